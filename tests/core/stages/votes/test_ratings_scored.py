"""From ballots, hands and the room's rating to the numbers and words of an item."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import (
    COMPARE,
    DONT_KNOW,
    RATE,
    SKIPPED,
    TERMS,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
    texts,
)
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import Facet, Given
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Bullets, Chart, Heading, Table
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.edits import count_hands, grade, leave_out, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, WEIGHT, Ballot, Hands, Round, answers, asks
from valueworkshop.core.stages.votes.report import section
from valueworkshop.core.stages.votes.score import (
    facet_totals,
    item_votes,
    places,
    present,
    progress,
    scores,
    stage_votes,
    votes_in,
)
from valueworkshop.lines.revealed_words import told_stage

LUCK = "Where answers are close together: with 3 people that can be luck."


def hands(needed: Hands, today: Hands, into: Session | None = None, group: str = "g") -> Session:
    session = into or empty()
    for facet, shown in (("needed", needed), ("today", today)):
        session = count_hands(
            session, RATE, "1", facet=facet, item="contact", group=group, hands=shown
        )
    return reveal(session, RATE, "1", "contact")


def room(needed: int, today: int, into: Session | None = None) -> Session:
    ballot = Ballot(answers={"needed": {"contact": needed}, "today": {"contact": today}})  # type: ignore[dict-item]
    session = take_ballot(into or empty(), RATE, "1", ROOM, ballot)
    return reveal(session, RATE, "1", "contact")


def people(number: int) -> Session:
    return replace(empty(), people={f"p{n}": Person(name=f"P{n}") for n in range(number)})


def score_of(session: Session) -> str:
    return words.shortfall(scores(session, RATE)["contact"])


def test_ballots_are_paired_by_voter() -> None:
    votes = item_votes(rated((5, 2, 4), (4, DONT_KNOW), (SKIPPED, 3)), RATE, "contact")
    assert votes.given == {
        "v1": Given(needed=5, today=2, weight=4),
        "v2": Given(needed=4),
        "v3": Given(today=3),
    }
    assert (votes.needed.counts, votes.needed.skipped) == ((0, 0, 0, 1, 1), 1)
    assert (votes.today.counts, votes.today.dont_know) == ((0, 1, 1, 0, 0), 1)
    assert votes.weight is not None
    assert votes.weight.n == 1
    assert (votes.paired, votes.room) == (True, False)


def test_hands_are_added_over_groups_and_not_paired() -> None:
    session = hands(Hands(five=3), Hands(two=2, dont_know=1))
    session = hands(Hands(four=1), Hands(one=1), into=session, group="other")
    votes = item_votes(session, RATE, "contact")
    assert not votes.paired
    assert not votes.given
    assert votes.needed.counts == (0, 0, 0, 1, 3)
    assert (votes.today.counts, votes.today.dont_know) == ((1, 2, 0, 0, 0), 1)
    assert score_of(session) == "hands counted: we cannot say who sees a shortfall"


def test_hands_beside_ballots_make_an_item_unpaired_and_are_counted_with_them() -> None:
    session = hands(Hands(four=1), Hands(one=1), into=rated((5, 2), (5, 3)))
    votes = item_votes(session, RATE, "contact")
    assert not votes.paired
    assert (votes.needed.n, votes.today.n) == (3, 3)


def test_no_hands_at_all_are_no_hands() -> None:
    session = hands(Hands(), Hands(), into=rated((5, 2), (5, 3)))
    assert item_votes(session, RATE, "contact") == item_votes(
        rated((5, 2), (5, 3)), RATE, "contact"
    )


def test_the_room_s_one_rating_counts_where_nobody_voted() -> None:
    session = room(5, 3)
    votes = item_votes(session, RATE, "contact")
    assert votes.room
    assert votes.given == {ROOM: Given(needed=5, today=3)}
    assert score_of(session) == "the room's one rating"
    assert words.step(scores(session, RATE)["contact"]) == (
        "one step by the room changes the gap by 25"
    )


@pytest.mark.parametrize("others", [rated((5, 2), (4, 2)), hands(Hands(five=2), Hands(two=2))])
def test_the_room_s_one_rating_does_not_count_beside_votes(others: Session) -> None:
    both = room(1, 5, into=others)
    assert item_votes(both, RATE, "contact") == item_votes(others, RATE, "contact")


def test_the_second_vote_is_the_one_that_counts() -> None:
    session = rated((5, 1), (5, 1))
    given_ = answers(session, RATE)
    second = Round(items=("contact",))
    session = session.with_answers(RATE, replace(given_, rounds={**given_.rounds, "2": second}))
    ballot = Ballot(answers={"needed": {"contact": 3}, "today": {"contact": 3}})
    session = reveal(take_ballot(session, RATE, "2", "v1", ballot), RATE, "2", "contact")
    assert scores(session, RATE)["contact"].signed == 0
    assert scores(session, RATE)["contact"].n == 1


def test_a_weight_left_out_weighs_one() -> None:
    session = leave_out(rated((5, 2, 1), (5, 2, 1)), RATE, WEIGHT, out=True)
    score = scores(session, RATE)["contact"]
    assert score.weights is None
    assert score.priority == score.gap == 75
    assert scores(rated((5, 2, 1), (5, 2, 1)), RATE)["contact"].priority == 0


def test_only_revealed_items_have_a_score() -> None:
    assert scores(rated((5, 2), shown=False), RATE) == {}
    assert list(scores(rated((5, 2)), RATE)) == ["contact"]
    assert progress(rated((5, 2)), RATE) == Progress(1, 3)
    assert places(empty(), RATE) == ["contact", "promise", "renewal"]


def test_of_a_hidden_vote_the_stage_tells_only_that_the_item_is_there() -> None:
    votes = stage_votes(rated((5, 2), (4, 1), shown=False), RATE)
    assert set(votes.items) == {"contact", "promise", "renewal"}
    assert all(not item.given and not item.needed.n for item in votes.items.values())
    assert votes_in(rated((5, 2), (4, 1), shown=False), RATE, "contact") == 2


def test_evidence_goes_by_item() -> None:
    session = grade(rated((5, 2)), RATE, "contact", Evidence(grade=Grade.HEARD))
    votes = stage_votes(session, RATE)
    assert (votes.grade("contact"), votes.grade("promise")) == ("heard", "assumed")


def test_present_are_the_participants_or_as_many_as_answered() -> None:
    assert present(people(6), RATE) == 6
    assert present(rated((5, 2), (4, 2), into=people(1)), RATE) == 2
    assert present(rated((5, 2), into=people(4)), RATE) == 4
    assert present(hands(Hands(five=5, dont_know=2), Hands(two=4), into=people(4)), RATE) == 7


def test_one_stands_for_all_where_there_is_only_the_room_s_rating() -> None:
    assert present(room(5, 2, into=people(6)), RATE) == 1
    assert present(room(5, 2, into=rated((5, 2), item="promise", into=people(6))), RATE) == 6


def test_who_voted_on_hidden_items_only_is_not_counted_as_present() -> None:
    session = rated((5, 2), (4, 2), (3, 3), item="promise", into=rated((5, 2)), shown=False)
    assert present(session, RATE) == 1


@moderate
@given(sessions(), st.sampled_from((RATE, TERMS, COMPARE)))
def test_hidden_votes_have_no_part_in_a_stage(session: Session, stage: str) -> None:
    assert stage_votes(session, stage) == stage_votes(hidden_votes_taken_out(session), stage)
    assert section(session, stage) == section(hidden_votes_taken_out(session), stage)


@moderate
@given(sessions())
def test_the_answers_of_a_score_are_those_that_were_given(session: Session) -> None:
    for stage in (RATE, TERMS):
        for item, score in scores(session, stage).items():
            assert score.needed == facet_totals(session, stage, item, "needed")
            assert score.today == facet_totals(session, stage, item, "today")
            assert score.n <= min(score.needed.n, score.today.n)
            assert score.paired is (score.short is not None or score.n == 0)


# In words


def test_a_gap_has_a_heavier_sign_the_larger_it_is() -> None:
    steps = {25: "▼▼", 24.5: "▼▼", 24.4: "▼", 9.5: "▼", 9.4: "=", 0: "=", -9.4: "=", -10: "▲"}
    for signed, sign in steps.items():
        assert gap_points.sign(signed) == sign, signed
    assert gap_points.sign(None) == " "


def test_points_are_whole_and_nothing_is_no_zero() -> None:
    assert [gap_points.points(value) for value in (12.6, -0.2, 0.0, None)] == ["13", "0", "0", "–"]


def test_dots_stand_beside_the_points_of_the_scale() -> None:
    facet = item_votes(rated((5, 2), (5, 3), (3, 3)), RATE, "contact").needed
    assert words.dots(facet.counts) == ["1 ·   2 ·   3 ●   4 ·   5 ●●"]
    many = item_votes(hands(Hands(one=13, two=12), Hands()), RATE, "contact").needed
    assert "1 ●×13" in words.dots(many.counts)[0]
    assert f"2 {'●' * 12}" in words.dots(many.counts)[0]
    assert "2 ●×12" in words.dots(many.counts, width=60)[0]  # else the row would break
    assert words.dots(facet.counts, width=60) == words.dots(facet.counts)


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (rated((5, 2)), "one person's view"),
        (rated((5, 2), (5, 2), (2, 2)), "2 of 3 see a shortfall"),
        (rated((5, 2), (2, 2)), "1 of 2 sees a shortfall"),
        (rated((2, 2), (1, 4), (3, 3)), "none of 3 see a shortfall"),
        (rated((None, 2), (None, 3)), "no gap: you rated only today"),
        (rated((5,), (4,)), "no gap: you rated only what is needed"),
        (rated((DONT_KNOW, DONT_KNOW), (DONT_KNOW, SKIPPED)), "nobody knows"),
        (rated((SKIPPED, SKIPPED), (SKIPPED, SKIPPED)), "everybody skipped it"),
        (rated((5, DONT_KNOW), (DONT_KNOW, 2)), "no gap: nobody gave both answers"),
        (rated((None, None, 5)), "nothing rated yet"),
        (rated(), "nothing rated yet"),
    ],
)
def test_who_sees_a_shortfall_is_said_or_why_it_cannot_be(session: Session, said: str) -> None:
    assert score_of(session) == said


def test_agreement_is_said_from_three_answers_on() -> None:
    two = item_votes(rated((5, 2), (5, 2)), RATE, "contact").today
    three = item_votes(rated((5, 2), (5, 2), (5, 2)), RATE, "contact").today
    assert words.spread(two) == ""
    assert (words.spread(three), words.distance(three)) == ("close together", "0.0")
    luck = item_votes(rated((5, 2), (5, 2), (5, 3)), RATE, "contact").today
    assert (words.spread(luck), words.distance(luck)) == ("close together", "0.3")
    assert (
        words.luck([luck, three])
        == "Where answers are close together: with 3 people that can be luck."
    )
    assert words.luck([two, three]) == ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((3, 0, 0, 0, 3), "two camps: 3 low, 3 high, none between"),
        ((1, 2, 1, 0, 3), "two camps: 3 low, 3 high, 1 between"),
        ((1, 1, 1, 1, 1), "far apart, but not in two camps"),
        ((0, 1, 2, 1, 0), "close together"),
        ((1, 0, 0, 0, 1), ""),
    ],
)
def test_how_far_people_agree_is_said_in_plain_words(counts: tuple[int, ...], said: str) -> None:
    assert words.spread(Facet(counts=counts)) == said


def test_luck_is_said_once_a_stage_and_in_no_row() -> None:
    session = rated((5, 2, 4), (4, 2, 4), (4, 3, 4))
    kind = KINDS["ratings"]
    for blocks in (
        *kind.show.pages(kind.here(session, RATE))[:1],
        kind.told(session, RATE),
    ):
        assert sum("luck" in each for each in texts(blocks)) == 1
    assert sum("luck" in line for line in told_stage(session, RATE)) == 1
    assert not any("luck" in each for each in texts(kind.told_at(session, RATE, "contact")))


def test_luck_is_said_once_in_a_section() -> None:
    session = rated((5, 2, 4), (4, 2, 4), (4, 3, 4))
    said = [each for each in texts(section(session, RATE)) if "luck" in each]
    assert said == [LUCK]


def test_abstentions_are_two_different_answers() -> None:
    facet = item_votes(rated((DONT_KNOW,), (SKIPPED,), (SKIPPED,)), RATE, "contact").needed
    assert words.abstained(facet) == "1 don't know, 2 skipped"
    assert (words.mean(facet), words.middle(facet)) == ("–", "–")


def test_what_one_answer_moves_is_said() -> None:
    score = scores(rated((5, 2), (4, 2), (3, 3), (2, 2)), RATE)["contact"]
    assert words.step(score) == "one step by one person changes the gap by 6"
    assert words.step(scores(rated(), RATE)["contact"]) == ""


# In a report


def test_the_section_shows_dots_spread_and_how_it_is_known() -> None:
    session = rated((5, 2, 4), (4, 2, 4), (5, DONT_KNOW, 4))
    blocks = section(session, RATE)
    assert blocks[0] == Heading("Checklist")
    assert "2 of 3 items not revealed yet. Their votes stay hidden." in set(texts(blocks))
    assert Heading("Every contact helps", level=3) in blocks
    bullets = next(block for block in blocks if isinstance(block, Bullets))
    assert bullets.items == (
        "Gap 63 of 100; 2 of 2 see a shortfall.",
        "Assumed: our own guess",
        "One step by one person changes the gap by 13.",
    )
    table = next(block for block in blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["needed", "today", "matters"]
    assert table.rows[1] == ("today", "2", "2", "2.0", "–", "too few to tell", "1 don't know")
    chart = next(block for block in blocks if isinstance(block, Chart))
    assert len(chart.rows) == 3


def test_evidence_is_told_with_its_source() -> None:
    heard = Evidence(grade=Grade.HEARD, source="dealer in Lyon", when="October")
    session = grade(rated((5, 2), (5, 2)), RATE, "contact", heard)
    assert "Heard: dealer in Lyon, October" in set(texts(section(session, RATE)))


def test_a_stage_whose_facets_make_no_gap_is_reported_too() -> None:
    session = rated((3, 4), (2, 4), item="pain", stage=COMPARE)
    blocks = section(session, COMPARE)
    table = next(block for block in blocks if isinstance(block, Table))
    assert [row[:4] for row in table.rows] == [
        ("today", "2", "2.5", "2.5"),
        ("best other", "2", "4", "4.0"),
    ]
    assert not any("gap" in text.casefold() for text in texts(blocks))


def test_nothing_revealed_is_no_section() -> None:
    assert section(rated((5, 2), shown=False), RATE) == []
    assert section(empty(), COMPARE) == []
    assert asks(empty(), "end").items == {}
