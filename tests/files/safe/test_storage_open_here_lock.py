import os
import signal
from pathlib import Path

import pytest

from valueworkshop.files.safe.locks import Seat


def test_the_second_window_knows_of_the_first(tmp_path: Path) -> None:
    """39"""
    path = tmp_path / "x.toml"
    first, second, other = (Seat(tmp_path / "state", p) for p in (path, path, tmp_path / "y.toml"))
    assert (first.shared, second.shared, other.shared) == (False, True, False)
    second.leave()
    first.leave()
    third = Seat(tmp_path / "state", path)
    assert not third.shared
    third.leave()
    third.leave()
    other.leave()


def test_a_link_leads_to_the_same_seat(tmp_path: Path) -> None:
    (tmp_path / "x.toml").touch()
    (tmp_path / "link.toml").symlink_to(tmp_path / "x.toml")
    first, second = (Seat(tmp_path, tmp_path / name) for name in ("x.toml", "link.toml"))
    assert second.shared
    first.leave()
    second.leave()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_who_was_killed_has_left(tmp_path: Path) -> None:
    """40: without a question, whatever process has its number now."""
    child = os.fork()
    if not child:
        seat = Seat(tmp_path, tmp_path / "x.toml")
        os.kill(os.getpid(), signal.SIGTERM if seat.shared else signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    seat = Seat(tmp_path, tmp_path / "x.toml")
    assert not seat.shared
    seat.leave()


def test_without_a_state_folder_nobody_is_known_to_be_there(tmp_path: Path) -> None:
    """19"""
    (tmp_path / "state").touch()
    seats = [Seat(tmp_path / "state", tmp_path / "x.toml") for _ in range(2)]
    assert [seat.shared for seat in seats] == [False, False]
    for seat in seats:
        seat.leave()


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    """37"""
    Seat(tmp_path, tmp_path / "x.toml").leave()
    (lock,) = (tmp_path / "seats").iterdir()
    lock.unlink()
    lock.symlink_to(tmp_path / "victim")
    Seat(tmp_path, tmp_path / "x.toml").leave()
    assert not (tmp_path / "victim").exists()
