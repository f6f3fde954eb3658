"""Whole sessions for any test: one small kit, sessions built by hand, and any made by hypothesis.

`sessions()` gives workshops as teams leave them: some people, some notes, votes on cards, by hands
and as the room's one rating, in one round or two, some of them revealed, actions and a close. All
of it is as the edits would leave it, so that it can be saved.
"""

import datetime as dt
import os
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.session.dot_votes import DotVote
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Competitor, Segment, Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.dots import edits as dots
from valueworkshop.core.stages.dots.pools import of_stage
from valueworkshop.core.stages.drivers import model as drivers
from valueworkshop.core.stages.effort import model as effort
from valueworkshop.core.stages.journey import model as journey
from valueworkshop.core.stages.ledger import model as ledger
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.offers import model as offers
from valueworkshop.core.stages.silent import edits as silent
from valueworkshop.core.stages.statements import model as statements
from valueworkshop.core.stages.summary import model as summary
from valueworkshop.core.stages.voice import model as voice
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.custom_items import OwnItem, OwnVotes
from valueworkshop.core.stages.votes.edits import reveal, take_ballot

moderate = settings(
    max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "8")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""For properties of whole sessions: few examples by default, more in `make test-all`."""

ASK, RATE, TERMS, COMPARE, ACT, END = "ask", "rate", "terms", "compare", "act", "end"
"""The stages of the kit: questions, three of ratings, actions, close."""

VALUE, SUM = "value", "sum"
"""A stage of offers, and the summary."""

PICK = "pick"
"""A stage of ratings, which only `sessions()` has, with a best-worst weight."""

VOICE = "voice"
"""The stage of customers' own ratings; only `sessions()` has it."""

WAY, REASONS = "way", "reasons"
"""Stages that only `sessions()` has: a journey and drivers, whose items the team brings."""

WEIGH = "weigh"
"""And what was chosen, by effort and impact."""

BOOK = "book"
"""And a ledger."""

BELIEFS = "beliefs"
"""And statements, with which people agree or disagree."""

DONT_KNOW, SKIPPED = ratings.Abstained.DONT_KNOW, ratings.Abstained.SKIPPED

_NEEDED = ratings.Facet(label="needed", question="How true must it be?")
_TODAY = ratings.Facet(label="today", question="How true is it today?")
_WEIGHT = ratings.Facet(label="matters", question="How much does it sway?", optional=True)

KIT = Kit(
    id="small",
    title="Small",
    stages={
        "frame": Stage(kind="frame", title="Frame"),
        ASK: Stage(
            kind="questions",
            title="Guiding questions",
            letter="A",
            minutes=Minutes(six=20, twelve=30),
            asks=questions.Asks(
                questions={
                    "pains": questions.Question(text="What hurts them?"),
                    "rivals": questions.Question(text="Who else is there?", competitors=True),
                    "why": questions.Question(text="Why us?"),
                }
            ),
        ),
        RATE: Stage(
            kind="ratings",
            title="Checklist",
            letter="B",
            asks=ratings.Plan(
                items={
                    "contact": ratings.Item(text="Every contact helps", low="no", high="yes"),
                    "promise": ratings.Item(text="We keep promises"),
                    "renewal": ratings.Item(text="We renew it"),
                },
                facets={"needed": _NEEDED, "today": _TODAY, "weight": _WEIGHT},
            ),
        ),
        TERMS: Stage(
            kind="ratings",
            title="Terms",
            letter="H",
            asks=ratings.Plan(
                items={
                    "when": ratings.Item(text="When they want it"),
                    "price": ratings.Item(text="At their price"),
                },
                facets={"needed": _NEEDED, "today": _TODAY},
                points=1,
            ),
        ),
        COMPARE: Stage(
            kind="ratings",
            title="Components",
            letter="F",
            asks=ratings.Plan(
                items={"pain": ratings.Item(text="It takes a pain away")},
                facets={
                    "today": _TODAY,
                    "best": ratings.Facet(label="best other", question="How true of the best?"),
                },
            ),
        ),
        VALUE: Stage(kind="offers", title="Value equation", letter="D", asks=offers.Asks()),
        "break": Stage(kind="pause", title="Break"),
        SUM: Stage(kind="summary", title="Gap summary"),
        ACT: Stage(kind="actions", title="Choose and act", asks=actions.Asks(choose=3, most=5)),
        END: Stage(kind="close", title="Close", asks=close.Asks()),
    },
)

