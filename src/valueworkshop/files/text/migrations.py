"""From the shapes of older versions to the present one: a plain step for each schema.

A step takes the clean plain values of a file with its schema and returns new ones with the next
schema. It changes none of its arguments, and leaves what does not fit: the check of the whole
reports that. It reports only what nobody could find afterwards.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from valueworkshop.files.text.problems import Fault, InvalidError


def migrated(raw: Mapping[str, Any], schema: int) -> dict[str, Any]:
    """Return values of an older schema as in the present one; those of the present one unchanged.

    Raises InvalidError, with places as they are in `raw`.
    """
    tree = dict(raw)
    for number in range(schema, SCHEMA):
        tree = _STEPS[number](tree)
    return tree


def _revealed_by_key(raw: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: `revealed` was a list; now it is a table with `true` for each revealed vote."""
    seen = raw.get("revealed")
    if not isinstance(seen, list):
        return raw
    wrong = [index for index, key in enumerate(seen) if not isinstance(key, str)]
    if wrong:
        raise InvalidError([Fault(("revealed", index), "must be text") for index in wrong])
    return {**raw, "revealed": dict.fromkeys(seen, True)}


_STEPS: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _revealed_by_key}

SCHEMA: Final = 1 + len(_STEPS)
"""The version of a session's shape that this program writes. It reads all from 1 on."""
