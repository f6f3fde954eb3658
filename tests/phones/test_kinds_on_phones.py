"""Every kind of stage on a phone: people answer it there, or the page says calmly what happens."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from other_answers import everywhere
from phone_rooms import CODE, heading, opened
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.voting_methods import Method, Ways
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import answers, asks, voted
from valueworkshop.files.text import session_file
from valueworkshop.phones.room_view import HANDS, LOOK_UP, NOTHING, ON_CARDS, ONE_RATING

SESSIONS = Path(__file__).parents[2] / "sessions"

ALONE = {
    *("questions", "statements", "ratings", "offers", "ledger", "allocation", "journey"),
    *("drivers", "effort", "close"),
}
"""The kinds in which people answer alone."""

TOGETHER = {"frame", "review", "ladder", "actions"}
QUIET = {"voice", "summary", "pause"}


def with_kind(kind: str, way: Method = Method.PRIVATE) -> Session:
    """Return a sample with a stage of a kind in which nothing was answered in votes yet."""
    for path in sorted(SESSIONS.glob("*.toml")):
        session = session_file.read(path).session
        for stage in session.kit.of_kind(kind):
            if stage in voted(session) and not asks(session, stage).items:
                continue
            people = {"p": Person(name="Pat")}
            session = replace(session, revealed={}, dots={}, silent={}, people=people)
            session = replace(session, ways=Ways(items=way), place=Place(stage=stage))
            return chosen(session, stage, way)
    raise AssertionError(f"no sample has a stage of the kind {kind}")


def chosen(session: Session, stage: str, way: Method) -> Session:
    """Return the session without answers at a stage, in which they come in one way."""
    if stage in voted(session):
        blank = replace(answers(session, stage), rounds={}, splits={})
        return choose_method(session.with_answers(stage, blank), stage, "1", way)
    if isinstance(session.stage(stage).asks, allocation.Asks):
        giving = allocation.Giving.PRIVATE if way is Method.PRIVATE else allocation.Giving.DOTS
        return allocation.choose_way(
            session.with_answers(stage, allocation.Answers()), stage, giving
        )
    return session


def places(session: Session) -> Iterator[Session]:
    """Yield the session at each place of its stage."""
    return (each for each in everywhere(session) if each.place.stage == session.place.stage)


def first_form(page: str) -> tuple[str, dict[str, str]] | None:
    """Return the path of the first form and what a tap on its first button sends, None for none."""
    found = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    if found is None:
        return None
    fields = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', found[2])
    }
    if button := re.search(r'<button[^>]* name="answer" value="([^"]*)"', found[2]):
        fields["answer"] = unescape(button[1])
    for name in re.findall(r'name="(points-[^"]*)"', found[2]):
        fields[unescape(name)] = "0" if any(n.startswith("points-") for n in fields) else "100"
    if "<textarea" in found[2]:
        fields["text"] = "A thought"
    return found[1], fields


def test_every_kind_is_answered_alone_or_together_or_not_at_all() -> None:
    assert set(KINDS) == ALONE | TOGETHER | QUIET


@pytest.mark.parametrize("kind", sorted(ALONE))
def test_what_people_answer_alone_they_answer_on_a_phone(kind: str) -> None:
    answered = 0
    for session in places(with_kind(kind)):
        with opened(session) as room:
            phone = room.phone()
            page = phone.get(f"/{CODE}").text
            if (form := first_form(page)) is None:
                assert LOOK_UP in page
                continue
            before = room.session
            answer = phone.post(form[0], data=form[1])
            assert answer.status_code == 200
            assert "Too late" not in answer.text
            assert room.session != before
            assert "✓ kept" in answer.text or "of yours" in answer.text or "matters" in answer.text
            answered += 1
        if answered == 3:
            break
    assert answered


@pytest.mark.parametrize(
    ("kind", "said"),
    [(kind, LOOK_UP) for kind in sorted(TOGETHER)] + [(kind, NOTHING) for kind in sorted(QUIET)],
)
def test_what_nobody_answers_alone_says_so_under_its_question(kind: str, said: str) -> None:
    for session in places(with_kind(kind)):
        with opened(session) as room:
            page = room.phone().get(f"/{CODE}").text
            assert said in page
            assert heading(page) not in {"", said}
            assert "<form" not in page


@pytest.mark.parametrize(("way", "said"), [(Method.HANDS, HANDS), (Method.ROOM, ONE_RATING)])
@pytest.mark.parametrize("kind", sorted(ALONE - {"questions", "close", "allocation"}))
def test_what_the_room_votes_on_together_says_how(kind: str, way: Method, said: str) -> None:
    session = next(places(with_kind(kind, way)))
    with opened(session) as room:
        page = room.phone().get(f"/{CODE}").text
        assert said in page
        assert "<form" not in page


def test_points_and_dots_of_ten_on_cards_are_typed_in_the_room() -> None:
    with opened(next(places(with_kind("allocation", Method.CARDS)))) as room:
        assert ON_CARDS in room.phone().get(f"/{CODE}").text
