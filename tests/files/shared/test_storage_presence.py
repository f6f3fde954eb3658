"""Who has a workshop open: 39 to 42."""

import datetime as dt
import json
import os
import signal
from pathlib import Path

import pytest

from valueworkshop.files.home.sessions_folder import listing as sessions
from valueworkshop.files.safe.locks import Seat
from valueworkshop.files.shared.presence import (
    LARGEST,
    Machine,
    Owner,
    Presence,
    Where,
    beside,
    listing,
    present,
    read,
    started,
)

NOW = dt.datetime(2026, 11, 23, 9, 0, 0, tzinfo=dt.UTC)
HERE = Machine(user="me", host="here", pid=100, boot="b1", started=lambda _: "s1")


def running(pid: int = 200, when: str | None = "s2") -> Machine:
    """This computer, on which the process `pid` runs since `when`, and no other."""
    return Machine(
        user="me",
        host="here",
        pid=100,
        boot="b1",
        started=lambda asked: when if asked == pid else None,
    )


def opened(path: Path, **changes: object) -> Presence:
    who = {"user": "ada", "host": "here", "pid": 200, "boot": "b1", "started": lambda _: "s2"}
    return Presence(path, Machine(**{**who, **changes}), NOW)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir()
    made = tmp_path / "sessions" / "x.toml"
    made.touch()
    return made


def found(path: Path, machine: Machine) -> tuple[Owner, Where] | None:
    return present(path, machine, path.parent.parent / "state")


def test_who_has_it_open_is_told_and_no_more_once_they_left(path: Path) -> None:
    """39"""
    assert found(path, HERE) is None
    window = opened(path)
    who = found(path, running())
    assert who is not None
    owner, where = who
    assert where is Where.HERE
    assert (owner.user, owner.pid, owner.since) == ("ada", 200, "2026-11-23T09:00:00Z")
    assert owner.in_words == "ada on here"
    window.leave()
    assert found(path, running()) is None
    assert os.listdir(path.parent) == ["x.toml"]  # noqa: PTH208 - hidden files count
    window.leave()


def test_it_is_no_workshop_in_any_list(path: Path) -> None:
    opened(path)
    assert [entry.path for entry in sessions(path.parent)] == [path]


@pytest.mark.parametrize(
    "machine",
    [
        running(pid=201),
        running(when="s9"),
        Machine(user="me", host="here", pid=1, boot="b2", started=lambda _: "s2"),
    ],
    ids=["dead", "its number is another's", "before the last start"],
)
def test_who_is_surely_gone_does_not_count(path: Path, machine: Machine) -> None:
    """40"""
    opened(path)
    assert found(path, machine) is None


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_who_was_killed_is_gone(path: Path) -> None:
    """40: of a real process, also before its parent has taken note."""
    child = os.fork()
    if not child:
        Presence(path, Machine(), NOW)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    owner = read(beside(path))
    assert owner is not None
    assert owner.pid == child
    assert found(path, Machine()) is None
    os.waitpid(child, 0)
    assert found(path, Machine()) is None


def test_this_very_process_is_known_by_number_and_start() -> None:
    assert started(os.getpid()) == started(os.getpid()) != ""
    assert started(2**22 + 1) is None
    assert started(2**80) is None


def test_where_the_system_tells_no_start_the_seat_decides(path: Path) -> None:
    """40: a number alone may be that of another program by now."""
    opened(path, started=lambda _: "")
    untold = running(when="")
    assert found(path, untold) is None
    seat = Seat(path.parent.parent / "state", path)
    assert found(path, untold) is not None
    seat.leave()


def test_another_computer_is_never_judged(path: Path) -> None:
    """41"""
    opened(path, host="there")
    who = found(path, running(pid=201))
    assert who is not None
    assert (who[0].in_words, who[1]) == ("ada on there", Where.ELSEWHERE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"3",
        b"{}",
        b"[" * LARGEST,
        b" " * (LARGEST + 1),
        json.dumps({"user": 1, "host": ["x"], "pid": "9"}).encode(),
        json.dumps({"user": "a", "host": "here", "pid": True}).encode(),
        json.dumps({"user": "a", "host": "here", "pid": -5}).encode(),
    ],
)
def test_what_cannot_be_made_out_is_somebody_unknown(path: Path, content: bytes) -> None:
    """42"""
    beside(path).write_bytes(content)
    who = found(path, running())
    assert who is not None
    assert who[1] is Where.UNKNOWN