OWN_KIT = replace(
    KIT,
    stages={
        **KIT.stages,
        WAY: Stage(
            kind="journey",
            title="Journey",
            letter="J",
            asks=journey.Asks(
                items={
                    "find": journey.Touchpoint(text="Finding us"),
                    "help": journey.Touchpoint(text="Support", term=journey.Term.SERVICE),
                }
            ),
        ),
        PICK: Stage(
            kind="ratings",
            title="Choice",
            letter="G",
            asks=ratings.Plan(
                items={
                    name: ratings.Item(text=f"They get {name}")
                    for name in ("speed", "care", "choice", "calm", "help")
                },
                facets={"needed": _NEEDED, "today": _TODAY, "weight": _WEIGHT},
                weight=ratings.Weighing.BEST_WORST,
            ),
        ),
        REASONS: Stage(kind="drivers", title="Drivers", letter="K", asks=drivers.Asks()),
        WEIGH: Stage(kind="effort", title="Effort and impact", asks=effort.Asks()),
        BOOK: Stage(kind="ledger", title="Ledger", letter="E", asks=ledger.Asks()),
        BELIEFS: Stage(
            kind="statements",
            title="Perception check",
            letter="L",
            asks=statements.Asks(
                items={
                    "led": statements.Statement(
                        text="Leaders decide as they say",
                        study=statements.Study(source="A study, 2008", leaders=63, others=41),
                    ),
                    "known": statements.Statement(text="We know what customers gain"),
                }
            ),
        ),
        VOICE: Stage(kind="voice", title="Customer voice", letter="M", asks=voice.Asks()),
    },
)
"""The small kit, followed by a journey and drivers."""

VOTERS = ("v1", "v2", "v3", "v4", "v5")


def empty(**changes: Any) -> Session:
    """A session of the small kit without any answer."""
    return replace(Session(id="s0", title="Dealers, autumn", kit=KIT), **changes)


def rated(
    *given: tuple[ratings.Answer | None, ...],
    item: str = "contact",
    stage: str = RATE,
    into: Session | None = None,
    shown: bool = True,
) -> Session:
    """Return a session in which each of these people gave (needed, today, weight) on one item."""
    session = into or empty()
    facets = tuple(ratings.asks(session, stage).facets)
    for voter, answers in zip(VOTERS, given, strict=False):
        by_facet = {
            facet: {item: answer}
            for facet, answer in zip(facets, answers, strict=False)
            if answer is not None
        }
        session = take_ballot(session, stage, "1", voter, ratings.Ballot(answers=by_facet))
    return reveal(session, stage, "1", item) if shown else session


def hidden_votes_taken_out(session: Session) -> Session:
    """Return the session as if nobody had voted on what is not revealed."""
    for stage in ratings.voted(session):
        given = ratings.answers(session, stage)
        shown = {
            item
            for item in ratings.asks(session, stage).items
            if f"{stage}/{given.counting(item)}/{item}" in session.revealed
        }
        rounds = {number: _only(vote, shown) for number, vote in given.rounds.items()}
        session = session.with_answers(stage, replace(given, rounds=rounds))
    votes = {
        key: vote if dots.is_revealed(session, key) else _without_dots(vote)
        for key, vote in session.dots.items()
    }
    silent = {key: replace(each, sheets={}, writers={}) for key, each in session.silent.items()}
    return replace(session, dots=votes, silent=silent)


