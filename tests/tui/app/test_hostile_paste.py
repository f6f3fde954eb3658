"""Case 66: a paste that no field takes is refused as a whole, and the old text stays."""

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from running import appears, new_file, running, saved_of, screen_text, session_of, workshop_of
from valueworkshop.core.clean_text import LONGEST
from valueworkshop.core.stages.frame.model import MOST_LINES
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.notes.model import MOST_PARTS
from valueworkshop.tui.widgets.writing import Line, Writing


async def pasted(pilot: Pilot[None], text: str) -> str:
    """Paste; return what the focused field holds then."""
    pilot.app.post_message(events.Paste(text))
    for _ in range(3):
        await pilot.pause()
    field = pilot.app.focused
    assert isinstance(field, Writing | Line)
    return field.text if isinstance(field, Writing) else field.value


def refused(pilot: Pilot[None]) -> bool:
    """Return whether it is said on screen that a paste was not taken."""
    return f"a field takes at most {LONGEST:,} letters" in screen_text(pilot)


async def test_what_is_too_long_is_refused_and_what_stood_there_stands(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        for _ in range(2):  # the note, then the line of its source
            assert await pasted(pilot, "before") == "before"
            assert await pasted(pilot, "x" * (LONGEST - 5)) == "before"
            assert refused(pilot)
            workshop_of(pilot).say("")
            await pilot.pause()
            assert not refused(pilot)
            await pilot.press("tab")
        await pilot.press("enter")
        ((_, note),) = questions.answers(saved_of(pilot), "guiding").of("rivals")
        assert (note.text, note.evidence.source) == ("before", "before")


async def test_what_just_fits_is_taken_and_what_steers_is_not_counted(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        assert await pasted(pilot, "x" * LONGEST + "\x1b\0\x9b\u202e" * 99) == "x" * LONGEST
        assert not refused(pilot)
        assert await pasted(pilot, "y") == "x" * LONGEST
        assert refused(pilot)
        await pilot.press("enter")
        ((_, note),) = questions.answers(saved_of(pilot), "guiding").of("rivals")
        assert note.text == "x" * LONGEST


async def test_what_was_copied_here_comes_in_by_the_same_door(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        pilot.app.copy_to_clipboard("two\nlines\x1b")
        await pilot.press("ctrl+v")
        assert pilot.app.screen.query_one(Writing).text == "two\nlines"
        await pilot.press("tab", "ctrl+v")
        assert pilot.app.screen.query_one("#source", Line).value == "two lines"


async def test_a_list_of_far_too_many_waits_in_its_field(folder: Path) -> None:
    async with running(new_file(folder), at=("frame", "segments")) as pilot:
        await pasted(pilot, "\n".join(f"s{n}" for n in range(MOST_LINES + 1)))
        await pilot.press("ctrl+n")
        assert session_of(pilot).segments == {}
        assert saved_of(pilot).segments == {}
        view = workshop_of(pilot).view
        assert view is not None
        assert view.unkept().startswith(
            f"These are {MOST_LINES + 1} lines; only {MOST_LINES} fit here"
        )


async def test_a_note_of_far_too_many_lines_is_not_split(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        await pasted(pilot, "\n".join(f"l{n}" for n in range(MOST_PARTS + 1)))
        await pilot.press("enter", "escape", "s")
        assert len(questions.answers(session_of(pilot), "guiding").of("rivals")) == 1


async def test_a_form_says_it_too(folder: Path) -> None:
    async with running(new_file(folder), at=("act", "act")) as pilot:
        await pilot.press("plus")
        assert await pasted(pilot, "x" * (LONGEST + 1)) == ""
        await appears(pilot, "Not pasted")
