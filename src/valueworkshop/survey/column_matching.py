"""Which column is taken for what: proposed from the headers, corrected by the user.

Nothing here is certain until the user has looked at it, so each proposal says where it comes from.
Where we cannot tell, we propose nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import (
    DROP,
    SEGMENT,
    STATE,
    Column,
    Known,
    answers,
    compared,
    facets_of,
    items_of,
)
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.survey.acts import Text
from valueworkshop.survey.cell_values import key_of
from valueworkshop.survey.file_layout import Content, Header, Look
from valueworkshop.survey.item_names import named, names_in_cells, plain
from valueworkshop.survey.left_out_rows import states
from valueworkshop.survey.number_words import Words, proposed_scale, sure_words, with_label
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.segment_names import bare, by_bare_name

WIDEST: Final = 100
"""The most steps of a scale: from 0 to 100."""

_OTHERS: Final = frozenset({SEGMENT, STATE, DROP})  # what is no answer
_SHARED: Final = frozenset({DROP, STATE})  # what several columns may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a column is taken for: 'stage/item:facet', SEGMENT, STATE or DROP; its scale; why so.

    `lo` and `hi` are both 0 where no scale is known.
    """

    target: str = DROP
    lo: int = 0
    hi: int = 0
    why: str = ""

    @property
    def item(self) -> str:
        """The item asked about, as 'stage/item'; '' for none."""
        return self.target.rpartition(":")[0]

    @property
    def facet(self) -> str:
        """NEEDED or TODAY; '' for no answer."""
        return self.target.rpartition(":")[2] if self.item else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """How a file is to be read. `columns` holds a match by the place of each column that has one.

    `words` say which words mean a number, or no answer. `segments` says by word which segment it
    means: its id, '+name' for a new one, EVERYONE for none; `named` says the same by bare name, for
    words that are spelled a little differently. `notes` say what is odd, or what we
    could not propose. `questions` is the column that names the questions, if each row of the file
    holds only one answer.
    """

    columns: Mapping[int, Match] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    segments: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    questions: Header | None = None

    @property
    def labels(self) -> Mapping[str, int]:
        """The words that stand for numbers."""
        return self.words.numbers

    @property
    def missing(self) -> tuple[str, ...]:
        """The words that stand for no answer, beside the usual ones."""
        return self.words.missing

    def match_at(self, place: int) -> Match:
        """Return what the column at a place is taken for."""
        return self.columns.get(place, Match())

    def answered(self) -> list[tuple[int, Match]]:
        """Return the columns with answers, in the order of the file."""
        return [(place, match) for place, match in sorted(self.columns.items()) if match.item]

    def segment_of(self, word: str) -> str | None:
        """Return which segment a word means; None if we do not know."""
        found = self.segments.get(key_of(word))
        return self.named.get(bare(word)) if found is None else found

    def segment_column(self) -> int | None:
        """Return the place of the column that says the segment, None for none."""
        found = (place for place, match in self.columns.items() if match.target == SEGMENT)
        return next(found, None)

    def state_columns(self) -> list[int]:
        """Return the places of the columns that say which answers count."""
        return [place for place, match in sorted(self.columns.items()) if match.target == STATE]

    def with_target(self, place: int, target: str, look: Look) -> "Matching":
        """Return this with a column taken for something else; no other column is that any more."""
        left = {
            other: match
            for other, match in self.columns.items()
            if other != place and (target in _SHARED or match.target != target)
        }
        if target in _SHARED:
            left[place] = Match(target=target, why="you said so")
            return replace(self, columns=left)
        before = self.match_at(place)
        lo, hi = (before.lo, before.hi) if before.hi else (0, 0)
        if target != SEGMENT and not hi:
            lo, hi = proposed_scale([look.headers[place]], self.words)
        left[place] = Match(target=target, lo=lo, hi=hi, why="you said so")
        return replace(self, columns=left)

    def with_scale(self, places: Iterable[int], lo: int, hi: int) -> "Matching":
        """Return this with another scale for some columns. Raises SurveyError for no scale."""
        if not lo < hi or hi - lo > WIDEST:
            raise SurveyError(
                f"{lo} to {hi} is not a scale: write the low end first, and at most {WIDEST} steps"
            )
        wanted = set(places)
        columns = {
            place: replace(match, lo=lo, hi=hi) if place in wanted else match
            for place, match in self.columns.items()
        }
        return replace(self, columns=columns)

    def with_label(self, label: str, number: int | None) -> "Matching":
        """Return this with a word taken for a number, or, with None, for no answer."""
        return replace(self, words=with_label(self.words, label, number))


