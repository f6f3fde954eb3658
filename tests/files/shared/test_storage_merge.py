"""Merging two versions of a session: 43, 44."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import ACT, ASK, END, RATE, empty, moderate, sessions, texts
from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.value_words import path_in_words, value_in_words
from valueworkshop.core.stages.agreed.model import Action, add_action, delete_action, set_dots
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.dots.edits import as_options, begin, hand_in, put
from valueworkshop.core.stages.notes.model import Note, add_note, answers, change_note, delete_note
from valueworkshop.core.stages.votes.edits import answer, reveal
from valueworkshop.files.shared.session_merge import merge, with_theirs
from valueworkshop.files.text.codec import encode
from valueworkshop.files.text.session_file import dumps, loads


def noted(session: Session, key: str, text: str) -> Session:
    return add_note(session, ASK, key, Note(question="why", text=text))


def quoted(session: Session, key: str, about: str) -> Session:
    """Make a note, new or not, a quote for an item."""
    note = answers(noted(session, key, "a word"), ASK).notes[key]
    return change_note(noted(session, key, "a word"), ASK, key, replace(note, about=about))


def rated_by(session: Session, voter: str, given: Any, item: str = "contact") -> Session:
    return answer(session, RATE, "1", voter=voter, facet="today", item=item, given=given)


def dotted_by(session: Session, person: str) -> Session:
    """Begin a dot vote, the same on both sides, and hand in a person's ballot."""
    options = as_options({"n1": "one", "n2": "other"})
    vote = DotVote(about=About.NOTES, stage=ASK, options=options)
    session = session if "w" in session.dots else begin(session, "w", vote)
    return hand_in(put(session, "w", person, "n1", 1, lambda: person), "w", person, str)


def typed(*values: object) -> set[str]:
    """Return every text of a value that people type, which no word of ours is."""
    return {text for text in texts(values) if type(text) is str}


EDITS: list[Callable[[Session], Session]] = [
    lambda session: replace(session, title="A new title"),
    lambda session: replace(session, offer="A new offer"),
    lambda session: replace(session, people={**session.people, "p8": Person(name="Ada")}),
    lambda session: replace(session, people={**session.people, "p9": Person(name="Bob")}),
    lambda session: noted(session, "m1", "one more"),
    lambda session: noted(session, "m2", "and another"),
    lambda session: quoted(session, "m3", "rate/contact"),
    lambda session: rated_by(session, "w1", 3),
    lambda session: rated_by(session, "w2", 4),
    lambda session: rated_by(session, "w1", 5, "promise"),
    lambda session: add_action(session, ACT, "b1", Action(title="Call them")),
    lambda session: set_dots(session, ACT, "rate/contact", 17),
    lambda session: dotted_by(session, "p8"),
    lambda session: dotted_by(session, "p9"),
    lambda session: close.change(session, END, close.Answers(stop="All meetings")),
]


def without_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_order(below) for key, below in value.items() if key != "order"}
    return value


@moderate
@given(sessions(), sessions())
def test_where_one_side_changed_nothing_the_other_side_is_the_result(
    base: Session, other: Session
) -> None:
    assert merge(base, base, other).session == other
    assert merge(base, other, base).session == other
    assert merge(base, other, other).session == other
    assert not merge(base, other, base).conflicts


@moderate
@given(sessions(), sessions(), sessions())
def test_no_new_text_of_either_side_is_lost(base: Session, ours: Session, theirs: Session) -> None:
    merged = merge(base, ours, theirs)
    conflicts = [(each.ours, each.theirs) for each in merged.conflicts]
    assert typed(ours, theirs) - typed(base) <= typed(merged.session, conflicts)


@moderate
@given(sessions(), sessions(), sessions())
def test_what_comes_of_it_opens_again(base: Session, ours: Session, theirs: Session) -> None:
    session = merge(base, ours, theirs).session
    assert loads(dumps(session), "x").session == session


@moderate
@given(
    sessions(),
    st.lists(st.sampled_from(range(len(EDITS))), min_size=2, max_size=2, unique=True),
)
def test_edits_of_different_things_go_together_in_any_order(
    base: Session, chosen: list[int]
) -> None:
    # How a vote begins hangs on whether anybody is listed.
    base = replace(base, people={**base.people, "p7": Person(name="Cleo")})
    one, two = (EDITS[number] for number in chosen)
    merged, turned = merge(base, one(base), two(base)), merge(base, two(base), one(base))
    assert (merged.conflicts, turned.conflicts) == ((), ())
    expected = without_order(encode(two(one(base))))
    assert without_order(encode(merged.session)) == expected
    assert without_order(encode(turned.session)) == expected


