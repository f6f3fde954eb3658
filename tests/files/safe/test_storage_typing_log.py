import datetime as dt
import errno
import os
import signal
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from storage_examples import session
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.safe import backups, typing_log
from valueworkshop.files.safe.typed_pieces import Piece, pieces_of
from valueworkshop.files.safe.typing_log import TypingLog, left_over, put_away, typed_folder

NOW = dt.datetime(2026, 11, 22, 9, 0, 0, tzinfo=dt.UTC)
SPOT, OTHER = Spot("guiding", "expectations"), Spot("frame", "offer")
BEFORE, AFTER = session(), replace(session(), title="after")


def files(state: Path) -> list[Path]:
    return sorted(typed_folder(state, "s1").glob("*"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TypingLog]:
    log = TypingLog(tmp_path, "s1")
    yield log
    log.close()


def abandoned(state: Path, text: str, session_id: str = "s1") -> Path:
    """Leave a file as a killed process does: with text, held by nobody."""
    log = TypingLog(state, session_id)
    log.note_fields({SPOT: text}, BEFORE)
    log.close()
    return max(typed_folder(state, session_id).glob("*"), key=lambda p: p.stat().st_mtime_ns)


def test_nothing_typed_makes_no_file(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: ""}, BEFORE)
    log.saved(BEFORE, BEFORE)
    log.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_a_killed_process_was_typing_is_left_over(tmp_path: Path) -> None:
    """1: typed text that is lost when the process is killed: none."""
    child = os.fork()
    if not child:
        log = TypingLog(tmp_path, "s1")
        for end in range(1, 15):
            log.note_fields({SPOT: "half a thought"[:end]}, BEFORE)
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    left = left_over(tmp_path, "s1")
    assert left.pieces == (Piece(SPOT, "half a thought"),)
    assert left.files == tuple(files(tmp_path))
    assert left_over(tmp_path, "s1") == left  # 14: looking at it takes nothing away
    assert left_over(tmp_path, "s2").pieces == ()


def test_what_a_living_window_is_typing_is_not_left_over(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: "mine"}, BEFORE)
    assert left_over(tmp_path, "s1").files == ()
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "mine"),)


def test_what_is_drawn_is_taken_and_nothing_let_go(tmp_path: Path, log: TypingLog) -> None:
    """1: a note that left its field is on its way to the desk, and only later an edit."""
    log.add({SPOT: "a note"})
    log.add({})
    log.saved(BEFORE, BEFORE)
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "a note"),)


def test_what_was_kept_outlives_a_kill_though_another_text_stands_there(
    tmp_path: Path, log: TypingLog
) -> None:
    """1: two notes within the second until the first is saved."""
    log.add({SPOT: "first note"})
    log.committed(AFTER)
    log.add({SPOT: "s"})
    log.add({SPOT: "second"})
    log.saved(BEFORE, AFTER)
    data = files(tmp_path)[0].read_bytes()
    pieces = {piece.text for piece in pieces_of(data, "s1")[0]}
    assert pieces == {"first note", "second"}
    log.saved(AFTER, AFTER)
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "second"),)


def test_what_is_gone_on_with_behind_an_edit_of_something_else_is_there_once(
    tmp_path: Path, log: TypingLog
) -> None:
    log.add({SPOT: "half"})
    log.committed(AFTER)
    log.add({SPOT: "half a thought"})
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "half a thought"),)


def test_what_left_a_field_stays_until_it_is_saved(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: "a note"}, BEFORE)
    log.note_fields({}, AFTER)
    log.saved(BEFORE, AFTER)  # a save that does not hold it yet
    assert b"a note" in files(tmp_path)[0].read_bytes()
    log.saved(AFTER, AFTER)
    assert files(tmp_path)[0].read_bytes() == b""
    log.close()
    assert files(tmp_path) == []


def test_one_field_goes_and_another_stays(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: "going", OTHER: "staying"}, BEFORE)
    log.note_fields({OTHER: "staying"}, AFTER)
    log.saved(AFTER, AFTER)
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(OTHER, "staying"),)


def test_text_that_comes_back_before_the_save_stays(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: "a"}, BEFORE)
    log.note_fields({}, BEFORE)
    log.note_fields({SPOT: "a"}, AFTER)
    log.saved(AFTER, AFTER)
    log.close()
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "a"),)


