"""The frame: one question at a time, defaults, lists, and filling it in later."""

from pathlib import Path

import pytest

from running import (
    app_of,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    to_library,
    type_text,
    until,
    with_people,
)
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Place
from valueworkshop.files.text import session_file
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.widgets.writing import Writing
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


@pytest.fixture
def path(folder: Path) -> Path:
    """A new workshop."""
    return new_file(folder)


async def test_it_asks_one_question_at_a_time_and_enter_takes_what_stands_there(
    path: Path,
) -> None:
    async with running(path, at=("frame", "title")) as pilot:
        assert "What shall we call this workshop?" in screen_text(pilot)
        assert "Dealers, autumn" in screen_text(pilot)
        assert "1 of 9" in screen_text(pilot)  # the field, and below how many have something
        assert "2 of 9 filled in" in screen_text(pilot)
        assert "Which organisation" not in screen_text(pilot)
        await pilot.press("enter")
        assert "Which organisation is it for?" in screen_text(pilot)
        assert "What shall we call" not in screen_text(pilot)
        await pilot.press("enter")
        assert "When does it take place?" in screen_text(pilot)
        assert "2026-11-22" in screen_text(pilot)
        await pilot.press("enter", "enter", "enter")
        assert session_of(pilot).place.at == "segments"


async def test_everything_but_the_title_may_stay_empty(path: Path) -> None:
    async with running(path, at=("frame", "organisation")) as pilot:
        before = session_of(pilot)
        for _ in range(8):
            await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage="guiding", at="expectations")
        assert session_of(pilot).people == before.people


async def test_an_empty_title_says_what_to_do(path: Path) -> None:
    async with running(path, at=("frame", "title")) as pilot:
        await pilot.press(*["backspace"] * 15, "enter")
        assert "A workshop needs a title" in screen_text(pilot)
        assert session_of(pilot).place.at == "title"
        assert saved_of(pilot).title == "Dealers, autumn"


async def test_enter_in_a_list_makes_a_line_and_on_an_empty_one_goes_on(path: Path) -> None:
    async with running(path, at=("frame", "segments")) as pilot:
        await type_text(pilot, "families")
        await pilot.press("enter")
        await type_text(pilot, "firms")
        await pilot.press("enter")
        assert session_of(pilot).place.at == "segments"
        await pilot.press("enter")
        assert session_of(pilot).place.at == "customer"
        names = [segment.name for _, segment in ordered(saved_of(pilot).segments)]
        assert names == ["families", "firms"]


@pytest.mark.parametrize("wrong", ["31/11/2026", "2026-13-01", "soon"])
async def test_a_date_that_is_none_blocks_only_going_on_by_enter(path: Path, wrong: str) -> None:
    async with running(path, at=("frame", "date")) as pilot:
        await pilot.press(*["backspace"] * 10)
        await type_text(pilot, wrong)
        await pilot.press("enter")
        assert f"'{wrong}' is not a date. Type it like 15 Jan" in screen_text(pilot)
        assert session_of(pilot).place.at == "date"
        await pilot.press("ctrl+n")
        assert session_of(pilot).place.at == "facilitator"
        assert "is no date" not in screen_text(pilot)
        await pilot.press("shift+tab")
        assert session_of(pilot).place.at == "date"
        assert wrong in screen_text(pilot)
        assert "is not a date" in screen_text(pilot)
        await pilot.press(*["backspace"] * len(wrong))
        await type_text(pilot, "2026-12-01")
        await pilot.press("enter")
        assert session_of(pilot).place.at == "facilitator"
        assert str(saved_of(pilot).date) == "2026-12-01"


async def test_a_day_is_typed_as_people_say_it_and_shown_before_it_is_kept(path: Path) -> None:
    async with running(path, at=("frame", "date")) as pilot:
        await pilot.press(*["backspace"] * 10, *"15.1.2027")
        assert "Friday, 15 January 2027" in screen_text(pilot)
        assert str(session_of(pilot).date) != "2027-01-15"
        await pilot.press(*["backspace"] * 9, *"3/4/2027", "enter")
        assert "could be 3 April or 4 March. Type the month as a word" in screen_text(pilot)
        await pilot.press(*["backspace"] * 8, *"Apr 3, 2027")
        assert "Saturday, 3 April 2027" in screen_text(pilot)
        assert "could be" not in screen_text(pilot)
        await pilot.press("enter", "shift+tab")
        assert str(saved_of(pilot).date) == "2027-04-03"
        assert "2027-04-03" in screen_text(pilot)


async def test_text_that_cannot_be_kept_is_not_dropped_unasked(path: Path) -> None:
    async with running(path, at=("frame", "date")) as pilot:
        await type_text(pilot, "x")
        await pilot.press("escape", "escape")
        await to_library(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert "Library again leaves anyway" in " ".join(screen_text(pilot).split())
        assert "2026-11-22x" in screen_text(pilot)
        await to_library(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen), "the library")


