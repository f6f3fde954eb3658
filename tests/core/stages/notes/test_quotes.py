"""Notes as quotes for rated items: which come first, and what belongs to nothing."""

from collections.abc import Mapping
from dataclasses import replace

from made_sessions import empty
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import Note, add_note, answers, change_note
from valueworkshop.core.stages.notes.quotes import quotable, quotes, tie, tie_or_untie, untied
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.files.home.new_sessions import demo_session

HEARD = Evidence(grade=Grade.HEARD, source="a dealer", when="May")


def noted(notes: Mapping[str, Note]) -> Session:
    session = empty()
    for key, note in notes.items():
        session = add_note(session, "ask", key, replace(note, question="pains", text=key))
    return session


def note(about: str, grade: Grade = Grade.ASSUMED, evidence: Evidence | None = None) -> Note:
    return Note(question="", text="", about=about, evidence=evidence or Evidence(grade=grade))


def keys(session: Session) -> dict[str, list[str]]:
    return {about: [key for key, _ in pairs] for about, pairs in quotes(session).items()}


def test_what_is_known_best_comes_first_and_of_that_the_newest() -> None:
    at = "rate/contact"
    session = noted(
        {
            "guess": note(at),
            "heard": note(at, evidence=HEARD),
            "figure": note(at, Grade.MEASURED),
            "again": note(at, evidence=HEARD),
            "rumour": note(at, Grade.HEARD),
            "fancy": note(at),
        }
    )
    assert keys(session) == {at: ["figure", "again", "heard", "rumour", "fancy", "guess"]}


def test_items_come_in_order_and_those_without_a_quote_not_at_all() -> None:
    items = list(votes.asks(empty(), "rate").items)
    session = noted({f"n{n}": note(f"rate/{item}") for n, item in enumerate(reversed(items[:2]))})
    assert list(quotes(session)) == [f"rate/{item}" for item in items[:2]]


def test_a_quote_for_what_nobody_rates_is_none_and_is_found() -> None:
    session = noted({"n1": note("rate/gone"), "n2": note("rate/contact"), "n3": note("")})
    assert keys(session) == {"rate/contact": ["n2"]}
    assert list(untied(session)) == [("ask", "n1", "rate/gone")]


def test_whatever_people_rate_can_have_a_quote() -> None:
    session = demo_session()
    assert set(quotable(session)) == {
        f"{stage}/{item}"
        for stage in votes.voted(session)
        for item in votes.asks(session, stage).items
    }


def test_a_quote_changes_no_number() -> None:
    session = demo_session()
    tied = tie(session, "guiding", "ewwd75nt", "checklist/touchpoint").session
    assert len(quotes(tied)["checklist/touchpoint"]) == 2
    assert summarise(tied).index == summarise(session).index
    assert knowledge(tied, "guiding") == knowledge(session, "guiding")


def test_to_tie_twice_is_to_untie() -> None:
    session = noted({"n1": note("")})
    once = tie_or_untie(session, "ask", "n1", "rate/contact")
    assert keys(once.session) == {"rate/contact": ["n1"]}
    again = tie_or_untie(once.session, "ask", "n1", "rate/contact")
    assert again.session == session
    assert tie(session, "ask", "n1", "").session is session
    assert tie(session, "ask", "gone", "rate/contact").session is session


def test_a_changed_note_stays_a_quote() -> None:
    session = noted({"n1": note("rate/contact")})
    given = answers(session, "ask").notes["n1"]
    changed = change_note(session, "ask", "n1", replace(given, text="Other words"))
    assert keys(changed) == {"rate/contact": ["n1"]}
