import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from commands import CONTROL, SAMPLES, retitled, run, sample, saved, start
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.backups import Kind
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.safe.drafts import Draft
from valueworkshop.files.safe.typing_log import TypingLog
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.shared.presence import Machine, Presence
from valueworkshop.files.text.session_file import dumps, read


def state() -> Path:
    return Path(os.environ["VALUEWORKSHOP_STATE"])


def kept(session: Session, data: bytes | None = None, name: str = "one.toml") -> Path:
    shelf = backups.shelf_of(state(), session.id)
    data = dumps(session) if data is None else data
    return backups.keep(shelf, data, kind=Kind.FOUND, name=name, now=SystemClock().now())


def changed(path: Path, title: str) -> None:
    """Change a file as a sitting does."""
    session = read(path).session
    keeper = backups.Keeper(backups.shelf_of(state(), session.id), path.name, SystemClock())
    saver = Saver(path, read(path), keep=keeper.before_save)
    saver.submit(replace(session, title=title))
    saver.close()


def test_an_earlier_state_comes_back_as_a_new_file(tmp_path: Path) -> None:
    path = saved(tmp_path, retitled("Before"))
    before = path.read_bytes()
    changed(path, "After")
    after = path.read_bytes()
    listed = run(tmp_path, "restore", "After")
    assert listed.exit_code == 0
    assert listed.stdout.startswith("   1  ")
    assert " KB · Before · as it was before a sitting\n" in listed.stdout
    result = run(tmp_path, "restore", "one", "--backup", "1")
    assert result.stdout == f"{tmp_path / 'one-restored.toml'}\n"
    assert (tmp_path / "one-restored.toml").read_bytes() == before
    assert path.read_bytes() == after
    again = run(tmp_path, "restore", "one", "--backup", "1")
    assert again.stdout == f"{tmp_path / 'one-restored-2.toml'}\n"


def test_no_file_is_replaced(tmp_path: Path) -> None:
    path = saved(tmp_path, retitled("Before"))
    changed(path, "After")
    other = tmp_path / "other.toml"
    result = run(tmp_path, "restore", "one", "--backup", "1", "-o", str(other))
    assert (result.exit_code, other.exists()) == (0, True)
    other.write_bytes(b"mine")
    result = run(tmp_path, "restore", "one", "--backup", "1", "--output", str(other))
    assert result.exit_code == 1
    assert "File exists" in result.stderr
    assert other.read_bytes() == b"mine"


def test_all_workshops_with_backups_are_listed(tmp_path: Path) -> None:
    assert "No backups yet" in run(tmp_path, "restore").stderr
    kept(sample("restaurant"), name="restaurant.toml")
    kept(retitled("Dealers"))
    kept(retitled("Dealers, autumn"))
    lines = run(tmp_path, "restore").stdout.splitlines()
    assert len(lines) == 2
    assert any(line.startswith("Dealers, autumn · one.toml · 2 backups · ") for line in lines)


@pytest.mark.parametrize("name", ["one", "one.toml", "DEALERS"])
def test_a_file_that_is_gone_is_found_by_its_name_or_title(tmp_path: Path, name: str) -> None:
    kept(retitled("Dealers"))
    assert "Dealers" in run(tmp_path, "restore", name).stdout


def test_a_file_that_is_broken_is_brought_back(tmp_path: Path) -> None:
    """49: an empty file, or one full of zeros, has backups."""
    path = saved(tmp_path, retitled("Dealers"))
    kept(retitled("Dealers"))
    for broken in (b"", b"\0" * 4096, dumps(retitled("Dealers"))[:3000]):
        path.write_bytes(broken)
        result = run(tmp_path, "restore", "one", "--backup", "1")
        assert read(Path(result.stdout.rstrip("\n"))).session == retitled("Dealers")
        assert path.read_bytes() == broken


def test_a_backup_that_is_broken_itself_is_listed(tmp_path: Path) -> None:
    kept(retitled("Dealers"), data=b"\0\x1b[2J")
    assert " · 5 bytes · one.toml · " in run(tmp_path, "restore", "one").stdout


def test_mistakes_are_told(tmp_path: Path) -> None:
    kept(retitled("Dealers"))
    kept(sample("restaurant"))
    assert run(tmp_path, "restore", "nobody").exit_code == 4
    assert "no backup of this workshop" in run(tmp_path, "restore", "nobody").stderr
    assert "no backup 9" in run(tmp_path, "restore", "dealers", "--backup", "9").stderr
    assert "which workshop?" in run(tmp_path, "restore", "--backup", "1").stderr
    assert "which backup" in run(tmp_path, "restore", "dealers", "-o", "x").stderr
    ambiguous = run(tmp_path, "restore", "one")
    assert (ambiguous.exit_code, "several workshops" in ambiguous.stderr) == (2, True)


