"""Files of other schemas: older ones are read as they are, newer ones are only read."""

import os
import re
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from storage_examples import session, text
from valueworkshop.files.home.named_sessions import glance
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import atomic, backups
from valueworkshop.files.safe.atomic import Calls
from valueworkshop.files.safe.backups import Keeper, Kind
from valueworkshop.files.safe.disk_clock import SystemClock
from valueworkshop.files.saving.save_rules import State
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.saving.shared_file import Disk
from valueworkshop.files.text.migrations import SCHEMA, migrated
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import loads, parse, read, written

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted({path.stem.rpartition("-")[0] for path in GOLDEN.glob("*.toml")})


def golden(name: str, schema: int) -> Path:
    return GOLDEN / f"{name}-{schema}.toml"


def newer(content: str, schema: int = 99) -> bytes:
    content = re.sub(r"^schema = \d+", f"schema = {schema}", content, flags=re.MULTILINE)
    return content.replace(f"session-{SCHEMA}.json", f"session-{schema}.json").encode()


# Older


def test_there_are_files_of_every_schema() -> None:
    assert NAMES == ["restaurant", "rich"]
    for name in NAMES:
        assert all(golden(name, schema).exists() for schema in range(1, SCHEMA + 1))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_file_of_any_schema_is_written_in_the_present_one(name: str, schema: int) -> None:
    """60: the golden files are byte for byte what came of them."""
    document = read(golden(name, schema))
    assert document.read_only == ""
    data, lost = written(document.session, document.extras, document.comments)
    assert (data.decode(), lost) == (golden(name, SCHEMA).read_text(encoding="utf-8"), "")
    assert document.session == read(golden(name, SCHEMA)).session


def test_a_step_leaves_what_it_was_given_as_it_was() -> None:
    plain = parse(golden("rich", 1).read_text(encoding="utf-8"), "x")
    before = repr(plain.tree)
    assert isinstance(migrated(plain.tree, 1)["revealed"], dict)
    assert repr(plain.tree) == before
    assert migrated(plain.tree, SCHEMA) == plain.tree


def test_what_is_wrong_in_an_older_file_is_named_by_its_own_line() -> None:
    content = golden("rich", 1).read_text(encoding="utf-8")
    lines = content.split("\n")
    at = lines.index('    "rate/1/price",') + 1
    for old, new, said in (
        ('    "rate/1/price",', "    5,", f"x.toml:{at}:5: revealed[2]: must be text"),
        ("rating = 4", "rating = 9", f"x.toml:{lines.index('rating = 4') + 1}:1: answers.end."),
    ):
        with pytest.raises(FileProblem) as caught:
            loads(content.replace(old, new).encode(), "x.toml")
        assert str(caught.value).startswith(said)
    start, _, rest = content.partition("revealed = [")
    with pytest.raises(FileProblem, match="revealed: must be a table"):
        loads((start + "revealed = 5" + rest.partition("]")[2]).encode(), "x.toml")


def saver_of(path: Path, shelf: Path, write: Callable[..., None]) -> Saver:
    keeper = Keeper(shelf, path.name, SystemClock())
    return Saver(path, read(path), disk=Disk(write=write), keep=keeper.before_save)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("step", ["sync", "replace"])
def test_a_kill_while_migrating_leaves_the_old_file(tmp_path: Path, step: str) -> None:
    """13 and 60: its bytes are backed up, and it is migrated again at the next try."""
    path, shelf = tmp_path / "x.toml", tmp_path / "shelf"
    old = golden("rich", 1).read_bytes()
    path.write_bytes(old)
    edited = replace(read(path).session, title="Other")

    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:  # the pragma below: coverage does not outlive SIGKILL
        calls = Calls(**{step: kill})  # type: ignore[arg-type]
        saver = saver_of(path, shelf, partial(atomic.write, calls=calls))
        saver.submit(edited)
        saver.close()
        os._exit(0)  # pragma: no cover
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert path.read_bytes() == old
    saver = saver_of(path, shelf, atomic.write)
    saver.submit(edited)
    assert saver.close().state is State.SAVED
    assert path.read_bytes() == golden("rich", SCHEMA).read_bytes().replace(
        b"Dealers, autumn", b"Other"
    )
    (backup,) = backups.listing(shelf)
    assert (backup.kind, backup.read()) == (Kind.FOUND, old)


# Newer


def test_a_newer_file_is_only_read(tmp_path: Path) -> None:
    """60: schema 99; we mention the keys that it adds."""
    path = tmp_path / "x.toml"
    path.write_bytes(newer(text().replace("offer =", "future = [1]\noffer =")))
    document = read(path)
    assert document.session == session()
    assert "99" in document.read_only
    assert [warning.path for warning in document.warnings] == ["schema", "future"]
    (entry,) = listing(tmp_path)
    assert glance(entry).title == session().title


def test_a_newer_file_is_never_written(tmp_path: Path) -> None:
    """60: it is byte for byte the same after closing, and we say so."""
    path, before = tmp_path / "x.toml", newer(text())
    path.write_bytes(before)
    saver = Saver(path, read(path))
    assert saver.flush().state is State.SAVED
    saver.submit(replace(session(), title="Other"))
    status = saver.close()
    assert status.state is State.FAILED
    assert "cannot be changed here" in status.reason
    assert "newer version" in status.reason
    assert [each.name for each in tmp_path.iterdir()] == ["x.toml"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Dealers, autumn"', "headline = 1"),
        ('kind = "ratings"', 'kind = "dream"'),
        ("speed = 5", "speed = { value = 5 }"),
    ],
)
def test_a_newer_file_that_says_more_than_can_be_read_is_refused(old: str, new: str) -> None:
    assert old in text()
    with pytest.raises(FileProblem) as caught:
        loads(newer(text().replace(old, new)), "x.toml")
    assert str(caught.value) == (
        f"x.toml:2:1: schema: is 99, from a newer version: this one reads up to {SCHEMA}; "
        "install a newer one"
    )
