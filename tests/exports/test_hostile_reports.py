"""Cases 67 and 69: every field of every stage goes through every form as text."""

import csv
import io
import re

import pytest
from test_html import ATTRIBUTES, TAGS, Page

from hostile_sessions import filled
from markdown_readers import READERS, meant
from payloads import FORMULAS, MARKUP, TERMINAL
from valueworkshop.core.show.blocks import Block, Bullets
from valueworkshop.exports import ballot_sheets, html, markdown
from valueworkshop.exports.export_forms import FORMS, Form, Wanted, exported
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


TEXT_FORMS = [form for form in Form if not FORMS[form].extra]
TABLES = [form for form in Form if form.value.endswith("csv")]


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_no_form_has_a_sign_that_steers_and_all_have_the_words(form: Form) -> None:
    text = exported(filled(STRANGE), Wanted(form=form, full=form.is_report)).decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "app.quit" in text.replace("\r\n ", "").replace("\\", "")


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("formula", FORMULAS[:6])
def test_no_cell_of_any_table_begins_a_formula(form: Form, formula: str) -> None:
    text = exported(filled(formula), Wanted(form=form)).decode()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert cells
    assert not [cell for cell in cells if re.match(r"[=+@]|-(?![0-9.]+$)", cell.lstrip())]
