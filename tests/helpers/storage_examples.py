"""Sessions, kits and texts that the tests of storage share."""

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Literal

from hypothesis import strategies as st

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Competitor, Place, Segment, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.dots.score import slips as dot_slips
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.files.text.session_file import dumps

NASTY = (
    "a\r\nb",
    "a\rb",
    "a\u0085b",
    "a\u2028b\u2029c",
    "a\x0bb\x0cc",
    "\x00",
    "\x1b[31mred\x9b0m",
    "\x7f",
    "\ufeffbom",
    "\u202eevil\u2066x\u2069",
    "\ud800 lone \udfff",
    "\uffff\ufffe",
    "👩\u200d👩\u200d👧",
    "e\u0301 é",
    "trailing  \n  spaces  ",
    '"""',
    "'''",
    '""""""\n"""',
    "ends with \\",
    "ends with \\\n  next",
    "\n",
    "\n\n leading",
    "\t",
    "# end of session",
    "a\n# end of session\n",
    "[kit]\ntitle = 1",
    "<<<<<<< ours\n=======\n>>>>>>> theirs\n",
    "1 MB " + "x\n" * 500_000,
)

KIT = """\
schema = 1
id = "tiny"
title = "Tiny"

[stages.second]
kind = "questions"
title = "Ask"

[stages.second.asks.questions.q2]
text = "Second?"

[stages.second.asks.questions.q1]
text = "First?"
probes = ["why", "who"]

[stages.first]
kind = "ratings"
title = "Rate"
minutes = { six = 10, twelve = 20 }

[stages.first.asks.facets.needed]
label = "Needed"
question = "How much?"

[stages.first.asks.items.b]
text = "B"

[stages.first.asks.items.a]
text = "A"

[stages.end]
kind = "close"
title = "Close"

[stages.break]
kind = "pause"
title = "Break"
"""


def kit() -> Kit:
    return Kit(
        id="tiny",
        title="Tiny",
        stages={
            "who": Stage(kind="frame", title="Frame"),
            "ask": Stage(
                kind="questions",
                title="Ask",
                minutes=Minutes(six=20, twelve=30),
                asks=questions.Asks(
                    questions={
                        "z-pains": questions.Question(text="What hurts?", probes=("when", "who")),
                        "a-gains": questions.Question(text="What helps?"),
                    }
                ),
            ),
            "rate": Stage(
                kind="ratings",
                title="Rate",
                asks=ratings.Plan(
                    items={
                        "speed": ratings.Item(text="We are quick", low="slow", high="quick"),
                        "price": ratings.Item(text="We are cheap"),
                    },
                    facets={
                        "needed": ratings.Facet(label="Needed", question="How much?"),
                        "today": ratings.Facet(label="Today", question="How well?"),
                    },
                    points=4,
                ),
            ),
            "act": Stage(kind="actions", title="Act", asks=actions.Asks()),
            "end": Stage(kind="close", title="Close", asks=close.Asks()),
        },
    )


def session() -> Session:
    note = questions.Note(
        question="z-pains",
        text="They wait\nfor days",
        evidence=Evidence(grade=Grade.HEARD, source="dealer in Lyon", when="October"),
        order=2000,
    )
    return Session(
        id="s1a2b3c4",
        title="Dealers, autumn",
        organisation="Example Ltd",
        date=dt.date(2026, 11, 22),
        offer="The catalogue",
        place=Place(stage="ask", at="z-pains"),
        people={
            "p2": Person(name="Ada", group="leaders", voter="v1", order=1000),
            "p1": Person(name="Bo", group="front line", voter="v2", order=2000),
        },
        segments={"s1": Segment(name="Dealers", order=1000)},
        competitors={"c1": Competitor(name="Other", order=1000)},
        revealed={"rate/1/speed": True},
        answers={
            "ask": questions.Answers(
                notes={
                    "n1": note,
                    "n2": questions.Note(question="a-gains", text="Quick answers", order=1000),
                },
                open=("a-gains",),
            ),
            "rate": ratings.Votes(
                rounds={
                    "1": ratings.Round(
                        ballots={
                            "v2": ratings.Ballot(
                                group="front line",
                                answers={
                                    "needed": {"speed": 5, "price": ratings.Abstained.SKIPPED},
                                    "today": {"speed": 2},
                                },
                            ),
                            "v1": ratings.Ballot(
                                answers={"needed": {"speed": ratings.Abstained.DONT_KNOW}}
                            ),
                        },
                        hands={"needed": {"speed": {"front line": ratings.Hands(five=3)}}},
                    )
                },
                evidence={
                    "speed": Evidence(grade=Grade.MEASURED, source="71 % of 212", when="May")
                },
            ),
            "act": actions.Answers(
                dots={"speed": 3},
                actions={"x1": actions.Action(title="Hire", due=dt.date(2027, 1, 31), order=1000)},
            ),
            "end": close.Answers(surprises="none", rating=4),
        },
        kit=kit(),
    )