def _without_dots(vote: DotVote) -> DotVote:
    """Return a dot vote that shows how many votes or options are in, but none of their dots.

    This much may be shown before the reveal.
    """
    ballots = {voter: replace(ballot, dots={}) for voter, ballot in vote.ballots.items()}
    return replace(vote, ballots=ballots, counted=dict.fromkeys(vote.counted, 0))


def _only(vote: ratings.Round, items: set[str]) -> ratings.Round:
    ballots = {
        voter: replace(
            ballot, answers={f: _among(by_item, items) for f, by_item in ballot.answers.items()}
        )
        for voter, ballot in vote.ballots.items()
    }
    left = {
        voter: ballot
        for voter, ballot in ballots.items()
        if any(by_item for by_item in ballot.answers.values())
    }
    hands = {facet: _among(by_item, items) for facet, by_item in vote.hands.items()}
    return replace(vote, ballots=left, hands=hands)


def _among(by_item: Mapping[str, Any], items: set[str]) -> dict[str, Any]:
    return {item: given for item, given in by_item.items() if item in items}


def texts(value: Any) -> Iterator[str]:
    """Yield every text anywhere in a value, for example in a report's blocks."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from texts(tuple(value.values()))
    elif isinstance(value, Iterable):
        for part in value:
            yield from texts(part)


# Letters of several scripts, marks that formats read, combining letters, and double-width ones.
_LETTERS = (
    string.ascii_letters + string.digits + " éß中한ñ\u0301\u200dאم👩_-.,;:!?'\"#*`|<>[](){}\\/&@~$"
)
_typed = st.text(_LETTERS + "\n\t", max_size=24).map(clean)

lines = st.text(_LETTERS, max_size=16).map(one_line)
"""One line of text, '' among them."""

names = st.text(_LETTERS, min_size=1, max_size=10).map(one_line).filter(bool)
"""One line with something in it."""

paragraphs = _typed.filter(lambda text: bool(text.strip()))
"""Text of one line or more, not empty."""

dates = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
evidence = st.builds(Evidence, grade=st.sampled_from(Grade), source=lines, when=lines)

_ANSWERS: tuple[ratings.Answer | None, ...] = (None, 3, 4, 5, 1, 2, DONT_KNOW, SKIPPED)


@st.composite
def _rounds(draw: st.DrawFn, plan: ratings.Plan) -> dict[str, ratings.Round]:
    numbers = draw(st.sampled_from([(), ("1",), ("1",), ("1",), ("1", "2")]))
    rounds = {}
    for number in numbers:
        items = (
            () if number == "1" else draw(st.lists(st.sampled_from(tuple(plan.items)), unique=True))
        )
        rounds[number] = ratings.Round(
            method=draw(st.sampled_from(ratings.Method)),
            items=tuple(items),
            ballots=draw(_ballots(plan)),
            hands=draw(st.just({}) | _hands(plan)),
        )
    return rounds


@st.composite
def _ballots(draw: st.DrawFn, plan: ratings.Plan) -> dict[str, ratings.Ballot]:
    voters = draw(st.lists(st.sampled_from((*VOTERS, ratings.ROOM)), unique=True))
    pairs = [(facet, item) for facet in plan.facets for item in plan.items]
    fitting = {facet: _fitting(plan, facet) for facet in plan.facets}
    ballots = {}
    for voter in voters:
        # One draw of bytes for a ballot: one draw per answer would take ten times as long.
        drawn = draw(st.binary(min_size=len(pairs), max_size=len(pairs)))
        answers: dict[str, dict[str, ratings.Answer]] = {}
        for (facet, item), byte in zip(pairs, drawn, strict=True):
            if (answer := fitting[facet][byte % len(fitting[facet])]) is not None:
                answers.setdefault(facet, {})[item] = answer
        if answers:
            ballots[voter] = ratings.Ballot(
                group=draw(_groups), segment=draw(_in_mind), answers=answers
            )
    return ballots


def _fitting(plan: ratings.Plan, facet: str) -> list[ratings.Answer | None]:
    numbers = {choice.number for choice in plan.choices_of(facet)}
    return [a for a in _ANSWERS if a in numbers or a in (None, DONT_KNOW, SKIPPED)]


@st.composite
def _hands(draw: st.DrawFn, plan: ratings.Plan) -> dict[str, dict[str, dict[str, ratings.Hands]]]:
    hands: dict[str, dict[str, dict[str, ratings.Hands]]] = {}
    counts = st.binary(min_size=7, max_size=7)
    for item in draw(st.lists(st.sampled_from(tuple(plan.items)), unique=True, max_size=2)):
        for facet in plan.facets:
            one, two, three, four, five, unknown, skipped = (n % 4 for n in draw(counts))
            numbers = {choice.number for choice in plan.choices_of(facet)}
            two, three, four = (
                count if number in numbers else 0
                for number, count in ((2, two), (3, three), (4, four))
            )
            hands.setdefault(facet, {})[item] = {
                draw(_groups) or ratings.EVERYONE: ratings.Hands(
                    one=one,
                    two=two,
                    three=three,
                    four=four,
                    five=five,
                    dont_know=unknown,
                    skipped=skipped,
                )
            }
    return hands


_groups = st.sampled_from(("leaders", "front line", ""))
_in_mind = st.sampled_from(("s0", "s0", "s1", ""))


@st.composite
def _rated(draw: st.DrawFn, stage: str, session: Session) -> ratings.Votes:
    plan = ratings.asks(session, stage)
    optional = [facet for facet, asked in plan.facets.items() if asked.optional]
    return ratings.Votes(
        rounds=draw(_rounds(plan)),
        evidence=draw(st.dictionaries(st.sampled_from(tuple(plan.items)), evidence, max_size=2)),
        left_out=tuple(facet for facet in optional if draw(st.booleans())),
    )


_touchpoints = st.builds(
    journey.Touchpoint,
    text=names,
    about=lines,
    term=st.none() | st.sampled_from(journey.Term),
    carriers=st.lists(st.sampled_from(journey.Carrier), unique=True, max_size=2).map(tuple),
    order=st.integers(1, 3).map(lambda number: number * 1000),
)
_drivers = st.builds(
    OwnItem, text=names, about=lines, order=st.integers(1, 3).map(lambda number: number * 1000)
)

_choices = st.builds(
    effort.Choice,
    text=names,
    about=lines,
    comes_from=st.sampled_from(("", f"{RATE}/contact", f"{TERMS}/price")),
    order=st.integers(1, 3).map(lambda number: number * 1000),
)

_lines = st.builds(
    ledger.Line,
    text=names,
    about=lines,
    kind=st.sampled_from(ledger.Sort),
    segment=st.sampled_from(("", "s0", "s1")),
    amount=st.none() | st.integers(0, 9999),
    charged_for=st.none() | st.sampled_from(ledger.ChargedFor),
    order=st.integers(1, 3).map(lambda number: number * 1000),
)


@st.composite
def _own(
    draw: st.DrawFn, stage: str, session: Session, items: st.SearchStrategy[OwnItem]
) -> OwnVotes:
    asked: Any = session.stage(stage).asks
    named = draw(st.lists(items, max_size=3))
    nothing: OwnVotes = asked.nothing()
    given = replace(nothing, items={f"i{n}": item for n, item in enumerate(named)})
    if not asked.items and not named:
        return given
    votes = draw(_rated(stage, session.with_answers(stage, given)))
    return replace(given, rounds=votes.rounds, evidence=votes.evidence)


@st.composite
def _heard(draw: st.DrawFn, session: Session) -> voice.Answers:
    items = {f"{RATE}/contact": (1, 5), f"{TERMS}/price": (-3, 3)}
    pairs = st.sampled_from(("1,2", "3,3", "2,", ",1"))
    counted = st.dictionaries(pairs, st.integers(0, 9), max_size=3)
    by_segment = st.dictionaries(
        st.sampled_from((voice.EVERYONE, *session.segments)),
        st.dictionaries(st.sampled_from(tuple(items)), counted, max_size=2),
        max_size=2,
    )
    found = st.builds(
        voice.Import,
        source=names,
        digest=st.sampled_from(("", "d")),
        when=dates,
        rows=st.integers(9, 99),
        respondents=st.integers(0, 9),
        refused=st.integers(0, 3),
        items=st.just({i: voice.Asked(lo=lo, hi=hi, today="t") for i, (lo, hi) in items.items()}),
        counts=by_segment,
        order=st.integers(0, 3).map(lambda number: number * 1000),
    )
    known = st.builds(
        voice.Known,
        columns=st.dictionaries(st.sampled_from("ab"), st.builds(voice.Column, header=lines)),
        labels=st.dictionaries(names, st.integers(0, 9), max_size=2),
        missing=st.lists(names, max_size=1).map(tuple),
        segments=st.dictionaries(names, st.just(voice.EVERYONE), max_size=1),
    )
    imports = draw(st.lists(found, max_size=2))
    return voice.Answers(
        imports={f"i{number}": each for number, each in enumerate(imports)}, known=draw(known)
    )


@st.composite
def _answered(draw: st.DrawFn, session: Session) -> questions.Answers:
    asked = tuple(questions.asks(session, ASK).questions)
    rivals = st.sampled_from(("", questions.DO_NOTHING, *session.competitors))
    note = st.builds(
        questions.Note,
        question=st.sampled_from(asked),
        text=paragraphs,
        evidence=evidence,
        segment=st.sampled_from(("", *session.segments)),
        competitor=rivals,
        said_by=lines,
        order=st.integers(-2, 9).map(lambda number: number * 500),
    )
    notes = draw(st.lists(note, max_size=4))
    left = set(draw(st.lists(st.sampled_from(asked), max_size=2)))
    return questions.Answers(
        notes={f"n{number}": note for number, note in enumerate(notes)},
        open=tuple(key for key in asked if key in left),
    )


@st.composite
def _agreed(draw: st.DrawFn) -> actions.Answers:
    keys = st.sampled_from((f"{RATE}/contact", f"{RATE}/renewal", f"{TERMS}/price", f"{ASK}/why"))
    action = st.builds(
        actions.Action,
        title=names,
        closes=st.lists(keys, unique=True, max_size=2).map(tuple),
        owner=lines,
        function=lines,
        first_step=lines,
        due=dates,
        success=lines,
        serves=lines,
        status=st.sampled_from(actions.Status),
        order=st.integers(0, 5).map(lambda number: number * 1000),
    )
    agreed = draw(st.lists(action, max_size=3))
    return actions.Answers(
        dots=draw(st.dictionaries(keys, st.integers(1, 9), max_size=2)),
        chosen=tuple(draw(st.lists(keys, unique=True, max_size=3))),
        actions={f"a{number}": action for number, action in enumerate(agreed)},
    )


_closed = st.builds(
    close.Answers,
    surprises=_typed,
    stop=_typed,
    decisions=_typed,
    look_again=dates,
    rating=st.none() | st.sampled_from(worth.POINTS),
    ballots=st.dictionaries(st.sampled_from(VOTERS), st.sampled_from(worth.POINTS)),
)


_dismissed = st.builds(
    summary.Answers,
    dismissed=st.dictionaries(
        st.sampled_from(("unknown-yet-rated", "promise-kept-yet-far-below", "gone")),
        paragraphs,
        max_size=2,
    ),
)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any workshop of the small kit, in any state in which a team may leave it."""
    voters = draw(st.lists(st.sampled_from(VOTERS), unique=True))
    people = {
        f"p{voter}": Person(
            name=draw(names), group=draw(_groups), function=draw(lines), voter=voter, order=place
        )
        for place, voter in enumerate(voters)
    }
    session = empty(
        kit=OWN_KIT,
        title=draw(names),
        organisation=draw(lines),
        date=draw(dates),
        facilitator=draw(lines),
        offer=draw(lines),
        do_nothing=draw(st.booleans()),
        people=people,
        segments={f"s{n}": Segment(name=draw(names), order=n) for n in range(draw(_few))},
        competitors={f"c{n}": Competitor(name=draw(names), order=n) for n in range(draw(_few))},
    )
    for stage, answers in (
        (ASK, _answered(session)),
        (RATE, _rated(RATE, session)),
        (TERMS, _rated(TERMS, session)),
        (COMPARE, _rated(COMPARE, session)),
        (VALUE, _rated(VALUE, session)),
        (PICK, _rated(PICK, session)),
        (WAY, _own(WAY, session, _touchpoints)),
        (REASONS, _own(REASONS, session, _drivers)),
        (WEIGH, _own(WEIGH, session, _choices)),
        (BOOK, _own(BOOK, session, _lines)),
        (BELIEFS, _rated(BELIEFS, session)),
        (VOICE, _heard(session)),
        (SUM, _dismissed),
        (ACT, _agreed()),
        (END, _closed),
    ):
        if draw(_usually):
            session = session.with_answers(stage, draw(answers))
    for stage in (RATE, TERMS, COMPARE, VALUE, PICK, WAY, REASONS, WEIGH, BOOK, BELIEFS):
        given = ratings.answers(session, stage)
        for item in ratings.asks(session, stage).items:
            if draw(_usually):
                session = reveal(session, stage, given.counting(item), item)
    if draw(_usually):
        session = worth.show(session, END)
    return draw(_written_alone(draw(_voted_by_dots(session))))


