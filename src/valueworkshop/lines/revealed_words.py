"""A revealed vote in words, and a stage of votes as its kind describes it, read aloud."""

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Number
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.show import Items, gap
from valueworkshop.lines.read_aloud import number_aloud, read_aloud


def items_of_kind(session: Session, stage: str) -> Items:
    """Return what the kind of a stage calls its items."""
    found: Items = KINDS[session.stage(stage).kind].show.ITEMS
    return found


def gap_in_words(score: ItemScore) -> str:
    """Return a gap with its size in a word and who sees it: 'gap 25 of 100, large; 2 of 4 see …'.

    Or why there is none.
    """
    found = gap(score)
    return number_aloud(found) if isinstance(found, Number) else words.nothing(score)


def told_item(session: Session, stage: str, item: str) -> list[str]:
    """Return a revealed item: what its kind says of it, its answers, how it is known."""
    return read_aloud(KINDS[session.stage(stage).kind].told_at(session, stage, item))


def told_stage(session: Session, stage: str) -> list[str]:
    """Return the result of a stage, and every item as it is now."""
    kind, items = KINDS[session.stage(stage).kind], asks(session, stage).items
    lines = read_aloud(kind.show.pages(kind.here(session, stage))[0])
    one = capital(items_of_kind(session, stage).one)
    for number, (key, item) in enumerate(items.items(), 1):
        head = f"{one} {number} of {len(items)}: {item.text}"
        if is_revealed(session, stage, key):
            lines += [head, *told_item(session, stage, key)]
        else:
            lines.append(f"{head.rstrip('.')}. Not revealed yet.")
    return lines
