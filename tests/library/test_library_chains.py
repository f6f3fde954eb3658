"""Workshops that follow each other."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from valueworkshop.library.chains import Chains
from valueworkshop.library.record import Record


def record(name: str, follows: str = "", path: str = "") -> Record:
    return Record(path=Path(path or f"{name}.toml"), id=name, title=name, follows=follows)


A, B, C = record("a"), record("b", "a"), record("c", "b")


def names(chain: Sequence[Record]) -> str:
    return " ".join(each.path.stem for each in chain)


@pytest.mark.parametrize("one", [A, B, C])
def test_a_chain_is_the_same_from_each_of_its_workshops(one: Record) -> None:
    assert names(Chains([C, A, B]).of(one)) == "a b c"


def test_one_alone_and_one_whose_predecessor_is_gone_stand_alone() -> None:
    chains = Chains([C, A])
    assert names(chains.of(A)) == "a"
    assert names(chains.of(C)) == "c"
    assert names(chains.of(record("", path="head.toml"))) == "head"


def test_where_two_follow_one_the_chain_ends() -> None:
    other = record("other", "a")
    chains = Chains([A, B, other, C])
    assert names(chains.of(A)) == "a"
    assert names(chains.of(C)) == "a b c"
    assert names(chains.of(other)) == "a other"


def test_copies_and_circles_do_no_harm() -> None:
    copy = record("b", "a", "b-copy.toml")
    assert names(Chains([A, B, copy, C]).of(copy)) == "a b-copy c"
    x, y = record("x", "y"), record("y", "x")
    assert names(Chains([x, y]).of(x)) == "y x"
    own = record("own", "own")
    assert names(Chains([own]).of(own)) == "own"
