import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import COMPARE, DONT_KNOW, RATE, SKIPPED, TERMS, empty, moderate, rated, sessions
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import (
    answer,
    choose_method,
    count_hands,
    grade,
    is_revealed,
    leave_out,
    reveal,
    take_ballot,
)
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    WEIGHT,
    Answer,
    Ballot,
    Hands,
    Method,
    Round,
    answers,
    asks,
    facets_asked,
)
from valueworkshop.core.stages.votes.secrecy import give_voters


def ballot(**facets: dict[str, Answer]) -> Ballot:
    return Ballot(answers=facets)


def taken(session: Session, voter: str = "v1", stage: str = RATE) -> Ballot:
    return answers(session, stage).rounds["1"].ballots[voter]


def given_one(session: Session, given: Answer | None, item: str = "contact") -> Session:
    return answer(session, RATE, "1", voter="v1", facet="needed", item=item, given=given)


def hands_up(session: Session, hands: Hands | None, group: str = EVERYONE) -> Session:
    return count_hands(session, RATE, "1", facet="needed", item="contact", group=group, hands=hands)


def test_one_edit_takes_a_whole_ballot() -> None:
    whole = Ballot(
        group="leaders",
        answers={
            "needed": {"contact": 5, "promise": DONT_KNOW},
            "today": {"contact": 2, "promise": SKIPPED},
        },
    )
    session = take_ballot(empty(), RATE, "1", "v1", whole)
    assert taken(session) == whole
    assert set(session.answers) == {RATE}


def test_a_ballot_is_put_beside_what_the_voter_answered_before() -> None:
    session = take_ballot(
        empty(), RATE, "1", "v1", Ballot(group="leaders", answers={"needed": {"contact": 5}})
    )
    session = take_ballot(
        session, RATE, "1", "v1", ballot(needed={"contact": 3, "promise": 4}, today={"contact": 1})
    )
    assert taken(session) == Ballot(
        group="leaders", answers={"needed": {"contact": 3, "promise": 4}, "today": {"contact": 1}}
    )


def test_rounds_and_voters_are_kept_apart() -> None:
    session = take_ballot(empty(), RATE, "1", "v1", ballot(needed={"contact": 5}))
    session = take_ballot(session, RATE, "2", "v1", ballot(needed={"contact": 1}))
    session = take_ballot(session, RATE, "2", "v2", ballot(needed={"contact": 2}))
    rounds = answers(session, RATE).rounds
    assert {number: set(vote.ballots) for number, vote in rounds.items()} == {
        "1": {"v1"},
        "2": {"v1", "v2"},
    }
    assert rounds["1"].ballots["v1"].get("needed", "contact") == 5


@pytest.mark.parametrize(
    ("stage", "wrong"),
    [
        (RATE, ballot(needed={"nothing": 5})),
        (RATE, ballot(nothing={"contact": 5})),
        (TERMS, ballot(weight={"when": 5})),
        (COMPARE, ballot(needed={"pain": 5})),
    ],
)
def test_answers_to_what_is_not_asked_are_refused(stage: str, wrong: Ballot) -> None:
    with pytest.raises(ValueError, match="asks nothing called"):
        take_ballot(empty(), stage, "1", "v1", wrong)


@moderate
@given(sessions())
def test_taking_the_ballots_of_a_round_gives_that_round(session: Session) -> None:
    again = empty()
    for number, vote in answers(session, RATE).rounds.items():
        for voter, one in vote.ballots.items():
            again = take_ballot(again, RATE, number, voter, one)
        assert answers(again, RATE).rounds.get(number, Round()).ballots == vote.ballots


def test_one_answer_carries_the_group_of_whoever_gives_it() -> None:
    session = replace(empty(), people={"p1": Person(name="A", group="leaders", voter="v1")})
    assert taken(given_one(session, 4)) == Ballot(
        group="leaders", answers={"needed": {"contact": 4}}
    )


def test_none_takes_an_answer_back_and_leaves_the_others() -> None:
    session = given_one(given_one(empty(), 4), 2, item="promise")
    assert taken(given_one(session, None)).answers == {"needed": {"promise": 2}}
    assert given_one(session, None, item="renewal") == session


def test_a_ballot_without_an_answer_left_is_gone() -> None:
    session = given_one(given_one(empty(), 4), None)
    assert answers(session, RATE).rounds["1"].ballots == {}
    assert given_one(empty(), None) == empty()


