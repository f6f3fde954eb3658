"""Order among things that we keep by id.

Each carries a whole number, with gaps between them, so that you can put a thing between two others
without changing either: one move changes one line in the file.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

SPACING = 1000

K = TypeVar("K")
V = TypeVar("V")


class InOrder(dict[K, V]):
    """A mapping whose order counts: it differs from one with the same things in another order.

    What a kit asks has no numbers for its order, so that moving it must make another value.
    """

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        """Whether both have the same things in the same order."""
        same = dict.__eq__(self, other)
        return same if same is not True else isinstance(other, dict) and [*self] == [*other]

    def __ne__(self, other: object) -> bool:
        """Whether anything differs."""
        return not self == other


class Placed(Protocol):
    """Anything with a place among its siblings."""

    @property
    def order(self) -> int:
        """The number that decides its position; equal numbers are allowed."""
        ...


T = TypeVar("T", bound=Placed)


def ordered(things: Mapping[str, T]) -> list[tuple[str, T]]:
    """Return (id, thing) pairs in their order; equal orders fall back to the id."""
    return sorted(things.items(), key=lambda pair: (pair[1].order, pair[0]))


def last(things: Mapping[str, T]) -> int:
    """Return the order number that puts a new thing after all of `things`."""
    return max((thing.order for thing in things.values()), default=0) + SPACING


def put_at(things: Mapping[str, T], key: str, position: int) -> dict[str, T]:
    """Return `things` with `key` at `position` (0 is first, too large is last).

    Only the moved thing's number changes, unless no whole number is left between its new
    neighbours: then all get new numbers, with gaps again.
    """
    others = [pair for pair in ordered(things) if pair[0] != key]
    position = max(0, min(position, len(others)))
    before = others[position - 1][1].order if position else None
    after = others[position][1].order if position < len(others) else None
    if before is None and after is None:
        return dict(things)
    if after is None:
        number = (before or 0) + SPACING
    elif before is None:
        number = after - SPACING
    else:
        number = (before + after) // 2
        if not before < number < after:
            return _spaced([*others[:position], (key, things[key]), *others[position:]])
    return {**things, key: _with_order(things[key], number)}


def _spaced(pairs: list[tuple[str, T]]) -> dict[str, T]:
    return {
        key: _with_order(thing, (index + 1) * SPACING) for index, (key, thing) in enumerate(pairs)
    }


def _with_order(thing: T, number: int) -> T:
    changed: Any = thing  # every Placed thing is a dataclass; the protocol cannot say so
    return replace(changed, order=number)  # type: ignore[no-any-return]
