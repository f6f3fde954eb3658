import re
from html.parser import HTMLParser

from nasty_texts import BY_HAND, texts
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tasks,
)
from valueworkshop.exports.html import render

TAGS = {
    "strong",
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "br"),
    *("blockquote", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "pre"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "dir", "class"}


class Page(HTMLParser):
    """A page as a browser takes it: its tags, attributes and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.words += "\n"

    def handle_data(self, data: str) -> None:
        self.words += data


def all_kinds(text: str) -> list[Block]:
    return [
        Heading(text, 1),
        Paragraph(text),
        Heading(text, 3),
        Quote(text, source=text),
        Bullets((text, text)),
        Tasks(((False, text), (True, text))),
        Table((text, "n"), ((text, "1"), ("x",)), numeric=frozenset({1})),
        Chart((text,)),
    ]


def test_a_page() -> None:
    page = render(
        [
            Heading("Ballot <1>", 1),
            Paragraph("a\nb\n\nc"),
            Quote("Said", "P1"),
            Tasks(((True, "t"),)),
            Table(("Item", "1"), (("When",),), numeric=frozenset({1})),
            Chart(("▼  10  █ <x>", "=   0")),
        ],
        "Acme & sons",
    )
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Acme &amp; sons</title>" in page
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
    ) in page
    assert "h1 { break-before: page; }" in page
    body = page.partition("<main>\n")[2].partition("\n</main>")[0]
    assert body.replace(' dir="auto"', "").splitlines() == [
        "<h1>Ballot &lt;1&gt;</h1>",
        "<p>a<br>b</p>",
        "<p>c</p>",
        "<blockquote>",
        "<p>Said</p>",
        "<p>— P1</p>",
        "</blockquote>",
        '<ul class="tasks">',
        "<li>☒ t</li>",
        "</ul>",
        "<table>",
        "<thead>",
        '<tr><th>Item</th><th class="number">1</th></tr>',
        "</thead>",
        "<tbody>",
        '<tr><td>When</td><td class="number"></td></tr>',
        "</tbody>",
        "</table>",
        "<pre>▼  10  █ &lt;x&gt;",
        "=   0</pre>",
    ]


def test_no_text_brings_a_tag_an_attribute_or_an_address() -> None:
    harmless = len(Page(render(all_kinds("x"), "x")).tags)
    for text in texts(1, 300):
        page = Page(render(all_kinds(text), text))
        extra = page.tags.count("br") + page.tags.count("p") - 3
        assert set(page.tags) <= TAGS, text
        assert len(page.tags) - extra == harmless, text
        assert {name for name, _ in page.attributes} <= ATTRIBUTES, text
        assert not [value for _, value in page.attributes if value and "//" in value], text


def test_every_word_is_there_as_it_was_typed() -> None:
    for text in BY_HAND:
        shown = Page(render([Bullets((f"<{text}>",))], "t")).words
        typed = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e]", "", text)
        typed = re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", f"<{typed}>").replace("\ud800", "\ufffd")
        assert typed in shown, text


def test_the_style_fetches_nothing() -> None:
    page = render([], "t")
    assert not re.search(r"url\(|@import|https?:|<script|<link", page)
    assert render([Bullets(()), Paragraph(" ")], "t") == page
