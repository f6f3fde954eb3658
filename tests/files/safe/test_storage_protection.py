"""The protection as the app has it: a sitting makes backups, and says if it cannot."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from storage_examples import session
from valueworkshop.core.session.desk import Desk
from valueworkshop.files.safe import backups
from valueworkshop.files.text.session_file import dumps, read
from valueworkshop.sitting.sitting import Sitting

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    return path


def sitting_at(path: Path) -> tuple[Sitting, list[tuple[str, str]]]:
    document = read(path)
    desk = Desk(document.session, ids=lambda: "n1", today=lambda: TODAY)
    sitting = Sitting(desk, path, document)
    told: list[tuple[str, str]] = []
    sitting.on_status = lambda text, unusual: told.append((text, unusual))
    return sitting, told


def without_time(told: tuple[str, str]) -> tuple[str, str]:
    assert re.search(r"saved \d\d:\d\d", told[0])
    return re.sub(r" \d\d:\d\d", "", told[0]), told[1]


def test_a_sitting_keeps_what_it_found(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(tmp_path / "state"))
    before = path.read_bytes()
    sitting, told = sitting_at(path)
    for title in ("one", "two"):
        sitting.desk.commit(replace(session(), title=title))
        assert sitting.flush() == "Saved to x.toml."
    sitting.saver.close()
    shelf = backups.shelf_of(tmp_path / "state", session().id)
    assert [backup.read() for backup in backups.listing(shelf)] == [before]
    assert without_time(told[-1]) == ("saved", "")


def test_a_sitting_without_backups_saves_and_says_so_once(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """19: the state folder cannot be written to."""
    (tmp_path / "state").touch()
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(tmp_path / "state"))
    sitting, told = sitting_at(path)
    for title in ("one", "two"):
        sitting.desk.commit(replace(session(), title=title))
        sitting.flush()
    sitting.saver.close()
    assert read(path).session.title == "two"
    unusual = [text for _, text in told if text]
    assert unusual == [
        "no copy is kept on this computer: a part of its path is a file, not a folder"
    ]
    assert without_time(told[-1]) == ("saved, no crash protection", "")
