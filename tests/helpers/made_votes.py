"""Votes for the tests of the scoring: written out by hand, and made up by hypothesis."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from valueworkshop.core.scoring.item_score import GRADES, Facet, Given, ItemVotes
from valueworkshop.core.scoring.stage_score import StageVotes

Answer = tuple[int | None, ...]
PEOPLE = ("ann", "bob", "cay", "dan", "eve")


def facet(numbers: Iterable[int | None]) -> Facet:
    numbers = list(numbers)
    counts = tuple(numbers.count(point) for point in range(1, 6))
    return Facet(counts=counts, dont_know=numbers.count(None))


def votes_of(given: Mapping[str, Given], *, weighed: bool = True) -> ItemVotes:
    return ItemVotes(
        given=given,
        needed=facet(one.needed for one in given.values()),
        today=facet(one.today for one in given.values()),
        weight=facet(one.weight for one in given.values()) if weighed else None,
    )


def answered(*answers: Answer, weighed: bool = False) -> ItemVotes:
    """Make votes of (needed, today) or (needed, today, weight), one per person."""
    given = {
        f"p{number:02}": Given(**dict(zip(("needed", "today", "weight"), answer, strict=False)))
        for number, answer in enumerate(answers)
    }
    return votes_of(given, weighed=weighed)


def hands(
    needed: tuple[int, ...], today: tuple[int, ...], weight: tuple[int, ...] | None = None
) -> ItemVotes:
    return ItemVotes(
        needed=Facet(counts=needed),
        today=Facet(counts=today),
        weight=None if weight is None else Facet(counts=weight),
        paired=False,
    )


def with_one(votes: ItemVotes, voter: str, given: Given) -> ItemVotes:
    return votes_of({**votes.given, voter: given}, weighed=votes.weight is not None)


def without(stages: Iterable[StageVotes], voter: str) -> list[StageVotes]:
    return [
        replace(stage, items={key: _less(item, voter) for key, item in stage.items.items()})
        for stage in stages
    ]


def _less(votes: ItemVotes, voter: str) -> ItemVotes:
    left = {key: given for key, given in votes.given.items() if key != voter}
    return votes_of(left, weighed=votes.weight is not None)


numbers = st.one_of(st.none(), *[st.integers(1, 5)] * 5)
givens = st.builds(Given, needed=numbers, today=numbers, weight=numbers)
five_counts = st.tuples(*[st.integers(0, 6)] * 5)
hand_counts = st.builds(hands, five_counts, five_counts, st.one_of(st.none(), five_counts))


@st.composite
def ballots(draw: st.DrawFn) -> ItemVotes:
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    given = {person: draw(givens) for person in people}
    return votes_of(given, weighed=draw(st.booleans()))


@st.composite
def stages(draw: st.DrawFn) -> list[StageVotes]:
    return [
        StageVotes(
            key=f"stage {number}",
            points=draw(st.integers(0, 3)),
            items=(items := draw(st.dictionaries(st.sampled_from("uvwx"), ballots(), min_size=1))),
            evidence={key: draw(st.sampled_from(GRADES)) for key in items if draw(st.booleans())},
            present=len(PEOPLE),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
