"""What one edit did, in a few words; of what people gave only on which item it was."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from made_sessions import ACT, ASK, RATE, empty, moderate, rated, sessions
from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.dots import edits as dots
from valueworkshop.core.stages.frame.model import Field, change
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits, second_rounds
from valueworkshop.core.stages.votes.model import Method

Edit = Callable[[Session], Session]

LONG = "They ring back within the hour, whatever it is about"


def noted(*texts: str) -> Session:
    session = empty()
    for number, text in enumerate(texts, 1):
        note = questions.Note(question="why", text=text)
        session = questions.add_note(session, ASK, f"n{number}", note)
    return session


def answered(value: int) -> Edit:
    at = {"voter": "v9", "facet": "today", "item": "contact"}
    return lambda session: edits.answer(session, RATE, "1", **at, given=value)  # type: ignore[arg-type]


def _split(session: Session) -> Session:
    return questions.split_note(session, ASK, "n1", ["n8"])


def _people(session: Session) -> Session:
    return change(session, Field.PEOPLE, "Ada, leaders\nBen\nCy", iter_ids())


def iter_ids() -> Callable[[], str]:
    numbers = iter(range(100))
    return lambda: f"i{next(numbers)}"


def _act(session: Session) -> Session:
    return actions.add_action(session, ACT, "a1", actions.Action(title="Ring them"))


def _vote(session: Session) -> Session:
    options = dots.as_options({"a": "Price", "b": "Speed"})
    vote = DotVote(about=About.NOTES, stage=ASK, options=options, budget=1, most=1)
    return dots.begin(session, "d1", vote)


EDITS: dict[str, tuple[Session, Edit]] = {
    "note “Price” in Guiding questions": (
        empty(),
        lambda s: questions.add_note(s, ASK, "n", questions.Note(question="why", text="Price")),
    ),
    "note “They ring back within the hour, whatever…” in Guiding questions": (
        empty(),
        lambda s: questions.add_note(s, ASK, "n", questions.Note(question="why", text=LONG)),
    ),
    "removing note “Price” in Guiding questions": (
        noted("Price"),
        lambda s: questions.delete_note(s, ASK, "n1"),
    ),
    "change to note “Trust” in Guiding questions": (
        noted("Price"),
        lambda s: questions.change_note(s, ASK, "n1", questions.Note(question="why", text="Trust")),
    ),
    "the order in Guiding questions": (
        noted("Price", "Trust"),
        lambda s: questions.shift_note(s, ASK, "n2", -1),
    ),
    "note “Trust” in Guiding questions, and 1 more": (noted("Price\nTrust"), _split),
    "organisation “Acme”": (empty(), lambda s: replace(s, organisation="Acme")),
    "organisation emptied": (
        replace(empty(), organisation="Acme"),
        lambda s: replace(s, organisation=""),
    ),
    "person “Ada”, and 2 more": (empty(), _people),
    "action “Ring them” in Choose and act": (empty(), _act),
    "an answer on “Every contact helps” in Checklist": (empty(), answered(2)),
    "another vote on “Every contact helps” in Checklist": (
        rated((5, 1, 4), (5, 3, 4), (4, 2, 4)),
        lambda s: second_rounds.vote_again(s, RATE, "contact"),
    ),
    "how to vote in Checklist": (
        answered(2)(empty()),
        lambda s: edits.choose_method(s, RATE, "1", Method.HANDS),
    ),
    "evidence on “Every contact helps” in Checklist": (
        empty(),
        lambda s: edits.grade(s, RATE, "contact", Evidence(grade=Grade.HEARD)),
    ),
    "dot vote": (empty(), _vote),
    "an answer in the dot vote": (_vote(empty()), lambda s: dots.count(s, "d1", "a", 3)),
}


def test_a_way_to_vote_chosen_before_the_first_answer_is_no_answer() -> None:
    chosen = edits.choose_method(empty(), RATE, "1", Method.HANDS)
    assert step_in_words(empty(), chosen) == "how to vote in Checklist"


@pytest.mark.parametrize("words", EDITS)
def test_an_edit_is_told_by_what_it_made(words: str) -> None:
    session, edit = EDITS[words]
    assert step_in_words(session, edit(session)) == words


def test_nothing_is_told_of_nothing_nor_of_going_elsewhere() -> None:
    session = noted("Price")
    assert step_in_words(session, session) == ""
    assert step_in_words(session, replace(session, place=replace(session.place, at="why"))) == ""


def test_of_an_answer_neither_what_nor_by_whom_is_told() -> None:
    before = rated((5, 1, 4), shown=False)
    told = {step_in_words(before, answered(value)(before)) for value in range(1, 6)}
    assert told == {"an answer on “Every contact helps” in Checklist"}


@moderate
@given(session=sessions())
def test_whatever_differs_is_told_in_one_short_line(session: Session) -> None:
    for one, other in ((empty(), session), (session, empty())):
        words = step_in_words(one, other)
        assert "\n" not in words
        assert len(words) < 200
