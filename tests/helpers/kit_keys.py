"""The keys that a kit can hold, by its dataclasses: docs/kits.md must explain each of them."""

import dataclasses
import json
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from valueworkshop.files.text.type_words import must_be

ID = "ID"
"""What the documentation has where a kit chooses a name."""

Row: typing.TypeAlias = tuple[str, str, str]
"""A key with the keys that lead to it, what its value must be, and its default."""


def keys_of(shape: type, above: str = "", instance: Any = None) -> Iterator[Row]:
    """Yield a row for each key of a dataclass; `instance` has the defaults if it has any."""
    hints = typing.get_type_hints(shape)
    for field in dataclasses.fields(shape):
        hint, name = hints[field.name], f"{above}{field.name}"
        if instance is not None:
            default = getattr(instance, field.name)
        elif field.default is not dataclasses.MISSING:
            default = field.default
        elif field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        else:
            default = dataclasses.MISSING
        kind = _value(shape, hint, field.name)
        inner = _inner(hint)
        if typing.get_origin(hint) is Mapping or hint == Mapping:
            yield name, kind, _ids(default)
            if inner is not None:
                yield from keys_of(inner, f"{name}.{ID}.")
        elif inner is not None:
            if default is None:
                yield name, kind, "none"
            filled = None if default in (None, dataclasses.MISSING) else default
            yield from keys_of(inner, f"{name}.", filled)
        else:
            yield name, kind, _told(default)


def _value(shape: type, hint: Any, name: str) -> str:
    if hint is Any:
        return "a table"
    kind = must_be(shape, (name,)).removeprefix("must be ")
    return f"{kind} of {must_be(shape, (name, 0))[8:]}" if kind == "a list" else kind


def _inner(hint: Any) -> type | None:
    """Return the dataclass in a type, None if there is none."""
    for option in (hint, *typing.get_args(hint)):
        if isinstance(option, type) and dataclasses.is_dataclass(option):
            return option
    return None


def _ids(default: Any) -> str:
    if default is dataclasses.MISSING:
        return "required"
    return ", ".join(f"`{key}`" for key in default) or "none"


def _told(default: Any) -> str:
    if default is dataclasses.MISSING:
        return "required"
    if default is None:
        return "none"
    plain = list(default) if isinstance(default, tuple) else default
    return f"`{json.dumps(plain, ensure_ascii=False)}`"
