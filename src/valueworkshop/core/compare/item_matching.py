"""Which items of two workshops are the same: their words as asked decide, never an id alone.

If you change what an item says, you ask something else, even under the old id; if you move the
words to another stage, you do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import model as votes

Words: TypeAlias = tuple[str, ...]
"""All that people read before they answer: the item and its ends, the questions, the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One item as a workshop asked it. `key` is 'stage/item', `text` the item itself."""

    key: str
    text: str
    letter: str
    stage: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The items of two workshops: the same ones, the reworded, and those that only one asked."""

    same: tuple[tuple[Asked, Asked], ...]
    reworded: tuple[tuple[Asked, Asked], ...]
    added: tuple[Asked, ...]
    removed: tuple[Asked, ...]


def asked(session: Session) -> list[Asked]:
    """Return every item of which a workshop asks what is needed and how it is today."""
    found = []
    for stage in votes.voted(session):
        plan = votes.asks(session, stage)
        if not plan.has_gap:
            continue
        questions = (plan.facets[facet].question for facet in (votes.NEEDED, votes.TODAY))
        around = tuple(_plain(words) for words in (*questions, *plan.labels))
        for key, item in plan.items.items():
            ends = (_plain(item.low), _plain(item.high))
            found.append(
                Asked(
                    key=f"{stage}/{key}",
                    text=item.text,
                    letter=session.stage(stage).letter,
                    stage=session.stage(stage).title,
                    words=(_plain(item.text), *ends, *around),
                )
            )
    return found


def match(then: Sequence[Asked], now: Sequence[Asked]) -> Matched:
    """Return which items are the same, in the order of `now`.

    If the same words are in two places of a workshop, we take the one at the old place, else the
    first that is left. Of what then remains, an item with the same key and other words is reworded.
    """
    left = list(then)
    at_home = {new.key: old for new in now if (old := _take(left, new, at=new.key))}
    moved = {
        new.key: old for new in now if new.key not in at_home and (old := _take(left, new, at=""))
    }
    same = at_home | moved
    rest = [new for new in now if new.key not in same]
    by_key = {old.key: old for old in left}
    reworded = tuple((by_key[new.key], new) for new in rest if new.key in by_key)
    kept = {new.key for _, new in reworded}
    return Matched(
        same=tuple((same[new.key], new) for new in now if new.key in same),
        reworded=reworded,
        added=tuple(new for new in rest if new.key not in kept),
        removed=tuple(old for old in left if old.key not in kept),
    )


def _take(left: list[Asked], wanted: Asked, *, at: str) -> Asked | None:
    """Take the item with the same words out of `left`, the one at the key `at` if that is given."""
    for place, old in enumerate(left):
        if old.words == wanted.words and at in ("", old.key):
            return left.pop(place)
    return None


def lines(several: Sequence[Sequence[Asked]]) -> list[tuple[Asked | None, ...]]:
    """Return each item through several workshops, oldest first; None if one did not ask it.

    Items that were asked first come first. A reworded item is another item.
    """
    found: list[list[Asked | None]] = []
    for place, workshop in enumerate(several):
        latest = [next(item for item in reversed(line) if item) for line in found]
        same = {id(old): new for old, new in match(latest, workshop).same}
        for line, old in zip(found, latest, strict=True):
            line.append(same.get(id(old)))
        known = {new.key for new in same.values()}
        fresh = (item for item in workshop if item.key not in known)
        found += [[*[None] * place, item] for item in fresh]
    return [tuple(line) for line in found]


def _plain(text: str) -> str:
    """Return words without what nobody notices: white space and capitals."""
    return one_line(text).casefold()
