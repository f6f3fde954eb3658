"""Keys that come in one burst, as over a slow line, do what they do one by one."""

from dataclasses import replace
from pathlib import Path

import pytest

from in_terminal import QUESTION, notes_in, saved, started, workshop_at_a_question
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.frame.model import Field, change
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.notes.model import answers as answers_in_words
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method, answers
from valueworkshop.files.text import session_file

pytestmark = pytest.mark.pty


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop at its first question."""
    return workshop_at_a_question(tmp_path)


def test_a_title_and_notes_typed_in_one_burst_stay_apart(tmp_path: Path, path: Path) -> None:
    title = session_file.read(path).session.title
    with started(tmp_path) as terminal:
        terminal.wait_for(title)
        terminal.type(f"/{title}\r")
        terminal.wait_for(QUESTION)
        terminal.type("first note\rsecond note\rthird")
        terminal.wait_for("third")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert notes_in(path) == ["first note", "second note", "third"]


def test_hands_typed_in_one_burst_all_count(tmp_path: Path, path: Path) -> None:
    document = session_file.read(path)
    people = "Ada, l\nBen, f\nCleo, f"
    session = change(document.session, Field.PEOPLE, people, iter("abc").__next__)
    session = choose_method(session, "checklist", "1", Method.HANDS)
    session = replace(session, place=Place(stage="checklist", at="touchpoint"))
    path.write_bytes(session_file.dumps(session))
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for("front line  (2)", "▸needed")
        terminal.type("001001010000")  # at each point the leaders, then the front line
        terminal.wait_for("▸today")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    rated = answers(saved(path), "checklist")
    hands = rated.rounds["1"].hands["needed"]["touchpoint"]
    assert hands["leaders"].points == (0, 1, 0, 0, 0)
    assert hands["front line"].points == (0, 0, 1, 1, 0)


def test_keys_that_lead_elsewhere_are_not_overtaken(tmp_path: Path, path: Path) -> None:
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("first\x14\tdealer in Lyon\tOctober\r\rsecond\r\x0ethird")
        terminal.wait_for("third")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    notes = answers_in_words(saved(path), "guiding").notes.values()
    assert [(note.question, note.text, note.evidence.in_words) for note in notes] == [
        ("expectations", "first", "heard: dealer in Lyon, October"),
        ("rivals", "second", "assumed"),
        ("current", "third", "assumed"),
    ]


def test_a_quote_is_tied_and_taken_back_in_one_burst(tmp_path: Path, path: Path) -> None:
    session = session_file.read(path).session
    session = add_note(session, "guiding", "n1", Note(question="expectations", text="One"))
    path.write_bytes(session_file.dumps(session))
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for(QUESTION)
        terminal.press("escape")
        terminal.wait_for("Write", "Delete")
        terminal.type("qpromise\rqcontact\ru")
        terminal.wait_for("Undone: change to note")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    assert answers_in_words(saved(path), "guiding").notes["n1"].about == "checklist/fulfilment"


def test_letters_that_run_on_behind_a_form_are_no_keys(tmp_path: Path, path: Path) -> None:
    session = session_file.read(path).session
    session = change(session, Field.PEOPLE, "Ada\nBen", iter("ab").__next__)
    session = replace(session, place=Place(stage="checklist", at="touchpoint"))
    path.write_bytes(session_file.dumps(session))
    with started(tmp_path, "open", path.stem) as terminal:
        terminal.wait_for("[ ] Ada")
        terminal.type("\x12a thought\rmore of it, 45 dealers and x")  # parked, and typed on
        terminal.wait_for("Letters right behind a text do nothing here.")
        terminal.type("\x1b[D4")  # another key, and a vote that is meant
        terminal.wait_for("[ ] Ben")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    now = saved(path)
    assert [thought.text for thought in now.parked.values()] == ["a thought"]
    assert now.place == session.place
    (ballot,) = answers(now, "checklist").rounds["1"].ballots.values()
    assert ballot.answers == {"needed": {"touchpoint": 4}}