def test_hands_are_set_by_group_and_taken_back() -> None:
    session = hands_up(hands_up(empty(), Hands(five=3), "leaders"), Hands(one=2), "front line")
    session = hands_up(session, Hands(four=3), "leaders")
    shown = answers(session, RATE).rounds["1"].hands
    assert shown == {"needed": {"contact": {"leaders": Hands(four=3), "front line": Hands(one=2)}}}
    left = hands_up(session, None, "leaders")
    assert answers(left, RATE).rounds["1"].hands == {
        "needed": {"contact": {"front line": Hands(one=2)}}
    }
    assert answers(hands_up(left, None, "front line"), RATE).rounds["1"].hands == {}


@pytest.mark.parametrize(("facet", "item"), [("needed", "nothing"), ("nothing", "contact")])
def test_hands_for_what_is_not_asked_are_refused(facet: str, item: str) -> None:
    with pytest.raises(ValueError, match="asks nothing called"):
        count_hands(empty(), RATE, "1", facet=facet, item=item, group="g", hands=Hands(one=1))


def test_fewer_hands_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="from 0"):
        hands_up(empty(), Hands(two=-1))


def test_another_method_keeps_what_was_given() -> None:
    session = choose_method(given_one(empty(), 4), RATE, "1", Method.HANDS)
    assert answers(session, RATE).rounds["1"].method is Method.HANDS
    assert taken(session).get("needed", "contact") == 4


def test_only_an_optional_facet_can_be_left_out() -> None:
    session = leave_out(empty(), RATE, WEIGHT, out=True)
    assert list(facets_asked(session, RATE)) == ["needed", "today"]
    assert list(facets_asked(leave_out(session, RATE, WEIGHT, out=False), RATE)) == [
        "needed",
        "today",
        "weight",
    ]
    for facet in ("needed", "today", "nothing"):
        assert list(facets_asked(leave_out(empty(), RATE, facet, out=True), RATE)) == list(
            asks(empty(), RATE).facets
        )


def test_an_item_is_graded_by_the_one_rule_for_text() -> None:
    evidence = Evidence(grade=Grade.HEARD, source="dealer\x1b", when="May")
    session = grade(grade(empty(), RATE, "promise", evidence), RATE, "contact", Evidence())
    assert answers(session, RATE).evidence == {
        "promise": Evidence(grade=Grade.HEARD, source="dealer", when="May"),
        "contact": Evidence(),
    }


def test_each_participant_gets_one_voter_id_and_keeps_it() -> None:
    people = {
        "p2": Person(name="B", order=1),
        "p1": Person(name="A", order=2),
        "p3": Person(name="C", order=3, voter="mine"),
    }
    numbers = itertools.count(1)
    session = give_voters(replace(empty(), people=people), lambda: f"id{next(numbers)}")
    assert {key: person.voter for key, person in session.people.items()} == {
        "p2": "id1",
        "p1": "id2",
        "p3": "mine",
    }
    assert give_voters(session, lambda: "other") == session


def test_a_revealed_vote_stays_revealed() -> None:
    session = rated((5, 2), shown=False)
    assert not is_revealed(session, RATE, "contact")
    session = reveal(session, RATE, "1", "contact")
    assert is_revealed(session, RATE, "contact")
    assert not is_revealed(session, RATE, "promise")
    assert not is_revealed(session, TERMS, "contact")
    assert reveal(session, RATE, "1", "contact") == session


def test_a_second_vote_is_hidden_until_it_is_revealed_itself() -> None:
    session = rated((5, 2))
    second = replace(
        answers(session, RATE),
        rounds={**answers(session, RATE).rounds, "2": Round(items=("contact",))},
    )
    session = session.with_answers(RATE, second)
    assert not is_revealed(session, RATE, "contact")
    assert is_revealed(reveal(session, RATE, "2", "contact"), RATE, "contact")


def test_the_round_that_counts_is_the_last_by_number_that_votes_on_the_item() -> None:
    rounds = {"2": Round(items=("promise",)), "10": Round(items=("contact",)), "1": Round()}
    given = replace(answers(empty(), RATE), rounds=rounds)
    assert [given.counting(item) for item in ("contact", "promise", "renewal")] == ["10", "2", "1"]


@moderate
@given(sessions(), st.sampled_from((RATE, TERMS)))
def test_edits_never_change_the_session_they_start_from(session: Session, stage: str) -> None:
    before = repr(session)
    item = next(iter(asks(session, stage).items))
    take_ballot(session, stage, "1", "v1", ballot(needed={item: 5}))
    answer(session, stage, "1", voter="v1", facet="needed", item=item, given=None)
    count_hands(session, stage, "1", facet="needed", item=item, group="g", hands=Hands(one=1))
    count_hands(session, stage, "1", facet="needed", item=item, group="leaders", hands=None)
    reveal(session, stage, "1", item)
    grade(session, stage, item, Evidence(grade=Grade.HEARD))
    assert repr(session) == before
