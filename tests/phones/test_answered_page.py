"""A page with answers laid on it is the page of the session that took them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import moderate, sessions
from other_answers import everywhere
from phone_rooms import private_session
from valueworkshop.core.session.dot_votes import About, DotVote
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Segment, Session
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.dots.edits import as_options, begin
from valueworkshop.core.stages.votes.secrecy import make_open
from valueworkshop.phones.answered_page import answered, with_answer
from valueworkshop.phones.asked import (
    Ballot,
    DotBallot,
    Page,
    Spreads,
    Worth,
    Writing,
)
from valueworkshop.phones.asking import ballot_of, page
from valueworkshop.phones.take_answer import NAMES, SumError, TooLateError, take_answer

ANSWERS = ("1", "3", "5", "d", "s", "6", "")
LATE = "late"
REFUSED = (TooLateError, SumError, ValueError)


def forms(page: Page) -> list[dict[str, str]]:
    """Return forms that a page sends, and some that none sends any more."""
    asked, found = page.asked, [{"do": "rate", "stage": "gone", "answer": "4"}, {"do": "no"}]
    if (ballot := ballot_of(asked)) is not None:
        found += _votes(ballot)
    if isinstance(asked, Writing):
        for sheet in asked.sheets:
            own = ["", "nobody", *(key for key, _ in sheet.notes)]
            form = {"do": "note", "stage": asked.stage, "item": sheet.question}
            texts = ("A thought", "  ", "\x1b[1mbold", "")
            found += [{**form, "note": note, "text": text} for note in own for text in texts]
    if isinstance(asked, Spreads):
        for spread in asked.spreads:
            (first, *_), (last, *_) = spread.things[0], spread.things[-1]
            form = {"do": "spread", "stage": asked.stage, "item": spread.key}
            found += [{**form, f"points-{thing}": "100"} for thing in (first, last)]
            found.append({**form, f"points-{first}": "7"})
    if isinstance(asked, Worth):
        found += [{"do": "worth", "stage": asked.stage, "answer": answer} for answer in ANSWERS]
    if isinstance(asked, DotBallot):
        values = [f"{key}:{n}" for key, *_ in asked.options for n in (0, 1, 2, 9)]
        found += [
            {"do": "dots", "vote": asked.vote, "answer": each} for each in (*values, "-done", "x:y")
        ]
    return [*found, *({**form, NAMES: "1"} for form in found)]


def _votes(ballot: Ballot) -> list[dict[str, str]]:
    found = [
        {"do": "rate", "item": rating.item, "facet": facet.key, "answer": answer}
        for rating in ballot.ratings
        for facet in rating.facets
        for answer in ANSWERS
    ]
    if ballot.picks is not None:
        picked = [key for key, _ in ballot.picks.items]
        found += [
            {"do": "pick", "answer": each} for each in (*picked, "-again", "-d", "-s", "-9", "no")
        ]
    found += [{"do": "mind", "answer": key} for key in (*dict(ballot.segments), "", "nobody")]
    return [{**form, "stage": ballot.stage} for form in found]


def agrees(session: Session, drawn: Sequence[int]) -> None:
    """Hold a page with answers laid on it against the page of the session that takes them."""
    session = replace(
        session, people={**session.people, LATE: Person(name="Late", order=10**6)}, revealed={}
    )
    numbers = count()
    taken: list[Mapping[str, str]] = []
    for at, number in enumerate(drawn):
        before = page(session, LATE, "own")
        assert answered(page(session, ""), taken) == before
        offered = forms(before)
        form = {**offered[number % len(offered)], "new": f"n{at}"}
        refused = did(lambda: with_answer(page(session, ""), taken, form))  # noqa: B023 - at once
        after = session

        def take() -> None:
            nonlocal after
            after = take_answer(session, LATE, form, lambda: f"i{next(numbers)}", "own")  # noqa: B023

        assert did(take) == refused
        session = after
        if not refused:
            taken.append(form)
    assert answered(page(session, ""), taken) == page(session, LATE, "own")


def did(what: Callable[[], object]) -> bool:
    """Do something; return whether it was refused."""
    try:
        what()
    except REFUSED:
        return True
    return False


DRAWN = st.lists(st.integers(0, 10_000), max_size=12)


@moderate
@given(sessions(), st.integers(0, 100), DRAWN)
def test_any_workshop(session: Session, place: int, drawn: list[int]) -> None:
    places = list(everywhere(session))
    agrees(places[place % len(places)], drawn)


def spreading() -> Session:
    session = private_session("complete")
    (stage,) = session.kit.of_kind("allocation")
    session = allocation.choose_way(session, stage, allocation.Giving.PRIVATE)
    return replace(session, place=Place(stage=stage, at="today"))


def dotted() -> Session:
    vote = DotVote(about=About.OPEN, budget=3, most=2, options=as_options({"a": "A", "b": "B"}))
    return begin(private_session(), "v", vote)


def closing() -> Session:
    session = private_session()
    (stage,) = session.kit.of_kind("close")
    return replace(session, place=Place(stage=stage, at="rating"))


def with_names() -> Session:
    return make_open(replace(private_session(), open_votes=True), "checklist", "1")


MADE = {
    "names": with_names(),
    "picks": replace(private_session(), segments={"s": Segment(name="Small shops")}),
    "notes": replace(private_session(), place=Place(stage="guiding", at="rivals")),
    "spreads": spreading(),
    "dots": dotted(),
    "close": closing(),
}


@pytest.mark.parametrize("kind", MADE)
@moderate
@given(drawn=DRAWN)
def test_every_kind_of_page(kind: str, drawn: list[int]) -> None:
    agrees(MADE[kind], drawn)
