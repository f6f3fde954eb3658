"""A workshop as an Excel workbook: what people read, and tidy tables with real dates and numbers.

Whatever people typed is a cell of text that is marked as such, so that nothing calculates it. The
sheets: Summary, Gaps (with a chart), Ratings (one a row), Actions, Notes, Open questions.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import xlsxwriter

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Entries,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Table,
    plain,
)
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.notes import model as notes
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.summary.gap_summary import Gap, summarise
from valueworkshop.exports import csv
from valueworkshop.exports.agreed_actions import COLUMNS as ACTION_COLUMNS
from valueworkshop.exports.agreed_actions import Plan, plan_of, values

Cell: TypeAlias = "str | float | int | bool | dt.date | None"

_MOST_LETTERS: Final = 32_000  # Excel drops a longer text without a word
_FIRST_DAY: Final = dt.date(1900, 3, 1)  # Excel counts days wrongly before it
_ONCE: Final = dt.date(2000, 1, 1)
_WIDEST: Final = 60
_GAPS: Final = (
    *("Rank", "Item", "Stage", "Needed", "Today", "Gap", "Weight", "Answers", "See a shortfall"),
    *("How known", "Source", "When", "Next step"),
)
_NOTES: Final = (
    *("Stage", "Question", "Note", "How known", "Source", "When", "Quote for", "Segment"),
    *("Competitor", "Group"),
)


def render(session: Session, draft: str, foot: str, now: dt.datetime) -> bytes:
    """Return the workbook of a session; `draft` marks one that is not finished."""
    shown = seen(session)
    book = _Book(session.title, session.facilitator, foot, session.date)
    book.read("Summary", two_pages(session, draft))
    book.gaps(list(_gaps(shown)))
    book.table("Ratings", csv.COLUMNS, _ratings(session))
    plan = plan_of(shown, now)
    book.table("Actions", ACTION_COLUMNS, _actions(plan))
    book.table("Notes", _NOTES, _notes(shown))
    book.table("Open questions", ("Stage", "Question", "Who finds out", "By"), _open(shown, plan))
    return book.closed()


def render_actions(plan: Plan, foot: str) -> bytes:
    """Return a workbook with the actions of a plan alone."""
    book = _Book("Actions", "", foot, plan.now.date())
    book.table("Actions", ACTION_COLUMNS, _actions(plan))
    return book.closed()


class _Book:
    """Writes sheets into a workbook in memory."""

    def __init__(self, title: str, author: str, foot: str, day: dt.date | None) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        told = {"title": one_line(title)[:255], "author": one_line(author)[:255], "comments": foot}
        created = dt.datetime.combine(day or _ONCE, dt.time(12))
        self._book.set_properties({**told, "created": created})
        text = {"quote_prefix": True, "text_wrap": True, "valign": "top"}
        self._head = self._book.add_format({"bold": True, "bottom": 1, "valign": "bottom"})
        self._text = self._book.add_format(text)
        self._title = self._book.add_format({**text, "bold": True, "font_size": 16})
        self._part = self._book.add_format({**text, "bold": True, "font_size": 12, "top": 1})
        self._strong = self._book.add_format({**text, "bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._number = self._book.add_format({"num_format": "0.##", "valign": "top"})
        self._whole = self._book.add_format({"num_format": "0", "valign": "top"})

    def closed(self) -> bytes:
        self._book.close()
        return self._out.getvalue()

    def read(self, name: str, told: Iterable[Block]) -> None:
        """Write a sheet to read: a row for each line of a report."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        row = 0
        for block in told:
            row = self._block(sheet, row, block)

    def _block(self, sheet: Any, row: int, block: Block) -> int:
        match block:
            case Heading(text, level):
                kind = self._title if level == 1 else self._part
                sheet.merge_range(row, 0, row, 1, "", kind)
                sheet.write_string(row, 0, _held(text), kind)
                return row + 1
            case Table():
                for cells in block.rows:
                    for column, text in enumerate(cells):
                        kind = self._strong if column == block.named_by else self._text
                        sheet.write_string(row, column, _held(text), kind)
                    sheet.set_row(row, _high(max(map(len, cells), default=0), 90))
                    row += 1
                return row
        for line in _lines(block):
            for part in _parts(line):
                sheet.merge_range(row, 0, row, 1, "", self._text)
                sheet.write_string(row, 0, part, self._text)
                sheet.set_row(row, _high(len(part), 120))
                row += 1
        return row

    def gaps(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write the gaps, and a chart of their points beside them."""
        sheet = self.table("Gaps", _GAPS, rows)
        if not rows:
            return
        chart = self._book.add_chart({"type": "bar"})
        last = len(rows)
        chart.add_series(
            {
                "name": ["Gaps", 0, 5],
                "categories": ["Gaps", 1, 1, last, 1],
                "values": ["Gaps", 1, 5, last, 5],
                "fill": {"color": "#b4541a"},
                "data_labels": {"value": True, "num_format": "0"},
            }
        )
        chart.set_title({"name": "Gaps, in points of 100"})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "label_position": "low"})
        chart.set_x_axis({"min": min([0, *(_low(row[5]) for row in rows)]), "max": 100})
        chart.set_size({"width": 640, "height": 90 + 26 * last})
        about = "Gaps in points of 100; the same numbers are in the table on this sheet."
        sheet.insert_chart(last + 2, 1, chart, {"description": about, "object_position": 1})

    def table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
        """Write a table with a head that stays, and a filter over each column."""
        sheet = self._sheet(name)
        wide = [len(head) + 3 for head in heads]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self._head)
        at = 0
        for row in rows:
            for whole in _in_parts(row):
                at += 1
                for column, cell in enumerate(whole):
                    self._cell(sheet, at, column, cell)
                    wide[column] = max(wide[column], min(_WIDEST, len(str(cell or "")) + 1))
        for column, letters in enumerate(wide):
            sheet.set_column(column, column, letters)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(at, 1), len(heads) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _sheet(self, name: str) -> Any:
        return self._book.add_worksheet(name)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                sheet.write_blank(row, column, None, self._text)
            case bool():
                sheet.write_string(row, column, "yes" if cell else "no", self._text)
            case int():
                sheet.write_number(row, column, cell, self._whole)
            case float():
                sheet.write_number(row, column, cell, self._number)
            case dt.date() if cell >= _FIRST_DAY:
                sheet.write_datetime(row, column, dt.datetime(*cell.timetuple()[:3]), self._day)  # noqa: DTZ001
            case _:
                sheet.write_string(row, column, _held(str(cell)), self._text)


def _high(letters: int, in_a_line: int) -> float:
    """Return the height for a text; no program works it out for merged cells."""
    return min(409, 15 * (1 + letters // in_a_line))


def _low(gap: Cell) -> float:
    return gap if isinstance(gap, int | float) and gap < 0 else 0


def _held(text: str) -> str:
    return clean(text)


def _parts(text: str) -> list[str]:
    """Return a text in pieces that a cell holds; at least one."""
    text = clean(text)
    return [text[at : at + _MOST_LETTERS] for at in range(0, len(text), _MOST_LETTERS)] or [""]


def _in_parts(row: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield a row, and again with what is left of texts that are too long for one cell."""
    parts = [_parts(cell) if isinstance(cell, str) else [cell] for cell in row]
    for number in range(max(map(len, parts), default=0)):
        yield [
            cells[number] if number < len(cells) else (cells[0] if len(cells) == 1 else "")
            for cells in parts
        ]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from filter(None, map(one_line, text.split("\n")))
        case Sentences(runs):
            yield one_line(plain(runs))
        case Bullets(items):
            yield from (f"•  {one_line(item)}" for item in items)
        case Quote(text, source):
            yield f"{one_line(text)} ({one_line(source)})" if source else one_line(text)
        case Entries(entries, numbered):
            for number, entry in enumerate(entries, start=1):
                box = {None: f"{number}." if numbered else "•", True: "☒", False: "☐"}[entry.done]
                yield f"{box}  {one_line(plain(entry.runs))}"
                for below in entry.under:
                    if isinstance(below, Quote):
                        source = f" ({one_line(below.source)})" if below.source else ""
                        yield f"      {one_line(below.text)}{source}"
                    else:
                        yield f"      {one_line(plain(below))}"


def _gaps(session: Session) -> Iterator[tuple[Cell, ...]]:
    for gap in summarise(session).gaps:
        score, known = gap.score, gap.evidence
        yield (
            _rank(gap),
            gap.title,
            session.stage(gap.key.partition("/")[0]).title,
            _number(score.needed.mean),
            _number(score.today.mean),
            _number(score.signed),
            _number(score.weight),
            score.n,
            score.short,
            known.grade.value,
            known.source,
            known.when,
            gap.then,
        )


def _rank(gap: Gap) -> int | None:
    return gap.rank.place if gap.rank else None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _ratings(session: Session) -> Iterator[tuple[Cell, ...]]:
    for row in csv.rows(session):
        yield (session.id, session.title, session.date, *row)


def _actions(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for action in plan.actions:
        told = values(action, plan.now.date())
        told |= {"due": action.due, "closes": "; ".join(text for _, text in action.closes)}
        yield tuple(told[name] for name in ACTION_COLUMNS)


def _notes(session: Session) -> Iterator[tuple[Cell, ...]]:
    segments, rivals = session.segments, session.competitors
    for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        given = notes.answers(session, stage)
        for key, asked in notes.asks(session, stage).questions.items():
            for _, note in given.of(key):
                segment, rival = segments.get(note.segment), rivals.get(note.competitor)
                group = given.groups.get(note.group)
                yield (
                    session.stage(stage).title,
                    asked.text,
                    note.text,
                    note.evidence.grade.value,
                    note.evidence.source,
                    note.evidence.when,
                    label(session, note.about) if note.about else "",
                    segment.name if segment else "",
                    rival.name if rival else "",
                    group.name if group else "",
                )


def _open(session: Session, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    """Yield what nobody knows yet, with the action that is to find it out."""
    for finding in summarise(session).open:
        closing = [each for each in plan.actions if finding.key in dict(each.closes)]
        first = closing[0] if closing else None
        stage = session.stage(finding.key.partition("/")[0]).title
        yield (stage, finding.title, first.owner if first else "", first.due if first else None)
