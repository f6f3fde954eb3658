import os
from dataclasses import replace
from math import fsum, pi, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import PEOPLE, answered, givens, hands, stages, votes_of, with_one, without
from valueworkshop.core.scoring.exact_sums import Balance
from valueworkshop.core.scoring.item_score import GRADES, Facet, Given, ItemVotes
from valueworkshop.core.scoring.stage_score import StageVotes, stage_gap
from valueworkshop.core.scoring.value_gap_index import IndexScore, Shares, score_index

moderate = settings(max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "30")), deadline=None)

# A gap of one step, of two, of none with a surplus, and no answers.
ONE = answered(*[(4, 3)] * 4)
TWO = answered(*[(5, 3)] * 4)
OVER = answered(*[(3, 5)] * 4)
NONE = ItemVotes()


def stage(*items: ItemVotes, key: str = "q", points: int = 1, **evidence: str) -> StageVotes:
    named = dict(zip("uvwxyz", items, strict=False))
    return StageVotes(key=key, points=points, items=named, evidence=evidence, present=4)


def voters(votes: list[StageVotes]) -> set[str]:
    return {who for one in votes for item in one.items.values() for who in item.given}


def bits(score: IndexScore) -> tuple[object, ...]:
    return (
        score.value,
        score.low,
        score.high,
        score.floor,
        score.coverage,
        score.evidence,
        score.evidenced,
        score.people,
        score.provisional,
    )


def test_the_published_unweighted_mean() -> None:
    """SERVQUAL's gaps are perceived less expected: the sign is the other."""
    hundredths = (65, 110, 83, 70, 101)
    gap = stage_gap(Balance(steps=size, people=2500) for size in hundredths)
    assert gap is not None
    assert round(-gap, 2) == -0.86


def test_a_stage_gap_is_the_mean_of_gaps_by_weight() -> None:
    heavy, light = answered((5, 3, 5), weighed=True), answered((5, 4, 2), weighed=True)
    unweighed = answered((5, 1, None), weighed=True)
    score = score_index([stage(heavy, light, unweighed)])
    assert score.value == (1 * 50 + 0.25 * 25) / 1.25
    assert score.stages[0].gap == score.value
    assert score.stages[0].weighing == {"u": 0.8, "v": 0.2}


def test_the_index_is_the_mean_of_stage_gaps_by_points() -> None:
    score = score_index([stage(ONE, TWO, points=3), stage(OVER, key="r")])
    assert [one.gap for one in score.stages] == [37.5, 0]
    assert score.value == (3 * 37.5 + 0) / 4
    assert score.steps == score.value / 25
    assert score.skipped == ()


def test_nothing_rated_has_no_index() -> None:
    for nothing in ([], [stage()], [stage(NONE)], [stage(ONE, points=0)]):
        score = score_index(nothing)
        assert score.value is score.steps is score.low is score.high is score.floor is None
        assert score.evidence is None
        assert score.evidenced is None
        assert score.provisional == ()
    assert score_index([]).coverage is None
    assert score_index([]).people == 0


def test_nothing_that_sways_is_no_gap_and_not_a_gap_of_none() -> None:
    score = score_index([stage(answered(*[(5, 1, 1)] * 3, weighed=True))])
    assert score.value is None
    assert score.skipped == ("q",)
    assert score.stages[0].weighing == {}


def test_everything_over_delivered_is_a_gap_of_0() -> None:
    assert score_index([stage(OVER)]).value == 0


def test_there_is_no_index_when_under_half_of_the_points_have_a_gap() -> None:
    empty = stage(NONE, key="r")
    assert score_index([stage(ONE), empty]).value == 25
    assert score_index([stage(ONE), empty]).skipped == ("r",)
    assert score_index([stage(ONE), replace(empty, points=2)]).value is None


