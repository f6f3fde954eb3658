"""Dot votes in a report: what was revealed, with counts; of any other only how far it is."""

from collections.abc import Mapping

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Paragraph, Table
from valueworkshop.core.stages.dots.edits import is_revealed
from valueworkshop.core.stages.dots.pools import Pool, last_revealed, running
from valueworkshop.core.stages.dots.score import results
from valueworkshop.core.stages.dots.words import added, outcome, place, progress, since, turnout


def of_pool(session: Session, pool: Pool) -> list[Block]:
    """Return what the vote that counts on these says; [] where none was held."""
    blocks: list[Block] = []
    if key := running(session, (pool,)):
        blocks.append(Paragraph(f"A dot vote is under way, {progress(session, key)}."))
    if key := last_revealed(session, (pool,)):
        blocks += _outcome(session, key, pool.texts)
        earlier = sum(
            pool.holds(vote) and is_revealed(session, other) and other != key
            for other, vote in ordered(session.dots)
        )
        if earlier:
            blocks.append(Paragraph(f"Voted again; {earlier} earlier, which does not count here."))
    return [Heading("Dot vote", level=3), *blocks] if blocks else []


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
