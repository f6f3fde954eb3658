"""Which customers did you picture, on screen: by cards before the reveal, in private at first."""

from dataclasses import replace
from pathlib import Path

from running import new_file, running, save_as, screen_text, session_of, with_people
from valueworkshop.core.session.session import Segment
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.text import session_file
from valueworkshop.tui.stages.votes.ballot_screen import BallotScreen
from valueworkshop.tui.stages.votes.pictured_screen import PicturedScreen

STAGE, FIRST = "checklist", "touchpoint"


async def test_one_key_says_it_and_one_skips_it(folder: Path) -> None:
    people = (("Ada", ""), ("Ben", ""), ("Cy", ""))
    session = with_people(session_file.read(new_file(folder)).session, *people)
    segments = {"f": Segment(name="Fleets", order=1), "s": Segment(name="[Small] 日本", order=2)}
    path = save_as(replace(session, segments=segments), folder)
    async with running(path, at=(STAGE, FIRST), size=(60, 20)) as pilot:
        await pilot.press(*"454545454", "enter")
        assert isinstance(pilot.app.screen, PicturedScreen)
        assert "Which did each picture?" in screen_text(pilot)
        assert "[Small] 日本" in screen_text(pilot)
        assert not session_of(pilot).revealed
        await pilot.press("2", "9", "0", "backspace", "1", "enter")
        assert list(session_of(pilot).revealed) == [f"{STAGE}/1/{FIRST}"]
        ballots = answers(session_of(pilot), STAGE).rounds["1"].ballots
        assert sorted(ballot.segment for ballot in ballots.values()) == ["", "f", "s"]
        await pilot.press("enter", *"454545454", "enter")
        assert len(session_of(pilot).revealed) == 2  # nobody is asked twice
        await pilot.press("enter", "m", "m", "m", "enter", "enter")
        assert isinstance(pilot.app.screen, BallotScreen)  # Ada has said it
        await pilot.press("escape", "enter", "n", "n", "enter", "enter")
        assert not isinstance(pilot.app.screen, PicturedScreen)
