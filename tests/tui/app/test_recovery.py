"""Text that was typed and is no edit yet outlives a kill, and is offered at the next start."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import (
    app_of,
    appears,
    new_file,
    running,
    saved_of,
    screen_text,
    session_of,
    settled,
    type_text,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages.agreed.model import answers as action_answers
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.drafts import Draft, left_drafts
from valueworkshop.files.safe.typed_pieces import Piece, pieces_of
from valueworkshop.files.safe.typing_log import TypingLog, left_over, typed_folder
from valueworkshop.files.text import session_file
from valueworkshop.files.text.toml_text import digest
from valueworkshop.tui.app.recovery_screen import RecoveryScreen
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.writing import Line, Writing

AT = ("guiding", "expectations")
SPOT = Spot(*AT)


def state() -> Path:
    return Path(os.environ["VALUEWORKSHOP_STATE"])


def left(session: Session) -> dict[Spot, str]:
    return {piece.spot: piece.text for piece in left_over(state(), session.id).pieces}


def stands(pilot: Pilot[None]) -> dict[Spot, str]:
    """Return what a kill would leave now: the file of this process, read as another would."""
    app = app_of(pilot)
    if app._noting:  # noqa: SLF001 - it is noted at the next drawing, for which no test can wait
        app.note_typed()
    session = session_of(pilot)
    files = list(typed_folder(state(), session.id).glob("*.lines"))
    found = [piece for f in files for piece in pieces_of(f.read_bytes(), session.id)[0]]
    return {piece.spot: piece.text for piece in found}


def cut_off(path: Path, standing: dict[Spot, str]) -> Session:
    """Leave what a killed sitting leaves."""
    session = session_file.read(path).session
    log = TypingLog(state(), session.id)
    log.note_fields(standing, session)
    log.close()
    return session


def notes(session: Session) -> list[str]:
    return [note.text for _, note in answers(session, "guiding").of("expectations")]


def kept_texts(session: Session) -> list[str]:
    found = backups.listing(backups.shelf_of(state(), session.id))
    return [b.read().decode() for b in found if b.kind is backups.Kind.TYPED]


# While one types


async def test_each_letter_is_on_disk_until_its_note_is_saved(folder: Path) -> None:
    """1"""
    async with running(new_file(folder), at=AT) as pilot:
        await type_text(pilot, "half")
        assert stands(pilot) == {SPOT: "half"}
        await type_text(pilot, " a thought")
        assert stands(pilot) == {SPOT: "half a thought"}
        await pilot.press("enter")
        saved_of(pilot)
        await pilot.pause()
        assert stands(pilot) == {}
        session = session_of(pilot)
    assert left(session) == {}


async def test_between_enter_and_its_edit_a_note_is_nowhere_lost(folder: Path) -> None:
    """1, 5: Enter empties the field at once, and the edit comes a message later."""
    async with running(new_file(folder), at=AT) as pilot:
        await type_text(pilot, "thought")
        pilot.app.screen.query_one("#writing", Writing).action_keep()
        app_of(pilot).note_typed()
        assert notes(session_of(pilot)) == []
        assert stands(pilot) == {SPOT: "thought"}
        app_of(pilot).settle()  # as a signal does, which waits for no message
        assert notes(session_of(pilot)) == ["thought"]
        await pilot.pause()
        assert notes(saved_of(pilot)) == ["thought"]


async def test_what_is_known_of_a_note_stands_too(folder: Path) -> None:
    async with running(new_file(folder), at=AT) as pilot:
        await type_text(pilot, "note")
        await pilot.press("tab", "tab")
        pilot.app.screen.query_one("#source", Line).value = "a dealer"
        await pilot.pause()
        assert stands(pilot) == {SPOT: "note", Spot(*AT, "source"): "a dealer"}
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert stands(pilot) == {}


async def test_what_was_there_before_counts_as_nothing_typed(car_maker: Path) -> None:
    async with running(car_maker, at=("frame", "offer")) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        saved_of(pilot)
        assert stands(pilot) == {}


async def test_a_field_stands_until_it_is_kept(folder: Path) -> None:
    async with running(new_file(folder), at=("frame", "offer")) as pilot:
        await type_text(pilot, "cars")
        assert stands(pilot) == {Spot("frame", "offer"): "cars"}
        await pilot.press("enter")
        await settled(pilot)
        saved_of(pilot)
        await pilot.pause()
        assert stands(pilot) == {}


async def test_what_does_not_fit_stays_for_the_next_time(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("frame", "date")) as pilot:
        pilot.app.screen.query_one("#stage-frame Writing", Writing).text = "some day"
        await pilot.pause()
        assert stands(pilot) == {Spot("frame", "date"): "some day"}
    assert left(session_file.read(path).session) == {Spot("frame", "date"): "some day"}


async def test_what_is_written_in_a_form_stands_too(folder: Path) -> None:
    async with running(new_file(folder), at=("act", "act")) as pilot:
        await pilot.press("plus")
        await pilot.pause()
        await type_text(pilot, "call")
        assert stands(pilot)[Spot("act", "act", "title")] == "call"
        await pilot.press("escape")
        await settled(pilot)
        saved_of(pilot)
        await pilot.pause()
        assert stands(pilot) == {}
        await pilot.press("N", "i")  # a form of many lines, over another screen
        await type_text(pilot, "slow")
        assert stands(pilot) == {Spot("act", "act", "words"): "slow"}
        await pilot.press("escape")
        saved_of(pilot)
        await pilot.pause()
        assert stands(pilot) == {}


async def test_between_the_end_of_a_form_and_its_edit_nothing_is_lost(folder: Path) -> None:
    """1, 5: a form is closed at once, and what it gives comes a message later."""
    async with running(new_file(folder), at=("act", "act")) as pilot:
        await pilot.press("plus")
        await type_text(pilot, "call")
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.dismiss(form.standing())
        app_of(pilot).note_typed()
        assert session_of(pilot).answers == {}
        assert stands(pilot)[Spot("act", "act", "title")] == "call"
        app_of(pilot).settle()  # as a signal does, which waits for no message
        await settled(pilot)
        actions = action_answers(saved_of(pilot), "act").actions
        assert [action.title for action in actions.values()] == ["call"]
        await pilot.pause()
        assert stands(pilot) == {}


# At the next start


async def test_nothing_is_asked_when_nothing_is_left_over(folder: Path) -> None:
    path = new_file(folder)
    cut_off(path, {})
    async with running(path, at=AT) as pilot:
        assert not isinstance(pilot.app.screen, RecoveryScreen)


async def test_what_the_session_holds_is_not_asked_about(folder: Path) -> None:
    path = new_file(folder, "Dealers, autumn")
    session = cut_off(path, {Spot("frame", "title"): "Dealers, autumn"})
    async with running(path, at=AT) as pilot:
        assert not isinstance(pilot.app.screen, RecoveryScreen)
    assert left(session) == {}


async def test_enter_puts_a_note_back_and_keeps_the_text_aside(folder: Path) -> None:
    path = new_file(folder)
    session = cut_off(path, {SPOT: "half [b]a[/b] thought", Spot("frame", "date"): "some day"})
    async with running(path, at=AT) as pilot:
        assert isinstance(pilot.app.screen, RecoveryScreen)
        shown = screen_text(pilot)
        assert "half [b]a[/b] thought" in shown
        assert "some day" in shown
        assert left(session) != {}
        await pilot.press("enter")
        assert notes(saved_of(pilot)) == ["half [b]a[/b] thought"]
        assert "1 note put back" in screen_text(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#stage-guiding Writing")
        assert left(session) == {}
        assert "some day" in kept_texts(session)[0]
        await pilot.press("escape", "u")
        assert notes(saved_of(pilot)) == []


async def test_enter_lets_a_field_stand_as_it_was_being_typed(folder: Path) -> None:
    """1: it is an edit once it is kept, and no sooner."""
    path = new_file(folder)
    session = cut_off(path, {Spot("frame", "offer"): "[b]half", Spot("frame", "date"): "some day"})
    async with running(path, at=("frame", "offer")) as pilot:
        assert "goes back into its field" in screen_text(pilot)
        await pilot.press("enter")
        assert saved_of(pilot).offer == ""
        assert stands(pilot) == {Spot("frame", "offer"): "[b]half"}
        assert "Enter keeps it" in screen_text(pilot)
        await type_text(pilot, " a")
        await pilot.press("enter")
        assert saved_of(pilot).offer == "[b]half a"
    assert "some day" in kept_texts(session)[0]


async def test_d_puts_it_aside(folder: Path) -> None:
    path = new_file(folder)
    session = cut_off(path, {SPOT: "half a thought"})
    before = path.read_bytes()
    async with running(path) as pilot:
        await pilot.press("d")
        assert not isinstance(pilot.app.screen, RecoveryScreen)
        assert "valueworkshop restore" in screen_text(pilot)
    assert path.read_bytes() == before
    assert left(session) == {}
    assert kept_texts(session) == ["guiding / expectations\n\nhalf a thought\n"]


async def test_leaving_without_a_choice_asks_again(folder: Path) -> None:
    """14"""
    path = new_file(folder)
    session = cut_off(path, {SPOT: "half a thought"})
    async with running(path) as pilot:
        await pilot.press("ctrl+q")
    assert left(session) == {SPOT: "half a thought"}
    async with running(path) as pilot:
        assert isinstance(pilot.app.screen, RecoveryScreen)


async def test_hostile_pieces_are_shown_as_text(folder: Path) -> None:
    """64, 65"""
    path = new_file(folder)
    cut_off(
        path,
        {
            SPOT: "\x1b[2J[@click=app.quit]x[/] \u202e " + "y" * 3_000,
            Spot("[/x]", "\x07", "[b]"): "[red]z",
            Spot("guiding", "not asked"): "w",
        },
    )
    async with running(path) as pilot:
        shown = screen_text(pilot)
        assert "[@click=app.quit]x[/]" in shown
        assert not set(shown) & set("\x1b\x07\u202e")
        await pilot.press("enter")
        assert notes(saved_of(pilot)) == ["[2J[@click=app.quit]x[/]  " + "y" * 3_000]


async def test_what_cannot_be_moved_is_told(folder: Path) -> None:
    """19"""
    path = new_file(folder)
    session = cut_off(path, {SPOT: "half a thought"})
    (state() / "backups").touch()
    async with running(path, at=AT) as pilot:
        await pilot.press("d")
        assert "You get it again next time" in screen_text(pilot)
    assert left(session) == {SPOT: "half a thought"}


@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_the_question_fits_the_window(folder: Path, size: tuple[int, int]) -> None:
    path = new_file(folder)
    cut_off(path, {SPOT: "half a thought"})
    async with running(path, size=size) as pilot:
        shown = screen_text(pilot)
        assert "Last time, this workshop was interrupted" in shown
        assert "Put back" in shown
        assert app_of(pilot).sitting is not None
    assert Piece(SPOT, "half a thought").text in shown


# Drafts


def draft_of(session: Session, data: bytes | None = None, over: bytes = b"") -> None:
    """Leave a draft of a session, made over a file of these bytes."""
    draft = Draft(state(), session.id)
    draft.write(session_file.dumps(session) if data is None else data, [digest(over)])
    draft.close()


def titled(path: Path, title: str) -> Session:
    return replace(session_file.read(path).session, title=title)


def kept_drafts(session: Session) -> int:
    found = backups.listing(backups.shelf_of(state(), session.id))
    return sum(backup.kind is backups.Kind.DRAFT for backup in found)


async def test_a_draft_comes_back_whole(folder: Path) -> None:
    """16"""
    path = new_file(folder, "Before")
    draft_of(titled(path, "[b]After"), over=path.read_bytes())
    async with running(path, at=AT) as pilot:
        shown = screen_text(pilot)
        assert "[b]After" in shown
        assert "comes back in full" in shown
        await pilot.press("enter")
        assert saved_of(pilot).title == "[b]After"
        session = session_of(pilot)
        await pilot.press("escape", "u")
        assert session_of(pilot).title == "Before"
    assert kept_drafts(session) == 1
    assert left_drafts(state(), session.id) == []


async def test_a_draft_over_a_file_that_somebody_changed_replaces_nothing(folder: Path) -> None:
    """43: both are kept."""
    path = new_file(folder, "Before")
    draft_of(titled(path, "Mine"), over=path.read_bytes())
    path.write_bytes(session_file.dumps(titled(path, "Theirs")))
    async with running(path, at=AT) as pilot:
        assert "becomes a separate file" in screen_text(pilot)
        await pilot.press("enter")
        assert "The draft is now in" in screen_text(pilot)
        assert saved_of(pilot).title == "Theirs"
    (beside,) = (entry.path for entry in listing(folder) if entry.path != path)
    assert session_file.read(beside).session.title == "Mine"


async def test_a_draft_put_aside_is_a_backup(folder: Path) -> None:
    path = new_file(folder, "Before")
    draft_of(titled(path, "After"), over=path.read_bytes())
    async with running(path, at=AT) as pilot:
        await pilot.press("d")
        assert saved_of(pilot).title == "Before"
        assert kept_drafts(session_of(pilot)) == 1


async def test_a_draft_that_the_file_holds_is_not_asked_about(folder: Path) -> None:
    path = new_file(folder, "Before")
    session = titled(path, "Before")
    draft_of(session)
    async with running(path, at=AT) as pilot:
        assert not isinstance(pilot.app.screen, RecoveryScreen)
    assert left_drafts(state(), session.id) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 500, b"{}", b"schema = 99\n# end of session\n", b"\xff\x1b[2J", b"id = 'x'"],
)
async def test_a_damaged_draft_goes_to_the_backups_and_is_told(folder: Path, data: bytes) -> None:
    """15: cut, zeros, wrong, of another schema; the workshop opens."""
    path = new_file(folder)
    session = session_file.read(path).session
    draft_of(session, data)
    async with running(path, at=AT) as pilot:
        assert not isinstance(pilot.app.screen, RecoveryScreen)
        assert "cannot read it" in screen_text(pilot)
    assert left_drafts(state(), session.id) == []
    assert kept_drafts(session) == bool(data)


async def test_what_cannot_be_saved_is_in_a_draft_and_the_screen_says_so(folder: Path) -> None:
    """16, 22: the file is read-only, or the disk is full."""
    path = new_file(folder)
    path.chmod(0o444)
    before = path.read_bytes()
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "kept")
        await pilot.press("enter")
        await appears(pilot, "draft kept")
        session = session_of(pilot)
        path.chmod(0o644)  # a moment before the sitting ends there is room again
        assert saved_of(pilot) == session
    assert path.read_bytes() != before
    assert left_drafts(state(), session.id) == []


async def test_quitting_with_a_draft_offers_it_the_next_time(folder: Path) -> None:
    """21, 23"""
    path = new_file(folder)
    path.chmod(0o444)
    async with running(path, at=AT) as pilot:
        await type_text(pilot, "kept")
        await pilot.press("enter")
        await appears(pilot, "draft kept")
    path.chmod(0o644)
    async with running(path, at=AT) as pilot:
        assert isinstance(pilot.app.screen, RecoveryScreen)
        assert "kept" in screen_text(pilot)
        await pilot.press("enter")
        assert notes(saved_of(pilot)) == ["kept"]