@st.composite
def _voted_by_dots(draw: st.DrawFn, session: Session) -> Session:
    """Return the session with up to two dot votes on its notes, some handed in, some revealed."""
    pool = of_stage(session, ASK)
    for number in range(draw(_few) if pool.is_enough else 0):
        key, options = f"w{number}", dots.as_options(pool.texts)
        budget = draw(st.integers(1, 4))
        vote = DotVote(
            about=pool.about, stage=ASK, budget=budget, most=dots.half(budget), options=options
        )
        session = dots.begin(session, key, vote)
        for person in session.people:
            voter = partial("{}{}".format, person, number)
            for option in draw(st.lists(st.sampled_from(sorted(options)), max_size=2)):
                begun = session.dots[key]
                room = dots.room_on(begun, begun.ballot_of(person), option)
                given = draw(st.integers(0, room))
                session = dots.put(session, key, person, option, given, voter)
            if draw(_usually):
                session = dots.hand_in(session, key, person, voter)
        if draw(_usually):
            session = dots.reveal(session, key)
    return session


@st.composite
def _written_alone(draw: st.DrawFn, session: Session) -> Session:
    """Return the session with silent writing on up to two questions, some of it shown."""
    for at in draw(st.lists(st.sampled_from(("pains", "rivals", "why")), max_size=2)):
        key = f"q{len(session.silent)}"
        session = silent.name_them(
            silent.begin(session, key, ASK, at), key, named=draw(st.booleans())
        )
        for person in session.people if key in session.silent else ():
            session, writer = silent.sheet_for(
                session, key, person, partial("{}{}".format, person, key)
            )
            for number, text in enumerate(draw(st.lists(lines, max_size=2))):
                session = silent.write(session, key, writer, f"{writer}{number}", text)
            if draw(_usually):
                session = silent.hand_on(session, key, writer)
        if key in session.silent and draw(st.booleans()) and (show := silent.showing(session, key)):
            session = show(session)
    return session


_few = st.integers(0, 2)
_usually = st.sampled_from((True, True, True, False))
