"""Many files are read by other processes, and nothing depends on them."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from valueworkshop.library import folder_scan
from valueworkshop.library.cache import Cache, opened
from valueworkshop.library.folder_scan import records
from valueworkshop.library.read_beside import LOT, READERS, read_beside
from valueworkshop.library.read_record import record_at

SAMPLES = sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """More files than the readers have at once; one of them is broken, one has an odd name."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    found = []
    for number in range(4 * LOT):
        found.append(folder / f"{number:03}.toml")
        shutil.copy(SAMPLES[number % 3], found[-1])
    found[5].write_text("schema = 1\ntitle = ", encoding="utf-8")
    odd = found[7].with_name("wörter & [bold] \u202e.toml")
    found[7] = found[7].rename(odd)
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """A cache that knows nothing."""
    with opened(tmp_path / "state") as cache:
        yield cache


def test_other_processes_read_the_same_in_order(paths: list[Path]) -> None:
    assert list(read_beside(paths, lambda: True)) == [record_at(path) for path in paths]


def test_a_folder_of_many_files_is_read_so(
    paths: list[Path], cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {record.path: record for record in records(paths[0].parent, cache)}
    monkeypatch.setattr(folder_scan, "MANY", len(paths))
    with opened(cache_elsewhere := paths[0].parent.parent / "other") as other:
        beside = {record.path: record for record in records(paths[0].parent, other)}
    assert cache_elsewhere.is_dir()
    assert beside == alone
    assert len(beside) == len(paths)


@pytest.mark.parametrize("program", ["/nowhere/python", shutil.which("true") or "true"])
def test_without_other_processes_it_reads_all_the_same(
    paths: list[Path], program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert list(read_beside(paths, lambda: True)) == [record_at(path) for path in paths]


def test_it_stops_when_it_is_told_to(paths: list[Path]) -> None:
    lots = iter([True] * (2 * READERS + 1) + [False] * 99)
    found = list(read_beside(paths * 3, lambda: next(lots)))
    assert found == [record_at(path) for path in paths[:LOT]]
