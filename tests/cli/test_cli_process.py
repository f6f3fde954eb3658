"""What only a process of its own can show."""

import subprocess
import sys

import pytest

from commands import BY_NAME, ROOT, SAMPLES, start
from valueworkshop import __version__

MODULES = """
import sys
from valueworkshop.cli import main
try:
    main()
finally:
    print(*sorted(name.partition(".")[0] for name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "forbidden"),
    [
        ("--version", {"textual", "pydantic", "rich", "tomli"}),
        ("--help", {"textual", "pydantic", "rich", "tomli"}),
        ("show --help", {"textual", "pydantic", "rich", "tomli"}),
        ("kits", {"textual", "pydantic", "rich"}),
        ("kits --json", {"textual", "pydantic", "rich"}),
        ("list", {"textual", "rich"}),
        ("list --json", {"textual", "rich"}),
        ("show phone-shop", {"textual"}),
        ("show phone-shop --json", {"textual", "rich"}),
        ("export phone-shop -o -", {"textual"}),
        ("check phone-shop", {"textual", "rich"}),
        ("ballots phone-shop", {"textual", "rich"}),
    ],
)
def test_a_command_imports_no_more_than_it_needs(command: str, forbidden: set[str]) -> None:
    env = {"VALUEWORKSHOP_SESSIONS": str(SAMPLES)}
    result = start(*command.split(), code=MODULES, env=env)
    assert result.returncode == 0
    assert result.stdout
    assert not forbidden & set(result.stderr.decode().split())


@pytest.mark.parametrize("command", ["--help", "show phone-shop", "show phone-shop --json", "list"])
def test_who_stops_reading_sees_no_error(command: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-mvalueworkshop", "--sessions", str(SAMPLES), *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


def test_version_and_both_ways_to_help() -> None:
    said = start("--version")
    assert said.stdout.decode().split() == ["valueworkshop", __version__]
    assert start("-h").stdout == start("--help").stdout


def test_every_command_has_help_for_a_facilitator() -> None:
    shown = start("--help").stdout.decode().replace("[ARGS]...", "")
    assert "..." not in shown  # nothing is cut
    for name, command in BY_NAME.items():
        assert f"  {name} " in shown
        assert command.help


def test_only_these_commands_ask() -> None:
    """Which they do only on a terminal: see the tests of each."""
    found = [
        path.name
        for path in (ROOT / "src" / "valueworkshop" / "cli").glob("*.py")
        if any(word in path.read_text() for word in ("prompt(", "confirm(", "input("))
    ]
    assert sorted(found) == [
        "archive_commands.py",
        "import_survey.py",
        "open_commands.py",
        "serve.py",
        "update_actions.py",
    ]
