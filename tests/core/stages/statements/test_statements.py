"""Statements: each group's share with n, how far two lie apart, and nobody who could be told."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import (
    BELIEFS,
    DONT_KNOW,
    OWN_KIT,
    SKIPPED,
    empty,
    hidden_votes_taken_out,
    moderate,
    sessions,
    texts,
)
from valueworkshop.core.scoring.intervals import newcombe
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Table
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.statements.model import AGREE, AGREEMENT, DISAGREE, slips
from valueworkshop.core.stages.statements.picture import picture
from valueworkshop.core.stages.statements.score import (
    OTHERS,
    Share,
    apart,
    distance,
    furthest,
    statement,
    statements,
    values,
)
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    said,
    share_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes.edits import count_hands, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Answer, Ballot, Hands, asks
from valueworkshop.exports.csv import table
from valueworkshop.exports.workshop_json import of_workshop

LED, KNOWN = "led", "known"
MIXED: Mapping[str, tuple[Answer, ...]] = {
    LEADERS: (AGREE, AGREE, DISAGREE),
    FRONT_LINE: (AGREE, DISAGREE, DISAGREE, DISAGREE, DONT_KNOW),
}


def stated(
    given: Mapping[str, tuple[Answer, ...]], *, item: str = LED, shown: bool = True
) -> Session:
    """A session in which each group gave these answers to one statement."""
    people: dict[str, Person] = {}
    session = empty(kit=OWN_KIT)
    for group, answers in given.items():
        for answer in answers:
            voter = f"v{len(people)}"
            people[voter] = Person(name=voter, group=group, voter=voter, order=len(people))
            ballot = Ballot(group=group, answers={AGREEMENT: {item: answer}})
            session = take_ballot(session, BELIEFS, "1", voter, ballot)
    session = empty(kit=OWN_KIT, people=people, answers=session.answers)
    return reveal(session, BELIEFS, "1", item) if shown else session


def test_a_share_is_of_those_who_agreed_or_disagreed() -> None:
    score = statement(stated(MIXED), BELIEFS, LED)
    assert score.groups[LEADERS] == Share(agree=2, disagree=1)
    assert score.groups[FRONT_LINE] == Share(agree=1, disagree=3, dont_know=1)
    assert score.groups[FRONT_LINE].share == 0.25
    assert score.everyone == Share(agree=3, disagree=4, dont_know=1)
    assert share_in_words(score.everyone) == "3 of 7 agree, 1 don't know"


def test_the_distance_is_that_of_leaders_less_front_line_with_newcombe_s_interval() -> None:
    found = statement(stated(MIXED), BELIEFS, LED).distance
    assert found is not None
    assert found.groups == (LEADERS, FRONT_LINE)
    assert found.points == pytest.approx(100 * (2 / 3 - 1 / 4))
    assert (found.low, found.high, found.sure) == (None, None, None)
    assert distance_in_words(found) == (
        "2 of the 3 leaders agree, 1 of the 4 from the front line; "
        "with so few, how far apart the groups are cannot be said"
    )
    one, other = Share(agree=4, disagree=1), Share(agree=1, disagree=5)
    large = distance((LEADERS, FRONT_LINE), one, other)
    assert large is not None
    assert large.low is not None
    assert large.high is not None
    assert (large.low / 100, large.high / 100) == pytest.approx(newcombe(4, 5, 1, 6))
    assert distance_in_words(large) == (
        "leaders agree more often than front line, by 63 points "
        "(leaders less front line: anything from +5 to +85 fits these answers)"
    )


def test_of_few_only_who_agrees_is_said() -> None:
    found = distance((LEADERS, FRONT_LINE), Share(agree=3), Share(disagree=4))
    assert found is not None
    assert distance_in_words(found) == (
        "all 3 leaders agree, none of the 4 from the front line; "
        "with so few, how far apart the groups are cannot be said"
    )


def test_of_many_statements_compared_each_interval_is_wider() -> None:
    one, other = Share(agree=5), Share(agree=2, disagree=3)
    alone = distance(("a", "b"), one, other)
    among = distance(("a", "b"), one, other, among=9)
    assert alone is not None
    assert among is not None
    assert alone.points == among.points
    assert alone.sure is not None
    assert among.sure is not None
    assert alone.sure > 0 > among.sure
    assert alone.is_clear
    assert not among.is_clear


def test_the_interval_is_told_in_the_direction_of_its_sentence() -> None:
    found = distance((LEADERS, FRONT_LINE), Share(disagree=5), Share(agree=5))
    assert found is not None
    assert found.points == -100
    assert distance_in_words(found) == (
        "front line agree more often than leaders, by 100 points "
        "(front line less leaders: anything from +39 to +100 fits these answers)"
    )


def test_statements_as_far_apart_are_named_as_well() -> None:
    answers = {
        "one": {LEADERS: Share(agree=6), FRONT_LINE: Share(disagree=6)},
        "none": {LEADERS: Share(agree=5), FRONT_LINE: Share(agree=5)},
        "other": {LEADERS: Share(disagree=6), FRONT_LINE: Share(agree=5)},
        "few": {LEADERS: Share(agree=3), FRONT_LINE: Share(disagree=4)},
    }
    scored = {item: apart(by_group, tuple(by_group)) for item, by_group in answers.items()}
    texts = {"one": "We listen", "none": "We answer", "other": "We decide", "few": "We ask"}
    first, second = said(scored, texts)
    assert first.startswith("Furthest apart of 4 compared: 'We listen'.")
    assert second == "As far apart: 'We decide'."
    del scored["other"]
    assert len(said(scored, texts)) == 1


def test_the_published_example_of_newcombe() -> None:
    found = distance(("one", "other"), Share(agree=7, disagree=27), Share(agree=1, disagree=33))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low, 1), round(found.high, 0)) == (1.9, 34)


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        ({LEADERS: 3, FRONT_LINE: 3}, {LEADERS, FRONT_LINE}),
        ({LEADERS: 2, FRONT_LINE: 5}, set()),
        ({LEADERS: 2, FRONT_LINE: 2, "sales": 2}, set()),
        ({LEADERS: 3, FRONT_LINE: 6, "sales": 1}, {FRONT_LINE, OTHERS}),
        ({LEADERS: 3, "sales": 1}, set()),
        ({LEADERS: 3, "sales": 2, "support": 1}, {LEADERS, OTHERS}),
        ({LEADERS: 4, "": 3}, {LEADERS, OTHERS}),
        ({"": 6}, set()),
        ({LEADERS: 3, OTHERS: 3, "sales": 3}, {LEADERS, OTHERS, "sales"}),
        ({OTHERS: 3, "": 3}, {OTHERS, "all others"}),
    ],
)
def test_a_group_under_three_is_never_shown_apart_nor_told_by_subtraction(
    groups: dict[str, int], shown: set[str]
) -> None:
    score = apart({name: Share(agree=n) for name, n in groups.items()}, tuple(groups))
    assert set(score.groups) == shown
    assert score.everyone == Share(agree=sum(groups.values()))
    assert ("No groups side by side" in what_limits(score)) is not bool(shown)


def test_a_group_needs_three_who_agree_or_disagree() -> None:
    unsure = {**MIXED, LEADERS: (AGREE, AGREE, DONT_KNOW)}
    session = stated(unsure)
    score = statement(session, BELIEFS, LED)
    assert score.groups == {}  # nor is the front line: what is left of all would be the leaders
    assert score.everyone == Share(agree=3, disagree=3, dont_know=2)
    assert "67 %" not in "\n".join(picture(session, BELIEFS, 64))
    more = statement(stated({**unsure, LEADERS: (AGREE, AGREE, DISAGREE, DONT_KNOW)}), BELIEFS, LED)
    assert more.groups[LEADERS] == Share(agree=2, disagree=1, dont_know=1)


def test_who_is_still_to_answer_counts_among_those_who_are_left_over() -> None:
    """If not, the groups shown now would reveal whose the next answer is."""
    session = stated({LEADERS: (AGREE,) * 3, FRONT_LINE: (DISAGREE,) * 6})
    late = Person(name="Buyer", group="suppliers", voter="late", order=99)
    session = replace(session, people={**session.people, "late": late})
    score = statement(session, BELIEFS, LED)
    assert score.groups == {FRONT_LINE: Share(disagree=6), OTHERS: Share(agree=3)}


_shares = st.builds(
    Share,
    agree=st.integers(0, 3),
    disagree=st.integers(0, 3),
    dont_know=st.integers(0, 2),
    skipped=st.integers(0, 2),
)


@moderate
@given(st.dictionaries(st.sampled_from((LEADERS, FRONT_LINE, "sales", "others", "")), _shares))
def test_all_that_is_told_rests_on_three_answers_or_on_all(by_group: dict[str, Share]) -> None:
    score = apart(by_group, tuple(name for name in by_group if name))
    whole = sum(share.answered for share in by_group.values())
    told = sum(share.answered for share in score.groups.values())
    assert all(share.n >= 3 for share in score.groups.values())
    assert score.everyone.answered == whole
    assert told == whole if score.groups else told == 0
    if score.distance is not None:
        low, high = score.distance.low, score.distance.high
        few = min(score.groups[group].n for group in score.distance.groups) < 5
        assert (low is None) is (high is None) is few
        if low is not None and high is not None:
            assert -100 <= low <= score.distance.points <= high <= 100


@moderate
@given(_shares, _shares)
def test_the_distance_turns_round_with_the_groups(one: Share, other: Share) -> None:
    found, turned = distance(("a", "b"), one, other), distance(("b", "a"), other, one)
    assert (found is None) is (turned is None) is (not one.n or not other.n)
    if found is not None and turned is not None:
        assert turned.points == -found.points
        if found.low is not None and found.high is not None:
            assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
        assert turned.sure == (None if found.sure is None else pytest.approx(found.sure))


def test_who_does_not_know_has_no_part_in_a_share() -> None:
    more = {**MIXED, LEADERS: (*MIXED[LEADERS], DONT_KNOW, SKIPPED)}
    plain, wider = (statement(stated(each), BELIEFS, LED) for each in (MIXED, more))
    assert plain.distance is not None
    assert wider.distance is not None
    assert plain.distance.points == wider.distance.points
    assert wider.groups[LEADERS] == Share(agree=2, disagree=1, dont_know=1, skipped=1)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(), "nobody answered"),
        (Share(dont_know=2), "nobody knows"),
        (Share(skipped=2), "everybody skipped it"),
        (Share(disagree=3), "none of 3 agree"),
        (Share(agree=1), "1 of 1 agrees"),
    ],
)
def test_what_is_missing_is_said(share: Share, words: str) -> None:
    assert share_in_words(share) == words
    assert (share.share is None) is (share.n == 0)


def test_one_person_and_the_room_are_said_to_be_that() -> None:
    assert what_limits(statement(stated({"": (AGREE,)}), BELIEFS, LED)) == "One person's view."
    session = empty(kit=OWN_KIT)
    session = take_ballot(session, BELIEFS, "1", ROOM, Ballot(answers={AGREEMENT: {LED: AGREE}}))
    score = statement(session, BELIEFS, LED)
    assert "tells nothing of groups" in what_limits(score)
    assert score.distance is None


def test_hands_are_counted_by_group() -> None:
    session = empty(kit=OWN_KIT)
    for group, hands in ((LEADERS, Hands(five=3)), (FRONT_LINE, Hands(one=3, dont_know=2))):
        session = count_hands(
            session, BELIEFS, "1", facet=AGREEMENT, item=LED, group=group, hands=hands
        )
    score = statement(session, BELIEFS, LED)
    assert score.groups[FRONT_LINE] == Share(disagree=3, dont_know=2)
    assert score.distance is not None
    assert score.distance.points == 100


def test_the_statement_on_which_groups_lie_furthest_apart_leads() -> None:
    session = stated(MIXED)
    labels = {key: item.text for key, item in asks(session, BELIEFS).items.items()}
    assert furthest(statements(session, BELIEFS)) == LED
    (told,) = said(statements(session, BELIEFS), labels)
    assert told.startswith("'Leaders decide as they say': 2 of the 3 leaders agree, 1 of the 4")
    (told,) = said(statements(stated({"": (AGREE,)}), BELIEFS), labels)
    assert told.startswith("No two groups")
    same = {LEADERS: (AGREE,) * 3, FRONT_LINE: (AGREE,) * 4}
    (told,) = said(statements(stated(same), BELIEFS), labels)
    assert told == "Leaders and front line agree alike in all of 1 compared."


def test_the_picture_has_a_bar_a_group_and_its_n_before_the_label() -> None:
    drawn = picture(stated(MIXED), BELIEFS, 64)
    assert "  █████████████░░░░░░░  67 %  n 3   leaders" in drawn
    assert "  █████░░░░░░░░░░░░░░░  25 %  n 4   front line (1 don't know)" in drawn
    assert picture(stated(MIXED, shown=False), BELIEFS, 60) == ["Nothing has been revealed yet."]


def test_the_section_has_a_table_and_the_study_as_a_reference() -> None:
    blocks = KINDS["statements"].told(stated(MIXED), BELIEFS)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert tables[0].rows == (
        (LEADERS, "67 %", "3", "2", "1", "0", "0"),
        (FRONT_LINE, "25 %", "4", "1", "3", "1", "0"),
        ("all", "43 %", "7", "3", "4", "1", "0"),
    )
    told = "\n".join(texts(blocks))
    assert "63 % of leaders and 41 % of the others agreed" in told
    assert "22 points apart. A reference, not a norm." in told
    assert "1 of 2 not revealed yet" in told


def test_other_programs_get_shares_and_words_and_no_means() -> None:
    session = stated(MIXED)
    found: dict[str, Any] = of_workshop(session)
    assert BELIEFS not in found["stages"]
    told = found["lenses"][BELIEFS]["statements"][LED]
    assert told["groups"][LEADERS]["share"] == pytest.approx(2 / 3)
    assert told["distance"]["groups"] == [LEADERS, FRONT_LINE]
    rows = list(csv.reader(io.StringIO(table(session))))
    answers = [row[rows[0].index("answer")] for row in rows[1:]]
    assert sorted(answers) == ["agree"] * 3 + ["disagree"] * 4 + ["don't know"]


def test_an_answer_between_the_two_is_a_slip() -> None:
    assert list(slips(stated(MIXED), BELIEFS)) == []
    session = stated({"": (3,)})
    assert [message for _, message in slips(session, BELIEFS)] == [
        "must be 5 for agree or 1 for disagree"
    ]
    odd = empty(kit=OWN_KIT)
    odd = count_hands(
        odd, BELIEFS, "1", facet=AGREEMENT, item=LED, group=LEADERS, hands=Hands(two=1)
    )
    ((where, _),) = slips(odd, BELIEFS)
    assert where == ("rounds", "1", "hands", AGREEMENT, LED, LEADERS)


@moderate
@given(sessions())
def test_hidden_votes_have_no_part(session: Session) -> None:
    without = hidden_votes_taken_out(session)
    assert KINDS["statements"].told(session, BELIEFS) == KINDS["statements"].told(without, BELIEFS)
    assert values(session, BELIEFS) == values(without, BELIEFS)
    assert picture(session, BELIEFS, 76) == picture(without, BELIEFS, 76)
