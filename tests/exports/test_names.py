"""Without names: parts of names, in any case and with any apostrophe; and what may still be one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import empty
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.notes.model import Note, add_note, answers
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.exports.names_in_texts import Names
from valueworkshop.exports.without_names import FACILITATOR, SOMEBODY, anonymous, still_named

TEAM = (
    ("Ann Lee", "front"),
    ("Jean-Luc Picard", "front"),
    ("Siobhán O’Brien", "front"),
    ("Will Riker", "sales"),
    ("Head of service", "sales"),
    ("Al Bo", "sales"),
    ("田中 太郎", ""),
)


def workshop(*notes: str) -> Session:
    """A workshop of this team, led by Zoë D'Arcy, in which these notes were made."""
    people = {f"p{n}": Person(name=name, group=group) for n, (name, group) in enumerate(TEAM)}
    session = empty(people=people, facilitator="Zoë D'Arcy")
    for n, text in enumerate(notes):
        note = Note(question="pains", text=text, said_by="PICARD", order=n * 1000)
        session = add_note(session, "ask", f"n{n}", note)
    return session


def without(text: str) -> str:
    """Return what a note says without names."""
    (note,) = answers(anonymous(workshop(text)), "ask").notes.values()
    assert note.said_by == "front"
    return note.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ann asked", "front asked"),
        ("ANN asked; so did ann", "front asked; so did front"),
        ("Ask Ann Lee, ann  lee or LEE.", "Ask front, front or front."),
        ("Ann's list, Picard’s ship", "front's list, front’s ship"),
        ("Jean-Luc, jean luc, Luc", "front, front, front"),
        ("O'Brien, O’Brien, O`BRIEN, OBrien, Brien", ", ".join(["front"] * 5)),
        ("Siobhan and Siobha\u0301n", "front and front"),
        ("Zoe, Zoë and zoë d’arcy", " and ".join([f"{FACILITATOR}, {FACILITATOR}", FACILITATOR])),
        ("Will said we will do it", "sales said we will do it"),
        ("The head of SERVICE heads service", "The sales heads service"),
        ("AL and Bo, al dente", "sales and sales, al dente"),
        ("田中さんは", f"{SOMEBODY}さんは"),
        ("Annual leave, Picardy, will-power", "Annual leave, Picardy, will-power"),
        ("Service leads here", "Service leads here"),
    ],
)
def test_a_name_gives_way_whole_or_in_part(text: str, told: str) -> None:
    assert without(text) == told


def test_two_who_share_a_part_are_somebody() -> None:
    names = Names.of([("Ann Lee", "front"), ("Ann Park", "sales")], SOMEBODY)
    assert names.replaced("Ann, Lee, Ann Park") == f"{SOMEBODY}, front, sales"


@pytest.mark.parametrize("name", ["''", "--", "' -", "O'"])
def test_signs_alone_are_no_name(name: str) -> None:
    text = "'' o '' -- o' -"
    assert Names.of([(name, "a leader")], "somebody").replaced(text) == text


def test_don_t_is_no_name() -> None:
    names = Names.of([("Don Park", "front")], SOMEBODY)
    assert names.replaced("Don't know. Don’t. Don does") == "Don't know. Don’t. front does"


def test_an_owner_who_is_called_by_a_part_of_the_name_is_known() -> None:
    session = add_action(workshop(), "act", "a1", Action(title="t", owner="picard"))
    text = written(session, Wanted(form=Form.MD, anonymous=True, full=True))
    assert "picard" not in text.lower()
    assert "front" in text


def test_what_may_still_be_a_name_is_listed() -> None:
    session = workshop(
        "We met Quentin in Bremen. Prices rose, and prices fell. Annie came. Was it Anns idea?",
        "customers like the SAP link and Dealers",
    )
    assert still_named(replace(session, title="dealers")) == ["Quentin", "Bremen", "Annie", "Anns"]
    assert still_named(workshop("Nobody is named here. Prices rose.")) == []
    assert still_named(replace(session, facilitator_notes={"ask": "ask Pim"})) == still_named(
        session
    )


def test_a_quote_stays_with_its_item_whatever_people_are_called() -> None:
    session = empty(people={"p1": Person(name="Rate Contact"), "p2": Person(name="Promise")})
    note = Note(question="pains", text="Contact rang", about="rate/contact")
    told = anonymous(add_note(session, "ask", "n1", note))
    (note,) = answers(told, "ask").notes.values()
    assert (note.text, note.about) == (f"{SOMEBODY} rang", "rate/contact")


def test_nothing_else_of_a_text_changes() -> None:
    text = "Ünïcode ﬁts – “Ann” — 顧客 👩‍👧 İstanbul ẞ"
    assert without(text) == text.replace("Ann", "front")


@given(st.text(max_size=40))
def test_any_text_stays_where_nobody_is_named(text: str) -> None:
    names = Names.of([("Xaverine Quux", "front")], SOMEBODY)
    if "quux" not in text.casefold() and "xav" not in text.casefold():
        assert names.replaced(text) == text
    assert "Quux" not in names.replaced(f"{text} Quux {text}").replace(text, "")
