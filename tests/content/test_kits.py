"""The kits that ship beside `essentials`: whole, in the order of a day, in the same words."""

import re

import pytest

from valueworkshop.core.session.kit import Kit
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import has
from valueworkshop.core.stages.agreed.model import Asks as Actions
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.model import Asks as Questions
from valueworkshop.core.stages.offers.score import ATTRIBUTION
from valueworkshop.core.stages.statements.model import Asks as Statements
from valueworkshop.core.stages.votes.model import (
    LONGEST_SHORT,
    MOST_WORDS_LACKING,
    NEEDED,
    TODAY,
    Plan,
    asks,
    voted,
)
from valueworkshop.files.home.kits import load_kit, outline, read_kit, shipped
from valueworkshop.tui.library.agenda import role_of

COMPLETE, HALF = "complete", "journey-and-voice"
QUICK, PROPOSITION, JOBS = "quick", "value-proposition", "jobs"
CORE = ["frame", "guiding", "checklist", "summary", "act", "close"]


@pytest.fixture(scope="module", params=[COMPLETE, HALF, QUICK, PROPOSITION, JOBS])
def kit(request: pytest.FixtureRequest) -> Kit:
    loaded, warnings = read_kit(request.param)
    assert warnings == []
    return loaded


@pytest.fixture(scope="module")
def complete() -> Kit:
    return load_kit(COMPLETE)


def before(kit: Kit, *stages: str) -> bool:
    """Whether stages are in this order."""
    places = [list(kit.stages).index(stage) for stage in stages]
    return places == sorted(places)


def test_every_letter_from_a_to_p_is_there(complete: Kit) -> None:
    letters = {stage.letter for stage in complete.stages.values()} - {""}
    assert letters == set("ABCDEFGHIJKLMNOP")


def test_the_order_is_that_of_a_day(complete: Kit) -> None:
    rating = [
        k for k, s in complete.stages.items() if k != "perception" and s.letter in set("BDEFHIJK")
    ]
    assert before(complete, "frame", "perception", "guiding", rating[0])
    assert before(complete, "terms", "carriers", "journey", "voice")
    keys = list(complete.stages)
    assert keys[keys.index("voice") - 1] == "journey"
    assert keys[-4:] == ["summary", "effort", "act", "close"]
    assert keys[keys.index("so-far") + 1] == "lunch"


def test_what_is_not_core_can_be_left_out(complete: Kit) -> None:
    assert [key for key, stage in complete.stages.items() if not stage.optional] == CORE
    assert list(complete.without(complete.optional).stages) == CORE
    with pytest.raises(ValueError, match="'act' belongs to every workshop"):
        complete.without(["act"])


def test_stages_that_stand_in_both_ask_the_same(complete: Kit) -> None:
    essentials, half = load_kit("essentials"), load_kit(HALF)
    for key in CORE:
        assert complete.stages[key] == essentials.stages[key], key
    for key in set(half.stages) & set(complete.stages):
        assert half.stages[key].asks == complete.stages[key].asks, key


@pytest.mark.parametrize("name", shipped())
def test_every_item_with_a_gap_has_a_name_for_sentences(name: str) -> None:
    session = Session(id="x", title="x", kit=load_kit(name))
    plans = [asks(session, stage) for stage in voted(session)]
    items = [item for plan in plans if plan.has_gap for item in plan.items.values()]
    assert items
    names = [item.lack for item in items]
    assert len(set(names)) == len(items)
    for lack in names:
        assert 1 <= len(lack.split()) <= MOST_WORDS_LACKING, lack


@pytest.mark.parametrize("name", shipped())
def test_every_item_with_a_gap_has_a_name_for_narrow_lists(name: str) -> None:
    session = Session(id="x", title="x", kit=load_kit(name))
    plans = [asks(session, stage) for stage in voted(session)]
    items = [item for plan in plans if plan.has_gap for item in plan.items.values()]
    names = [item.short or item.text for item in items]
    assert len(set(names)) == len(items)
    assert all(len(each) <= LONGEST_SHORT for each in names)


def test_every_stage_says_what_it_is_for_and_what_to_say(kit: Kit) -> None:
    for stage in kit.stages.values():
        for text in (stage.intro, stage.say, stage.large_groups):
            assert 20 <= len(text) <= 300, text
            assert text == text.strip()
            assert "\n" not in text


def test_twelve_people_need_longer_but_not_twice_as_long(kit: Kit) -> None:
    for stage in kit.stages.values():
        assert 0 < stage.minutes.six <= stage.minutes.twelve <= 2 * stage.minutes.six


def test_a_day_and_half_a_day() -> None:
    assert 5 * 60 <= outline(COMPLETE).minutes(6) <= 7 * 60
    assert 2 * 60 <= outline(HALF).minutes(6) <= 3 * 60
    assert outline(HALF).minutes(12) <= 4 * 60


def test_half_an_hour_is_half_an_hour() -> None:
    assert load_kit(QUICK).minutes(6) == 30
    assert load_kit(QUICK).minutes(12) <= 40
    assert 75 <= load_kit(JOBS).minutes(6) <= 95
    assert 90 <= load_kit(PROPOSITION).minutes(6) <= 120


