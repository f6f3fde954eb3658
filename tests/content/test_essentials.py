import pytest

from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.files.home.kits import read_kit, shipped

KINDS_IN_ORDER = ["frame", "questions", "ratings", "pause", "summary", "actions", "close"]

MINUTES_FOR_SIX = {
    "frame": 8,
    "guiding": 25,
    "checklist": 15,
    "break": 5,
    "summary": 8,
    "act": 18,
    "close": 4,
}


@pytest.fixture(scope="module")
def kit() -> Kit:
    return read_kit("essentials")[0]


@pytest.fixture(scope="module")
def guiding(kit: Kit) -> questions.Asks:
    asked = kit.stages["guiding"].asks
    assert isinstance(asked, questions.Asks)
    return asked


@pytest.fixture(scope="module")
def checklist(kit: Kit) -> ratings.Plan:
    asked = kit.stages["checklist"].asks
    assert isinstance(asked, ratings.Plan)
    return asked


@pytest.fixture(scope="module")
def catalogue(kit: Kit) -> actions.Asks:
    asked = kit.stages["act"].asks
    assert isinstance(asked, actions.Asks)
    return asked


def said_to_the_team(stage: Stage) -> list[str]:
    return [stage.intro, stage.say, stage.large_groups]


def test_it_ships_and_loads_without_a_warning() -> None:
    assert "essentials" in shipped()
    assert read_kit("essentials")[1] == []


def test_it_runs_from_the_frame_to_the_close(kit: Kit) -> None:
    assert kit.id == "essentials"
    assert [stage.kind for stage in kit.stages.values()] == KINDS_IN_ORDER
    assert [stage.letter for stage in kit.stages.values()] == ["", "A", "B", "", "N", "O", "P"]
    assert {stage.kind for stage in kit.stages.values()} <= set(KINDS)


def test_the_premise_stands_at_its_head(kit: Kit) -> None:
    for word in ("as the customer sees it", "assumed, heard or measured", "an owner and a date"):
        assert word in kit.about


def test_six_people_need_an_hour_and_a_quarter_to_an_hour_and_a_half(kit: Kit) -> None:
    assert {key: stage.minutes.six for key, stage in kit.stages.items()} == MINUTES_FOR_SIX
    assert 75 <= sum(stage.minutes.six for stage in kit.stages.values()) <= 90


def test_twelve_people_need_longer_but_not_twice_as_long(kit: Kit) -> None:
    for stage in kit.stages.values():
        assert stage.minutes.six <= stage.minutes.twelve <= 2 * stage.minutes.six
    assert sum(stage.minutes.twelve for stage in kit.stages.values()) <= 120


def test_every_stage_says_what_it_is_for_and_what_to_say(kit: Kit) -> None:
    for stage in kit.stages.values():
        for text in said_to_the_team(stage):
            assert 20 <= len(text) <= 200, text
            assert "\n" not in text
            assert text == text.strip()


def test_only_the_break_can_be_left_out(kit: Kit) -> None:
    assert [key for key, stage in kit.stages.items() if stage.optional] == ["break"]


def test_nine_questions_in_three_groups(guiding: questions.Asks) -> None:
    groups = [question.group for question in guiding.questions.values()]
    assert groups == ["The market"] * 5 + ["The problem"] + ["The purchase"] * 3


def test_questions_and_probes_fit_a_line(guiding: questions.Asks) -> None:
    for question in guiding.questions.values():
        assert len(question.text) <= 70
        assert 2 <= len(question.probes) <= 3
        for probe in question.probes:
            assert len(probe) <= 60
            assert probe.endswith("?")


def test_a_competitor_can_be_named_where_one_may_be_meant(guiding: questions.Asks) -> None:
    naming = [key for key, question in guiding.questions.items() if question.competitors]
    assert naming == ["rivals", "current", "contentment", "price-or-quality", "why-us"]


def test_six_principles_with_both_ends_described(checklist: ratings.Plan) -> None:
    assert len(checklist.items) == 6
    for item in checklist.items.values():
        assert 0 < len(item.text) <= 45
        assert 0 < len(item.low) <= 75
        assert 0 < len(item.high) <= 75
        assert 0 < len(item.about) <= 100
        assert item.about.endswith(".")


def test_the_checklist_names_whose_principles_they_are(kit: Kit) -> None:
    assert "C. K. Prahalad" in kit.stages["checklist"].intro


def test_every_statement_is_rated_for_needed_today_and_weight(checklist: ratings.Plan) -> None:
    assert list(checklist.facets) == [ratings.NEEDED, ratings.TODAY, ratings.WEIGHT]
    assert [facet.label for facet in checklist.facets.values()] == ["needed", "today", "weight"]
    assert [facet.optional for facet in checklist.facets.values()] == [False, False, True]
    assert checklist.has_gap
    assert checklist.points == 1


def test_words_of_the_scale_are_short_and_differ(checklist: ratings.Plan) -> None:
    assert len(set(checklist.labels)) == 5
    assert max(map(len, checklist.labels)) <= 12
    assert max(len(facet.label) for facet in checklist.facets.values()) <= 8


def test_the_catalogue_is_whole_short_and_without_doubles(catalogue: actions.Asks) -> None:
    lists = (catalogue.levers, catalogue.areas, catalogue.outcomes, catalogue.functions)
    assert [len(words) for words in lists] == [11, 15, 10, 5]
    for words in lists:
        assert len(set(words)) == len(words)
        assert max(map(len, words)) <= 40


def test_three_are_chosen_and_five_actions_are_the_most(catalogue: actions.Asks) -> None:
    assert (catalogue.choose, catalogue.dots, catalogue.most) == (3, 3, 5)
