"""Odd and hostile text in every field, on every screen: shown, saved and exported, never run."""

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from full_report import report
from running import (
    app_of,
    close_forms,
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
)
from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Competitor, Place, Segment, Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.files.text import session_file
from valueworkshop.tui.widgets.writing import Line

PAYLOADS = {
    "markup": "[/x] [b",
    "action": "[@click=app.quit]leave[/]",
    "box": "[x] done",
    "close tag": "[/]",
    "variable": "$x $error {0} %s \\[b]",
    "escape": "a\x1b[31mred\x1b]0;title\x07\x1b[2Jb",
    "bell and C1": "a\x07b\x9b31mc\x85d\x00e\x7ff",
    "families": "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇩🇪",
    "CJK": "顧客の価値は漢字で書く。" * 2,
    "Devanagari": "ग्राहक को मूल्य मिलता है",
    "Thai": "ลูกค้าได้รับคุณค่าที่แท้จริง",
    "right to left": "שלום لقيمة \u202egnp.exe\u2066x\u2069",
    "zero width": "a\u200bb\u200dc\ufeffd\u00ade\u0301\u0301\u0301",
    "10 KB": "x" * 10_000,
    "100 lines": "\n".join(f"line {n}" for n in range(100)),
    "tabs": "a\tb\t\tc",
    "spaces": "  two  spaces\u00a0 ",
}

Size = tuple[int, int]
SIZES: list[Size] = [(60, 20), (80, 24), (120, 40)]

FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Every text at every size, which takes long; else each at one."""


def hostile(session: Session, payload: str) -> Session:
    """Return the session with a payload in every field that takes text."""
    text, line = clean(payload), one_line(payload)
    evidence = Evidence(grade=Grade.HEARD, source=line, when=line)
    session = replace(
        session,
        title=line,
        organisation=line,
        facilitator=line,
        offer=line,
        segments={"s1": Segment(name=line)},
        competitors={"c1": Competitor(name=line)},
        people={
            f"p{n}": Person(name=line, group=line, function=line, voter=f"v{n}", order=n)
            for n in range(1, 5)
        },
    )
    note = questions.Note(
        question="rivals",
        text=text,
        evidence=evidence,
        segment="s1",
        competitor="c1",
        said_by=line,
    )
    session = questions.add_note(session, "guiding", "n1", note)
    session = questions.mark_open(session, "guiding", "rivals", is_open=True)
    for voter, (needed, today) in {"v1": (5, 1), "v2": (4, 3), "v3": (5, 2)}.items():
        for facet, given in (("needed", needed), ("today", today), ("weight", 4)):
            answer: ratings.Answer = given  # type: ignore[assignment]
            session = votes.answer(
                session,
                "checklist",
                "1",
                voter=voter,
                facet=facet,
                item="touchpoint",
                given=answer,
            )
    session = votes.reveal(session, "checklist", "1", "touchpoint")
    session = votes.grade(session, "checklist", "touchpoint", evidence)
    action = actions.Action(
        title=line,
        closes=("checklist/touchpoint", line),
        owner=line,
        function=line,
        first_step=line,
        due=dt.date(2026, 12, 24),
        success=line,
        serves=line,
    )
    session = actions.add_action(session, "act", "a1", action)
    given_at_close = close.Answers(surprises=text, stop=text, decisions=text)
    return close.change(session, "close", given_at_close)


PLACES = [
    Place(stage="frame", at="title"),
    Place(stage="frame", at="segments"),
    Place(stage="frame", at="people"),
    Place(stage="guiding", at="rivals"),
    Place(stage="checklist", at="touchpoint"),
    Place(stage="checklist", at="together"),
    Place(stage="break"),
    Place(stage="summary"),
    Place(stage="act", at="choose"),
    Place(stage="act", at="act"),
    Place(stage="close", at="surprises"),
    Place(stage="close", at="rating"),
]
MODALS = [("ctrl+g",), ("f1",), ("f1", "p"), ("ctrl+p",)]
AT_PLACE: dict[Place, list[tuple[str, ...]]] = {
    Place(stage="guiding", at="rivals"): [("escape", "t"), ("escape", "enter")],
    Place(stage="checklist", at="touchpoint"): [("t",), ("g",)],
    Place(stage="checklist", at="together"): [("m",)],
    Place(stage="summary"): [("a",), ("down",)],
    Place(stage="act", at="choose"): [("a",), ("c",), ("+",)],
    Place(stage="act", at="act"): [("enter",), ("c",)],
}


async def visit(pilot: Pilot[None], place: Place, *, opening: bool) -> None:
    """Go to a place and, if `opening`, through all that opens there."""
    sitting = app_of(pilot).sitting
    assert sitting is not None
    sitting.desk.move(place)
    await settled(pilot)
    screen_text(pilot)
    for keys in AT_PLACE.get(place, []) if opening else []:
        await pilot.press(*keys)
        screen_text(pilot)
        if len(pilot.app.screen_stack) > 2:
            await pilot.press("f1")
            screen_text(pilot)
        await close_forms(pilot)


def letters(text: str) -> str:
    """Return the signs of a text that cells can hold, without the white space."""
    return "".join(text.split())


_LONG = ("10 KB", "100 lines")

GROUPS = {
    "short": " ".join(text for name, text in PAYLOADS.items() if name not in _LONG),
    "long": "\n".join(PAYLOADS[name] for name in _LONG),
}


def people_of(session: Session) -> dict[str, Person]:
    """Return who takes part, without what says whose ballot is whose."""
    return {key: replace(person, voter="") for key, person in session.people.items()}


@pytest.mark.long
@pytest.mark.parametrize("payload", GROUPS.values(), ids=GROUPS)
async def test_it_goes_through_all_screens_the_file_and_the_report(
    folder: Path, payload: str
) -> None:
    path = new_file(folder)
    session = hostile(session_file.read(path).session, payload)
    path = save_as(session, folder, path.name)
    assert session_file.read(path).session == session
    report(session)
    async with running(path, at=("frame", "title")) as pilot:
        chosen = SIZES[list(GROUPS.values()).index(payload) % len(SIZES)]
        for size in SIZES if FULL else [chosen]:
            await fly(pilot, size)
            for place in PLACES if size == chosen else PLACES[2::3]:
                await visit(pilot, place, opening=size == chosen)
        for keys in MODALS:
            await pilot.press(*keys)
            screen_text(pilot)
            await close_forms(pilot)
        changed = session_of(pilot)
        # A stage that is over parts ballots from people; nothing else of them changes.
        assert people_of(changed) == people_of(session)
        assert saved_of(pilot) == changed
        app_of(pilot).stand_up()
        await app_of(pilot).action_library()
        await settled(pilot)
        for size in SIZES:
            await fly(pilot, size)
            screen_text(pilot)
        assert pilot.app.is_running
        assert pilot.app.return_value is None


SHORT = {name: text for name, text in PAYLOADS.items() if len(text) < 80 and name != "tabs"}


async def test_notes_and_actions_are_shown_letter_for_letter(folder: Path) -> None:
    session = session_file.read(new_file(folder)).session
    for n, payload in enumerate(SHORT.values()):
        note = questions.Note(question="rivals", text=payload)
        session = questions.add_note(session, "guiding", f"n{n}", note)
        action = actions.Action(title=one_line(payload))
        session = actions.add_action(session, "act", f"a{n}", action)
    path = save_as(session, folder)
    for place in (("guiding", "rivals"), ("act", "act")):
        async with running(path, at=place, size=(170, 60)) as pilot:
            for payload in SHORT.values():
                for line in clean(payload).split("\n"):
                    assert letters(line) in letters(screen_text(pilot)), place


async def test_a_field_shows_it_letter_for_letter(folder: Path) -> None:
    async with running(new_file(folder), at=("frame", "offer")) as pilot:
        sitting = app_of(pilot).sitting
        assert sitting is not None
        for payload in SHORT.values():
            sitting.desk.commit(replace(sitting.desk.session, title="t", offer=one_line(payload)))
            await settled(pilot)
            assert letters(clean(payload)) in letters(screen_text(pilot))


async def test_pasted_into_fields_it_is_kept_as_it_is(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        for payload in PAYLOADS.values():
            pilot.app.post_message(events.Paste(payload))
            await pilot.pause()
            await pilot.press("tab")
            assert type(pilot.app.focused) is Line
            pilot.app.post_message(events.Paste(payload))
            await pilot.pause()
            await pilot.press("enter")
        notes = [note for _, note in questions.answers(saved_of(pilot), "guiding").of("rivals")]
        assert [note.text for note in notes] == [clean(text) for text in PAYLOADS.values()]
        sources = [note.evidence.source for note in notes]
        assert sources == [one_line(text) for text in PAYLOADS.values()]
        assert pilot.app.is_running
