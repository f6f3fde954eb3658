"""One pass over a survey file: how many gave which answers, and what could not be taken."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from valueworkshop.stages.voice.model import (
    EVERYONE,
    NEEDED,
    TODAY,
    Asked,
    Import,
    take,
    words_of,
)
from valueworkshop.survey.files import OnProgress, SurveyError, rows
from valueworkshop.survey.layout import Header, Look, is_header
from valueworkshop.survey.matching import Match, Matching, remembered
from valueworkshop.survey.wording import MISSING, is_fraction, key_of, number_in
from valueworkshop.workshop.ids import Ids
from valueworkshop.workshop.order import last
from valueworkshop.workshop.session import Segment, Session
from valueworkshop.workshop.text import folded, one_line

SHOWN: Final = 20
"""So many refusals are told in full."""

MOST_WORDS: Final = 50
"""So many different unknown words are told; where there are more, they are no ratings."""

NEW: Final = "+"
"""Stands before the name of a segment that is to be made."""

_REMEMBERED: Final = 20_000  # different cells of a column whose meaning is kept
_MOST_PAIRS: Final = 9_000  # different pairs of an item and segment that a file can hold

Pair: TypeAlias = tuple[int | None, int | None]
Cell: TypeAlias = int | str | None
"""What a cell says: a number on the scale, no answer (None), or why it cannot be taken ('' for a
word that is asked about)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer, or a whole row, that is not taken: where, and why."""

    row: int
    column: str
    why: str

    @property
    def in_words(self) -> str:
        """The refusal on one line."""
        return f"row {self.row}{f', column {self.column}' if self.column else ''}: {self.why}"


@dataclass(slots=True, kw_only=True)
class Counted:
    """What a pass over a file found.

    `rows` are those below the header that hold anything, `respondents` those of which an answer
    was taken, `repeated` the header once more. `refusals` are the first `SHOWN` of all `refused`;
    `refused_as` counts them by reason. `labels` and `segments` are the words that nobody knows
    yet, with how often they came, the first `MOST_WORDS` of them; `endless` names the columns with
    more. `given` counts answers by column, `counts` by segment, item and pair.
    """

    rows: int = 0
    respondents: int = 0
    repeated: int = 0
    refused: int = 0
    refused_as: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    segments: dict[str, int] = field(default_factory=dict)
    endless: list[str] = field(default_factory=list)
    given: dict[int, int] = field(default_factory=dict)
    counts: dict[str, dict[str, dict[Pair, int]]] = field(default_factory=dict)
    _spelled: dict[str, str] = field(default_factory=dict)

    def refuse(self, row: int, column: str, why: str) -> None:
        """Count a refusal; tell the first ones in full."""
        self.refused += 1
        if why in self.refused_as or len(self.refused_as) < _REMEMBERED:
            self.refused_as[why] = self.refused_as.get(why, 0) + 1
        if len(self.refusals) < SHOWN:
            self.refusals.append(Refusal(row=row, column=column, why=why))

    def ask(self, words: dict[str, int], text: str, column: str) -> None:
        """Count a word that nobody knows, as it was spelled first."""
        key = key_of(text)
        word = self._spelled.get(key) or one_line(text[:200])
        if word in words or len(words) < MOST_WORDS:
            self._spelled[key] = word
            words[word] = words.get(word, 0) + 1
        elif column not in self.endless:
            self.endless.append(column)

    @property
    def is_open(self) -> bool:
        """Whether something must be asked before this can be taken."""
        return bool(self.labels or self.segments or self.endless)


class _Column:
    """Reads the cells of one column of answers; what it read it remembers."""

    def __init__(self, header: Header, match: Match, matching: Matching) -> None:
        self.header, self._match, self._matching = header, match, matching
        self._missing = MISSING | set(matching.missing)
        self.read: dict[str, Cell] = {}

    def cell(self, text: str) -> Cell:
        """Return what a cell says."""
        found = self._meaning(text)
        if len(self.read) < _REMEMBERED:
            self.read[text] = found
        return found

    def _meaning(self, text: str) -> Cell:
        key = key_of(text)
        if key in self._missing:
            return None
        number = self._matching.labels.get(key)
        if number is None:
            number = number_in(text)
        lo, hi = self._match.lo, self._match.hi
        if number is not None:
            return number if lo <= number <= hi else f"{number} is not on the scale {lo} to {hi}"
        return f"{one_line(text[:40])} is no whole number" if is_fraction(text) else ""


def faults(look: Look, matching: Matching, asked: Mapping[str, str]) -> list[str]:
    """Say what keeps a file from being counted as it is matched.

    `asked` are the texts of the items by 'stage/item'.
    """
    answered = matching.answered()
    if not answered:
        return ["no column is taken for an answer yet: none names an item of this workshop"]
    found = [
        f"column {look.headers[place].short}: on which scale are its answers?"
        for place, match in answered
        if not match.hi > match.lo
    ]
    for item, places in _by_item(matching).items():
        scales = {(m.lo, m.hi) for m in (matching.columns[place] for place in places.values())}
        if len(scales) > 1:
            several = " and on ".join(f"{lo} to {hi}" for lo, hi in sorted(scales))
            found.append(
                f"'{asked.get(item, item)}' is asked on {several}: one scale an item is needed"
            )
    return found


def count(look: Look, matching: Matching, on_progress: OnProgress | None = None) -> Counted:
    """Count the answers of a file. Raises SurveyError; a single bad answer is only refused.

    Every column of answers needs a scale: see `faults`. Memory does not grow with the rows.
    """
    found = Counted()
    columns = [
        _Column(look.headers[place], match, matching) for place, match in matching.answered()
    ]
    places = [column.header.place for column in columns]
    at = {place: index for index, place in enumerate(places)}
    items = [
        (item, at.get(by_facet.get(NEEDED, -1), -1), at.get(by_facet.get(TODAY, -1), -1))
        for item, by_facet in _by_item(matching).items()
    ]
    segment_at = matching.segment_column()
    for number, cells in _respondents(look, found, on_progress):
        answers: list[int | None] = []
        for column, place in zip(columns, places, strict=True):
            text = cells[place] if place < len(cells) else ""
            said = column.read[text] if text in column.read else column.cell(text)
            if isinstance(said, str):
                _not_taken(found, number, column.header, text, said)
                said = None
            answers.append(said)
        if segment_at is None:
            segment = EVERYONE
        else:
            text = cells[segment_at] if segment_at < len(cells) else ""
            segment = _segment(text, look.headers[segment_at], matching, found)
        answers.append(None)  # at -1: what a facet says that was not asked
        if answers.count(None) < len(answers):
            found.respondents += 1
            _add(found, segment, items, answers)
    _sum_up(look, found, items, places)
    return found


def _respondents(
    look: Look, found: Counted, on_progress: OnProgress | None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header that are one respondent's."""
    width, above = len(look.headers), look.header_rows
    begins = {name[0] for name in look.names if name}
    for number, cells in rows(look.source, look.limits, on_progress):
        if above:
            above -= 1
        elif cells[0] in begins and is_header(look, cells):
            found.repeated += 1
        elif len(cells) > width and any(cells[width:]):
            found.rows += 1
            found.refuse(number, "", f"the row has {len(cells)} cells, the header {width}")
        else:
            found.rows += 1
            yield number, cells