def targets(session: Session, stage: str) -> dict[str, str]:
    """Return all that a column of answers can be taken for, by 'stage/item:facet', in words."""
    return {
        f"{item}:{facet}": f"{text}: {asked.label}"
        for item, text in items_of(session, stage).items()
        for facet, asked in facets_of(session, item).items()
    }


def propose(look: Look, session: Session, stage: str) -> Matching:
    """Propose what each column is: as it was last time, else as its header says."""
    known = answers(session, stage).known
    asked = targets(session, stage)
    columns: dict[int, Match] = {}
    for header in look.headers:
        column = known.columns.get(header.fingerprint)
        if column is not None and (column.target in asked or column.target in _OTHERS):
            columns[header.place] = Match(
                target=column.target, lo=column.lo, hi=column.hi, why="as last time"
            )
    columns = _once_each(columns)
    taken = {place: match.target for place, match in columns.items()}
    found = named(look, session, stage, taken)
    for place, (target, why) in found.targets.items():
        columns[place] = Match(target=target, why=why)
    answered = [place for place, match in columns.items() if match.item]
    for place in states(look, answered):
        columns.setdefault(place, Match(target=STATE, why="as its header says"))
    if all(match.target != SEGMENT for match in columns.values()):
        _match_segment(look, session, columns)
    kit = [votes.asks(session, key).labels for key in compared(session, stage)]
    matching = Matching(
        columns=columns,
        words=Words(kept=known.labels, missing=known.missing, kit=tuple(map(tuple, kit))),
        segments=_segments(session, known),
        named=by_bare_name(session.segments),
        notes=(*look.notes, *found.notes),
        questions=None if answered else names_in_cells(look, session, stage),
    )
    return with_words(matching, look)


def with_words(matching: Matching, look: Look) -> Matching:
    """Return the matching with every word and every missing scale that we can be sure of.

    A known scale may settle what words mean, and known words may settle a scale: so we look twice.
    """
    for _ in range(2):
        columns = [
            (look.headers[place], (match.lo, match.hi)) for place, match in matching.answered()
        ]
        matching = replace(matching, words=sure_words(matching.words, columns))
        places = [place for place, match in matching.answered() if not match.hi]
        for group in _by_stage(matching, places):
            headers = [look.headers[place] for place in group]
            lo, hi = proposed_scale(headers, matching.words)
            if hi:
                matching = matching.with_scale(group, lo, hi)
    return matching


def remembered(look: Look, matching: Matching) -> Known:
    """Return what is worth keeping of a matching for the next file.

    That is not so for words of a usual list: the next file may have fewer or more of them.
    """
    columns = {
        look.headers[place].fingerprint: Column(
            header=look.headers[place].text[:200], target=match.target, lo=match.lo, hi=match.hi
        )
        for place, match in matching.columns.items()
    }
    kept = {word: found for word, found in matching.segments.items() if not found.startswith("+")}
    said = matching.words.said
    return Known(columns=columns, labels=said, missing=matching.missing, segments=kept)


def _match_segment(look: Look, session: Session, columns: dict[int, Match]) -> None:
    names = by_bare_name(session.segments)
    for header in look.headers:
        if header.place in columns or header.content is not Content.ANSWERS:
            continue
        if any(bare(key) in names for key, _ in header.found):
            columns[header.place] = Match(target=SEGMENT, why="it names segments of yours")
            return
    for header in look.headers:
        called = "segment" in plain(f"{header.code} {header.text}").split()
        if header.place not in columns and header.content is Content.ANSWERS and called:
            columns[header.place] = Match(target=SEGMENT, why="as its header says")
            return


def _once_each(columns: Mapping[int, Match]) -> dict[int, Match]:
    """Return the matches with no target twice: the first column has it."""
    seen: set[str] = set()
    once = {}
    for place, match in sorted(columns.items()):
        if match.target in _SHARED or match.target not in seen:
            once[place] = match
            seen.add(match.target)
    return once


def _segments(session: Session, known: Known) -> dict[str, str]:
    found = {
        word: segment
        for word, segment in known.segments.items()
        if segment in session.segments or segment == votes.EVERYONE
    }
    named = {key_of(segment.name): key for key, segment in session.segments.items()}
    return {**named, **found}


def _by_stage(matching: Matching, places: Sequence[int]) -> list[list[int]]:
    """Return the columns about each stage: not every one of them shows the ends of its scale."""
    found: dict[str, list[int]] = {}
    for place in places:
        found.setdefault(matching.columns[place].item.partition("/")[0], []).append(place)
    return list(found.values())
