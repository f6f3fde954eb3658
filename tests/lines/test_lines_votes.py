"""Votes in lines: unseen until one word, in private, a second time, both views kept."""

from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.votes import second_rounds
from valueworkshop.core.stages.votes.model import Method
from valueworkshop.core.stages.votes.model import answers as votes


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_nothing_tells_of_a_vote_before_the_word_that_reveals_it(folder: Path) -> None:
    path = with_people(new_file(folder))
    asked = ["/go B", "5151", "4x", "4", "4", "4", "4", "3333", "/show all", "/who", "yes"]
    hidden = talked(path, [*asked, "/export", "/help"])
    assert "Votes in: 4 of 4." in hidden
    assert "Not kept: you can only answer with 1 2 3 4 5 d - ." in hidden
    exported = next(folder.glob("*.md")).read_text()
    for told in (hidden, exported):
        assert not any(word in told for word in ("5151", "3333", "2 gave", "median", "short on"))
    assert not saved(path).revealed
    seen = on_one_line(talked(path, ["/go B", "r"]))
    assert (
        "Needed: 2 gave 1, 2 gave 5; median 3 of 4 answers, 2.0 from it on average; "
        "two camps: 2 low, 2 high, none between." in seen
    )
    assert list(saved(path).revealed) == ["checklist/1/touchpoint"]


def test_hands_are_counted_by_group_and_a_wrong_answer_is_fixed(folder: Path) -> None:
    path = with_people(new_file(folder))
    counted = ["0 0 0 4", "0 many", "0 4", "4 0 0 0 0 1", "r", "/fix", "0 0 0 0 4", ""]
    text = talked(path, ["/go B", "/method hands", *counted])
    assert "more hands than people: leaders, 4 people" in on_one_line(text)
    assert "4 gave 5" in text
    hands = votes(saved(path), "checklist").rounds["1"].hands["needed"]["touchpoint"]["leaders"]
    assert hands.five == 4


def test_the_keyboard_goes_round_and_each_answers_in_private(folder: Path) -> None:
    path = with_people(new_file(folder))
    first = ["", "5" * 17, "x", "1", "2", "3", ""]  # 17 at once, a slip, the last, one changed
    second = ["", "4" * 18, ""]
    typed = ["/go B", "/method private", "pass", *first, *second, "skip", "stop", "hm"]
    hidden = talked(path, typed)
    assert "Hand the keyboard to Person 1." in hidden
    assert "Hand the keyboard back to the facilitator." in hidden
    assert "Votes in: 2 of 4." in on_one_line(hidden)
    assert not any(word in hidden for word in ("555", "444", "2 gave", "median"))
    given = votes(saved(path), "checklist").rounds["1"]
    assert given.method is Method.PRIVATE
    assert given.ballots["v1"].get("needed", "touchpoint") == 5
    assert given.ballots["v1"].get("today", "touchpoint") == 3
    assert given.ballots["v2"].get("weight", "renewal") == 4
    assert set(given.ballots) == {"v1", "v2"}
    seen = talked(path, ["/go B", "reveal"])
    assert "gave 4" in seen
    assert len(saved(path).revealed) == 6


def test_it_is_said_before_the_names_leave_the_ballots(folder: Path) -> None:
    path = with_people(new_file(folder))
    private = ["/method private", "pass", "", "5" * 18, "", "stop", "reveal"]
    text = on_one_line(talked(path, ["/go B", *private, *[""] * 5, "/fix", "", "", ""]))
    before = "The next stage removes the names from the ballots for good: no undo brings them back."
    assert text.count(before) == 1
    told, done = text.index(before), text.index("Names are now removed from the ballots.")
    assert text.index("We renew the experience") < told < done


def test_a_second_vote_is_blank_and_counts_and_a_split_is_kept(folder: Path) -> None:
    path = with_people(new_file(folder))
    first, second = ["5151", "3333", "3333", "reveal"], ["4", "444", "3333", "3333", "reveal"]
    text = on_one_line(
        talked(
            path,
            ["/go B", *first, "/split North and south differ", "/revote", *second, "/widest"],
        )
    )
    assert "We keep both views: North and south differ." in text
    assert "A new vote, starting blank: this one counts. The earlier one is kept." in text
    assert "Needed: of 4 people, 2 went up and 2 down; mean 3.0 before, 4.0 now." in text
    assert "Number 1 of 1, widest spread first." in text
    session = saved(path)
    assert second_rounds.rounds_on(session, "checklist", "touchpoint") == ["1", "2"]
    assert (
        second_rounds.split_of(session, "checklist", "touchpoint") is None
    )  # it was of the first round


def test_a_split_without_a_reason_is_told_as_the_app_tells_it(folder: Path) -> None:
    path = with_people(new_file(folder))
    lines = ["/go B", "5151", "3333", "3333", "reveal", "/split", "/split"]
    text = on_one_line(talked(path, lines))
    assert "We keep both views." in text
    assert "You no longer keep both views." in text
    assert second_rounds.split_of(saved(path), "checklist", "touchpoint") is None


def test_names_are_asked_for_where_people_are_named_for_all_votes_to_come(folder: Path) -> None:
    path = with_people(new_file(folder))
    text = talked(path, [*[""] * 7, "/names", ""])
    assert "Votes are anonymous." in text
    assert "From now on, votes are open, with names." in text
    assert saved(path).open_votes


def test_who_has_answered_all_gets_the_keyboard_again_by_name(folder: Path) -> None:
    path = with_people(new_file(folder))
    first = ["", "5" * 18, ""]
    typed = ["/go B", "/method private", "pass", *first, "stop"]
    hidden = talked(path, [*typed, "pass Person 1", "", "2", "3", "", "stop"])
    assert "2: We renew the experience" not in hidden  # one line for each question, in order
    assert "1: " in hidden
    assert "You have answered everything. What you answered is not read out." in hidden
    given = votes(saved(path), "checklist").rounds["1"].ballots
    assert set(given) == {"v1"}
    assert given["v1"].get("today", "touchpoint") == 3
    assert given["v1"].get("needed", "touchpoint") == 5
