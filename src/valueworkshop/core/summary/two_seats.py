"""Two seats: what we say of ourselves beside what customers want, live through and said.

It is made from what is there; nobody is asked anything new. On the customers' side each line says
whether it meets what we do, misses it, or whether no customer was asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.importance_map import band
from valueworkshop.core.scoring.point_shares import leading
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.allocation.model import answers as spreads
from valueworkshop.core.stages.allocation.model import asks as disciplines
from valueworkshop.core.stages.allocation.score import focus
from valueworkshop.core.stages.journey.model import Carrier
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.ledger.model import Side
from valueworkshop.core.stages.ledger.score import Entry, ledger
from valueworkshop.core.stages.notes.quotes import all_notes
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.stages.voice.score import COMPARE, Row, rows
from valueworkshop.core.stages.votes.words import mean
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise
from valueworkshop.core.summary.kinds_compared import ALLOCATION, JOURNEY, LEDGER

FEWEST: Final = 3
"""Of fewer answers we do not say whether they meet."""

_LINES: Final = 3
"""A seat has so many lines in a pair at most."""

_MOST_LEAD: Final = 2

_ENOUGH: Final = 2
"""In so many pairs customers' side says something, or there is too little to compare."""


class Mark(StrEnum):
    """How a line on the customers' side goes with what we do."""

    MEETS = "meets"
    MISSES = "misses"
    NOBODY = "nobody asked"
    UNSURE = "cannot say"

    @property
    def sign(self) -> str:
        """A sign for it."""
        return _SIGNS[self]