def test_two_backups_of_one_number_are_told_apart_by_file(tmp_path: Path) -> None:
    first = kept(retitled("Dealers"))
    second = first.with_name(first.name.replace("found", "left"))
    second.write_bytes(b"left")
    ambiguous = run(tmp_path, "restore", "dealers", "--backup", "1")
    assert (ambiguous.exit_code, second.name in ambiguous.stderr) == (2, True)
    result = run(tmp_path, "restore", "dealers", "--backup", second.name)
    assert Path(result.stdout.rstrip("\n")).read_bytes() == b"left"


def test_doctor_tells_of_folders_left_overs_and_copies(tmp_path: Path) -> None:
    saved(tmp_path, retitled("Dealers"))
    saved(tmp_path, retitled("Dealers again"), "one (conflicted copy)")
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    temporary = tmp_path / ".valueworkshop-0123456789abcdef.tmp"
    temporary.write_bytes(b"half")
    kept(retitled("Dealers"))
    log = TypingLog(state(), "s1")
    log.note_fields({Spot("guiding", "pains"): "half"}, retitled("Dealers"))
    log.close()
    draft = Draft(state(), "s1")
    draft.write(b"whole", [])
    draft.close()
    here = Machine(user="ada", host="there\x1b")
    Presence(tmp_path / "one.toml", here, SystemClock().now())
    told = json.loads(run(tmp_path, "doctor", "--json").stdout)
    assert told["folder"] == {"path": str(tmp_path), "sessions": 3, "refused": None}
    assert told["state"] == {"path": str(state()), "backups": 1, "unsaved": 2, "refused": None}
    assert told["temporary"] == [str(temporary)]
    names = ["one (conflicted copy).toml", "one.toml"]
    assert told["copies"] == {retitled("").id: [str(tmp_path / name) for name in names]}
    assert told["open"] == [
        {"file": "one.toml", "user": "ada", "host": "there\x1b", "where": "another computer"}
    ]
    text = run(tmp_path, "doctor").stdout
    assert "open         one.toml: by ada on there (another computer)" in text
    assert "copies       of the same workshop" in text
    assert "unsaved      2; each is offered" in text
    assert f"left over    {temporary}" in text


def test_doctor_tells_of_versions_and_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm\x1b[2J")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "30")
    monkeypatch.delenv("NO_COLOR", raising=False)
    result = run(tmp_path / "none", "doctor", "--json")
    told = json.loads(result.stdout)
    assert told["versions"]["textual"] == "8.2.8"
    assert set(told["versions"]) == {"python", "valueworkshop", "textual", "pydantic", "tomli"}
    assert (told["terminal"]["columns"], told["terminal"]["rows"]) == (100, 30)
    assert told["terminal"]["NO_COLOR"] is None
    assert not (tmp_path / "none").exists()
    assert not state().exists()
    text = run(tmp_path / "none", "doctor")
    assert "terminal     none" in text.stdout
    assert not CONTROL.search(text.stdout + result.stdout)


def test_doctor_says_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALUEWORKSHOP_STATE", "/proc/none")
    told = run(tmp_path, "doctor").stdout
    assert "backups      /proc/none (0), CANNOT BE WRITTEN TO: " in told


def test_doctor_names_the_file_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "mine.toml"
    monkeypatch.setenv("VALUEWORKSHOP_CONFIG", str(config))
    assert f"config       {config} (none)\n" in run(tmp_path, "doctor").stdout
    config.write_text('theme = "light"\n')
    assert f"config       {config}\n" in run(tmp_path, "doctor").stdout
    config.write_text('theme = "beige"\n')
    assert f"{config}, CANNOT BE USED AS IT IS: " in run(tmp_path, "doctor").stdout
    told = json.loads(run(tmp_path, "doctor", "--json").stdout)["config"]
    assert told == {"path": str(config), "exists": True, "mistakes": 1}


def test_doctor_reports_where_the_last_bug_was_and_nobodys_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise LookupError("what Ada wrote")

    path = saved(tmp_path, retitled("Dealers"))
    assert "last bug     none" in run(tmp_path, "doctor", "--report").stdout
    with monkeypatch.context() as patch:
        patch.setattr("valueworkshop.files.text.session_file.session_at", fail)
        told = run(tmp_path, "show", path.name)
    assert (told.exit_code, "doctor --report" in told.stderr) == (1, True)
    report = run(tmp_path, "doctor", "--report").stdout
    assert "\nLookupError\n" in report
    assert "\n  valueworkshop/cli/list_and_show.py:" in report
    assert "textual 8.2.8" in report
    for private in ("Ada", "Dealers", str(tmp_path)):
        assert private not in report


def test_doctor_starts_without_textual() -> None:
    code = (
        "import sys\nfrom valueworkshop.cli import main\n"
        "try: main()\nfinally: print('textual' in sys.modules)"
    )
    result = start("doctor", code=code, env={"VALUEWORKSHOP_SESSIONS": str(SAMPLES)})
    assert result.returncode == 0
    assert result.stdout.endswith(b"False\n")
