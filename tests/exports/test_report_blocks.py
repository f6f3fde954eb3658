"""The report as blocks: its parts in order, nobody named, nothing hidden told."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from made_sessions import (
    ACT,
    ASK,
    END,
    RATE,
    VOICE,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
    texts,
)
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Quote, Table
from valueworkshop.core.stages.agreed.model import Action, add_action, answers, choose
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.notes.model import Note, add_note, mark_open
from valueworkshop.core.summary.gap_words import DISCLAIMER, METHOD
from valueworkshop.exports.draft_mark import mark
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text.session_file import read

SAMPLES = sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Session:
    return read(request.param).session


def full() -> Session:
    """Return a session with something in every part of its report."""
    session = empty(people={"p1": Person(name="Ada", group="leaders", voter="v1")}, offer="Cars")
    session = rated((5, 2, 5), (4, 2, 4), (5, 3, 3), into=session)
    session = rated((4, 4, 2), (4, 3, 2), (3, 4, 2), item="promise", into=session)
    heard = Evidence(grade=Grade.HEARD, source="dealer", when="May")
    note = Note(question="pains", text="They wait", evidence=heard, said_by="Zoe")
    session = add_note(session, ASK, "n1", note)
    session = mark_open(session, ASK, "why", is_open=True)
    session = choose(session, ACT, f"{RATE}/contact", chosen=True)
    ring = Action(title="Ring owners", owner="Adviser", closes=(f"{RATE}/contact",))
    session = add_action(session, ACT, "a1", ring)
    return close.change(session, END, close.Answers(stop="Redesigns"))


def headings(of: list[Block], level: int = 2) -> list[str]:
    return [block.text for block in of if isinstance(block, Heading) and block.level == level]


def part(of: list[Block], heading: str) -> list[Block]:
    """Return the blocks under a heading of level 2."""
    starts = [n for n, block in enumerate(of) if block == Heading(heading)]
    assert len(starts) == 1
    rest = of[starts[0] + 1 :]
    ends = [n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 2]
    return rest[: ends[0]] if ends else rest


def test_the_title_the_headline_and_what_it_rests_on_come_first() -> None:
    session = full()
    title, draft, lacks, headline, rests_on, first, most, *rest = blocks(
        session, draft=mark(session)
    )
    assert draft == Paragraph("Draft: this workshop is not finished. What is missing:")
    assert isinstance(lacks, Bullets)
    assert title == Heading("Dealers, autumn", level=1)
    assert isinstance(headline, Paragraph)
    assert re.fullmatch(
        r"Today is .* below what customers need, .* \(\d+ of 100\)\.", headline.text
    )
    assert isinstance(rests_on, Bullets)
    assert any("Without any one of us: " in item for item in rests_on.items)
    assert any(item.startswith("Where this comes from: ") for item in rests_on.items)
    assert any(item.startswith("Not firm yet: ") for item in rests_on.items)
    assert first == Paragraph("Largest on their own scale:")
    assert isinstance(most, Bullets)
    assert len(most.items) == 3
    assert rest[0] == Heading("Actions")


def test_actions_come_before_gaps_and_gaps_before_answers() -> None:
    found = headings(blocks(full()))
    assert found[:2] == ["Actions", "Gaps"]
    assert found.index("Gaps") < found.index("Guiding questions") < found.index("Checklist")
    assert found[-1] == "Method and limits"
    assert len(set(found)) == len(found)


def test_open_questions_come_behind_the_answers() -> None:
    found = headings(blocks(full()))
    assert found.index("Guiding questions") < found.index("Open questions")


def test_the_disclaimer_is_the_last_word() -> None:
    assert blocks(full())[-1] == Paragraph(DISCLAIMER)


def test_no_sentence_of_a_sample_ends_twice(sample: Session) -> None:
    said = [block.text for block in blocks(sample) if isinstance(block, Paragraph)]
    assert not [text for text in said if re.search(r"[.?!]\.(?:\s|$)", text)]


def test_the_gaps_are_a_picture_and_a_table_in_the_same_order() -> None:
    gaps = part(blocks(full()), "Gaps")
    assert [type(block) for block in gaps] == [Paragraph, Chart, Chart, Table, Paragraph]
    order, chart, _, table, stages = gaps
    assert order == Paragraph("Sorted by gap × weight.")
    assert isinstance(chart, Chart)
    assert isinstance(table, Table)
    assert [row.split("  ")[-1] for row in chart.rows[1:]] == [row[1] for row in table.rows]
    assert [row[0] for row in table.rows] == ["1", "–"]  # the other is not short
    assert stages == Paragraph("By stage: Checklist 44.")


def test_open_questions_are_listed() -> None:
    assert part(blocks(full()), "Open questions") == [Bullets(("Why us?",))]


def test_answers_stand_under_their_question_with_how_they_are_known() -> None:
    assert Quote("They wait", "heard: dealer, May") in part(blocks(full()), "Guiding questions")


def test_method_and_disclaimer_end_the_report() -> None:
    end = part(blocks(full()), "Method and limits")
    assert {type(block) for block in end} == {Paragraph, Bullets}
    assert Bullets(METHOD) in end
    assert Paragraph(DISCLAIMER) in end


def test_nobody_is_named_but_the_owner_of_an_action() -> None:
    said = "\n".join(texts(blocks(full())))
    assert "Adviser" in said
    assert "Ada" not in said
    assert "Zoe" not in said


@moderate
@given(sessions())
def test_no_participant_speaker_or_voter_is_ever_named(session: Session) -> None:
    mark = "⟦name⟧"
    people = {key: replace(p, name=mark, voter=mark + p.voter) for key, p in session.people.items()}
    session = replace(session, people=people)
    given_ = questions.answers(session, ASK)
    notes = {key: replace(note, said_by=mark) for key, note in given_.notes.items()}
    session = session.with_answers(ASK, replace(given_, notes=notes))
    said = list(texts(blocks(session)))
    assert not [text for text in said if mark in text]
    owners = [a.owner for a in answers(session, ACT).actions.values() if a.owner.strip()]
    assert set(owners) <= set(said)


@moderate
@given(sessions())
def test_a_hidden_vote_is_not_in_the_report(session: Session) -> None:
    hidden = replace(session, revealed={})
    assert blocks(hidden) == blocks(hidden_votes_taken_out(hidden))
    own = {stage: given for stage, given in hidden.answers.items() if stage != VOICE}
    assert not any(isinstance(block, Chart) for block in blocks(replace(hidden, answers=own)))


@moderate
@given(sessions())
def test_what_was_given_is_in_the_report(session: Session) -> None:
    said = set(texts(blocks(session)))
    notes = questions.answers(session, ASK).notes.values()
    assert {note.text for note in notes} <= said
    assert {action.title for action in answers(session, ACT).actions.values()} <= {
        text.removesuffix(" (dropped)") for text in said
    }
    assert session.title in said
    assert Heading("Method and limits") in blocks(session)


@moderate
@given(sessions())
def test_every_table_is_as_wide_as_its_header(session: Session) -> None:
    for block in blocks(session):
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} <= {len(block.header)}


def test_an_empty_session_gives_a_short_report_that_makes_sense() -> None:
    found = blocks(empty())
    assert found[0] == Heading("Dealers, autumn", level=1)
    assert found[1] == Paragraph("No ratings from the team yet.")
    assert headings(found) == ["Actions", "Gaps", "Method and limits"]
    assert len(found) <= 10
    said = " ".join(texts(found[1:]))
    assert "No action is agreed yet" in said
    assert DISCLAIMER in said
    assert not re.search(r"\d", said)


def test_a_sample_s_report_reads_well(sample: Session) -> None:
    said = list(texts(blocks(sample)))
    for text in said:
        assert ".." not in text
        assert not text.startswith("Known: ")
    assert "None" not in " ".join(said)
    assert not [
        text for text in said if re.search(r"(?<![\d.])1 (?:people|items|questions|steps)\b", text)
    ]