def test_the_range_is_what_any_one_person_decides() -> None:
    votes = answered((5, 1), (5, 5), (5, 4))
    score = score_index([stage(votes)])
    assert score.value == pytest.approx(125 / 3)
    assert (score.low, score.high) == (12.5, 62.5)


def test_one_person_makes_no_range() -> None:
    score = score_index([stage(answered((5, 3)))])
    assert (score.value, score.low, score.high) == (50, None, None)
    assert score.provisional[0] == "one person's view"
    unswayed = votes_of({"p01": Given(needed=4, today=3, weight=1)})
    beside = score_index([stage(answered((5, 3))), stage(unswayed, key="r")])
    assert (beside.people, beside.value, beside.low) == (1, 50, None)


def test_where_stages_share_no_voter_the_range_holds_whoever_is_who() -> None:
    one = answered((5, 1), (5, 5), (5, 4))
    voters = dict(zip(one.given, ("x", "y", "z"), strict=True))
    other = votes_of({voters[key]: given for key, given in one.given.items()})
    linked = score_index([stage(one), stage(one, key="r")])
    unlinked = score_index([stage(one), stage(other, key="r")])
    assert (linked.low, linked.high) == (12.5, 62.5)
    assert unlinked.low == pytest.approx(12.5)  # the same person weighs most in both, as it is
    assert unlinked.high == pytest.approx(62.5)
    assert unlinked.people == 3


def test_hands_and_the_rooms_rating_make_no_range() -> None:
    counted = hands((0, 0, 0, 0, 4), (0, 0, 4, 0, 0))
    room = replace(answered((5, 3)), room=True)
    for other in (counted, room):
        score = score_index([stage(TWO), stage(other, key="r")])
        assert (score.value, score.low, score.high) == (50, None, None)
        assert score.people == 4
        # Outside the index, it prevents no range.
        assert score_index([stage(TWO), stage(other, key="r", points=0)]).low == 50
    assert score_index([stage(counted)]).people == 4
    assert score_index([stage(counted)]).coverage == 1


def test_the_rooms_one_rating_speaks_for_all_present() -> None:
    room = replace(answered((5, 3)), room=True)
    score = score_index([stage(room, u="measured")])
    assert (score.people, score.coverage) == (1, 1)
    assert score.provisional == ("the room gave one rating together",)


def test_people_are_those_who_answered_for_certain() -> None:
    two, three = answered((5, 3), (4, 3)), answered((5, 3), (4, 3), (4, 4))
    others = votes_of({f"x{who}": given for who, given in three.given.items()}, weighed=False)
    for apart in ([stage(two), stage(others, key="r")], [stage(others), stage(two, key="r")]):
        assert score_index(apart).people == 3  # the two may be among the three
    left = answered((5, 3), (4, None), (None, 2))
    assert score_index([stage(left)]).people == 1  # who gave half a pair is none of them
    room = votes_of({"the room": Given(needed=5, today=3)}, weighed=False)
    assert score_index([stage(two, replace(room, room=True))]).people == 2
    many, few = hands((0, 0, 0, 0, 4), (0, 0, 3, 0, 0)), hands((0, 0, 0, 0, 2), (0, 0, 2, 0, 0))
    assert score_index([stage(many, few)]).people == 3  # of hands, the fewer of an item's answers
    assert score_index([stage(few, many)]).people == 3


def test_coverage_counts_pairs_among_those_present_where_anything_was_asked() -> None:
    half = answered((5, 3), (5, None))
    untouched = stage(NONE, key="r")
    assert score_index([stage(half, ONE), untouched]).coverage == 5 / 8
    abstained = stage(ItemVotes(today=Facet(dont_know=4)), key="r")
    assert score_index([stage(half, ONE), abstained]).coverage == 5 / 12
    assert score_index([stage(half, NONE)]).coverage == 1 / 8  # one item of it is asked of all
    some = hands((0, 0, 0, 0, 4), (0, 0, 3, 0, 0))
    assert score_index([stage(some)]).coverage == 3 / 4
    nobody = replace(stage(ONE), present=0)
    assert score_index([nobody]).coverage is None
    left_early = replace(stage(ONE), present=2)
    assert score_index([left_early]).coverage == 1


