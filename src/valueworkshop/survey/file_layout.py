"""What a survey file looks like: header rows, columns, and what kind of thing stands in each."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from valueworkshop.core.clean_text import folded
from valueworkshop.survey.acts import Act, Text, Way
from valueworkshop.survey.cell_values import MISSING, key_of, number_in
from valueworkshop.survey.header_rows import MOST_HEADER_ROWS, Name, heading
from valueworkshop.survey.row_reader import Limits, OnProgress, Source, SurveyError, rows, source_of

SAMPLE: Final = 400
"""How many rows we look at to propose what the columns are."""

_MOST_OF_A_SAMPLE: Final = 4_000_000  # letters of it, each cell counting twenty more
_MOST_KINDS: Final = 60  # different cells of a column that are remembered from the sample
_LONG: Final = 40  # letters, on average, from which cells are free text
_AT_THE_END: Final = 6  # rows that may sum up the others
_FOREIGN: Final = 0.1  # of a header's letters, from which its encoding is in doubt

_PERSONAL: Final = re.compile(
    r"\b(?:e[- ]?mails?"
    r"|(?:first|last|sur|full|family|given|recipient(?:first|last)|user|your)? ?name"
    r"|names?|vorname|nachname|phones?|telephone|mobile|telefon|handy|ip|ip ?addr(?:ess)?"
    r"|ipaddress|ipaddr|address|adresse|street|strasse|straße|postcode|zip|birth ?date"
    r"|date of birth|geburtsdatum|token|location ?latitude|location ?longitude|external ?reference"
    r"|recipient ?email)\b",
    re.IGNORECASE,
)
_OF_THE_FORM: Final = re.compile(
    r"(?:id|timestamp|start ?time|completion ?time|last ?modified ?time|start ?date|end ?date"
    r"|submit ?date|date ?stamp|last ?page|start ?language|seed|ref ?url|score|status|progress"
    r"|duration(?: \(in seconds\))?|finished|recorded ?date|distribution ?channel"
    r"|date submitted|date last action|submission date|submitted at"
    r"|(?:response|respondent|collector|submission|network|record) ?id"
    r"|user ?language|points .*|feedback .*)",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_IP: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PHONE: Final = re.compile(r"\+?[\d\s()/-]{8,20}")


class Content(StrEnum):
    """What a column seems to hold."""

    PERSONAL = "personal data"
    FORM = "of the form itself"
    FREE = "free text"
    ANSWERS = "answers"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A column: its place from 0, the short code and the words above it, what seems to be in it.

    `found` holds the first different cells of the sample, by the key that compares them, and how
    often each came. `fingerprint` is the same for the same header in another file. `always` says
    that no cell of the sample is empty, except perhaps in the last few rows, which may be totals.
    """

    place: int
    code: str
    text: str
    fingerprint: str
    content: Content
    found: tuple[tuple[str, int], ...] = ()
    always: bool = False

    @property
    def names(self) -> frozenset[str]:
        """What the column may be called, in lower case: its code, its words, parts of them."""
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.text)
        return frozenset(
            folded(part)
            for words in (self.code, self.text, spaced)
            for part in (words, *words.split(". "))
        )

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
    """What we can tell about a survey file without knowing what the workshop asks.

    `header_rows` is the number of the last row above the answers, as a spreadsheet counts rows;
    `titles` says that not all of those name columns. `notes` say what is odd.
    """

    source: Source
    limits: Limits
    header_rows: int
    shape: str
    headers: tuple[Header, ...]
    names: frozenset[tuple[str, ...]]
    """The header rows themselves: one that comes again is no respondent."""
    titles: bool = False
    notes: tuple[Text, ...] = ()


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
    sample: list[tuple[int, list[str]]] = []
    room = _MOST_OF_A_SAMPLE
    for number, cells in rows(source, limits):
        if any(cell.strip() for cell in cells):
            sample.append((number, cells))
        room -= sum(map(len, cells)) + 20 * len(cells)
        enough = len(sample) >= SAMPLE + MOST_HEADER_ROWS
        if enough or (room < 0 and len(sample) > MOST_HEADER_ROWS):
            break
    if not sample:
        raise SurveyError(f"{source.name} has no rows")
    head = heading(sample, header_rows)
    below = [cells for number, cells in sample if number > head.last]
    if not below:
        raise SurveyError(f"{source.name} has a header but no answers")
    names = frozenset(map(_bare, head.rows))
    below = [cells for cells in below if _bare(cells) not in names]
    headers = _headers(head.names, below)
    return Look(
        source=source,
        limits=limits,
        header_rows=head.last,
        shape="Qualtrics" if head.qualtrics else _shape(headers),
        headers=headers,
        names=names,
        titles=head.last > len(head.rows),
        notes=(*_doubts(source, head.names), *head.notes),
    )