async def test_people_are_read_from_lines(path: Path) -> None:
    async with running(path, at=("frame", "people")) as pilot:
        for line in ("Ada, l, sales", "Ben, f", "陳", "Di, Night shift, care, nights"):
            pilot.app.screen.query_one(Writing).insert(line)
            await pilot.press("enter")
        await pilot.press("enter")
        people = [person for _, person in ordered(saved_of(pilot).people)]
        assert [(p.name, p.group, p.function) for p in people] == [
            ("Ada", "leaders", "sales"),
            ("Ben", "front line", ""),
            ("陳", "", ""),
            ("Di", "Night shift", "care, nights"),
        ]


async def test_editing_people_keeps_who_they_are(folder: Path) -> None:
    session = session_file.read(new_file(folder)).session
    session = with_people(session, ("Ada", "leaders"), ("Ben", ""), ("Cy", ""))
    async with running(save_as(session, folder), at=("frame", "people")) as pilot:
        writing = pilot.app.screen.query_one(Writing)
        writing.load_text("Zoe\nAda, f\nBenjamin\nCy, leaders")
        await pilot.press("ctrl+n")
        people = saved_of(pilot).people
        assert people["p1"].name == "Ada"
        assert people["p1"].group == "front line"
        assert people["p1"].voter == "v1"
        assert (people["p3"].name, people["p3"].voter) == ("Cy", "v3")
        assert {p.name for p in people.values()} == {"Zoe", "Ada", "Benjamin", "Cy"}


async def test_small_groups_are_warned_of(folder: Path) -> None:
    session = session_file.read(new_file(folder)).session
    six = [("P", "leaders")] * 2 + [("Q", "front line")] * 3
    async with running(
        save_as(with_people(session, *six), folder), at=("frame", "people")
    ) as pilot:
        assert "We never show a group of fewer than 3" in screen_text(pilot)
        await pilot.press("end", "enter")
        await type_text(pilot, "P, leaders")
        await pilot.press("escape")
        assert len(session_of(pilot).people) == 6
        assert "under 3" not in screen_text(pilot)
        assert "Votes are anonymous." in screen_text(pilot)
        await pilot.press("o")
        assert saved_of(pilot).open_votes
        await pilot.press("i", "ctrl+o")  # also in a text field
        assert not saved_of(pilot).open_votes


@pytest.mark.parametrize(
    ("stage", "at"),
    [("checklist", "experience"), ("break", ""), ("summary", ""), ("act", "act")],
)
async def test_the_frame_is_filled_in_later_without_losing_ones_place(
    path: Path, stage: str, at: str
) -> None:
    async with running(path, at=(stage, at)) as pilot:
        await pilot.press("ctrl+g")
        await type_text(pilot, "offer")
        await pilot.press("enter")
        await settled(pilot)
        assert "Which offer of ours" in screen_text(pilot)
        assert "Enter takes you back" in screen_text(pilot)
        await type_text(pilot, "the saloon")
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage=stage, at=at)
        assert saved_of(pilot).offer == "the saloon"


async def test_two_fields_filled_in_later_lead_back_as_well(path: Path) -> None:
    async with running(path, at=("checklist", "experience")) as pilot:
        for field in ("offer", "people"):
            await pilot.press("ctrl+g")
            await type_text(pilot, field)
            await pilot.press("enter")
            await settled(pilot)
        assert session_of(pilot).place == Place(stage="frame", at="people")
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage="checklist", at="experience")


async def test_a_note_being_written_waits_while_the_frame_is_filled_in(path: Path) -> None:
    async with running(path, at=("guiding", "problem")) as pilot:
        await type_text(pilot, "half a th")
        await pilot.press("ctrl+g")
        await type_text(pilot, "competitors")
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "Hydra")
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage="guiding", at="problem")
        assert "half a th" in pilot.app.screen.query_one("#stage-guiding Writing", Writing).text
        await type_text(pilot, "ought")
        await pilot.press("enter")
        notes = saved_of(pilot).answers["guiding"].notes.values()
        assert [note.text for note in notes] == ["half a thought"]


async def test_escape_leaves_a_field_with_its_text_and_undo_takes_it_back(path: Path) -> None:
    async with running(path, at=("frame", "facilitator")) as pilot:
        await type_text(pilot, "Kim")
        await pilot.press("escape")
        assert session_of(pilot).facilitator == "Kim"
        assert "Kim" in screen_text(pilot)
        await pilot.press("u")
        assert session_of(pilot).facilitator == ""
        assert pilot.app.screen.query_one(Writing).text == ""
        await pilot.press("ctrl+y", "i")
        await type_text(pilot, "berly")
        await pilot.press("enter")
        assert saved_of(pilot).facilitator == "Kimberly"


async def test_undo_from_the_palette_while_writing_loses_no_text(path: Path) -> None:
    async with running(path, at=("frame", "organisation")) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("enter")
        await pilot.press(*["backspace"] * 10)
        await type_text(pilot, "2026-12-24")
        workshop = app_of(pilot).screen
        assert isinstance(workshop, WorkshopScreen)
        workshop.action_undo()
        await settled(pilot)
        assert session_of(pilot).place.at == "organisation"
        assert session_of(pilot).organisation == ""
        await pilot.press("ctrl+s")
        assert str(saved_of(pilot).date) == "2026-12-24"
