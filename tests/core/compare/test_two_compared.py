"""Two workshops side by side: which items are the same, what changed, what cannot be said."""

import datetime as dt
import json
from dataclasses import replace
from math import sqrt
from statistics import fmean, variance

import pytest
from hypothesis import given

from made_sessions import RATE, TERMS, empty, moderate, rated, sessions
from made_votes import answered
from valueworkshop.core.compare import comparison_picture, comparison_report
from valueworkshop.core.compare.comparison_words import moves_in_words
from valueworkshop.core.compare.item_matching import asked, match
from valueworkshop.core.compare.two_workshops import (
    Change,
    Comparison,
    Verdict,
    compare,
    took_part,
    verdict_on,
    verdict_on_index,
    verdict_on_item,
)
from valueworkshop.core.scoring.item_score import score_item
from valueworkshop.core.scoring.left_out import Margin
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Heading
from valueworkshop.core.show.drawing import moved as drawing
from valueworkshop.core.stages.votes.model import Answer, Item, Plan
from valueworkshop.exports import comparison_json, markdown

PEOPLE = {f"p{n}": Person(name=f"Person {n}", order=n) for n in range(1, 5)}
THEN = [(5, 1, 4), (4, 2, 5), (5, 2, 4), (4, 1, 5)]
NOW = [(5, 4, 4), (4, 4, 5), (5, 4, 4), (4, 3, 5)]


def workshop(
    given: list[tuple[int, int, int]],
    day: dt.date | None = None,
    people: dict[str, Person] = PEOPLE,
    item: str = "contact",
) -> Session:
    answers: list[tuple[Answer | None, ...]] = list(given)  # type: ignore[arg-type]
    return rated(*answers, item=item, into=empty(date=day, people=people))


def with_item(session: Session, stage: str, key: str, item: Item | None) -> Session:
    """Return a session whose kit has another item at a key, or none there."""
    planned = session.stage(stage)
    plan = planned.asks
    assert isinstance(plan, Plan)
    items = {**plan.items, key: item} if item else {k: i for k, i in plan.items.items() if k != key}
    stages = {**session.kit.stages, stage: replace(planned, asks=replace(plan, items=items))}
    return replace(session, kit=replace(session.kit, stages=stages))


def change_of(found: Comparison, text: str = "Every contact helps") -> Change:
    return next(change for change in found.changes if change.item.text == text)


def gap_and_error(given: list[tuple[int, int, int]]) -> tuple[float, float]:
    """Return gap and standard error of scoring.md, worked out here once more."""
    points = [25.0 * (needed - today) for needed, today, _ in given]
    error = sqrt(max(variance(points), 2 * 25**2 / 12) / len(points))
    return max(0.0, fmean(points)), error


def test_a_change_is_told_with_the_numbers_of_both() -> None:
    found = compare(workshop(THEN), workshop(NOW))
    change = change_of(found)
    (then, error_then), (now, error_now) = gap_and_error(THEN), gap_and_error(NOW)
    assert change.then
    assert change.now
    assert change.then.score.gap == pytest.approx(then) == 75.0
    assert change.now.score.gap == pytest.approx(now) == 18.75
    assert change.then.score.error == pytest.approx(error_then)
    assert change.by == pytest.approx(now - then)
    assert abs(now - then) > max(2 * sqrt(error_then**2 + error_now**2), 25 / len(NOW))
    assert change.verdict is Verdict.BETTER
    assert (found.by, found.verdict) == (change.by, Verdict.BETTER)


def test_if_only_what_is_needed_rose_the_gap_is_larger_and_nothing_is_called_worse() -> None:
    more = [(5, 2, 4)] * 4
    found = compare(workshop([(3, 2, 4)] * 4), workshop(more))
    change = change_of(found)
    assert change.verdict is Verdict.WORSE
    assert change.then
    assert change.now
    assert moves_in_words(change.then, change.now) == "Today is as it was; more is needed."
    _, row = comparison_picture.dumbbells(found.changes)
    assert row.index(drawing.NEEDED_THEN) < row.index(drawing.NEEDED_NOW)
    assert drawing.THEN not in row
    told = markdown.render(comparison_report.comparison(found))
    assert "larger gap" in told
    assert "worse" not in told