def test_it_is_closed_to_others(tmp_path: Path, log: TypingLog) -> None:
    log.note_fields({SPOT: "a"}, BEFORE)
    assert stat.S_IMODE(files(tmp_path)[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(typed_folder(tmp_path, "s1").stat().st_mode) == 0o700


def test_the_file_is_begun_anew_when_it_is_large(
    tmp_path: Path, log: TypingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_log, "LARGEST", 5_000)
    for number in range(300):
        log.note_fields({SPOT: f"text {number}", OTHER: "other"}, BEFORE)
    assert len(files(tmp_path)) == 1
    assert files(tmp_path)[0].stat().st_size < 6_000
    assert left_over(tmp_path, "s1").files == ()  # the new file is held too
    log.close()
    pieces = left_over(tmp_path, "s1").pieces
    assert set(pieces) == {Piece(SPOT, "text 299"), Piece(OTHER, "other")}


# 19: the state folder is full or read-only


def test_a_folder_that_cannot_be_made_is_told_and_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    log = TypingLog(tmp_path / "state", "s1")
    log.note_fields({SPOT: "a"}, BEFORE)
    assert log.refused == "a part of its path is a file, not a folder"
    (tmp_path / "state").unlink()
    log.note_fields({SPOT: "ab"}, BEFORE)
    assert log.refused == ""
    log.close()
    assert left_over(tmp_path / "state", "s1").pieces == (Piece(SPOT, "ab"),)


@pytest.mark.parametrize("how", ["error", "short"])
def test_a_full_disk_is_told_and_the_next_key_tries_again(tmp_path: Path, how: str) -> None:
    full = False

    def write(descriptor: int, data: bytes) -> int:
        if full and how == "error":
            raise OSError(errno.ENOSPC, "No space left on device")
        return os.write(descriptor, data[:7] if full else data)

    log = TypingLog(tmp_path, "s1", write)
    log.note_fields({SPOT: "a", OTHER: "x"}, BEFORE)
    full = True
    for text in ("ab", "abc"):
        log.note_fields({SPOT: text, OTHER: "x"}, BEFORE)
        assert log.refused == "the disk is full"
    full = False
    log.note_fields({SPOT: "abcd", OTHER: "x"}, BEFORE)
    assert log.refused == ""
    assert len(files(tmp_path)) == 1
    log.close()
    assert set(left_over(tmp_path, "s1").pieces) == {Piece(SPOT, "abcd"), Piece(OTHER, "x")}


# Afterwards


def test_what_was_left_over_goes_to_the_backups_as_text(tmp_path: Path) -> None:
    abandoned(tmp_path, "half a thought")
    left = left_over(tmp_path, "s1")
    shelf = backups.shelf_of(tmp_path, "s1")
    put_away(left, shelf, "dealers.toml", NOW)
    (kept,) = backups.listing(shelf)
    assert (kept.kind, kept.name) == (backups.Kind.TYPED, "dealers.txt")
    assert kept.read() == b"guiding / expectations\n\nhalf a thought\n"
    assert files(tmp_path) == []
    assert left_over(tmp_path, "s1").files == ()


@pytest.mark.parametrize(
    "damage", [b"\0" * 300, b"{}", b"\xff\xfe\n\n\r", Random(3).randbytes(200)]
)
def test_what_is_damaged_is_kept_as_it_is(tmp_path: Path, damage: bytes) -> None:
    """15: cut, zeros, wrong JSON."""
    path = abandoned(tmp_path, "half a thought")
    path.write_bytes(path.read_bytes() + damage)
    left = left_over(tmp_path, "s1")
    assert left.pieces == (Piece(SPOT, "half a thought"),)
    put_away(left, backups.shelf_of(tmp_path, "s1"), "x.toml", NOW)
    assert backups.listing(backups.shelf_of(tmp_path, "s1"))[0].read().endswith(damage)


def test_an_empty_one_is_taken_away_without_a_backup(tmp_path: Path) -> None:
    abandoned(tmp_path, "x").write_bytes(b"")
    left = left_over(tmp_path, "s1")
    assert (left.pieces, len(left.files)) == ((), 1)
    put_away(left, backups.shelf_of(tmp_path, "s1"), "x.toml", NOW)
    assert backups.shelves(tmp_path) == []
    assert files(tmp_path) == []


def test_several_are_left_over_together(tmp_path: Path) -> None:
    for number, text in enumerate(("first", "second", "first")):
        os.utime(abandoned(tmp_path, text), (number, number))
    assert [piece.text for piece in left_over(tmp_path, "s1").pieces] == ["first", "second"]


def test_what_cannot_be_moved_is_left_over_the_next_time(tmp_path: Path) -> None:
    abandoned(tmp_path, "text")
    (tmp_path / "backups").touch()
    with pytest.raises(OSError, match="not a folder"):
        put_away(left_over(tmp_path, "s1"), backups.shelf_of(tmp_path, "s1"), "x.toml", NOW)
    assert left_over(tmp_path, "s1").pieces == (Piece(SPOT, "text"),)


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """37"""
    victim = tmp_path / "victim"
    victim.write_bytes(b"secret")
    typed_folder(tmp_path, "s1").mkdir(parents=True)
    (typed_folder(tmp_path, "s1") / "a.lines").symlink_to(victim)
    assert left_over(tmp_path, "s1").files == ()
