"""Cases 67 and 69: every field of every stage goes through the reports as text, in both formats."""

import pytest
from test_html import ATTRIBUTES, TAGS, Page

from hostile_sessions import filled
from markdown_readers import READERS, meant
from payloads import MARKUP, TERMINAL
from valueworkshop.core.show.blocks import Block, Bullets
from valueworkshop.exports import ballot_sheets, html, markdown
from valueworkshop.exports.workshop_report import blocks

STRANGE = "".join("".join(text.split()) for text in (*MARKUP.values(), *TERMINAL.values()))
"""As one word: what is written of it must be found as a whole."""


def all_blocks(text: str) -> list[Block]:
    """Return the report and the ballots of a workshop with a text in all its fields."""
    session = filled(text)
    made = [
        *blocks(session),
        *ballot_sheets.blank(session, ballot_sheets.rating_stages(session), 1),
    ]
    return [block for block in made if block != Bullets(())]  # which writes nothing


@pytest.mark.parametrize("reader", READERS)
def test_markdown_reads_back_as_typed(reader: str) -> None:
    made = all_blocks(STRANGE)
    assert READERS[reader](markdown.render(made)).strip() == meant(made)


def test_a_page_has_no_more_tags_and_no_address() -> None:
    harmless, strange = (Page(html.render(all_blocks(t), t)) for t in ("harmless", STRANGE))
    assert strange.tags == harmless.tags
    assert set(strange.tags) <= TAGS
    assert {name for name, _ in strange.attributes} <= ATTRIBUTES
    assert not [value for _, value in strange.attributes if value and "//" in value]
    assert strange.words.count("[@click=app.quit]leave[/]") > 20