def test_the_noise_floor_is_the_mean_of_the_items_by_the_same_weights() -> None:
    agreed = 25 * sqrt(1 / 24) / sqrt(2 * pi)  # four people, nothing but rounding
    assert score_index([stage(ONE, TWO)]).floor == pytest.approx(agreed)
    assert score_index([stage(ONE), stage(answered((5, 4)), key="r")]).floor is None


def test_evidence_is_told_in_shares_of_weight() -> None:
    heavy, light = answered((5, 3, 5), weighed=True), answered((5, 4, 2), weighed=True)
    votes = [stage(heavy, light, v="heard"), stage(ONE, TWO, key="r", points=3, u="measured")]
    score = score_index(votes)
    assert score.evidence == Shares(assumed=0.575, heard=0.05, measured=0.375)
    assert score.evidenced == (1 * 25 + 3 * 25) / 4
    assert score_index([stage(ONE)]).evidenced is None


def test_an_index_is_provisional_for_reasons_in_words() -> None:
    assert score_index([stage(ONE, u="measured")]).provisional == ()
    few = replace(stage(answered((5, 3), (4, 3)), TWO), items={"u": answered((5, 3), (4, 3))})
    assert score_index([few]).provisional == (
        "only two people answered",
        "under 70 % of the answers were given",
        "more than half of it is our own guess",
    )
    half = [stage(*[ONE] * 6, u="heard", v="heard", w="measured")]
    assert score_index(half).provisional == ()  # half is not under half


@pytest.mark.parametrize(
    ("people", "present", "heard", "reasons"),
    [
        (3, 3, "uv", ()),
        (2, 2, "uv", ("only two people answered",)),
        (7, 10, "uv", ()),  # 70 % is not under 70 %
        (6, 9, "uv", ("under 70 % of the answers were given",)),
        (3, 3, "u", ()),  # half is not under half
        (3, 3, "", ("more than half of it is our own guess",)),
    ],
)
def test_each_condition_of_a_provisional_index_at_its_limit(
    people: int, present: int, heard: str, reasons: tuple[str, ...]
) -> None:
    items = {key: answered(*[(4, 3)] * people) for key in "uv"}
    votes = StageVotes(
        key="q", items=items, present=present, evidence=dict.fromkeys(heard, "heard")
    )
    assert score_index([votes]).provisional == reasons


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="'q', 'u': 'sure' is no grade"):
        stage(ONE, u="sure")
    with pytest.raises(ValueError, match="0 or more"):
        stage(points=-1)


def _deciding(votes: list[StageVotes], score: IndexScore) -> list[set[str]]:
    """Return who makes the index, those of stages apart that have nobody in common."""
    groups: list[set[str]] = []
    for one, scored in zip(votes, score.stages, strict=True):
        used = scored.weighing if scored.points else ()
        pairs = ((who, given) for key in used for who, given in one.items[key].given.items())
        here = {who for who, given in pairs if given.is_pair}
        apart = [group for group in groups if not group & here]
        linked = here.union(*(group for group in groups if group & here))
        groups = [*apart, linked] if linked else apart
    return groups


@given(stages())
@moderate
def test_leaving_out_by_subtraction_is_leaving_out_by_hand(votes: list[StageVotes]) -> None:
    score = score_index(votes)
    by_hand = [score_index(without(votes, who)).value for who in voters(votes)]
    found = [value for value in (score.value, *by_hand) if value is not None]
    groups = _deciding(votes, score)
    if score.low is None or score.high is None:
        assert score.value is None or max(map(len, groups), default=0) < 2
    elif len(groups) == 1:
        assert (score.low, score.high) == (min(found), max(found))
    else:  # anyone of one group may be anyone of another
        assert score.low <= min(found)
        assert score.high >= max(found)


