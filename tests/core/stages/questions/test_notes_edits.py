import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ASK, empty, moderate, paragraphs, sessions
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Competitor, Segment, Session
from valueworkshop.core.show.place import Doing, Place
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.notes.model import (
    DO_NOTHING,
    Note,
    add_note,
    answers,
    asks,
    change_note,
    delete_note,
    mark_open,
    move_note,
    parts_of,
    shift_note,
    split_note,
)
from valueworkshop.core.stages.questions.score import knowledge, places, progress
from valueworkshop.core.stages.questions.show import origin


def noted(*notes_: tuple[str, str]) -> Session:
    """Return a session with notes (question, text) under the ids n1, n2, …"""
    session = empty()
    for number, (question, text) in enumerate(notes_, start=1):
        session = add_note(session, ASK, f"n{number}", Note(question=question, text=text))
    return session


def told(session: Session, question: str = "pains") -> list[str]:
    return [note.text for _, note in answers(session, ASK).of(question)]


def everything(session: Session) -> list[str]:
    return [key for key, _ in ordered(answers(session, ASK).notes)]


ABC = (("pains", "a"), ("pains", "b"), ("pains", "c"))


def test_notes_come_one_behind_the_other() -> None:
    assert told(noted(*ABC)) == ["a", "b", "c"]


def test_a_note_can_come_right_behind_another() -> None:
    session = add_note(noted(*ABC), ASK, "n9", Note(question="pains", text="x"), after="n1")
    assert told(session) == ["a", "x", "b", "c"]


def test_behind_a_note_that_is_gone_is_last() -> None:
    session = add_note(noted(*ABC), ASK, "n9", Note(question="pains", text="x"), after="gone")
    assert told(session) == ["a", "b", "c", "x"]


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t\n", "\x00", "\u202e"])
def test_a_note_without_a_word_is_not_kept(nothing: str) -> None:
    before = noted(*ABC)
    assert add_note(before, ASK, "n9", Note(question="pains", text=nothing)) == before


@pytest.mark.parametrize("nothing", ["", " \n ", "\x1b"])
def test_emptying_a_note_deletes_nothing(nothing: str) -> None:
    before = noted(*ABC)
    assert change_note(before, ASK, "n1", Note(question="pains", text=nothing)) == before


def test_what_is_typed_comes_in_by_the_one_rule() -> None:
    evidence = Evidence(grade=Grade.HEARD, source="dealer\x1b[31m", when="May\r\n")
    note = Note(question="pains", text="a\r\nb\x07", evidence=evidence, said_by="A\u202eda")
    for session in (
        add_note(empty(), ASK, "n1", note),
        change_note(noted(("pains", "x")), ASK, "n1", note),
    ):
        kept = answers(session, ASK).notes["n1"]
        assert (kept.text, kept.said_by) == ("a\nb", "Ada")
        assert kept.evidence == Evidence(grade=Grade.HEARD, source="dealer[31m", when="May\n")


def test_a_change_keeps_the_place_and_leaves_the_others() -> None:
    before = noted(*ABC)
    changed = Note(question="pains", text="B", segment="s1", said_by="Ada")
    after = change_note(before, ASK, "n2", changed)
    assert told(after) == ["a", "B", "c"]
    notes = answers(after, ASK).notes
    assert notes["n2"] == replace(changed, order=2000)
    assert {key: notes[key] for key in ("n1", "n3")} == {
        key: answers(before, ASK).notes[key] for key in ("n1", "n3")
    }


def test_a_note_is_taken_out() -> None:
    assert told(delete_note(noted(*ABC), ASK, "n2")) == ["a", "c"]


