"""Line mode in a real terminal: nothing steers it, and votes are not shown while they are typed."""

from pathlib import Path

import pytest

from in_terminal import notes_in, saved, started, workshop_at_a_question

pytestmark = pytest.mark.pty


def test_a_terminal_that_cannot_draw_gets_lines_and_no_escape_byte(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "run", path.name, more={"TERM": "dumb"}) as terminal:
        terminal.wait_for("note>")
        terminal.until(lambda: terminal.echoes, "typing seen")
        terminal.type("They call – «grüezi» 您好\n")
        terminal.wait_for("Kept as note 1, as assumed.")
        terminal.type("/go B\n")
        terminal.wait_for("needed, the room>")
        terminal.until(lambda: not terminal.echoes, "typing unseen")
        terminal.type("5\n2\n3\n")
        terminal.wait_for("The room's answer is in.", "to go on>")
        terminal.until(lambda: terminal.echoes, "typing seen")
        terminal.press("ctrl+c")
        assert terminal.exit_code() == 130
        written = terminal.raw
    assert b"\x1b" not in written
    assert not any(f"> {vote}".encode() in written for vote in (5, 2, 3))
    assert b"Interrupted. Your answers are kept." in written
    assert notes_in(path) == ["They call – «grüezi» 您好"]
    assert not saved(path).revealed
    assert saved(path).answers["checklist"].rounds


def test_the_terminal_shows_again_what_is_typed_after_a_signal(tmp_path: Path) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "run", path.name, "--plain") as terminal:
        terminal.wait_for("note>")
        terminal.type("One\n/go B\n")
        terminal.wait_for("needed, the room>")
        terminal.until(lambda: not terminal.echoes, "typing unseen")
        terminal.close()
        assert terminal.exit_code() == 129
    assert notes_in(path) == ["One"]
