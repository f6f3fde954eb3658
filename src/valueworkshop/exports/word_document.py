"""The report as a Word document: its styles, real tables, charts with their words beside them.

Everything is text in a run or a cell, which Word never reads as a field, a link or a formula.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Run,
    Runs,
    Sentences,
    Strong,
    Table,
    Tasks,
)
from valueworkshop.exports.choices import Paper
from valueworkshop.exports.word_figures import drawn, gap_below

EMPTY: Final = "\N{EN DASH}"

_SIZES: Final = {Paper.A4: (Cm(21), Cm(29.7)), Paper.LETTER: (Cm(21.59), Cm(27.94))}
_MARGIN: Final = Cm(2.2)
_LINES, _HEAD = "C3CAD2", "F1F3F5"
_COLOUR: Final = "color"  # as Word spells it
_SOFT: Final = RGBColor(0x55, 0x60, 0x6E)
_ACCENT: Final = RGBColor(0x1F, 0x5F, 0x8B)
_NO_XML: Final = re.compile(r"[\ufffe\uffff]|[\U0001fffe\U0001ffff]")
_LETTER: Final = Cm(0.19)
_PADDING: Final = Cm(0.45)
_ONCE: Final = dt.date(2000, 1, 1)
_STEADY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says about itself; `contents` asks for a list of its headings."""

    title: str
    author: str = ""
    subject: str = ""
    line: str = ""
    foot: str = ""
    day: dt.date | None = None
    paper: Paper = Paper.A4
    contents: bool = False


def render(told: Sequence[Block], about: About) -> bytes:
    """Return the blocks of a report as a .docx file; the same blocks give the same bytes."""
    writer = _Writer(
        about, [each.text for each in told if isinstance(each, Heading) and each.level == 2]
    )
    for block in told:
        writer.write(block)
    return _steady(writer.saved())


def words(text: str) -> str:
    """Return a text on one line as a document can hold it."""
    return _NO_XML.sub("\ufffd", one_line(text))


