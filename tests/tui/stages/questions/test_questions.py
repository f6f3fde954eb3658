"""Answering the guiding questions by keyboard."""

from pathlib import Path

import pytest
from textual import events

from running import app_of, new_file, running, saved_of, screen_text, session_of, type_text
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages.notes.model import DO_NOTHING, answers
from valueworkshop.core.stages.stage_places import next_to
from valueworkshop.tui.stages.questions.view import QuestionsView
from valueworkshop.tui.widgets.writing import Writing

FIRST, SECOND = "expectations", "rivals"


def texts(session: Session, question: str = FIRST) -> list[str]:
    """The texts of a question's notes, in order."""
    return [note.text for _, note in answers(session, "guiding").of(question)]


@pytest.fixture
def path(folder: Path) -> Path:
    """A new workshop."""
    return new_file(folder)


async def test_enter_keeps_a_note_and_enter_on_nothing_goes_on(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "same day answer")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["same day answer"]
        assert session_of(pilot).place.at == FIRST
        await pilot.press("enter")
        assert session_of(pilot).place.at == SECOND
        assert texts(saved_of(pilot)) == ["same day answer"]


async def test_the_bottom_line_and_the_help_say_how_to_go_back(path: Path) -> None:
    async with running(path, at=("guiding", SECOND)) as pilot:
        before = next_to(session_of(pilot), -1)
        assert "S-Tab Back" in screen_text(pilot)
        await pilot.press("f1")
        assert "S-Tab" in screen_text(pilot)
        await pilot.press("escape", *"half a no", "shift+tab")
        assert session_of(pilot).place == before
        assert "unfinished note waits" in screen_text(pilot)
        await pilot.press("ctrl+n", "escape")
        assert "half a no" in screen_text(pilot)
        await pilot.press("b")
        assert session_of(pilot).place == before


async def test_a_note_takes_lines_evidence_source_and_date(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "one")
        await pilot.press("ctrl+j")
        await type_text(pilot, "two")
        await pilot.press("ctrl+t", "tab")
        await type_text(pilot, "dealer in Lyon")
        await pilot.press("tab")
        await type_text(pilot, "October")
        await pilot.press("enter")
        ((_, note),) = answers(session_of(pilot), "guiding").of(FIRST)
        assert note.text == "one\ntwo"
        assert note.evidence.grade is Grade.HEARD
        assert (note.evidence.source, note.evidence.when) == ("dealer in Lyon", "October")
        assert note.evidence.complete


