"""What somebody else changed comes onto the desk, and no step back or forth takes it away: 43."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, RATE, VOTERS, empty, moderate, rated
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.notes.model import Note, add_note, answers, change_note, delete_note
from valueworkshop.core.stages.votes.edits import reveal
from valueworkshop.core.stages.votes.secrecy import part


def desk_with(session: Session) -> Desk:
    return Desk(session, ids=lambda: "new", today=lambda: dt.date(2026, 11, 23))


def noted(session: Session, key: str) -> Session:
    return add_note(session, ASK, key, Note(question="why", text=f"text of {key}"))


def notes(desk: Desk) -> set[str]:
    return set(answers(desk.session, ASK).notes)


@moderate
@given(st.lists(st.booleans(), max_size=12))
def test_undo_takes_back_ones_own_edits_and_no_others(mine: list[bool]) -> None:
    desk = desk_with(empty())
    own, others = set(), set()
    for number, is_mine in enumerate(mine):
        if is_mine:
            desk.commit(noted(desk.session, f"mine{number}"))
            own.add(f"mine{number}")
        else:
            assert desk.take(desk.session, noted(desk.session, f"theirs{number}"))
            others.add(f"theirs{number}")
    assert notes(desk) == own | others
    while desk.undo():
        assert others <= notes(desk)
    assert notes(desk) == others
    while desk.redo():
        assert others <= notes(desk)
    assert notes(desk) == own | others


def test_the_desk_may_have_moved_on() -> None:
    before = empty()
    desk = desk_with(before)
    desk.commit(noted(before, "mine"))
    told: list[Session] = []
    desk.listen(told.append)
    assert desk.take(before, replace(before, offer="cars"))
    assert (desk.session.offer, notes(desk)) == ("cars", {"mine"})
    assert told == [desk.session]


def test_where_both_changed_the_same_nothing_is_taken() -> None:
    desk = desk_with(empty())
    desk.commit(replace(empty(), offer="mine"))
    assert not desk.take(empty(), replace(empty(), offer="theirs", title="theirs"))
    assert (desk.session.offer, desk.session.title) == ("mine", empty().title)


def test_what_they_wrote_over_ones_own_edit_is_the_first_thing_that_comes_back() -> None:
    """73"""
    desk = desk_with(noted(empty(), "n"))
    desk.commit(change_note(desk.session, ASK, "n", Note(question="why", text="mine")))
    desk.commit(replace(desk.session, offer="mine"))
    theirs = change_note(desk.session, ASK, "n", Note(question="why", text="theirs"))
    desk.take(desk.session, theirs)
    assert answers(desk.session, ASK).notes["n"].text == "theirs"
    assert desk.undo()
    assert answers(desk.session, ASK).notes["n"].text == "mine"
    assert desk.session.offer == "mine"
    assert desk.undo()
    assert desk.session.offer == ""
    assert desk.undo()
    assert answers(desk.session, ASK).notes["n"].text == "text of n"
    assert not desk.undo()
    while desk.redo():
        pass
    assert answers(desk.session, ASK).notes["n"].text == "theirs"


def test_a_text_that_was_never_changed_here_is_theirs_to_change() -> None:
    desk = desk_with(noted(empty(), "n"))
    desk.commit(replace(desk.session, offer="mine"))
    for text in ("theirs", "theirs again"):
        note = Note(question="why", text=text)
        desk.take(desk.session, change_note(desk.session, ASK, "n", note))
    desk.undo()
    assert (desk.session.offer, answers(desk.session, ASK).notes["n"].text) == ("", "theirs again")
    assert not desk.can_undo


def test_what_they_took_away_comes_back_by_one_step_and_what_they_added_stays() -> None:
    """73: and every step before it is still one."""
    desk = desk_with(noted(empty(), "old"))
    for key in ("n1", "n2", "n3"):
        desk.commit(noted(desk.session, key))
    theirs = noted(empty(), "new")
    assert desk.take(desk.session, theirs)
    assert notes(desk) == {"new"}
    assert not desk.can_redo
    desk.commit(replace(desk.session, offer="later"))
    assert desk.undo()
    assert (desk.session.offer, notes(desk)) == ("", {"new"})
    assert desk.undo()
    assert notes(desk) == {"old", "n1", "n2", "n3", "new"}
    assert desk.undo()
    assert notes(desk) == {"old", "n1", "n2", "new"}
    while desk.undo():
        assert {"old", "new"} <= notes(desk)
    assert notes(desk) == {"old", "new"}
    while desk.redo():
        assert "new" in notes(desk)
    assert (desk.session.offer, notes(desk)) == ("later", {"new"})


def test_two_losses_one_after_the_other_come_back_one_by_one() -> None:
    desk = desk_with(noted(noted(empty(), "n1"), "n2"))
    desk.take(desk.session, delete_note(desk.session, ASK, "n1"))
    desk.take(desk.session, delete_note(desk.session, ASK, "n2"))
    assert desk.undo()
    assert notes(desk) == {"n2"}
    assert desk.undo()
    assert notes(desk) == {"n1", "n2"}
    assert not desk.undo()


def test_what_would_make_no_sound_session_does_not_come_back() -> None:
    desk = desk_with(noted(empty(), "n"))
    desk.take(desk.session, empty(), lambda _session: False)
    assert not desk.can_undo


def test_links_of_ballots_to_people_that_somebody_cut_do_not_come_back() -> None:
    ada = Person(name="Ada", group="leaders", voter=VOTERS[0])
    desk = desk_with(rated((3, 2, 4), into=empty(people={"p1": ada}), shown=False))
    desk.commit(noted(desk.session, "n"))
    theirs = part(delete_note(desk.session, ASK, "n"))
    desk.take(desk.session, theirs)
    assert desk.undo()
    assert "n" in notes(desk)
    assert desk.session.people == theirs.people
    assert desk.session.answers[RATE] == theirs.answers[RATE]


def test_one_stays_where_one_stands() -> None:
    desk = desk_with(replace(empty(), place=Place(stage=RATE)))
    desk.take(desk.session, replace(desk.session, offer="cars", place=desk.session.place))
    assert desk.session.place == Place(stage=RATE)


def test_a_stage_that_is_gone_is_no_place() -> None:
    desk = desk_with(replace(empty(), place=Place(stage=RATE)))
    kit = desk.session.kit
    left = replace(kit, stages={key: stage for key, stage in kit.stages.items() if key != RATE})
    desk.take(desk.session, replace(desk.session, kit=left))
    assert desk.session.place == Place(stage=next(iter(left.stages)))


def test_what_they_revealed_stays_revealed() -> None:
    desk = desk_with(rated((3, 2, 4), shown=False))
    desk.commit(replace(desk.session, offer="mine"))
    desk.take(desk.session, reveal(desk.session, RATE, "1", "contact"))
    desk.undo()
    assert len(desk.session.revealed) == 1


def test_a_later_desk_knows_what_was_taken() -> None:
    desk = desk_with(empty())
    desk.commit(noted(desk.session, "mine"))
    desk.take(desk.session, noted(desk.session, "theirs"))
    later = Desk(desk.session, ids=desk.ids, today=desk.today, earlier=desk)
    later.undo()
    assert notes(later) == {"theirs"}


@pytest.mark.parametrize("edit", ["commit", "reveal", "undo", "redo"])
def test_a_closed_desk_takes_no_edit_and_says_so(edit: str) -> None:
    desk = desk_with(rated((3, 2, 4), shown=False))
    desk.commit(replace(desk.session, offer="one"))
    desk.commit(replace(desk.session, offer="two"))
    desk.undo()
    refused: list[int] = []
    desk.close(lambda: refused.append(1))
    before = desk.session
    {
        "commit": lambda: desk.commit(replace(before, offer="x")),
        "reveal": lambda: desk.reveal(reveal(before, RATE, "1", "contact")),
        "undo": desk.undo,
        "redo": desk.redo,
    }[edit]()
    assert desk.session == before
    assert refused == [1]
    assert not desk.commit(before)
    assert refused == [1]
    desk.move(Place(stage=RATE))
    assert desk.take(desk.session, replace(desk.session, title="theirs"))
    assert (desk.session.title, desk.is_closed) == ("theirs", True)
