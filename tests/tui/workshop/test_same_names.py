"""Two people with the same name are called differently wherever we name them."""

from dataclasses import replace
from pathlib import Path

import pytest

import typed_lines
from running import new_file, running, save_as, screen_text, type_text, with_people
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Paragraph
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method
from valueworkshop.exports.ballot_sheets import for_people
from valueworkshop.files.text import session_file

BOTH = ("Ada (leaders)", "Ada (sales)")


@pytest.fixture
def session(folder: Path) -> Session:
    """Three people, two of whom are called Ada; some notes to vote on."""
    made = session_file.read(new_file(folder)).session
    made = with_people(made, ("Ada", "leaders"), ("Ada", "sales"), ("Ben", ""))
    for number, text in enumerate(("They ring back", "Price", "Fast")):
        made = add_note(made, "guiding", f"n{number}", Note(question="rivals", text=text))
    return made


async def test_the_frame_says_that_two_are_called_alike(folder: Path) -> None:
    async with running(new_file(folder), at=("frame", "people")) as pilot:
        await type_text(pilot, "Ada, leaders")
        await pilot.press("enter")
        await type_text(pilot, "Ada, sales")
        await pilot.press("enter", "enter")
        assert "2 people are called Ada" in screen_text(pilot)  # one has gone on by then
        await pilot.press("shift+tab", "ctrl+g")
        await type_text(pilot, "people")
        await pilot.press("enter")
        assert "! 2 people are called Ada. We call them Ada (leaders), Ada (sales)" in " ".join(
            screen_text(pilot).split()
        )


async def test_cards_cover_and_dots_tell_them_apart(session: Session, folder: Path) -> None:
    async with running(save_as(session, folder), at=("checklist", "touchpoint")) as pilot:
        for shown in ("Ada (leaders)", "Ada (sales)", "Ben"):
            assert shown in screen_text(pilot)
        await pilot.press("m", "m", "m")
        assert "hands the keyboard to Ada (leaders)" in screen_text(pilot)
        await pilot.press("enter")
        assert "Ada (leaders)" in screen_text(pilot)
        await pilot.press("n")
        assert "Ada (sales)" in screen_text(pilot)
    async with running(save_as(session, folder), at=("guiding", "rivals")) as pilot:
        await pilot.press("escape", "full_stop", "enter")
        for shown in BOTH:
            assert f"·  {shown}" in screen_text(pilot)
        await pilot.press("R")
        assert "Not in yet: Ada (leaders), Ada (sales), Ben." in screen_text(pilot)
        await pilot.press("escape", "enter")
        assert "Ada (leaders) votes" in screen_text(pilot)
        await pilot.press("enter", "enter")
        assert "Ada (sales)" in screen_text(pilot)


async def test_names_too_long_for_a_card_are_cut_where_they_are_alike(
    session: Session, folder: Path
) -> None:
    alike = "Maximilian Alexander Bonaventura Emmanuel Constantin Theophilus Valentin"
    named = (f"{alike} Berger", f"{alike} Huber")
    long = with_people(session, *((name, "") for name in named))
    async with running(save_as(long, folder), at=("checklist", "touchpoint")) as pilot:
        shown = screen_text(pilot)
        assert alike not in shown
        assert "Berger" in shown
        assert "Huber" in shown


async def test_an_open_vote_tells_them_apart_in_the_grid_and_to_whoever_leads(
    session: Session, folder: Path
) -> None:
    opened = replace(session, open_votes=True)
    async with running(save_as(opened, folder), at=("checklist", "touchpoint")) as pilot:
        await pilot.press(*"155", *"155", *"155", "enter")
        assert "Ada (leaders): 1" in " ".join(screen_text(pilot).split())
        await pilot.press("g")
        assert "Ada (leaders)" in screen_text(pilot)


def test_line_mode_and_printed_ballots_tell_them_apart(session: Session, folder: Path) -> None:
    path = save_as(choose_method(session, "checklist", "1", Method.PRIVATE), folder)
    said = " ".join(typed_lines.talked(path, ["/go B", "pass", "skip", "skip", "skip"]).split())
    for shown in BOTH:
        assert f"Hand the keyboard to {shown}." in said
    said = " ".join(typed_lines.talked(path, ["/go frame", *[""] * 8]).split())
    assert "2 people are called Ada." in said
    sheets = for_people(session, ["checklist"], named=True)
    told = "\n".join(block.text for block in sheets if isinstance(block, Paragraph))
    assert "Name: Ada (leaders) · Group: leaders" in told
    assert "Name: Ada (sales) · Group: sales" in told
