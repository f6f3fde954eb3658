"""Text that would steer a terminal or the app is text: shown, saved and never obeyed."""

from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, saved, started, workshop_at_a_question
from steering import steering
from valueworkshop.core.clean_text import clean
from valueworkshop.core.stages.notes.model import answers

pytestmark = pytest.mark.pty

MARKUP = "[/x] [b [@click=app.quit]quit[/] [x] done $error"
SCRIPTS = "مرحبا שלום 客户价值 👩‍👩‍👧 👍🏽 é नमस्ते"
STEERING = (
    "\x1b]0;owned\x07\x1b[2J\x1b[?1049l\x1bc"  # title, erase, leave, reset
    "\x00\x08\x7f\x9b31mred\x9d0;owned\x9c\x85"  # NUL, backspaces, the C1 forms of the same
    "\u202eesrever\u2066\ufeff"  # what turns the reading direction
)
LINES = f"{MARKUP}\r\n{SCRIPTS}\r{STEERING}end of it"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


def test_hostile_text_is_shown_and_saved_and_nothing_more(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem, size=(120, 40)) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type(MARKUP)
        terminal.wait_for(MARKUP)
        terminal.press("enter")
        terminal.wait_for(f"1   {MARKUP}")
        terminal.paste(LINES)
        terminal.wait_for("end of it")
        terminal.press("enter")
        terminal.wait_for("2   ")
        terminal.until(lambda: len(notes_in(path)) == 2, "both notes on disk")
        assert steering(terminal.raw) == set()
        assert terminal.modes[1049]
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == [MARKUP, clean(LINES)]
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(MARKUP, "客户价值", "end of it")
        assert steering(terminal.raw) == set()


def test_a_title_full_of_markup_is_a_title(tmp_path: Path) -> None:
    title = "[/x] [b [@click=app.quit]"
    workshop_at_a_question(tmp_path, title)
    with started(tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for(title)
        terminal.press("enter")
        terminal.wait_for(QUESTION, title)
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0


def test_pasted_text_of_any_script_is_kept(tmp_path: Path, path: Path) -> None:
    pasted = f"{MARKUP}\n{SCRIPTS}\x00\x07\x9b31m\u202eend of it"
    with started(tmp_path, "open", path.stem, size=(120, 40)) as terminal:
        terminal.wait_for(QUESTION)
        terminal.paste(pasted)
        terminal.wait_for("end of it")
        terminal.press("enter")
        terminal.until(lambda: notes_in(path) == [clean(pasted)], "the note on disk")
        assert steering(terminal.raw) == set()


def test_ten_kilobytes_pasted_are_there(tmp_path: Path, path: Path) -> None:
    lines = "\n".join(f"line {number}: {'value ' * 15}".strip() for number in range(100))
    assert len(lines) > 9_000
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.paste(lines)
        terminal.wait_for("line 99")
        terminal.press("enter")
        terminal.until(lambda: notes_in(path) == [lines], "the note on disk")


def test_a_paste_of_5_mb_is_refused_and_the_next_keys_are_text(tmp_path: Path, path: Path) -> None:
    """Case 66: nothing in it acts, in a note and in a line, and the old text stays."""
    strange = f"{STEERING}\x1b[A\x11\x1a:q {MARKUP} "
    text = strange * (5_000_000 // len(strange.encode()) + 1)
    with started(tmp_path, "open", path.stem, size=(120, 40)) as terminal:
        terminal.wait_for(QUESTION)
        for before, behind in (("a note", " and on"), ("a source", " too")):
            terminal.type(before)
            terminal.wait_for(before)
            terminal.paste(text)
            terminal.wait_for("Not pasted: a field takes at most 200,000 letters")
            terminal.type(behind)
            terminal.wait_for(before + behind)
            terminal.press("tab")
        terminal.press("enter")
        terminal.until(lambda: notes_in(path) == ["a note and on"], "the note on disk")
        assert steering(terminal.raw) == set()
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    ((_, note),) = answers(saved(path), "guiding").of("expectations")
    assert note.evidence.source == "a source too"


def test_bytes_that_are_no_text_do_not_end_it(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("before ")
        terminal.wait_for("before")
        terminal.send(b"\xff\xc3(")
        terminal.type(" after")
        terminal.wait_for("after")
        terminal.press("enter")
        terminal.wait_for("1   before")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == ["before \ufffd\ufffd( after"]
