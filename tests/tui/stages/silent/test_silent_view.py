"""Silent writing in the app: covered between two, shown by one key, safe from kills."""

import os
from pathlib import Path

from running import (
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    with_people,
    words_on,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.core.stages.silent import edits
from valueworkshop.files.safe.typing_log import TypingLog
from valueworkshop.files.text import session_file
from valueworkshop.sitting.left_over import alone
from valueworkshop.tui.app.unsettled import unsettled

AT = ("guiding", "rivals")


def made(folder: Path) -> Path:
    session = session_file.read(new_file(folder)).session
    return save_as(with_people(session, ("Ada", ""), ("Ben", ""), ("Cy", "")), folder)


def texts(session: Session) -> list[str]:
    return sorted(note.text for _, note in answers(session, "guiding").of("rivals"))


async def test_three_write_alone_and_one_key_shows_all(folder: Path) -> None:
    async with running(made(folder), at=AT) as pilot:
        await pilot.press("escape", "w")
        assert "Written: 0 of 3" in words_on(pilot)
        await pilot.press("enter")
        assert "Ada" in screen_text(pilot)
        await pilot.press("enter")
        assert "Ada writes alone" in screen_text(pilot)
        await type_text(pilot, "nobody rings")
        assert list(unsettled(pilot.app.screen_stack).values()) == ["nobody rings"]
        await pilot.press("enter")
        await type_text(pilot, "dear")
        await pilot.press("enter", "escape", "home", "enter")
        await type_text(pilot, " back")
        await pilot.press("enter")
        assert "nobody rings back" in screen_text(pilot)
        await pilot.press("enter")
        cover = screen_text(pilot)
        assert "Ben" in cover
        assert "Written: 1 of 3" in cover
        assert "rings" not in cover
        await pilot.press("enter")
        assert "rings" not in screen_text(pilot)
        await type_text(pilot, "half a though")
        await pilot.press("escape", "escape")  # later: what was typed is kept on the sheet
        here = screen_text(pilot)
        assert "That sheet is not handed on yet" in here
        assert "though" not in here
        await pilot.press("o")
        assert "stays as it was promised" in screen_text(pilot)
        await pilot.press("home", "enter", "enter")
        assert "2 notes of yours are kept from before, and not shown here." in words_on(pilot)
        await pilot.press("escape", "escape", "v")
        assert "have written" in screen_text(pilot)
        assert "rings" not in screen_text(pilot)
        await pilot.press("v", "R")
        assert "Not in yet: Ben, Cy." in words_on(pilot)
        await pilot.press("y")
        assert texts(saved_of(pilot)) == ["dear", "half a though", "nobody rings back"]
        assert "half a though" in screen_text(pilot)
        await pilot.press("g")  # the room looks at the notes, and letters act
        assert "gathers what is marked under a name" in words_on(pilot)
        await pilot.press("escape", "u", "u", "u")
        assert len(texts(session_of(pilot))) == 3


async def test_with_names_undone_and_cancelled(folder: Path) -> None:
    async with running(made(folder), at=AT) as pilot:
        await pilot.press("escape", "w", "o")
        assert "has the name of its writer" in words_on(pilot)
        await pilot.press("u", "u")
        assert not session_of(pilot).silent
        await pilot.press("w", "d")
        assert not session_of(pilot).silent


async def test_what_a_kill_cut_off_goes_onto_its_sheet_unseen(folder: Path) -> None:
    path = made(folder)
    session = edits.begin(session_file.read(path).session, "q", *AT)
    path = save_as(session, folder)
    log = TypingLog(Path(os.environ["VALUEWORKSHOP_STATE"]), session.id)
    log.note_fields({Spot(*AT, alone("q", "p2")): "a secret thought"}, session)
    log.close()
    async with running(path, at=AT) as pilot:
        assert "interrupted" in screen_text(pilot)
        assert "secret" not in screen_text(pilot)
        await pilot.press("enter")
        assert "secret" not in screen_text(pilot)
        (note,) = saved_of(pilot).silent["q"].sheet_of("p2").notes.values()
        assert note.text == "a secret thought"