def test_quick_asks_a_part_of_the_essentials_in_the_same_words() -> None:
    quick, essentials = load_kit(QUICK), load_kit("essentials")
    asked, of_nine = quick.stages["guiding"].asks, essentials.stages["guiding"].asks
    assert isinstance(asked, Questions)
    assert isinstance(of_nine, Questions)
    assert len(asked.questions) == 3
    assert len({question.group for question in asked.questions.values()}) == 3
    assert asked.questions.items() <= of_nine.questions.items()
    rated, whole = quick.stages["checklist"].asks, essentials.stages["checklist"].asks
    assert isinstance(rated, Plan)
    assert isinstance(whole, Plan)
    assert rated.items == whole.items
    assert list(rated.facets) == [NEEDED, TODAY]


def test_in_quick_each_of_twelve_can_have_an_action() -> None:
    asked = load_kit(QUICK).stages["act"].asks
    assert isinstance(asked, Actions)
    assert (asked.choose, asked.dots, asked.most) == (1, 1, 12)


@pytest.mark.parametrize(
    ("name", "stages", "rated", "items"),
    [
        (PROPOSITION, {"profile": 5, "offer": 4}, "fit", 6),
        (JOBS, {"job": 6}, "steps", 8),
    ],
)
def test_new_ways_of_looking_are_known_kinds(
    name: str, stages: dict[str, int], rated: str, items: int
) -> None:
    kit = load_kit(name)
    for key, number in stages.items():
        asked = kit.stages[key].asks
        assert isinstance(asked, Questions)
        assert len(asked.questions) == number
        for question in asked.questions.values():
            assert len(question.text) <= 70
            assert 2 <= len(question.probes) <= 3
            assert all(len(probe) <= 60 and probe.endswith("?") for probe in question.probes)
    plan = kit.stages[rated].asks
    assert isinstance(plan, Plan)
    assert plan.compared == (NEEDED, TODAY)
    assert len(plan.items) == items
    for item in plan.items.values():
        assert max(map(len, (item.low, item.high))) <= 75
        assert min(map(len, (item.low, item.high, item.about))) > 0
        assert len(item.text) <= 60


@pytest.mark.parametrize("name", [PROPOSITION, JOBS])
def test_a_warm_up_and_a_check_out_can_be_left_out(name: str) -> None:
    kit = load_kit(name)
    assert before(kit, "frame", "warm-up", "summary", "act", "check-out", "close")
    assert {"warm-up", "check-out"} <= set(kit.optional)
    short = kit.without(kit.optional)
    assert kit.minutes(6) - short.minutes(6) <= 15
    for each in ("warm-up", "check-out"):  # people talk there: it is no break
        assert has(kit.stages[each], Trait.ASKS_NOTHING)
        assert not has(kit.stages[each], Trait.IS_BREAK)
        assert role_of(kit.stages[each]) == ("talk", "talk")
    assert not short.of_kind("pause")


def test_who_thought_of_it_is_named() -> None:
    for name, people in (
        (QUICK, ("C. K. Prahalad",)),
        (PROPOSITION, ("Alexander Osterwalder", "Yves Pigneur")),
        (JOBS, ("Clayton Christensen", "Bob Moesta", "Lance Bettencourt", "Anthony Ulwick")),
    ):
        kit = load_kit(name)
        told = "\n".join([kit.about, *(stage.intro for stage in kit.stages.values())])
        assert all(person in told for person in people), name


def test_the_outline_is_the_kit_without_what_is_asked(kit: Kit) -> None:
    short = outline(kit.id)
    assert short.minutes(9) == kit.minutes(9)
    assert short.optional == kit.optional
    assert [(s.kind, s.letter) for s in short.stages.values()] == [
        (s.kind, s.letter) for s in kit.stages.values()
    ]


def test_originators_are_named(complete: Kit) -> None:
    told = "\n".join(f"{s.title} {s.intro}" for s in complete.stages.values())
    for name in ("C. K. Prahalad", "B. Joseph Pine II", "Shaun Smith of smith+co"):
        assert name in told
    assert "Shaun Smith" in ATTRIBUTION


def test_the_statements_carry_the_study_once_as_a_reference(complete: Kit) -> None:
    asked = complete.stages["perception"].asks
    assert isinstance(asked, Statements)
    assert 6 <= len(asked.items) <= 7
    ((source, leaders, others),) = [
        (said.study.source, said.study.leaders, said.study.others)
        for said in asked.items.values()
        if said.study
    ]
    assert (leaders, others) == (63, 41)
    assert "Shaun Smith, 2008" in source


@pytest.mark.parametrize(
    ("stage", "items", "compared"),
    [
        ("components", 4, ("alternative", TODAY)),
        ("terms", 7, (NEEDED, TODAY)),
        ("carriers", 7, (NEEDED, TODAY)),
    ],
)
def test_f_h_and_i_are_ratings_by_data_alone(
    complete: Kit, stage: str, items: int, compared: tuple[str, str]
) -> None:
    asked = complete.stages[stage].asks
    assert isinstance(asked, Plan)
    assert asked.compared == compared
    assert len(asked.items) == items
    for item in asked.items.values():
        assert max(map(len, (item.low, item.high))) <= 75
        assert min(map(len, (item.low, item.high, item.about))) > 0
        assert len(item.text) <= 60


@pytest.mark.parametrize("name", ["essentials", COMPLETE, HALF, QUICK, PROPOSITION, JOBS])
def test_no_script_says_a_number_of_dots_which_the_team_can_choose(name: str) -> None:
    counted = re.compile(r"\b(?:one|two|three|four|five|\d+) dots?\b", re.IGNORECASE)
    for stage in load_kit(name).stages.values():
        for text in (stage.intro, stage.say, stage.large_groups):
            assert not counted.search(text), (stage.title, text)
