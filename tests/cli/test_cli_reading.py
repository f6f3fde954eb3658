import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import CONTROL, FACETS, ITEMS, SAMPLES, rated, run, sample, saved, start
from valueworkshop.core.stages.votes.edits import take_ballot
from valueworkshop.core.stages.votes.model import Answer, Ballot
from valueworkshop.exports.export_forms import Wanted, written

HOSTILE = "\\u001b]0;x\\u0007 [red]x[/] [@click=app.quit] \\u202evil"
"""A title as a file can hold it: escapes, markup, an override of the direction."""


def test_list_tells_where_each_workshop_stands() -> None:
    result = run(SAMPLES, "list")
    assert result.exit_code == 0
    assert "Who gains from our web shop? · 2026-06-17" in result.stdout
    assert "A freshly cooked meal at our table" in result.stdout
    assert f"stage 7 of 7 · gap index 36 · {SAMPLES / 'phone-shop.toml'}" in result.stdout
    assert result.stderr == ""


def test_list_and_show_can_do_with_ascii() -> None:
    listed, told = run(SAMPLES, "--ascii", "list"), run(SAMPLES, "--ascii", "show", "restaurant")
    assert "Who gains from our web shop? . 2026-06-17" in listed.stdout
    assert not set(told.stdout) & set("▼●○█…─")
    assert "▼" in run(SAMPLES, "show", "restaurant").stdout


def test_list_hides_no_broken_file(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"))
    (tmp_path / "bad.toml").write_text("schema = 1\ntitle = \n")
    result = run(tmp_path, "list")
    assert result.exit_code == 0
    assert "bad.toml: cannot be opened\n" in result.stdout
    assert f"{tmp_path / 'bad.toml'}:2:9" in result.stdout
    assert "Lunch and dinner on the square" in result.stdout
    told = json.loads(run(tmp_path, "list", "--json").stdout)
    bad, good = sorted(told["sessions"], key=lambda entry: Path(entry["path"]).name)
    assert bad["problems"][0].startswith(f"{tmp_path / 'bad.toml'}:2:9")
    assert good["problems"] == []
    assert good["index"] == pytest.approx(26.6666666667)
    assert good["stage"] == {"id": "close", "title": "Close", "number": 7, "of": 7}
    assert told["schema"] == 1


def test_an_empty_list_says_how_to_begin(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "valueworkshop new" in result.stderr
    assert json.loads(run(tmp_path / "none", "list", "--json").stdout)["sessions"] == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["phone-shop", "phone-shop.toml", "who gains from OUR web shop?"])
def test_a_workshop_is_found_by_file_or_title(name: str) -> None:
    assert run(SAMPLES, "show", name).stdout.startswith("Who gains from our web shop?\n")


def test_show_is_the_summary_of_two_pages() -> None:
    result = run(SAMPLES, "show", "phone-shop")
    assert result.exit_code == 0
    in_order = [
        "In short. We think customers get less than they need,",
        "What we decided",
        "[ ] Promise two days to the upper villages, and keep it. Web shop manager, by 17",
        "▼▼ We keep the experience we promise ········●━━━━━━○· 46",
        "1. We keep the experience we promise. 1.8 steps short (46 points).",
        "Today is 1.4 steps of four below what customers need, on average (36 of 100).",
        "What nobody knows yet",
    ]
    told = " ".join(result.stdout.split())  # however wide it is
    places = [told.index(text) for text in in_order]
    assert places == sorted(places)


def test_show_is_as_wide_as_one_reads_when_it_is_piped() -> None:
    usual = start("--sessions", str(SAMPLES), "show", "phone-shop").stdout.decode()
    narrow = start("--sessions", str(SAMPLES), "show", "phone-shop", env={"COLUMNS": "60"})
    assert max(map(len, usual.splitlines())) == 100
    assert max(map(len, narrow.stdout.decode().splitlines())) == 60


def test_a_pipe_gets_no_escape_whatever_the_environment_asks() -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "CLICOLOR_FORCE": "1"}
    for command in (["show", "phone-shop"], ["list"], ["--help"], ["kits"]):
        result = start("--sessions", str(SAMPLES), *command, env=env)
        assert result.returncode == 0
        assert not CONTROL.search(result.stdout.decode())


@pytest.mark.pty
@pytest.mark.parametrize(
    ("env", "bold", "colour"),
    [({"TERM": "xterm-256color"}, True, False), ({"TERM": "dumb"}, False, False)],
)
def test_a_terminal_gets_bold_if_it_can(env: dict[str, str], *, bold: bool, colour: bool) -> None:
    shown = in_a_terminal("--sessions", str(SAMPLES), "show", "phone-shop", env=env)[1]
    assert (b"\x1b[1" in shown) is bold
    assert bool(re.search(rb"\x1b\[[34]\d", shown)) is colour


