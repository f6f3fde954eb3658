"""A workshop of the kit `complete` with an answer to everything, the same each time."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, Person
from valueworkshop.core.session.session import Competitor, Place, Segment, Session
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.drivers.model import UNIQUENESS
from valueworkshop.core.stages.ladder import model as ladder
from valueworkshop.core.stages.ledger import model as ledger
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.statements.model import AGREE, DISAGREE
from valueworkshop.core.stages.voice import model as voice
from valueworkshop.core.stages.votes import best_worst
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.custom_items import OwnItem, items_of, put_item
from valueworkshop.core.stages.votes.model import WEIGHT, Answer, Ballot, asks, voted
from valueworkshop.files.home.kits import load_kit

SEGMENTS: Final = ("fleets", "families")

ITEM: Final = ("journey", "feedback")
"""Stage and item with the rating that we change."""


def answered(people: int) -> Session:
    """Return the workshop as `people` participants answered it, with every vote revealed."""
    chance = random.Random(people)
    session = Session(
        id="answered",
        title="All lenses, all answers",
        offer="The station car",
        kit=load_kit("complete"),
        place=Place(stage="summary"),
        people={
            f"p{n}": Person(
                name=f"Person {n + 1}",
                group=LEADERS if n % 3 == 0 else FRONT_LINE,
                voter=f"v{n}",
                order=n,
            )
            for n in range(people)
        },
        segments={key: Segment(name=key.capitalize(), order=n) for n, key in enumerate(SEGMENTS)},
        competitors={key: Competitor(name=key.upper(), order=n) for n, key in enumerate("abc")},
    )
    session = _with_own_items(session)
    for stage in voted(session):
        session = _vote(session, stage, people, chance)
    for stage in session.kit.of_kind("questions"):
        for number, key in enumerate(questions.asks(session, stage).questions):
            known = Evidence(grade=list(Grade)[number % 3], source="a dealer", when="May")
            note = questions.Note(question=key, text="They wait for days.", evidence=known)
            session = questions.add_note(session, stage, f"n{number}", note)
    for stage in session.kit.of_kind("ladder"):
        session = ladder.place(session, stage, ladder.View.NOW, ladder.Rung.GOODS)
        session = ladder.place(session, stage, ladder.View.AIM, ladder.Rung.EXPERIENCES)
    for stage in session.kit.of_kind("allocation"):
        session = _spread(session, stage, people, chance)
    for stage in session.kit.of_kind("voice"):
        session = _survey(session, stage, chance)
    return session


def _with_own_items(session: Session) -> Session:
    for stage in session.kit.of_kind("drivers"):
        for number in range(6):
            session = put_item(session, stage, f"d{number}", OwnItem(text=f"Reason {number + 1}"))
    for stage in session.kit.of_kind("ledger"):
        if not items_of(session, stage):
            for number, sort in enumerate(ledger.Sort):
                line = ledger.Line(text=f"Line {number + 1}", kind=sort)
                session = put_item(session, stage, f"l{number}", line)
    return session


def _vote(session: Session, stage: str, people: int, chance: random.Random) -> Session:
    plan = asks(session, stage)
    for n in range(people):
        answers: dict[str, Mapping[str, Answer]] = {
            facet: {item: _answer(session, stage, facet, chance) for item in plan.items}
            for facet in plan.facets
            if not plan.is_picked(facet)
        }
        if plan.is_picked(WEIGHT):
            answers[WEIGHT] = _picks(list(plan.items), chance)
        group = session.people[f"p{n}"].group
        ballot = Ballot(group=group, segment=SEGMENTS[n % 2], answers=answers)
        session = votes.take_ballot(session, stage, votes.FIRST, f"v{n}", ballot)
    for item in plan.items:
        session = votes.reveal(session, stage, votes.FIRST, item)
    return session


def _picks(items: list[str], chance: random.Random) -> best_worst.Given:
    """Return what one person picks as mattering most and least, in the order in which they do."""
    given: best_worst.Given = {}
    while best_worst.wanted(given, items, items) is not None:
        left = [item for item in items if item not in given]
        given = best_worst.with_pick(given, items, items, chance.choice(left))
    return given


def _answer(session: Session, stage: str, facet: str, chance: random.Random) -> Answer:
    if session.stage(stage).kind == "statements":
        return chance.choice((AGREE, DISAGREE))
    if facet in {"needed", "weight", UNIQUENESS}:
        return chance.choice((3, 4, 5))
    return chance.choice((1, 2, 3, 4, 5))


def _spread(session: Session, stage: str, people: int, chance: random.Random) -> Session:
    keys = list(allocation.asks(session, stage).disciplines)
    for n in range(people):
        for spread in allocation.Spread:
            first = chance.randrange(20, 80, 10)
            points = {keys[0]: first, keys[1]: 100 - first}
            session = allocation.spread_points(session, stage, f"v{n}", spread, points)
    for spread in allocation.Spread:
        session = votes.reveal(session, stage, votes.FIRST, spread.value)
    return session


def _survey(session: Session, stage: str, chance: random.Random) -> Session:
    asked = voice.items_of(session, stage)
    pairs = [f"{needed},{today}" for needed in (3, 4, 5) for today in range(1, 6)]
    counts = {
        segment: {item: {pair: chance.randrange(40) for pair in pairs} for item in asked}
        for segment in SEGMENTS
    }
    found = voice.Import(
        source="customers.csv",
        rows=1000,
        respondents=1000,
        items={item: voice.Asked(lo=1, hi=5, needed="n", today="t") for item in asked},
        counts=counts,
    )
    return session.with_answers(stage, voice.Answers(imports={"i1": found}))


def with_notes(session: Session, number: int) -> Session:
    """Return the session with so many notes more, spread over all questions."""
    for stage in session.kit.of_kind("questions"):
        asked = list(questions.asks(session, stage).questions)
        notes = dict(questions.answers(session, stage).notes)
        for n in range(number):
            known = Evidence(grade=list(Grade)[n % 3], source="a dealer", when="May")
            text = f"{n}: they wait for days until somebody answers, and then it is the wrong one."
            note = questions.Note(
                question=asked[n % len(asked)], text=text, evidence=known, order=(n + 99) * 1000
            )
            notes[f"m{n:04}"] = note
        session = session.with_answers(
            stage, replace(questions.answers(session, stage), notes=notes)
        )
    return session


def with_another_answer(session: Session, given: Answer) -> Session:
    """Return the session with one rating of `ITEM` changed."""
    stage, item = ITEM
    at = {"voter": "v0", "facet": "today", "item": item}
    return votes.answer(session, stage, votes.FIRST, **at, given=given)
