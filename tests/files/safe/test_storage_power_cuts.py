"""10, 11: whatever a power cut leaves, at whichever call of a save, what is read is old or new.

`crash_states` enumerates what may be left. Broken ways to save are found out by it, so that what
it says of ours means something.
"""

import datetime as dt
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crash_states import PowerCuts, build
from storage_examples import session
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.home.cut_off_saves import sweep
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.atomic import Calls, create, write
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.safe.typing_log import TypingLog, left_over, typed_folder
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem, NotFoundError

NOW = dt.datetime(2026, 11, 23, 9, 0, 0, tzinfo=dt.UTC)
NOTHING, DAMAGED = "nothing", "damaged"

Look = Callable[[Path], str]
Save = Callable[[Path, bytes, Calls], None]


def data_of(title: str) -> bytes:
    return session_file.dumps(replace(session(), title=title))


def title_in(path: Path) -> str:
    """Return what the reader of sessions says of a file."""
    try:
        return session_file.read(path).session.title
    except NotFoundError:
        return NOTHING
    except FileProblem:
        return DAMAGED


def outcomes(cuts: PowerCuts, look: Look, tmp_path: Path) -> set[tuple[str, str]]:
    """Return (acknowledged, what is found) for every state."""
    found = set()
    at = tmp_path / "after the power cut"
    for acknowledged, state in cuts.found:
        build(state, cuts.root, at)
        found.add((acknowledged, look(at)))
        shutil.rmtree(at)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "disk"
    made.mkdir()
    return made


def three_saves(folder: Path, save: Save, tmp_path: Path) -> set[tuple[str, str]]:
    path = folder / "x.toml"
    path.write_bytes(data_of("0"))
    cuts = PowerCuts(folder)
    for title in ("1", "2", "3"):
        save(path, data_of(title), cuts.calls)
        cuts.acknowledge(title)
    return outcomes(cuts, lambda at: title_in(at / "x.toml"), tmp_path)


def test_a_save_leaves_the_old_or_the_new_and_once_acknowledged_the_new(
    folder: Path, tmp_path: Path
) -> None:
    assert three_saves(folder, write, tmp_path) == {
        *(("", "0"), ("", "1"), ("1", "1")),
        *(("1", "2"), ("2", "2"), ("2", "3"), ("3", "3")),
    }


def test_a_new_file_is_whole_or_not_there_and_once_acknowledged_whole(
    folder: Path, tmp_path: Path
) -> None:
    cuts = PowerCuts(folder)
    create(folder / "x.toml", data_of("new"), cuts.calls)
    cuts.acknowledge("new")
    found = outcomes(cuts, lambda at: title_in(at / "x.toml"), tmp_path)
    assert found == {("", NOTHING), ("", "new"), ("new", "new")}


def test_without_hard_links_a_new_file_is_never_half(folder: Path, tmp_path: Path) -> None:
    """An empty file may have its name; the whole text is then beside it."""

    def no_links(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def look(at: Path) -> str:
        path = at / "x.toml"
        return "empty" if path.exists() and not path.read_bytes() else title_in(path)

    cuts = PowerCuts(folder)
    create(folder / "x.toml", data_of("new"), replace(cuts.calls, link=no_links))
    cuts.acknowledge("new")
    assert outcomes(cuts, look, tmp_path) == {
        *(("", NOTHING), ("", "empty"), ("", "new")),
        ("new", "new"),
    }


def test_a_workshop_in_a_new_folder_is_there_once_acknowledged(
    folder: Path, tmp_path: Path
) -> None:
    def look(at: Path) -> str:
        titles = [title_in(entry.path) for entry in listing(at / "documents" / "workshops")]
        return " ".join(titles) or NOTHING

    cuts = PowerCuts(folder)
    with cuts.everywhere():
        save_new(replace(session(), title="new"), folder / "documents" / "workshops")
    cuts.acknowledge("new")
    found = outcomes(cuts, look, tmp_path)
    assert found == {("", NOTHING), ("", "new"), ("new", "new")}


def test_a_draft_that_is_told_of_is_there(folder: Path, tmp_path: Path) -> None:
    def look(at: Path) -> str:
        drafts = left_drafts(at / "state", session().id)
        titles = [session_file.loads(each.data, "draft").session.title for each in drafts]
        return " ".join(titles) or NOTHING

    cuts = PowerCuts(folder)
    # The typing log makes the state folder first, and waits for no disk.
    (folder / "state").mkdir()
    cuts._names[folder / "state"] = [None, 0]  # noqa: SLF001 - made, and not safe yet
    draft = Draft(folder / "state", session().id)
    with cuts.everywhere():
        for title in ("1", "2"):
            draft.write(data_of(title), [])
            cuts.acknowledge(title)
    draft.close()
    found = outcomes(cuts, look, tmp_path)
    assert found == {("", NOTHING), ("", "1"), ("1", "1"), ("1", "2"), ("2", "2")}


def test_what_a_save_replaces_is_in_a_backup_first(folder: Path, tmp_path: Path) -> None:
    """At no moment is the old content neither in the file nor in the backups."""

    def look(at: Path) -> str:
        kept = [each.read() for each in backups.listing(at / "state" / "backups" / "shelf")]
        old = data_of("old") in [*kept, (at / "x.toml").read_bytes()]
        return f"{title_in(at / 'x.toml')}, old {'kept' if old else 'lost'}"

    path = folder / "x.toml"
    path.write_bytes(data_of("old"))
    cuts = PowerCuts(folder)
    shelf = folder / "state" / "backups" / "shelf"
    with cuts.everywhere():
        backups.keep(shelf, data_of("old"), kind=backups.Kind.FOUND, name="x.toml", now=NOW)
        cuts.acknowledge("kept")
        write(path, data_of("new"))
        cuts.acknowledge("saved")
    assert outcomes(cuts, look, tmp_path) == {
        *(("", "old, old kept"), ("kept", "old, old kept")),
        *(("kept", "new, old kept"), ("saved", "new, old kept")),
    }


def test_what_is_left_beside_the_file_goes_to_the_backups(folder: Path, tmp_path: Path) -> None:
    """3: in none of the states does the sweep touch the session, or leave anything there."""
    path = folder / "x.toml"
    path.write_bytes(data_of("old"))
    cuts = PowerCuts(folder)
    write(path, data_of("new"), cuts.calls)

    def look(at: Path) -> str:
        before = (at / "x.toml").read_bytes()
        sweep(at, tmp_path / "state", dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90))
        assert [each.name for each in at.iterdir()] == ["x.toml"]
        return "same" if (at / "x.toml").read_bytes() == before else "other"

    assert outcomes(cuts, look, tmp_path) == {("", "same")}


