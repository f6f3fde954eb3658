"""Rows that hold no customer's answers: previews, tests, spam, unfinished ones, totals below."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, TypeAlias

from valueworkshop.survey.cell_values import MISSING, amount_in, key_of
from valueworkshop.survey.counted_answers import MOST_REMEMBERED
from valueworkshop.survey.file_layout import Header, Look

MOST_TOTALS: Final = 6
"""How many rows at the end of a file may be totals without saying so."""

PREVIEW, TEST, SPAM, UNFINISHED, TOTAL = "preview", "test", "spam", "unfinished", "total"
"""Why a row is left out."""

Reason: TypeAlias = Callable[[str], str | None]
"""Says why we leave out a row with this cell: '' if we do not, None if the word does not tell."""

_STATUS: Final = frozenset({"status", "response type", "response status", "survey status", "mode"})
_DONE: Final = frozenset(
    {"finished", "completed", "complete", "complete?", "is complete", "beendet", "abgeschlossen"}
)
_SUBMITTED: Final = frozenset({"submitdate", "date submitted", "datum abgeschickt"})
_REDCAP_DONE, _REDCAP_TIME = "_complete", "_timestamp"

_NOT_DONE: Final = frozenset(
    {
        *("incomplete", "partial", "partially complete", "started", "in progress", "not completed"),
        *("[not completed]", "unvollständig", "abgebrochen", "false", "falsch", "no", "nein"),
    }
)
_COUNTS: Final = frozenset(
    {
        *("ip address", "imported", "offline", "interview", "complete", "completed", "finished"),
        *("unverified", "true", "wahr", "yes", "ja", "vollständig"),
    }
)
_TESTS: Final = re.compile(r"\b(?:tests?|pretest|debug|testantwort|umfragetest)\b")
_TOTALS: Final = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sums?|averages?|avg\.?|means?|medians?|counts?|n|min(?:imum)?"
    r"|max(?:imum)?|st(?:andar)?d\.? ?dev(?:iation)?\.?|gesamt(?:summe)?|summen?|mittelwerte?"
    r"|durchschnitt(?:e|swerte?)?|anzahl|standardabweichung)"
    r"(?: (?:score|rating|answers?))?\s*[:=]?",
    re.IGNORECASE,
)


def states(look: Look, answered: Collection[int]) -> list[int]:
    """Return the places of the columns that seem to say which rows count.

    `answered` are the places of answers: of REDCap's many forms, only those with answers matter.
    """
    ends = [header.place for header in look.headers if _ends_form(header)]
    if len(ends) > 1:
        ends = [next((end for end in ends if end > place), -1) for place in answered]
    found = []
    for header in look.headers:
        if header.place in answered or all(key in MISSING for key, _ in header.found):
            continue
        if _ends_form(header) and header.place not in ends:
            continue
        why = reason_of(header, look)
        named = (_STATUS | _DONE) & header.names or _ends_in(header, _REDCAP_DONE, _REDCAP_TIME)
        says = named and any(why(key) is not None for key, _ in header.found)
        if says or _SUBMITTED & header.names:
            found.append(header.place)
    return found


def reason_of(header: Header, look: Look) -> Reason:
    """Return a function that says by a cell of this column why a row is left out."""
    if _SUBMITTED & header.names:
        return lambda key: UNFINISHED if key in MISSING else ""
    done = bool(_DONE & header.names) or _ends_in(header, _REDCAP_DONE)
    flags = look.shape.startswith("Qualtrics") and not done

    def why(key: str) -> str | None:
        if key.isdecimal() and len(key) < 4:
            if done:
                return UNFINISHED if int(key) == 0 else ""
            return _of_flags(int(key)) if flags else None
        return _of_words(key)

    return why


def _ends_form(header: Header) -> bool:
    """Whether a column says if one of REDCap's forms is complete; a file may have many of these."""
    return _ends_in(header, _REDCAP_DONE) or "complete?" in header.names


def _ends_in(header: Header, *ends: str) -> bool:
    return header.code.casefold().endswith(ends)


def _of_flags(number: int) -> str:
    """Return what a number of Qualtrics says: 1 is a preview, 2 a test, 8 spam, 9 both."""
    for flag, why in ((8, SPAM), (2, TEST), (1, PREVIEW)):
        if number & flag:
            return why
    return ""


def _of_words(key: str) -> str | None:
    if "spam" in key:
        return SPAM
    if "preview" in key or "vorschau" in key:
        return PREVIEW
    if _TESTS.search(key):
        return TEST
    if key in _NOT_DONE:
        return UNFINISHED
    return "" if key in _COUNTS else None


class Reasons:
    """Says why a row is left out, from the columns that tell."""

    def __init__(self, look: Look, places: Collection[int]) -> None:
        """Begin for a file; `places` are the places of those columns."""
        self._columns: list[tuple[int, Reason, dict[str, str]]] = [
            (place, reason_of(look.headers[place], look), {}) for place in places
        ]

    def of(self, cells: Sequence[str]) -> str:
        """Return why a row is left out, '' where it counts."""
        for place, reason, known in self._columns:
            cell = cells[place] if place < len(cells) else ""
            why = known.get(cell)
            if why is None:
                why = reason(key_of(cell)) or ""
                if len(known) < MOST_REMEMBERED:
                    known[cell] = why
            if why:
                return why
        return ""


class Totals:
    """Finds the rows that sum up the others.

    Such a row begins with a word for totals. Or it is one of the last rows, it holds only answers
    while all others hold more, and these are the sums or means of the others.
    """

    def __init__(self, look: Look, answered: Collection[int]) -> None:
        """Begin for a file with these columns of answers."""
        self._answered = answered
        self._always = [h.place for h in look.headers if h.always and h.place not in answered]

    def are_named(self, cells: Sequence[str]) -> bool:
        """Whether a row begins with a word for totals and goes on with numbers alone."""
        first = next((place for place, cell in enumerate(cells) if cell.strip()), 0)
        if first in self._answered or not _TOTALS.fullmatch(cells[first][:40].strip()):
            return False
        rest = [cell for cell in cells[first + 1 :] if key_of(cell) not in MISSING]
        return bool(rest) and all(amount_in(cell.strip().rstrip("%")) is not None for cell in rest)

    def may_be(self, cells: Sequence[str]) -> bool:
        """Whether a row holds only answers, while the others hold more."""
        for place in self._always:
            if place < len(cells) and cells[place].strip():
                return False
        return bool(self._always)

    def sum_up(self, cells: Sequence[str], given: Mapping[int, Mapping[int, int]]) -> bool:
        """Whether a row holds sums or means of what was `given`: by column, how often a number."""
        found = False
        for place in self._answered:
            amount = amount_in(cells[place]) if place < len(cells) else None
            if amount is None:
                continue
            numbers = given.get(place, {})
            people, total = sum(numbers.values()), sum(n * often for n, often in numbers.items())
            decimals = len(cells[place].strip().replace(",", ".").partition(".")[2])
            rounding = 0.5 * 10**-decimals if decimals else 1e-9  # a whole number is an answer
            sums = (total, total / people) if people > 1 else ()
            if not any(abs(amount - each) <= rounding for each in sums):
                return False
            found = True
        return found
