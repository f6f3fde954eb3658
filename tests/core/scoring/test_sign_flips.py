from collections.abc import Iterator
from dataclasses import astuple, replace
from itertools import product
from math import fsum, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import answered, hands, stages, votes_of
from valueworkshop.core.scoring.item_score import Given, ItemScore, ItemVotes, score_item
from valueworkshop.core.scoring.sign_flips import SignFlips, is_quick, sign_flips
from valueworkshop.core.scoring.stage_score import StageVotes, score_stage
from valueworkshop.core.scoring.value_gap_index import score_index

moderate = settings(max_examples=50, deadline=None)
few = settings(max_examples=12, deadline=None)


def stage(*items: ItemVotes, key: str = "q", points: int = 1) -> StageVotes:
    named = dict(zip("uvwxyz", items, strict=False))
    return StageVotes(key=key, points=points, items=named, present=4)


def made(seed: int, people: int, items: int, *, weighed: bool = True) -> StageVotes:
    random = Random(seed)
    rows = [
        [tuple(random.randint(1, 5) for _ in range(3)) for _ in range(people)] for _ in range(items)
    ]
    return StageVotes(
        key="q", items={f"i{n}": answered(*row, weighed=weighed) for n, row in enumerate(rows)}
    )


def by_hand(votes: StageVotes) -> tuple[list[float], list[float]]:
    """Return indices and largest w * G in all ways, as the definition says it."""
    scores = {key: score_item(item) for key, item in votes.items.items()}
    voters = sorted({who for item in votes.items.values() for who in item.given})
    whole = fsum(s.weight for s in scores.values() if s.weight and s.priority is not None)
    indices, largest = [], []
    for signs in product((1, -1), repeat=len(voters)):
        sign = dict(zip(voters, signs, strict=True))
        gaps = {}
        for key, item in votes.items.items():
            by = {
                who: 25.0 * (one.needed - one.today)
                for who, one in item.given.items()
                if one.needed is not None and one.today is not None
            }
            n = len(by)
            middle = fsum(by.values()) / n
            stretched = sqrt(n / (n - 1))
            flipped = fsum(sign[who] * (d - middle) * stretched for who, d in by.items()) / n
            gaps[key] = max(0.0, flipped)
        priorities = [(scores[key].weight or 0.0) * gap for key, gap in gaps.items()]
        largest.append(max(priorities))
        indices.append(fsum(priorities) / whole)
    return sorted(indices), sorted(largest)


