"""Dataclasses from values that fit their types exactly, as nearly all files do.

Whatever does not fit here is for pydantic to judge (see decode.py), which takes a third of a second
to load: so a program that only reads sound files never loads it.
"""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeAlias, Union

from valueworkshop.files.text.type_words import hints

Make: TypeAlias = Callable[[Any], Any]

_PLAIN: Final = (str, int, bool, dt.date)


class MisfitError(Exception):
    """A value does not fit exactly; another check may still take it, or say what is wrong."""


def fitted(shape: type, raw: Any) -> Any:
    """Return plain values as a dataclass. Raises MisfitError."""
    return _maker(shape)(raw)


@cache
def _maker(shape: Any) -> Make:
    """Return what makes a value of a type; for a type that no file of ours has, what refuses."""
    if (origin := typing.get_origin(shape)) is not None:
        return _generic(origin, typing.get_args(shape))
    if shape in _PLAIN:
        return _exactly(shape)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return _one_of({member.value: member for member in shape})
    if isinstance(shape, type) and is_dataclass(shape):
        return _record(shape)
    return _refuse


def _generic(origin: Any, inner: tuple[Any, ...]) -> Make:
    if origin is Literal:
        return _one_of({value: value for value in inner})
    if origin in (Union, types.UnionType):
        return _any_of([_maker(each) for each in inner if each is not types.NoneType])
    if origin is tuple:
        return _list_of(inner)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _table_of(*map(_maker, inner))
    return _refuse


def _refuse(raw: Any) -> Any:
    raise MisfitError(raw)


def _exactly(kind: type) -> Make:
    def make(raw: Any) -> Any:
        return raw if type(raw) is kind else _refuse(raw)

    return make


def _one_of(values: Mapping[Any, Any]) -> Make:
    kinds = {value: type(value) for value in values}

    def make(raw: Any) -> Any:
        if type(raw) not in (str, int) or kinds.get(raw) is not type(raw):
            raise MisfitError(raw)
        return values[raw]

    return make


def _any_of(makers: list[Make]) -> Make:
    if len(makers) == 1:
        return makers[0]

    def make(raw: Any) -> Any:
        for each in makers[:-1]:
            try:
                return each(raw)
            except MisfitError:
                pass
        return makers[-1](raw)

    return make


def _list_of(inner: tuple[Any, ...]) -> Make:
    any_length = inner[-1] is Ellipsis
    makers = [_maker(each) for each in inner if each is not Ellipsis]

    def make(raw: Any) -> Any:
        if type(raw) is not list or not (any_length or len(raw) == len(makers)):
            raise MisfitError(raw)
        if any_length:
            return tuple(map(makers[0], raw))
        return tuple(each(below) for each, below in zip(makers, raw, strict=True))

    return make


def _table_of(key: Make, value: Make) -> Make:
    def make(raw: Any) -> Any:
        if type(raw) is not dict:
            raise MisfitError(raw)
        return {key(name): value(below) for name, below in raw.items()}

    return make


def _record(shape: type) -> Make:
    """Return what makes a dataclass; keys that it does not know are for `unknown` in decode.py."""
    types_of = hints(shape)
    makers = {each.name: _maker(types_of[each.name]) for each in fields(shape)}

    def make(raw: Any) -> Any:
        if type(raw) is not dict:
            raise MisfitError(raw)
        given = {name: makers[name](below) for name, below in raw.items() if name in makers}
        try:
            return shape(**given)
        except TypeError as error:  # it lacks something
            raise MisfitError(raw) from error

    return make
