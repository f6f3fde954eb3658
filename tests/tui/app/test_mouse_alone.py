"""A whole workshop with the mouse alone: its session is the one that the keys make.

Letters come from a keyboard: here what would be typed is pasted. All else is clicked, or in the
other walk pressed.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot
from textual.widget import Widget

from mousing import click
from running import running, screen_text, session_of, settled, until
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.widgets.writing import Line, Writing

EVERY_STEP = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Also by keys, which takes as long again."""


@dataclass
class Hand:
    """Does each step by keys, or by clicks on words."""

    pilot: Pilot[None]
    mouse: bool

    async def does(self, keys: str, *clicks: str) -> None:
        if not self.mouse:
            await self.pilot.press(*keys.split())
            await settled(self.pilot)
            return
        for words in clicks:
            await click(self.pilot, words)

    async def pastes(self, text: str, into: type[Widget] = Writing) -> None:
        """Paste once the field is there: what opens a workshop opens it from a disk."""
        await until(self.pilot, lambda: isinstance(self.pilot.app.focused, into), "a field")
        self.pilot.app.post_message(Paste(text))
        await settled(self.pilot)


async def walk(hand: Hand) -> Session:
    """Hold a workshop of the essentials, from the library to the close."""
    await hand.does("enter", "Start a new workshop")
    await hand.does("enter", "Enter Begin")  # the premise
    await hand.does("enter", "Enter Begin")
    await hand.pastes("Roasters of Ghent")
    await hand.does("enter", "Enter Keep")
    await hand.does("ctrl+g p e o p enter", "Go to", "    People")
    await hand.pastes("Ann, front\nBen, leaders")
    await hand.does("enter enter", "Enter Keep", "Enter Keep")
    await the_questions(hand)
    await the_votes(hand)
    await the_end(hand)
    return session_of(hand.pilot)


async def the_questions(hand: Hand) -> None:
    await hand.pastes("They ring us first")
    await hand.does("ctrl+t", "Evidence")
    await hand.does("enter", "Enter Keep")
    await hand.pastes("Half of them")
    await hand.does("enter", "Enter Keep")
    # Into the list: the second note goes up, the first one out and back.
    await hand.does("escape end", "Half of them")
    await hand.does("K", "Help", "Note up")
    await hand.does("down d u", "They ring us", "Delete", "Help", "Undo")
    await hand.does("ctrl+n ctrl+o", "Next", "Don't know")


async def the_votes(hand: Hand) -> None:
    await hand.does("ctrl+g c h e c enter", "B Checklist")
    await hand.does("4 5", "mostly", "completely")
    await hand.does("2 d", "a little", "Don't know")
    await hand.does("5 minus", "matters most", "Skip")
    await hand.does("enter", "Reveal")
    await hand.does("t right enter", "t Evidence", "assumed ›", "Enter Keep")
    await hand.does("enter", "Next item")
    # The room's one rating of the second item, and hands for the third.
    while "Agree on one answer" not in screen_text(hand.pilot):
        await hand.does("m", "Help", "How to vote")
    await hand.does("5 3 1", "completely", "partly", "matters least")
    await hand.does("enter", "Reveal")


async def the_end(hand: Hand) -> None:
    await hand.does("ctrl+g g a p enter", "N Gap summary")
    await hand.does("a", "Action from this")
    await hand.pastes("Ask ten of them", into=Line)
    await hand.does("ctrl+n", "Enter Keep")
    await hand.does("ctrl+n", "Next")
    await hand.does("space", "Space Choose")
    await hand.does("ctrl+n", "Next")
    await hand.does("s", "Status")
    await hand.does("ctrl+n", "Next")
    await hand.pastes("How few we had asked")
    await hand.does("enter", "Enter Keep")
    await hand.does("ctrl+s", "saved")


async def held(folder: Path, *, mouse: bool) -> Session:
    async with running(folder, size=(120, 30)) as pilot:
        assert isinstance(pilot.app.screen, LibraryScreen)
        return await walk(Hand(pilot, mouse))


async def test_the_mouse_alone_holds_the_workshop_that_the_keys_hold(tmp_path: Path) -> None:
    for name in ("clicked", "pressed"):
        (tmp_path / name).mkdir()
    session = await held(tmp_path / "clicked", mouse=True)
    assert session.organisation == "Roasters of Ghent"
    notes = [note for _, note in questions.answers(session, "guiding").of("expectations")]
    assert [note.text for note in notes] == ["Half of them", "They ring us first"]
    assert len(session.revealed) == 2
    (action,) = actions.answers(session, "act").actions.values()
    assert (action.title, action.status) == ("Ask ten of them", Status.UNDER_WAY)
    assert session.place.stage == "close"
    if EVERY_STEP:
        assert await held(tmp_path / "pressed", mouse=False) == session
