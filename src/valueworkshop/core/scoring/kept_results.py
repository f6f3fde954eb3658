"""Keep results for as long as their inputs stay: values here never change.

One changed answer makes a new value of whatever holds it and leaves all others as they are, so that
we compute again only what depends on it.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")

_MOST = 1024
"""We keep this many results of a function; after that the oldest goes."""


class Kept(Generic[P, R]):
    """A pure function that keeps what it returned, by the identity of all that it reads."""

    def __init__(
        self, function: Callable[P, R], reads: Callable[P, tuple[object, ...]], most: int
    ) -> None:
        """Keep the last `most` results of `function`, which reads what `reads` returns."""
        update_wrapper(self, function)
        self._function = function
        self._reads = reads
        self._most = most
        self._results: dict[tuple[object, ...], tuple[tuple[object, ...], R]] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the result, the kept one if there is one."""
        values = self._reads(*args, **kwargs)
        key = _key(values)
        known = self._results.get(key)
        if known is not None:
            return known[1]
        result = self._function(*args, **kwargs)
        if len(self._results) >= self._most:
            _drop_oldest(self._results)
        self._results[key] = (values, result)  # with the values, so that no other takes their id
        return result

    def known(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Return the kept result, None where there is none yet: nothing is worked out here."""
        found = self._results.get(_key(self._reads(*args, **kwargs)))
        return None if found is None else found[1]


def kept(
    reads: Callable[P, tuple[object, ...]], most: int = _MOST
) -> Callable[[Callable[P, R]], Kept[P, R]]:
    """Keep what a pure function returns, by the identity of all that it reads.

    `reads` returns those values, for the same arguments: text counts by its letters, anything else
    by being the very same object. If `reads` leaves out a value, results become stale. The last
    `most` results are kept: say a few for what holds much.
    """
    return lambda function: Kept(function, reads, most)


def _key(values: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(value if isinstance(value, str) else id(value) for value in values)


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
