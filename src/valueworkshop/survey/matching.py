"""Which column is taken for what: proposed from the headers, corrected by the user.

Nothing here is certain until somebody has looked at it: a proposal says where it comes from. What
cannot be told is not proposed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from valueworkshop.stages.voice.model import (
    DROP,
    NEEDED,
    SEGMENT,
    TODAY,
    Column,
    Known,
    answers,
    compared,
    facets_of,
    items_of,
)
from valueworkshop.stages.votes import model as votes
from valueworkshop.survey.files import SurveyError
from valueworkshop.survey.layout import Content, Header, Look
from valueworkshop.survey.wording import MISSING, key_of, number_in, words_for
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.text import folded

WIDEST: Final = 100
"""The most steps of a scale: from 0 to 100."""

_USUAL: Final = ((1, 5), (1, 7), (0, 10), (0, 100))
_ON_SCALE: Final = 0.9  # the share of the numbers found that a proposed scale must hold

_FACET_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    NEEDED: (
        "needed",
        "need",
        "important",
        "importance",
        "expect",
        "expected",
        "expectation",
        "expectations",
        "wichtig",
        "wichtigkeit",
        "erwartung",
    ),
    TODAY: (
        "today",
        "now",
        "currently",
        "satisfied",
        "satisfaction",
        "performance",
        "heute",
        "zufrieden",
        "zufriedenheit",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a column is taken for: 'stage/item:facet', SEGMENT or DROP; its scale; and why so.

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

    `labels` are words for numbers, `missing` those for no answer beside the usual ones, `segments`
    the words for segments: an id of the session's, '+name' for a new one, EVERYONE for none.
    `notes` say what could not be proposed.
    """

    columns: Mapping[int, Match] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    segments: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def answered(self) -> list[tuple[int, Match]]:
        """Return the columns with answers, in the order of the file."""
        return [(place, match) for place, match in sorted(self.columns.items()) if match.item]

    def segment_column(self) -> int | None:
        """Return the place of the column that says the segment, None for none."""
        found = (place for place, match in self.columns.items() if match.target == SEGMENT)
        return next(found, None)

    def with_target(self, place: int, target: str, look: Look) -> "Matching":
        """Return this with a column taken for something else; whatever else was that, is not."""
        left = {
            other: match
            for other, match in self.columns.items()
            if other != place and (target == DROP or match.target != target)
        }
        if target == DROP:
            left[place] = Match(why="you said so")
            return replace(self, columns=left)
        before = self.columns.get(place, Match())
        lo, hi = (before.lo, before.hi) if before.hi else (0, 0)
        if target != SEGMENT and not hi:
            lo, hi = proposed_scale([look.headers[place]], self.labels)
        left[place] = Match(target=target, lo=lo, hi=hi, why="you said so")
        return replace(self, columns=left)

    def with_scale(self, places: Iterable[int], lo: int, hi: int) -> "Matching":
        """Return this with another scale for some columns. Raises SurveyError for no scale."""
        if not lo < hi or hi - lo > WIDEST:
            raise SurveyError(
                f"{lo} to {hi} is no scale here: the low end first, at most {WIDEST} steps"
            )
        wanted = set(places)
        columns = {
            place: replace(match, lo=lo, hi=hi) if place in wanted else match
            for place, match in self.columns.items()
        }
        return replace(self, columns=columns)

    def with_label(self, label: str, number: int | None) -> "Matching":
        """Return this with a word taken for a number, or, with None, for no answer."""
        key = key_of(label)
        labels = {word: n for word, n in self.labels.items() if word != key}
        missing = tuple(word for word in self.missing if word != key)
        if number is None:
            return replace(self, labels=labels, missing=(*missing, key))
        return replace(self, labels={**labels, key: number}, missing=missing)


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
        if column is not None and (column.target in asked or column.target in (SEGMENT, DROP)):
            columns[header.place] = Match(
                target=column.target, lo=column.lo, hi=column.hi, why="as last time"
            )
    notes = _match_items(look, session, stage, columns)
    if all(match.target != SEGMENT for match in columns.values()):
        _match_segment(look, session, columns)
    found = Matching(
        columns=_once_each(columns),
        labels=dict(known.labels),
        missing=known.missing,
        segments=_segments(session, known),
        notes=tuple(notes),
    )
    return with_words(found, look, session, stage)


def with_words(matching: Matching, look: Look, session: Session, stage: str) -> Matching:
    """Return the matching with all that is sure of scales that are not known, and of words.

    Words may be sure only once the scale is known; then the scales of words once they are.
    """
    kit = [votes.asks(session, key).labels for key in compared(session, stage)]
    for _ in range(2):
        places = [place for place, _ in matching.answered()]
        matching = replace(matching, labels=_labels(matching, look, places, kit))
        for group in _by_stage(matching, [p for p in places if not matching.columns[p].hi]):
            headers = [look.headers[place] for place in group]
            lo, hi = proposed_scale(headers, matching.labels, kit)
            if hi:
                matching = matching.with_scale(group, lo, hi)
    return matching


def remembered(look: Look, matching: Matching) -> Known:
    """Return what is worth keeping of a matching for the next file."""
    columns = {
        look.headers[place].fingerprint: Column(
            header=look.headers[place].text[:200], target=match.target, lo=match.lo, hi=match.hi
        )
        for place, match in matching.columns.items()
    }
    kept = {word: found for word, found in matching.segments.items() if not found.startswith("+")}
    return Known(columns=columns, labels=matching.labels, missing=matching.missing, segments=kept)


