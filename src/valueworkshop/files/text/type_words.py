"""What a value must be, in plain words made from the types of the dataclasses."""

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal

from valueworkshop.files.text.problems import Keys

_WORDS: Mapping[Any, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    dt.date: "a date, as in 2026-11-22",
}


def must_be(shape: Any, keys: Keys) -> str:
    """Return 'must be …' for the value at `keys` inside a value of type `shape`."""
    for key in keys:
        shape = _inner(shape, key)
    words = _words(shape)
    if not words:
        return "does not fit here"
    *first, last = words
    return f"must be {', '.join(first)} or {last}" if first else f"must be {last}"


def is_placed(shape: Any, keys: Keys) -> bool:
    """Whether the thing at `keys` inside a value of type `shape` has an order among others."""
    for key in keys:
        shape = _inner(shape, key)
    return isinstance(shape, type) and is_dataclass(shape) and "order" in hints(shape)


@cache
def hints(shape: type) -> dict[str, Any]:
    """Return the types of a dataclass's fields by name."""
    return typing.get_type_hints(shape)


def _inner(shape: Any, key: str | int) -> Any:
    for option in _options(shape):
        if is_dataclass(option) and isinstance(option, type):
            return hints(option).get(str(key), Any)
        arguments = typing.get_args(option)
        origin = typing.get_origin(option)
        if origin is tuple and isinstance(key, int):
            if arguments[-1] is Ellipsis:
                return arguments[0]
            return arguments[key] if key < len(arguments) else Any
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return arguments[1]
    return Any


def _options(shape: Any) -> list[Any]:
    """Return the members of a union except None, in order; any other type, as the only one."""
    if typing.get_origin(shape) not in (typing.Union, types.UnionType):
        return [shape]
    return [
        option
        for member in typing.get_args(shape)
        if member is not type(None)
        for option in _options(member)
    ]


def _words(shape: Any) -> list[str]:
    words: list[str] = []
    for option in _options(shape):
        origin = typing.get_origin(option)
        if option in _WORDS:
            words.append(_WORDS[option])
        elif origin is Literal:
            words += _range(typing.get_args(option))
        elif isinstance(option, type) and issubclass(option, Enum):
            words += [f'"{member.value}"' for member in option]
        elif origin is tuple:
            members = typing.get_args(option)
            words.append("a list" if members[-1] is Ellipsis else f"a list of {len(members)}")
        elif option is not Any:
            words.append("a table")
    return words


def _range(values: tuple[Any, ...]) -> list[str]:
    if all(isinstance(value, int) for value in values) and len(values) > 2:
        ordered = sorted(values)
        if ordered == list(range(ordered[0], ordered[-1] + 1)):
            return [f"{ordered[0]} to {ordered[-1]}"]
    return [f'"{value}"' if isinstance(value, str) else str(value) for value in values]
