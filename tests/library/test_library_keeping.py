"""Archive, bin, another title, a copy: every byte of a file outlives them."""

import datetime as dt
import errno
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from made_sessions import empty
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.revealed_only import hidden
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.shared.presence import Machine, Presence
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem, NotFoundError
from valueworkshop.library import archive
from valueworkshop.library.archive import Kept
from valueworkshop.library.open_actions import tasks
from valueworkshop.library.read_record import record_at

SESSIONS = Path(__file__).parents[2] / "sessions"
NOW = dt.datetime(2026, 11, 23, 7, 30, tzinfo=dt.UTC)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop with a comment and a key that nobody knows."""
    session = replace(empty(title="Dealers"), date=None)
    data = session_file.dumps(session)
    made = folder / file_name("Dealers", None)
    made.write_bytes(data.replace(b"\ntitle", b'\n# why we meet\nours = "kept"\ntitle'))
    return made


def test_what_is_archived_comes_back_byte_for_byte(path: Path, state: Path) -> None:
    data = path.read_bytes()
    assert archive.archive(path, state) == path.parent / "archive" / path.name
    assert not path.exists()
    (away,) = archive.put_away(path.parent)
    assert (away.title, away.kept) == ("Dealers", Kept.ARCHIVE)
    assert archive.bring_back(away) == path
    assert path.read_bytes() == data
    assert archive.put_away(path.parent) == []


def test_a_deleted_one_comes_back_under_a_free_name(path: Path, state: Path) -> None:
    first = path.read_bytes()
    archive.delete(path, state, NOW)
    path.write_bytes(first + b"\n")
    archive.delete(path, state, NOW + dt.timedelta(minutes=1))
    path.write_bytes(b"broken")
    found = archive.put_away(path.parent)
    assert [away.when for away in found] == [NOW + dt.timedelta(minutes=1), NOW]
    assert archive.find_away(found, "dealers") is found[0]
    back = archive.bring_back(found[1])
    assert (back.name, back.read_bytes()) == ("dealers-2.toml", first)
    assert path.read_bytes() == b"broken"
    with pytest.raises(NotFoundError):
        archive.find_away(found, "nothing")


def test_a_broken_file_and_a_full_bin_are_no_hindrance(path: Path, state: Path) -> None:
    for number in range(3):
        path.write_bytes(b"%d" % number)
        archive.delete(path, state, NOW)
    found = archive.put_away(path.parent)
    assert sorted(away.path.read_bytes() for away in found) == [b"0", b"1", b"2"]


@pytest.mark.parametrize("error", [errno.EPERM, errno.ENOTSUP])
def test_a_file_system_without_links_does_as_well(
    path: Path, state: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise OSError(error, "no links here")

    data = path.read_bytes()
    monkeypatch.setattr(os, "link", link)
    assert archive.archive(path, state).read_bytes() == data


def test_another_title_keeps_comments_and_unknown_keys(path: Path, state: Path) -> None:
    before = path.read_bytes()
    after = archive.rename(path, "  Our dealers ", state, NOW)
    assert after.name == "our-dealers.toml"
    written = after.read_bytes()
    assert b"# why we meet" in written
    assert b'ours = "kept"' in written
    session = session_file.loads(before, "").session
    assert session_file.read(after).session == replace(session, title="Our dealers")
    assert not path.exists()
    (backup,) = (state / "backups").rglob("*.toml")
    assert backup.read_bytes() == before


def test_a_file_that_was_not_named_after_its_title_keeps_its_name(path: Path, state: Path) -> None:
    other = path.rename(path.with_name("2026 dealers.toml"))
    assert archive.rename(other, "Labs", state, NOW) == other
    assert session_file.read(other).session.title == "Labs"


def test_a_copy_is_one_of_its_own(path: Path) -> None:
    made = archive.duplicate(path, "Dealers (copy)", lambda: "new")
    before, after = session_file.read(path), session_file.read(made)
    assert after.session == replace(before.session, id="new", title="Dealers (copy)")
    assert (after.extras, made.name) == (before.extras, "dealers-copy.toml")
    assert b"# why we meet" in made.read_bytes()


def test_a_copy_has_actions_of_its_own_with_comments_and_unknown_keys(
    car_maker: Path,
) -> None:
    data = car_maker.read_bytes()
    before = session_file.read(car_maker).session
    (stage,) = before.kit.of_kind("actions")
    first = actions.answers(before, stage).in_order[0][0]
    head = f"[answers.{stage}.actions.{first}]".encode()
    assert head in data
    ours = b"# her idea\n" + head + b'\nours = "kept"'
    car_maker.write_bytes(data.replace(head, ours, 1))
    made = archive.duplicate(car_maker, "Another", random_ids(Random(1)))
    after = session_file.read(made)
    old, new = (actions.answers(each, stage) for each in (before, after.session))
    assert [one for _, one in new.in_order] == [one for _, one in old.in_order]
    assert not set(new.actions) & set(old.actions)
    first = new.in_order[0][0]
    assert after.extras == {("answers", stage, "actions", first, "ours"): "kept"}
    assert f"# her idea\n[answers.{stage}.actions.{first}]".encode() in made.read_bytes()
    told = tasks([record_at(car_maker), record_at(made)], NOW.date())
    assert len(told) == 2 * len(tasks([record_at(car_maker)], NOW.date())) > 0


def test_what_was_decided_in_a_copy_is_not_told_of_the_original(folder: Path) -> None:
    autumn = Path(shutil.copy(SESSIONS / "bakery-3-autumn.toml", folder))
    before = [(owned.task, owned.workshop.path) for owned in tasks([record_at(autumn)], NOW.date())]
    made = archive.duplicate(autumn, "Another", random_ids(Random(1)))
    both = tasks([record_at(made), record_at(autumn)], NOW.date())
    first = [(each.task, each.workshop.path) for each in both if each.workshop.path == autumn]
    assert first == before != []
    assert len(both) == 2 * len(before)


@pytest.mark.parametrize("name", [path.name for path in sorted(SESSIONS.glob("*.toml"))])
def test_a_copy_holds_no_vote_unless_it_is_asked_for(name: str, folder: Path) -> None:
    path = Path(shutil.copy(SESSIONS / name, folder))
    whole = archive.duplicate(path, "Whole", random_ids(Random(1)), ballots=True)
    bare = archive.duplicate(path, "Bare", random_ids(Random(2)))
    before, with_votes, without = (session_file.read(each).session for each in (path, whole, bare))
    assert (with_votes.revealed, with_votes.dots) == (before.revealed, before.dots)
    assert hidden(replace(before, revealed={})) == hidden(replace(with_votes, revealed={}))
    assert not hidden(without)
    assert (without.revealed, without.dots) == ({}, {})
    assert not any(person.voter for person in without.people.values())
    for vote in (".ballots.", ".hands.", ".rounds.", "voter ="):
        assert vote not in bare.read_text().partition("[kit")[0]
    assert [note for _, note in _notes(without)] == [note for _, note in _notes(before)]


def _notes(session: Session) -> list[tuple[str, questions.Note]]:
    stages = session.kit.of_kind("questions")
    return [pair for s in stages for pair in questions.answers(session, s).notes.items()]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_copy_has_the_mode_of_its_original(path: Path, mode: int) -> None:
    path.chmod(mode)
    made = archive.duplicate(path, "Copy", lambda: "new")
    assert stat.S_IMODE(made.stat().st_mode) == mode | stat.S_IWUSR


def test_what_is_moved_where_there_are_no_links_keeps_its_mode(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    path.chmod(0o640)
    monkeypatch.setattr(os, "link", link)
    assert stat.S_IMODE(archive.archive(path, state).stat().st_mode) == 0o640


def test_what_is_open_or_a_link_is_left_alone(path: Path, state: Path) -> None:
    data = path.read_bytes()
    presence = Presence(path, Machine(), NOW)
    with pytest.raises(FileProblem, match="is open"):
        archive.archive(path, state)
    with pytest.raises(FileProblem, match="is open"):
        archive.delete(path, state, NOW)
    with pytest.raises(FileProblem, match="is open"):
        archive.rename(path, "Other", state, NOW)
    presence.leave()
    link = path.with_name("link.toml")
    link.symlink_to(path)
    with pytest.raises(FileProblem, match="link"):
        archive.delete(link, state, NOW)
    assert path.read_bytes() == data


def test_a_file_of_a_newer_version_is_moved_but_never_written(path: Path, state: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"schema = 2", b"schema = 99", 1))
    data = path.read_bytes()
    with pytest.raises(FileProblem):
        archive.rename(path, "Other", state, NOW)
    with pytest.raises(FileProblem):
        archive.duplicate(path, "Other", lambda: "new")
    assert archive.archive(path, state).read_bytes() == data
