import copy
import dataclasses
import json
import typing
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from storage_examples import KIT, session, text
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Kind
from valueworkshop.files.home import json_schema
from valueworkshop.files.home.kits import kit_of
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import dumps, loads

ROOT = Path(__file__).parents[3]
KITS = sorted(
    path.name for path in (files("valueworkshop") / "kits").iterdir() if path.name.endswith(".toml")
)
SAMPLES = sorted(path.name for path in (ROOT / "tests/files/text/golden").glob("*-2.toml"))
SHIPPED = ("phone-shop.toml", "prestige-car-maker.toml", "restaurant.toml")


def plain(content: str) -> Any:
    """What a TOML text says, as JSON would have it: dates are texts."""
    return json.loads(json.dumps(tomli.loads(content), default=lambda date: date.isoformat()))


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]


def shapes_in(shape: Any) -> Iterator[type]:
    """Yield the dataclasses that a type is made of."""
    if isinstance(shape, type) and dataclasses.is_dataclass(shape):
        yield shape
        for hint in typing.get_type_hints(shape).values():
            yield from shapes_in(hint)
    for argument in typing.get_args(shape):
        yield from shapes_in(argument)


def properties_in(schema: Any) -> Iterator[tuple[str, ...]]:
    """Yield the names in each table that a schema tells of."""
    if isinstance(schema, list):
        for each in schema:
            yield from properties_in(each)
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield tuple(schema["properties"])
        for each in schema.values():
            yield from properties_in(each)


@pytest.mark.parametrize("made", [json_schema.of_session, json_schema.of_kit])
def test_it_is_a_schema_that_stands_alone(made: Callable[[], dict[str, Any]]) -> None:
    schema = made()
    jsonschema.Draft202012Validator.check_schema(schema)
    said = json.dumps({**schema, "$schema": ""})
    assert "://" not in said
    assert '"null"' not in said
    assert schema["description"]
    for reference in {part.split('"')[0] for part in said.split('"$ref": "')[1:]}:
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_its_name_is_that_of_the_first_line_of_a_session() -> None:
    assert text().startswith(f"#:schema {json_schema.of_session()['$id']}\n")
    assert json_schema.of_kit()["$id"] == "valueworkshop-kit-1.json"


@pytest.mark.parametrize("name", SAMPLES)
def test_golden_sessions_are_valid(name: str) -> None:
    content = (ROOT / "tests/files/text/golden" / name).read_text(encoding="utf-8")
    assert faults(json_schema.of_session(), plain(content)) == []


def test_samples_are_valid() -> None:
    schema = json_schema.of_session()
    assert faults(schema, plain(text())) == []
    for name in SHIPPED:
        content = (ROOT / "sessions" / name).read_text(encoding="utf-8")
        assert faults(schema, plain(content)) == []


@pytest.mark.parametrize("name", KITS)
def test_kits_are_valid(name: str) -> None:
    kit = (files("valueworkshop") / "kits" / name).read_text(encoding="utf-8")
    assert faults(json_schema.of_kit(), plain(kit)) == []
    assert faults(json_schema.of_kit(), plain(KIT)) == []


def test_every_field_of_every_dataclass_is_in_it() -> None:
    given = [kind.answers for kind in KINDS.values() if kind.answers is not None]
    asked = [kind.asks for kind in KINDS.values() if kind.asks is not None]
    for schema, tops in (
        (json_schema.of_session(), [Session, *given, *asked]),
        (json_schema.of_kit(), [Kit, *asked]),
    ):
        told = [set(names) for names in properties_in(schema)]
        for shape in {each for top in tops for each in shapes_in(top)}:
            names = {field.name for field in dataclasses.fields(shape)}
            assert any(names <= each for each in told), shape


SESSION_FAULTS = [
    ("schema = 2", "schema = 1", "$.schema"),
    ("schema = 2\n", "", "$: 'schema' is a required"),
    ('title = "Dealers, autumn"', "title = 4", "$.title"),
    ('title = "Dealers, autumn"', 'titel = "x"', "$: 'title' is a required"),
    ("date = 2026-11-22", 'date = "soon"', "$.date"),
    ("date = 2026-11-22", "date = 20261122", "$.date"),
    ("order = 2000", 'order = "2"', ".order"),
    ("order = 2000", "order = 2.5", ".order"),
    ('"rate/1/speed" = true', '"rate/1/speed" = 1', "$.revealed"),
    ("speed = 5", "speed = 7", "$.answers.rate.rounds"),
    ("speed = 5", "speed = true", "$.answers.rate.rounds"),
    ('grade = "heard"', 'grade = "herd"', "$.answers.ask.notes.n1.evidence.grade"),
    ("rating = 4", "rating = 0", "$.answers.end.rating"),
    ('open = [\n    "a-gains",\n]', "open = 3", "$.answers.ask.open"),
    ('kind = "ratings"', 'kind = "rating"', "$.kit.stages.rate.kind"),
    ('    "completely",\n', "", "$.kit.stages.rate.asks.labels"),
    ('text = "We are quick"', "text = 1", "$.kit.stages.rate.asks.items.speed.text"),
    ("[kit.stages.ask]", "[kit.stages.who.asks]\nx = 1\n[kit.stages.ask]", "$.kit.stages.who.asks"),
]


@pytest.mark.parametrize(("old", "new", "at"), SESSION_FAULTS)
def test_what_is_wrong_by_its_type_is_refused_by_both(old: str, new: str, at: str) -> None:
    assert old in text()
    content = text().replace(old, new, 1)
    told = faults(json_schema.of_session(), plain(content))
    assert any(at in fault for fault in told), told
    if "schema = 1" not in new:
        with pytest.raises(FileProblem):
            loads(content.encode(), "x.toml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema = 1", "schema = 2"),
        ('title = "Tiny"', ""),
        ("six = 10", 'six = "10"'),
        ('kind = "close"', 'kind = "end"'),
        ('probes = ["why", "who"]', "probes = [1]"),
        ('text = "B"', "txt = 1"),
    ],
)
def test_what_is_wrong_in_a_kit_is_refused_by_both(old: str, new: str) -> None:
    assert old in KIT
    content = KIT.replace(old, new, 1)
    assert faults(json_schema.of_kit(), plain(content))
    with pytest.raises(FileProblem):
        kit_of(content.encode(), "k.toml")


def test_keys_that_are_not_known_are_allowed() -> None:
    content = text().replace("offer =", "shoe = 44\noffer =")
    assert faults(json_schema.of_session(), plain(content)) == []
    assert loads(content.encode(), "x").session == session()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asks:
    """What a kind asks that comes later."""

    depth: int
    parts: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """What a kind is given that comes later."""

    found: typing.Literal["gold", "sand"] | None = None


def test_a_kind_that_comes_later_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    later = {**KINDS, "dig": Kind(name="dig", asks=_Asks, answers=_Answers)}
    monkeypatch.setattr(json_schema, "KINDS", later)
    value = plain(dumps(session()).decode())
    value["kit"]["stages"]["dig"] = {"kind": "dig", "title": "Dig", "asks": {"depth": 3}}
    value["answers"]["dig"] = {"found": "gold"}
    assert faults(json_schema.of_session(), value) == []
    for keys, wrong in (
        (("kit", "stages", "dig", "asks", "depth"), "3"),
        (("answers", "dig", "found"), "coal"),
    ):
        broken = copy.deepcopy(value)
        at = broken
        for key in keys[:-1]:
            at = at[key]
        at[keys[-1]] = wrong
        assert faults(json_schema.of_session(), broken)