@given(stages())
@moderate
def test_ranges_of_the_index(votes: list[StageVotes]) -> None:
    score = score_index(votes)
    assert score.coverage is None or 0 <= score.coverage <= 1
    if score.value is None:
        return
    assert 0 <= score.value <= 100
    if score.low is not None:
        assert score.high is not None
        assert score.low <= score.value <= score.high
    assert score.evidence is not None
    shares = (score.evidence.assumed, score.evidence.heard, score.evidence.measured)
    assert fsum(shares) == pytest.approx(1)
    assert min(shares) >= 0
    assert (score.evidenced is None) == (shares[1] + shares[2] == 0)


@given(stages(), st.randoms(use_true_random=False))
@moderate
def test_any_order_gives_the_same_bits(votes: list[StageVotes], random: Random) -> None:
    mixed = []
    for one in votes:
        items = {}
        for key, item in random.sample(list(one.items.items()), len(one.items)):
            people = dict(random.sample(list(item.given.items()), len(item.given)))
            items[key] = replace(item, given=people)
        mixed.append(replace(one, items=items))
    random.shuffle(mixed)
    assert bits(score_index(mixed)) == bits(score_index(votes))


@given(stages())
@moderate
def test_someone_who_abstains_throughout_changes_nothing_but_coverage(
    votes: list[StageVotes],
) -> None:
    joined = [
        replace(
            one,
            present=one.present + 1,
            items={key: with_one(item, "fay", Given()) for key, item in one.items.items()},
        )
        for one in votes
    ]
    before, after = score_index(votes), score_index(joined)
    assert bits(after)[:4] == bits(before)[:4]
    assert bits(after)[5:8] == bits(before)[5:8]


@given(stages())
@moderate
def test_doubling_everybody_keeps_the_index(votes: list[StageVotes]) -> None:
    doubled = []
    for one in votes:
        items = {}
        for key, item in one.items.items():
            twins = {f"{who}'s twin": given for who, given in item.given.items()}
            weighed = item.weight is not None
            items[key] = votes_of({**item.given, **twins}, weighed=weighed)
        doubled.append(replace(one, items=items, present=2 * one.present))
    once, twice = score_index(votes), score_index(doubled)
    assert (twice.value, twice.coverage, twice.evidence) == (
        (once.value, once.coverage, once.evidence)
    )


@given(stages(), st.sampled_from(GRADES))
@moderate
def test_evidence_never_changes_a_gap(votes: list[StageVotes], grade: str) -> None:
    graded = [replace(one, evidence=dict.fromkeys(one.items, grade)) for one in votes]
    before, after = score_index(votes), score_index(graded)
    assert after.stages == before.stages
    assert bits(after)[:5] == bits(before)[:5]


@given(stages(), givens, st.sampled_from(PEOPLE), st.data())
@moderate
def test_a_better_today_never_raises_the_index_and_a_greater_need_never_lowers_it(
    votes: list[StageVotes], low: Given, who: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(votes) - 1))
    key = data.draw(st.sampled_from(sorted(votes[at].items)))

    def index_with(given: Given) -> tuple[float | None, float | None]:
        items = {**votes[at].items, key: with_one(votes[at].items[key], who, given)}
        score = score_index([*votes[:at], replace(votes[at], items=items), *votes[at + 1 :]])
        return score.stages[at].gap, score.value

    before = index_with(low)
    if low.today is not None:
        better = index_with(replace(low, today=data.draw(st.integers(low.today, 5))))
        assert all(_at_most(one, two) for one, two in zip(better, before, strict=True))
    if low.needed is not None:
        harder = index_with(replace(low, needed=data.draw(st.integers(low.needed, 5))))
        assert all(_at_most(one, two) for one, two in zip(before, harder, strict=True))


def _at_most(one: float | None, two: float | None) -> bool:
    return one is two if one is None or two is None else one <= two