def test_the_earlier_day_is_then_whatever_the_order() -> None:
    old, new = workshop(THEN, dt.date(2026, 3, 1)), workshop(NOW, dt.date(2026, 9, 1))
    for found in (compare(old, new), compare(new, old)):
        assert (found.then, found.now) == (old, new)
        assert change_of(found).by == pytest.approx(-56.25)


@pytest.mark.parametrize(
    ("by", "errors", "same", "verdict"),
    [
        (-10.1, (3.0, 4.0), True, Verdict.BETTER),
        (10.1, (4.0, 3.0), True, Verdict.WORSE),
        (-10.0, (3.0, 4.0), True, Verdict.NOISE),  # two standard errors of a difference
        (0.0, (0.0, 0.0), True, Verdict.NOISE),
        (0.5, (0.1, 0.1), True, Verdict.WORSE),
        (-60.0, (5.0, 5.0), False, Verdict.OTHERS),
        (-60.0, (None, 5.0), True, Verdict.FEW),
        (-60.0, (5.0, None), True, Verdict.FEW),
    ],
)
def test_no_verdict_within_two_standard_errors_nor_of_other_people(
    by: float,
    errors: tuple[float | None, float | None],
    same: bool,  # noqa: FBT001 - from the table
    verdict: Verdict,
) -> None:
    assert verdict_on(by, errors, same_people=same) is verdict


def test_no_verdict_on_less_than_one_person_moving_a_step() -> None:
    assert verdict_on(-12.0, (1.0, 1.0), resolution=12.5, same_people=True) is Verdict.NOISE
    assert verdict_on(-12.5, (1.0, 1.0), resolution=12.5, same_people=True) is Verdict.NOISE
    assert verdict_on(-12.6, (1.0, 1.0), resolution=12.5, same_people=True) is Verdict.BETTER


def test_five_people_moving_a_step_is_no_verdict() -> None:
    """The bakery's item between its first and second workshop: it could go back as easily."""
    then = score_item(answered((5, 2), (5, 3), (4, 2), (5, 4), (4, 4), (5, 3)))
    now = score_item(answered((5, 3), (5, 3), (4, 3), (5, 4), (4, 4), (5, 4)))
    assert then.gap is not None
    assert now.gap is not None
    by = now.gap - then.gap
    assert by == pytest.approx(-12.5)
    assert verdict_on_item(by, then, now, same_people=True) is Verdict.NOISE


def test_other_people_get_no_verdict_and_it_is_said() -> None:
    others = {**PEOPLE, "p4": Person(name="Somebody else", order=4)}
    found = compare(workshop(THEN), workshop(NOW, people=others))
    assert (found.people.then, found.people.now, found.people.both) == (4, 4, 3)
    assert change_of(found).verdict is found.verdict is Verdict.OTHERS
    said = str(comparison_report.comparison(found))
    assert "4 then, 4 now, 3 both times" in said
    assert "no verdict, other people answered" in said


def test_who_took_part_is_known_by_name_and_unknown_is_not_the_same() -> None:
    loud = {key: replace(one, name=f" {one.name.upper()} ") for key, one in PEOPLE.items()}
    assert took_part(workshop(THEN), workshop(NOW, people=loud)).are_the_same
    found = compare(workshop(THEN, people={}), workshop(NOW, people={}))
    assert not found.people.are_the_same
    assert change_of(found).verdict is Verdict.OTHERS
    assert "do not know who took part" in str(comparison_report.comparison(found))


@pytest.mark.parametrize(
    ("then", "now", "both", "same"), [(4, 3, 3, False), (3, 4, 3, False), (1, 1, 1, True)]
)
def test_of_two_rooms_it_is_known_how_many_were_there_each_time(
    then: int, now: int, both: int, *, same: bool
) -> None:
    rooms = [
        workshop(THEN, people={key: PEOPLE[key] for key in list(PEOPLE)[:number]})
        for number in (then, now)
    ]
    found = took_part(*rooms)
    assert (found.then, found.now, found.both, found.are_the_same) == (then, now, both, same)


