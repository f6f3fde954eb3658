"""What is the facilitator's alone: shown by a key, kept in the file, passed on nowhere."""

from dataclasses import replace
from pathlib import Path

from full_report import report
from made_sessions import ASK, RATE, empty
from running import appears, new_file, running, saved_of, screen_text, session_of, type_text
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.facilitator_notes import note, note_of
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.notes.model import asks
from valueworkshop.exports import export_forms, whole_json
from valueworkshop.files.text import session_file

PRIVATE = "Zebra: calm P2 down"


async def test_the_notes_are_shown_and_ones_own_is_kept(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("guiding", "rivals"), size=(60, 20)) as pilot:
        session = session_of(pilot)
        probe = asks(session, "guiding").questions["rivals"].probes[0]
        await pilot.press("escape")
        assert probe not in screen_text(pilot)  # no room at this size
        await pilot.press("N")
        await appears(pilot, probe)
        assert "What to say" in screen_text(pilot)
        await pilot.press("i")
        await type_text(pilot, "Zebra")
        await pilot.press("enter")
        await appears(pilot, "Your own note Zebra")
        await pilot.press("N", "v")
        assert "Zebra" not in screen_text(pilot)
        await pilot.press("v", "u")
        assert note_of(session_of(pilot), "guiding") == ""
        await pilot.press("ctrl+y")
        assert saved_of(pilot).facilitator_notes == {"guiding": "Zebra"}


async def test_on_a_wide_screen_stands_only_that_there_is_a_note(folder: Path) -> None:
    path = new_file(folder)
    async with running(path, at=("guiding", "rivals"), size=(140, 50)) as pilot:
        await pilot.press("escape")
        assert "for you" not in screen_text(pilot)
        await pilot.press("N", "i")
        await type_text(pilot, "Zebra")
        await pilot.press("escape", "escape")
        assert note_of(session_of(pilot), "guiding") == "Zebra"
        assert "1 note for you: N shows" in screen_text(pilot)
        assert "Zebra" not in screen_text(pilot)
        await pilot.press("question_mark")
        assert "1 note for you: N shows it." in screen_text(pilot)
        assert "Zebra" not in screen_text(pilot)
        await pilot.press("escape", "N")
        assert "Zebra" in screen_text(pilot)


def test_a_note_is_cleaned_and_an_empty_one_is_none() -> None:
    session = note(empty(), ASK, "a\x1b[31mb\n")
    assert note_of(session, ASK) == "a[31mb"
    assert note(session, ASK, "  \n") == empty()
    assert note(empty(), "gone", PRIVATE) == empty()


def test_the_file_has_it_and_nothing_that_is_passed_on() -> None:
    session = note(replace(empty(), place=Place(stage=RATE)), RATE, PRIVATE)
    assert session_file.loads(session_file.dumps(session), "f").session == session
    told = [report(session), whole_json.written(session), str(project(session))]
    told += [
        export_forms.exported(session, export_forms.Wanted(form=form)).decode(errors="replace")
        for form in export_forms.Form
    ]
    assert all("Zebra" not in text for text in told)
