"""Methods of dataclasses are made when they are first called: most never are.

Up to Python 3.12 `dataclass` compiles each method of each class by itself, which takes half of the
time of a command that reads a workshop. Later Pythons compile all of a class at once: there we
change nothing. What it gains is in benchmarks/README.md.
"""

import dataclasses
from collections.abc import Callable
from typing import Any, Final, TypeAlias

Method: TypeAlias = Callable[..., Any]

_MAKE: Final = "_create_fn"


def use() -> None:
    """Make the methods of dataclasses late from now on, in this process."""
    make: Callable[..., Method] | None = getattr(dataclasses, _MAKE, None)
    if make is not None and make.__module__ == dataclasses.__name__:
        setattr(dataclasses, _MAKE, _late(make))


def _late(make: Callable[..., Method]) -> Callable[..., Method]:
    def later(name: str, *how: Any, **more: Any) -> Method:
        made: Method | None = None

        def method(self: object, /, *given: Any, **named: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, *how, **more)
                made.__qualname__ = method.__qualname__
                _replace(type(self), name, method, made)
            return made(self, *given, **named)

        method.__name__ = name
        return method

    return later


def _replace(kind: type, name: str, method: Method, made: Method) -> None:
    """Put the method that was made in its place, in the class that has it."""
    for each in kind.__mro__:
        if each.__dict__.get(name) is method:
            setattr(each, name, made)
