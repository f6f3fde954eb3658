"""What a team can choose to work on: gaps that need something done, and open questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Paragraph
from valueworkshop.core.stages.agreed.model import Status, answers, asks
from valueworkshop.core.stages.dots import show as dot_votes
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.placed import beside, placed
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise

UNCOVERED: Final = "Not covered by an action yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something to work on. `gap` is None for an open question."""

    key: str
    title: str
    letter: str
    gap: Gap | None = None


def candidates(summary: Summary) -> list[Candidate]:
    """Return the gaps that need more than watching, by priority, then the open questions."""
    found = [
        Candidate(key=gap.key, title=gap.title, letter=gap.letter, gap=gap)
        for gap in summary.gaps
        if gap.waits or gap.asks not in (None, Asks.WATCH)
    ]
    return found + [
        Candidate(key=finding.key, title=finding.title, letter=finding.letter)
        for finding in summary.open
    ]


def pool(session: Session, stage: str, summary: Summary | None = None) -> Pool:
    """Return the candidates as something to put dots on, for the stage that chooses."""
    summary = summary or summarise(session, wait=False)
    return Pool(
        about=About.CANDIDATES,
        title="What to work on",
        texts={candidate.key: candidate.title for candidate in candidates(summary)},
        stage=stage,
        dots=asks(session, stage).dots,
    )


def closable(session: Session, closes: Sequence[str] = ()) -> dict[str, str]:
    """Return the words of all candidates by key, after those that an action closes already.

    If it closes several, they share a key: all of theirs, one per line.
    """
    found = {each.key: each.title for each in candidates(summarise(session, wait=False))}
    kept = {key: label(session, key) for key in closes if key not in found}
    several = {"\n".join(closes): f"{len(closes)} of these"} if len(closes) > 1 else {}
    where = placed(session)
    return {**several, **{key: beside(text, key, where) for key, text in (kept | found).items()}}


def chosen_and_uncovered(session: Session, stage: str) -> list[Block]:
    """Return the dot vote on the candidates, what was chosen, and what no action covers yet."""
    summary = summarise(session, wait=False)
    blocks = dot_votes.told(session, pool(session, stage, summary))
    where = placed(session)
    chosen = [beside(label(session, key), key, where) for key in answers(session, stage).chosen]
    if chosen:
        blocks += [Paragraph("Chosen to work on:"), Bullets(tuple(chosen))]
    left = [beside(each.title, each.key, where) for each in uncovered(session, stage, summary)]
    if left:
        blocks += [Paragraph(f"{UNCOVERED}:"), Bullets(tuple(left))]
    return blocks


def uncovered(session: Session, stage: str, summary: Summary) -> list[Candidate]:
    """Return what was chosen (all, if nothing was) and has no open or done action."""
    agreed = answers(session, stage)
    closed = {
        key
        for action in agreed.actions.values()
        if action.status is not Status.DROPPED
        for key in action.closes
    }
    chosen = agreed.chosen
    return [
        candidate
        for candidate in candidates(summary)
        if candidate.key not in closed and (not chosen or candidate.key in chosen)
    ]
