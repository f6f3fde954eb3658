"""A text in the user's own editor comes back; whatever the editor does, nothing is lost."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, ran, started, workshop_at_a_question
from killed_typing import state_of, typed_texts
from terminal import Terminal

pytestmark = pytest.mark.pty

ASKED = "Last time, this workshop was interrupted"


class Editor:
    """An editor that is a script: a test writes into it what it does next."""

    def __init__(self, folder: Path) -> None:
        """Make one in a folder whose name a shell would take apart."""
        self.path = folder / "$(touch ran) my editor"
        self.noted = folder / "noted"
        self.variable = f"'{self.path}' --flag '; touch ran'"

    def does(self, script: str) -> None:
        """Do this the next time; the file is the last argument, in $file.

        It wipes the screen first, so that what a test sees after it has been drawn anew.
        """
        note = f"""
            printf '\\033[2J' > /dev/tty
            for file; do :; done
            printf '%s\\n' "$@" "$(stat -c %a "$file" "$(dirname "$file")")" $$ > '{self.noted}'
        """
        self.path.write_text(f"#!/bin/sh\n{note}\n{script}\n", encoding="utf-8")
        self.path.chmod(0o755)

    def told(self) -> list[str]:
        """Return what the last call got: its arguments, the modes of file and folder, its id."""
        return self.noted.read_text(encoding="utf-8").split("\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path)


def at_a_question(tmp_path: Path, path: Path, editor: Editor) -> Terminal:
    return started(tmp_path, "open", path.stem, size=(120, 30), more={"EDITOR": editor.variable})


def edit(terminal: Terminal, editor: Editor, script: str, *seen: str) -> None:
    """Let the editor do something with the text that is being written; `seen` is said then."""
    editor.does(script)
    terminal.press("f8")
    terminal.wait_for(QUESTION, *seen)


def left(tmp_path: Path) -> Sequence[Path]:
    return sorted((state_of(tmp_path / "home") / "edited").glob("*"))


def test_a_text_comes_back_from_an_editor_and_becomes_a_note(
    tmp_path: Path, path: Path, editor: Editor
) -> None:
    with at_a_question(tmp_path, path, editor) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("begun here")
        terminal.wait_for("begun here")
        editor.does(
            'cat "$file" > seen; touch "$file~" "$(dirname "$file")/.$(basename "$file").swp"\n'
            "printf 'first line\\r\\nsecond line\\n' > \"$file\""
        )
        terminal.send(b"\x1b[19~zz")  # typed ahead, behind the key
        terminal.wait_for("Your text is back", "first line", "second linezz")
        assert (tmp_path / "home/seen").read_text(encoding="utf-8") == "begun here\n"
        terminal.press("ctrl+z")
        terminal.wait_gone("linezz")
        terminal.press("ctrl+z")
        terminal.wait_for("begun here")
        terminal.press("ctrl+y")
        terminal.wait_for("second line")
        terminal.press("enter")
        terminal.wait_for("1   first line")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert terminal.echoes
    assert notes_in(path) == ["first line\nsecond line"]
    flag, argument, given, mode, above, *_ = editor.told()
    assert (flag, argument, mode, above) == ("--flag", "; touch ran", "600", "700")
    assert not Path(given).exists()
    assert left(tmp_path) == []
    assert not list(tmp_path.rglob("ran"))


def test_whatever_an_editor_does_the_text_stays(tmp_path: Path, path: Path, editor: Editor) -> None:
    with at_a_question(tmp_path, path, editor) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("stays")
        terminal.wait_for("stays")
        edit(terminal, editor, ":", "Nothing changed in your editor.")
        edit(terminal, editor, ': > "$file"', "came back empty")
        edit(terminal, editor, 'rm "$file"', "cannot be read")
        assert left(tmp_path) == []
        edit(terminal, editor, "stty raw -echo; printf '\\033[?25l'; kill -9 $$", "(SIGKILL)")
        assert left(tmp_path) == []
        edit(terminal, editor, 'echo other > "$file"; exit 3', "exit code 3", "saved is kept")
        edit(terminal, editor, "printf '\\377' > \"$file\"", "not UTF-8", "is kept")
        edit(
            terminal, editor, "head -c 900000 /dev/zero | tr '\\0' x > \"$file\"", "200,000 letters"
        )
        assert [path.read_bytes()[:6] for path in left(tmp_path)].count(b"other\n") == 1
        assert len(left(tmp_path)) == 3
        editor.path.chmod(0o600)
        terminal.press("f8")
        terminal.until(
            lambda: "could not be started: " in " ".join(terminal.text.split()), "the reason"
        )
        editor.path.unlink()
        terminal.press("f8")
        terminal.wait_for("There is no program ")
        terminal.wait_for("stays")
        terminal.press("enter")
        terminal.wait_for("1   stays")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
        assert terminal.echoes
    assert notes_in(path) == ["stays"]
    told = ran(tmp_path, "doctor").stdout.decode()
    assert all(f"left over    {path}" in told for path in left(tmp_path))


HANGS = "echo 'saved there' > \"$file\"; echo HANGS > /dev/tty; exec sleep 1000"


def hang(terminal: Terminal, tmp_path: Path, editor: Editor) -> int:
    """Leave the editor open, with a text that is saved in it; return its process."""
    terminal.wait_for(QUESTION)
    terminal.type("begun")
    terminal.wait_for("begun")
    editor.does(HANGS)
    terminal.press("f8")
    terminal.wait_for("HANGS")
    terminal.until(lambda: typed_texts(tmp_path / "home") == ["saved there"], "the text on disk")
    return int(editor.told()[-2])


def test_a_kill_while_an_editor_hangs_loses_nothing_that_was_saved(
    tmp_path: Path, path: Path, editor: Editor
) -> None:
    with at_a_question(tmp_path, path, editor) as terminal:
        hanging = hang(terminal, tmp_path, editor)
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
        os.kill(hanging, signal.SIGKILL)
    with at_a_question(tmp_path, path, editor) as terminal:
        terminal.wait_for(ASKED, "saved there")
        terminal.signal(signal.SIGKILL)


def test_a_signal_ends_the_editor_too_and_keeps_what_it_saved(
    tmp_path: Path, path: Path, editor: Editor
) -> None:
    with at_a_question(tmp_path, path, editor) as terminal:
        hanging = hang(terminal, tmp_path, editor)
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_code() == 143
        assert terminal.echoes
        with pytest.raises(ProcessLookupError):
            os.kill(hanging, 0)
    assert notes_in(path) == ["saved there"]


def test_ctrl_c_is_for_the_editor(tmp_path: Path, path: Path, editor: Editor) -> None:
    with at_a_question(tmp_path, path, editor) as terminal:
        terminal.wait_for(QUESTION)
        editor.does("trap 'exit 4' INT; echo HANGS > /dev/tty; while :; do sleep 0.05; done")
        terminal.press("f8")
        terminal.wait_for("HANGS")
        terminal.press("ctrl+c")
        terminal.wait_for(QUESTION, "exit code 4")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [({}, "Which editor?"), ({"VISUAL": "'nano"}, "VISUAL has a quote that never ends")],
)
def test_no_editor_or_half_a_command_is_told(
    tmp_path: Path, path: Path, more: dict[str, str], told: str
) -> None:
    with started(tmp_path, "open", path.stem, more=more) as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("f8")
        terminal.wait_for(told)


def test_line_by_line_an_editor_writes_a_note_too(
    tmp_path: Path, path: Path, editor: Editor
) -> None:
    more = {"EDITOR": editor.variable}
    with started(tmp_path, "run", path.name, "--plain", more=more) as terminal:
        terminal.wait_for("note>")
        editor.does('cat "$file" > seen; printf \'one\\ntwo\\n\' > "$file"')
        terminal.type("/editor begun\n")
        terminal.wait_for("Kept as note 1, as assumed.")
        assert (tmp_path / "home/seen").read_text(encoding="utf-8") == "begun\n"
        assert left(tmp_path) == []
        editor.does('echo other > "$file"; kill -9 $$')
        terminal.type("/editor\n")
        terminal.wait_for(
            "Not done: A signal ended your editor (SIGKILL).", "What the editor saved is"
        )
        (kept,) = left(tmp_path)
        assert kept.read_bytes() == b"other\n"
        editor.does("trap 'exit 4' INT; echo HANGS > /dev/tty; while :; do sleep 0.05; done")
        terminal.type("/ed\n")
        terminal.wait_for("HANGS")
        terminal.press("ctrl+c")
        terminal.wait_for("(exit code 4)")
        terminal.type("/quit\n")
        assert terminal.exit_code() == 0
    assert notes_in(path) == ["one\ntwo"]
