"""The user's own program for actions: it gets them, cannot hurt, and never holds up for long."""

import json
import sys
from pathlib import Path

import pytest

from commands import sample, saved
from payloads import TERMINAL
from running import app_of, appears, running
from typed_lines import TODAY, counted_ids, talked
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.stages.agreed.model import Status, set_status
from valueworkshop.files.home.settings import Settings, config_file, read
from valueworkshop.files.text import session_file
from valueworkshop.sitting.actions_hook import at_the_end, ran
from valueworkshop.sitting.sitting import Sitting

KEEPS = "import pathlib, sys; pathlib.Path({!r}).write_text(sys.stdin.read()); print('thanks')"


def program(folder: Path, code: str) -> tuple[str, ...]:
    script = folder / "script.py"
    script.write_text(code)
    return (sys.executable, str(script))


def keeping(folder: Path) -> tuple[tuple[str, ...], Path]:
    kept = folder / "kept.json"
    return program(folder, KEEPS.format(str(kept))), kept


def test_it_gets_the_text_and_what_it_says_is_told(tmp_path: Path) -> None:
    words, kept = keeping(tmp_path)
    assert ran(words, "é {}").endswith("has the actions. It says: thanks")
    assert kept.read_text() == "é {}"


def test_no_shell_reads_its_words(tmp_path: Path) -> None:
    words = program(tmp_path, "import sys; print(sys.argv[1:])")
    evil = f"$(touch {tmp_path}/a); touch {tmp_path}/b"
    assert evil in ran((*words, evil), "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["script.py"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import threading; print('on', flush=True); threading.Event().wait()", "took more than"),
        ("while True: print('x' * 1000)", "took more than"),
        ("import sys; sys.exit(3)", "failed (3)."),
        ("import sys; sys.stdin.close(); print('no')", "has the actions. It says: no"),
    ],
)
def test_whatever_it_does_it_ends_and_is_told_in_a_line(
    code: str, said: str, tmp_path: Path
) -> None:
    told = ran(program(tmp_path, code), "{}" * 200_000, patience=0.7)
    assert said in told
    assert len(told) < 600


def test_what_it_says_steers_no_terminal(tmp_path: Path) -> None:
    strange = "".join(TERMINAL.values()).encode("utf-8", "replace")
    told = ran(program(tmp_path, f"import sys; sys.stdout.buffer.write({strange!r})"), "")
    assert "\x1b" not in told
    assert told.count("\n") == 0


def test_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nowhere was not found" in ran((str(tmp_path / "nowhere"),), "")


def test_it_runs_at_the_end_only_if_an_action_changed(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"))
    path = tmp_path / "one.toml"
    words, kept = keeping(tmp_path)
    document = session_file.read(path)
    sitting = Sitting(
        Desk(document.session, ids=counted_ids(), today=lambda: TODAY), path, document
    )
    assert at_the_end(sitting, words) == ""
    assert at_the_end(sitting, ()) == ""
    sitting.desk.commit(set_status(sitting.desk.session, "act", "d4np74bm", Status.DONE))
    sitting.close()
    assert "has the actions" in at_the_end(sitting, words)
    told = json.loads(kept.read_text())["actions"]
    assert {row["id"]: row["status"] for row in told}["d4np74bm"] == "done"
    assert {row["path"] for row in told} == {str(path)}


async def test_the_app_hands_on_and_goes_on(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"))
    words, kept = keeping(tmp_path)
    look = Settings(hooks={"actions": words})
    async with running(tmp_path / "one.toml", at=("act", "act"), look=look) as pilot:
        app = app_of(pilot)
        assert app.sitting is not None
        await pilot.press("colon", *"hand on the", "enter")
        await appears(pilot, "has the actions")
        kept.unlink()
        session = app.sitting.desk.session
        app.sitting.desk.commit(set_status(session, "act", "d4np74bm", Status.DONE))
        await pilot.press("colon", *"library", "enter")
        await appears(pilot, "has the actions")
    assert '"status": "done"' in kept.read_text()


def test_line_mode_hands_on_at_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words, kept = keeping(tmp_path)
    settings = tmp_path / "config.toml"
    settings.write_text(f"[hooks]\nactions = {json.dumps(list(words))}\n")
    monkeypatch.setenv("VALUEWORKSHOP_CONFIG", str(settings))
    saved(tmp_path, sample("restaurant"))
    talked(tmp_path / "one.toml", ["/quit"])
    assert not kept.exists()  # nothing changed
    talked(tmp_path / "one.toml", ["/go act", "/next", "/status 1 done", "/quit"])
    assert "has the actions" in capsys.readouterr().err
    assert '"status": "done"' in kept.read_text()


def test_the_file_of_a_workshop_never_names_a_program(tmp_path: Path) -> None:
    words, kept = keeping(tmp_path)
    saved(tmp_path, sample("restaurant"))
    path = tmp_path / "one.toml"
    hooks = f"[hooks]\nactions = {json.dumps(list(words))}\n\n# end of session"
    path.write_text(path.read_text().replace("# end of session", hooks))
    document = session_file.read(path)
    sitting = Sitting(
        Desk(document.session, ids=counted_ids(), today=lambda: TODAY), path, document
    )
    sitting.desk.commit(set_status(sitting.desk.session, "act", "d4np74bm", Status.DONE))
    sitting.close()
    assert (
        at_the_end(sitting, read(config_file({}, tmp_path)).settings.hooks.get("actions", ())) == ""
    )
    assert not kept.exists()
