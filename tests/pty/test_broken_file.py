"""A file that somebody broke by hand: the app says where it is broken, and leaves it as it is."""

from pathlib import Path

import pytest

from in_terminal import ran, started, workshop_at_a_question

pytestmark = pytest.mark.pty

BROKEN = {
    "no TOML": ('title = "Dealers"', 'title = "Dealers'),
    "no date": ("date = 2026-11-22", 'date = "soon"'),
    "a merge left over": ("date = 2026-11-22", "<<<<<<< ours\ndate = 2026-11-22"),
}

GIVEN_BACK = "\x1b[?1049l\x1b[?25h"
"""Ends the first frame, and what it was on."""


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_told_by_line_and_left_alone(tmp_path: Path, how: str) -> None:
    path = workshop_at_a_question(tmp_path)
    text = path.read_text(encoding="utf-8")
    old, new = BROKEN[how]
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    before = path.read_bytes()
    line = text[: text.index(old)].count("\n") + 1

    with started(tmp_path, "open", str(path), size=(200, 50)) as terminal:
        assert terminal.exit_code() == 3
    _, back, opened = terminal.raw.decode().replace("\r\n", "\n").partition(GIVEN_BACK)
    assert back
    assert f"{path}:{line}" in opened
    assert "\x1b" not in opened
    checked = ran(tmp_path, "check", str(path))
    assert (checked.returncode, checked.stdout) == (3, b"")
    assert checked.stderr.decode() == opened
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
