"""Dot votes as plain values for other programs; the keys are listed in `data.py`."""

from dataclasses import asdict
from typing import Any

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.dots.edits import is_revealed
from valueworkshop.core.stages.dots.score import results, votes_in


def of_dots(session: Session) -> list[dict[str, Any]]:
    """Return every dot vote in the order in which they began; of a hidden one no dot."""
    told = []
    for key, vote in ordered(session.dots):
        handed_in, of = votes_in(session, key)
        told.append(
            {
                "id": key,
                "about": vote.about.value,
                "stage": vote.stage or None,
                "question": vote.at or None,
                "budget": vote.budget,
                "most": vote.most,
                "revealed": is_revealed(session, key),
                "votes_in": handed_in,
                "of": of,
                "options": [asdict(result) for result in results(session, key)],
            }
        )
    return told
