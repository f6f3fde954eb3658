"""From the shapes that older versions wrote to the present one: a plain step for each schema.

A step takes clean plain values as a file of its schema has them and returns new ones as the next
schema has them. It changes nothing that it was given, and leaves alone what does not fit: whoever
checks the whole tells that. Only what could not be told any more afterwards, it tells itself.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from valueworkshop.files.text.decode import InvalidError
from valueworkshop.files.text.problems import Fault


def migrated(raw: Mapping[str, Any], schema: int) -> dict[str, Any]:
    """Return values of an older schema as the present one has them; of the present one, as given.

    Raises InvalidError, with places as they are in `raw`.
    """
    tree = dict(raw)
    for number in range(schema, SCHEMA):
        tree = _STEPS[number](tree)
    return tree


def _revealed_by_key(raw: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: `revealed` was a list; it is a table with `true` for each vote that was seen."""
    seen = raw.get("revealed")
    if not isinstance(seen, list):
        return raw
    wrong = [index for index, key in enumerate(seen) if not isinstance(key, str)]
    if wrong:
        raise InvalidError([Fault(("revealed", index), "must be text") for index in wrong])
    return {**raw, "revealed": dict.fromkeys(seen, True)}


_STEPS: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _revealed_by_key}

SCHEMA: Final = 1 + len(_STEPS)
"""The version of a session's shape that this program writes; it reads all from 1 on."""
