"""Case 79: no two outputs of a workshop tell, held against each other, whose a ballot is."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import count, product
from pathlib import Path

from hypothesis import assume, example, given
from hypothesis import strategies as st

from attacker import Puzzle, of_file, outputs
from made_sessions import BELIEFS, END, OWN_KIT, RATE, empty, moderate
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import FEWEST_APART, FRONT_LINE, LEADERS, Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.statements.model import AGREE, AGREEMENT, DISAGREE, Asks, Statement
from valueworkshop.core.stages.statements.score import OTHERS, statement
from valueworkshop.core.stages.votes.edits import count_hands, reveal
from valueworkshop.core.stages.votes.keyboard_turns import Cell, answered
from valueworkshop.core.stages.votes.model import (
    NO_GROUP,
    Abstained,
    Answer,
    Hands,
    answers,
    asks,
    voted,
)
from valueworkshop.core.stages.votes.secrecy import part, voters
from valueworkshop.exports.export_forms import Form, Wanted, written
from valueworkshop.files.text import session_file

SAMPLE = Path(__file__).parents[2] / "sessions" / "office-coffee.toml"
SUPPLIERS = "suppliers and partners"
ONE = Hands(one=1)

ITEMS = ("first", "second", "third", "fourth")
STATEMENTS = Asks(items={key: Statement(text=f"The {key} holds") for key in (*ITEMS, "last")})
_STAGES = {key: stage for key, stage in OWN_KIT.stages.items() if key != END}
KIT = replace(
    OWN_KIT,
    stages={
        **_STAGES,
        BELIEFS: replace(OWN_KIT.stages[BELIEFS], asks=STATEMENTS),
        END: OWN_KIT.stages[END],  # after everything that people vote on
    },
)

_AGREED: tuple[Answer, ...] = (AGREE, DISAGREE, Abstained.DONT_KNOW)
_RATED: tuple[Answer, ...] = (1, 2, 3, 4, 5)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the test asks of a stage: the last item may stay hidden."""

    facets: tuple[str, ...]
    items: tuple[str, ...]
    codes: Sequence[tuple[Answer, ...]]


