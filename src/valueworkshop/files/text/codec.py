"""Between the dataclasses and plain dicts as TOML has them.

The shapes are the same on both sides.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.kit import Kit
from valueworkshop.files.text.problems import Keys
from valueworkshop.files.text.toml_text import is_table

if TYPE_CHECKING:  # to write, which most commands never do
    from valueworkshop.files.text.written_parts import Memory

Extras: TypeAlias = Mapping[tuple[str, ...], Any]
"""What a file held that this version does not know, by the keys that lead to it."""


def encode(value: Any, memory: "Memory | None" = None) -> dict[str, Any]:
    """Return a dataclass as a dict of plain values with clean text, as a file has it.

    Values that equal their default are left out; inside a kit only those that are also empty, so
    that a later version's default wording does not change what a team was asked. Scalars come
    first, then tables. Things with an `order` come in that order, then by id; other mappings by
    key. Mappings of a kit keep their order, as it has a meaning there. Raises TypeError for a value
    that no file can hold.

    With a `memory`, mappings, the things in them and the kit are the same dicts as at its last use
    if they come from the same objects. Do not change such a dict.
    """
    encoded = _encoded(value, as_written=False, memory=memory)
    if not isinstance(encoded, dict):
        raise TypeError(f"{type(value).__name__} is no table")
    return encoded


def extras_of(raw: Mapping[str, Any], value: Any) -> dict[tuple[str, ...], Any]:
    """Return what `raw` holds for which the dataclass made from it has no field."""
    found: dict[tuple[str, ...], Any] = {}
    _look_for_extras(raw, value, (), found)
    return found


def overlay(tree: dict[str, Any], value: Any, extras: Extras) -> None:
    """Put extras back into `tree`, the encoded `value`, wherever their tables are still there.

    It changes copies of the tables in `tree`, as a memory may hold the originals.
    """
    for keys, kept in extras.items():
        above = _at(value, keys[:-1])
        if not (isinstance(above, Mapping) or is_dataclass(above)):
            continue
        table = tree
        for key in keys[:-1]:
            table[key] = dict(table.get(key, {}))
            table = table[key]
        table[keys[-1]] = kept


def looser(raw: Any, value: Any) -> list[Keys]:
    """Return where a number was taken for another kind of number, as true or 3.0 for a rating.

    The checks by type accept these, as they compare a literal by equality.
    """
    found: list[Keys] = []
    _look_for_looser(raw, value, (), found)
    return found


def _encoded(value: Any, *, as_written: bool, memory: "Memory | None" = None) -> Any:
    if type(value) is str or (isinstance(value, str) and not isinstance(value, Enum)):
        return clean(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (bool, int, dt.date)):
        return value
    if isinstance(value, tuple):
        return [_encoded(item, as_written=as_written) for item in value]
    if is_table(value):
        pairs = value.items() if as_written else _sorted(value)
        return {
            clean(str(key)): _thing(item, as_written=as_written, memory=memory)
            for key, item in pairs
            if item is not None
        }
    if is_dataclass(value):
        return _encoded_fields(
            value, as_written=as_written or isinstance(value, Kit), memory=memory
        )
    raise TypeError(f"a file cannot hold {type(value).__name__}")


def _thing(value: Any, *, as_written: bool, memory: "Memory | None") -> Any:
    """Return a value as plain values, the same as before if it is a table that we remember."""
    if memory is None or as_written or not (is_table(value) or is_dataclass(value)):
        return _encoded(value, as_written=as_written, memory=memory)
    encode_it = partial(_encoded, value, as_written=False, memory=memory)
    return memory.recall("plain", value, encode_it)


def _encoded_fields(
    value: Any, *, as_written: bool, memory: "Memory | None" = None
) -> dict[str, Any]:
    scalars: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    shape: Any = type(value)
    for name, default in _defaults(shape, as_written=as_written):
        content = getattr(value, name)
        if content is None:
            continue
        inside = _thing if is_table(content) or isinstance(content, Kit) else _encoded
        plain = inside(content, as_written=as_written, memory=memory)
        if plain == default and not (as_written and plain):
            continue
        (tables if isinstance(plain, dict) else scalars)[name] = plain
    return scalars | tables


@cache
def _defaults(shape: Any, *, as_written: bool) -> tuple[tuple[str, Any], ...]:
    """Return the name and the default, as a file has it, of each field of a dataclass."""
    return tuple((each.name, _default(each, as_written=as_written)) for each in fields(shape))


def _default(field: "Field[Any]", *, as_written: bool) -> Any:
    """Return a field's default as a file has it; MISSING or None if there is none."""
    default = field.default
    if field.default_factory is not MISSING:
        default = field.default_factory()
    if default is MISSING or default is None:
        return default
    return _encoded(default, as_written=as_written)


def _sorted(mapping: Mapping[str, Any]) -> list[tuple[str, Any]]:
    def place(pair: tuple[str, Any]) -> tuple[int, str]:
        order = getattr(pair[1], "order", 0)
        return (order if isinstance(order, int) else 0, pair[0])

    return sorted(mapping.items(), key=place)


def _look_for_extras(raw: Any, value: Any, keys: tuple[str, ...], found: dict[Any, Any]) -> None:
    if not is_table(raw):
        return
    names = _names(type(value))
    for key, below in raw.items():
        if names is not None and key not in names:
            found[(*keys, key)] = below
        elif names is not None:
            _look_for_extras(below, getattr(value, key), (*keys, key), found)
        elif is_table(value):
            _look_for_extras(below, value.get(key), (*keys, key), found)


def _look_for_looser(raw: Any, value: Any, keys: Keys, found: list[Keys]) -> None:
    if is_table(raw):
        for key, below in raw.items():
            _look_for_looser(below, _below(value, key), (*keys, key), found)
    elif type(raw) is list and isinstance(value, tuple):
        for index, (below, item) in enumerate(zip(raw, value, strict=False)):
            _look_for_looser(below, item, (*keys, index), found)
    elif type(raw) is not type(value) and isinstance(value, int):
        found.append(keys)


_NAMES: dict[type, frozenset[str] | None] = {}


def _names(shape: type) -> frozenset[str] | None:
    """Return the names of the fields of a dataclass, None for any other type; looked up once."""
    if shape not in _NAMES:
        is_ours = is_dataclass(shape)
        _NAMES[shape] = frozenset(field.name for field in fields(shape)) if is_ours else None
    return _NAMES[shape]


def _at(value: Any, keys: tuple[str, ...]) -> Any:
    """Return the value at `keys` inside dataclasses and mappings, None if there is none."""
    for key in keys:
        value = _below(value, key)
    return value


def _below(value: Any, key: str) -> Any:
    if is_table(value):
        return value.get(key)
    names = _names(type(value))
    return getattr(value, key) if names is not None and key in names else None