class _Writer:
    """Writes one block after the other into a document."""

    def __init__(self, about: About, headings: Sequence[str]) -> None:
        self._about = about
        self._headings = [words(text) or EMPTY for text in headings]
        self._made = Document()
        self._style()
        self._properties()
        self._page()

    def _style(self) -> None:
        styles = self._made.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10.5)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
        normal.paragraph_format.space_after = Pt(6)
        for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 11)):
            style = styles[name]
            style.font.size, style.font.color.rgb = Pt(size), _ACCENT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), "Calibri")
        styles["Quote"].paragraph_format.left_indent = Cm(0.8)
        for line in styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
            line.set(qn(f"w:{_COLOUR}"), _LINES)  # black ones would be louder than the words

    def _properties(self) -> None:
        about, core = self._about, self._made.core_properties
        core.title, core.subject = words(about.title)[:255], words(about.subject)[:255]
        core.author = core.last_modified_by = words(about.author)[:255]
        core.comments, core.language = words(about.foot), "en-GB"
        # Not the time of writing: the same report is to make the same file.
        core.created = core.modified = dt.datetime.combine(about.day or _ONCE, dt.time(12))

    def _page(self) -> None:
        section = self._made.sections[0]
        section.page_width, section.page_height = _SIZES[self._about.paper]
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = Cm(2)
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{words(self._about.foot)}  ·  ")
        _field(foot, "PAGE", "1")
        for run in foot.runs:
            run.font.size, run.font.color.rgb = Pt(8), _SOFT

    @property
    def _wide(self) -> int:
        """How wide the text is."""
        return int(_SIZES[self._about.paper][0] - 2 * _MARGIN)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self._made.save(out)
        return out.getvalue()

    def write(self, block: Block) -> None:  # noqa: C901 - one for each kind of block
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraphs(block)
            case Sentences(runs):
                self._runs(self._made.add_paragraph(), runs)
            case Quote(text, source):
                self._quote(text, source)
            case Bullets(items):
                for item in items:
                    self._runs(self._made.add_paragraph(style="List Bullet"), (item or EMPTY,))
            case Tasks(items):
                for done, text in items:
                    self._task((text or EMPTY,), done=done)
            case Entries():
                self._entries(block)
            case Table():
                self._table(block)
            case Chart(rows, figure):
                if figure is None or not drawn(self._made, figure, self._wide, words):
                    self._letters(rows)

    def _heading(self, block: Heading) -> None:
        text = words(block.text) or EMPTY
        if block.level == 1:
            self._made.add_paragraph(text, style="Title")
            if words(self._about.line):
                self._paragraph([words(self._about.line)], aside=True)
            if self._about.contents:
                self._contents()
            return
        _bidi(self._made.add_paragraph(text, style=f"Heading {block.level - 1}"), text)

    def _contents(self) -> None:
        """List the headings in a field, to which Word adds the pages when it is updated (F9)."""
        shown = "\n".join(self._headings)
        if shown:
            _field(self._made.add_paragraph(), 'TOC \\o "1-1" \\h \\z \\u', shown)

    def _paragraphs(self, block: Paragraph) -> None:
        for part in re.split(r"\n\s*\n", clean(block.text)):
            if lines := [words(each) for each in part.split("\n") if words(each)]:
                self._paragraph(lines, strong=block.strong, aside=block.aside)

    def _paragraph(
        self, lines: Sequence[str], *, strong: bool = False, aside: bool = False
    ) -> None:
        paragraph = self._made.add_paragraph()
        run = paragraph.add_run("\n".join(lines))
        run.bold = strong or None
        if aside:
            run.font.size, run.font.color.rgb = Pt(9), _SOFT
        _bidi(paragraph, lines[0])

    def _runs(self, paragraph: Any, runs: Runs) -> Any:
        text = ""
        for each in runs:
            text += self._run(paragraph, each, first=not text)
        _bidi(paragraph, text)
        return paragraph

    def _run(self, paragraph: Any, run: Run, *, first: bool) -> str:
        if not isinstance(run, str):
            made = paragraph.add_run(words(run.text))
            made.bold = isinstance(run, Strong) or None
            made.italic = not isinstance(run, Strong) or None
            return str(made.text)
        before = " " if run[:1].isspace() and not first else ""
        after = " " if run.strip() and run[-1:].isspace() else ""
        return str(paragraph.add_run(f"{before}{words(run)}{after}").text)

    def _task(self, runs: Runs, *, done: bool) -> None:
        paragraph = self._made.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.7)
        paragraph.paragraph_format.first_line_indent = Cm(-0.7)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
        paragraph.add_run(f"{'☒' if done else '☐'}\t").font.name = "Segoe UI Symbol"
        self._runs(paragraph, runs)

    def _entries(self, block: Entries) -> None:
        numbered = self._new_numbers() if block.numbered else None
        for entry in block.entries:
            if entry.done is not None:
                self._task(entry.runs, done=entry.done)
            else:
                style = "List Number" if block.numbered else "List Bullet"
                paragraph = self._made.add_paragraph(style=style)
                if numbered is not None:
                    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
                    numbers.get_or_add_numId().val = numbered
                self._runs(paragraph, entry.runs)
            self._under(entry)

    def _new_numbers(self) -> int:
        """Return a list of numbers that begins at 1: else the next list would go on counting."""
        numbering = self._made.part.numbering_part.element
        styled = self._made.styles["List Number"].element.pPr.numPr.numId.val
        kind = numbering.num_having_numId(styled).abstractNumId.val
        made = numbering.add_num(kind)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _under(self, entry: Entry) -> None:
        for below in entry.under:
            if isinstance(below, Quote):
                said = (
                    f"{words(below.text)} ({words(below.source)})" if below.source else below.text
                )
                made = self._made.add_paragraph(style="Quote")
                self._runs(made, (said,))
            else:
                made = self._runs(self._made.add_paragraph(style="List Bullet 2"), below)
            made.paragraph_format.space_after = Pt(2)

    def _quote(self, text: str, source: str) -> None:
        lines = [words(each) for each in clean(text).split("\n") if words(each)]
        if words(source):
            lines.append(f"— {words(source)}")
        if lines:
            _bidi(self._made.add_paragraph("\n".join(lines), style="Quote"), lines[0])

    def _letters(self, rows: Sequence[str]) -> None:
        if not rows:
            return
        text = "\n".join(_NO_XML.sub("\ufffd", clean(row).replace("\n", " ")) for row in rows)
        run = self._made.add_paragraph().add_run(text)
        run.font.name, run.font.size = "Courier New", Pt(7.5)

    def _table(self, block: Table) -> None:
        wide = max((len(row) for row in (block.header, *block.rows)), default=0)
        if not wide:
            return
        headed = any(map(words, block.header))
        texts = [[words(each) for each in row] for row in block.rows]
        head = [words(each) for each in block.header]
        rows = [*([head] if headed else []), *texts]
        made = self._made.add_table(rows=len(rows), cols=wide, style="Table Grid")
        made.autofit = False
        widths = _widths(rows, wide, self._wide)
        for column, size in zip(made.columns, widths, strict=True):
            column.width = size
        for at, (row, cells) in enumerate(zip(rows, made.rows, strict=True)):
            _whole_row(cells, repeated=headed and at == 0)
            for column, cell in enumerate(cells.cells):
                cell.width = widths[column]
                text = row[column] if column < len(row) else ""
                run = cell.paragraphs[0].add_run(text)
                run.font.size = Pt(9)
                run.bold = (headed and at == 0) or column == block.named_by or None
                form = cell.paragraphs[0].paragraph_format
                form.space_before = form.space_after = Pt(2)
                if headed and at == 0:
                    _shaded(cell)
                if column in block.numeric:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
                else:
                    _bidi(cell.paragraphs[0], text)
        _described(made, ", ".join(filter(None, head)) or "Facts")
        gap_below(self._made)


