"""Case 64: every place of a stranger's workshop on screen, and what was left over of one."""

from pathlib import Path

import pytest

from hostile_sessions import hand_made
from in_terminal import started
from payloads import TERMINAL
from steering import steering
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages import KINDS
from valueworkshop.files.safe.typing_log import TypingLog
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.pty

NAMES = ("every sign", "colour", "title", "link", "clipboard", "C1", "characters", "direction")
TEXT = "".join(TERMINAL[name] for name in NAMES)
TITLE_ASKED = "What shall we call this workshop"


def places(session: Session) -> int:
    """Return the number of places in a session."""
    return sum(
        max(1, len(KINDS[stage.kind].places(session, key)))
        for key, stage in session.kit.stages.items()
    )


def test_no_screen_passes_on_what_steers(tmp_path: Path) -> None:
    folder, state = tmp_path / "sessions", tmp_path / "state"
    folder.mkdir()
    path = folder / "a\x1b]0;owned 31337\x07\x9b31337m.toml"
    path.write_bytes(hand_made(TEXT))
    (folder / "b\x1b[31337mroken.toml").write_bytes(b"\xff")
    session = session_file.read(path).session
    log = TypingLog(state, session.id)
    left = {Spot("guiding", TEXT, TEXT): f"typed {TEXT}", Spot("frame", "offer"): f"left {TEXT}"}
    log.note_fields(left, session)
    log.close()
    more = {"VALUEWORKSHOP_STATE": str(state)}
    with started(tmp_path, size=(200, 40), more=more) as terminal:
        terminal.wait_for("b[31337mroken.toml", "a b[31337mred")
        terminal.press("enter")  # on the broken one: why it cannot be opened
        terminal.wait_for("1:1: is not UTF-8")
        terminal.press("down", "enter")
        terminal.wait_for("typed a", "left a")
        terminal.press("d")
        terminal.wait_for(TITLE_ASKED)
        for key in ("f1", "ctrl+g"):
            terminal.press(key)
            terminal.wait_gone(TITLE_ASKED)
            terminal.press("escape")
            terminal.wait_for(TITLE_ASKED)
        terminal.press(*["ctrl+n"] * places(session))
        terminal.wait_for("e exports the result")
        assert steering(terminal.raw) == set()
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert session_file.read(path).session.place.stage == list(session.kit.stages)[-1]
