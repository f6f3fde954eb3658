"""The report as a Word document, as python-docx reads it; LibreOffice: test_external_office.py."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from commands import SAMPLES, run, sample
from hostile_sessions import filled
from nasty_texts import BY_HAND
from payloads import FORMULAS, MARKUP, TERMINAL
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Table,
    Tasks,
    plain,
)
from valueworkshop.core.show.figures import Bar, Bars
from valueworkshop.exports.choices import Paper
from valueworkshop.exports.export_forms import Form, Wanted, exported
from valueworkshop.exports.word_document import About, render, words
from valueworkshop.exports.workshop_report import blocks

STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values()))
TEXTS = [words(text) for text in (*BY_HAND, *FORMULAS, *MARKUP.values(), *TERMINAL.values())]


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@cache
def of(name: str, *, full: bool) -> Document:
    return opened(exported(sample(name), Wanted(form=Form.DOCX, full=full)))


def made(*told: Block, **about: object) -> Document:
    return opened(render(told, About(title="t", **about)))  # type: ignore[arg-type]


def shown(document: Document) -> str:
    """Return all words of a document, those in tables too."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in document.paragraphs), *cells))


def told_words(told: list[Block]) -> Iterator[str]:
    for block in told:
        match block:
            case Heading(text, _):
                yield text
            case Paragraph(text):
                yield from text.split("\n")
            case Sentences(runs):
                yield plain(runs)
            case Bullets(items):
                yield from items
            case Tasks(items):
                yield from (text for _, text in items)
            case Entries(entries):
                yield from (plain(entry.runs) for entry in entries)
            case Table():
                yield from (cell for row in (block.header, *block.rows) for cell in row)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("name", ["prestige-car-maker", "office-coffee"])
def test_every_word_of_the_report_is_in_the_document(name: str, *, full: bool) -> None:
    session = sample(name)
    text = shown(of(name, full=full))
    wanted = map(words, told_words(blocks(session) if full else two_pages(session)))
    assert [each for each in wanted if each not in text] == []


def test_it_has_the_styles_that_word_people_expect() -> None:
    document = made(
        Heading("The title", 1),
        Heading("A part"),
        Heading("Within", 3),
        Entries((Entry(("one",)), Entry(("two",))), numbered=True),
        Entries((Entry(("one again",)),), numbered=True),
        Bullets(("point",)),
        Quote("said", "Ann"),
    )
    assert [(each.style.name, each.text) for each in document.paragraphs if each.style] == [
        ("Title", "The title"),
        ("Heading 1", "A part"),
        ("Heading 2", "Within"),
        ("List Number", "one"),
        ("List Number", "two"),
        ("List Number", "one again"),
        ("List Bullet", "point"),
        ("Quote", "said\n— Ann"),
    ]
    numbers = [
        next(each._p.iter(qn("w:numId"))).get(qn("w:val"))  # noqa: SLF001
        for each in document.paragraphs
        if each.style and each.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]  # the second list begins at 1


def test_a_table_is_real_and_its_head_stands_on_each_page() -> None:
    rows = tuple((f"item {number}", str(number)) for number in range(99))
    document = made(Table(("What", "Points"), rows, numeric=frozenset({1})))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["What", "Points"]
    assert len(table.rows) == 100
    xml = table._tbl.xml  # noqa: SLF001
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 100
    assert 'w:tblDescription w:val="Table: What, Points"' in xml
    assert xml.count('<w:jc w:val="right"/>') == 100
    assert xml.count("<w:shd ") == 2  # the head alone


def test_a_chart_is_pictures_that_say_what_they_show_with_words_beside_them() -> None:
    bars = Bars(title="Gaps", bars=(Bar(label="Speed", value=32.0, sign="▼▼"),))
    document = made(Chart((), bars), Chart(("letters ░█",)))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Speed", "", "▼▼ 32"]
    alts = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert alts == ["Speed: 32 of 100"]
    assert "letters ░█" in shown(document)


def test_every_picture_of_a_whole_report_has_its_words() -> None:
    document = of("office-coffee", full=True)
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) > 50
    assert all(each.get("descr") for each in pictures)


