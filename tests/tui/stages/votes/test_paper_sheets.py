"""Filled ballots typed sheet by sheet: digits only, unseen, corrected by going back."""

from pathlib import Path

from running import new_file, running, save_as, screen_text, session_of, with_people
from valueworkshop.core.session.people import OBSERVERS
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.text import session_file

STAGE, FIRST = "checklist", "touchpoint"
PEOPLE = (("Ada", "leaders"), ("Olga", OBSERVERS), ("Ben", "front line"))


async def test_two_sheets_are_typed_corrected_and_counted(folder: Path) -> None:
    session = with_people(session_file.read(new_file(folder)).session, *PEOPLE)
    async with running(save_as(session, folder), at=(STAGE, FIRST), size=(80, 24)) as pilot:
        await pilot.press("B", *"4" * 17)
        assert "Sheet 1 of 2 · leaders   17 of 18" in screen_text(pilot)
        await pilot.press("enter")
        assert "1 line is empty. Enter again goes on anyway." in screen_text(pilot)
        await pilot.press("enter", *"5d-", "pageup")
        assert "Sheet 1 of 2" in screen_text(pilot)
        await pilot.press("2", "enter")
        assert keyboard_turns.ballots_in(session_of(pilot), STAGE) == (1, 2)
        await pilot.press("escape")
        assert "Sheets in: 1 of 2 printed. Not whole: sheet 2." in screen_text(pilot)
        assert not session_of(pilot).revealed
        await pilot.press("B")
        assert "Sheet 2 of 2 · front line   3 of 18" in screen_text(pilot)
        await pilot.press("escape")
        ballots = answers(session_of(pilot), STAGE).rounds["1"].ballots.values()
        assert {ballot.group for ballot in ballots} == {"leaders", "front line"}
