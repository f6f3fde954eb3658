"""Ballots as a table: a row for each sheet, a column for each line on it; and such a table read.

Nothing of a table is taken unless all of it fits.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import paper
from valueworkshop.core.stages.votes.model import Answer
from valueworkshop.core.stages.votes.paper import Line, Owner
from valueworkshop.exports.csv import guarded, written

NUMBER: Final = "ballot"
NAME: Final = "name"
_DELIMITERS: Final = ",;\t"
_MOST_FAULTS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The ballots as they were printed: their lines, and the owner of each sheet in order."""

    lines: Sequence[Line]
    owners: Sequence[Owner]
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The sheets in a table by their number from 1, and what is wrong, a line for each fault."""

    sheets: Mapping[int, Mapping[Line, Answer]] = field(default_factory=dict)
    faults: Sequence[str] = ()

    def missing(self, printed: Printed) -> list[int]:
        """Return the numbers of the printed ballots that are not there."""
        return [n for n in range(1, len(printed.owners) + 1) if n not in self.sheets]


def printed(
    session: Session, stages: Sequence[str], *, named: bool = False, copies: int | None = None
) -> Printed:
    """Return the ballots of some stages as they are printed; `copies` are nobody's."""
    owners = paper.owners(session, named=named) if copies is None else [Owner()] * copies
    return Printed(lines=paper.printed_lines(session, stages), owners=owners, named=named)


def blank(sheets: Printed) -> str:
    """Return the table to fill in: a row for each ballot, empty but for its number and name."""
    head = [NUMBER, *([NAME] if sheets.named else []), *(line.column for line in sheets.lines)]
    boxes = [""] * len(sheets.lines)
    return written(
        head,
        (
            (number, *([owner.name] if sheets.named else []), *boxes)
            for number, owner in enumerate(sheets.owners, start=1)
        ),
    )


def read(session: Session, text: str, sheets: Printed, name: str) -> Read:
    """Read a filled table. `name` is the file's, for messages, each with its line and a way out."""
    return _Reader(session, sheets, name).read(text)


class _Reader:
    def __init__(self, session: Session, sheets: Printed, name: str) -> None:
        self._session = session
        self._sheets = sheets
        self._name = name
        self._faults: list[str] = []
        self._columns = {line.column: line for line in sheets.lines}

    def read(self, text: str) -> Read:
        text = clean(text.removeprefix("\ufeff"))
        first = text.split("\n", 1)[0]
        delimiter = max(_DELIMITERS, key=first.count)
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        try:
            head = [one_line(cell) for cell in next(rows, [])]
            if not self._knows(head):
                return Read(faults=self._faults)
            found: dict[int, Mapping[Line, Answer]] = {}
            for row in rows:
                self._row(rows.line_num, head, [one_line(cell) for cell in row], found)
        except csv.Error as error:
            self._fault(rows.line_num, f"this is no CSV ({error}); save it as CSV again")
            return Read(faults=self._faults)
        if not found and not self._faults:
            self._fault(1, "there is no filled ballot below the header; fill in a row for each")
        more = len(self._faults) - _MOST_FAULTS
        told = [
            *self._faults[:_MOST_FAULTS],
            *([f"and {more} more like these"] if more > 0 else []),
        ]
        return Read(sheets=found, faults=told)

    def _fault(self, line: int, said: str) -> None:
        self._faults.append(f"{self._name}:{line}: {said}")

    def _knows(self, head: Sequence[str]) -> bool:
        """Whether the header can be used; say what is wrong with it."""
        known = {NUMBER, NAME, *self._columns}
        if NUMBER not in head:
            self._fault(
                1,
                f"no column is called '{NUMBER}'; `ballots --format csv` writes a table to fill in",
            )
        for column in head:
            if column and column not in known:
                self._fault(
                    1,
                    f"nothing on these ballots is called '{column}'; take that column out, or use "
                    "the columns that `ballots --format csv` writes",
                )
        for column in sorted({c for c in head if c and head.count(c) > 1}):
            self._fault(1, f"'{column}' is there {head.count(column)} times; keep one of them")
        return not self._faults

    def _row(
        self,
        line: int,
        head: Sequence[str],
        cells: Sequence[str],
        found: dict[int, Mapping[Line, Answer]],
    ) -> None:
        if not any(cells):
            return
        if len(cells) > len(head) and any(cells[len(head) :]):
            self._fault(line, f"{len(cells)} cells under {len(head)} columns; take out the last")
            return
        by_column = dict(zip(head, cells, strict=False))
        number = self._number(line, by_column.get(NUMBER, ""), found)
        given = self._answers(line, by_column)
        if number is None or not given:
            return  # a ballot that nobody filled in is not there
        if self._sheets.named and (said := by_column.get(NAME, "")):
            name = self._sheets.owners[number - 1].name
            if said not in {one_line(name), guarded(one_line(name))}:
                self._fault(line, f"ballot {number} was printed for {name}, not for {said}")
        if stage := paper.too_many_picks(self._session, given):
            title = one_line(self._session.stage(stage).title)
            self._fault(line, f"ballot {number} picks too many in '{title}'; look at the sheet")
        found[number] = given

    def _number(self, line: int, typed: str, found: Mapping[int, object]) -> int | None:
        most = len(self._sheets.owners)
        if not (typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= most):
            self._fault(
                line,
                f"'{typed}' is no ballot of these {most}; type the number at the top of the sheet",
            )
            return None
        if int(typed) in found:
            self._fault(line, f"ballot {int(typed)} is there already; correct the number of one")
            return None
        return int(typed)

    def _answers(self, line: int, by_column: Mapping[str, str]) -> dict[Line, Answer]:
        given: dict[Line, Answer] = {}
        for column, typed in by_column.items():
            if column not in self._columns or not typed:
                continue
            at = self._columns[column]
            known = paper.keys_of(self._session, at)
            if typed.casefold() not in known:
                self._fault(
                    line, f"{column}: '{typed}' is no answer; use {', '.join(known)}, or nothing"
                )
            elif paper.is_closed(self._session, at):
                self._fault(line, f"{column}: this vote is over; empty this column")
            else:
                given[at] = known[typed.casefold()]
        return given