def is_header(found: Look, cells: Sequence[str]) -> bool:
    """Whether a row repeats the header."""
    return _bare(cells) in found.names


def _bare(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a row without the empty cells at its end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def _shape(headers: Sequence[Header]) -> str:
    """Return the tool that a file seems to be of, '' for none."""
    first = [header.names for header in headers[:3]]
    names = {name for header in headers for name in header.names}
    if "timestamp" in first[0]:
        return "Google Forms"
    if len(first) > 2 and all(
        name in found
        for name, found in zip(("id", "start time", "completion time"), first, strict=True)
    ):
        return "Microsoft Forms"
    if {"lastpage", "startlanguage"} <= names or {"id", "submitdate"} <= names:
        return "LimeSurvey"
    for tool, known in _TOOLS.items():
        if known <= names:
            return tool
    return ""


_TOOLS: Final = {
    "SurveyMonkey": {"respondent id", "collector id"},
    "SoSci Survey": {"case", "questnnr"},
    "Qualtrics, as it was once": {"v1", "v10"},
    "REDCap": {"record_id", "redcap_survey_identifier"},
}


def _doubts(source: Source, names: Sequence[Name]) -> list[Text]:
    """Warn if we guessed the encoding and the letters look wrong."""
    text = "".join(f"{name.code}{name.text}" for name in names)
    letters = [letter for letter in text if letter.isalpha() or letter > "\x7f"]
    foreign = [letter for letter in letters if letter > "\x7f"]
    if not source.guessed or not foreign or len(foreign) < _FOREIGN * len(letters):
        return []
    shown = next(n.text for n in names if any(letter > "\x7f" for letter in n.text + n.code))
    why = (
        f"the letters may be wrong, as in '{shown[:40]}': if so, name the file's encoding, such as "
        "cp949, shift_jis, gb18030 or cp1251 ("
    )
    return [(why, Way(Act.ENCODING, "cp949"), "), or save it as UTF-8")]


def _headers(names: Sequence[Name], below: Sequence[Sequence[str]]) -> tuple[Header, ...]:
    counted: Counter[str] = Counter()
    found = []
    for place, name in enumerate(names):
        words = folded(f"{name.code}\n{name.text}")
        counted[words] += 1
        again = f"\n{counted[words]}" if counted[words] > 1 else ""
        values = [cells[place] if place < len(cells) else "" for cells in below]
        header = Header(
            place=place,
            code=name.code,
            text=name.text,
            fingerprint=hashlib.blake2b((words + again).encode(), digest_size=8).hexdigest(),
            content=Content.EMPTY,
            found=tuple(Counter(map(key_of, values)).most_common(_MOST_KINDS)),
            always=_is_always_filled(values),
        )
        found.append(replace(header, content=_content(header, values)))
    return tuple(found)


def _is_always_filled(values: Sequence[str]) -> bool:
    """Whether every cell holds something, except perhaps the last few."""
    filled = [bool(value.strip()) for value in values]
    first = filled.index(False) if False in filled else len(filled)
    return first >= 2 and len(filled) - first <= _AT_THE_END and not any(filled[first:])


def _content(header: Header, values: Sequence[str]) -> Content:
    """Say what a column seems to hold, by its header where that is plain, else by its cells."""
    given = [value.strip() for value in values if key_of(value) not in MISSING]
    few_words = len(header.text.split()) <= 4
    if few_words and any(map(_PERSONAL.search, header.names)):
        return Content.PERSONAL
    if any(map(_OF_THE_FORM.fullmatch, header.names)):
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
