"""What a stage asks is changed in lines too: add, reword, move, leave out, take in."""

from pathlib import Path

import pytest

from typed_lines import is_plain, new_file, saved, talked, with_people
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.files.home.kits import load_kit


def test_questions_are_changed_in_lines(folder: Path) -> None:
    path = new_file(folder)
    text = talked(
        path,
        [
            "/go guiding",
            "They ring us first",
            "/items",
            "What do they fear?",
            "/up 14",
            "/change 1 Who taught them what to expect?",
            "/leave 2",
            "/leave 99",
            "",
            "/show",
        ],
    )
    questions = list(saved(path).stage("guiding").asks.questions.values())
    words = [each.text for each in questions]
    assert words[0] == "Who taught them what to expect?"
    assert "What do they fear?" in words
    assert len(saved(path).stage("guiding").set_aside("questions")) == 1
    assert "Its 1 note stays with it" in text
    assert "(1 note)" in text
    assert "Question 1 of" in text  # after the list the question itself is asked again
    assert is_plain(text)


def test_items_are_changed_before_a_vote(folder: Path) -> None:
    path = with_people(new_file(folder))
    talked(
        path,
        [
            "/go checklist",
            "/items",
            "We ring back",
            "/high 7 before they wonder",
            "/explain 7 on the same day",
            "/leave 1",
            "/take 1",
            "",
            "/quit",
        ],
    )
    plan = asks(saved(path), "checklist")
    own = next(item for item in plan.items.values() if item.text == "We ring back")
    assert (own.high, own.about) == ("before they wonder", "on the same day")
    assert not saved(path).stage("checklist").aside


def test_a_stage_of_another_kit_is_added_in_lines(folder: Path) -> None:
    path = new_file(folder)
    text = talked(path, ["/go guiding", "/stage", "/stage charging", "2", "/quit"])
    stages = list(saved(path).kit.stages.values())
    at = [each.kind for each in stages].index("ladder")
    assert stages[at - 1].kind == "questions"
    assert "Added: " in text


def test_a_stage_without_a_list_says_so(folder: Path) -> None:
    text = talked(new_file(folder), ["/go frame", "/items", "/quit"])
    assert "There is no list here that you could change." in text


def test_a_workshop_is_kept_as_a_kit_in_lines(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(tmp_path / "kits"))
    talked(new_file(folder), ["/kit Dealers", "/quit"])
    assert load_kit("dealers", tmp_path / "kits").title == "Dealers"
