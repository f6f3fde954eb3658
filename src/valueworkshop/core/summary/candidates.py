"""What a team can choose to work on: gaps that ask for something, and open questions."""

from dataclasses import dataclass

from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Status, answers
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.summary.gap_summary import Gap, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something to work on. `gap` is None for an open question."""

    key: str
    title: str
    letter: str
    gap: Gap | None = None


def candidates(summary: Summary) -> list[Candidate]:
    """Return the gaps that ask for more than watching, by priority, then the open questions."""
    found = [
        Candidate(key=gap.key, title=gap.title, letter=gap.letter, gap=gap)
        for gap in summary.gaps
        if gap.asks not in (None, Asks.WATCH)
    ]
    return found + [
        Candidate(key=finding.key, title=finding.title, letter=finding.letter)
        for finding in summary.open
    ]


def pool(stage: str, summary: Summary) -> Pool:
    """Return the candidates as something to vote on with dots, for the stage that chooses."""
    return Pool(
        about=About.CANDIDATES,
        title="What to work on",
        texts={candidate.key: candidate.title for candidate in candidates(summary)},
        stage=stage,
    )


def uncovered(session: Session, stage: str, summary: Summary) -> list[Candidate]:
    """Return what was chosen (all, where nothing is) and what no living action closes."""
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


def label(session: Session, key: str) -> str:
    """Return the words for a candidate's key 'stage/item', the key itself if they are gone."""
    stage, _, inside = key.partition("/")
    if stage not in session.kit.stages:
        return key
    items = ratings.asks(session, stage).items
    asked = questions.asks(session, stage).questions
    if inside in items:
        return items[inside].text
    return asked[inside].text if inside in asked else key