def test_no_kind_of_file_makes_one_wait(path: Path) -> None:
    """42: a pipe, a link and a folder; none of them is read."""
    place = beside(path)
    for kind in ("pipe", "link", "folder"):
        if kind == "pipe":
            os.mkfifo(place)
        elif kind == "link":
            place.symlink_to(path)
        else:
            place.mkdir()
        who = found(path, running())
        assert who == (Owner(), Where.UNKNOWN)
        assert who[0].in_words == "somebody unknown"
        if place.is_dir():
            place.rmdir()
        else:
            place.unlink()


def test_what_it_says_is_only_text(path: Path) -> None:
    """64"""
    said = {"user": "[b]\x1b[2Ja\u202e", "host": "h\n" * 90, "pid": 7, "mark": "\x07"}
    beside(path).write_text(json.dumps(said))
    who = found(path, running())
    assert who is not None
    assert who[0].in_words.startswith("[b][2Ja on h h h")
    assert len(who[0].in_words) < 140
    assert who[0].in_words.isprintable()


def test_taking_over_a_planted_link_leaves_its_target(path: Path) -> None:
    """37"""
    victim = path.with_name("victim")
    victim.write_text("dear")
    beside(path).symlink_to(victim)
    opened(path).leave()
    assert victim.read_text() == "dear"
    assert not beside(path).is_symlink()


def test_the_first_knows_who_took_over_and_takes_nothing_of_theirs_away(path: Path) -> None:
    """39"""
    first = opened(path)
    assert first.taken_by() == ""
    second = opened(path, user="bob", host="there")
    assert first.taken_by() == "bob on there"
    assert second.taken_by() == ""
    first.leave()
    assert beside(path).exists()
    second.leave()
    assert not beside(path).exists()


def test_what_was_cleared_away_is_told_again(path: Path) -> None:
    window = opened(path)
    beside(path).unlink()
    assert window.taken_by() == ""
    assert beside(path).exists()
    window.leave()
    assert window.taken_by() == ""
    assert not beside(path).exists()


def test_where_it_cannot_be_told_one_goes_on(path: Path) -> None:
    """42: and windows of the same user know each other all the same."""
    beside(path).mkdir()
    opened(path).leave()
    assert sorted(os.listdir(path.parent)) == sorted([beside(path).name, "x.toml"])  # noqa: PTH208
    beside(path).rmdir()
    seat = Seat(path.parent.parent / "state", path)
    who = found(path, HERE)
    assert who is not None
    assert (who[0].in_words, who[1]) == ("me on here", Where.HERE)
    seat.leave()


def test_a_name_may_be_as_long_as_the_system_allows(path: Path) -> None:
    long = path.with_name("ß" * 125 + ".toml")
    assert found(long, running()) is None
    window = opened(long)
    assert found(long, running()) is not None
    window.leave()
    assert found(long, running()) is None


def test_a_link_to_a_workshop_is_that_workshop(path: Path) -> None:
    link = path.parent.parent / "link.toml"
    link.symlink_to(path)
    opened(link)
    assert beside(link) == beside(path)
    assert found(path, running()) is not None


def test_all_who_are_told_of_in_a_folder_are_listed(path: Path) -> None:
    opened(path)
    opened(path.with_name("y.toml"), host="there")
    opened(path.with_name("z.toml"), boot="b0")
    told = [(name, owner.user, where) for name, owner, where in listing(path.parent, running())]
    assert told == [
        ("x.toml", "ada", Where.HERE),
        ("y.toml", "ada", Where.ELSEWHERE),
        ("z.toml", "ada", Where.GONE),
    ]
    assert listing(path / "nowhere", HERE) == []