def test_the_same_field_changed_on_both_sides_is_a_conflict() -> None:
    """44"""
    base = noted(empty(), "n1", "dear")
    ours, theirs = (
        change_note(base, ASK, "n1", Note(question="why", text=text)) for text in ("mine", "yours")
    )
    theirs = replace(theirs, offer="cars")
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.path == ("answers", ASK, "notes", "n1", "text")
    assert (conflict.ours, conflict.theirs) == ("mine", "yours")
    assert answers(merged.session, ASK).notes["n1"].text == "mine"
    assert merged.session.offer == "cars"
    assert answers(with_theirs(base, ours, theirs), ASK).notes["n1"].text == "yours"


def test_different_fields_of_one_thing_go_together() -> None:
    base = noted(empty(), "n1", "dear")
    note = answers(base, ASK).notes["n1"]
    ours = change_note(base, ASK, "n1", replace(note, text="very dear"))
    graded = replace(note, evidence=replace(note.evidence, grade=Grade.HEARD))
    merged = merge(base, ours, change_note(base, ASK, "n1", graded))
    assert merged.conflicts == ()
    found = answers(merged.session, ASK).notes["n1"]
    assert (found.text, found.evidence.grade) == ("very dear", Grade.HEARD)


def test_what_one_deletes_and_the_other_changes_stays() -> None:
    base = noted(noted(empty(), "n1", "dear"), "n2", "slow")
    deleted = delete_note(delete_note(base, ASK, "n1"), ASK, "n2")
    changed = change_note(base, ASK, "n1", Note(question="why", text="very dear"))
    for merged in (merge(base, deleted, changed), merge(base, changed, deleted)):
        assert merged.conflicts == ()
        kept = answers(merged.session, ASK).notes
        assert {key: note.text for key, note in kept.items()} == {"n1": "very dear"}


def test_order_and_place_are_no_conflict() -> None:
    base = add_action(empty(), ACT, "a1", Action(title="Call"))
    ours = replace(delete_action(base, ACT, "a1"), place=Place(stage=ACT))
    ours = add_action(ours, ACT, "a2", Action(title="Write"))
    theirs = replace(base, place=Place(stage=END))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.session.place == Place(stage=ACT)


def test_both_begin_a_stage_that_was_empty() -> None:
    base = empty()
    merged = merge(base, noted(base, "n1", "one"), noted(base, "n2", "two"))
    assert merged.conflicts == ()
    assert set(answers(merged.session, ASK).notes) == {"n1", "n2"}


def test_a_vote_is_revealed_on_both_sides() -> None:
    base = rated_by(rated_by(empty(), "v1", 3), "v1", 4, "promise")
    ours, theirs = (reveal(base, RATE, "1", item) for item in ("contact", "promise"))
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.session.revealed == reveal(ours, RATE, "1", "promise").revealed


def test_what_makes_no_sound_session_together_is_one_conflict() -> None:
    """Somebody removes a stage from the kit by hand while another writes a note in it."""
    base = empty()
    kit = replace(base.kit, stages={k: s for k, s in base.kit.stages.items() if k != ASK})
    ours = noted(base, "n1", "one")
    merged = merge(base, ours, replace(base, kit=kit))
    (conflict,) = merged.conflicts
    assert conflict.path == ()
    assert merged.session is ours


def test_another_order_of_what_is_asked_is_a_change() -> None:
    base = empty()
    kit = replace(base.kit, stages=dict(list(base.kit.stages.items())[::-1]))
    merged = merge(base, noted(base, "n1", "one"), replace(base, kit=kit))
    assert list(merged.session.kit.stages) == list(kit.stages)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "the whole workshop"),
        (("offer",), "offer"),
        (("answers", ASK, "notes", "n1", "text"), "Guiding questions · note · [b]dear · text"),
        (("people", "p1", "name"), "person · Ada · name"),
        (("answers", "gone", "x"), "gone · x"),
    ],
)
def test_a_place_is_named_as_people_see_it(path: tuple[str, ...], words: str) -> None:
    session = noted(empty(people={"p1": Person(name="Ada")}), "n1", "[b]dear")
    assert path_in_words(session, path) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("text", "text"),
        ("", "(nothing)"),
        (None, "(nothing)"),
        (("a", "b"), "a, b"),
        (3, "3"),
        (True, "yes"),
        (Grade.HEARD, Grade.HEARD.value),
        (Person(name="Ada"), "Ada"),
        ({}, "other answers"),
        (empty(), "Dealers, autumn"),
    ],
)
def test_a_value_is_shown_as_people_read_it(value: object, words: str) -> None:
    assert value_in_words(value) == words
