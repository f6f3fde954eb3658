"""What people can put dots on at a place, and the votes on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.dots.edits import FEWEST_OPTIONS, MOST_DOTS, is_revealed, suggested
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.notes.groups import gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Things to vote on together: `texts` are their words by id, as they are now.

    `dots` is how many each person has, where the kit says so; 0 where it does not.
    """

    about: About
    title: str
    texts: Mapping[str, str]
    stage: str = ""
    at: str = ""
    dots: int = 0

    @property
    def suggested(self) -> int:
        """How many dots each has unless the team chooses otherwise."""
        return min(self.dots, MOST_DOTS) or suggested(len(self.texts))

    @property
    def is_enough(self) -> bool:
        """Whether there is something to choose from."""
        return len(self.texts) >= FEWEST_OPTIONS

    def holds(self, vote: DotVote) -> bool:
        """Whether a vote was held on this."""
        return (vote.about, vote.stage, vote.at) == (self.about, self.stage, self.at)


def of_question(session: Session, stage: str, question: str) -> Pool:
    """Return the notes on one question."""
    notes = questions.answers(session, stage).of(question)
    asked = questions.asks(session, stage).questions
    return Pool(
        about=About.NOTES,
        title=asked[question].text if question in asked else "Notes",
        texts={key: note.text for key, note in notes},
        stage=stage,
        at=question,
    )


def of_groups(session: Session, stage: str, question: str) -> Pool:
    """Return the groups of notes on a question, without empty ones."""
    found = gathered(questions.answers(session, stage), question)
    asked = questions.asks(session, stage).questions
    return Pool(
        about=About.GROUPS,
        title=f"Groups: {asked[question].text}" if question in asked else "Groups",
        texts={each.key: each.name for each in found if each.key and each.notes},
        stage=stage,
        at=question,
    )


def of_stage(session: Session, stage: str) -> Pool:
    """Return the notes on all questions of a stage, in the order of the questions."""
    return Pool(
        about=About.NOTES,
        title=f"All notes: {session.stage(stage).title}",
        texts={
            key: note.text
            for question in questions.asks(session, stage).questions
            for key, note in questions.answers(session, stage).of(question)
        },
        stage=stage,
    )


def of_open(session: Session) -> Pool:
    """Return the questions that were marked open, in all stages, by 'stage/question'."""
    return Pool(
        about=About.OPEN,
        title="Open questions",
        texts={
            f"{stage}/{question}": asked.text
            for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS)
            for question, asked in questions.asks(session, stage).questions.items()
            if question in questions.answers(session, stage).open
        },
    )


def texts_now(pools: Iterable[Pool], vote: DotVote) -> Mapping[str, str]:
    """Return the current words of what people voted on, by id; without what is gone."""
    return next((pool.texts for pool in pools if pool.holds(vote)), {})


def running(session: Session, pools: Iterable[Pool]) -> str:
    """Return the id of the first vote in progress on one of these; else ''."""
    return next((key for key in _held(session, pools) if not is_revealed(session, key)), "")


def last_revealed(session: Session, pools: Iterable[Pool]) -> str:
    """Return the id of the vote that counts on these: the last that was revealed; else ''."""
    seen = [key for key in _held(session, pools) if is_revealed(session, key)]
    return seen[-1] if seen else ""


def _held(session: Session, pools: Iterable[Pool]) -> list[str]:
    """Return the ids of all votes on some pools, in the order in which they began."""
    pools = list(pools)
    return [key for key, vote in ordered(session.dots) if any(pool.holds(vote) for pool in pools)]
