"""A workshop from a stranger: the same text in all its fields, and in every id that is free."""

import dataclasses
import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache, partial
from typing import Any, Final

import tomli
import tomli_w

from picked_weights import rating_kit
from valueworkshop.core.session.dot_votes import DotVote
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.parked_thought import Became, Parked
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Competitor, Place, Segment, Session
from valueworkshop.core.session.silent_writing import SilentRound
from valueworkshop.core.session.stage_times import StageTime, Timing
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.dots import edits as dots
from valueworkshop.core.stages.dots.pools import of_open, of_question
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.silent import edits as silent
from valueworkshop.core.stages.summary import model as summary
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import count_hands, grade, reveal, take_ballot
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text import session_file
from valueworkshop.files.text.reference_checks import faults_of

TEXT: Final = "TEXT"
_ID: Final = "ID-"

GIVEN: Final = {
    (Stage, "kind"),
    (questions.Note, "question"),
    (questions.Note, "group"),
    (questions.Group, "question"),
    (Place, "stage"),
    (Place, "at"),
    (Person, "voter"),
    (questions.Note, "segment"),
    (questions.Note, "competitor"),
    (questions.Answers, "open"),
    (Session, "revealed"),
    (actions.Answers, "chosen"),
    (actions.Action, "closes"),
    (votes.Round, "items"),
    (votes.Votes, "left_out"),
    (votes.Ballot, "segment"),
    (DotVote, "stage"),
    (DotVote, "at"),
    (SilentRound, "stage"),
    (SilentRound, "at"),
    (Parked, "stage"),
    (Parked, "at"),
    (Timing, "begun"),
}
"""Fields that name something by our words or ids."""


@cache
def workshop() -> Session:
    """Return a workshop of all kinds of stages with something in every field."""
    evidence = Evidence(grade=Grade.HEARD, source="s", when="w")
    session = Session(
        id="s",
        title="t",
        organisation="o",
        facilitator="f",
        offer="o",
        date=dt.date(2026, 11, 22),
        segments={f"{_ID}s": Segment(name="n")},
        competitors={f"{_ID}c": Competitor(name="n")},
        people={
            f"{_ID}p{n}": Person(name="n", group="g", function="f", voter=f"{_ID}v{n}", order=n)
            for n in range(1, 5)
        },
        kit=rating_kit(load_kit("essentials")),
        parked={
            f"{_ID}t{n}": Parked(text="t", stage="guiding", became=became, order=n)
            for n, became in enumerate(Became)
        },
        timing=Timing(begun="guiding", stages={"guiding": StageTime(spent=1, skipped=True)}),
    )
    for kind, add in _FILL.items():
        for stage in session.kit.of_kind(kind):
            session = add(session, stage, evidence)
    session = _with_other_kinds(session)
    for stage in votes.voted(session):
        session = _votes(session, stage, evidence)
    session = _written_alone(_dotted(session))
    made: Session = _everywhere(session, TEXT)
    return dataclasses.replace(made, place=Place(stage="frame", at="title"))


def _with_other_kinds(session: Session) -> Session:
    """Return the session with a stage of each kind that the kit lacks, everything filled."""
    stages, answers = dict(session.kit.stages), dict(session.answers)
    for name, kind in KINDS.items():
        if not session.kit.of_kind(name):
            asks = None if kind.asks is None else _made(kind.asks)
            stages[f"a-{name}"] = Stage(kind=name, title="t", asks=asks)
            if kind.answers is not None:
                given = _made(kind.answers)
                if isinstance(given, votes.Votes):  # the items say what is asked there
                    given = dataclasses.replace(given, rounds={}, evidence={}, left_out=())
                answers[f"a-{name}"] = given
    kit = dataclasses.replace(session.kit, stages=stages)
    session = dataclasses.replace(session, kit=kit, answers=answers)
    for fault in faults_of(session):  # a text that names something in the kit can be no other text
        _, stage, field = fault.keys[:3]
        given = session.answers[str(stage)]
        nothing = getattr(type(given)(), str(field))
        given = dataclasses.replace(given, **{str(field): nothing})
        session = session.with_answers(str(stage), given)
    return session


_FITTING: Final[Mapping[tuple[str, str], Any]] = {
    ("Asked", "hi"): 5,
    ("Import", "counts"): {"1": {"1": {",1": 1}}},
}
"""By dataclass and field: what to use where the checks of a kind need more than the type says."""


