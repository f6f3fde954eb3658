"""A revealed vote in words: every number with what it is of."""

from typing import Final

from valueworkshop.core.scoring.item_score import Facet, ItemScore, score_item
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import answers, asks, facets_asked
from valueworkshop.core.stages.votes.reveal_notes import told
from valueworkshop.core.stages.votes.score import facet_totals, item_votes
from valueworkshop.core.text import capital

_SIZES: Final = {"▼▼": "large", "▼": "middling", "=": "small"}


def gap_in_words(score: ItemScore) -> str:
    """Return a gap with its size in a word and who sees it: 'gap 25 of 100, large; 2 of 4 see …'.

    Or why there is none.
    """
    if score.signed is None:
        return words.nothing(score)
    if score.surplus:
        return f"{words.points(score.surplus)} of 100 more than needed; {words.shortfall(score)}"
    size = _SIZES.get(words.sign(score.signed), "small")
    gap = round(score.gap or 0)
    amount = f"gap {gap} of 100, {size}" if gap else "no gap"
    return f"{amount}; {words.shortfall(score)}"


def facet_in_words(label: str, facet: Facet, *, room: bool = False) -> str:
    """Return what was answered to a facet: 'Needed: 2 gave 4, 1 gave 5; median 4; 3 in all; …'.

    Of the `room` it is the one answer that it agreed on.
    """
    if room:
        one = words.middle(facet) if facet.n else words.abstained(facet).removeprefix("1 ")
        return f"{capital(label)}: {one or 'no answer'}, the room's one rating."
    given = [f"{n} gave {point}" for point, n in enumerate(facet.counts, 1) if n]
    told = [", ".join(given) or "nobody gave a number"]
    if facet.n:
        told += [f"median {words.middle(facet)}", f"{facet.n} in all"]
    told += [text for text in (words.spread(facet), words.abstained(facet)) if text]
    return f"{capital(label)}: {'; '.join(told)}."


def told_item(session: Session, stage: str, item: str) -> list[str]:
    """Return a revealed item: its gap where one is asked for, its answers, how it is known."""
    lines, votes = [], item_votes(session, stage, item)
    if asks(session, stage).has_gap:
        score = score_item(votes)
        lines.append(f"{capital(gap_in_words(score))}.")
        if step := words.step(score):
            lines.append(f"{capital(step)}.")
    for key, asked in facets_asked(session, stage).items():
        totals = facet_totals(session, stage, item, key)
        lines.append(facet_in_words(asked.label, totals, room=votes.room))
    evidence = answers(session, stage).evidence.get(item, Evidence())
    beside = [f"{capital(said)}." for said in told(session, stage, item)]
    return [*lines, *beside, f"Known: {evidence.in_words}."]


def told_stage(session: Session, stage: str) -> list[str]:
    """Return every item of a stage as it stands, those not revealed only as such."""
    lines = []
    items = asks(session, stage).items
    for number, (key, item) in enumerate(items.items(), 1):
        head = f"Item {number} of {len(items)}: {item.text}"
        if is_revealed(session, stage, key):
            lines += [head, *told_item(session, stage, key)]
        else:
            lines.append(f"{head.rstrip('.')}. Not revealed yet.")
    return lines
