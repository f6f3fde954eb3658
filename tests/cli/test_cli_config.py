"""config and keys: where settings are, what is wrong in them, and every key there is."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from valueworkshop.cli import cli
from valueworkshop.files.home.settings import config_file


def run(*args: str) -> Result:
    """Run a command in this process, without naming a folder."""
    return CliRunner().invoke(cli, args)


@pytest.fixture
def path() -> Path:
    """The file of settings, which is not there yet."""
    found = config_file(os.environ, Path.cwd())
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def test_the_file_is_found_shown_and_checked(path: Path) -> None:
    assert run("config", "path").stdout == f"{path}\n"
    assert "sound (there is no file yet)" in run("config", "check").stdout
    path.write_text('theme = "light"\n[keys]\n"notes.delete" = "x"\n"workshop.undo" = "alt+u"\n')
    checked = run("config", "check")
    assert checked.exit_code == 0
    assert f"{path}: sound" in checked.stdout
    assert '4:1: keys."workshop.undo": warning: alt+u: a Mac types another' in checked.stderr
    shown = json.loads(run("config", "show", "--json").stdout)
    assert shown["theme"] == "light"
    assert shown["keys"] == {"notes.delete": ["x"], "workshop.undo": ["alt+u"]}


def test_what_is_wrong_is_told_and_then_the_usual_keys_count(path: Path) -> None:
    path.write_text('theme = "light"\n[keys]\n"notes.delet" = "x"\n"workshop.undo" = "U"\n')
    checked = run("config", "check")
    assert checked.exit_code == 3
    assert '3:1: keys."notes.delet"' in checked.stderr
    assert "did you mean notes.delete?" in checked.stderr
    shown = run("config", "show")
    assert 'theme = "light"' in shown.stdout
    assert "workshop.undo" not in shown.stdout
    assert "All keys are the usual ones." in shown.stderr


def test_keys_lists_each_key_with_its_name_and_marks_what_was_changed(path: Path) -> None:
    path.write_text('[keys]\n"workshop.undo" = "U"\n')
    lines = run("keys").stdout.splitlines()
    assert lines[0] == "Everywhere"
    rows = [line.split() for line in lines]
    assert ["*", "U", "Undo", "workshop.undo"] in rows
    assert ["^n", "PgDn", "Next", "workshop.next"] in rows
    assert ["1-5", "The", "room's", "number", "alignment.rate"] in rows
    assert not any("alignment.2" in row for row in rows)
    placed = json.loads(run("keys", "--json").stdout)["places"]
    undo = next(key for place in placed for key in place["keys"] if key["id"] == "workshop.undo")
    assert undo["keys"] == ["U"]


def test_the_folder_of_the_settings_counts_where_nothing_else_names_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VALUEWORKSHOP_SESSIONS", raising=False)
    path.write_text(f'sessions = "{tmp_path.as_posix()}/ours"\n')
    run("new", "Dealers", "--no-open")
    assert [each.parent.name for each in tmp_path.rglob("dealers*.toml")] == ["ours"]
    run("--sessions", str(tmp_path / "other"), "new", "Dealers", "--no-open")
    assert len(list((tmp_path / "other").iterdir())) == 1


@pytest.mark.parametrize("what", ["SESSIONS", "STATE", "CONFIG", "KITS"])
def test_a_home_that_nobody_has_is_told_with_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    variable = f"VALUEWORKSHOP_{what}"
    monkeypatch.setenv(variable, "~nobodyhere/x")
    folder = [] if what == "SESSIONS" else ["--sessions", str(tmp_path)]
    for command in (["list"], ["doctor"], ["kits"]):
        told = CliRunner().invoke(cli, [*folder, *command])
        if told.exit_code:
            message = "this computer has no such home folder; write the whole path"
            assert (told.exit_code, told.stderr) == (4, f"{variable}=~nobodyhere/x: {message}\n")
    assert CliRunner().invoke(cli, [*folder, "doctor"]).exit_code
    assert CliRunner().invoke(cli, ["--sessions", "~nobodyhere/x", "list"]).exit_code == 4
