"""A session as the room has seen it: without any vote that was not revealed.

Exports are made from this, so that their code never holds what is hidden.
"""

from collections import Counter
from dataclasses import replace

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.dot_votes import reveal_key
from valueworkshop.core.session.facilitator_notes import without_notes
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.silent_writing import shown_key
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes.model import Round, Votes, was_revealed
from valueworkshop.core.stages.votes.secrecy import seen_round


def seen(session: Session) -> Session:
    """Return the session as if nobody had voted or written yet on what is not revealed.

    It also leaves out the facilitator's own notes.
    """
    session = without_notes(session)
    for stage, plan in session.kit.stages.items():
        given = session.answers.get(stage)
        if isinstance(given, Votes):
            rounds = {
                number: seen_round(session, stage, number, vote)
                for number, vote in given.rounds.items()
            }
            if any(rounds[number] is not vote for number, vote in given.rounds.items()):
                session = session.with_answers(stage, replace(given, rounds=rounds))
        elif given is not None:
            session = KINDS[plan.kind].seen(session, stage)
    dots = {
        key: vote
        if session.revealed.get(reveal_key(key), False)
        else replace(vote, ballots={}, counted={}, voters={})
        for key, vote in session.dots.items()
    }
    silent = {key: replace(each, sheets={}, writers={}) for key, each in session.silent.items()}
    return replace(session, dots=dots, silent=silent)


def hidden(session: Session) -> dict[str, int]:
    """Return how many answered each vote that was not revealed, by 'stage/round/item'.

    Dot votes have the key 'dots/id', rounds of silent writing 'silent/id'.
    """
    found: dict[str, int] = {}
    for stage in session.kit.stages:
        given = session.answers.get(stage)
        if isinstance(given, Votes):
            for number, vote in given.rounds.items():
                found |= {
                    f"{stage}/{number}/{item}": count
                    for item, count in _answered(vote).items()
                    if not was_revealed(session, stage, number, item)
                }
        elif given is not None:
            kind = KINDS[session.stage(stage).kind]
            found |= {f"{stage}/1/{at}": n for at, n in kind.hidden(session, stage).items()}
    found |= {shown_key(key): n for key, each in session.silent.items() if (n := each.begun)}
    return found | {
        reveal_key(key): len(vote.handed_in)
        for key, vote in session.dots.items()
        if vote.handed_in and not session.revealed.get(reveal_key(key), False)
    }


@kept(lambda vote: (vote,))
def _answered(vote: Round) -> dict[str, int]:
    """Return by item how many gave any answer: ballots, and hands of the facet with most.

    Items are sorted by id: any other order would show who answered what first, or change by run.
    """
    counted: Counter[str] = Counter()
    for ballot in vote.ballots.values():
        counted.update({item for by_item in ballot.answers.values() for item in by_item})
    shown: Counter[str] = Counter()
    for by_item in vote.hands.values():
        for item, by_group in by_item.items():
            hands = sum(each.all_hands for each in by_group.values())
            shown[item] = max(shown[item], hands)
    return {item: number for item, number in sorted((counted + shown).items()) if number}
