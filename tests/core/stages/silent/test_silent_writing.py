"""Silent writing: a sheet for each, a showing that nothing takes back, and no trace of whose."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, empty, moderate, sessions
from running import TODAY, counted_ids
from valueworkshop.core.compare.changes_in_words import told
from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.losses import lost, with_lost
from valueworkshop.core.session.people import OBSERVERS, Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.silent_writing import SilentNote
from valueworkshop.core.session.three_way_merge import three_way
from valueworkshop.core.session.value_words import path_in_words, sides_in_words
from valueworkshop.core.show import projected_blocks
from valueworkshop.core.stages.notes.model import Note, add_note, answers, delete_note
from valueworkshop.core.stages.own_copy import own_copy
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.core.stages.silent import edits, words
from valueworkshop.exports.without_names import still_named
from valueworkshop.files.text import session_file
from valueworkshop.library.word_search import hits

PEOPLE = {
    "p1": Person(name="Ada", order=1),
    "p2": Person(name="Ben", order=2),
    "p3": Person(name="Cy", order=3),
    "p4": Person(name="Dot", group=OBSERVERS, order=4),
}
IDS = counted_ids("w")


def begun() -> Session:
    return edits.begin(empty(people=PEOPLE), "q", ASK, "pains")


def wrote(session: Session, person: str, *texts: str, done: bool = True) -> Session:
    """Return the session in which a person has written these notes, and handed on."""
    session, writer = edits.sheet_for(session, "q", person, IDS)
    for text in texts:
        session = edits.write(session, "q", writer, f"{writer}-{text[:3]}", text)
    return edits.hand_on(session, "q", writer) if done else session


def shown(session: Session) -> Session:
    show = edits.showing(session, "q")
    assert show is not None
    return show(session)


def texts(session: Session) -> list[str]:
    return [note.text for _, note in answers(session, ASK).of("pains")]


def test_each_has_a_sheet_and_observers_have_none() -> None:
    session = wrote(begun(), "p1", "Slow answers", "Nobody rings back")
    assert edits.awaited(session, "q") == ["p2", "p3"]
    assert edits.next_up(session, "q", before="p2") == "p3"
    assert edits.next_up(session, "q", before="p3", skipped={"p2"}) == "p3"
    assert words.progress(session, "q") == "written: 1 of 3"
    session = wrote(session, "p2")  # an empty sheet counts as handed on
    assert words.sheets_in(session, "q") == (2, 3)
    assert hidden(session) == {"silent/q": 2}
    assert texts(session) == []


def test_shown_notes_are_notes_like_all_others_without_a_name_and_in_no_order_of_writing() -> None:
    session = wrote(begun(), "p3", "z last")
    session = wrote(session, "p1", "b first", "a second")
    after = shown(add_note(session, ASK, "n1", Note(question="pains", text="Said aloud")))
    assert texts(after)[0] == "Said aloud"
    assert sorted(texts(after)[1:]) == ["a second", "b first", "z last"]
    keys = [key for key, _ in answers(after, ASK).of("pains")][1:]
    assert keys == sorted(keys)
    assert {note.said_by for note in answers(after, ASK).notes.values()} == {""}
    assert not after.silent["q"].sheets
    assert not after.silent["q"].writers
    assert edits.running(after, ASK, "pains") == ""


def test_with_names_each_note_has_its_writer_if_that_was_said_before_anybody_wrote() -> None:
    named = edits.name_them(begun(), "q", named=True)
    after = shown(wrote(wrote(named, "p1", "Slow"), "p2", "Dear"))
    assert {n.text: n.said_by for n in answers(after, ASK).notes.values()} == {
        "Slow": "Ada",
        "Dear": "Ben",
    }
    too_late = wrote(begun(), "p1", "Slow")
    assert edits.name_them(too_late, "q", named=True) == too_late


def test_notes_from_elsewhere_come_onto_a_sheet_by_the_same_edit() -> None:
    session = edits.write(begun(), "q", "phone-1", "n9", "From a phone")
    assert texts(shown(session)) == ["From a phone"]
    assert edits.write(session, "gone", "phone-1", "n9", "x") == session


def test_a_note_is_changed_and_taken_away_on_its_sheet_alone() -> None:
    session, writer = edits.sheet_for(begun(), "q", "p1", IDS)
    session = edits.write(session, "q", writer, "n1", "Slwo")
    session = edits.write(session, "q", writer, "n1", "Slow")
    assert session.silent["q"].sheets[writer].notes == {"n1": SilentNote(text="Slow", order=1000)}
    session = edits.write(session, "q", writer, "n1", " ")
    assert session.silent["q"].sheets[writer].notes == {}


def test_nobody_can_unsee_a_showing_and_no_step_knows_who_wrote() -> None:
    desk = Desk(empty(people=PEOPLE), ids=IDS, today=lambda: TODAY)
    desk.commit(add_note(desk.session, ASK, "n1", Note(question="pains", text="Said aloud")))
    desk.commit(edits.begin(desk.session, "q", ASK, "pains"))
    for person, text in (("p1", "Slow"), ("p2", "Dear")):
        desk.commit(wrote(desk.session, person, text))
    show = edits.showing(desk.session, "q")
    assert show is not None
    desk.part(show)
    assert sorted(texts(desk.session)) == ["Dear", "Said aloud", "Slow"]
    desk.undo()  # past all that was written: the next step that shows is the note said aloud
    assert sorted(texts(desk.session)) == ["Dear", "Slow"]
    assert not desk.session.silent["q"].writers
    desk.redo()
    assert sorted(texts(desk.session)) == ["Dear", "Said aloud", "Slow"]
    gone = next(
        key for key, note in answers(desk.session, ASK).notes.items() if note.text == "Slow"
    )
    desk.commit(delete_note(desk.session, ASK, gone))
    desk.undo()
    assert "Slow" in texts(desk.session)


def test_undo_says_that_somebody_wrote_and_never_what() -> None:
    one = begun()
    two = wrote(one, "p1", "Slow", done=False)
    three = wrote(two, "p1", "Dear")
    assert step_in_words(empty(people=PEOPLE), one) == "silent writing"
    assert step_in_words(one, two) == "what somebody wrote alone"
    assert step_in_words(two, three) == "what somebody wrote alone"
    assert step_in_words(three, edits.drop(three, "q")) == "removing silent writing"
    for before, after in ((one, two), (two, three), (three, one)):
        assert "Slow" not in str(told(before, after))
        assert "Ada" not in str(told(before, after))


def test_a_conflict_on_a_sheet_tells_neither_side() -> None:
    base, writer = edits.sheet_for(begun(), "q", "p1", IDS)
    base = edits.write(base, "q", writer, "n1", "Slow")
    ours = edits.write(base, "q", writer, "n1", "Slower")
    theirs = edits.write(base, "q", writer, "n1", "Slowest")
    (conflict,) = three_way(base, ours, theirs)[1]
    assert "Slow" not in str(sides_in_words(conflict))
    assert path_in_words(ours, conflict.path).endswith("what people wrote alone")


def test_neither_a_search_nor_a_copy_nor_a_warning_holds_what_was_written_alone() -> None:
    session = wrote(begun(), "p1", "It is slow, says Quetzal Marsden too")
    assert not list(hits(Path("x.toml"), session, ["quetzal"]))
    assert list(hits(Path("x.toml"), shown(session), ["quetzal"]))
    assert not own_copy(session, IDS, ballots=False)[0].silent
    assert "Quetzal" not in still_named(session)
    assert "Quetzal" in still_named(shown(session))


def test_two_windows_one_shows_while_the_other_writes_on_and_nothing_is_lost() -> None:
    base = wrote(begun(), "p1", "Slow")
    ours, theirs = shown(base), wrote(base, "p2", "Dear")
    merged, conflicts = three_way(base, ours, theirs)
    assert not conflicts
    assert texts(merged) == ["Slow"]
    key = edits.running(merged, ASK, "pains")
    assert edits.waits(merged, key)
    assert sorted(texts(shown(merged))) == ["Dear", "Slow"]


def test_what_was_shown_elsewhere_is_no_loss_and_what_is_hidden_is() -> None:
    before = wrote(begun(), "p1", "Slow")
    after = shown(before)
    assert lost(before, after) == {}
    assert with_lost(before, after) is after
    assert "notes" in lost(before, begun()).values()
    assert with_lost(before, begun()).silent["q"].sheets


def test_a_file_holds_it_and_an_old_one_has_none() -> None:
    session = wrote(begun(), "p1", "Slow")
    again = session_file.loads(session_file.dumps(session), "x.toml").session
    assert again == session
    assert b"silent" not in session_file.dumps(empty())


def test_the_room_sees_how_many_have_written_and_the_notes_once_they_are_shown() -> None:
    session = replace(wrote(begun(), "p1", "Slow"), place=Place(stage=ASK, at="pains"))
    parts = project(session).shown.parts
    assert parts == (
        projected_blocks.Said(text=words.ALONE, strong=True),
        projected_blocks.Voting(given=1, of=3, done="have written"),
    )
    after = project(shown(session)).shown.parts
    assert [part.text for part in after if isinstance(part, projected_blocks.Point)] == ["Slow"]


@moderate
@given(sessions(), st.data())
def test_showing_keeps_every_note_once_and_leaves_no_sheet(
    session: Session, data: st.DataObject
) -> None:
    running = [key for key in session.silent if session.silent[key].sheets]
    if not running:
        return
    key = data.draw(st.sampled_from(running))
    held = session.silent[key]
    written = [n.text for sheet in held.sheets.values() for n in sheet.notes.values()]
    before = [note.text for note in answers(session, held.stage).notes.values()]
    show = edits.showing(session, key)
    assert show is not None
    after = show(session)
    found = [note.text for note in answers(after, held.stage).notes.values()]
    assert sorted(found) == sorted(before + written)
    assert show(after) == after
    assert not after.silent[key].sheets
    assert session_file.loads(session_file.dumps(after), "x.toml").session == after


@moderate
@given(sessions())
def test_what_is_seen_of_a_session_holds_no_sheet(session: Session) -> None:
    looked = seen(session)
    assert all(not each.sheets and not each.writers for each in looked.silent.values())