_SIGNS: Final = {Mark.MEETS: "✓", Mark.MISSES: "!", Mark.NOBODY: "?", Mark.UNSURE: "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that is said in a seat, and where: `key` is 'stage/place'.

    A line of the customers' side has a mark, and says why.
    """

    text: str
    key: str
    mark: Mark | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands side by side: our lines and theirs, each under its title; either may be empty."""

    title: str
    ours: tuple[Line, ...]
    their_title: str
    theirs: tuple[Line, ...]


RULE: Final = (
    "What they want and live through is what we rated it to be: where no customer told us so and "
    "we did not measure it, nobody asked. Else a line misses if today is short by more than its "
    "standard error, and meets if it is not, and less than a step short even with that error. "
    "What a survey says meets if customers see today as we do, within a step, and misses if they "
    "see it otherwise by more than chance. A note is marked as what it is a quote for. With fewer "
    "than three of us, or far apart, we cannot say."
)

NONE: Final = (
    "There is too little to compare yet: it takes something that we say of ourselves, and two of "
    "what customers want, live through, said, and their journey."
)


def two_seats(session: Session) -> list[Pair]:
    """Return the four pairs, of what the room has seen; [] if there is not enough to compare."""
    session = seen(session)
    summary = summarise(session, wait=False)
    asked = _asked(session)
    wanted = _wanted(session, summary)
    pairs = [
        Pair(
            title="What we offer",
            ours=tuple(_offered(session)),
            their_title="What they want",
            theirs=tuple(_of_gap(gap, f"needed {mean(gap.score.needed)}", asked) for gap in wanted),
        ),
        Pair(
            title="What we lead on",
            ours=tuple(_leads(session)),
            their_title="How they live it",
            theirs=tuple(_lived(session, summary, wanted, asked)),
        ),
        Pair(
            title="The ledger as we see it",
            ours=tuple(_ledger(session)),
            their_title="What they said",
            theirs=tuple(_said(session, summary, asked)),
        ),
        Pair(
            title="What carries the value",
            ours=tuple(_carriers(session, summary)),
            their_title="Their journey",
            theirs=tuple(_journey(session, summary, asked)),
        ),
    ]
    theirs = sum(bool(pair.theirs) for pair in pairs)
    return pairs if theirs >= _ENOUGH and any(pair.ours for pair in pairs) else []


def _asked(session: Session) -> frozenset[str]:
    """Return what a customer told us something of, or we measured, by 'stage/item'."""
    surveyed = {
        row.item
        for stage in stages_with(session.kit, Trait.HEARS_CUSTOMERS)
        for row in rows(session, stage)
        if row.customers is not None
    }
    noted = {
        note.about
        for _, _, note in all_notes(session)
        if note.about and note.evidence.grade is not Grade.ASSUMED
    }
    return frozenset(surveyed | noted)


def counted(pairs: Iterable[Pair]) -> str:
    """Say how many lines of the customers' side meet, miss, and so on: '3 meet, 2 miss'."""
    found = Counter(line.mark for pair in pairs for line in pair.theirs if line.mark)
    return ", ".join(
        f"{found[mark]} {_COUNTED[mark][found[mark] != 1]}" for mark in Mark if found[mark]
    )


_COUNTED: Final = {
    Mark.MEETS: ("meets", "meet"),
    Mark.MISSES: ("misses", "miss"),
    Mark.NOBODY: ("nobody asked about", "nobody asked about"),
    Mark.UNSURE: ("we cannot say", "we cannot say"),
}


def stage_of(session: Session, line: Line) -> str:
    """Return the stage that a line comes from, by its letter and its short title."""
    stage = session.stage(line.key.partition("/")[0])
    return f"{stage.letter} {stage.short or stage.title}".strip()


def _offered(session: Session) -> Iterator[Line]:
    stages = stages_with(session.kit, Trait.HOLDS_PARTICULARS)
    if session.offer and stages:
        yield Line(text=session.offer, key=f"{stages[0]}/offer")


def _leads(session: Session) -> Iterator[Line]:
    """Yield what we choose to lead on, then where money, time and care go today."""
    for stage in session.kit.of_kind(ALLOCATION):
        found = focus(session, stage)
        for spread, words in ((Spread.CHOSEN, "we choose"), (Spread.TODAY, "today")):
            for key in leading(found.shares(spread))[:_MOST_LEAD]:
                yield Line(
                    text=_share(session, stage, key, found.shares(spread), words),
                    key=f"{stage}/{spread.value}",
                )
        return


def _share(session: Session, stage: str, key: str, shares: Mapping[str, float], words: str) -> str:
    name = disciplines(session, stage).disciplines[key].text
    return f"{name}: {whole(100 * shares[key])} of 100, {words}"


def _ledger(session: Session) -> Iterator[Line]:
    """Yield net of all customers, what they gain most by, and what weighs most on them."""
    for stage in session.kit.of_kind(LEDGER):
        found = ledger(session, stage)
        strand = found.strands.get("") or next(iter(found.strands.values()), None)
        if strand is None:
            return
        first = next(iter(found.entries), "")
        if strand.ours.net is not None:
            yield Line(text=f"Net {signed(strand.ours.net)} of 100", key=f"{stage}/{first}")
        for side, best, words in ((Side.BENEFIT, True, "gain"), (Side.COST, False, "cost")):
            told = [(k, e) for k, e in found.entries.items() if _counts(e, side)]
            if told:
                key, entry = (max if best else min)(told, key=lambda pair: pair[1].points or 0)
                yield Line(text=f"{one_line(entry.line.text)}: {words}", key=f"{stage}/{key}")
        return


def _counts(entry: Entry, side: Side) -> bool:
    return entry.line.side is side and entry.points is not None


def _carriers(session: Session, summary: Summary) -> Iterator[Line]:
    """Yield the carriers that we rate lowest today, and the one that we rate highest."""
    known = {carrier.value for carrier in Carrier}
    found = [
        gap
        for gap in summary.gaps
        if gap.key.partition("/")[2] in known
        and not _is_journey(session, gap)
        and gap.score.today.mean is not None
    ]
    found.sort(key=lambda gap: gap.score.today.mean or 0)
    for gap in dict.fromkeys([*found[: _LINES - 1], *found[-1:]]):
        yield Line(text=f"{gap.title}: today {mean(gap.score.today)}", key=gap.key)


def _wanted(session: Session, summary: Summary) -> list[Gap]:
    """Return what is needed most: of what is rated outside of the journey and the carriers."""
    known = {carrier.value for carrier in Carrier}
    found = [
        gap
        for gap in summary.gaps
        if gap.score.needed.mean is not None
        and not _is_journey(session, gap)
        and gap.key.partition("/")[2] not in known
    ]
    return sorted(found, key=lambda gap: -(gap.score.needed.mean or 0))[:_LINES]


def _lived(
    session: Session, summary: Summary, wanted: Sequence[Gap], asked: frozenset[str]
) -> Iterator[Line]:
    """Yield what they recognise in us, then what is lowest today of what is not told yet."""
    for stage in session.kit.of_kind(ALLOCATION):
        yield from _recognised(session, stage)
        break
    known = {carrier.value for carrier in Carrier}
    rest = [
        gap
        for gap in summary.gaps
        if gap not in wanted
        and gap.score.today.mean is not None
        and not _is_journey(session, gap)
        and gap.key.partition("/")[2] not in known
    ]
    for gap in sorted(rest, key=lambda gap: gap.score.today.mean or 0)[: _LINES - 1]:
        yield _of_gap(gap, f"today {mean(gap.score.today)}", asked)


def _recognised(session: Session, stage: str) -> Iterator[Line]:
    found = focus(session, stage)
    shares = found.shares(Spread.RECOGNISED)
    for key in leading(shares)[:1]:
        evidence = spreads(session, stage).evidence.get(Spread.RECOGNISED.value, Evidence())
        line = Line(
            text=_share(session, stage, key, shares, "as they recognise us"),
            key=f"{stage}/{Spread.RECOGNISED.value}",
        )
        few = not found.room and found.spreads[Spread.RECOGNISED].n < FEWEST
        if evidence.grade is Grade.ASSUMED:
            yield replace(line, mark=Mark.NOBODY, why=_GUESSED)
        elif few or not found.leads:
            yield replace(line, mark=Mark.UNSURE, why="too few of us spread points, or no choice")
        elif key in found.leads:
            yield replace(line, mark=Mark.MEETS, why="it is what we choose to lead on")
        else:
            yield replace(line, mark=Mark.MISSES, why="we choose to lead on something else")


def _said(session: Session, summary: Summary, asked: frozenset[str]) -> Iterator[Line]:
    """Yield what customers answered that is furthest from us, then what we heard from them."""
    told = [*_answered(session), *_heard(session, summary, asked)]
    yield from told[:_LINES]


def _answered(session: Session) -> list[Line]:
    """Return what customers answered in a survey beside us, clear differences first."""
    for stage in stages_with(session.kit, Trait.HEARS_CUSTOMERS):
        lines = [line for row in rows(session, stage) if (line := _of_row(stage, row))]
        lines.sort(key=lambda line: line.mark is not Mark.MISSES)
        if lines:
            return lines[: _LINES - 1]
    return []


def _of_row(stage: str, row: Row) -> Line | None:
    """Return what customers answered about today on an item, beside what we think of it."""
    apart = row.apart.today if row.apart else None
    if row.customers is None or apart is None:
        return None
    at = f"{stage}/{COMPARE}"
    name = in_a_sentence(row.text)
    more = "better" if apart.points > 0 else "worse"
    text = f"{name}: they see today {points(abs(apart.points))} points {more} than we do"
    if apart.low is None or apart.high is None:
        return Line(text=text, key=at, mark=Mark.UNSURE, why="too few on one side to tell")
    if apart.low > 0 or apart.high < 0:
        return Line(text=text, key=at, mark=Mark.MISSES, why="more than chance makes of it")
    if max(-apart.low, apart.high) >= STEP:
        return Line(text=text, key=at, mark=Mark.UNSURE, why="it may be chance, or a step and more")
    level = f"{name}: they see today as we do"
    return Line(text=level, key=at, mark=Mark.MEETS, why="within a step of ours")


def _heard(session: Session, summary: Summary, asked: frozenset[str]) -> Iterator[Line]:
    """Yield notes that we heard from customers, those tied to an item first."""
    gaps = {gap.key: gap for gap in summary.gaps}
    found = [note for note in all_notes(session) if note[2].evidence.grade is Grade.HEARD]
    found.sort(key=lambda note: note[2].about not in gaps)
    for stage, _, note in found:
        text = _quoted(note.text)
        line = Line(text=text, key=f"{stage}/{note.question}")
        gap = gaps.get(note.about)
        if gap is None:
            yield replace(line, why=note.evidence.in_words)
        else:
            mark, why = _judged(replace(gap, evidence=note.evidence), asked)
            yield replace(line, mark=mark, why=f"{in_a_sentence(gap.title)}: {why}")


def _quoted(text: str) -> str:
    """Return a note in quotation marks, and what it quotes itself in single ones."""
    text = one_line(text)
    if text.startswith("“") and text.endswith("”") and text.count("“") == 1:
        return text
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _journey(session: Session, summary: Summary, asked: frozenset[str]) -> Iterator[Line]:
    """Yield the moments that are furthest behind what they expect, and the best one."""
    found = [
        gap for gap in summary.gaps if _is_journey(session, gap) and gap.score.signed is not None
    ]
    found.sort(key=lambda gap: -(gap.score.signed or 0))
    for gap in dict.fromkeys([*found[: _LINES - 1], *found[-1:]]):
        expected, lived = mean(gap.score.needed), mean(gap.score.today)
        yield _of_gap(gap, f"expected {expected}, lived {lived}", asked)


def _is_journey(session: Session, gap: Gap) -> bool:
    return session.stage(gap.key.partition("/")[0]).kind == JOURNEY


_GUESSED: Final = "our own guess: no customer told us, and we did not measure it"


def _of_gap(gap: Gap, told: str, asked: frozenset[str]) -> Line:
    mark, why = _judged(gap, asked)
    return Line(text=f"{one_line(gap.title)}: {told}", key=gap.key, mark=mark, why=why)


def _judged(gap: Gap, asked: frozenset[str]) -> tuple[Mark, str]:
    """Return how something rated goes with what is needed, and why we say so."""
    if gap.evidence.grade is Grade.ASSUMED and gap.key not in asked:
        return Mark.NOBODY, _GUESSED
    found, score = band(gap.score), gap.score
    if found is None or score.signed is None or score.error is None or score.n < FEWEST:
        return Mark.UNSURE, "too few answers"
    if {score.needed.level, score.today.level} & {Level.SPLIT, Level.MIXED}:
        return Mark.UNSURE, "we are far apart on it"
    told = f"{found.value}; {gap.evidence.in_words}"
    if score.signed > score.error:
        return Mark.MISSES, told
    if score.signed + score.error < STEP:
        return Mark.MEETS, told
    return Mark.UNSURE, "it may be level, or a step short"
