from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import answered, ballots, hands, votes_of
from valueworkshop.core.scoring.item_score import Facet, ItemVotes, score_item
from valueworkshop.core.scoring.ranks import Rank, needs_alike, ranks

moderate = settings(max_examples=80, deadline=None)
vote = st.dictionaries(st.sampled_from("uvwxyz"), ballots(), max_size=5)


def test_equal_priorities_share_the_better_place() -> None:
    items = {
        "small": answered((3, 2), (3, 3)),
        "one": answered((4, 3), (4, 3)),
        "none": ItemVotes(),
        "most": answered((5, 2), (5, 2)),
        "other": answered((5, 4), (3, 2)),
    }
    found = ranks(items)
    assert {key: rank.place for key, rank in found.items()} == {
        "most": 1,
        "one": 2,
        "other": 2,
        "small": 4,
    }
    assert list(found) == ["most", "one", "other", "small"]


def test_a_third_of_three_steps_ranks_with_one_step() -> None:
    thirds = answered((5, 2, 5), (5, 2, 1), (5, 2, 1), weighed=True)
    whole = answered((5, 4), (5, 4), (5, 4))
    assert {rank.place for rank in ranks({"u": thirds, "v": whole}).values()} == {1}


def test_a_rank_stands_with_the_range_that_one_person_decides() -> None:
    items = {
        "sure": answered((5, 1), (5, 1), (5, 1)),
        "ann's": answered((5, 1), (3, 3), (3, 3)),
        "shared": answered((4, 3), (4, 3), (4, 3)),
    }
    assert ranks(items) == {
        "sure": Rank(place=1, best=1, worst=1),
        "ann's": Rank(place=2, best=2, worst=3),
        "shared": Rank(place=3, best=2, worst=3),
    }


def test_hands_and_single_people_have_a_rank_without_a_range() -> None:
    counted = hands((0, 0, 0, 0, 4), (0, 0, 4, 0, 0))
    assert ranks({"u": counted, "v": answered((4, 3), (4, 3))}) == {
        "u": Rank(place=1),
        "v": Rank(place=2),
    }
    assert ranks({"u": answered((5, 1))}) == {"u": Rank(place=1)}
    assert ranks({}) == {}


@given(vote)
@moderate
def test_leaving_out_by_subtraction_is_leaving_out_by_hand(items: dict[str, ItemVotes]) -> None:
    found = ranks(items)
    places = {key: [rank.place] for key, rank in found.items()}
    for who in {who for item in items.values() for who in item.given}:
        left = {}
        for key, item in items.items():
            given = {other: one for other, one in item.given.items() if other != who}
            left[key] = votes_of(given, weighed=item.weight is not None)
        priorities = {key: score_item(item).priority for key, item in left.items()}
        for key, known in places.items():
            own = priorities[key]
            if own is not None:  # one without a shortfall comes after all that have one
                known.append(1 + sum((each or 0) > own for each in priorities.values()))
    for key, rank in found.items():
        if rank.best is not None:
            assert (rank.best, rank.worst) == (min(places[key]), max(places[key]))


@given(vote, st.randoms(use_true_random=False))
@moderate
def test_no_order_of_people_or_items_changes_a_rank(
    items: dict[str, ItemVotes], random: Random
) -> None:
    mixed = {}
    for key in random.sample(list(items), len(items)):
        people = random.sample(list(items[key].given.items()), len(items[key].given))
        mixed[key] = votes_of(dict(people), weighed=items[key].weight is not None)
    assert ranks(mixed) == ranks(items)


def test_only_shortfalls_have_a_rank() -> None:
    items = {
        "short": answered((4, 3), (4, 4)),
        "level": answered((4, 4), (4, 4)),
        "over": answered((3, 5), (3, 5)),
    }
    assert ranks(items) == {"short": Rank(place=1, best=1, worst=1)}
    assert ranks({"level": items["level"]}) == {}


def fives(top: int, other: int) -> Facet:
    return Facet(counts=(0, 0, other, 0, top))


def test_needs_are_alike_when_nine_in_ten_are_5() -> None:
    assert needs_alike([fives(5, 0), fives(4, 1)])
    assert not needs_alike([fives(5, 0), fives(3, 1)])


def test_needs_are_not_called_alike_on_two_answers_or_one_item() -> None:
    assert not needs_alike([])
    assert not needs_alike([fives(1, 0), fives(1, 0)])
    assert not needs_alike([fives(9, 0), fives(0, 0)])
    assert needs_alike([fives(2, 0), fives(1, 0)])