@pytest.mark.parametrize(
    ("by", "verdict"),
    [(-10.1, Verdict.BETTER), (10.1, Verdict.WORSE), (-10.0, Verdict.NOISE)],
)
def test_an_index_is_judged_by_the_errors_of_its_margins(by: float, verdict: Verdict) -> None:
    index = compare(workshop(THEN), workshop(NOW)).common[0]
    margins = [Margin(error=error, half=9, low=0, high=18) for error in (3.0, 4.0)]
    then, now = (replace(index, margin=margin) for margin in margins)
    assert verdict_on_index(by, then, now, same_people=True) is verdict
    assert verdict_on_index(by, then, now, same_people=False) is Verdict.OTHERS
    fewer = replace(now, people=now.people - 1)  # who abstained is not told
    assert verdict_on_index(by, then, fewer, same_people=True) is Verdict.OTHERS
    for one, other in ((replace(then, margin=None), now), (then, replace(now, margin=None))):
        assert verdict_on_index(by, one, other, same_people=True) is Verdict.FEW


def test_the_common_index_is_over_what_both_revealed() -> None:
    given: list[tuple[Answer | None, ...]] = [(5, 1, 3)] * 4
    beside = rated(*given, item="promise", into=workshop(NOW))
    hidden = rated(*given, item="promise", into=workshop(NOW), shown=False)
    for then, now in ((workshop(NOW), beside), (beside, workshop(NOW)), (hidden, beside)):
        found = compare(then, now)
        assert found.by == 0
        assert [index.value for index in found.common] == pytest.approx([18.75, 18.75])
        assert {index.value for index in found.index} != {18.75}


def test_fewer_answers_of_the_same_people_are_other_people() -> None:
    assert change_of(compare(workshop(THEN), workshop(NOW[:3]))).verdict is Verdict.OTHERS


def test_the_same_words_at_another_place_are_the_same_question() -> None:
    now = with_item(workshop(NOW), RATE, "contact", None)
    now = with_item(now, RATE, "meeting", Item(text="Every  CONTACT helps", low="no", high="yes"))
    now = rated(*NOW, item="meeting", into=now)  # type: ignore[arg-type]
    found = compare(workshop(THEN), now)
    change = change_of(found, "Every  CONTACT helps")
    assert change.by == pytest.approx(-56.25)
    assert not found.added
    assert not found.removed


@pytest.mark.parametrize(
    "item",
    [
        Item(text="Every contact is pleasant", low="no", high="yes"),
        Item(text="Every contact helps", low="not at all", high="yes"),
    ],
)
def test_other_words_under_the_same_id_are_not_compared(item: Item) -> None:
    now = with_item(workshop(NOW), RATE, "contact", item)
    found = compare(workshop(THEN), now)
    assert [(old.text, new.text) for old, new in found.reworded] == [
        ("Every contact helps", item.text)
    ]
    assert all(change.then is None for change in found.changes)
    assert found.by is None
    assert f"Every contact helps → {item.text}" in str(comparison_report.comparison(found))


def test_what_only_one_asked_is_added_or_removed_and_not_in_the_common_index() -> None:
    both = with_item(workshop(NOW), TERMS, "how", Item(text="How they want it"))
    both = rated((5, 1), (5, 1), (5, 1), (5, 1), item="how", stage=TERMS, into=both)
    found = compare(workshop(THEN), both)
    assert [item.text for item in found.added] == ["How they want it"]
    assert found.common[1].value == pytest.approx(18.75)
    assert found.index[1].value != found.common[1].value
    back = compare(both, workshop(THEN))
    assert [item.text for item in back.removed] == ["How they want it"]