def _shaded(cell: Any) -> None:
    """Put a cell of a head on a pale ground."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), (_COLOUR, "auto"), ("fill", _HEAD)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading


def _field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field of ours, with what it shows until Word works it out."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "shown":
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)  # noqa: SLF001 - python-docx has no fields


def _bidi(paragraph: Any, text: str) -> None:
    """Let a text that begins with letters of Hebrew or Arabic read from right to left."""
    import unicodedata  # noqa: PLC0415 - on demand

    kinds = (unicodedata.bidirectional(letter) for letter in text)
    if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L":
        about = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no such setting
        about.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


_AFTER_BIDI: Final = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"),
    *("w:textAlignment", "w:outlineLvl", "w:cnfStyle", "w:rPr", "w:sectPr"),
)
"""What comes after it in the order that Word insists on."""


def _widths(rows: Sequence[Sequence[str]], columns: int, wide: int) -> list[int]:
    """Return how wide each column is: its longest word fits, and long texts get what is left."""
    cells = [[row[column] for row in rows if column < len(row)] for column in range(columns)]
    least = [
        _LETTER * min(16, max((len(word) for text in texts for word in text.split()), default=1))
        + _PADDING
        for texts in cells
    ]
    wished = [min(60, max(map(len, texts), default=1)) ** 1.2 for texts in cells]
    left = max(0, wide - sum(least))
    shared = [least[at] + left * wished[at] / sum(wished) for at in range(columns)]
    return [round(each * min(1, wide / sum(shared))) for each in shared]


def _whole_row(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page; a head stands on each page again."""
    about = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no such setting
    about.append(OxmlElement("w:cantSplit"))
    if repeated:
        about.append(OxmlElement("w:tblHeader"))


def _described(table: Any, text: str) -> None:
    """Say what a table has, for people who hear it."""
    for name in ("w:tblCaption", "w:tblDescription"):
        part = OxmlElement(name)
        part.set(qn("w:val"), f"Table: {text}")
        table._tbl.tblPr.append(part)  # noqa: SLF001


def _steady(data: bytes) -> bytes:
    """Return a file without the time at which its parts were packed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steady,
    ):
        for name in made.namelist():
            part = zipfile.ZipInfo(name, _STEADY)
            part.compress_type = zipfile.ZIP_DEFLATED
            steady.writestr(part, made.read(name))
    return out.getvalue()
