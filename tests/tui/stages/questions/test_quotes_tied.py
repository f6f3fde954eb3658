"""Tying notes to rated items as their quotes, from either side."""

import shutil
from pathlib import Path

import pytest

from running import app_of, running, saved_of, screen_text, session_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.core.stages.notes.quotes import quotes

SAMPLE = Path(__file__).parents[4] / "sessions" / "prestige-car-maker.toml"
FIRST, SECOND = "ewwd75nt", "q6d09932"
"""The notes on the first question; the second is a quote for `PROMISE`."""

CONTACT, PROMISE = "checklist/touchpoint", "checklist/fulfilment"
AT_NOTES, AT_ITEM = ("guiding", "expectations"), ("checklist", "fulfilment")


@pytest.fixture
def path(folder: Path) -> Path:
    return Path(shutil.copy(SAMPLE, folder))


def about(session: Session, key: str) -> str:
    return answers(session, "guiding").notes[key].about


async def test_words_find_the_item_of_a_note(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "q", *"contact", "enter")
        assert about(saved_of(pilot), FIRST) == CONTACT
        assert "quote for: Every" in screen_text(pilot)
        assert "Quote for “Every contact creates value”." in screen_text(pilot)


async def test_undo_takes_it_back(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "q", "down", "down", "enter")
        assert about(session_of(pilot), FIRST) == "checklist/together"
        await pilot.press("u")
        assert about(session_of(pilot), FIRST) == ""
        await pilot.press("ctrl+y")
        assert about(session_of(pilot), FIRST) == "checklist/together"


async def test_nothing_is_a_choice_and_the_list_begins_at_what_is_so(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "down", "q")
        assert "▸ B We keep the experience we promise" in screen_text(pilot)
        await pilot.press("enter")
        assert about(session_of(pilot), SECOND) == PROMISE
        await pilot.press("q", *"nothing", "enter")
        assert about(session_of(pilot), SECOND) == ""
        assert "No longer a quote" in screen_text(pilot)


async def test_words_that_nothing_has_choose_nothing(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "q", *"zzz", "enter")
        assert "Nothing here has these words." in screen_text(pilot)
        await pilot.press("escape")
        assert "The market" in screen_text(pilot)
        assert about(session_of(pilot), FIRST) == ""


async def test_the_letter_is_a_letter_while_one_writes(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("q", "enter")
        assert [note.text for _, note in answers(session_of(pilot), "guiding").of("expectations")][
            -1
        ] == "q"


async def test_an_edited_note_stays_a_quote_also_if_it_was_tied_meanwhile(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "down", "enter", "!", "enter")
        assert answers(session_of(pilot), "guiding").notes[SECOND].text.endswith("!")
        assert about(session_of(pilot), SECOND) == PROMISE
        await pilot.press("escape", "enter", "?", "escape", "q", *"contact", "enter", "i", "enter")
        assert answers(session_of(pilot), "guiding").notes[SECOND].text.endswith("?")
        assert about(saved_of(pilot), SECOND) == CONTACT


async def test_a_note_that_is_only_looked_at_leaves_no_draft(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "down", "enter", "ctrl+n")
        assert "waits at its question" not in screen_text(pilot)


async def test_a_revealed_item_offers_the_notes(path: Path) -> None:
    async with running(path, at=AT_ITEM) as pilot:
        await pilot.press("q")
        assert "▸ ✓ “The grocer" in screen_text(pilot)
        await pilot.press(*"coffee", "enter")
        assert {key for key, _ in quotes(session_of(pilot))[PROMISE]} == {SECOND, "y47accvm"}
        await pilot.press("q", *"grocer", "enter")
        assert [key for key, _ in quotes(saved_of(pilot))[PROMISE]] == ["y47accvm"]
        await pilot.press("u")
        assert {key for key, _ in quotes(session_of(pilot))[PROMISE]} == {SECOND, "y47accvm"}


async def test_a_click_chooses(path: Path) -> None:
    async with running(path, at=AT_NOTES) as pilot:
        await pilot.press("escape", "q")
        lines = screen_text(pilot).split("\n")
        row = next(n for n, line in enumerate(lines) if "Every contact creates value" in line)
        await pilot.click(offset=(lines[row].index("Every"), row))
        await pilot.press("escape")
        assert len(app_of(pilot).screen_stack) == 2
        assert about(session_of(pilot), FIRST) == CONTACT