def test_items_that_mean_something_come_first_and_unrevealed_ones_tell_nothing() -> None:
    then, now = workshop(THEN), workshop(NOW)
    for item, before, after in (("promise", (5, 3, 3), (5, 2, 3)), ("renewal", (5, 1, 3), None)):
        then = rated(*[before] * 4, item=item, into=then)  # type: ignore[arg-type]
        now = rated(*[after or (1, 5, 3)] * 4, item=item, into=now, shown=after is not None)  # type: ignore[arg-type]
    found = compare(then, now)
    assert [change.item.key for change in found.changes][:2] == ["rate/contact", "rate/promise"]
    unseen = change_of(found, "We renew it")
    assert (unseen.now, unseen.by, unseen.verdict) == (None, None, None)
    assert change_of(found, "We keep promises").verdict is Verdict.WORSE


def test_dumbbells_stand_at_the_means() -> None:
    found = compare(workshop(THEN), workshop(NOW))
    head, row = comparison_picture.dumbbells(found.changes)
    axis = head.index("1 ")
    for mark, mean in (
        (drawing.THEN, 1.5),
        (drawing.NOW, 3.75),
        (drawing.NEEDED_NOW, 4.5),
    ):
        assert row.index(mark, axis) - axis == int((mean - 1) * 6 + 0.5)
    assert row.split()[:3] == ["75", "19", "-56"]
    assert row.endswith("Every contact helps")


@moderate
@given(sessions())
def test_a_workshop_compared_with_itself_shows_no_change(session: Session) -> None:
    found = compare(session, session)
    assert (found.added, found.removed, found.reworded) == ((), (), ())
    assert {change.by for change in found.changes} <= {None, 0.0}
    assert {change.verdict for change in found.changes} & {Verdict.BETTER, Verdict.WORSE} == set()
    json.dumps(comparison_json.of_comparison(found))


@moderate
@given(sessions(), sessions())
def test_every_item_is_told_once(one: Session, other: Session) -> None:
    known = match(asked(one), asked(other))
    old = [*(a for a, _ in (*known.same, *known.reworded)), *known.removed]
    new = [*(b for _, b in (*known.same, *known.reworded)), *known.added]
    assert sorted(item.key for item in old) == sorted(item.key for item in asked(one))
    assert sorted(item.key for item in new) == sorted(item.key for item in asked(other))
    assert all(a.words == b.words for a, b in known.same)
    blocks = comparison_report.comparison(compare(one, other))
    assert isinstance(blocks[0], Heading)
    assert all(
        "\n" not in row for block in blocks if isinstance(block, Chart) for row in block.rows
    )


OVER_THEN = [(3, 5, 4), (3, 5, 4), (3, 4, 4), (3, 4, 4)]
OVER_NOW = [(3, 4, 4), (3, 4, 4), (3, 4, 4), (4, 4, 4)]


def test_a_surplus_is_shown_as_on_other_pages_and_is_no_gap_in_the_change() -> None:
    found = compare(workshop(OVER_THEN), workshop(OVER_NOW))
    change = change_of(found)
    assert (change.by, change.verdict) == (0.0, Verdict.NOISE)
    said = str(comparison_report.comparison(found))
    assert "'-38 → -19'" in said
    assert "A gap below 0 is a surplus; in the change it counts as 0." in said
    row = comparison_picture.dumbbells(found.changes)[1]
    assert row.split()[:3] == ["-38", "-19", "0"]
    short = compare(workshop(OVER_THEN), workshop(THEN))
    assert (change_of(short).by, change_of(short).verdict) == (75.0, Verdict.WORSE)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ([3, 3, 3, 3], "close together"),
        ([1, 2, 4, 5], "two camps"),
        ([1, 5, 5, 5], "far apart"),
    ],
)
def test_how_far_people_agree_is_said_in_plain_words(today: list[int], said: str) -> None:
    given = [(5, answer, 4) for answer in today]
    again = compare(workshop(given), workshop(given))
    assert f"'{said}'" in str(comparison_report.comparison(again))
    few = compare(workshop(given[:2]), workshop(given[:2]))
    assert not any(
        words in str(comparison_report.comparison(few))
        for words in ("close together", "two camps", "far apart")
    )
