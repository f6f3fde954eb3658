"""The saver, where a file is rolled back underneath, or loses what was saved here: 71 to 73."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_storage_shared_files import Window

from clock_by_hand import SOON
from storage_examples import session
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.notes.model import Note, add_note, answers, delete_note
from valueworkshop.files.saving.save_rules import State, Wanted
from valueworkshop.files.saving.saver import Saver
from valueworkshop.files.text.session_file import dumps, loads, read

STAGE, QUESTION = "ask", "z-pains"


def noted(before: Session, *keys: str) -> Session:
    for key in keys:
        before = add_note(before, STAGE, key, Note(question=QUESTION, text=f"text of {key}"))
    return before


def notes(session: Session) -> set[str]:
    return set(answers(session, STAGE).notes)


TEN = tuple(f"m{number}" for number in range(10))
OLD = notes(session())


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    window = Window(path, tmp_path / "state")
    yield window
    window.saver.close(SOON)
    window.draft.close()


def edit(it: Window, after: Session) -> bytes:
    """Save an edit; return what the file holds then."""
    it.shown = after
    it.saver.submit(after)
    assert it.saver.flush(SOON).state is State.SAVED
    return it.saver.status.path.read_bytes()


def ten_saved(it: Window) -> list[bytes]:
    """Save ten notes, one by one; return all states of the file."""
    states = [it.path.read_bytes()]
    states += [edit(it, noted(it.shown, key)) for key in TEN]
    return states


def settled(it: Window) -> None:
    """Let the saver do what follows from a look."""
    it.look()
    it.saver.flush(SOON)


@pytest.mark.parametrize("state", range(10))
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_file_that_went_back_takes_nothing_with_it(it: Window, state: int, ends: bytes) -> None:
    """71: to any state of this sitting, also as git writes it on another system."""
    older = ten_saved(it)[state].replace(b"\n", ends)
    it.path.write_bytes(older)
    settled(it)
    status = it.saver.status
    assert it.path.read_bytes() == older, "it is asked first"
    assert (status.state, status.left_alone) == (State.SAVED, it.path)
    assert "x.toml went back to what it held earlier in this sitting" in status.reason
    assert notes(read(status.path).session) == {*OLD, *TEN}
    assert not it.saver.has_news
    assert it.saver.older is not None
    it.saver.join(Wanted.OURS)
    it.clock.settle()
    assert (it.saver.status.path, it.saver.status.left_alone) == (it.path, None)
    assert it.file == it.shown
    assert not status.path.exists()
    assert older in it.aside


def test_a_file_that_went_back_gets_ours_when_nobody_was_asked(it: Window) -> None:
    """71: as in a window that is closed before its question is answered."""
    older = ten_saved(it)[3]
    it.path.write_bytes(older)
    settled(it)
    copy = it.saver.status.path
    assert it.saver.close(SOON).path == it.path
    assert notes(it.file) == {*OLD, *TEN}
    assert not copy.exists()
    assert older in it.aside


def test_two_files_stay_where_that_was_wanted(it: Window) -> None:
    older = ten_saved(it)[3]
    it.path.write_bytes(older)
    settled(it)
    it.saver.stay_apart()
    copy = it.saver.close(SOON).path
    assert it.path.read_bytes() == older
    assert notes(read(copy).session) == {*OLD, *TEN}


def test_the_older_state_is_taken_when_it_is_asked_for(it: Window) -> None:
    """73: ours is among the backups, and the screen learns what is gone."""
    states = ten_saved(it)
    it.path.write_bytes(states[0])
    settled(it)
    it.saver.join(Wanted.THEIRS)
    it.clock.settle()
    assert it.saver.status.path == it.path
    assert it.file == session()
    assert states[-1] in it.aside
    assert it.saver.catch_up(it.take)
    assert notes(it.shown) == OLD


def test_what_is_unsaved_stays_too(it: Window) -> None:
    """72"""
    states = ten_saved(it)
    it.path.write_bytes(states[2])
    mine = noted(it.shown, "unsaved")
    edit(it, mine)
    status = it.saver.status
    assert status.left_alone == it.path
    assert it.path.read_bytes() == states[2]
    assert notes(read(status.path).session) == {*OLD, *TEN, "unsaved"}
    edit(it, noted(mine, "later"))
    it.saver.join(Wanted.OURS)
    it.clock.settle()
    assert notes(it.file) == {*OLD, *TEN, "unsaved", "later"}


def test_what_is_unsaved_stays_with_the_older_state_too(it: Window) -> None:
    """72"""
    states = ten_saved(it)
    it.path.write_bytes(states[2])
    edit(it, noted(it.shown, "unsaved"))
    it.saver.join(Wanted.THEIRS)
    it.clock.settle()
    assert notes(it.file) == {*OLD, "m0", "m1", "unsaved"}


def test_a_file_that_goes_back_again_and_again(it: Window) -> None:
    states = ten_saved(it)
    for number, state in enumerate(states[:4]):
        it.path.write_bytes(state)
        settled(it)
        it.saver.join(Wanted.OURS)
        it.clock.settle()
        assert notes(it.file) == {*OLD, *TEN, *map(str, range(number))}
        edit(it, noted(it.shown, str(number)))


def test_what_was_added_to_the_older_state_is_kept_with_ours(it: Window) -> None:
    """Git checkout, then somebody writes on before the question is answered."""
    states = ten_saved(it)
    it.path.write_bytes(states[2])
    settled(it)
    it.path.write_bytes(dumps(noted(read(it.path).session, "theirs")))
    it.saver.join(Wanted.OURS)
    it.clock.settle()
    assert notes(it.file) == {*OLD, *TEN, "theirs"}


def test_a_file_that_was_gone_and_comes_back_older(it: Window) -> None:
    states = ten_saved(it)
    it.path.unlink()
    it.look()
    it.path.write_bytes(states[1])
    settled(it)
    assert it.path.read_bytes() == states[1]
    assert notes(read(it.saver.status.path).session) == {*OLD, *TEN}


def test_where_one_stood_and_the_clock_are_no_reason_to_ask(it: Window) -> None:
    first = it.path.read_bytes()
    edit(it, replace(it.shown, place=Place(stage="end")))
    it.path.write_bytes(first)
    settled(it)
    assert it.saver.status.left_alone is None
    assert not it.saver.has_news


def test_somebody_else_may_undo_their_own_edit(it: Window) -> None:
    """Nothing of ours was saved since: it is theirs to take back."""
    edit(it, noted(it.shown, "mine"))
    before = it.path.read_bytes()
    it.path.write_bytes(dumps(noted(it.file, "theirs")))
    it.look()
    assert it.saver.catch_up(it.take)
    it.path.write_bytes(before)
    it.look()
    assert it.saver.status.left_alone is None
    assert it.saver.catch_up(it.take)
    assert notes(it.shown) == {*OLD, "mine"}
    assert [notes(of(data)) for data in it.aside] == [{*OLD, "mine", "theirs"}]


def of(data: bytes) -> Session:
    return loads(data, "x").session


# Somebody's real edit


def test_what_an_edit_takes_away_is_kept_first_counted_and_named(it: Window) -> None:
    """73"""
    states = ten_saved(it)
    theirs = replace(it.shown, offer="theirs")
    for key in TEN[:3]:
        theirs = delete_note(theirs, STAGE, key)
    it.path.write_bytes(dumps(theirs))
    it.look()
    assert it.saver.status.left_alone is None
    assert it.aside == [states[-1]]
    assert "3 notes" in it.saver.status.reason
    assert "backups" in it.saver.status.reason
    assert it.saver.catch_up(it.take)
    assert notes(it.shown) == {*OLD, *TEN[3:]}


def test_what_an_edit_takes_away_is_kept_first_where_something_is_unsaved(it: Window) -> None:
    """72, 73"""
    states = ten_saved(it)
    theirs = it.shown
    for key in TEN[:3]:
        theirs = delete_note(theirs, STAGE, key)
    it.path.write_bytes(dumps(theirs))
    edit(it, noted(delete_note(it.shown, STAGE, TEN[9]), "unsaved"))
    assert it.aside == [states[-1]]
    assert "3 notes" in it.saver.status.reason, "what was deleted here is no loss"
    assert notes(it.file) == {*OLD, *TEN[3:9], "unsaved"}


def test_what_only_adds_is_no_loss(it: Window) -> None:
    edit(it, noted(it.shown, "mine"))
    it.path.write_bytes(dumps(noted(it.file, "theirs")))
    it.look()
    assert it.aside == []
    assert it.saver.status.reason == "somebody else changed x.toml; you see that here now"


def test_where_nothing_can_be_kept_the_file_is_left_alone(tmp_path: Path) -> None:
    """73: the state folder is full."""
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    window = Window(path, tmp_path / "state")
    window.saver.close(SOON)

    def full(_data: bytes) -> None:
        raise OSError(28, "no space left")

    saver = Saver(path, read(path), clock=window.clock, aside=full)
    mine = noted(session(), *TEN)
    saver.submit(mine)
    saver.flush(SOON)
    path.write_bytes(dumps(replace(session(), offer="theirs")))
    window.clock.go_on(2.0)
    status = saver.flush(SOON)
    assert status.left_alone == path
    assert notes(read(status.path).session) == {*OLD, *TEN}
    saver.close(SOON)


def test_who_only_reads_follows_wherever_the_file_goes(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    it = Window(path, tmp_path / "state", only_read="Ada has it open")
    for state in (noted(session(), "n"), session(), noted(session(), "n")):
        path.write_bytes(dumps(state))
        it.look()
        assert it.saver.catch_up(it.take)
        assert notes(it.shown) == notes(state)
    assert it.saver.close(SOON).left_alone is None
    assert it.aside == []
