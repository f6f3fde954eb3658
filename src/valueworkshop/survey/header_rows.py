"""Which of a survey's first rows are its header, and what two such rows say of each column.

There may be titles above a header. Its second row holds codes, or the questions that codes mean, or
the rows of a grid, whose question is in the first row, above the first of its columns only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.survey.acts import Act, Text, Way
from valueworkshop.survey.cell_values import MISSING, amount_in, key_of, number_in
from valueworkshop.survey.row_reader import SurveyError

MOST_HEADER_ROWS: Final = 10
"""How many rows may stand above the answers, including titles and empty rows."""

Row: TypeAlias = tuple[int, Sequence[str]]
"""A row with its number, as a spreadsheet counts."""

_LOOKED_AT: Final = 50  # rows of answers that tell whether the one above them is a header
_IMPORT_ID: Final = re.compile(r'^\{\s*"ImportId"', re.IGNORECASE)
_CODE: Final = re.compile(r"[\w.:#/-]{1,40}(?:\[[\w.:#/-]{1,40}\])?")
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_OTHER: Final = re.compile(r"[^@\s]+@[^@\s]+|\d{1,3}(?:\.\d{1,3}){3}")
_NO_ROW: Final = frozenset({"response", "open-ended response"})  # below a question without a grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What stands above a column: its short code, and its words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The rows that name the columns, and the number of the last row above the answers.

    `notes` say what is odd about them.
    """

    rows: tuple[Sequence[str], ...]
    last: int
    qualtrics: bool = False
    notes: tuple[Text, ...] = ()

    @property
    def names(self) -> list[Name]:
        """What stands above each column."""
        width = max(map(len, self.rows))
        rows = [[one_line(cell[:2000]) for cell in row] for row in self.rows]
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        if len(rows) == 2 and (_has_gaps(*rows) or _are_no_rows(rows[1])):
            return _of_grids(*rows)
        if len(rows) == 2 and _are_codes(rows[1]) and not _are_codes(rows[0]):
            rows.reverse()
        return [_of_column([row[place] for row in rows]) for place in range(width)]


def heading(sample: Sequence[Row], rows: int | None = None) -> Heading:
    """Return the header of a file of which `sample` are the first rows that hold anything.

    `rows` is the number of rows above the answers, including titles and empty rows, if the user
    gave it. Raises SurveyError.
    """
    if rows is None:
        return _found(sample)
    if not 1 <= rows <= MOST_HEADER_ROWS:
        raise SurveyError(f"a survey has 1 to {MOST_HEADER_ROWS} header rows, not {rows}")
    above = [row for row in sample if row[0] <= rows]
    if not above:
        raise SurveyError(f"the first {rows} rows are empty, so there is no header")
    named = above[_titles(above) :]
    qualtrics = any(_IMPORT_ID.match(cell) for _, cells in named for cell in cells)
    return Heading(
        rows=tuple(cells for _, cells in named),
        last=rows,
        qualtrics=qualtrics,
        notes=tuple(_numbers_above(named)),
    )


def _found(sample: Sequence[Row]) -> Heading:
    sample = sample[_titles(sample) :]
    if len(sample) > 2 and any(_IMPORT_ID.match(cell) for cell in sample[2][1]):
        return Heading(rows=_cells(sample[:3]), last=sample[2][0], qualtrics=True)
    notes = _numbers_above(sample[:1])
    if len(sample) > 2:
        second = _Second(sample[0][1], sample[1][1], _cells(sample[2 : 2 + _LOOKED_AT]))
        if second.is_header:
            return Heading(rows=_cells(sample[:2]), last=sample[1][0], notes=tuple(notes))
        if second.may_be_header:
            number = sample[1][0]
            why = f"row {number} has words where the rows below have numbers: if it is a header too"
            rows = Way(Act.HEADER_ROWS, str(number))
            notes.append((f"{why}, say that {number} rows are above the answers (", rows, ")"))
    return Heading(rows=_cells(sample[:1]), last=sample[0][0], notes=tuple(notes))


def _cells(rows: Sequence[Row]) -> tuple[Sequence[str], ...]:
    return tuple(cells for _, cells in rows)


def _titles(sample: Sequence[Row]) -> int:
    """Return how many of the first rows are titles: in few cells, above a header in many."""
    filled = [_filled(cells) for _, cells in sample[: MOST_HEADER_ROWS + 1]]
    widest = max(map(len, filled))
    few = 2 if widest >= 4 else 1
    for at, places in enumerate(filled):
        if len(places) > few:
            cells = sample[at][1]
            is_header = 2 * len(places) >= widest and not any(_is_value(cell) for cell in cells)
            return at if is_header else 0
        if not places or places[0] != 0:
            return 0
    return 0


