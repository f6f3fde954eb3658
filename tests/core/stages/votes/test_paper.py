"""Ballots of paper: their order, what a table of them says, and that nothing half is taken."""

import csv
import io
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lenses import CHECKLIST, ITEM, bare, rate
from picked_weights import rating_kit
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, OBSERVERS, Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import keyboard_turns, paper
from valueworkshop.core.stages.votes.edits import reveal
from valueworkshop.core.stages.votes.model import Ballot, round_of
from valueworkshop.exports import ballot_table
from valueworkshop.exports.ballot_sheets import for_people
from valueworkshop.files.home.kits import load_kit


def workshop() -> Session:
    people = {
        "a": Person(name="Ada", group=FRONT_LINE, order=1),
        "o": Person(name="Olga", group=OBSERVERS, order=2),
        "b": Person(name="Ben", group=LEADERS, order=3),
        "c": Person(name="=Cy", group=FRONT_LINE, order=4),
    }
    return replace(bare(), people=people, kit=rating_kit(load_kit("essentials")))


def filled(table: str, *, delimiter: str = ",", **changes: str) -> str:
    """Return a table with a 4 in each box; `changes` are cells by 'rN_C'."""
    rows = list(csv.reader(io.StringIO(table)))
    for row in rows[1:]:
        row[1:] = [cell or "4" for cell in row[1:]]
    for at, changed in changes.items():
        row_number, column = at[1:].split("_")
        rows[int(row_number)][int(column)] = changed
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def test_sheets_come_as_they_are_printed_and_observers_have_none() -> None:
    session = workshop()
    assert [owner.person for owner in paper.owners(session)] == ["a", "c", "b"]
    assert [owner.name for owner in paper.owners(session, named=True)] == ["Ada", "Ben", "=Cy"]
    assert "Ballot 1 of 3" in str(for_people(session, [CHECKLIST]))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_filled_table_is_taken_whole_and_reveals_nothing(delimiter: str) -> None:
    session, ids = workshop(), (f"i{n}" for n in count()).__next__
    printed = ballot_table.printed(session, [CHECKLIST])
    text = filled(ballot_table.blank(printed), delimiter=delimiter, r1_1="D", r1_2="-", r1_3="")
    found = ballot_table.read(session, "\ufeff" + text, printed, "f.csv")
    assert not found.faults
    assert not found.missing(printed)
    for number, given_there in found.sheets.items():
        session = paper.take(session, printed.owners[number - 1], given_there, ids)
    assert keyboard_turns.ballots_in(session, CHECKLIST) == (2, 3)
    assert not session.revealed
    groups = [b.group for b in round_of(session, CHECKLIST, "1").ballots.values()]
    assert sorted(groups) == [FRONT_LINE, FRONT_LINE, LEADERS]


def test_names_are_checked_and_come_back_from_a_spreadsheet() -> None:
    session = workshop()
    printed = ballot_table.printed(session, [CHECKLIST], named=True)
    table = ballot_table.blank(printed)
    assert not ballot_table.read(session, filled(table), printed, "f.csv").faults
    (fault,) = ballot_table.read(session, filled(table, r1_1="Ben"), printed, "f.csv").faults
    assert fault == "f.csv:2: ballot 1 was printed for Ada, not for Ben"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"r1_1": "6"}, ":2: checklist/touchpoint/needed: '6' is no answer; use 1, 2, 3, 4, 5, d"),
        ({"r2_0": "1"}, ":3: ballot 1 is there already; correct the number of one"),
        ({"r2_0": "9"}, ":3: '9' is no ballot of these 3; type the number at the top"),
        ({"r0_1": "price"}, ":1: nothing on these ballots is called 'price'; take that column out"),
        ({"r0_0": "no"}, ":1: no column is called 'ballot'; `ballots --format csv` writes"),
        ({"r0_2": "checklist/touchpoint/needed"}, "' is there 2 times; keep one of them"),
    ],
)
def test_a_fault_says_the_line_what_is_wrong_and_what_to_do(
    cell: dict[str, str], said: str
) -> None:
    session = workshop()
    printed = ballot_table.printed(session, [CHECKLIST])
    text = filled(ballot_table.blank(printed), **cell)
    assert said in " ".join(ballot_table.read(session, text, printed, "f.csv").faults)


def test_what_the_room_has_seen_takes_no_more_answers() -> None:
    session = reveal(rate(workshop(), CHECKLIST, ITEM, {"needed": 3}), CHECKLIST, "1", ITEM)
    printed = ballot_table.printed(session, [CHECKLIST])
    faults = ballot_table.read(session, filled(ballot_table.blank(printed)), printed, "f").faults
    assert len(faults) == 3 * 3  # three sheets, three lines on the item
    assert all("this vote is over; empty this column" in fault for fault in faults)


def test_blank_copies_are_nobodys_and_share_no_id_between_stages() -> None:
    session, ids = bare(), (f"i{n}" for n in count()).__next__
    printed = ballot_table.printed(session, [CHECKLIST, "journey"], copies=2)
    lines = {line: 4 for line in printed.lines if line.item in {ITEM, "finding"}}
    session = paper.take(session, printed.owners[0], lines, ids)  # type: ignore[arg-type]
    voters = [set(round_of(session, stage, "1").ballots) for stage in (CHECKLIST, "journey")]
    assert voters[0]
    assert not voters[0] & voters[1]
    assert round_of(session, CHECKLIST, "1").ballots[next(iter(voters[0]))] != Ballot()


@given(st.text())
def test_any_text_is_either_taken_or_told_why_not(text: str) -> None:
    session = workshop()
    printed = ballot_table.printed(session, [CHECKLIST])
    found = ballot_table.read(session, text, printed, "f.csv")
    assert found.faults
    assert all(fault.startswith(("f.csv:", "and ")) for fault in found.faults)


def test_picks_are_ended_by_the_sheet_and_too_many_are_a_fault() -> None:
    session, ids = (
        replace(workshop(), kit=load_kit("essentials")),
        (f"i{n}" for n in count()).__next__,
    )
    printed = ballot_table.printed(session, [CHECKLIST])
    picks = [line for line in printed.lines if line.facet == "weight"]
    head = f"ballot,{picks[0].column},{picks[1].column},{picks[2].column}"
    found = ballot_table.read(session, f"{head}\n1,5,1,", printed, "f")
    assert not found.faults
    taken = paper.take(session, printed.owners[0], found.sheets[1], ids)
    (ballot,) = round_of(taken, CHECKLIST, "1").ballots.values()
    given_there = ballot.answers["weight"]
    assert sorted(given_there.values()) == [1, *[3] * (len(picks) - 2), 5]
    faults = ballot_table.read(session, f"{head}\n1,5,5,5", printed, "f").faults
    assert "ballot 1 picks too many" in faults[0]
