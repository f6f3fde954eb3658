from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_votes import answered, ballots, hand_counts, hands
from valueworkshop.core.scoring.item_score import GRADES, ItemVotes, score_item
from valueworkshop.core.scoring.next_step import Asks, asks_for, hangs_on_the_line

moderate = settings(max_examples=80, deadline=None)


LINE = 15.0  # below all that matters: what chance makes is another test's subject


def asked(votes: ItemVotes, evidence: str = "assumed", line: float | None = LINE) -> Asks | None:
    return asks_for(score_item(votes), evidence, line)


def test_nothing_answered_asks_for_nothing() -> None:
    assert asked(ItemVotes()) is None
    assert asked(ItemVotes(paired=False)) is None


def test_only_today_asks_for_nothing() -> None:
    assert asked(hands((0,) * 5, (0, 0, 3, 0, 0))) is None


def test_half_who_dont_know_either_answer_ask_to_find_out_whatever_the_gap() -> None:
    assert asked(answered((None, 1), (None, 1), (5, 1), (5, 1)), "measured") is Asks.FIND_OUT
    assert asked(answered((5, None), (5, 1))) is Asks.FIND_OUT
    assert asked(answered((None, None))) is Asks.FIND_OUT
    assert asked(answered((None, 1), *[(5, 1)] * 3), "measured") is Asks.ACT


def test_skipping_is_not_not_knowing() -> None:
    votes = answered((5, 1), (5, 1), (5, 1), (5, None))
    skipped = replace(votes, today=replace(votes.today, dont_know=0, skipped=5))
    assert asked(skipped, "heard") is Asks.ACT


def test_a_split_asks_to_talk_first_when_a_quarter_see_a_shortfall_of_two_steps() -> None:
    one_of_four = answered((5, 3), (5, 5), (1, 1), (1, 1))
    assert asked(one_of_four, "measured") is Asks.TALK_FIRST
    one_of_five = answered((5, 3), (5, 5), (1, 1), (1, 1), (1, 1))
    assert asked(one_of_five, "measured") is Asks.WATCH
    only_a_step = answered((5, 4), (5, 4), (2, 1), (2, 2))
    assert score_item(only_a_step).priority == 18.75
    assert asked(only_a_step) is Asks.ASK_CUSTOMERS
    split_today = answered((4, 1), (4, 1), (4, 5), (4, 5))
    assert asked(split_today) is Asks.TALK_FIRST


def test_hands_are_read_for_the_shortfall_that_somebody_must_see() -> None:
    # Two say 5 is needed, and at most one can be among those who say 4 or more today.
    assert asked(hands((2, 0, 0, 0, 2), (2, 0, 1, 0, 1))) is Asks.TALK_FIRST
    assert asked(hands((2, 0, 0, 0, 2), (2, 0, 0, 1, 1))) is Asks.WATCH  # a step only
    assert asked(hands((2, 0, 0, 0, 2), (2, 0, 0, 0, 2))) is Asks.WATCH
    assert asked(hands((3, 0, 0, 0, 3), (3, 0, 1, 0, 2))) is Asks.WATCH  # one of six
    assert asked(hands((2, 0, 0, 0, 2), (4, 0, 0, 0, 4))) is Asks.WATCH


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [("assumed", Asks.ASK_CUSTOMERS), ("heard", Asks.ACT), ("measured", Asks.ACT)],
)
def test_three_quarters_of_a_step_matter(evidence: str, expected: Asks) -> None:
    assert asked(answered((4, 3), (4, 3), (4, 3), (4, 4)), evidence) is expected
    assert asked(answered((4, 3), (4, 3), (4, 3), (4, 4), (4, 4)), evidence) is Asks.WATCH


def test_weight_decides_what_matters() -> None:
    assert asked(answered(*[(5, 3, 3)] * 3, weighed=True)) is Asks.ASK_CUSTOMERS
    assert asked(answered(*[(5, 3, 2)] * 3, weighed=True)) is Asks.WATCH


def test_a_weight_that_nobody_gave_is_not_taken_for_nothing() -> None:
    assert asked(answered((5, 3), (5, 3), (5, 3), weighed=True)) is None
    assert asked(answered((5, 5), (5, 5), weighed=True)) is Asks.WATCH


def test_mixed_answers_ask_to_talk_first_once_customers_were_asked() -> None:
    mixed = answered((5, 1), (5, 1), (5, 3), (5, 4))
    assert asked(mixed, "assumed") is Asks.ASK_CUSTOMERS
    assert asked(mixed, "heard") is Asks.TALK_FIRST


def test_a_split_of_which_few_see_a_far_shortfall_is_no_call_to_act() -> None:
    few = answered(*[(5, 1)] * 2, *[(5, 5)] * 4, *[(1, 1)] * 4)
    assert score_item(few).priority == 20
    assert asked(few, "heard") is Asks.TALK_FIRST


def test_two_people_are_asked_for_more_of_us_whatever_they_know() -> None:
    for grade in GRADES:
        assert asked(answered((5, 1), (3, 1)), grade) is Asks.ASK_MORE_OF_US
        assert asked(answered((5, 1)), grade) is Asks.ASK_MORE_OF_US
    two_pairs = answered((5, 1), (5, 1), (1, None), (1, 3), (None, 3), (None, 3))
    two_pairs = replace(two_pairs, given=dict(list(two_pairs.given.items())[:2]))
    assert asked(two_pairs, "heard") is Asks.ASK_MORE_OF_US
    assert asked(answered((4, 4), (4, 4))) is Asks.WATCH