def _filled(cells: Sequence[str]) -> list[int]:
    return [place for place, cell in enumerate(cells) if cell.strip()]


def _is_value(cell: str) -> bool:
    """Whether a cell is a number, a date, or an address: none of them names a column."""
    text = one_line(cell[:200])
    return amount_in(cell) is not None or bool(_DATE.search(text)) or bool(_OTHER.fullmatch(text))


def _numbers_above(named: Sequence[Row]) -> list[Text]:
    """Say which rows of a header seem to be answers."""
    notes: list[Text] = []
    for number, cells in named:
        given = [cell for cell in cells if cell.strip()]
        if 2 * sum(map(_is_value, given)) >= len(given) > 0:
            shown = ", ".join(one_line(cell[:30]) for cell in given[:4])
            why = (
                f"we read row {number} as a header, but it has numbers ({shown}): if it is a "
                "customer's answers, "
            )
            rows = Way(Act.HEADER_ROWS, str(number - 1))
            notes.append(
                (f"{why}say how many rows are above the answers (", rows, ")")
                if number > 1
                else f"{why}put a row with the questions above it"
            )
    return notes


class _Second:
    """Whether the second row belongs to the header: by what stands above and below it."""

    def __init__(
        self, first: Sequence[str], second: Sequence[str], below: Sequence[Sequence[str]]
    ) -> None:
        width = max(len(first), len(second))
        self._first = [*first, *[""] * (width - len(first))]
        self._second = [*second, *[""] * (width - len(second))]
        self._goes_on = any(map(_is_value, second))
        self._lacks = False
        self._above_values: list[str] = []
        self._above_words = 0
        for place, cell in enumerate(self._second):
            key = key_of(cell)
            given = [row[place] for row in below if place < len(row)]
            under = [key_of(one) for one in given if key_of(one) not in MISSING]
            if not cell.strip() and self._first[place].strip() and len(under) == len(below):
                self._lacks = True  # a number or time of its own, as all others have
            if key in MISSING or not under:
                continue
            if key in under:
                self._goes_on = True
            elif all(_is_value(one) or number_in(one) is not None for one in under):
                self._above_values.append(key)
            elif len(under) >= 3 and 2 * len(set(under)) <= len(under):
                self._above_words += 1

    @property
    def is_header(self) -> bool:
        """Whether it surely is one."""
        if self._lacks and _has_gaps(self._first, self._second):
            return True
        if self._goes_on:
            return False
        if _are_no_rows(self._second):
            return True
        if len(self._above_values) == len(set(self._above_values)) >= 2:
            return True  # people who do not know answer in the same words
        shaped = _has_gaps(self._first, self._second) or _pair_up(self._first, self._second)
        return shaped and bool(self._above_values or self._above_words)

    @property
    def may_be_header(self) -> bool:
        """Whether we had better ask."""
        return not self._goes_on and bool(self._above_values)


def _has_gaps(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the second row names columns that the first leaves empty, after one that it names."""
    gaps = [
        place
        for place, (above, cell) in enumerate(zip(first, second, strict=True))
        if cell.strip() and not above.strip()
    ]
    return bool(gaps) and any(above.strip() for above in first[: gaps[0]])


def _are_no_rows(second: Sequence[str]) -> bool:
    found = {key_of(cell) for cell in second} - {""}
    return bool(found) and found <= _NO_ROW


def _are_codes(cells: Sequence[str]) -> bool:
    given = [cell.strip() for cell in cells if cell.strip()]
    return bool(given) and all(map(_CODE.fullmatch, given))


def _pair_up(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one of two rows holds codes, some of them with a number, and the other words."""
    for codes, words in ((first, second), (second, first)):
        numbered = any(re.search(r"\d", cell) for cell in codes)
        if _are_codes(codes) and numbered and not _are_codes(words):
            return True
    return False


def _of_grids(first: Sequence[str], second: Sequence[str]) -> list[Name]:
    """Return the names of columns, each question carried over the rows of its grid."""
    names, question = [], ""
    for above, row in zip(first, second, strict=True):
        question = above or (question if row else "")
        is_row = row and key_of(row) not in _NO_ROW
        text = f"{question} [{row}]" if question and is_row else question or row
        names.append(Name(code=text, text=text))
    return names


def _of_column(named: Sequence[str]) -> Name:
    code = named[0]
    words = (name for name in named[1:] if name and not _IMPORT_ID.match(name))
    return Name(code=code, text=next(words, code))
