"""Groups in the app: marked, gathered, named, put in by number, voted on; seen in both widths."""

from pathlib import Path

from running import (
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    words_on,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.model import Note, add_note, answers
from valueworkshop.files.text import session_file

AT = ("guiding", "rivals")


def made(folder: Path) -> Path:
    session = session_file.read(new_file(folder)).session
    for number, text in enumerate(("They ring back", "Dear", "Fast", "Near", "Kind")):
        session = add_note(session, "guiding", f"n{number}", Note(question="rivals", text=text))
    return save_as(session, folder)


def held(session: Session) -> dict[str, list[str]]:
    found = groups.gathered(answers(session, "guiding"), "rivals")
    return {each.name: [note.text for _, note in each.notes] for each in found}


async def test_notes_are_marked_gathered_and_named(folder: Path) -> None:
    async with running(made(folder), at=AT) as pilot:
        await pilot.press("escape", "g", "space", "down", "space")
        assert "2 marked." in screen_text(pilot)
        await pilot.press("g")
        await type_text(pilot, "speed")
        await pilot.press("enter")
        assert held(saved_of(pilot)) == {
            "speed": ["They ring back", "Fast"],
            "Not in a group": ["Dear", "Near", "Kind"],
        }
        assert "1 speed (2)" in screen_text(pilot)
        await fly(pilot, (120, 40))
        assert "─ 1 speed ─" in screen_text(pilot)
        assert "─ Not in a group ─" in screen_text(pilot)
        await pilot.press("1")
        assert len(held(session_of(pilot))["speed"]) == 3
        await pilot.press("left", "x")
        assert len(held(session_of(pilot))["speed"]) == 2
        await pilot.press("r")
        await type_text(pilot, "y")
        await pilot.press("enter")
        assert "speedy" in held(session_of(pilot))
        await pilot.press("D")
        assert held(session_of(pilot)) == {}
        await pilot.press("u", "u", "u", "u")
        assert held(session_of(pilot))["speed"] == ["They ring back", "Fast"]
        await pilot.press("g")
        await type_text(pilot, "money")
        await pilot.press("enter", "full_stop")
        assert "Groups: " in words_on(pilot)
        await pilot.press("enter")
        (vote,) = session_of(pilot).dots.values()
        assert [option.text for option in vote.options.values()] == ["speed", "money"]
        await pilot.press("escape")
        assert "in “speed”" in words_on(pilot)


async def test_a_question_without_notes_says_so(folder: Path) -> None:
    async with running(new_file(folder), at=AT) as pilot:
        await pilot.press("escape", "g")
        assert "There is no note here to put into a group." in screen_text(pilot)
