"""The report as a page: whole, well formed, reachable, and quiet whatever people typed."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_html import Page, all_kinds

from hostile_sessions import filled
from made_sessions import moderate
from nasty_texts import BY_HAND, texts
from payloads import MARKUP, TERMINAL
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.card_figures import HeatRow, HeatTable, Stack, StackedBars
from valueworkshop.core.show.figures import (
    Bar,
    Bars,
    Curve,
    Figure,
    Level,
    Levels,
    Map,
    MapPoint,
    Share,
    Shares,
    Stop,
    Strip,
    Strips,
)
from valueworkshop.exports import html_page
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.exports.svg import drawn
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.home.new_sessions import demo_session

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "a", "div", "header", "nav", "main"),
    *("footer", "section", "h1", "h2", "h3", "p", "br", "blockquote", "ul", "ol", "li", "table"),
    *("thead", "tbody", "tr", "th", "td", "pre", "figure", "figcaption", "span", "strong", "em"),
    *("svg", "rect", "circle", "line", "text"),
}
STRANGE = "".join("".join(text.split()) for text in (*MARKUP.values(), *TERMINAL.values()))


def figures(text: str) -> list[Block]:
    drawn_ones: Sequence[Figure] = (
        Bars(
            title=text, bars=(Bar(label=text, value=57.2, sign="▼▼"), Bar(label=text, value=None))
        ),
        Bars(title=text, bars=(Bar(label=text, value=-12),)),
        Map(
            title=text,
            across=text,
            up=text,
            across_range=(0, 1),
            up_range=(0, 100),
            spots=(MapPoint(label=text, across=1, up=0), MapPoint(label=text, across=None, up=3)),
            corners=(text, text, text, text),
        ),
        Curve(
            title=text,
            stops=(
                Stop(label=text, expected=5, experienced=1),
                Stop(label=text, expected=None, experienced=None),
                Stop(label=text, expected=4, experienced=4.5),
            ),
        ),
        Strips(title=text, strips=(Strip(label=text, counts=(0, 1, 0, 0, 9), median=5),)),
    )
    return [Chart((), figure) for figure in (*drawn_ones, *side_by_side(text))]


def side_by_side(text: str) -> list[Figure]:
    def row(shares: tuple[int, int]) -> HeatRow:
        return HeatRow(label=text, numbers=(text, ""), shares=shares, counts=(text, ""))

    stack = Stack(
        label=text, means="", shares=(900, 100), numbers=("1", text), beside=text, below=""
    )
    return [
        HeatTable(
            title=text,
            columns=(text, text),
            rows=(row((420, -1)),),
            balance=row((-420, 0)),
            balance_means=text,
        ),
        StackedBars(title=text, parts=(text, text), stacks=(stack,), leads=1, short=1),
        Shares(title=text, note=text, rows=(Share(label=text, share=420, text=text),)),
        Levels(title=text, levels=(Level(42, "42", text), Level(None, "", text))),
    ]


def test_a_page_is_whole_and_can_be_found_one_s_way_in() -> None:
    text = written(demo_session(), Wanted(form=Form.HTML))
    found = Page(text)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert found.tags.count(landmark) == 1, landmark
    assert set(found.tags) <= TAGS
    ids = [value for name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = [value[1:] for name, value in found.attributes if name == "href" and value]
    named = [value for name, value in found.attributes if name == "aria-labelledby"]
    assert {*targets, *named} <= set(ids)
    # Every drawing is named, or left out for those who cannot see it.
    assert found.tags.count("svg") == len(re.findall(r'<svg [^>]*(?:role="img"|aria-hidden)', text))
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in text
    assert not re.search(r"<script|<link|<img|<iframe|url\(|@import|https?:|\son\w+=", text)
    assert "\N{BLACK DOWN-POINTING TRIANGLE}" in text
    assert "Draft" not in text


def test_heads_of_tables_say_what_they_are_of() -> None:
    table = Table(("Rank", "Item", "Gap"), (("1", "When", "54"), ("2", "", "3")), frozenset({2}), 1)
    facts = Table(("", ""), (("Offer", "a long one indeed"),))
    made = html_page.render([table, facts], "t").replace(' dir="auto"', "")
    assert (
        '<th scope="col">Rank</th><th scope="col">Item</th><th scope="col" class="number">' in made
    )
    assert (
        '<td class="short" data-head="Rank">1</td><th scope="row" class="short">When</th>' in made
    )
    assert '<tr><th scope="row" class="short">Offer</th><td>a long one indeed</td></tr>' in made


def test_a_draft_is_marked_before_all_else() -> None:
    unfinished = filled("x")
    made = written(unfinished, Wanted(form=Form.HTML))
    assert made.index('role="note"') < made.index("</section>")


def test_no_text_brings_a_tag_an_attribute_or_an_address() -> None:
    def seen(text: str) -> Page:
        return Page(
            html_page.render([*all_kinds(text), *figures(text)], text, about=text, foot=text)
        )

    harmless = seen("x")
    known = {name for name, _ in harmless.attributes}
    drawn_tags = [tag for tag in harmless.tags if tag in {"svg", "rect", "circle", "line", "text"}]
    for text in texts(2, 20):
        found = seen(text)
        assert set(found.tags) <= TAGS, text
        assert {name for name, _ in found.attributes} <= known, text
        if text.strip():
            lines = [tag for tag in found.tags if tag in {"svg", "rect", "circle", "line", "text"}]
            assert len(lines) <= len(drawn_tags), text
        links = [value for name, value in found.attributes if name in {"href", "src", "style"}]
        assert all(re.fullmatch(r"#(main|s\d+)", link or "") for link in links), text


def test_every_word_is_there_as_it_was_typed() -> None:
    for text in BY_HAND[:-20]:
        shown = Page(html_page.render([Bullets((f"<{text}>",)), *figures(f"<{text}>")], "t")).words
        typed = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e]", "", text)
        typed = re.sub(r"[ \t\r\n\x85\u2028\u2029]+", " ", f"<{typed}>").replace("\ud800", "\ufffd")
        assert shown.count(typed) > 8, text


def test_hostile_text_in_every_field_shows_as_letters() -> None:
    harmless, strange = (
        Page(written(filled(text), Wanted(form=Form.HTML, full=True)))
        for text in ("harmless", STRANGE)
    )
    # One word of many signs is too long for a cell that stays on one line.
    assert [t for t in strange.tags if t != "br"] == [t for t in harmless.tags if t != "br"]
    assert {name for name, _ in strange.attributes} <= {name for name, _ in harmless.attributes}
    assert strange.words.count("[@click=app.quit]leave[/]") > 100


numbers = st.none() | st.floats(1, 5)


@moderate
@given(
    st.lists(st.tuples(numbers, numbers), max_size=9),
    st.lists(st.integers(0, 30), min_size=5, max_size=5),
)
def test_any_numbers_are_drawn_within_the_picture(
    pairs: list[tuple[float | None, float | None]], counts: list[int]
) -> None:
    pictures = (
        Curve(title="t", stops=tuple(Stop(label="l", expected=a, experienced=b) for a, b in pairs)),
        Map(
            title="t",
            across="a",
            up="u",
            across_range=(1, 5),
            up_range=(1, 5),
            spots=tuple(MapPoint(label="l", across=a, up=b) for a, b in pairs),
        ),
        Strips(title="t", strips=(Strip(label="l", counts=tuple(counts), median=None),)),
    )
    for picture in pictures:
        made = drawn(picture)
        assert "nan" not in made
        assert "None" not in made
        for percent in re.findall(r'[xc][12x]="([\d.]+)%"', made):
            assert 0 <= float(percent) <= 100
        for y in re.findall(r'c?y[12]?="([\d.-]+)"', made):
            assert 0 <= float(y) <= 360


def test_the_page_says_what_the_report_says() -> None:
    said = Page(written(demo_session(), Wanted(form=Form.HTML, full=True))).words
    joined = " ".join(said.split())
    for block in blocks(demo_session()):
        match block:
            case Heading(text, _) | Paragraph(text):
                assert " ".join(text.split()) in joined
            case Bullets(items):
                assert all(" ".join(item.split()) in joined for item in items)
            case Table():
                assert all(" ".join(cell.split()) in joined for row in block.rows for cell in row)


def test_a_table_of_heat_is_a_table_to_those_who_hear_it() -> None:
    table, bars, _, levels = map(drawn, side_by_side("x"))
    roles = re.findall(r'role="(\w+)"', table)
    assert [roles.count(each) for each in ("table", "row", "columnheader", "rowheader")] == [
        *(1, 3, 3, 2)
    ]
    assert '<div role="cell" class="none"></div>' in table
    assert 'role="img" aria-label="x: x 1, x x"' in bars
    assert 'role="img" aria-label="x: x: 42, x:"' in levels


def test_a_part_has_its_number_where_there_is_room() -> None:
    shares = (30, 970)
    stack = Stack(label="a", means="", shares=shares, numbers=("3", "97"), beside="", below="")
    made = drawn(StackedBars(title="t", parts=("one", "other"), stacks=(stack,)))
    assert ">97</text>" in made
    assert ">3</text>" not in made
    assert "one 3, other 97" in made


@pytest.mark.parametrize("name", ["--ink", "--soft", "--accent", "--gap"])
@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_read_on_the_paper(name: str, *, dark: bool) -> None:
    style = html_page.style().split("prefers-color-scheme: dark")[1 if dark else 0]
    ratio = contrast(colour(style, name), colour(style, "--paper"))
    assert ratio >= (3 if name == "--gap" else 4.5)  # a bar is no text


ON = [("on-lead1", "lead1"), ("on-lead2", "lead2"), ("on-gap", "gap"), ("ink", "heat5")]
ON += [("on-grey1", "grey1"), ("on-grey2", "grey2")]


@pytest.mark.parametrize(("words", "ground"), ON)
@pytest.mark.parametrize("at", ["", "prefers-color-scheme: dark", "@media print"])
def test_colours_can_be_read_on_what_is_filled(words: str, ground: str, at: str) -> None:
    style = html_page.style().partition(at)[2] if at else html_page.style()
    ink = (0.0, 0.0, 0.0) if words == "ink" and "print" in at else colour(style, f"--{words}")
    assert contrast(ink, colour(style, f"--{ground}")) >= 4.5


def colour(style: str, name: str) -> tuple[float, ...]:
    found = re.search(rf"{name}: #(\w{{6}})", style)
    assert found
    return tuple(int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the ratio of WCAG 2 between two colours."""

    def light(rgb: tuple[float, ...]) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = max(light(one), light(other)), min(light(one), light(other))
    return (high + 0.05) / (low + 0.05)