def _not_taken(found: Counted, row: int, header: Header, text: str, why: str) -> None:
    if why:
        found.refuse(row, header.short, why)
    else:
        found.ask(found.labels, text, header.short)


def _segment(text: str, header: Header, matching: Matching, found: Counted) -> str:
    word = key_of(text)
    if word in MISSING or word in matching.missing:
        return EVERYONE
    known = matching.segments.get(word)
    if known is None:
        found.ask(found.segments, text, header.short)
        return EVERYONE
    return known


def _add(
    found: Counted, segment: str, items: list[tuple[str, int, int]], answers: list[int | None]
) -> None:
    counted = found.counts.setdefault(segment, {})
    for item, needed, today in items:
        pair = answers[needed], answers[today]
        if pair != (None, None):
            by_pair = counted.setdefault(item, {})
            by_pair[pair] = by_pair.get(pair, 0) + 1


def _sum_up(
    look: Look, found: Counted, items: list[tuple[str, int, int]], places: list[int]
) -> None:
    """Count the answers of each column; refuse more pairs than a workshop's file can hold."""
    found.given = dict.fromkeys(places, 0)
    for counted in found.counts.values():
        for item, needed, today in items:
            pairs = counted.get(item, {})
            if len(pairs) > _MOST_PAIRS:
                raise SurveyError(
                    f"{look.source.name}: over {_MOST_PAIRS:,} different pairs of answers to one "
                    "item are more than a workshop's file can hold; import the answers for needed "
                    "and for today from two files, or on a coarser scale"
                )
            for (first, second), number in pairs.items():
                if first is not None:
                    found.given[places[needed]] += number
                if second is not None:
                    found.given[places[today]] += number


