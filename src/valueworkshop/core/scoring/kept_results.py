"""Keep results for as long as their inputs stay: values here never change.

One changed answer makes a new value of whatever holds it and leaves all others as they are, so that
we compute again only what depends on it.
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
"""We keep this many results of a function; after that the oldest goes."""


def kept(
    reads: Callable[P, tuple[object, ...]],
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what a pure function returns, by the identity of all that it reads.

    `reads` returns those values, for the same arguments: text counts by its letters, anything else
    by being the very same object. If `reads` leaves out a value, results become stale.
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
            results[key] = (values, result)  # with the values, so that nothing else takes their id
            return result

        return found

    return keeping


_LATEST: dict[tuple[str, ...], object] = {}


def as_before(key: tuple[str, ...], value: T) -> T:
    """Return the latest value of this key if `value` is equal to it, else `value`.

    A value that was made again and is equal is then the very same object, and so are the results
    kept for it.
    """
    before = _LATEST.pop(key, None)
    if type(before) is type(value) and before == value:
        value = before
    elif len(_LATEST) >= _MOST:
        _drop_oldest(_LATEST)
    _LATEST[key] = value
    return value


def _drop_oldest(results: dict[K, V]) -> None:
    """Make room for one. Another thread may do the same: then there is room."""
    with suppress(RuntimeError, StopIteration):
        results.pop(next(iter(results)), None)
