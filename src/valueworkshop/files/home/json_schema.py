"""What a session's file and a kit may hold, as JSON Schema, for editors and other programs.

It is made from the dataclasses and the list of kinds, and says what their types say. What the
schema refuses, we refuse too. We also refuse what types cannot say, for example a note on a
question that is not asked. Unknown keys are allowed, as they are in our own checks.
"""

from typing import Any, Final

from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.files.home import kits
from valueworkshop.files.text import migrations

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The name by which programs recognise a schema's rules. Nothing is fetched from there."""

_AT: Final = "#/$defs/"
_ASKS: Final = "valueworkshop__stages__{}__model__Asks"
"""The name in a schema for the shape of what a kind of stage asks."""


def of_session() -> dict[str, Any]:
    """Return the schema of a session's file. A date is a text there, as JSON has no dates."""
    given = [kind.answers for kind in KINDS.values() if kind.answers is not None]
    defs, names = _definitions([Session, *given])
    top = _top(defs.pop(names[Session]), "session", migrations.SCHEMA, defs)
    top["required"] = ["schema", *top["required"]]
    kinds = [defs.pop(name) for name in dict.fromkeys(names[shape] for shape in given)]
    top["properties"]["answers"] = {
        "type": "object",
        "title": "Answers",
        "description": "What was given, by stage. What it can hold depends on its kind.",
        "additionalProperties": {"type": "object", "properties": _of_any(kinds)},
    }
    return top


def of_kit() -> dict[str, Any]:
    """Return the schema of a kit's file."""
    defs, names = _definitions([Kit])
    return _top(defs.pop(names[Kit]), "kit", kits.SCHEMA, defs)


def _definitions(shapes: list[type]) -> tuple[dict[str, Any], dict[type, str]]:
    """Return the definitions of all shapes and of the stages of every kind; and their names."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - 100 ms that few commands need

    asked = {kind.name: kind.asks for kind in KINDS.values() if kind.asks is not None}
    wanted = dict.fromkeys([*shapes, Stage, *asked.values()])
    refs, found = TypeAdapter.json_schemas(
        [(shape, "validation", TypeAdapter(shape)) for shape in wanted],
        ref_template=f"{_AT}{{model}}",
    )
    defs = _without_null(found["$defs"])
    names = {shape: refs[shape, "validation"]["$ref"].removeprefix(_AT) for shape in wanted}
    # pydantic tells shapes of one name apart by their modules, which may move; a schema does not.
    told = {names[s]: _ASKS.format(kind) for kind, s in asked.items() if "__" in names[s]}
    names = {shape: told.get(name, name) for shape, name in names.items()}
    defs = dict(sorted((told.get(name, name), found) for name, found in defs.items()))
    stage = defs[names[Stage]]
    stage["properties"]["kind"]["enum"] = list(KINDS)
    stage["properties"]["asks"] = {"type": "object", "title": "Asks"}
    stage["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"asks": {"$ref": f"{_AT}{names[asked[kind]]}"}}}
            if kind in asked
            else {"properties": {"asks": {"maxProperties": 0}}},
        }
        for kind in KINDS
    ]
    return defs, names


def _top(shape: dict[str, Any], name: str, version: int, defs: dict[str, Any]) -> dict[str, Any]:
    number = {"const": version, "title": "Schema", "description": "The version of this shape."}
    return {
        "$schema": DIALECT,
        "$id": f"valueworkshop-{name}-{version}.json",
        **shape,
        "properties": {"schema": number, **shape["properties"]},
        "$defs": defs,
    }


def _of_any(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the properties of all shapes.

    A property of several shapes may be as in any of them.
    """
    properties: dict[str, list[Any]] = {}
    for shape in shapes:
        for name, known in shape["properties"].items():
            others = properties.setdefault(name, [])
            if known not in others:
                others.append(known)
    return {
        name: known[0] if len(known) == 1 else {"anyOf": known}
        for name, known in properties.items()
    }


def _without_null(value: Any) -> Any:
    """Return a schema without null, as TOML has none: what may be null is just its other type."""
    if isinstance(value, list):
        return [_without_null(each) for each in value if each != {"type": "null"}]
    if not isinstance(value, dict):
        return value
    plain = {
        key: _without_null(each)
        for key, each in value.items()
        if not (key == "default" and each is None)
    }
    if len(plain.get("anyOf", ())) == 1:
        plain |= plain.pop("anyOf")[0]
    return plain
