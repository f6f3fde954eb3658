from dataclasses import replace
from pathlib import Path

import pytest

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Heading, Table
from valueworkshop.core.stages.votes.edits import leave_out
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.exports import html, markdown
from valueworkshop.exports.ballot_sheets import BOX, blank, for_people, rating_stages
from valueworkshop.files.text.session_file import read

STAGES = ["checklist"]


@pytest.fixture(scope="module")
def session() -> Session:
    return read(Path(__file__).parents[2] / "sessions" / "phone-shop.toml").session


def words(blocks: list[Block]) -> str:
    return markdown.render(blocks)


def test_rating_stages_are_those_with_items(session: Session) -> None:
    assert rating_stages(session) == STAGES


def test_a_ballot_asks_everything_once(session: Session) -> None:
    (ballot,) = words(blank(session, STAGES, 1)).split("# Ballot 1 of 1")[1:]
    for item in asks(session, "checklist").items.values():
        assert ballot.count(item.text) == 1
        assert f"- 1 looks like this: {item.low}\n" in ballot
        assert f"- 5 looks like this: {item.high}\n" in ballot
    for facet in asks(session, "checklist").facets.values():
        assert f"- {facet.label}: {facet.question}" in ballot
    assert "|  | 1 | 2 | 3 | 4 | 5 | don't know | skip |" in ballot
    assert ballot.count(BOX) == 6 * 3 * 7
    assert "1 not at all, 2 a little" in ballot


def test_a_facet_left_out_has_no_boxes(session: Session) -> None:
    tables = [
        block
        for block in blank(leave_out(session, "checklist", "weight", out=True), STAGES, 1)
        if isinstance(block, Table)
    ]
    assert {tuple(row[0] for row in table.rows) for table in tables} == {("needed", "today")}


def test_one_for_each_participant_by_group_without_names(session: Session) -> None:
    ballots = words(for_people(session, STAGES)).split("# Ballot ")[1:]
    assert [ballot[:6] for ballot in ballots] == [f"{number} of 6" for number in range(1, 7)]
    groups = ["leaders" if "Group: leaders" in ballot else "front line" for ballot in ballots]
    assert groups == ["leaders"] * 3 + ["front line"] * 3
    for person in session.people.values():
        assert person.name not in "".join(ballots)
        assert person.voter == "" or person.voter not in "".join(ballots)


def test_names_only_when_asked(session: Session) -> None:
    shown = words(for_people(session, STAGES, named=True))
    assert all(f"Name: {person.name}" in shown for person in session.people.values())


def test_without_a_group_no_group_is_said(session: Session) -> None:
    people = {key: replace(person, group="") for key, person in session.people.items()}
    assert "Group" not in words(for_people(replace(session, people=people), STAGES))
    assert "Group" not in words(blank(session, STAGES, 2))


def test_ballots_hold_nothing_of_what_was_given(session: Session) -> None:
    unanswered = replace(session, answers={}, revealed={})
    assert for_people(session, STAGES) == for_people(unanswered, STAGES)


def test_each_ballot_starts_a_sheet(session: Session) -> None:
    blocks = for_people(session, STAGES)
    firsts = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert len(firsts) == 6
    page = html.render(blocks, session.title)
    assert page.count("<h1") == 6
    assert page.count("☐") == 6 * 6 * 3 * 7


def test_statements_are_shown_as_they_are_written(session: Session) -> None:
    hostile = replace(session, title="<b>[x](y)</b>", offer="| a |")
    page = html.render(blank(hostile, STAGES, 1), hostile.title)
    assert "<b>" not in page
    assert r"\<b\>\[x\](y)\</b\>" in words(blank(hostile, STAGES, 1))
