"""What a survey file looks like: header rows, columns, and what kind of thing stands in each."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from valueworkshop.survey.files import Limits, OnProgress, Source, SurveyError, rows, source_of
from valueworkshop.survey.wording import MISSING, key_of, number_in
from valueworkshop.workshop.text import folded, one_line

SAMPLE: Final = 400
"""Rows that are looked at to propose what the columns are."""

_MOST_OF_A_SAMPLE: Final = 4_000_000  # letters of it, each cell counting twenty more
_MOST_KINDS: Final = 60  # different cells of a column that are remembered from the sample
_LONG: Final = 40  # letters, on average, from which cells are free text
_MOST_HEADER_ROWS: Final = 10
_IMPORT_ID: Final = re.compile(r'^\{\s*"ImportId"', re.IGNORECASE)
_CODE: Final = re.compile(r"[\w.:#-]{1,40}(?:\[[\w.:#-]{1,40}\])?")

_PERSONAL: Final = re.compile(
    r"\b(?:e ?mails?|(?:first|last|sur|full|family|given|recipient(?:first|last)|user|your)? ?name"
    r"|names?|vorname|nachname|phones?|telephone|mobile|telefon|handy|ip|ip ?addr(?:ess)?"
    r"|ipaddress|ipaddr|address|adresse|street|strasse|straße|postcode|zip|birth ?date"
    r"|date of birth|geburtsdatum|token|location ?latitude|location ?longitude|external ?reference"
    r"|recipient ?email)\b",
    re.IGNORECASE,
)
_OF_THE_FORM: Final = re.compile(
    r"(?:id|timestamp|start ?time|completion ?time|last ?modified ?time|start ?date|end ?date"
    r"|submit ?date|date ?stamp|last ?page|start ?language|seed|ref ?url|score|status|progress"
    r"|duration(?: \(in seconds\))?|finished|recorded ?date|response ?id|distribution ?channel"
    r"|user ?language|points .*|feedback .*)",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_IP: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PHONE: Final = re.compile(r"\+?[\d\s()/-]{8,20}")


class Content(StrEnum):
    """What seems to stand in a column."""

    PERSONAL = "personal data"
    FORM = "of the form itself"
    FREE = "free text"
    ANSWERS = "answers"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A column: its place from 0, the short code and the words above it, what seems to be in it.

    `found` are the first different cells of the sample, by the key that compares them, with how
    often they came. `fingerprint` is the same for the same header of another file.
    """

    place: int
    code: str
    text: str
    fingerprint: str
    content: Content
    found: tuple[tuple[str, int], ...] = ()

    @property
    def letters(self) -> str:
        """What a spreadsheet calls the column: A, B, … AA."""
        place, letters = self.place + 1, ""
        while place:
            place, rest = divmod(place - 1, 26)
            letters = chr(65 + rest) + letters
        return letters

    @property
    def short(self) -> str:
        """The header in few words, with the column's letters."""
        words = self.text or self.code or "no header"
        if self.code and self.code != self.text and len(self.code) <= 20 and self.text:
            words = f"{self.code}: {self.text}"
        return f'{self.letters} "{words if len(words) <= 60 else words[:59].rstrip() + "…"}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A survey file as far as one can tell without knowing what is asked for."""

    source: Source
    limits: Limits
    header_rows: int
    shape: str
    headers: tuple[Header, ...]
    names: frozenset[tuple[str, ...]]
    """The header rows themselves: one that comes again is no respondent."""


def look(
    path: Path,
    limits: Limits | None = None,
    *,
    encoding: str = "",
    delimiter: str = "",
    header_rows: int | None = None,
    on_progress: OnProgress | None = None,
) -> Look:
    """Look at a file and its first rows. Raises SurveyError where it cannot be taken."""
    limits = limits or Limits()
    source = source_of(
        path, limits, encoding=encoding, delimiter=delimiter, on_progress=on_progress
    )
    sample: list[list[str]] = []
    room = _MOST_OF_A_SAMPLE
    for _, cells in rows(source, limits):
        sample.append(cells)
        room -= sum(map(len, cells)) + 20 * len(cells)
        enough = len(sample) >= SAMPLE + _MOST_HEADER_ROWS
        if enough or (room < 0 and len(sample) > _MOST_HEADER_ROWS):
            break
    if not sample:
        raise SurveyError(f"{source.name} holds no rows")
    count, shape = (header_rows, "") if header_rows is not None else _header_rows(sample)
    if not 1 <= count <= _MOST_HEADER_ROWS:
        raise SurveyError(f"a survey has 1 to {_MOST_HEADER_ROWS} header rows, not {count}")
    if len(sample) <= count:
        raise SurveyError(f"{source.name} has a header but no answers")
    top, below = sample[:count], sample[count:]
    names = frozenset(map(_bare, top))
    below = [cells for cells in below if _bare(cells) not in names]
    shape = shape or _shape(top[0])
    return Look(
        source=source,
        limits=limits,
        header_rows=count,
        shape=shape,
        headers=_headers(top, below),
        names=names,
    )


