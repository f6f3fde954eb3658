"""The JSON Schema of an export: what `valueworkshop schema export` prints."""

from typing import Any, Final

from valueworkshop.exports.whole_json import ID, SCHEMA
from valueworkshop.files.home import json_schema

_NUMBER: Final = {"type": ["number", "null"]}
_COUNT: Final = {"type": "integer", "minimum": 0}
_TEXT: Final = {"type": "string"}
_TEXT_OR_NONE: Final = {"type": ["string", "null"]}
_YES: Final = {"type": "boolean"}


def _table(**keys: Any) -> dict[str, Any]:
    """Return the schema of a table that has these keys, and perhaps others."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def _each(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": shape}


def _list(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": shape}


_FACET: Final = _table(
    label=_TEXT,
    n=_COUNT,
    counts={"type": "array", "items": _COUNT, "minItems": 5, "maxItems": 5},
    dont_know=_COUNT,
    skipped=_COUNT,
    mean=_NUMBER,
    median=_NUMBER,
    agreement=_NUMBER,
    distance=_NUMBER,
    level={"enum": ["agrees", "mixed", "split", None]},
)

_ITEM: Final = {
    **_table(text=_TEXT, revealed=_YES),
    "if": {"properties": {"revealed": {"const": True}}},
    "then": _table(
        **dict.fromkeys(("signed", "gap", "surplus", "weight", "priority", "floor"), _NUMBER),
        asks=_TEXT_OR_NONE,
        evidence=_table(grade=_TEXT, source=_TEXT, when=_TEXT),
        facets=_each(_FACET),
    ),
    "else": _table(votes_in=_COUNT),
}

_SCORES: Final = {
    "description": "Every score, unrounded; null is 'there is none'. As `show --json` prints them.",
    **_table(
        session=_table(id=_TEXT, title=_TEXT, people=_COUNT, groups=_each(_COUNT)),
        index=_table(
            **dict.fromkeys(
                (
                    "value",
                    "steps",
                    "low",
                    "high",
                    "floor",
                    "limit",
                    "act_line",
                    "coverage",
                ),
                _NUMBER,
            ),
            people=_COUNT,
            provisional=_list(_TEXT),
        ),
        stages=_each(_table(title=_TEXT, in_index=_YES, gap=_NUMBER, items=_each(_ITEM))),
        lenses=_each(_table(kind=_TEXT, title=_TEXT)),
        gaps=_each(_table(title=_TEXT, value=_NUMBER, unit=_TEXT, said=_TEXT)),
        contradictions=_list(_table(rule=_TEXT, said=_TEXT, dismissed=_TEXT_OR_NONE)),
        segments=_each(_table(name=_TEXT, people=_COUNT, index=_NUMBER)),
        knowledge=_each(_table(title=_TEXT, total=_COUNT, unanswered=_COUNT, open=_COUNT)),
        open=_list(_table(stage=_TEXT, question=_TEXT, text=_TEXT)),
        groups=_list(_table(stage=_TEXT, question=_TEXT, name=_TEXT_OR_NONE, notes=_list(_TEXT))),
        actions=_list(_table(title=_TEXT, owner=_TEXT, due=_TEXT_OR_NONE, status=_TEXT)),
    ),
}


def of_export() -> dict[str, Any]:
    """Return the schema. Its `session` is that of a session's file, by the same definitions."""
    session = json_schema.of_session()
    defs = session.pop("$defs")
    for key in ("$schema", "$id"):
        session.pop(key)
    shape = _table(
        **{"$schema": {"const": ID}, "schema": {"const": SCHEMA}},
        program=_TEXT,
        draft=_list(_TEXT),
        names={"enum": ["kept", "left out"]},
        withheld=_each(_COUNT),
        session=session,
        scores=_SCORES,
    )
    return {"$schema": json_schema.DIALECT, "$id": ID, "title": "Export", **shape, "$defs": defs}