def accept(  # noqa: PLR0913 - what is known only now, and the workshop it goes into
    session: Session,
    stage: str,
    look: Look,
    matching: Matching,
    counted: Counted,
    *,
    ids: Ids,
    today: dt.date,
) -> Session:
    """Return the session with the counts brought in, how they were read, and new segments.

    The same file brought in before is replaced. Raises SurveyError while something is to be asked.
    """
    if counted.is_open:
        raise SurveyError("words that nobody knows are to be asked about first")
    session, made = _with_segments(session, matching, ids)
    segments = {word: made.get(found, found) for word, found in matching.segments.items()}
    by_segment: dict[str, dict[str, dict[str, int]]] = {}
    for segment, by_item in counted.counts.items():
        for item, pairs in by_item.items():
            by_pair = by_segment.setdefault(made.get(segment, segment), {}).setdefault(item, {})
            for pair, number in pairs.items():
                by_pair[words_of(pair)] = by_pair.get(words_of(pair), 0) + number
    taken = Import(
        source=look.source.name,
        digest=look.source.digest,
        when=today,
        rows=counted.rows,
        respondents=counted.respondents,
        refused=counted.refused,
        items={item: _asked(look, matching, places) for item, places in _by_item(matching).items()},
        counts=by_segment,
    )
    known = remembered(look, replace(matching, segments=segments))
    return take(session, stage, ids(), taken, known)


def _asked(look: Look, matching: Matching, places: Mapping[str, int]) -> Asked:
    match = matching.columns[next(iter(places.values()))]
    words = {
        facet: look.headers[place].text[:200] or look.headers[place].letters
        for facet, place in places.items()
    }
    return Asked(lo=match.lo, hi=match.hi, needed=words.get(NEEDED, ""), today=words.get(TODAY, ""))


def _with_segments(
    session: Session, matching: Matching, ids: Ids
) -> tuple[Session, dict[str, str]]:
    """Return the session with the segments that are to be made, and their ids by '+name'."""
    made: dict[str, str] = {}
    segments = dict(session.segments)
    for found in dict.fromkeys(matching.segments.values()):
        if not found.startswith(NEW):
            continue
        name = one_line(found.removeprefix(NEW))
        same = (key for key, known in segments.items() if folded(known.name) == folded(name))
        key = next(same, "")
        if not key:
            key = ids()
            segments[key] = Segment(name=name, order=last(segments))
        made[found] = key
    return replace(session, segments=segments), made


def _by_item(matching: Matching) -> dict[str, dict[str, int]]:
    """Return the columns of answers by item and facet."""
    found: dict[str, dict[str, int]] = {}
    for place, match in matching.answered():
        found.setdefault(match.item, {})[match.facet] = place
    return found