def cut_and_zeroed(data: bytes) -> Iterator[bytes]:
    for end in range(0, len(data), 7):
        yield data[:end]
        yield data[:end] + bytes(len(data) - end)


def test_what_a_power_cut_leaves_of_the_hot_line_is_what_was_typed(tmp_path: Path) -> None:
    """It is not synced: its end may be missing or zeros, but nothing is made up of that."""
    state, spot = tmp_path / "state", Spot("guiding", "expectations")
    typed = ["h", "ha", "hal", "half", "half a thought " * 40, "half a thought " * 41]
    log = TypingLog(state, "s1")
    for text in typed:
        log.note_fields({spot: text}, session())
    log.close()
    (path,) = typed_folder(state, "s1").iterdir()
    data = path.read_bytes()
    found = []
    for left in (*cut_and_zeroed(data), data):
        path.write_bytes(left)
        pieces = left_over(state, "s1").pieces
        found += [piece.text for piece in pieces] or [""]
    assert set(found) == {"", *typed}
    assert sorted(found, key=len) == found


# Ways to save that are broken, each found out


def without_sync_of_the_file(path: Path, data: bytes, calls: Calls) -> None:
    def only_of_folders(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - of a link
            calls.sync(descriptor)

    write(path, data, replace(calls, sync=only_of_folders))


def without_sync_of_the_folder(path: Path, data: bytes, calls: Calls) -> None:
    def only_of_files(descriptor: int) -> None:
        if not os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - of a link
            calls.sync(descriptor)

    write(path, data, replace(calls, sync=only_of_files))


def in_place(path: Path, data: bytes, calls: Calls) -> None:
    descriptor = calls.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    calls.write(descriptor, data)
    calls.sync(descriptor)
    calls.close(descriptor)


def taken_away_first(path: Path, data: bytes, calls: Calls) -> None:
    calls.unlink(path)
    create(path, data, calls)


@pytest.mark.parametrize(
    ("save", "found"),
    [
        (without_sync_of_the_file, ("1", DAMAGED)),
        (without_sync_of_the_folder, ("3", "2")),
        (in_place, ("1", DAMAGED)),
        (taken_away_first, ("1", NOTHING)),
    ],
)
def test_a_broken_way_to_save_is_found_out(
    folder: Path, tmp_path: Path, save: Save, found: tuple[str, str]
) -> None:
    assert found in three_saves(folder, save, tmp_path)


def test_a_file_that_is_whole_only_at_the_end_is_found_out(folder: Path, tmp_path: Path) -> None:
    """A new file written straight under its name."""
    cuts = PowerCuts(folder)
    atomic._written(folder / "x.toml", data_of("new"), None, cuts.calls)  # noqa: SLF001
    found = outcomes(cuts, lambda at: title_in(at / "x.toml"), tmp_path)
    assert ("", DAMAGED) in found
