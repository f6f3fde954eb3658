"""Drivers: lead with what is high on both, and say what is on the line."""

import pytest
from hypothesis import given

from made_sessions import (
    DONT_KNOW,
    OWN_KIT,
    REASONS,
    empty,
    hidden_votes_taken_out,
    moderate,
    rated,
    sessions,
    texts,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Bullets, Chart, Paragraph, Table
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.drivers import show
from valueworkshop.core.stages.drivers.score import drivers, leading, values
from valueworkshop.core.stages.votes.custom_items import OwnItem, put_item
from valueworkshop.core.stages.votes.edits import count_hands, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Ballot, Hands, Rating
from valueworkshop.core.summary.gap_summary import summarise

DRIVERS = KINDS["drivers"]


def said(session: Session) -> list[str]:
    """What is said about all drivers together."""
    (page,) = show.pages(DRIVERS.here(session, REASONS))
    return [block.text for block in page if isinstance(block, Paragraph)]


def picture(session: Session) -> list[str]:
    """The quadrant, 76 cells wide."""
    (page,) = show.pages(DRIVERS.here(session, REASONS))
    return [row for block in page if isinstance(block, Chart) for row in block.drawn(76)]


def named(*names: str) -> Session:
    session = empty(kit=OWN_KIT)
    for n, name in enumerate(names, start=1):
        session = put_item(session, REASONS, f"d{n}", OwnItem(text=name))
    return session


def voted(*answers: tuple[Rating, Rating], people: int = 2) -> Session:
    """Drivers d1, d2, … with (uniqueness, sway) that each of the people gave."""
    session = named(*(f"Driver {n}" for n in range(1, len(answers) + 1)))
    for n, pair in enumerate(answers, start=1):
        session = rated(*[pair] * people, item=f"d{n}", stage=REASONS, into=session)
    return session


def which(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = drivers(session, REASONS)
    assert found is not None
    return leading(found).lead, leading(found).nearly


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ((4, 4), (4, 4), (("d1",), ())),
        ((3, 4), (4, 4), (("d1",), ())),  # 3.5 and 4: half a step above the middle is clear
        ((3, 4), (3, 4), ((), ("d1",))),  # 3 and 4: on the line
        ((3, 3), (3, 3), ((), ("d1",))),
        ((2, 4), (2, 4), ((), ())),
        ((2, 3), (2, 3), ((), ())),
        ((1, 5), (1, 5), ((), ())),
    ],
)
def test_lead_with_what_is_clearly_above_the_middle_in_both(
    first: tuple[Rating, Rating],
    second: tuple[Rating, Rating],
    wanted: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    session = rated(first, second, item="d1", stage=REASONS, into=named("Price"))
    assert which(session) == wanted


def test_what_to_lead_with_is_said_with_how_many_answered() -> None:
    session = voted((5, 5), (3, 5), (1, 1))
    assert said(session) == [
        "Lead with: Driver 1 (n 2).",
        "Nearly, but on the line: Driver 2 (n 2).",
    ]
    assert said(voted((1, 5))) == ["Nothing is high on both, so there is nothing to lead with yet."]
    assert values(session, REASONS)["lead"] == ["d1"]


def test_there_is_no_gap_and_no_part_in_the_index() -> None:
    summary = summarise(voted((1, 5)))
    assert summary.gaps == ()
    assert REASONS not in {stage.key for stage in summary.index.stages}
    assert REASONS not in summary.index.skipped


def test_of_hidden_votes_nothing_is_told() -> None:
    session = rated((5, 5), (5, 5), item="d1", stage=REASONS, into=named("Price"), shown=False)
    assert said(session) == ["Nothing has been revealed yet."]
    assert picture(session) == []
    assert values(session, REASONS) == {}
    told = set(texts(DRIVERS.told(session, REASONS)))
    assert {"Price", "The drivers we named. Nothing has been revealed yet."} <= told
    assert DRIVERS.told(empty(kit=OWN_KIT), REASONS) == []


def test_one_person_the_room_and_nobody_are_said_in_words() -> None:
    assert "One person's view." in picture(voted((4, 4), people=1))
    ballot = Ballot(answers={"uniqueness": {"d1": 5}, "sway": {"d1": 5}})
    room = take_ballot(named("Price"), REASONS, "1", ROOM, ballot)
    assert "The room's one rating." in picture(reveal(room, REASONS, "1", "d1"))
    nobody = rated((DONT_KNOW, 4), (DONT_KNOW, 4), item="d1", stage=REASONS, into=named("Price"))
    assert "  nobody knows (unique): Price" in picture(nobody)
    assert any(isinstance(block, Chart) for block in DRIVERS.told(nobody, REASONS))


def test_a_revealed_driver_is_told_by_where_it_lies() -> None:
    session = voted((5, 5), (3, 5))
    first = [DRIVERS.told_at(session, REASONS, at)[0] for at in ("d1", "d2")]
    assert first == [
        Paragraph("On the quadrant: lead with it.", strong=True),
        Paragraph("On the quadrant: on the line.", strong=True),
    ]
    hidden = rated((5, 5), item="d1", stage=REASONS, into=named("Price"), shown=False)
    assert not any("quadrant" in text for text in texts(DRIVERS.told_at(hidden, REASONS, "d1")))


def test_hands_are_enough() -> None:
    session = named("Price")
    for facet, hands in (("uniqueness", Hands(four=3)), ("sway", Hands(five=4))):
        session = count_hands(
            session, REASONS, "1", facet=facet, item="d1", group="everyone", hands=hands
        )
    assert said(reveal(session, REASONS, "1", "d1")) == ["Lead with: Price (n 3)."]


def test_the_section_has_the_quadrant_and_a_table() -> None:
    blocks = DRIVERS.told(voted((5, 5), (3, 5)), REASONS)
    assert any(isinstance(b, Bullets) and b.items[0].startswith("Lead with") for b in blocks)
    table = next(b for b in blocks if isinstance(b, Table))
    assert table.header == ("Driver", "sways", "unique", "n", "Where")
    assert table.rows == (
        ("Driver 1", "5.0", "5.0", "2", "lead with it"),
        ("Driver 2", "5.0", "3.0", "2", "on the line"),
    )


@moderate
@given(sessions())
def test_hidden_votes_have_no_part_and_none_is_both_to_lead_with_and_nearly(
    session: Session,
) -> None:
    without = hidden_votes_taken_out(session)
    assert DRIVERS.told(session, REASONS) == DRIVERS.told(without, REASONS)
    assert values(session, REASONS) == values(without, REASONS)
    lead, nearly = which(session)
    assert not set(lead) & set(nearly)