def in_a_terminal(*args: str, env: dict[str, str]) -> tuple[int, bytes]:
    """Run the program with a terminal as all its streams; return the exit code and what it drew."""
    ours, its = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-mvalueworkshop", *args],
            stdin=its,
            stdout=its,
            stderr=its,
            env={**os.environ, **env},
        ) as process:
            os.close(its)
            shown = b""
            try:
                while part := os.read(ours, 65536):
                    shown += part
            except OSError:  # Linux says so that the other end is closed
                pass
            return process.wait(timeout=60), shown
    finally:
        os.close(ours)


@pytest.mark.pty
@pytest.mark.parametrize("command", [[], ["demo"]])
def test_a_dumb_terminal_is_told_in_a_line_what_to_do(command: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    code, shown = in_a_terminal("--sessions", str(folder), *command, env={"TERM": "dumb"})
    assert code == 2
    assert shown.startswith(b"Error: this terminal cannot draw (TERM=dumb); ")
    assert shown.count(b"\n") == 1
    assert b"\x1b" not in shown
    assert not folder.exists()


@pytest.mark.parametrize(
    "command", [["list"], ["show", "one"], ["check", "one"], ["export", "one"]]
)
def test_hostile_text_comes_out_harmless(command: list[str], tmp_path: Path) -> None:
    path = saved(tmp_path, sample("phone-shop"))
    lines = path.read_text().splitlines()
    lines = [f'title = "{HOSTILE}"' if line.startswith("title = ") else line for line in lines]
    path.write_text("\n".join(lines) + "\n")
    result = run(tmp_path, *command)
    assert result.exit_code == 0
    assert not CONTROL.search(result.stdout + result.stderr)
    if command[0] in ("list", "show"):
        assert "]0;x [red]x[/] [@click=app.quit] vil" in result.stdout


def test_a_hostile_path_and_key_come_out_harmless(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b]0;x\x07\x9b"
    path = saved(folder, sample("phone-shop"), "x\x1b[31m")
    path.write_text(path.read_text().replace("schema = 2\n", 'schema = 2\n"\\u001b[1m" = 2\n', 1))
    for command in (["list"], ["check", str(path)], ["show", "y\x1b["], ["list", "--json"]):
        result = run(folder, *command)
        assert not CONTROL.search(result.stdout + result.stderr)
    told = json.loads(run(folder, "list", "--json").stdout)
    assert told["sessions"][0]["path"] == str(path)


@pytest.mark.parametrize("shown", [(), ITEMS[:1]])
def test_what_was_not_revealed_is_told_nowhere(shown: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever people voted on the hidden items, the output is the same, byte for byte."""
    commands = (
        ["show", "one"],
        ["show", "one", "--json"],
        ["list"],
        ["list", "--json"],
        ["export", "one", "-o", "-"],
        ["ballots", "one"],
    )
    votes: list[dict[str, Answer]] = [{}, dict.fromkeys(FACETS, 5), {"needed": 5, "today": 1}]
    told = []
    for number, hidden in enumerate(votes):
        folder = tmp_path / str(number)
        session = rated({"needed": 4, "today": 2, "weight": 3}, shown=shown)
        for voter in ("v1", "v2", "v3", "v4"):
            ballot = Ballot(answers={f: dict.fromkeys(ITEMS[1:], a) for f, a in hidden.items()})
            session = take_ballot(session, "checklist", "1", voter, ballot)
        saved(folder, session)
        results = [run(folder, *command) for command in commands]
        assert {result.exit_code for result in results} == {0}
        told.append([result.stdout.replace(str(folder), "") for result in results])
    assert told[0] == told[1] == told[2]


def test_revealed_votes_are_told_beside_hidden_ones(tmp_path: Path) -> None:
    session = rated({"needed": 5, "today": 2, "weight": 4}, shown=ITEMS[:1])
    saved(tmp_path, session)
    told = json.loads(run(tmp_path, "show", "one", "--json").stdout)
    items = told["stages"]["checklist"]["items"]
    assert items[ITEMS[0]]["facets"]["today"]["counts"] == [0, 4, 0, 0, 0]
    assert set(items[ITEMS[1]]) == {"text", "revealed", "votes_in"}
    assert items[ITEMS[1]]["votes_in"] == 4
    assert "Five items are not revealed yet, nor counted." in run(tmp_path, "show", "one").stdout


def test_export_is_the_report(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"))
    wanted = written(sample("restaurant"), Wanted())
    assert run(tmp_path, "export", "one", "-o", "-").stdout == wanted
    piped = start("--sessions", str(tmp_path), "export", "one", "-o", "-", env={"LC_ALL": "C"})
    assert piped.stdout.decode() == wanted
