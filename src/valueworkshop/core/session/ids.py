"""Short ids for things that stay the same when somebody renames or moves them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # who gives a source of chance has it
    from random import Random

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: nothing to misread

Ids: TypeAlias = Callable[[], str]
"""Gives a new id at each call. Tests pass their own, so that they know the ids."""


def random_ids(random: "Random") -> Ids:
    """Return a source of ids: eight letters of Crockford's base 32, the first a letter."""

    def new_id() -> str:
        return random.choice(_CROCKFORD[10:]) + "".join(random.choices(_CROCKFORD, k=7))

    return new_id