@pytest.mark.parametrize(("people", "items"), [(2, 4), (3, 4), (5, 4), (7, 4), (12, 2)])
def test_all_ways_of_flipping_are_tried(people: int, items: int) -> None:
    votes = made(people, people, items)
    indices, largest = by_hand(votes)
    found = sign_flips([votes])
    ways = 2**people
    assert found.people == people
    assert found.floor == pytest.approx(fsum(indices) / ways)
    assert found.limit == pytest.approx(indices[-(-ways * 95 // 100) - 1])
    assert found.act == pytest.approx(largest[-(-ways * 80 // 100) - 1])


def test_the_mean_agrees_with_the_noise_floor_by_formula() -> None:
    for people in (6, 12, 20):
        votes = made(1, people, 12)
        formula, found = score_index([votes]).floor, sign_flips([votes]).floor
        assert found == pytest.approx(formula, rel=0.06)


def test_the_fixed_list_of_ways_comes_close_to_all_ways() -> None:
    """Twelve people in all ways; with one who gave nothing that counts, in the fixed list."""
    votes = made(3, 12, 6)
    thirteen = {
        key: votes_of({**item.given, "mean": Given(needed=3, today=3, weight=None)})
        for key, item in votes.items.items()
    }
    exact = sign_flips([votes])
    listed = sign_flips([replace(votes, items=thirteen)])
    assert (exact.people, listed.people) == (12, 13)
    assert exact.limit is not None
    assert listed.limit == pytest.approx(exact.limit, rel=0.15)
    assert listed.act == pytest.approx(exact.act, rel=0.2)


def test_beyond_twelve_people_the_list_of_ways_is_always_the_same() -> None:
    """If a number moves here, it moves in every workshop of so many people that was ever held."""
    votes = made(7, 14, 3)
    found = sign_flips([votes])
    assert found.people == 14
    numbers = [found.floor, found.limit, found.act]
    assert numbers == pytest.approx([6.30955592, 15.92173277, 11.58202057])
    indices, largest = by_hand(votes)  # all 16,384 ways
    ways = 2**14
    exact = [fsum(indices) / ways, indices[-(-ways * 95 // 100) - 1]]
    assert numbers == pytest.approx([*exact, largest[-(-ways * 80 // 100) - 1]], rel=0.05)


def shuffled(votes: StageVotes, random: Random) -> StageVotes:
    """Return the same votes with people and items in another order and people renamed."""
    voters = sorted({who for item in votes.items.values() for who in item.given})
    names = dict(zip(voters, random.sample(range(900), len(voters)), strict=True))
    items = list(votes.items.items())
    random.shuffle(items)
    anew = {}
    for key, item in items:
        given = [(f"n{names[who]:03}", one) for who, one in item.given.items()]
        random.shuffle(given)
        anew[key] = replace(item, given=dict(given))
    return replace(votes, items=anew)


@given(st.integers(0, 10**6), st.sampled_from((4, 9, 14)))
@few
def test_any_order_of_people_and_items_gives_the_same_bits(seed: int, people: int) -> None:
    votes = made(seed, people, 5)
    other = replace(made(seed + 1, people, 3), key="r")
    found = sign_flips([votes, other])
    random = Random(seed)
    voters = [f"p{n:02}" for n in range(people)]
    names = dict(zip(voters, random.sample(voters, people), strict=True))
    both = [
        replace(
            each,
            items={
                key: replace(item, given={names[who]: item.given[who] for who in item.given})
                for key, item in reversed([*each.items.items()])
            },
        )
        for each in (other, votes)
    ]
    assert sign_flips(both) == found
    assert sign_flips([shuffled(votes, random)]) == sign_flips([votes])


@given(stages())
@moderate
def test_chance_lies_within_the_scale(votes: list[StageVotes]) -> None:
    found = sign_flips(votes)
    for number in (found.floor, found.limit, found.act):
        assert number is None or 0 <= number <= 100 * sqrt(2)
    if found.floor is not None and found.limit is not None:
        assert found.floor <= found.limit + 1e-9
        assert score_index(votes).value is not None
        assert score_index(votes).floor is not None
    if found.act is None:
        assert all(each.n < 2 or each.weight is None for each in scores_of(votes))


def scores_of(votes: list[StageVotes]) -> Iterator[ItemScore]:
    for each in votes:
        yield from score_stage(each).items.values()


def test_where_nobody_differs_chance_makes_nothing() -> None:
    assert sign_flips([stage(answered(*[(4, 3)] * 5))]) == SignFlips(
        floor=0, limit=0, act=0, people=5
    )


def test_nothing_rated_and_one_person_have_no_limit() -> None:
    nothing = SignFlips(floor=None, limit=None, act=None, people=0)
    assert sign_flips([]) == sign_flips([stage(ItemVotes())]) == nothing
    assert sign_flips([stage(answered((5, 1)))]) == nothing
    beside = sign_flips([stage(answered((5, 1)), answered((5, 1), (4, 2), (3, 3)))])
    assert (beside.floor, beside.limit) == (None, None)  # one answer has a part in the index
    assert beside.act is not None


def test_each_hand_has_a_sign_of_its_own_and_the_index_no_limit() -> None:
    votes = hands((0, 0, 1, 1, 2), (1, 1, 1, 1, 0))
    found = sign_flips([stage(votes)])
    assert (found.limit, found.people) == (None, 8)
    error = score_item(votes).error
    assert error is not None
    assert found.act == pytest.approx(0.84 * error, rel=0.25)  # the normal's 80 % point
    beside = [stage(answered((5, 3), (4, 4), (3, 1))), stage(votes, key="r", points=0)]
    assert sign_flips(beside).limit is not None  # outside the index they do not stand in the way


def test_a_person_has_one_sign_through_all_linked_stages() -> None:
    """Two stages of two items that the same people rated are as one stage of the four."""
    items = [*made(11, 6, 4, weighed=False).items.values()]
    apart = sign_flips([stage(*items[:2]), stage(*items[2:], key="r")])
    together = sign_flips([stage(*items)])
    assert apart.people == together.people == 6
    for one, other in zip(astuple(apart)[:3], astuple(together)[:3], strict=True):
        assert one == pytest.approx(other)


def test_ballots_that_are_not_linked_are_taken_for_those_who_move_most_in_both() -> None:
    one = answered((5, 1), (5, 5), (5, 4), (3, 3))
    renamed = votes_of({f"x{who}": given for who, given in one.given.items()}, weighed=False)
    linked = sign_flips([stage(one), stage(one, key="r")])
    unlinked = sign_flips([stage(one), stage(renamed, key="r")])
    assert unlinked == linked
    assert unlinked.people == 4


def test_evidence_and_people_present_change_nothing_and_are_not_worked_out_anew() -> None:
    votes = made(5, 6, 3)
    assert sign_flips.known([votes]) is None
    found = sign_flips([votes])
    other = replace(votes, evidence={"i0": "measured"}, present=30)
    assert sign_flips.known([other]) is found
    assert sign_flips.known([replace(votes, points=3)]) is None


def test_small_rooms_are_quick() -> None:
    assert is_quick([made(1, 6, 20)])
    assert is_quick([made(1, 20, 6)])
    assert not is_quick([made(1, 12, 20)])
    shown = hands((0, 0, 0, 0, 4), (0, 0, 4, 0, 0))
    assert is_quick([stage(*[shown] * 6)])
    assert not is_quick([stage(*[shown] * 6), stage(*[shown] * 6, key="r")])