def proposed_scale(
    headers: Sequence[Header], labels: Mapping[str, int], kit: Sequence[Sequence[str]] = ()
) -> tuple[int, int]:
    """Return the scale that the first answers in some columns seem to be on, (0, 0) for none.

    The first usual one that holds nine in ten of their numbers; where there are words only, that
    of the list that they are of, which may be the `kit`'s.
    """
    numbers: list[int] = []
    words = set()
    for header in headers:
        for key, count in header.found:
            number = number_in(key)
            if number is not None:
                numbers += [number] * count
            elif key in labels:
                words.add(key)
    if words and not numbers:
        known = words_for(words, kit) or {word: labels[word] for word in words}
        return (1, max(known.values())) if max(known.values()) > 1 else (0, 0)
    for lo, hi in _USUAL:
        inside = sum(lo <= number <= hi for number in numbers)
        if numbers and inside >= _ON_SCALE * len(numbers):
            return lo, hi
    return 0, 0


def _match_items(look: Look, session: Session, stage: str, columns: dict[int, Match]) -> list[str]:
    """Match the columns that name an item; return what could not be told, in words."""
    items = items_of(session, stage)
    taken = {match.target for match in columns.values()}
    unclear: dict[str, list[Header]] = {}
    for header in look.headers:
        if header.place in columns or header.content in (Content.PERSONAL, Content.FORM):
            continue
        item = _item_in(header, items)
        if not item:
            continue
        facet = _facet_in(header, session, item, items[item])
        target = f"{item}:{facet}"
        if facet and target not in taken:
            columns[header.place] = Match(target=target, why="as its header says")
            taken.add(target)
        else:
            unclear.setdefault(item, []).append(header)
    notes = []
    for item, headers in unclear.items():
        target = f"{item}:{TODAY}"
        if len(headers) == 1 and not any(known.startswith(f"{item}:") for known in taken):
            columns[headers[0].place] = Match(
                target=target, why="its header does not say whether needed or today"
            )
        else:
            named = ", ".join(header.short for header in headers)
            notes.append(
                f"{named}: about '{items[item]}', but not told whether needed or today; "
                "not taken unless you say so"
            )
    return notes


def _item_in(header: Header, items: Mapping[str, str]) -> str:
    """Return the item that a header names: by its words, else by its id where it is a code."""
    words = _plain(f"{header.code} {header.text}")
    fitting = [item for item, text in items.items() if (plain := _plain(text)) and plain in words]
    if fitting:
        return max(fitting, key=lambda item: len(_plain(items[item])))
    if " " in header.code.strip():
        return ""
    parts = set(re.split(r"[^a-z0-9-]+", header.code.casefold()))
    by_code = [item for item in items if item.partition("/")[2] in parts]
    if len(by_code) > 1:
        by_code = [item for item in by_code if item.partition("/")[0] in parts] or by_code
    return by_code[0] if len(by_code) == 1 else ""


def _facet_in(header: Header, session: Session, item: str, text: str) -> str:
    """Return the facet that a header asks for, '' where it does not say."""
    words = _plain(f"{header.code} {header.text}")
    rest = words.replace(_plain(text), " ")
    facets = facets_of(session, item)
    asked = [facet for facet, plan in facets.items() if _plain(plan.question) in words]
    if len(asked) == 1:
        return asked[0]
    single = set(rest.split())
    said = [
        facet
        for facet, plan in facets.items()
        if single & {folded(plan.label), *_FACET_WORDS[facet]}
    ]
    return said[0] if len(said) == 1 else ""


def _plain(text: str) -> str:
    """Return the letters and digits of a text in lower case, each run of other signs a space."""
    return re.sub(r"[\W_]+", " ", folded(text)).strip()


def _match_segment(look: Look, session: Session, columns: dict[int, Match]) -> None:
    names = {folded(segment.name) for segment in session.segments.values()}
    for header in look.headers:
        if header.place in columns or header.content is not Content.ANSWERS:
            continue
        if any(key in names for key, _ in header.found):
            columns[header.place] = Match(target=SEGMENT, why="it names segments of yours")
            return
    for header in look.headers:
        called = "segment" in _plain(f"{header.code} {header.text}").split()
        if header.place not in columns and header.content is Content.ANSWERS and called:
            columns[header.place] = Match(target=SEGMENT, why="as its header says")
            return


def _once_each(columns: Mapping[int, Match]) -> dict[int, Match]:
    """Return the matches with no target twice: the first column has it."""
    seen: set[str] = set()
    once = {}
    for place, match in sorted(columns.items()):
        if match.target == DROP or match.target not in seen:
            once[place] = match
            seen.add(match.target)
    return once


def _labels(
    matching: Matching, look: Look, places: Sequence[int], kit: Sequence[Sequence[str]]
) -> dict[str, int]:
    """Return the words for numbers that are known, and those that are sure in these columns."""
    labels = dict(matching.labels)
    for together in (places, *([place] for place in places)):
        words = {
            key
            for place in together
            for key, _ in look.headers[place].found
            if key not in labels
            and key not in matching.missing
            and key not in MISSING
            and number_in(key) is None
        }
        scales = {(matching.columns[place].lo, matching.columns[place].hi) for place in together}
        lo, hi = scales.pop() if len(scales) == 1 else (0, 0)
        for word, number in (words_for(words, kit, hi if lo == 1 else None) or {}).items():
            labels.setdefault(word, number)
    return labels


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
