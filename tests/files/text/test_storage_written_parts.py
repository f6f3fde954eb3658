"""What is remembered of a session that was written makes the next one no other, only sooner."""

import threading
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from made_sessions import moderate
from storage_examples import session, sessions
from valueworkshop.core.stages.notes.model import Note, add_note, answers
from valueworkshop.files.text import toml_text
from valueworkshop.files.text.session_file import dumps, written
from valueworkshop.files.text.written_parts import Memory

EXTRAS: dict[tuple[str, ...], Any] = {
    ("answers", "ask", "notes", "n1", "mood"): "sour",
    ("people", "p1", "shoes"): [{"size": 43}, {"size": 44, "worn": {"where": "inside"}}],
    ("later",): {"tables": [{"a": 1}], "empty": {}},
}


@moderate
@given(st.lists(sessions(), min_size=1, max_size=3))
def test_whatever_was_written_before_the_bytes_are_the_same(several: list[Any]) -> None:
    memory = Memory()
    for each in (*several, *several, several[0]):
        with memory.in_use() as used:
            data = written(each, {}, memory=used)[0]
        assert data == dumps(each)


def test_an_edit_of_one_note_makes_that_note_anew_and_what_it_is_in() -> None:
    memory, before = Memory(), session()
    after = add_note(before, "ask", "n9", Note(question="z-pains", text="new"))
    last = add_note(after, "ask", "n8", Note(question="z-pains", text="newer"))
    made = []
    for each in (before, after, after, last):
        with memory.in_use() as used:
            recall, count = used.recall, [0]

            def counted(what: str, part: Any, make: Any, c: list[int] = count) -> Any:
                def making() -> Any:
                    c[0] += what == "plain"
                    return make()

                return recall(what, part, making)  # noqa: B023 - called within this lap

            used.recall = counted  # type: ignore[method-assign]
            assert written(each, {}, memory=used)[0] == dumps(each)
            del used.recall
        made.append(count[0])
    assert made[0] > 5
    note, notes, answers_of_stage, all_answers = 1, 1, 1, 1
    path = note + notes + answers_of_stage + all_answers
    assert made[1:] == [path, 0, path]  # the use between the edits forgot nothing
    assert set(answers(after, "ask").notes) == {"n1", "n2", "n9"}


def test_what_else_a_file_held_is_written_and_forgotten_with_it() -> None:
    memory, kept = Memory(), session()
    for extras in ({}, EXTRAS, EXTRAS, {}):
        with memory.in_use() as used:
            assert written(kept, extras, memory=used)[0] == dumps(kept, extras)


def test_what_breaks_a_limit_is_told_each_time() -> None:
    memory = Memory()
    long = "x" * (toml_text.LONGEST_TEXT + 1)
    with memory.in_use() as used:
        table = used.recall("plain", kept := object(), lambda: {"a": long})
        for _ in range(2):
            _, faults = toml_text.checked({"t": table}, used)
            assert [fault.keys for fault in faults] == [("t", "a")]
    assert kept is not None


def test_a_second_thread_waits_and_finds_what_the_first_made() -> None:
    memory, part = Memory(), object()
    found: list[dict[str, str]] = []

    def other() -> None:
        with memory.in_use() as used:
            found.append(used.recall("plain", part, dict))

    with memory.in_use() as used:
        thread = threading.Thread(target=other)
        thread.start()
        made = used.recall("plain", part, lambda: {"made": "first"})
    thread.join()
    assert found == [made]