def text() -> str:
    """The example session as the text of its file."""
    return dumps(session()).decode()


def line_of(start: str, within: str | None = None) -> int:
    """The number of the line in the example's file that begins like this."""
    lines = (within or text()).split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def everywhere(value: Any, content: str) -> Any:
    """Return a dataclass with `content` in each of its texts, and in those inside it."""
    if isinstance(value, (Enum, bool, int, dt.date)) or value is None:
        return value
    if isinstance(value, str):
        return content
    if isinstance(value, tuple):
        return tuple(everywhere(item, content) for item in value)
    if isinstance(value, Mapping):
        return {key: everywhere(item, content) for key, item in value.items()}
    kept = {"kind", "question"} if isinstance(value, (Stage, questions.Note)) else set()
    return type(value)(
        **{
            field.name: getattr(value, field.name)
            if field.name in kept or isinstance(value, Place)
            else everywhere(getattr(value, field.name), content)
            for field in fields(value)
        }
    )


KEYS = st.text("abcdefghjkmnpqrstvwxyz0123456789-", min_size=1, max_size=8).filter(
    lambda key: key[0] != "-"
)
_TEXTS = st.text(max_size=30) | st.sampled_from(NASTY[:-1])


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXTS,
    bool: st.booleans(),
    int: st.integers(0, 2**63 - 1),
    dt.date: st.dates(),
    type(None): st.none(),
    Any: st.none(),
}


def of_type(shape: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that the dataclasses use."""
    if shape in _PLAIN:
        return _PLAIN[shape]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return st.sampled_from(list(shape))
    if is_dataclass(shape):
        hints = typing.get_type_hints(shape)
        parts = {field.name: of_type(hints[field.name]) for field in fields(shape)}
        return st.builds(typing.cast("Any", shape), **parts)
    return _of_generic(typing.get_origin(shape), typing.get_args(shape))


def _of_generic(origin: Any, arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([of_type(option) for option in arguments])
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(of_type(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(of_type, arguments))
    assert issubclass(origin, Mapping)
    return st.dictionaries(KEYS, of_type(arguments[1]), max_size=2)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session with stages of any kinds, and answers shaped by them."""
    stages: dict[str, Stage] = {}
    answers: dict[str, Any] = {}
    for key in draw(st.lists(KEYS, min_size=1, max_size=4, unique=True)):
        kind = draw(st.sampled_from(sorted(KINDS)))
        asks = draw(of_type(KINDS[kind].asks)) if KINDS[kind].asks else None
        plain = draw(of_type(Stage))
        stages[key] = Stage(
            **{
                field.name: getattr(plain, field.name)
                for field in fields(Stage)
                if field.name not in ("kind", "asks")
            },
            kind=kind,
            asks=asks,
        )
        if KINDS[kind].answers is not None and draw(st.booleans()):
            given = draw(of_type(KINDS[kind].answers))
            answers[key] = _fitting(given, asks)
    bare = draw(of_type(Session))
    place = draw(st.sampled_from([Place(), *(Place(stage=key, at="x") for key in stages)]))
    changed = {"answers": answers, "kit": Kit(id="k", title="t", stages=stages), "place": place}
    made = Session(**{f.name: getattr(bare, f.name) for f in fields(Session)} | changed)
    # Answers that a kind refuses have their own tests; here such a stage has none.
    for key in answers:
        known = KINDS[stages[key].kind]
        if known.answers is not None and any(known.slips(made, key)):
            made = made.with_answers(key, known.answers())
    return replace(made, dots={}) if any(dot_slips(made)) else made


def _fitting(given: Any, asks: Any) -> Any:
    """Answers only to what is asked; other refusals have their own tests."""
    if isinstance(given, questions.Answers):
        asked = sorted(asks.questions)
        notes = {
            key: questions.Note(
                **{f.name: getattr(note, f.name) for f in fields(note)}
                | {"question": asked[len(note.text) % len(asked)]}
            )
            for key, note in given.notes.items()
            if asked
        }
        return questions.Answers(notes=notes, open=given.open)
    if isinstance(given, ratings.Votes):
        rounds = {
            str(number): ratings.Round(method=vote.method, items=vote.items)
            for number, vote in enumerate(given.rounds.values(), 1)
        }
        return ratings.Votes(rounds=rounds, evidence=given.evidence, left_out=given.left_out)
    return given