def test_it_says_what_it_is_about_and_nothing_else() -> None:
    session = replace(sample("restaurant"), facilitator="Ann Z")
    core = opened(exported(session, Wanted(form=Form.DOCX))).core_properties
    assert (core.title, core.author) == (session.title, "Ann Z")
    assert core.subject == session.offer
    anonymous = exported(session, Wanted(form=Form.DOCX, anonymous=True))
    parts = zipfile.ZipFile(io.BytesIO(anonymous))
    assert not [name for name in parts.namelist() if b"Ann Z" in parts.read(name)]


def test_a_full_report_begins_with_its_contents_and_a_short_one_does_not() -> None:
    for full in (False, True):
        fields = [
            each.text
            for each in of("office-coffee", full=full).element.body.iter(qn("w:instrText"))
        ]
        assert fields == (['TOC \\o "1-1" \\h \\z \\u'] if full else [])


@pytest.mark.parametrize(("paper", "high"), [(Paper.A4, 29.7), (Paper.LETTER, 27.94)])
def test_it_is_for_the_sheet_that_was_asked_for(paper: Paper, high: float) -> None:
    section = made(Paragraph("x"), paper=paper).sections[0]
    assert section.page_height
    assert section.page_height.cm == pytest.approx(high, abs=0.05)


def test_the_same_report_has_the_same_bytes() -> None:
    wanted = Wanted(form=Form.DOCX)
    assert exported(sample("restaurant"), wanted) == exported(sample("restaurant"), wanted)


def test_every_nasty_text_comes_through_as_it_was_typed() -> None:
    kept = [text for text in TEXTS if text]
    document = made(Bullets(tuple(kept)), Table(("a",), tuple((text,) for text in kept)))
    assert [each.text for each in document.paragraphs[: len(kept)]] == kept
    assert [row.cells[0].text for row in document.tables[0].rows[1:]] == kept


def test_hostile_words_in_all_fields_are_letters_only() -> None:
    session = filled(STRANGE)
    for full in (False, True):
        data = exported(session, Wanted(form=Form.DOCX, full=full))
        parts = zipfile.ZipFile(io.BytesIO(data))
        document = opened(data)
        assert one_line(MARKUP["action"]) in shown(document)
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in parts.read(name)
        body = document.element.body
        assert not list(body.iter(qn("w:hyperlink"), qn("w:object"), qn("w:fldSimple")))
        assert len(list(body.iter(qn("w:instrText")))) == int(full)


def test_letters_of_hebrew_and_arabic_read_from_the_right() -> None:
    document = made(Paragraph("שלום team"), Paragraph("team שלום"))
    assert [("<w:bidi/>" in each._p.xml) for each in document.paragraphs] == [True, False]  # noqa: SLF001


def test_what_word_insists_on_the_order_of_is_in_that_order() -> None:
    order = ["pStyle", "keepNext", "numPr", "tabs", "bidi", "spacing", "ind", "jc"]
    document = made(
        Table(("א", "n"), (("א", "1"),), numeric=frozenset({1})),
        Tasks(((True, "א"),)),
        Entries((Entry(("א",), under=(("א",), Quote("א"))),), numbered=True),
    )
    told = [
        [child.tag.partition("}")[2] for child in about]
        for about in document.element.body.iter(qn("w:pPr"))
    ]
    assert any("bidi" in names for names in told)
    assert all(names == sorted(names, key=order.index) for names in told)


def test_the_command_writes_it_beside_the_workshop(tmp_path: Path) -> None:
    target = tmp_path / "r.docx"
    assert (
        run(SAMPLES, "export", "restaurant", "-o", str(target), "--paper", "letter").exit_code == 0
    )
    assert "What we decided" in shown(opened(target.read_bytes()))
    assert run(SAMPLES, "export", "restaurant", "--to", "md", "--paper", "a4").exit_code == 2


def test_what_is_not_installed_is_refused_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valueworkshop.exports.export_forms.find_spec", lambda _name: None)
    refused = run(SAMPLES, "export", "restaurant", "-o", str(tmp_path / "r.docx"))
    assert refused.exit_code == 2
    assert "pip install 'valueworkshop[office]'" in refused.stderr
    assert "ready are md, text, html," in " ".join(refused.stderr.split())
    assert not list(tmp_path.iterdir())
