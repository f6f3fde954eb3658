"""What types cannot say: that the parts of a session name each other rightly.

Only what would be hidden or would stop the program is a fault. A note on a segment that was taken
out is none: it reads as a note on no segment.
"""

import re
from collections.abc import Iterator, Mapping

from valueworkshop.stages.actions import model as actions
from valueworkshop.stages.questions import model as questions
from valueworkshop.stages.ratings import model as ratings
from valueworkshop.storage.problems import Fault, Keys
from valueworkshop.workshop.kit import Kit
from valueworkshop.workshop.session import Session


def faults_of(session: Session) -> list[Fault]:
    """Return where answers belong to nothing that is asked, or counts are below 0."""
    return [
        fault
        for stage, given in session.answers.items()
        for fault in _of_stage(session, stage, given, ("answers", stage))
    ]


def faults_of_kit(kit: Kit, at: Keys) -> list[Fault]:
    """Return where a kit cannot be run: no stages, or ids that cannot name a place."""
    if not kit.stages:
        return [Fault((*at, "stages"), "is missing: a kit needs at least one stage")]
    faults = []
    for stage, plan in kit.stages.items():
        ids = {
            "items": getattr(plan.asks, "items", {}),
            "facets": getattr(plan.asks, "facets", {}),
            "questions": getattr(plan.asks, "questions", {}),
        }
        if not _ID.fullmatch(stage):
            faults.append(Fault((*at, "stages", stage), _BAD_ID))
        faults += [
            Fault((*at, "stages", stage, "asks", name, key), _BAD_ID)
            for name, known in ids.items()
            for key in known
            if not _ID.fullmatch(key)
        ]
    return faults


_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_BAD_ID = "cannot be a name here: use up to 64 letters a to z, digits, - and _"


def _of_stage(session: Session, stage: str, given: object, at: Keys) -> Iterator[Fault]:
    if isinstance(given, questions.Answers):
        asked = questions.asks(session, stage).questions
        for key, note in given.notes.items():
            if note.question not in asked:
                yield Fault((*at, "notes", key, "question"), _not_asked(note.question, asked))
    elif isinstance(given, ratings.Answers):
        plan = ratings.asks(session, stage)
        for number, vote in given.rounds.items():
            yield from _of_round(number, vote, plan, (*at, "rounds", number))
    elif isinstance(given, actions.Answers):
        for candidate, dots in given.dots.items():
            if dots < 0:
                yield Fault((*at, "dots", candidate), "must be 0 or more")


def _of_round(number: str, vote: ratings.Round, plan: ratings.Asks, at: Keys) -> Iterator[Fault]:
    if not (number.isascii() and number.isdigit()):
        yield Fault(at, "must be called by its number: 1, 2, …")
    for voter, ballot in vote.ballots.items():
        yield from _of_votes(ballot.answers, plan, (*at, "ballots", voter, "answers"))
    yield from _of_votes(vote.hands, plan, (*at, "hands"))
    for facet, by_item in vote.hands.items():
        for item, by_group in by_item.items():
            for group, hands in by_group.items():
                for name in ("one", "two", "three", "four", "five", "dont_know", "skipped"):
                    if getattr(hands, name) < 0:
                        yield Fault((*at, "hands", facet, item, group, name), "must be 0 or more")


def _of_votes(
    votes: Mapping[str, Mapping[str, object]], plan: ratings.Asks, at: Keys
) -> Iterator[Fault]:
    for facet, by_item in votes.items():
        if facet not in plan.facets:
            yield Fault((*at, facet), _not_asked(facet, plan.facets))
            continue
        for item in by_item:
            if item not in plan.items:
                yield Fault((*at, facet, item), _not_asked(item, plan.items))


def _not_asked(name: str, asked: Mapping[str, object]) -> str:
    known = ", ".join(asked) if len(asked) <= 12 else ""
    return f'the stage asks nothing called "{name}"' + (f"; it asks {known}" if known else "")
