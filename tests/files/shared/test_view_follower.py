"""A projector follows the facilitator's window; without one it shows what is saved."""

import datetime as dt
import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from made_sessions import RATE, empty, rated
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Projected
from valueworkshop.files.shared.presence import Machine
from valueworkshop.files.shared.view_file import Showing, last_opened, read_view
from valueworkshop.files.shared.view_follower import CLOSED, GONE, UNREADABLE, Follower
from valueworkshop.files.shared.view_path import view_path
from valueworkshop.files.text import session_file

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path / "dealers.toml", empty())


def saved(path: Path, session: Session) -> Path:
    path.write_bytes(session_file.dumps(session))
    return path


def at(session: Session, stage: str, place: str = "") -> Session:
    return replace(session, place=Place(stage=stage, at=place))


def waited(shown: Callable[[], Projected | None], wanted: Session) -> None:
    """Wait until the window's own thread has written what is wanted."""
    projected, turn = project(wanted), threading.Event()
    for _ in range(5_000):
        if shown() == projected:
            return
        turn.wait(0.002)  # nobody sets it: the other thread is let go on
    raise AssertionError("it was not written")


def test_what_a_window_shows_then_what_is_saved_once_it_is_closed(path: Path, state: Path) -> None:
    follower = Follower(path=path, state=state)
    assert follower.look().note == CLOSED
    showing = Showing(state, path, Machine(), NOW)
    edited = at(rated((5, 1, 4)), RATE, "contact")
    showing.show(edited)
    waited(lambda: follower.look().projected, edited)
    assert not follower.look().note
    showing.leave()
    seen = follower.look()
    assert (seen.projected, seen.note) == (project(empty()), CLOSED)


def test_the_view_file_is_its_users_alone_and_holds_no_vote(path: Path, state: Path) -> None:
    showing = Showing(state, path, Machine(), NOW)
    hidden = at(rated((5, 1, 4), shown=False), RATE, "contact")
    showing.show(hidden)
    file = view_path(state, path)
    waited(lambda: view.projected if (view := read_view(file)) else None, hidden)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert b'"given": 1' in file.read_bytes()
    assert not [each for each in file.parent.iterdir() if each != file]
    showing.leave()


def test_a_window_that_was_killed_is_not_believed(path: Path, state: Path) -> None:
    killed = Machine(pid=2**22 + 5, started=lambda _: "then")
    showing = Showing(state, path, killed, NOW)
    showing.show(at(empty(), RATE))
    file = view_path(state, path)
    waited(lambda: view.projected if (view := read_view(file)) else None, at(empty(), RATE))
    seen = Follower(path=path, state=state).look()
    assert (seen.projected, seen.note) == (project(empty()), CLOSED)
    again = Showing(state, path, Machine(), NOW)  # opened once more
    again.show(at(empty(), RATE))
    follower = Follower(path=path, state=state)
    waited(lambda: follower.look().projected, at(empty(), RATE))
    showing.leave()  # says nothing for the one that has the place now
    assert (follower.look().projected, follower.look().note) == (project(at(empty(), RATE)), "")
    again.leave()


def test_a_broken_a_half_and_a_lost_file_leave_the_last_view(path: Path, state: Path) -> None:
    follower = Follower(path=path, state=state)
    good = follower.look().projected
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert (follower.look().projected, follower.look().note) == (good, UNREADABLE)
    path.rename(path.with_name("other.toml"))
    assert (follower.look().projected, follower.look().note) == (good, GONE)
    saved(path, at(empty(), RATE))
    assert follower.look().projected == project(at(empty(), RATE))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"schema": 2}', b"\xff", b"[" * 9999])
def test_a_view_file_that_is_none_is_passed_over(path: Path, state: Path, data: bytes) -> None:
    file = view_path(state, path)
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    seen = Follower(path=path, state=state).look()
    assert (seen.projected, seen.note) == (project(empty()), CLOSED)
    assert last_opened(state) is None


def test_nothing_is_found_where_nothing_was_open(tmp_path: Path, state: Path) -> None:
    assert last_opened(state) is None
    assert Follower(path=tmp_path / "none.toml", state=state).look().projected is None


def test_what_was_open_last_is_known_after_it_was_closed(path: Path, state: Path) -> None:
    other = saved(path.with_name("other.toml"), empty())
    for place, each in enumerate((other, path)):
        showing = Showing(state, each, Machine(), NOW)
        showing.show(empty())
        showing.leave()
        os.utime(view_path(state, each), (place, place))
    assert last_opened(state) == path.resolve()


def test_a_state_folder_that_cannot_be_written_stops_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    showing = Showing(tmp_path / "file" / "state", path, Machine(), NOW)
    showing.show(empty())
    showing.leave()
