"""Tab in forms: it selects what is filled, and after the last field no letter is a key."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from running import new_file, running, save_as, screen_text, session_of, type_text, with_people
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import grade, reveal
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.haste import PAUSE, Haste
from valueworkshop.tui.stages.votes.custom_item_rows import OwnRows
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.writing import Line, Writing

LETTERS: Final = "nbexdurfkmR"
"""Each of them is a key somewhere."""


@pytest.fixture
def session(folder: Path) -> Session:
    """A revealed item whose evidence is known; two people."""
    made = session_file.read(new_file(folder)).session
    made = with_people(made, ("Ada", ""), ("Ben", ""))
    known = Evidence(grade=Grade.HEARD, source="a dealer", when="May")
    made = grade(made, "checklist", "touchpoint", known)
    return reveal(made, "checklist", "1", "touchpoint")


async def test_tab_goes_through_the_frame_and_selects_what_is_filled(folder: Path) -> None:
    made = session_file.read(new_file(folder)).session
    made = replace(made, organisation="Nordlicht", facilitator="Cleo")
    async with running(save_as(made, folder), at=("frame", "title")) as pilot:
        await pilot.press("tab")
        assert session_of(pilot).place.at == "organisation"
        await type_text(pilot, "Sud")
        await pilot.press("tab", "shift+tab")
        assert session_of(pilot).organisation == "Sud"
        assert pilot.app.screen.query_one(Writing).selected_text == "Sud"
        await pilot.press("tab", "tab", "tab")
        assert session_of(pilot).place.at == "offer"
        assert session_of(pilot).facilitator == "Cleo"


async def test_behind_the_last_field_of_the_frame_letters_are_text(folder: Path) -> None:
    async with running(new_file(folder), at=("frame", "people")) as pilot:
        await type_text(pilot, "Ada")
        await pilot.press("tab")
        assert "This is the last field. ctrl+n goes on." in screen_text(pilot)
        before = session_of(pilot)
        await pilot.press(*LETTERS)
        assert session_of(pilot) == before
        assert pilot.app.screen.query_one(Writing).text == f"Ada{LETTERS}"


async def test_behind_the_last_field_of_a_form_one_stays(session: Session, folder: Path) -> None:
    async with running(save_as(session, folder), at=("checklist", "touchpoint")) as pilot:
        await pilot.press("t", "tab")
        assert isinstance(pilot.app.focused, Line)
        assert pilot.app.focused.selected_text == "a dealer"
        await type_text(pilot, "Ann")
        await pilot.press("tab", "tab")
        assert "This is the last field" in screen_text(pilot)
        await pilot.press("h", "a", "m")  # at the first field they would choose another grade
        await pilot.press("enter")
        known = session_of(pilot).answers["checklist"].evidence["touchpoint"]
        assert known == Evidence(grade=Grade.HEARD, source="Ann", when="ham")


async def test_behind_the_last_field_of_a_note_letters_are_text(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        await type_text(pilot, "one")
        await pilot.press("enter", *"two", "tab", "tab", "tab", "tab")
        assert pilot.app.focused is pilot.app.screen.query_one("#said-by", Input)
        await pilot.press(*"ddxJ", "enter")
        notes = session_of(pilot).answers["guiding"].notes.values()
        assert [(note.text, note.said_by) for note in notes] == [("one", ""), ("two", "ddxJ")]


class TestHaste:
    """Letters that run on after a text, by the time at which somebody typed them."""

    told = 0

    def tell(self) -> None:
        """Count the messages."""
        self.told += 1

    def typed(self, key: str, time: float) -> events.Key:
        """Return a key that was pressed at a time."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = time
        return event

    def test_they_are_no_keys_until_a_pause_and_this_is_told_once(self) -> None:
        haste, field = Haste(self.tell), Line()
        assert not haste.runs_on(self.typed("r", 0), field)
        assert not haste.runs_on(self.typed("enter", 0.1), field)
        late = 0.1
        for letter in "uth 5":
            late += PAUSE * 0.9
            assert haste.runs_on(self.typed(letter, late), None)
        assert self.told == 1
        assert not haste.runs_on(self.typed("n", late + PAUSE), None)
        assert not haste.runs_on(self.typed("n", late + PAUSE), None)

    @pytest.mark.parametrize("key", ["down", "enter", "ctrl+n", "escape"])
    def test_another_key_ends_the_run(self, key: str) -> None:
        haste = Haste(self.tell)
        haste.runs_on(self.typed("enter", 0), Line())
        assert not haste.runs_on(self.typed(key, 0), None)
        assert not haste.runs_on(self.typed("n", 0), None)

    def test_enter_behind_such_letters_is_none_either(self) -> None:
        haste = Haste(self.tell)
        for key in ("enter", "b", "enter", "c", "tab"):
            where = Line() if key == "enter" and not self.told else None
            assert haste.runs_on(self.typed(key, 0), where) == (where is None)
        assert not haste.runs_on(self.typed("enter", PAUSE), None)

    def test_a_key_that_adds_to_a_list_right_behind_a_text_adds_the_next_one(self) -> None:
        haste, items = Haste(self.tell), OwnRows()
        haste.runs_on(self.typed("enter", 0), Line())
        assert not haste.runs_on(self.typed("a", 0), items)
        haste.runs_on(self.typed("enter", 0), Line())
        assert haste.runs_on(self.typed("d", 0), items)
        assert haste.runs_on(self.typed("a", 0), items)  # the second letter of a text

    @pytest.mark.parametrize("key", ["escape", "ctrl+n", "ctrl+g"])
    def test_a_key_that_leaves_a_field_on_purpose_begins_none(self, key: str) -> None:
        haste = Haste(self.tell)
        haste.runs_on(self.typed(key, 0), Writing())
        assert not haste.runs_on(self.typed("n", 0), None)
        assert self.told == 0


class FourFields(ModalScreen[None]):
    """A form of four lines."""

    def compose(self) -> ComposeResult:
        for name in ("first", "second", "third", "fourth"):
            yield Input(id=name)


async def test_tab_comes_to_a_field_that_was_shown_a_moment_ago() -> None:
    """It has no place on screen yet, and Textual sorts fields by their places."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        form = FourFields()
        await pilot.app.push_screen(form)
        form.query_one("#third").display = False
        form.query_one("#second").focus()
        await pilot.pause()
        form.query_one("#third").display = True
        assert form.focus_next() is form.query_one("#third")
        assert form.focus_previous() is form.query_one("#second")
