"""What the README and its pages say of commands, keys and variables is true and whole."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest
from textual.binding import Binding

from commands import BY_NAME
from valueworkshop.files.home.kits import load_kit
from valueworkshop.tui.app import key_places
from valueworkshop.tui.widgets.key_names import named
from valueworkshop.tui.widgets.keys import written

ROOT = Path(__file__).parents[2]
README, COMMANDS, KEYS = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/commands.md", "docs/keys.md")
)


@pytest.mark.parametrize("command", sorted(BY_NAME))
def test_every_command_stands_in_the_page_with_its_options(command: str) -> None:
    lines = [line for line in COMMANDS.splitlines() if line.startswith(f"valueworkshop {command}")]
    assert lines, f"docs/commands.md lacks the command {command}"
    options = {
        name
        for parameter in BY_NAME[command].params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }
    said = {option for option in options if option in COMMANDS}
    assert said == options


def test_every_command_on_kits_stands_in_the_page_with_its_options() -> None:
    kits = BY_NAME["kits"]
    assert isinstance(kits, click.Group)
    named = set(re.findall(r"^valueworkshop kits ([a-z]+)", COMMANDS, flags=re.MULTILINE))
    assert named == set(kits.commands)
    for command in kits.commands.values():
        (line,) = re.findall(
            rf"^valueworkshop kits {command.name} .*$", COMMANDS, flags=re.MULTILINE
        )
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in line


def test_every_key_of_the_tables_is_declared() -> None:
    tables = README.partition("| key |")[2].partition("\nEvery edit")[0] + KEYS
    rows = re.findall(r"^\| (.+ .+?|Enter|Esc|`.+?`) \| ", tables, flags=re.MULTILINE)
    assert len(rows) > 30
    declared = {
        written(key.key)
        for place in key_places.places()
        for binding in place.bindings
        for key in Binding.make_bindings([binding])
    }
    for row in rows:
        for key in re.findall(r"`([^`]+)`|([A-Z]\w+)", row):
            assert written(named("".join(key)) or "") in declared, row


def test_every_command_of_the_page_exists() -> None:
    named = set(re.findall(r"^valueworkshop ([a-z-]+)", COMMANDS, flags=re.MULTILINE))
    assert named == set(BY_NAME)


def test_the_table_of_stages_is_that_of_the_kit() -> None:
    rows = re.findall(r"^\| ?(\w?) ?\| ([^|]+?) \| (\d+) \|", README, flags=re.MULTILINE)
    kit = load_kit("essentials")
    assert [(letter, int(minutes)) for letter, _, minutes in rows] == [
        (stage.letter, stage.minutes.six) for stage in kit.stages.values()
    ]
    for (_, title, _), stage in zip(rows, kit.stages.values(), strict=True):
        assert title.startswith(stage.title)


def test_every_variable_of_the_page_is_read_somewhere() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for variable in re.findall(r"^\| `(VALUEWORKSHOP_\w+)", COMMANDS, flags=re.MULTILINE):
        assert f'"{variable}"' in source


def test_every_page_that_the_readme_leads_to_is_there() -> None:
    for page in re.findall(r"\]\(([\w/-]+\.md)\)", README):
        assert (ROOT / page).is_file(), page


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"\]\((docs/[\w-]+\.(?:svg|png))\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), f"make screenshots makes {picture}"


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_small_and_whole_and_asks_for_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < 1_500_000
    assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314 - our own file
    assert not re.search(r"<script|@import|url\(http|/tmp/|/home/|/root", text)