def test_edits_of_a_note_that_is_not_there_change_nothing() -> None:
    before = noted(*ABC)
    assert change_note(before, ASK, "no", Note(question="pains", text="x")) == before
    assert delete_note(before, ASK, "no") == before
    assert split_note(before, ASK, "no", []) == before
    assert shift_note(before, ASK, "no", 1) == before
    assert move_note(before, ASK, "no", "why") == before


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\n\ntwo\nlines", ["one", "two\nlines"]),
        ("one\n\n\n\ntwo", ["one", "two"]),
        ("one\nmore\n \t\ntwo", ["one\nmore", "two"]),
        ("\n\none\n\n", ["one"]),
        ("  - a\n  - b", ["  - a", "  - b"]),
        (" \n", []),
    ],
)
def test_a_text_is_cut_into_paragraphs_or_else_lines(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_a_split_note_stays_in_its_place_with_its_particulars() -> None:
    evidence = Evidence(grade=Grade.HEARD, source="dealer", when="May")
    long = Note(question="pains", text="x\n\ny\n\nz", evidence=evidence, segment="s1", said_by="A")
    session = change_note(noted(*ABC), ASK, "n2", long)
    after = split_note(session, ASK, "n2", ["k1", "k2"])
    assert told(after) == ["a", "x", "y", "z", "c"]
    notes = answers(after, ASK).notes
    assert [key for key, _ in answers(after, ASK).of("pains")] == ["n1", "n2", "k1", "k2", "n3"]
    assert {
        (n.evidence, n.segment, n.said_by) for n in map(notes.get, ("n2", "k1", "k2")) if n
    } == {(evidence, "s1", "A")}


def test_a_note_of_one_part_is_not_split() -> None:
    assert split_note(noted(*ABC), ASK, "n1", []) == noted(*ABC)


@moderate
@given(paragraphs)
def test_splitting_loses_nothing_but_blank_lines(text: str) -> None:
    session = noted(("pains", text), ("pains", "behind"))
    parts = parts_of(answers(session, ASK).notes["n1"].text)
    after = split_note(session, ASK, "n1", [f"k{n}" for n in range(len(parts) - 1)])
    *split, behind = told(after)
    assert behind == "behind"
    assert [line for part in split for line in part.split("\n") if line.strip()] == [
        line for line in text.split("\n") if line.strip()
    ]


def test_a_note_moves_up_and_down_among_those_of_its_question() -> None:
    session = noted(("pains", "a"), ("why", "1"), ("pains", "b"), ("why", "2"), ("pains", "c"))
    down = shift_note(session, ASK, "n1", 1)
    assert told(down) == ["b", "a", "c"]
    assert told(down, "why") == ["1", "2"]
    assert told(shift_note(down, ASK, "n1", -1)) == ["a", "b", "c"]
    assert told(shift_note(session, ASK, "n5", -1)) == ["a", "c", "b"]


def test_a_note_does_not_move_past_either_end() -> None:
    session = noted(*ABC)
    assert shift_note(session, ASK, "n1", -1) == session
    assert shift_note(session, ASK, "n3", 1) == session


@moderate
@given(sessions(), st.data())
def test_a_shift_swaps_two_notes_and_leaves_the_order_of_the_rest(
    session: Session, data: st.DataObject
) -> None:
    notes = answers(session, ASK).notes
    if not notes:
        return
    key = data.draw(st.sampled_from(sorted(notes)))
    by = data.draw(st.sampled_from((-1, 1)))
    siblings = [other for other, _ in answers(session, ASK).of(notes[key].question)]
    after = shift_note(session, ASK, key, by)
    place = siblings.index(key)
    if 0 <= place + by < len(siblings):
        siblings[place], siblings[place + by] = siblings[place + by], siblings[place]
    assert [other for other, _ in answers(after, ASK).of(notes[key].question)] == siblings
    rest = [other for other in everything(session) if other != key]
    assert [other for other in everything(after) if other != key] == rest


def test_a_note_moves_to_another_question_where_it_comes_last() -> None:
    session = noted(*ABC, ("why", "1"))
    after = move_note(session, ASK, "n1", "why")
    assert (told(after), told(after, "why")) == (["b", "c"], ["1", "a"])
    assert move_note(session, ASK, "n1", "nothing") == session
    assert move_note(session, ASK, "n1", "pains") == session


def test_a_question_is_marked_open_and_the_mark_taken_away() -> None:
    session = mark_open(mark_open(empty(), ASK, "why", is_open=True), ASK, "pains", is_open=True)
    assert answers(session, ASK).open == ("pains", "why")
    assert mark_open(session, ASK, "why", is_open=True) == session
    assert answers(mark_open(session, ASK, "pains", is_open=False), ASK).open == ("why",)
    assert answers(mark_open(empty(), ASK, "nothing", is_open=True), ASK).open == ()


def test_a_question_counts_by_its_best_evidenced_note() -> None:
    grades = (Grade.ASSUMED, Grade.MEASURED, Grade.HEARD)
    for order in itertools.permutations(grades):
        session = empty()
        for number, grade in enumerate(order):
            note = Note(question="pains", text="x", evidence=Evidence(grade=grade))
            session = add_note(session, ASK, f"n{number}", note)
        assert knowledge(session, ASK).measured == 1


def test_a_question_marked_open_counts_as_open_whatever_was_noted() -> None:
    session = mark_open(noted(*ABC), ASK, "pains", is_open=True)
    counted = knowledge(session, ASK)
    assert (counted.open, counted.assumed, counted.unanswered) == (1, 0, 2)
    assert counted.in_words == "1 open, 2 not answered yet"


@moderate
@given(sessions())
def test_the_counts_of_knowledge_add_up(session: Session) -> None:
    counted = knowledge(session, ASK)
    parts = (counted.unanswered, counted.open, counted.assumed, counted.heard, counted.measured)
    assert sum(parts) == counted.total == len(asks(session, ASK).questions)
    assert min(parts) >= 0
    done = progress(session, ASK)
    assert (done.done, done.total) == (counted.total - counted.unanswered, counted.total)
    assert counted.open == len(answers(session, ASK).open)


def test_a_stage_of_another_kind_asks_no_questions() -> None:
    assert knowledge(empty(), "end").in_words == "nothing asked"
    assert places(empty(), "end") == []
    assert places(empty(), ASK) == ["pains", "rivals", "why"]


def test_an_origin_says_how_it_is_known_and_whom_it_is_about() -> None:
    session = replace(
        empty(),
        segments={"s1": Segment(name="Villagers")},
        competitors={"c1": Competitor(name="The chain")},
    )
    evidence = Evidence(grade=Grade.HEARD, source="dealer", when="May")
    note = Note(question="rivals", text="x", evidence=evidence, segment="s1", said_by="Ada")
    here = KINDS["questions"].here(session, ASK)
    assert origin(here, note) == "heard: dealer, May · for Villagers"
    assert origin(here, note, named=True).endswith(" · said by Ada")
    assert "about The chain" in origin(here, replace(note, competitor="c1"))
    assert "about doing nothing" in origin(here, replace(note, competitor=DO_NOTHING))
    gone = Note(question="rivals", text="x", segment="gone", competitor="gone")
    assert origin(here, gone) == "assumed"


def test_the_section_leaves_out_what_was_not_answered() -> None:
    assert KINDS["questions"].told(empty(), ASK) == []
    marked = mark_open(noted(*ABC), ASK, "why", is_open=True)
    said = repr(KINDS["questions"].told(marked, ASK))
    assert "Of 3 questions: 1 assumed, 1 open, 1 not answered yet." in said
    assert "Open: we do not know yet." in said
    assert "Who else is there?" not in said


def test_a_question_says_what_there_is_to_think_of_and_how_it_stands() -> None:
    def of(session: Session, at: str = "pains") -> Place:
        return KINDS["questions"].place(session, ASK, at)

    asked = asks(empty(), ASK).questions["pains"]
    place = of(empty())
    assert (place.question, place.above) == (asked.text, asked.group)
    assert place.hint.splitlines() == list(asked.probes)
    assert place.notes == ("No notes yet.",)
    assert of(noted(*ABC)).notes == ()
    marking = place.acts[0]
    assert isinstance(marking, Doing)
    marked = marking.do(noted(*ABC))
    assert marked.said == "Marked open: you can choose it to work on."
    assert of(marked.session).notes == ("Marked open: we do not know yet.",)
    assert marking.do(marked.session).said == "No longer marked open."
    assert of(empty(), "no such question").question == asked.text
