"""From checked values to TOML."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import tomli_w

from valueworkshop.files.text.toml_text import is_table
from valueworkshop.files.text.written_parts import Memory


def format_toml(tree: Mapping[str, Any], memory: Memory | None = None) -> str:
    """Return `tree` as TOML. Exact only for clean text: see `toml_text.checked`.

    We do not make the text of a table again if `memory` knows it.
    """
    if memory is None:
        return tomli_w.dumps(tree, multiline_strings=True)
    return _formatted(tree, (), memory)


def _formatted(table: Mapping[str, Any], keys: tuple[str, ...], memory: Memory) -> str:
    """Return the text of the table at `keys`, part by part, as tomli_w makes it of the whole."""
    if memory.made(table):
        at = ".".join(map(repr, keys))
        return memory.recall(f"text at {at}", table, lambda: _in_parts(table, keys, memory))
    return _in_parts(table, keys, memory)


def _in_parts(table: Mapping[str, Any], keys: tuple[str, ...], memory: Memory) -> str:
    values: dict[str, Any] = {}
    below: dict[str, Any] = {}
    for key, value in table.items():
        (below if is_table(value) else values)[key] = value
    if any(map(_holds_tables, values.values())):
        for key in reversed(keys):
            table = {key: table}
        return tomli_w.dumps(table, multiline_strings=True)
    parts = []
    if values or (keys and not below):
        head = f"[{'.'.join(map(_key, keys))}]\n" if keys else ""
        parts = [head + tomli_w.dumps(values, multiline_strings=True)]
    parts += [_formatted(value, (*keys, key), memory) for key, value in below.items()]
    return "\n".join(parts)


@lru_cache(maxsize=4_096)
def _key(key: str) -> str:
    """Return a key as tomli_w has it in the head of a table."""
    return tomli_w.dumps({key: {}}).removeprefix("[").removesuffix("]\n")


def _holds_tables(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_holds_tables, value))
    return is_table(value)