def test_what_chance_makes_as_well_is_checked_first() -> None:
    votes = answered(*[(4, 3)] * 4)
    assert score_item(votes).priority == 25
    assert asked(votes, "heard", 24.9) is Asks.ACT
    assert asked(votes, "heard", 25.0) is Asks.CHECK_FIRST  # not above the line
    assert asked(votes, "heard", 60.0) is Asks.CHECK_FIRST
    assert asked(votes, "assumed", 60.0) is Asks.ASK_CUSTOMERS  # that comes before


def test_only_what_hangs_on_the_line_waits_for_it() -> None:
    votes = answered(*[(4, 3)] * 4)
    assert asked(votes, "heard", None) is None
    assert hangs_on_the_line(score_item(votes), "heard")
    assert asked(votes, "assumed", None) is Asks.ASK_CUSTOMERS
    assert not hangs_on_the_line(score_item(votes), "assumed")
    assert asked(answered(*[(4, 4)] * 4), "heard", None) is Asks.WATCH


def test_a_surplus_of_a_step_asks_whether_it_delights() -> None:
    assert asked(answered((3, 4), (3, 4), (3, 4))) is Asks.DELIGHT_OR_WASTE
    assert asked(answered((3, 4), (3, 4), (3, 3))) is Asks.WATCH


def test_a_surplus_within_two_standard_errors_is_only_watched() -> None:
    wide = answered((1, 5), (3, 3), (3, 4), (4, 4))
    score = score_item(wide)
    assert score.signed is not None
    assert score.error is not None
    assert score.signed <= -25
    assert -score.signed <= 2 * score.error
    assert asked(wide) is Asks.WATCH
    assert asked(answered((3, 4))) is Asks.WATCH  # one person has no standard error
    assert asked(answered((3, 4), (3, 4))) is Asks.DELIGHT_OR_WASTE


def test_two_standard_errors_are_the_limit_of_a_surplus() -> None:
    at_the_limit = answered((5, 3), *[(1, 3)] * 4, (3, 3), *[(2, 3)] * 2)
    score = score_item(at_the_limit)
    assert (score.signed, score.error) == (-25, 12.5)
    assert asked(at_the_limit) is Asks.WATCH  # not above it
    between_two_and_three = answered((3, 5), (3, 5), (3, 4), (3, 3))
    score = score_item(between_two_and_three)
    assert score.surplus == 31.25
    assert score.error is not None
    assert 2 * score.error < 31.25 < 3 * score.error
    assert asked(between_two_and_three) is Asks.DELIGHT_OR_WASTE


HALF_SPLIT = ((5, 1), (5, 1), (1, 1), (1, 1))
MIXED = ((5, 1), (3, 1), (1, 1))


@pytest.mark.parametrize(
    ("votes", "evidence", "line", "first"),
    [
        # Half don't know; of those who do, two camps see four steps.
        (answered(*HALF_SPLIT, *[(None, 1)] * 4), "assumed", 99.0, Asks.FIND_OUT),
        # Two camps of which half see four steps, a priority of two steps that is assumed.
        (answered(*HALF_SPLIT), "assumed", 99.0, Asks.TALK_FIRST),
        # Two camps, and a surplus of more than a step.
        (answered((5, 3), (5, 5), (1, 5), (1, 5)), "heard", 99.0, Asks.TALK_FIRST),
        # Two people, far from each other, who only assume.
        (answered((5, 1), (1, 1)), "assumed", 99.0, Asks.ASK_MORE_OF_US),
        # Three who are far apart and assume; once they heard it, it is the line that waits.
        (answered(*MIXED), "assumed", 99.0, Asks.ASK_CUSTOMERS),
        (answered(*MIXED), "heard", 99.0, Asks.TALK_FIRST),
        (answered(*MIXED), "heard", None, Asks.TALK_FIRST),
        # Four who are close together and heard it.
        (answered(*[(4, 3)] * 4), "heard", 99.0, Asks.CHECK_FIRST),
        (answered(*[(4, 3)] * 4), "heard", 15.0, Asks.ACT),
        # Nothing that sways, however short; less than three quarters of a step; nothing short.
        (answered(*[(5, 1, 1)] * 4, weighed=True), "assumed", 15.0, Asks.WATCH),
        (answered(*[(5, 2, 2)] * 3, (5, 3, 2), weighed=True), "assumed", 15.0, Asks.WATCH),
        (answered(*[(4, 4)] * 4), "assumed", 15.0, Asks.WATCH),
        (answered(*[(3, 4)] * 4), "assumed", 15.0, Asks.DELIGHT_OR_WASTE),
    ],
)
def test_the_first_that_holds_comes_before_those_after_it(
    votes: ItemVotes, evidence: str, line: float | None, first: Asks
) -> None:
    assert asked(votes, evidence, line) is first


def test_an_unknown_grade_is_refused() -> None:
    with pytest.raises(ValueError, match="'certain' is no grade"):
        asked(answered((5, 1)), "certain")


@given(st.one_of(ballots(), hand_counts))
@moderate
def test_evidence_only_decides_what_to_do_about_what_matters(votes: ItemVotes) -> None:
    found = {asked(votes, grade) for grade in GRADES}
    if len(found) > 1:
        assert found in ({Asks.ASK_CUSTOMERS, Asks.ACT}, {Asks.ASK_CUSTOMERS, Asks.TALK_FIRST})
