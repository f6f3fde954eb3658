"""The house: what is where, what knows what, and the name of each part.

`import-linter` holds the layers (see pyproject.toml); this file holds what it cannot say.
"""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import grimp
import pytest

from valueworkshop.cli.exit_codes import MODULES
from valueworkshop.core.stages import KINDS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "valueworkshop"
SAMPLE = ROOT / "sessions" / "restaurant.toml"

FRONT_END_AND_CHECKER = {"textual", "click", "pydantic", "rich"}
FILES = {"tomli", "tomli_w", "platformdirs", "sqlite3"}
ENGINES = {"duckdb", "pyspark", "fsspec"}

LONGEST = 400
"""Lines of a module at most."""


# What is loaded ------------------------------------------------------------------------------

_WHOLE = """
import pkgutil, sys
from importlib import import_module

def load(name):
    module = import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        load(f"{name}.{found.name}")

load(sys.argv[1])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
_COMMAND = """
import sys
from valueworkshop.cli import cli

try:
    cli(sys.argv[1:], prog_name="valueworkshop")
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(code: str, *args: str) -> set[str]:
    """Return the top names of all that a process of its own has loaded in the end."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stderr.split("\n")[-2].split())


@pytest.mark.parametrize(
    ("room", "never"),
    [
        ("core", FRONT_END_AND_CHECKER | FILES),
        ("survey", FRONT_END_AND_CHECKER | FILES),
        ("files", FRONT_END_AND_CHECKER),
        ("library", FRONT_END_AND_CHECKER),
        ("sitting", FRONT_END_AND_CHECKER),
        ("lines", FRONT_END_AND_CHECKER),
        ("exports", FRONT_END_AND_CHECKER),
        ("cli", {"textual", "pydantic", "rich"} | FILES | ENGINES),
        ("portfolio", FRONT_END_AND_CHECKER | ENGINES),
        ("tui", ENGINES),
    ],
)
def test_all_modules_of_a_room_load_without(room: str, never: AbstractSet[str]) -> None:
    assert not loaded(_WHOLE, f"valueworkshop.{room}") & never


@pytest.mark.parametrize(
    ("args", "never"),
    [
        (["--version"], {"textual", "pydantic", "rich"} | FILES),
        (["run", "--plain", str(SAMPLE)], {"textual", "rich"}),
    ],
    ids=["version", "line mode"],
)
def test_a_command_loads_no_screens(
    tmp_path: Path, args: list[str], never: AbstractSet[str]
) -> None:
    sample = tmp_path / SAMPLE.name
    sample.write_bytes(SAMPLE.read_bytes())
    args = [str(sample) if arg == str(SAMPLE) else arg for arg in args]
    assert not loaded(_COMMAND, *args) & never


_MODULES = _COMMAND.replace('name.partition(".")[0]', "name")
"""The same, with the whole names of all modules."""


_QUIETLY = _MODULES.replace("finally:", "except SystemExit:\n    pass\nfinally:")
"""The same, whatever the command's exit code is."""


def test_only_the_module_of_the_called_command_is_imported(tmp_path: Path) -> None:
    def commands(*args: str) -> set[str]:
        found = loaded(_MODULES, "--sessions", str(tmp_path), *args)
        return {name.removeprefix("valueworkshop.cli.") for name in found} & {*MODULES.values()}

    assert commands("--version") == set()
    assert commands("list") == {"list_and_show"}
    assert commands("--help") == {*MODULES.values()}


def ours(printed: AbstractSet[str]) -> set[str]:
    return {name for name in printed if name.startswith("valueworkshop.")}


