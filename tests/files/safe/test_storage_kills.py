"""Processes that are killed while they save: again and again, each time at another moment."""

import datetime as dt
import os
from pathlib import Path
from random import Random

import pytest

from killed_writers import Writer, file_in, prepare
from storage_examples import session
from valueworkshop.files.home.cut_off_saves import sweep
from valueworkshop.files.safe import backups
from valueworkshop.files.text.session_file import loads, read

KILLS = int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "0")) or 30


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_killed_again_and_again_no_file_is_damaged_and_nothing_acknowledged_lost(
    tmp_path: Path,
) -> None:
    """1: the file, its backups, and what was cut off beside it, which goes to the backups."""
    prepare(tmp_path)
    path, shelf = file_in(tmp_path), backups.shelf_of(tmp_path / "state", session().id)
    random, number = Random(23), 0
    for _ in range(KILLS):
        writer = Writer(tmp_path, number, flushing=True)
        writer.hear(random.randrange(1, 8))
        for _ in range(random.randrange(20_000)):
            pass  # the moment differs by up to half a millisecond: a save takes a few
        writer.kill()
        number = int(read(path).session.title)
        assert writer.told.saved <= number <= max(writer.told.begun)
    sweep(path.parent, tmp_path / "state", dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90))
    assert [each.name for each in path.parent.iterdir()] == ["x.toml"]
    kept = backups.listing(shelf)
    assert kept[0].kind in (backups.Kind.FOUND, backups.Kind.LEFT)
    for backup in kept:
        if backup.kind is backups.Kind.FOUND:
            loads(backup.read(), backup.name)