ASKED = {
    BELIEFS: Asked(
        facets=(AGREEMENT,), items=(*ITEMS, "last"), codes=list(product(_AGREED, repeat=len(ITEMS)))
    ),
    RATE: Asked(
        facets=("needed", "today"),  # one answer for both
        items=("contact", "promise", "renewal"),
        codes=list(product(_RATED, repeat=2)),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Team:
    """People by group, what they answer, who is not there, and who votes last of all.

    No two answer alike, so that each ballot can be known again by what it says.
    """

    groups: Sequence[str]
    codes: Mapping[str, Sequence[tuple[Answer, ...]]]
    absent: Mapping[str, AbstractSet[int]]
    late: int
    hidden: bool

    def session(self, *, whole: bool) -> Session:
        """Return the workshop at its close, `whole` or without the last person's votes."""
        numbers = count(1)

        def ids() -> str:  # in an order that is not that in which people voted
            return f"z{next(numbers) * 7919 % 1009:04d}"

        people = {
            f"p{n}": Person(name=f"Person {n}", group=group, order=n)
            for n, group in enumerate(self.groups)
        }
        session = empty(kit=KIT, people=people)
        for stage, asked in ASKED.items():
            for n in range(len(self.groups)):
                if n != self.late:
                    session = self.vote(session, stage, n, ids)
            for item in asked.items[:-1] if self.hidden else asked.items:
                session = reveal(session, stage, "1", item)
        for stage in ASKED if whole else ():
            session = self.vote(session, stage, self.late, ids)
        return replace(session, place=Place(stage=END))

    def vote(self, session: Session, stage: str, n: int, ids: Ids) -> Session:
        """Return the session with all that one answers in a stage, if they are there."""
        asked = ASKED[stage]
        for item, answer in zip(asked.items, (*self.codes[stage][n], 5), strict=True):
            for facet in asked.facets if n in self.voting(stage) else ():
                shown = voters(session, stage)[n][0]
                cell = Cell(item=item, facet=facet)
                session = answered(session, stage, shown, cell, answer, ids)
        return session

    def voting(self, stage: str) -> list[int]:
        """Return who has a ballot in a stage in the end."""
        return [n for n in range(len(self.groups)) if n not in self.absent[stage]]


@st.composite
def teams(draw: st.DrawFn) -> Team:
    """Any team of three to nine in which a group is small."""
    sizes = {
        LEADERS: draw(st.integers(0, 4)),
        FRONT_LINE: draw(st.integers(0, 5)),
        "sales": draw(st.integers(0, 3)),
        "": draw(st.integers(0, 2)),
    }
    groups = draw(st.permutations([group for group, size in sizes.items() for _ in range(size)]))
    assume(FEWEST_APART <= len(groups) <= 9)
    assume(any(0 < size < FEWEST_APART for size in sizes.values()))
    everybody = st.sampled_from(range(len(groups)))
    return Team(
        groups=groups,
        codes={
            stage: draw(st.lists(st.sampled_from(asked.codes), min_size=9, max_size=9, unique=True))
            for stage, asked in ASKED.items()
        },
        absent={stage: draw(st.sets(everybody, max_size=2)) for stage in ASKED},
        late=draw(everybody),
        hidden=draw(st.booleans()),
    )


def known(team: Team) -> dict[str, Puzzle]:
    """Return what somebody knows who has all outputs, from before the last vote and after it."""
    before, after = team.session(whole=False), team.session(whole=True)
    moments = [list(outputs(session)) for session in (before, after, part(after))]
    moments.append(list(of_file(part(after))))
    found = {}
    for stage in ASKED:
        found[stage] = Puzzle(stage, Counter(team.groups))
        for told in moments:
            found[stage].learn(told)
    return found


NOBODY_YET = Team(
    groups=["leaders", "leaders", "sales"],
    codes={stage: list(asked.codes[:9]) for stage, asked in ASKED.items()},
    absent={stage: {1, 2} for stage in ASKED},
    late=0,
    hidden=False,
)
"""Three of whom two are absent: before the last vote there is none."""


@moderate
@example(NOBODY_YET)
@given(teams())
def test_whoever_has_all_outputs_cannot_rule_out_all_but_two(team: Team) -> None:
    people = Counter(team.groups)
    for stage, puzzle in known(team).items():
        small = {
            team.groups[n] for n in team.voting(stage) if people[team.groups[n]] < FEWEST_APART
        }
        may_be = {group: puzzle.candidates(group) for group in people}
        assert len(puzzle.said) == len(team.voting(stage))
        for group in small:
            assert len(may_be[group]) >= min(FEWEST_APART, len(puzzle.said)), (stage, group)
            for key in may_be[group]:
                could_be = sum(people[other] for other, keys in may_be.items() if key in keys)
                assert could_be >= FEWEST_APART, (stage, group)


def with_one_supplier() -> Session:
    """The sample in which two of the three suppliers are from the front line instead."""
    text = SAMPLE.read_text(encoding="utf-8")
    session = session_file.loads(text.encode(), "x.toml").session
    suppliers = [key for key, person in session.people.items() if person.group == SUPPLIERS]
    people = {key: replace(session.people[key], group=FRONT_LINE) for key in suppliers[1:]}
    session = replace(session, people={**session.people, **people})
    for stage in voted(session):
        given = answers(session, stage)
        ballots = dict(given.rounds["1"].ballots)
        theirs = [key for key, ballot in ballots.items() if ballot.group == SUPPLIERS]
        ballots |= {key: replace(ballots[key], group=FRONT_LINE) for key in theirs[1:]}
        rounds = {**given.rounds, "1": replace(given.rounds["1"], ballots=ballots)}
        session = session.with_answers(stage, replace(given, rounds=rounds))
    return session


def test_one_who_is_alone_in_a_group_in_all_forms_and_in_the_file() -> None:
    """Three leaders, six from the front line and one supplier: nobody is left over alone."""
    session = with_one_supplier()
    stage = session.kit.of_kind("statements")[0]
    sizes = Counter(person.group for person in session.people.values())
    assert sorted(sizes.values()) == [1, 3, 6]
    (large,) = (group for group, size in sizes.items() if size == 6)
    labels = Counter({large: 6, "": 4})
    for each in (session, part(session)):
        told = json.loads(written(each, Wanted(form=Form.JSON)))
        ballots = told["session"]["answers"][stage]["rounds"]["1"]["ballots"].values()
        assert Counter(ballot.get("group", "") for ballot in ballots) == labels
        item = next(iter(asks(each, stage).items))
        rows = csv.DictReader(io.StringIO(written(each, Wanted(form=Form.CSV)), newline=""))
        here = (row["group"] for row in rows if (row["stage"], row["item"]) == (stage, item))
        assert Counter(here) == labels
        for item, score in told["scores"]["lenses"][stage]["statements"].items():
            assert set(score["groups"]) in ({large, OTHERS}, set())
            assert statement(each, stage, item).groups.keys() == score["groups"].keys()
    for stage in voted(session):
        for vote in answers(part(session), stage).rounds.values():
            groups = Counter(ballot.group for ballot in vote.ballots.values())
            assert min(groups.values()) >= FEWEST_APART


def test_hands_of_a_small_group_are_nobodys_in_the_file_either() -> None:
    session = empty(kit=KIT)
    for group, hands in ((FRONT_LINE, Hands(one=4)), (LEADERS, Hands(five=3)), ("sales", ONE)):
        where = {"facet": AGREEMENT, "item": "first", "group": group}
        session = count_hands(session, BELIEFS, "1", **where, hands=hands)
    told = answers(part(session), BELIEFS).rounds["1"].hands[AGREEMENT]["first"]
    assert told == {FRONT_LINE: Hands(one=4), NO_GROUP: Hands(one=1, five=3)}
