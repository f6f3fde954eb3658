"""Results that are kept while what they are made from stays: values here are never changed.

One changed answer makes a new value of what holds it and leaves all others as they are, so that
only what depends on it is worked out anew.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")

_MOST = 1024
"""So many results of a function are kept; then the oldest goes."""


def kept(
    reads: Callable[P, tuple[object, ...]],
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a pure function returns, by the identity of all that it reads.

    `reads` returns those values, for the same arguments: text counts by what it says, anything else
    by being the very same. A value that is missing there makes a stale result.
    """

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        results: dict[tuple[object, ...], tuple[tuple[object, ...], R]] = {}

        @wraps(function)
        def found(*args: P.args, **kwargs: P.kwargs) -> R:
            values = reads(*args, **kwargs)
            key = tuple(value if isinstance(value, str) else id(value) for value in values)
            known = results.get(key)
            if known is not None:
                return known[1]
            result = function(*args, **kwargs)
            if len(results) >= _MOST:
                _drop_oldest(results)
            results[key] = (values, result)  # with the values, so that no other takes their id
            return result

        return found

    return keeping


_LATEST: dict[tuple[str, ...], object] = {}


def as_before(key: tuple[str, ...], value: T) -> T:
    """Return the latest value of this key if `value` is equal to it, else `value`.

    What was made anew and came out the same is then the very same, and so is what is kept of it.
    """
    before = _LATEST.pop(key, None)
    if type(before) is type(value) and before == value:
        value = before
    elif len(_LATEST) >= _MOST:
        _drop_oldest(_LATEST)
    _LATEST[key] = value
    return value


def _drop_oldest(results: dict[K, V]) -> None:
    """Make room for one. Another thread may be at it too: then there is room."""
    with suppress(RuntimeError, StopIteration):
        results.pop(next(iter(results)), None)