async def test_enter_leads_to_the_writing_where_there_is_no_note_to_edit(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await pilot.press("escape")
        assert "Enter Edit" not in screen_text(pilot)
        await pilot.press("enter", "u", "enter")
        assert texts(session_of(pilot)) == ["u"]


async def test_what_is_known_of_one_note_is_not_kept_for_the_next(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "a")
        await pilot.press("ctrl+t", "enter")
        await type_text(pilot, "b")
        await pilot.press("enter")
        grades = [n.evidence.grade for _, n in answers(session_of(pilot), "guiding").of(FIRST)]
        assert grades == [Grade.HEARD, Grade.ASSUMED]


async def test_escape_leaves_the_text_where_it_is(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "half a thought")
        await pilot.press("escape")
        assert app_of(pilot).screen.query_one(Writing).text == "half a thought"
        await pilot.press("i")
        await type_text(pilot, ", whole")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["half a thought, whole"]


async def test_quitting_keeps_what_was_being_written(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "not yet kept")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert texts(saved_of(pilot)) == ["not yet kept"]


async def test_a_deleted_note_comes_back_by_undo(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        for text in ("a", "b", "c"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await pilot.press("escape", "home", "down", "d")
        assert texts(session_of(pilot)) == ["a", "c"]
        await pilot.press("u")
        assert texts(session_of(pilot)) == ["a", "b", "c"]
        await pilot.press("ctrl+y")
        assert texts(session_of(pilot)) == ["a", "c"]
        assert texts(saved_of(pilot)) == ["a", "c"]


async def test_notes_are_reordered_moved_split_and_edited_by_key(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        for text in ("a", "b", "c"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await pilot.press("escape", "end", "K")
        assert texts(session_of(pilot)) == ["a", "c", "b"]
        await pilot.press("J")
        assert texts(session_of(pilot)) == ["a", "b", "c"]
        await pilot.press("m")
        assert texts(session_of(pilot)) == ["a", "b"]
        assert texts(session_of(pilot), SECOND) == ["c"]
        await pilot.press("home", "enter", "ctrl+j")
        await type_text(pilot, "a2")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["a\na2", "b"]
        await pilot.press("escape", "home", "s")
        assert texts(session_of(pilot)) == ["a", "a2", "b"]
        await pilot.press("u", "u")
        assert texts(session_of(pilot)) == ["a", "b"]


async def test_in_a_text_field_a_message_names_an_undo_that_works_there(path: Path) -> None:
    async with running(path, at=("guiding", "rivals"), size=(120, 30)) as pilot:
        await pilot.press("ctrl+o")
        assert "^z undoes it." in screen_text(pilot)
        before = session_of(pilot)
        await pilot.press("ctrl+z")
        assert "Undone: " in screen_text(pilot)
        assert session_of(pilot) != before
        await pilot.press("i")
        await type_text(pilot, "half")
        await pilot.press("ctrl+o")
        assert "Esc, then u undoes it." in screen_text(pilot)
        marked = session_of(pilot)
        await pilot.press("ctrl+z")  # takes back the typing
        assert session_of(pilot) == marked


async def test_a_question_marked_open_becomes_a_finding_and_counts_as_known(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await pilot.press("ctrl+o")
        assert answers(session_of(pilot), "guiding").open == (FIRST,)
        assert "Marked open" in screen_text(pilot)
        assert "1 open, 8 not answered yet" in screen_text(pilot)
        assert "No notes yet" not in screen_text(pilot)
        await pilot.press("ctrl+o")
        assert answers(session_of(pilot), "guiding").open == ()


async def test_a_paste_is_cleaned_and_whole(path: Path) -> None:
    pasted = "one\r\ntwo\x1b[31m\x00 three\n" + "x" * 10_000
    async with running(path, at=("guiding", FIRST)) as pilot:
        pilot.app.post_message(events.Paste(pasted))
        await pilot.pause()
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["one\ntwo[31m three\n" + "x" * 10_000]


async def test_letters_typed_in_a_chooser_act_on_nothing_else(path: Path) -> None:
    async with running(path, at=("guiding", SECOND)) as pilot:
        await type_text(pilot, "kept")
        await pilot.press("enter")
        await type_text(pilot, "half")
        await pilot.press("tab", "tab", "tab")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "competitor"
        await type_text(pilot, "tnubsd")
        assert texts(session_of(pilot), SECOND) == ["kept"]
        assert session_of(pilot).place.at == SECOND
        await pilot.press("d")  # the word that begins with it: doing nothing
        await pilot.press("enter")
        notes = [note for _, note in answers(session_of(pilot), "guiding").of(SECOND)]
        assert [note.competitor for note in notes] == ["", DO_NOTHING]


async def test_a_source_typed_before_the_text_stays_with_its_question(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await pilot.press("tab")
        await type_text(pilot, "Lyon")
        await pilot.press("escape", "ctrl+n")
        await type_text(pilot, "another")
        await pilot.press("enter", "ctrl+g")
        await type_text(pilot, "What do customers expect")
        await pilot.press("enter")
        await type_text(pilot, "the first")
        await pilot.press("enter")
        given = answers(session_of(pilot), "guiding")
        assert [n.evidence.source for _, n in given.of(SECOND)] == [""]
        assert [n.evidence.source for _, n in given.of(FIRST)] == ["Lyon"]


async def test_an_edited_note_that_was_emptied_is_left_alone(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "one")
        await pilot.press("enter", "escape", "enter", "backspace", "backspace", "backspace")
        await pilot.press("ctrl+n")
        await type_text(pilot, "two")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["one"]
        assert texts(session_of(pilot), SECOND) == ["two"]


async def test_letters_are_letters_while_one_writes(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "dnube?is")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["dnube?is"]


async def test_undo_says_what_it_took_back_and_is_never_typed(path: Path) -> None:
    async with running(path, at=("guiding", "rivals")) as pilot:
        for text in ("they ring back", "price"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await pilot.press("escape", "ctrl+g")
        await type_text(pilot, "checklist")
        await pilot.press("enter", "escape")
        assert session_of(pilot).place.stage == "checklist"
        await pilot.press("u")
        told = "Undone: note “price” in Guiding questions. ctrl+y does it again."
        assert told in " ".join(screen_text(pilot).split())
        assert session_of(pilot).place == Place(stage="guiding", at="rivals")
        await pilot.press("u")
        assert "Undone: note “they ring back” in Guiding questions." in screen_text(pilot)
        await pilot.press("u", "u", "u")
        assert "Nothing to undo." in screen_text(pilot)
        assert pilot.app.screen.query_one(Writing).text == ""
        assert not answers(session_of(pilot), "guiding").notes
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert len(answers(session_of(pilot), "guiding").notes) == 2


async def test_undo_leads_out_of_a_field_of_the_frame_too(path: Path) -> None:
    async with running(path, at=("frame", "organisation")) as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("enter", "ctrl+g")
        await type_text(pilot, "each competitor")
        await pilot.press("enter", "escape", "u")
        assert "Undone: organisation “Acme”." in screen_text(pilot)
        await pilot.press("u", "u")
        assert pilot.app.screen.query_one("#stage-frame").query_one(Writing).text == ""
        assert session_of(pilot).organisation == ""


async def test_a_half_typed_note_stays_a_draft_wherever_one_goes(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await pilot.press("tab")
        await type_text(pilot, "Lyon")
        await pilot.press("escape")
        await type_text(pilot, "half a th")
        await pilot.press("ctrl+n")
        view = pilot.app.screen.query_one(QuestionsView)
        assert view.standing() == {
            Spot("guiding", FIRST): "half a th",
            Spot("guiding", FIRST, "source"): "Lyon",
        }, "so much outlives a kill"
        told = "Your unfinished note waits at its question: Enter there keeps it."
        assert told in " ".join(screen_text(pilot).split())
        await type_text(pilot, "another ha")
        await pilot.press("ctrl+g")
        await type_text(pilot, "checklist")
        await pilot.press("enter", "v", "v", "b")
        assert not session_of(pilot).answers.get("guiding") or not texts(session_of(pilot))
        await pilot.press("ctrl+g")
        await type_text(pilot, "What do customers expect")
        await pilot.press("enter")
        assert pilot.app.screen.query_one(Writing).text == "half a th"
        await type_text(pilot, "ought")
        await pilot.press("enter")
        ((_, note),) = answers(session_of(pilot), "guiding").of(FIRST)
        assert (note.text, note.evidence.source) == ("half a thought", "Lyon")
        await pilot.press("ctrl+n")
        assert pilot.app.screen.query_one(Writing).text == "another ha"
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert texts(saved_of(pilot), SECOND) == ["another ha"], "nothing typed is lost"


@pytest.mark.parametrize("keys", [("full_stop", "escape"), ("e", "escape"), ("T", "escape")])
async def test_looking_at_something_else_keeps_no_half_note(
    path: Path, keys: tuple[str, ...]
) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        for text in ("one", "two"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await type_text(pilot, "half")
        await pilot.press("escape", *keys)
        assert texts(session_of(pilot)) == ["one", "two"]
        assert pilot.app.screen.query_one("#stage-guiding").query_one(Writing).text == "half"


async def test_a_note_is_opened_once_the_half_typed_one_is_finished(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "one")
        await pilot.press("enter")
        await type_text(pilot, "half")
        await pilot.press("escape", "enter")
        assert "First finish what you are writing: Enter keeps it" in screen_text(pilot)
        assert texts(session_of(pilot)) == ["one"]
        await type_text(pilot, " a note")
        await pilot.press("enter")
        assert texts(session_of(pilot)) == ["one", "half a note"]


async def test_what_was_changed_of_a_note_and_not_kept_is_a_draft_too(path: Path) -> None:
    async with running(path, at=("guiding", FIRST)) as pilot:
        await type_text(pilot, "one")
        await pilot.press("enter", "escape", "enter", "ctrl+n", "escape", "b")
        assert pilot.app.screen.query_one(Writing).text == "", "nothing was changed: no draft"
        await pilot.press("escape", "enter")
        await type_text(pilot, " two")
        await pilot.press("ctrl+n", "ctrl+g")
        assert texts(session_of(pilot)) == ["one"]
        await type_text(pilot, "What do customers expect")
        await pilot.press("enter", "enter")
        assert texts(session_of(pilot)) == ["one two"]
