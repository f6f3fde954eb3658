import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from commands import SAMPLES, run, sample, saved, start
from valueworkshop.cli import cli, start_app
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.home.new_sessions import demo_session
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.shared.presence import Machine
from valueworkshop.files.shared.view_file import Showing
from valueworkshop.files.text.session_file import Document, read
from valueworkshop.tui.app import watch_app

Opened = list[tuple[Path, tuple[Path, Document] | None]]


firsts: list[bool] = []
"""For each start, whether the app heard that this is a team's first workshop."""


tours: list[bool] = []
"""For each start, whether it was to begin with the tour."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and in place of the app a list of what it was started with."""
    calls: Opened = []
    firsts.clear()
    tours.clear()

    def app(
        folder: Path,
        document: tuple[Path, Document] | None = None,
        *,
        first: bool = False,
        tour: bool = False,
    ) -> int:
        calls.append((folder, document))
        firsts.append(first)
        tours.append(tour)
        return 0

    monkeypatch.setattr(start_app, "lacking", lambda: "")
    monkeypatch.setattr(start_app, "run", app)
    return calls


def test_no_command_opens_the_library(opened: Opened, tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 0
    assert opened == [(tmp_path, None)]


def test_open_goes_on_with_a_saved_workshop(opened: Opened) -> None:
    result = run(SAMPLES, "open", "phone-shop")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    path = SAMPLES / "phone-shop.toml"
    assert opened == [(SAMPLES, (path, read(path)))]


def test_each_demo_is_a_copy_of_its_own(opened: Opened, tmp_path: Path) -> None:
    results = [run(tmp_path, "demo"), run(tmp_path, "demo")]
    documents = [document for _, document in opened if document]
    for result in results:
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert tours == [True, True]
    assert len(list(tmp_path.iterdir())) == 2
    ids = {document.session.id for _, document in documents}
    assert len(ids) == 2
    assert demo_session().id not in ids


def test_new_makes_a_workshop_and_opens_it(opened: Opened, tmp_path: Path) -> None:
    result = run(tmp_path, "new", " Dealers,\tautumn ")
    assert (result.exit_code, result.stdout) == (0, "")
    ((_, document),) = opened
    assert document is not None
    assert document[1].session.title == "Dealers, autumn"
    assert result.stderr == ""


def test_new_needs_no_title(opened: Opened, tmp_path: Path) -> None:
    run(tmp_path, "new")
    ((_, document),) = opened
    assert document is not None
    assert document[1].session.title == "New workshop"


def test_only_the_first_workshop_of_a_folder_is_opened_by_the_premise(
    opened: Opened, tmp_path: Path
) -> None:
    run(tmp_path, "new", "one")
    run(tmp_path, "new", "two")
    assert len(opened) == 2
    assert firsts == [True, False]


def test_new_can_only_make_the_file(opened: Opened, tmp_path: Path) -> None:
    result = run(tmp_path, "new", "Dealers", "--no-open")
    assert (result.exit_code, result.stderr, opened) == (0, "", [])
    path = Path(result.stdout.removesuffix("\n"))
    assert read(path).session.title == "Dealers"
    assert path.parent == tmp_path


def test_new_without_a_terminal_says_how_to_go_on(tmp_path: Path) -> None:
    result = run(tmp_path, "new", "It's ours")
    assert result.exit_code == 0
    path = Path(result.stdout.removesuffix("\n"))
    assert read(path).session.kit.id == "essentials"
    assert f"valueworkshop open {path}" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--kit", "nope"], 4, "essentials"),
        ([" \x1b "], 2, "TITLE"),
        (["a", "b"], 2, "unexpected"),
    ],
)
def test_new_asked_for_wrongly_makes_nothing(
    args: list[str], code: int, said: str, tmp_path: Path
) -> None:
    result = run(tmp_path / "x", "new", "--no-open", *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("command", [[], ["demo"], ["open", str(SAMPLES / "phone-shop.toml")]])
def test_without_a_terminal_one_line_says_what_to_do(command: list[str], tmp_path: Path) -> None:
    result = run(tmp_path / "x", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: this is not a terminal; ")
    assert result.stderr.count("\n") == 1
    assert "list" in result.stderr or "show" in result.stderr
    assert not (tmp_path / "x").exists()


def test_a_process_without_a_terminal_does_not_wait_for_one(tmp_path: Path) -> None:
    result = start("--sessions", str(tmp_path / "x"), "demo")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.count(b"\n") == 1
    assert not (tmp_path / "x").exists()


def test_what_is_meant_by_two_is_asked(tmp_path: Path) -> None:
    saved(tmp_path, sample("phone-shop"), "a")
    saved(tmp_path, sample("phone-shop"), "b")
    result = run(tmp_path, "open", "Who gains from our web shop?")
    assert result.exit_code == 2
    assert "a.toml, b.toml" in result.stderr


def test_the_near_name_is_offered(tmp_path: Path) -> None:
    saved(tmp_path, sample("phone-shop"), "phones")
    result = run(tmp_path, "show", "phone")
    assert result.exit_code == 4
    assert "did you mean 'phones.toml'?" in result.stderr


def test_the_variable_names_the_folder(tmp_path: Path) -> None:
    saved(tmp_path, sample("phone-shop"), "here")
    result = start("list", env={"VALUEWORKSHOP_SESSIONS": str(tmp_path)})
    assert str(tmp_path / "here.toml") in result.stdout.decode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "1"),
        ({"TEXTUAL_DISABLE_KITTY_KEY": "0"}, "0"),
        ({"VALUEWORKSHOP_KITTY": "1"}, None),
    ],
)
def test_the_kitty_protocol_is_off_unless_asked_for(
    given: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "environ", dict(given))
    start_app.keep_keys_plain()
    assert os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") == expected


