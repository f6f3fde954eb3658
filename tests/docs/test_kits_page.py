"""docs/kits.md tells of every key that a kit can hold, and what it shows works as it says."""

import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from click.testing import CliRunner, Result

from kit_keys import ID, Row, keys_of
from valueworkshop.cli import cli
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.stages import KINDS
from valueworkshop.files.home import json_schema
from valueworkshop.files.home.kits import kit_of, shipped, started

PAGE = (Path(__file__).parents[2] / "docs" / "kits.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", PAGE, flags=re.MULTILINE | re.DOTALL))
_ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \| (.+) \|$", flags=re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def blocks(language: str, text: str = PAGE) -> list[str]:
    return [block for written, block in _BLOCK.findall(text) if written == language]


def rows(text: str) -> list[Row]:
    return [(key, kind, default) for key, _, kind, default in _ROW.findall(text)]


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def run(folder: Path, *args: str) -> Result:
    env = {"VALUEWORKSHOP_KITS": str(folder), "VALUEWORKSHOP_SESSIONS": str(folder / "sessions")}
    return CliRunner(env=env).invoke(cli, list(args))


def kit_of_all_examples() -> str:
    """Every kind's example, one after the other, as one kit."""
    examples = [block for text in SECTIONS.values() for block in blocks("toml", text)]
    return "\n".join(['id = "page"\ntitle = "The page"', *examples])


def keys_in(table: dict[str, Any], shape: type | None) -> set[str]:
    """Return the keys that an example gives, as the page writes them."""
    told = {key for key, _, _ in keys_of(shape)} if shape else set()
    found: set[str] = set()

    def look(value: Any, at: tuple[str, ...]) -> None:
        for key in told:
            parts = key.split(".")
            if len(parts) == len(at) and all(p in (ID, a) for p, a in zip(parts, at, strict=True)):
                found.add(key)
        for key, below in value.items() if isinstance(value, dict) else ():
            look(below, (*at, key))

    look(table, ())
    return found


def test_there_is_a_section_for_every_kind_and_for_no_other() -> None:
    assert sorted(SECTIONS) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_stands_there_with_its_value_and_default(kind: str) -> None:
    asks = KINDS[kind].asks
    assert rows(SECTIONS[kind]) == (list(keys_of(asks)) if asks else [])


def test_every_key_of_a_kit_and_of_a_stage_stands_there() -> None:
    own = [row for row in keys_of(Kit) if ID not in row[0]]
    told = {"stages": "required"}
    assert rows(section("The kit")) == [
        ("schema", "a whole number", "`1`"),
        *((key, value, told.get(key, default)) for key, value, default in own),
    ]
    told = {"asks": "by kind"}
    assert rows(section("A stage")) == [
        (key, value, told.get(key, default)) for key, value, default in keys_of(Stage)
    ]


def test_every_key_has_a_meaning_and_an_example() -> None:
    plain = {
        f"{stage['kind']}": stage.get("asks", {})
        for stage in tomli.loads(kit_of_all_examples())["stages"].values()
    }
    shown = {key for kind in KINDS for key in keys_in(plain[kind], KINDS[kind].asks)}
    for kind, text in SECTIONS.items():
        for key, meaning, _, default in _ROW.findall(text):
            assert re.fullmatch(r"[A-Z].*[.]", meaning), (kind, key)
            without = meaning.startswith(("Leave it out", "Has no effect"))
            by_default = default not in ("required", "none", '`""`', "`[]`")
            assert without or by_default or key in shown, (kind, key)


def test_its_whole_kit_and_all_its_examples_are_sound_and_need_no_advice(tmp_path: Path) -> None:
    whole, *others = blocks("toml")
    assert len(others) == len(KINDS)
    for name, text in (("whole", whole), ("page", kit_of_all_examples())):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        result = run(tmp_path, "kits", "check", str(path))
        assert (result.exit_code, result.stdout) == (0, f"{path}: sound, a kit\n")
        assert result.stderr == ""
    kit = kit_of(kit_of_all_examples().encode(), "page")[0]
    assert [stage.kind for stage in kit.stages.values()] == list(SECTIONS)


def test_editors_find_nothing_wrong_with_it() -> None:
    schema = json_schema.of_kit()
    checker = jsonschema.Draft202012Validator(schema)
    for text in (blocks("toml")[0], kit_of_all_examples(), started("Mine")[1].decode()):
        assert list(checker.iter_errors(tomli.loads(text))) == []
    named = set(re.findall(r"valueworkshop-kit[\w.-]+json", PAGE))
    assert named == {schema["$id"]}
    assert started("Mine")[1].startswith(f"#:schema {schema['$id']}\n".encode())


def test_its_commands_do_what_it_says(tmp_path: Path) -> None:
    (commands,) = blocks("sh")
    for line in commands.splitlines():
        program, *args = shlex.split(line, comments=True)
        assert program == "valueworkshop"
        result = run(tmp_path, *args)
        assert result.exit_code == 0, (line, result.stderr)
    assert (tmp_path / "our-dealers.toml").is_file()
    assert len(list((tmp_path / "sessions").iterdir())) == 1
    for name in re.findall(r"`(valueworkshop [^`]+)`", PAGE):
        assert run(tmp_path, *shlex.split(name)[1:], "--help").exit_code == 0
    assert "essentials" in shipped()


@pytest.mark.parametrize("line", blocks("text")[0].splitlines())
def test_mistakes_are_told_as_it_says(line: str, tmp_path: Path) -> None:
    run(tmp_path, "kits", "new", "Our dealers")
    path = tmp_path / "our-dealers.toml"
    old, new = ("probes =", "probess =") if "probess" in line else ('"ratings"', '"rating"')
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = run(tmp_path, "kits", "check", "our-dealers")
    assert result.exit_code == (0 if "warning" in line else 3)
    assert result.stderr == f"{tmp_path}/{line}\n"