def is_header(found: Look, cells: Sequence[str]) -> bool:
    """Whether a row is a header that stands there once more."""
    return _bare(cells) in found.names


def _bare(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def _header_rows(sample: Sequence[Sequence[str]]) -> tuple[int, str]:
    if len(sample) > 2 and any(_IMPORT_ID.match(cell) for cell in sample[2]):
        return 3, "Qualtrics"
    if len(sample) > 2:
        first, second, third = sample[:3]
        codes = [cell for cell in first if cell.strip()]
        words = [cell for cell in second if len(cell.split()) > 1 and number_in(cell) is None]
        longer = sum(map(len, second)) > 2 * sum(map(len, third))
        are_codes = codes and all(_CODE.fullmatch(cell.strip()) for cell in codes)
        if are_codes and 2 * len(words) >= len(codes) and longer and any(_is_q(c) for c in codes):
            return 2, "Qualtrics, as it was once"
    return 1, ""


def _is_q(code: str) -> bool:
    return re.fullmatch(r"\s*[QV]\d+\S*\s*", code, re.IGNORECASE) is not None


def _shape(first: Sequence[str]) -> str:
    names = [folded(cell) for cell in first]
    if names[:1] == ["timestamp"]:
        return "Google Forms"
    if names[:3] == ["id", "start time", "completion time"]:
        return "Microsoft Forms"
    if names[:2] == ["id", "submitdate"] or {"lastpage", "startlanguage"} <= set(names):
        return "LimeSurvey"
    return ""


def _headers(top: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> tuple[Header, ...]:
    width = max(len(top[0]), *(len(cells) for cells in top))
    counted: Counter[str] = Counter()
    found = []
    for place in range(width):
        named = [one_line(cells[place][:2000]) if place < len(cells) else "" for cells in top]
        code = named[0]
        text = next((name for name in named[1:] if name and not _IMPORT_ID.match(name)), code)
        words = folded(f"{code}\n{text}")
        counted[words] += 1
        again = f"\n{counted[words]}" if counted[words] > 1 else ""
        values = [cells[place] for cells in below if place < len(cells)]
        found.append(
            Header(
                place=place,
                code=code,
                text=text,
                fingerprint=hashlib.blake2b((words + again).encode(), digest_size=8).hexdigest(),
                content=_content(code, text, values),
                found=tuple(Counter(map(key_of, values)).most_common(_MOST_KINDS)),
            )
        )
    return tuple(found)


def _content(code: str, text: str, values: Sequence[str]) -> Content:
    """Say what a column seems to hold, by its header where that is plain, else by its cells."""
    given = [value.strip() for value in values if key_of(value) not in MISSING]
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    few_words = len(text.split()) <= 4
    if few_words and any(_PERSONAL.search(words) for words in (code, text, spaced)):
        return Content.PERSONAL
    if any(_OF_THE_FORM.fullmatch(folded(words)) for words in (code, text, spaced)):
        return Content.FORM
    if not given:
        return Content.EMPTY
    for pattern in (_MAIL, _IP, _PHONE):
        if 2 * sum(pattern.fullmatch(value) is not None for value in given) > len(given):
            return Content.PERSONAL
    numbers = sum(number_in(value) is not None for value in given)
    if 2 * numbers < len(given):
        kinds = len(set(given))
        if sum(map(len, given)) > _LONG * len(given) or (kinds > 12 and 2 * kinds > len(given)):
            return Content.FREE
    return Content.ANSWERS
