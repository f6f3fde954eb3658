"""A dot vote described: before the reveal how far it is, after it the options with their dots.

Before the reveal nothing here shows a dot or who voted.
"""

from collections.abc import Iterable, Mapping

from valueworkshop.core.session.dot_votes import Way
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Sight,
    Table,
    Voting,
)
from valueworkshop.core.show.place import Place
from valueworkshop.core.stages.dots.edits import is_revealed
from valueworkshop.core.stages.dots.pools import Pool, last_revealed, running
from valueworkshop.core.stages.dots.score import results
from valueworkshop.core.stages.dots.words import (
    added,
    outcome,
    place,
    rules,
    since,
    subject,
    turnout,
    under_way,
)


def told(session: Session, pool: Pool) -> list[Block]:
    """Return the result of the vote that counts on these; [] if there was none."""
    blocks: list[Block] = []
    if key := running(session, (pool,)):
        blocks.append(Paragraph(under_way(session, key)))
    if key := last_revealed(session, (pool,)):
        blocks += _outcome(session, key, pool.texts)
        earlier = sum(
            pool.holds(vote) and is_revealed(session, other) and other != key
            for other, vote in ordered(session.dots)
        )
        if earlier:
            said = f"You voted {earlier + 1} times on this; only the latest vote counts here."
            blocks.append(Paragraph(said))
    return [Heading("Dot vote", level=3), *blocks] if blocks else []


def told_at(session: Session, pool: Pool) -> list[Sight]:
    """Return what people vote on, or the result; [] if there was no vote."""
    if key := running(session, (pool,)):
        return [_options(session, key), _voting(session, key)]
    if key := last_revealed(session, (pool,)):
        found = results(session, key)
        dots = tuple(str(each.dots) for each in found)
        first = Paragraph(outcome(session, key), strong=True)
        return [first, Bullets(tuple(each.text for each in found), dots)]
    return []


def voting(session: Session, pools: Iterable[Pool]) -> list[Sight]:
    """Return that people vote on some pools; [] if they do not."""
    key = running(session, pools)
    return [_voting(session, key)] if key else []


def came_of(session: Session, pools: Iterable[Pool]) -> list[Sight]:
    """Return the result of the last vote on some pools in a sentence or two; [] for none."""
    key = last_revealed(session, pools)
    said = f"{subject(session, session.dots[key])}. {outcome(session, key)}" if key else ""
    return [Paragraph(said, strong=True)] if said else []


def apart(session: Session, key: str) -> tuple[Place, list[Sight]]:
    """Return a vote that does not belong to the team's place, as a place of its own."""
    vote = session.dots[key]
    heading = Place(question=subject(session, vote), above=f"{rules(vote)}.")
    return heading, [_voting(session, key), _options(session, key)]


def _voting(session: Session, key: str) -> Paragraph | Voting:
    """Return that people vote; if the room counts dots, nobody knows how many have voted."""
    if session.dots[key].way is Way.COUNTED:
        return Paragraph("Dots are counted in the room.", strong=True)
    return Voting(of=session.expected)


def _options(session: Session, key: str) -> Bullets:
    return Bullets(tuple(option.text for _, option in ordered(session.dots[key].options)))


def _outcome(session: Session, key: str, now: Mapping[str, str]) -> list[Block]:
    vote = session.dots[key]
    rows = tuple(
        (
            place(result).strip(),
            " – ".join(filter(None, (result.text, since(vote, result, now)))),
            str(result.dots),
            "–" if result.people is None else str(result.people),
        )
        for result in results(session, key)
    )
    blocks: list[Block] = [
        Paragraph(f"{outcome(session, key)} {turnout(session, key)}"),
        Table(("Place", "What", "Dots", "People"), rows, numeric=frozenset({2, 3})),
    ]
    later = added(vote, now)
    return [*blocks, Paragraph(later)] if later else blocks