def _made(shape: Any) -> Any:
    """Return any value of a type, with something in every list and table."""
    origin, parts = typing.get_origin(shape), typing.get_args(shape)
    if dataclasses.is_dataclass(shape):
        made, hints = typing.cast("type", shape), typing.get_type_hints(shape)
        values = {
            field.name: _FITTING.get((made.__name__, field.name)) or _made(hints[field.name])
            for field in dataclasses.fields(shape)
        }
        return made(**values)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return next(iter(shape))
    if origin is tuple:
        return tuple(_made(part) for part in parts if part is not Ellipsis)
    if origin is not None and parts:
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"1": _made(parts[1])}
        return parts[0] if origin is typing.Literal else _made(parts[0])
    return {str: "t", int: 1, bool: True, dt.date: dt.date(2026, 11, 22)}[shape]


def hand_made(text: str, *, ids: bool = True) -> bytes:
    """Return the file of `workshop` with `text` in each field, and in each id if wanted."""
    tree = dict(_tree())
    schema = tree.pop("schema")
    tree = {"schema": schema, f"{text} unknown": text, **_put(tree, text, ids=ids)}
    # No surrogate can be in a file; a replacement for it is shown.
    written = tomli_w.dumps(tree).encode(errors="replace").decode()
    return f"{written}\n# end of session\n".encode()


@cache
def _tree() -> dict[str, Any]:
    return tomli.loads(session_file.dumps(workshop()).decode())


def filled(text: str) -> Session:
    """Return `workshop` with a text in each field as it is, without the way through a file."""
    found: Session = _everywhere(workshop(), text)
    return found


def hostile(text: str, *, ids: bool = True) -> Session:
    """Return the session that the hand-made file says."""
    return session_file.loads(hand_made(text, ids=ids), "hostile.toml").session


def fields_of_text() -> Iterator[tuple[type, str]]:
    """Yield (dataclass, field) for all fields in a session that may hold text of people."""
    shapes: list[Any] = [Session]
    shapes += [shape for kind in KINDS.values() for shape in (kind.asks, kind.answers) if shape]
    seen: set[type] = set()
    while shapes:
        shape = shapes.pop()
        shapes += [each for each in typing.get_args(shape) if each is not Ellipsis]
        if dataclasses.is_dataclass(shape) and shape not in seen:
            found, hints = typing.cast("type", shape), typing.get_type_hints(shape)
            seen.add(found)
            for field in dataclasses.fields(shape):
                shapes.append(hints[field.name])
                given = any((base, field.name) in GIVEN for base in found.__mro__)
                if not given and hints[field.name] in (str, tuple[str, ...]):
                    yield found, field.name