def test_windows_keeps_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "environ", {})
    start_app.keep_keys_plain()
    assert os.environ == {}


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_args: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (PermissionError(13, "no", "/a\x1b[1m"), 1, "Error: /a[1m: you have no permission for it"),
        (RuntimeError("odd\x1b[1m"), 1, "Error: valueworkshop hit a bug (RuntimeError: odd[1m). "),
        (BrokenPipeError(32, "gone"), 1, ""),
    ],
)
def test_no_error_ends_in_a_traceback(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valueworkshop.files.text.session_file.session_at", failing(error))
    result = run(SAMPLES, "show", "phone-shop")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(said)
    assert "Traceback" not in result.stderr
    assert bool(result.stderr) is bool(said)


def stages_of(tmp_path: Path, *args: str) -> set[str]:
    result = run(tmp_path, "new", "Dealers", "--no-open", *args)
    assert (result.exit_code, result.stderr) == (0, "")
    return set(read(Path(result.stdout.removesuffix("\n"))).session.kit.stages)


def test_new_leaves_stages_out_by_id_or_letter(tmp_path: Path) -> None:
    whole = set(load_kit("complete").stages)
    without = stages_of(tmp_path, "--kit", "complete", "--without", "lunch, L,k")
    assert whole - without == {"lunch", "perception", "drivers"}
    only = stages_of(tmp_path, "--kit", "complete", "--only", "J,B")
    core = {"frame", "guiding", "checklist", "summary", "act", "close"}
    assert only == {*core, "journey"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--without", "act"], "'act' belongs to every workshop of this kit"),
        (["--without", "act"], "these can be left out: break"),
        (["--without", "nope"], "there is no stage 'nope'; there are: frame"),
        (["--only", "break,nope"], "there is no stage 'nope'"),
        (["--only", "break", "--without", "break"], "use --without or --only, not both"),
    ],
)
def test_stages_that_cannot_be_left_out_are_named(
    args: list[str], said: str, tmp_path: Path
) -> None:
    result = run(tmp_path / "x", "new", "--no-open", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (tmp_path / "x").exists()


def test_a_new_workshop_can_be_begun_in_lines(tmp_path: Path) -> None:
    args = ["--sessions", str(tmp_path), "new", "Dealers", "--plain"]
    result = CliRunner().invoke(cli, args, input="Nordlicht\n\n/quit\n")
    assert result.exit_code == 0
    assert "organisation> Nordlicht\nKept.\n" in result.stdout
    (path,) = tmp_path.glob("*.toml")
    assert read(path).session.organisation == "Nordlicht"


def test_watch_says_what_it_cannot_show(opened: Opened, tmp_path: Path) -> None:
    del opened
    result = run(tmp_path, "watch")
    assert (result.exit_code, "has been open on this computer yet" in result.stderr) == (2, True)
    assert run(tmp_path, "watch", "nowhere").exit_code == 4
    (tmp_path / "broken.toml").write_text("[")
    result = run(tmp_path, "watch", "broken")
    assert result.exit_code == 3
    assert "broken.toml:1:2" in result.stderr


def test_watch_follows_the_workshop_that_was_open_last(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del opened
    watched: list[Path] = []
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")  # which the command sets for the process
    monkeypatch.setattr(watch_app, "watch", lambda path, *_: watched.append(path))
    path = tmp_path / "one.toml"
    path.write_bytes((SAMPLES / "phone-shop.toml").read_bytes())
    state = state_folder(os.environ, Path.cwd())
    Showing(state, path, Machine(), dt.datetime.now(dt.UTC)).leave()
    assert run(tmp_path, "watch").exit_code == 0
    assert run(tmp_path, "watch", "one").exit_code == 0
    assert watched == [path, path]
