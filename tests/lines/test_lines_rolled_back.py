"""Line mode, where the file is rolled back underneath: 71 to 73."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from fake_time import FakeTime
from typed_lines import TODAY, counted_ids, is_plain, new_file, saved
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.text import session_file
from valueworkshop.lines.walk import run

STAGE = "guiding"


class Typed(StringIO):
    """Lines that are typed one by one; of what is no line, something is done before the next."""

    def __init__(self, *lines: str | Callable[[], object]) -> None:
        super().__init__()
        self._lines = list(lines)

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        while self._lines:
            line = self._lines.pop(0)
            if isinstance(line, str):
                return f"{line}\n"
            line()
        return ""


def talked(path: Path, *lines: str | Callable[[], object]) -> str:
    target = StringIO()
    ended = run(
        path,
        session_file.read(path),
        source=Typed("/go guiding", *lines),
        target=target,
        ids=counted_ids(),
        today=lambda: TODAY,
        clock=FakeTime(),
    )
    assert ended == 0
    assert is_plain(target.getvalue())
    return " ".join(target.getvalue().split())


def texts(path: Path) -> list[str]:
    return [note.text for note in answers(saved(path), STAGE).notes.values()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path)


def test_ours_goes_on_beside_and_back_in_the_end(path: Path) -> None:
    """71, 72"""
    before = path.read_bytes()
    text = talked(path, "one", "/save", lambda: path.write_bytes(before), "two", "/save", "three")
    assert "went back to what it held earlier in this sitting" in text
    assert "/older takes what" in text
    assert texts(path) == ["one", "two", "three"]
    assert [each.name for each in path.parent.glob("*.toml")] == [path.name]


def test_the_older_state_is_taken_by_a_command_and_undo_brings_ours_back(path: Path) -> None:
    """73"""
    before = path.read_bytes()

    def is_taken() -> None:
        assert texts(path) == ["two"]

    text = talked(
        path,
        *("one", "/save", lambda: path.write_bytes(before), "two", "/save"),
        *("/older", "/save", is_taken, "/undo"),
    )
    assert "1 note that was saved here is no longer in" in text
    assert "/undo brings it back" in text
    assert texts(path) == ["one", "two"]