@pytest.mark.parametrize(
    ("args", "most"),
    [(["--version"], 9), (["list"], 33), (["actions"], 34), (["find", "zzyzx"], 26)],
    ids=["version", "list", "actions", "find"],
)
def test_a_folder_of_known_workshops_needs_nothing_that_reads_one(
    tmp_path: Path, args: list[str], most: int
) -> None:
    (tmp_path / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    command = (_QUIETLY, "--sessions", str(tmp_path))
    loaded(*command, "list")
    found = loaded(*command, *args)
    assert not found & {"textual", "pydantic", "rich", "valueworkshop.library.read_record"}
    assert not {name for name in ours(found) if ".stages" in name or ".summary" in name}
    assert len(ours(found)) <= most


@pytest.mark.parametrize(
    ("args", "most"),
    [
        (["check", "restaurant"], 82),
        (["find", "guests"], 105),
        (["show", "restaurant"], 168),
        (["compare", "restaurant", "phone-shop"], 144),
        (["export", "restaurant", "-o", "-"], 169),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_a_command_that_reads_a_workshop_loads_what_it_shows(
    tmp_path: Path, args: list[str], most: int
) -> None:
    for name in ("restaurant", "phone-shop"):
        (tmp_path / f"{name}.toml").write_bytes((SAMPLE.parent / f"{name}.toml").read_bytes())
    found = loaded(_QUIETLY, "--sessions", str(tmp_path), *args)
    assert not {name.partition(".")[0] for name in found} & {"textual", "pydantic", "rich"}
    never = {"kit_advice", "stage_figures", "duplicates", "positions", "toml_writing"}
    assert not {name.rpartition(".")[2] for name in ours(found)} & never
    assert len(ours(found)) <= most


_FIRST_FRAME = """
import sys
from valueworkshop.cli import cli, start_app
from valueworkshop.tui.terminal import early_screen

def shown(*_):
    print(*sorted(sys.modules), file=sys.stderr)
    raise SystemExit

early_screen.EarlyScreen.show = shown
start_app.lacking = lambda: ""
cli(sys.argv[1:], prog_name="valueworkshop")
"""


@pytest.mark.parametrize("args", [[], ["open", str(SAMPLE)]], ids=["library", "workshop"])
def test_the_first_frame_comes_before_anything_is_read(args: list[str]) -> None:
    found = loaded(_FIRST_FRAME, *args)
    assert not found & {"textual", "rich", "pydantic", "sqlite3", "tomli_w"}
    assert not {name for name in ours(found) if ".stages" in name or ".session." in name}
    assert not {name for name in ours(found) if ".portfolio" in name}
    assert len(ours(found)) <= 36


# What knows what -----------------------------------------------------------------------------


@cache
def imports() -> Mapping[str, AbstractSet[str]]:
    """Return what each module imports of ours, anywhere in it."""
    graph = grimp.build_graph("valueworkshop", cache_dir=None)
    return {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}


@cache
def children() -> Mapping[str, list[str]]:
    """Return the modules and packages directly in each package."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(imports()):
        found[name.rpartition(".")[0]].append(name)
    del found[""]
    return dict(found)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def a_circle(arrows: Mapping[str, AbstractSet[str]]) -> list[str]:
    """Return the names of one circle, none where all arrows run one way."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def arrows_among(siblings: list[str]) -> dict[str, set[str]]:
    """Return which of the modules and packages in one package import which others of them."""
    home = {name: sibling for sibling in siblings for name in imports() if is_in(name, sibling)}
    found: dict[str, set[str]] = defaultdict(set)
    for name, sibling in home.items():
        found[sibling] |= {home[to] for to in imports()[name] if to in home} - {sibling}
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert len(imports()) > 400
    assert a_circle(imports()) == []


def test_no_siblings_import_each_other_in_a_circle() -> None:
    found = [a_circle(arrows_among(siblings)) for siblings in children().values()]
    assert [circle for circle in found if circle] == []


def test_a_circle_would_be_found() -> None:
    assert a_circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert not a_circle({"a": {"b", "c"}, "b": {"c"}})


def rooms_entered(package: str) -> set[str]:
    """Return the packages inside of a package's siblings whose modules it imports.

    What a sibling holds directly is its face; what it holds in packages of its own is its inside.
    """
    parent = package.rpartition(".")[0]
    inside = [
        room
        for sibling in children()[parent]
        if sibling != package
        for room in children().get(sibling, ())
        if room in children()
    ]
    used = {to for name, known in imports().items() if is_in(name, package) for to in known}
    return {room for room in inside for to in used if is_in(to, room)}


FEW: Final = 3
"""Arrows from a package to the insides of its siblings at most."""

ABOVE_MANY: Final = {
    "core.summary": 16,  # it asks each kind of stage for what it found
    "core.compare": 5,
    "core.handout": 4,  # actions, the close, quotes and votes
}
"""Packages with more, and how many: they know all kinds, and their numbers may only fall."""


def test_a_package_enters_few_rooms_of_its_siblings() -> None:
    """Not asked of the parts of the house: the rooms of one are what it shows to those above it."""
    inside = [name for name in children() if name.count(".") > 1]
    found = {name.removeprefix("valueworkshop."): sorted(rooms_entered(name)) for name in inside}
    assert set(ABOVE_MANY) <= set(found)
    few = dict.fromkeys(found, FEW) | ABOVE_MANY
    assert {name: rooms for name, rooms in found.items() if len(rooms) > few[name]} == {}


@pytest.mark.parametrize("room", ["core", "lines", "tui"])
def test_kinds_of_stage_know_nothing_of_each_other(room: str) -> None:
    """What several kinds share is a folder of its own beside them."""
    stages = f"valueworkshop.{room}.stages"
    home = {name: kind for kind in KINDS for name in imports() if is_in(name, f"{stages}.{kind}")}
    assert len(set(home.values())) > (10 if room == "core" else 1)
    entered = {(name, to) for name in home for to in imports()[name] if to in home}
    assert [(name, to) for name, to in entered if home[name] != home[to]] == []


# What it is called ---------------------------------------------------------------------------


def modules() -> Iterator[Path]:
    yield from sorted(SOURCE.rglob("*.py"))


def test_no_module_is_longer_than_one_reads() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {str(path): long for path, long in lines.items() if long > LONGEST} == {}


def test_every_package_says_what_it_is() -> None:
    said = {
        path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for path in modules()
        if path.name == "__init__.py"
    }
    assert len(said) > 60
    assert [str(path) for path, text in said.items() if len(text.split()) < 3] == []


SUBJECTS: Final = {"compare", "library", "projector", "stages", "summary"}
"""What the rooms of several parts are about: each part has its own of it, under the same name."""

OF_A_PACKAGE: Final = {"kind", "show"}
"""What a package says about all its folders is beside them, with the name that it has in each."""


def role(module: str) -> str:
    """Return what a module is by its place: two of one name and one role do the same thing.

    A kind of stage has its name in every part, and its folders have the same modules; a package
    may have a module of its own name, which is the main one.
    """
    *above, name = module.split(".")[1:]
    if above and above[-1] == name:
        return role(module.rpartition(".")[0])
    if "stages" in above[:-1] or name in OF_A_PACKAGE:
        return f"of a kind: {name}"
    if above and above[-1] == "stages":
        return "a kind"
    return "subject" if name in SUBJECTS else module


def test_no_two_modules_of_one_name_do_different_things() -> None:
    roles: dict[str, set[str]] = defaultdict(set)
    for module in imports():
        name = module.rpartition(".")[2]
        is_a_kind_and_a_subject = name in SUBJECTS and role(module) == "a kind"
        if module != "valueworkshop" and not is_a_kind_and_a_subject:
            roles[name].add(role(module))
    assert {name: found for name, found in roles.items() if len(found) > 1} == {}


def test_the_largest_of_one_number_and_of_many_is_taken_of_a_list() -> None:
    """Python takes `max(1, *())` for the largest of what is in 1, and fails."""
    found = [
        f"{path.name}:{call.lineno}"
        for path in modules()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"max", "min"}
        and any(isinstance(given, ast.Starred) for given in call.args)
        and len(call.args) - sum(isinstance(given, ast.Starred) for given in call.args) < 2
    ]
    assert found == []
