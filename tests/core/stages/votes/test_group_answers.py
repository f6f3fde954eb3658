"""Two groups side by side on a rated item: how far apart, with how much doubt, and of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from made_sessions import DONT_KNOW, RATE, empty
from valueworkshop.core.projector.project import project
from valueworkshop.core.scoring.intervals import cliffs_delta, welch
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Bullets, Chart, Paragraph
from valueworkshop.core.stages.votes.edits import count_hands, reveal, take_ballot
from valueworkshop.core.stages.votes.group_answers import Apart, by_group, groups_apart
from valueworkshop.core.stages.votes.group_words import dots, in_words, lines, whole_stage
from valueworkshop.core.stages.votes.model import EVERYONE, Answer, Ballot, Hands
from valueworkshop.core.stages.votes.report import section
from valueworkshop.core.stages.votes.secrecy import part, parted
from valueworkshop.core.stages.votes.show import answered
from valueworkshop.exports import markdown
from valueworkshop.exports.workshop_report import blocks

ITEM, OTHER = "contact", "promise"

FEW = (
    "With so few, how far apart the groups are cannot be said: "
    "one answer a step away moves it by 8 points."
)


def voted(
    today: Mapping[str, Sequence[Answer]],
    needed: Mapping[str, Sequence[Answer]] | None = None,
    *,
    items: tuple[str, ...] = (ITEM,),
) -> Session:
    """A session in which each group gave these answers to items; 5 is needed, unless it says so."""
    people: dict[str, Person] = {}
    session = empty()
    for group, given in today.items():
        for n, answer in enumerate(given):
            voter = f"v{len(people)}"
            people[voter] = Person(name=voter, group=group, voter=voter, order=len(people))
            needs = needed[group][n] if needed else 5
            told = {"needed": dict.fromkeys(items, needs), "today": dict.fromkeys(items, answer)}
            session = take_ballot(session, RATE, "1", voter, Ballot(group=group, answers=told))
    session = replace(session, people=people)
    for item in items:
        session = reveal(session, RATE, "1", item)
    return session


def today_of(session: Session) -> Apart:
    return groups_apart(session, RATE)[ITEM]["today"]


def shown(session: Session) -> str:
    """All that the revealed view and the report show of the item, in letters."""
    parts: list[str] = []
    for block in (*answered(session, RATE, ITEM), *section(session, RATE)):
        match block:
            case Paragraph(text):
                parts.append(text)
            case Bullets(items):
                parts += items
            case Chart():
                parts += block.drawn(76)
    return "\n".join(parts)


FIVES: Mapping[str, Sequence[Answer]] = {LEADERS: (4, 4, 5, 3, 4), FRONT_LINE: (2, 1, 3, 2, 2, 1)}


def test_from_five_on_the_distance_has_welch_s_interval_for_all_that_is_compared() -> None:
    found = today_of(voted(FIVES))
    one, other = ([25.0 * (int(answer) - 1) for answer in FIVES[group]] for group in FIVES)
    assert found.groups == (LEADERS, FRONT_LINE)
    assert found.points == pytest.approx(sum(one) / 5 - sum(other) / 6)
    low, high = welch(one, other, floor=25**2 / 12, among=2)  # needed and today of one item
    assert (found.low, found.high) == pytest.approx((low, min(high, 100)))
    assert found.delta == cliffs_delta(one, other)
    alone = welch(one, other, floor=25**2 / 12)
    assert low < alone[0]
    assert high > alone[1]


def test_the_more_items_are_compared_the_wider_is_each_interval() -> None:
    two = today_of(voted(FIVES, items=(ITEM, OTHER)))
    one = today_of(voted(FIVES))
    assert one.low is not None
    assert two.low is not None
    assert two.low < one.low
    assert two.points == one.points


def test_the_distance_is_said_with_all_that_fits_the_answers() -> None:
    said = lines(voted(FIVES), RATE, ITEM)
    assert said[1] == (
        "Today: leaders are 54 points above the front line; "
        "anything from 24 above to 84 above fits these answers."
    )
    assert said[0] == (
        "Needed: leaders and the front line are level on average; "
        "anything from 12 below to 12 above fits these answers."
    )
    (clear,) = whole_stage(voted(FIVES), RATE)
    assert clear == (
        "Leaders and the front line are clearly apart on 1 of 2 comparisons, "
        "most clearly on 'Every contact helps' (today)."
    )
    alike = voted({LEADERS: (4, 4, 5, 3, 4), FRONT_LINE: (3, 5, 4, 4, 3)})
    (none,) = whole_stage(alike, RATE)
    assert none == (
        "Leaders and the front line are on none of 2 comparisons further apart "
        "than chance could put them."
    )


def test_all_who_answer_alike_still_vary_as_rounding_makes_them() -> None:
    found = today_of(voted({LEADERS: (4,) * 5, FRONT_LINE: (4,) * 5}))
    assert found.low is not None
    assert found.low < 0


def test_of_few_only_the_dots_and_who_says_4_or_5() -> None:
    session = voted({LEADERS: (4, 5, 4), FRONT_LINE: (2, 3, 1, 2)})
    found = today_of(session)
    assert (found.low, found.high, found.delta, found.sure) == (None, None, None, None)
    assert lines(session, RATE, ITEM)[1] == (
        "Today: all 3 leaders say 4 or 5, none of the 4 from the front line."
    )
    assert whole_stage(session, RATE) == [FEW]
    assert dots(session, RATE, ITEM)[2:] == [
        "today   Leaders     1 ·     2 ·     3 ·     4 ●●    5 ●",
        "today   Front line  1 ●     2 ●●    3 ●     4 ·     5 ·",
    ]
    assert FEW in shown(session)
    assert "points above" not in shown(session)
    assert "points below" not in shown(session)


def test_four_and_five_answers_are_still_few() -> None:
    found = today_of(voted({LEADERS: (4, 5, 4, 4), FRONT_LINE: (2, 3, 1, 2, 2)}))
    assert found.low is None
    assert in_words(found) == "all 4 leaders say 4 or 5, none of the 5 from the front line"


@pytest.mark.parametrize(
    "today",
    [
        {LEADERS: (4, 5), FRONT_LINE: (2, 3, 1, 2, 2, 1)},
        {LEADERS: (4, 5, DONT_KNOW), FRONT_LINE: (2, 3, 1, 2, 2, 1)},
        {LEADERS: (4, 5, 4)},
        {"": (4, 5, 4, 2, 3, 3)},
    ],
)
def test_no_group_is_shown_if_fewer_than_three_could_be_told(
    today: Mapping[str, Sequence[Answer]],
) -> None:
    session = voted(today)
    assert by_group(session, RATE, ITEM) == {}
    assert groups_apart(session, RATE) == {}
    said = shown(session).lower()
    assert "leaders" not in said
    assert "front line" not in said


def test_a_group_too_small_for_one_question_is_shown_for_neither() -> None:
    today: Mapping[str, Sequence[Answer]] = {LEADERS: (4, 5, 4), FRONT_LINE: (2, 3, 1, 2)}
    needed: Mapping[str, Sequence[Answer]] = {
        LEADERS: (5, 5, DONT_KNOW),
        FRONT_LINE: (5, 5, 5, 5),
    }
    assert by_group(voted(today, needed), RATE, ITEM) == {}


def test_small_groups_together_are_the_others() -> None:
    session = voted({FRONT_LINE: (2, 3, 1, 2), LEADERS: (4, 5), "sales": (4, 4)})
    found = by_group(session, RATE, ITEM)["today"]
    assert {group: facet.n for group, facet in found.items()} == {FRONT_LINE: 4, "others": 4}
    assert "all 4 others" in lines(session, RATE, ITEM)[1]
    assert "sales" not in shown(session)


def test_hands_are_held_against_each_other_by_their_groups() -> None:
    session = replace(
        empty(),
        people={
            f"p{n}": Person(name=f"P{n}", group=LEADERS if n < 3 else FRONT_LINE) for n in range(7)
        },
    )
    for facet in ("needed", "today"):
        for group, hands in ((LEADERS, Hands(four=3)), (FRONT_LINE, Hands(two=4))):
            where = {"facet": facet, "item": ITEM, "group": group}
            session = count_hands(session, RATE, "1", **where, hands=hands)
    session = reveal(session, RATE, "1", ITEM)
    assert lines(session, RATE, ITEM)[1] == (
        "Today: all 3 leaders say 4 or 5, none of the 4 from the front line."
    )
    alone = count_hands(
        empty(), RATE, "1", facet="today", item=ITEM, group=EVERYONE, hands=Hands(four=7)
    )
    assert groups_apart(reveal(alone, RATE, "1", ITEM), RATE) == {}


def test_once_names_are_removed_the_groups_are_those_the_ballots_kept() -> None:
    session = voted({LEADERS: (4, 5, 4), FRONT_LINE: (2, 3, 1, 2)})
    after = part(session)
    assert parted(after)
    assert lines(after, RATE, ITEM) == lines(session, RATE, ITEM)
    small = part(voted({LEADERS: (4, 5), FRONT_LINE: (2, 3, 1, 2, 2, 1)}))
    assert lines(small, RATE, ITEM) == []


def test_nothing_of_groups_before_the_reveal() -> None:
    session = replace(voted(FIVES), revealed={})
    assert groups_apart(session, RATE) == {}


def test_the_wall_and_the_report_say_the_same_of_both_groups() -> None:
    session = voted({LEADERS: (4, 5, 4), FRONT_LINE: (2, 3, 1, 2)})
    said = "all 3 leaders say 4 or 5, none of the 4 from the front line"
    wall = project(replace(session, place=Place(stage=RATE, at=ITEM)))
    assert any(said in getattr(part, "text", "") for part in wall.shown.parts)
    assert said in markdown.render(blocks(session))
