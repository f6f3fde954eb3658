"""One changed rating makes the summary look again at the ratings, and at nothing else.

The open summary is drawn at each change. How an item is known is asked once for all items, and
stays for as long as nobody says otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from surveyed_items import ITEMS, rated, surveyed
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import Answers
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import answer, grade
from valueworkshop.core.summary.contradictions import contradictions
from valueworkshop.core.summary.gap_summary import Summary, summarise
from valueworkshop.core.summary.nine_gaps import nine

FIGURE = Evidence(grade=Grade.MEASURED, source="71 % of 212 orders", when="May")


class Watched(Mapping[str, Any]):
    """A mapping that counts how often somebody looks into it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values_by_key = dict(values)
        self.looks = 0

    def __getitem__(self, key: str) -> Any:
        self.looks += 1
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)


def watched() -> tuple[Session, Watched, Watched]:
    """Return a workshop with a survey, its counts, and what the room says of its items."""
    session = rated(surveyed())
    heard = session.given("voice", Answers)
    counts = Watched(heard.imports["i1"].counts)
    taken = replace(heard.imports["i1"], counts=counts)
    session = session.with_answers("voice", replace(heard, imports={"i1": taken}))
    given = votes.answers(session, "rate")
    room = Watched(dict.fromkeys(ITEMS, FIGURE))
    return session.with_answers("rate", replace(given, evidence=room)), counts, room


def drawn(session: Session) -> Summary:
    """Return the summary after all that its view shows was made."""
    summary = summarise(session)
    nine(session, summary)
    contradictions(session)
    return summary


def change(session: Session, given: votes.Answer) -> Session:
    """Return the session in which one person rates one item otherwise."""
    return answer(session, "rate", "1", voter="a", facet="today", item="quick", given=given)


def test_a_changed_rating_asks_nobody_again_how_an_item_is_known() -> None:
    session, counts, room = watched()
    before = drawn(session)
    assert counts.looks
    assert room.looks
    counts.looks = room.looks = 0
    session = change(session, 4)
    after = summarise(session)
    assert room.looks == 0
    drawn(session)
    assert counts.looks == 0
    assert after.index.value != before.index.value
    assert {gap.key: gap.evidence for gap in after.gaps} == {
        gap.key: gap.evidence for gap in before.gaps
    }


def test_what_the_room_says_otherwise_is_seen_at_once() -> None:
    session, _, _ = watched()
    drawn(session)
    told = grade(session, "rate", "kind", Evidence())
    found = {gap.key: gap.evidence.grade for gap in drawn(told).gaps}
    assert found == {"rate/quick": Grade.MEASURED, "rate/kind": Grade.ASSUMED}


def test_a_rating_changed_back_gives_the_very_numbers_of_before() -> None:
    session, _, _ = watched()
    before = drawn(session)
    assert drawn(change(session, 4)) != before
    assert drawn(change(change(session, 4), 2)) == before
