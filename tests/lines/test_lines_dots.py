"""Dot votes in lines: nobody's dots are seen before the word that reveals them."""

from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.agreed.model import asks
from valueworkshop.core.stages.dots.score import results


def test_dots_are_put_in_private_and_revealed_by_one_word(folder: Path) -> None:
    path = with_people(new_file(folder))
    notes = ["Alpha", "Beta", "Gamma", "Delta"]
    begin = ["/go A", *notes, "/dotvote", "1", "2", "pass"]
    first = ["", "1 9", "1 1", "1 3", "3 1", ""]  # two slips, then the last spread counts
    text = talked(path, [*begin, *first, "skip", "", "1", "", "stop", "hm"])
    assert "2 dots each, at most 1 on one." in text
    assert "Not kept: type numbers from 1 to 4, with spaces between them." in text
    assert "Not kept: at most 1 on one option." in text
    assert "Votes in: 2 of 4." in text
    assert not any(told in text for told in ("1 3", "3 1", "First:", "dots by"))
    again = talked(path, ["/go A", "/dotvote", "reveal"])
    assert "Place 1: Alpha (2 dots by 2 people)" in again
    (key,) = saved(path).dots
    assert [result.dots for result in results(saved(path), key)] == [2, 1, 0, 0]


def test_dots_of_the_room_are_counted(folder: Path) -> None:
    path = new_file(folder)
    typed = ["/go A", "Alpha", "Beta", "/dotvote", "1", "", "pass", "reveal", "count", "x", "3"]
    text = talked(path, [*typed, "4", "reveal"])
    assert "Not kept: type a whole number." in text
    assert "Place 1: Beta (4 dots by 4 people)" in text


def test_what_became_of_the_options_since_the_vote_is_told(folder: Path) -> None:
    vote = ["/go A", "Alpha", "Beta", "/dotvote", "1", "", "count", "3", "4", "reveal"]
    since = ["Gamma", "/change 1 Alphas", "/delete 2", "/go A"]
    text = talked(new_file(folder), [*vote, *since])
    assert "Place 1: Beta (4 dots by 4 people; deleted since the vote)" in text
    assert "Place 2: Alpha (3 dots by 3 people; changed since the vote)" in text
    assert "Added after the vote began: “Gamma”." in text


def test_a_ballot_that_is_in_is_given_again_from_blank(folder: Path) -> None:
    path = with_people(new_file(folder))
    begin = ["/go A", "Alpha", "Beta", "Gamma", "Delta", "/dotvote", "1", "2"]
    text = talked(path, [*begin, "pass", "", "1 2", "", "stop", "pass nobody", "pass Person 1"])
    assert "'nobody' is not among the 4 here." in text
    assert "Hand the keyboard to Person 1." in text
    text = talked(path, ["/go A", "/dotvote", "pass Person 1", "", "3 4", "", "stop", "reveal"])
    assert "begin with a blank ballot" in " ".join(text.split())
    (key,) = saved(path).dots
    assert {result.text: result.dots for result in results(saved(path), key)} == {
        "Alpha": 0,
        "Beta": 0,
        "Gamma": 1,
        "Delta": 1,
    }


def test_a_vote_on_what_to_do_has_the_dots_that_the_kit_says(folder: Path) -> None:
    path = new_file(folder)
    opened = [text for _ in range(7) for text in ("/open", "")]
    text = talked(path, ["/go A", *opened, "/go act", "/dotvote", "", ""])
    asked = asks(saved(path), "act").dots
    assert f"Everyone has {asked} dots" in " ".join(text.split())
    assert f"How many dots does everybody have? An empty line means {asked}." in text
    (vote,) = saved(path).dots.values()
    assert vote.budget == asked
