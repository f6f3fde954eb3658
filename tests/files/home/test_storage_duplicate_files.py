"""Copies of a workshop, as synced folders make them: 46."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.files.home.duplicate_files import grouped, original

COPIES = (
    "x.conflict-20261122-090000.toml",
    "x.conflict-20261122-090000-2.toml",
    "x (conflicted copy).toml",
    "x (Ada's conflicted copy 2026-11-22).toml",
    "x.sync-conflict-20261122-090000-ABCDEF7.toml",
    "x-PC.toml",
    "x (1).toml",
    "x copy.toml",
    "x - Copy.toml",
)


@pytest.mark.parametrize("name", COPIES)
def test_the_original_is_known_by_its_name(name: str) -> None:
    """46"""
    assert original([Path(name), Path("x.toml")]) == Path("x.toml")
    assert original([Path("x.toml"), Path(name)]) == Path("x.toml")


def test_a_mark_tells_more_than_a_length() -> None:
    renamed = Path("autumn-workshop-with-dealers.toml")
    assert original([Path("x (1).toml"), renamed]) == renamed


def test_copies_stand_behind_their_original() -> None:
    """46"""
    names = ["x (1).toml", "a.toml", "x.toml", "broken.toml", "x-PC.toml"]
    ids = ["x", "a", "x", None, "x"]
    found = grouped((key, Path(name), name) for key, name in zip(ids, names, strict=True))
    assert found == [
        ("x.toml", None),
        ("x (1).toml", Path("x.toml")),
        ("x-PC.toml", Path("x.toml")),
        ("a.toml", None),
        ("broken.toml", None),
    ]


@given(st.lists(st.sampled_from(["a", "b", None]), max_size=8))
def test_no_workshop_is_ever_hidden(ids: list[str | None]) -> None:
    """46"""
    things = [(key, Path(f"{number}.toml"), number) for number, key in enumerate(ids)]
    assert sorted(number for number, _ in grouped(things)) == list(range(len(ids)))