def fields_with(value: Any, text: str) -> Iterator[tuple[type, str]]:
    """Yield (dataclass, field) for each field anywhere in `value` that holds the text."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if text in (inner if isinstance(inner, tuple) else (inner,)):
                yield type(value), field.name
            yield from fields_with(inner, text)
    elif isinstance(value, Mapping | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from fields_with(inner, text)


def _notes(session: Session, stage: str, evidence: Evidence) -> Session:
    for number, question in enumerate(questions.asks(session, stage).questions):
        note = questions.Note(
            question=question,
            text="t",
            evidence=evidence,
            segment=f"{_ID}s",
            competitor=f"{_ID}c",
            said_by="s",
        )
        session = questions.add_note(session, stage, f"{_ID}n{number}", note)
        session = questions.mark_open(session, stage, question, is_open=True)
    first = next(iter(questions.asks(session, stage).questions))
    note = questions.Note(question=first, text="t", group=f"{_ID}g")
    session = questions.add_note(session, stage, f"{_ID}ng", note)
    groups = {f"{_ID}g": questions.Group(question=first, name="t")}
    given = dataclasses.replace(questions.answers(session, stage), groups=groups)
    return session.with_answers(stage, given)


_RATINGS: Final[tuple[votes.Answer, ...]] = (1, 5, 2, 4)


def _votes(session: Session, stage: str, evidence: Evidence) -> Session:
    plan = votes.asks(session, stage)
    items, facets = plan.items, plan.facets
    numbers = [choice.number for choice in plan.choices]
    fitting = [given for given in _RATINGS if given in numbers]
    for number, item in enumerate(items):
        for voter in range(1, 5):
            given = fitting[(voter + number) % len(fitting)]
            answers = {facet: {item: given} for facet in facets}
            ballot = votes.Ballot(group="g", segment=f"{_ID}s", answers=answers)
            session = take_ballot(session, stage, "1", f"{_ID}v{voter}", ballot)
        shown = votes.Hands(two=4) if 2 in numbers else votes.Hands(one=4)
        hands = shown if number % 2 else None
        for facet in facets:
            where = {"facet": facet, "item": item, "group": f"{_ID}g"}
            session = count_hands(session, stage, "1", **where, hands=hands)
        session = reveal(session, stage, "1", item)
        session = grade(session, stage, item, evidence)
    return session


def _actions(session: Session, stage: str, _evidence: Evidence) -> Session:
    action = actions.Action(
        title="t",
        closes=("checklist/touchpoint", f"{_ID}k"),
        owner="o",
        function="f",
        first_step="f",
        due=dt.date(2026, 12, 24),
        success="s",
        serves="s",
    )
    for number in range(2):
        session = actions.add_action(session, stage, f"{_ID}a{number}", action)
    session = actions.choose(session, stage, "checklist/touchpoint", chosen=True)
    session = actions.choose(session, stage, f"{_ID}k", chosen=True)
    return actions.set_dots(session, stage, f"{_ID}k", 2)


def _closed(session: Session, stage: str, _evidence: Evidence) -> Session:
    return close.change(session, stage, close.Answers(surprises="s", stop="s", decisions="d"))


def _dismissed(session: Session, stage: str, _evidence: Evidence) -> Session:
    return summary.dismiss(session, stage, "unknown-yet-rated", "r")


def _dotted(session: Session) -> Session:
    """Return the session with dot votes on the notes of a question and on what is open.

    They are revealed; another vote on the notes is going on.
    """
    (stage, *_) = session.kit.of_kind("questions")
    question = next(iter(questions.asks(session, stage).questions))
    note = questions.Note(question=question, text="t")
    for number in range(2):
        session = questions.add_note(session, stage, f"{_ID}d{number}", note)
    pools = (of_question(session, stage, question), of_open(session))
    for number, pool in enumerate((*pools, pools[0])):
        key, options = f"{_ID}w{number}", dots.as_options(pool.texts)
        vote = DotVote(about=pool.about, stage=pool.stage, at=pool.at, options=options)
        session = dots.begin(session, key, vote)
        for person in session.people:
            voter = partial("{}{}".format, person, number)
            session = dots.put(session, key, person, next(iter(options)), 1, voter)
            session = dots.hand_in(session, key, person, voter)
        if number < 2:
            session = dots.reveal(session, key)
    return session


def _written_alone(session: Session) -> Session:
    """Return the session with a note that was written alone, and that the room has not seen."""
    (stage, *_) = session.kit.of_kind("questions")
    at = next(iter(questions.asks(session, stage).questions))
    session = silent.begin(session, f"{_ID}q", stage, at)
    for person in session.people:
        ids = partial("{}{}".format, person, "q")
        session, writer = silent.sheet_for(session, f"{_ID}q", person, ids)
        session = silent.write(session, f"{_ID}q", writer, f"{writer}n", "t")
    return session


_FILL: Final = {
    "questions": _notes,
    "actions": _actions,
    "close": _closed,
    "summary": _dismissed,
}
"""How the stages of the kit get answers; other kinds are filled by the types of their answers."""


def _everywhere(value: Any, text: str) -> Any:
    """Return a value with `text` in place of each text that is no id."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(_everywhere(inner, text) for inner in value)
    if isinstance(value, Mapping):
        return {key: _everywhere(inner, text) for key, inner in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    kept = {name for shape, name in GIVEN if isinstance(value, shape)}
    changed = {
        field.name: _everywhere(getattr(value, field.name), text)
        for field in dataclasses.fields(value)
        if field.name not in kept
    }
    return dataclasses.replace(value, **changed)


def _put(value: Any, text: str, *, ids: bool) -> Any:
    """Return what a file says with `text` in place of TEXT and, with `ids`, in each free id."""
    if value == TEXT:
        return text
    if isinstance(value, str):
        return value.replace(_ID, text) if ids else value
    if isinstance(value, list):
        return [_put(inner, text, ids=ids) for inner in value]
    if isinstance(value, dict):
        return {
            _put(key, text, ids=ids): _put(inner, text, ids=ids) for key, inner in value.items()
        }
    return value
