"""Customers beside the team: in numbers, words, a picture, a report and as plain values."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len

from valueworkshop.core.scoring.answer_pairs import Pair, Pairs, score_pairs
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.show.blocks import Chart, Paragraph, Table
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.voice import KIND, words
from valueworkshop.core.stages.voice.model import (
    EVERYONE,
    Answers,
    Asked,
    Asks,
    Column,
    Import,
    Known,
    answers,
    items_of,
    pair_of,
    take,
    together,
    words_of,
)
from valueworkshop.core.stages.voice.picture import tracks
from valueworkshop.core.stages.voice.score import (
    Row,
    customers_score,
    rows,
    segments_heard,
    slips,
    team_score,
    values,
)
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.edits import answer, count_hands, reveal
from valueworkshop.exports import markdown

DAY = dt.date(2026, 11, 23)
FACETS = {
    "needed": votes.Facet(label="needed", question="How true must it be?"),
    "today": votes.Facet(label="today", question="How true is it today?"),
}
ITEMS = {
    "contact": votes.Item(text="Every contact helps"),
    "when": votes.Item(text="顧客の価値" * 30),
}
KIT = Kit(
    id="heard",
    title="Heard",
    stages={
        "rate": Stage(
            kind="ratings", title="Checklist", asks=votes.Plan(items=ITEMS, facets=FACETS)
        ),
        "voice": Stage(kind="voice", title="Customer voice", letter="M", asks=Asks()),
    },
)
CONTACT, WHEN = "rate/contact", "rate/when"
FEW = "too few to say how sure that is: one step by one of us changes ours by {}"
ON_FIVE, ON_TEN = (
    Asked(lo=1, hi=5, needed="n", today="t"),
    Asked(lo=0, hi=10, needed="n", today="t"),
)


def heard(
    counts: dict[str, dict[str, dict[str, int]]], asked: Asked = ON_FIVE, **changes: Any
) -> Session:
    """A workshop with one import of these counts."""
    session = Session(id="s1", title="Heard", kit=KIT, segments={"shops": Segment(name="Shops")})
    items = {item: asked for by_item in counts.values() for item in by_item}
    found = Import(
        source="survey.csv", when=DAY, respondents=40, rows=44, items=items, counts=counts
    )
    return take(replace(session, **changes), "voice", "i1", found, Known())


def rated(session: Session, *given: tuple[int | None, int | None], shown: bool = True) -> Session:
    """The session after people gave (needed, today) on the first item."""
    for n, pair in enumerate(given):
        for facet, number in zip(("needed", "today"), pair, strict=True):
            said: Any = number
            session = answer(
                session, "rate", "1", voter=f"v{n}", facet=facet, item="contact", given=said
            )
    return reveal(session, "rate", "1", "contact") if shown else session


def first(session: Session, segment: str = "") -> Row:
    return rows(session, "voice", segment)[0]


def test_the_team_and_customers_are_told_apart_with_an_interval() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 30, "4,2": 10}}})
    session = rated(session, *[(4, 4)] * 6)
    row = first(session)
    assert row.team is not None
    assert row.customers is not None
    assert (row.team.signed, row.customers.signed) == (0.0, 68.75)
    assert (
        words.apart(row)
        == "customers see a larger gap than we do: 69 points more (58 to 79 more fits the answers)"
    )
    assert words.indices(customers_score(session, "voice"), team_score(session)).startswith(
        "Customers' gap index 69 of 100 (up to 40 customers; their differences alone would make"
    )


def test_another_scale_gives_the_same_points() -> None:
    five = first(heard({EVERYONE: {CONTACT: {"5,3": 4, "3,1": 2}}}))
    ten = first(heard({EVERYONE: {CONTACT: {"10,5": 4, "5,0": 2}}}, ON_TEN))
    assert five.customers is not None
    assert ten.customers is not None
    assert five.customers.signed == ten.customers.signed == 50.0
    assert five.customers.needed.mean == ten.customers.needed.mean


@pytest.mark.parametrize(
    ("counts", "given", "said"),
    [
        ({}, [(4, 4)] * 6, "no customer answered"),
        ({"5,3": 2}, [(4, 4)] * 6, "fewer than 3 customers answered, so we do not show them"),
        ({"5,3": 9}, [], "the team's vote is not revealed yet"),
        ({"5,3": 9}, [(None, None)], "customers and we did not rate the same thing here"),
        (
            {",3": 9},
            [(4, 3)] * 6,
            "customers may rate today as we do: anything from 8 less to 8 more fits the answers",
        ),
        (
            {"5,3": 9},
            [(5, 1)] * 4,
            "customers see a smaller gap than we do: 50 points less; " + FEW.format("6"),
        ),
        (
            {"5,3": 4},
            [(5, 3)],
            "customers see the same gap as we do; " + FEW.format("25"),
        ),
    ],
)
def test_each_edge_is_said_in_words(
    counts: dict[str, int], given: list[tuple[int | None, int | None]], said: str
) -> None:
    session = heard({EVERYONE: {CONTACT: counts}})
    session = rated(session, *given, shown=bool(given))
    assert words.apart(first(session)) == said


def test_hands_are_compared_by_today_for_they_do_not_tell_who_gave_both() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 12}}})
    for facet, hands in (("needed", votes.Hands(five=6)), ("today", votes.Hands(four=6))):
        session = count_hands(
            session, "rate", "1", facet=facet, item="contact", group=votes.EVERYONE, hands=hands
        )
    row = first(reveal(session, "rate", "1", "contact"))
    assert row.hands
    assert row.apart is not None
    assert row.apart.gap is None
    assert (
        words.apart(row)
        == "customers rate today lower than we do: 50 points less (42 to 58 less fits the answers)"
    )


def test_the_rooms_one_rating_is_called_so() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 12}}})
    both: dict[str, votes.Rating] = {"needed": 5, "today": 3}
    for facet, given in both.items():
        session = answer(
            session, "rate", "1", voter=votes.ROOM, facet=facet, item="contact", given=given
        )
    row = first(reveal(session, "rate", "1", "contact"))
    assert row.room
    assert "one step by the room changes ours by 25" in words.apart(row)


def test_nothing_is_told_of_a_vote_that_is_not_revealed() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 12}}})
    hidden = rated(session, (5, 1), (4, 1), (5, 2), shown=False)
    assert rows(hidden, "voice") == rows(session, "voice")
    assert KIND.told(hidden, "voice") == KIND.told(session, "voice")
    assert values(hidden, "voice") == values(session, "voice")


def test_segments_are_read_apart_from_three_customers_on() -> None:
    counts = {"shops": {CONTACT: {"5,1": 3}}, EVERYONE: {CONTACT: {"3,3": 3}}}
    session = heard(counts)
    assert segments_heard(session, "voice") == ["shops"]
    of_all, of_shops = first(session), first(session, "shops")
    assert of_all.customers is not None
    assert of_shops.customers is not None
    assert (of_all.customers.signed, of_shops.customers.signed) == (50.0, 100.0)
    few = heard({"shops": {CONTACT: {"5,1": 2}}})
    assert first(few, "shops").customers is None
    assert "so we do not show them" in markdown.render(KIND.told(few, "voice"))
    assert values(few, "voice")["segments"]["shops"][CONTACT]["answered"] is None


def test_no_number_of_fewer_than_three_customers_is_shown() -> None:
    row = first(heard({EVERYONE: {CONTACT: {",3": 9, "5,": 2}}}))
    assert row.customers is not None
    assert (row.customers.needed.n, row.customers.today.n) == (0, 9)
    row = first(heard({EVERYONE: {CONTACT: {",3": 9, "5,": 2, "5,1": 2}}}))
    assert row.customers is not None
    assert (row.customers.needed.n, row.customers.today.n, row.customers.n) == (4, 11, 0)
    assert row.customers.signed is None


def test_customers_index_says_why_there_is_none() -> None:
    team = team_score(heard({}))
    only_today = heard({EVERYONE: {CONTACT: {",3": 9}}})
    said = words.indices(customers_score(only_today, "voice"), team)
    assert said.startswith("No gap index for customers: nobody was asked both needed and today;")
    assert said.endswith("the team has none yet.")
    stages = {**KIT.stages, "more": replace(KIT.stages["rate"], title="More")}
    stages["still"] = stages["more"]
    half = heard({EVERYONE: {CONTACT: {"5,3": 9}}}, kit=replace(KIT, stages=stages))
    said = words.indices(customers_score(half, "voice"), team)
    assert said.startswith("No gap index for customers: they were asked about less than half")
    partly = heard({EVERYONE: {CONTACT: {"5,3": 9}}})
    assert "under 70 %" in words.indices(customers_score(partly, "voice"), team)


@pytest.mark.parametrize("width", [50, 56, 76, 100])
def test_the_picture_fits_and_stands_in_columns(width: int) -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 30}, WHEN: {"2,4": 100_000}}})
    lines = tracks(rows(rated(session, *[(4, 3)] * 6), "voice"), width)
    assert all(cell_len(line) <= width for line in lines)
    begins = {line.index("·") - line.count("–") for line in lines if "·" in line}
    assert len(begins) == 1
    assert any("n 100,000" in line for line in lines)
    assert ["team", "–", "not", "revealed", "yet"] in [line.split() for line in lines]


def test_beside_a_gap_stands_how_many_gave_both() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 4, "5,": 3}, WHEN: {"5,": 8}}})
    lines = [line for line in tracks(rows(session, "voice"), 76) if "customers " in line]
    assert [line.split()[-1] for line in lines] == ["4", "8"]


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({(5, 3): 5, (5, 2): 5}, "63 (10 of 10, rounded)"),  # 100 less 37.5, said as 38
        ({(5, 3): 4}, "50 (4 of 4)"),
        ({(3, 5): 5, (2, 5): 5}, "63 over (0 of 10, rounded)"),
        ({(5, 3): 5, (5, 2): 5, (5, None): 1}, "63 (10 of 10)"),  # not of the same people
    ],
)
def test_a_gap_that_its_sides_do_not_make_as_they_are_said_is_marked(
    pairs: dict[Pair, int], said: str
) -> None:
    assert words.gap(score_pairs([Pairs(low=1, high=5, counts=pairs)])) == said


def test_an_empty_stage_says_nothing_in_a_report() -> None:
    session = Session(id="s1", title="Heard", kit=KIT)
    assert KIND.told(session, "voice") == []
    assert KIND.progress(session, "voice") == Progress(0, 1)
    assert KIND.places(session, "voice") == ["files", "compare"]
    assert KIND.told_at(session, "voice", "compare") == [Paragraph("Nothing from customers yet.")]
    assert values(session, "voice") == {"imports": [], "index": None, "items": {}, "segments": {}}


def test_customers_are_seen_and_read_out_beside_the_team() -> None:
    session = rated(heard({EVERYONE: {CONTACT: {"5,2": 30}}}), *[(4, 3)] * 6)
    said, picture, limits = KIND.told_at(session, "voice", "compare")
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Customers' gap index ")
    assert isinstance(picture, Chart)
    assert picture.drawn(56)[0].startswith("● today")
    assert picture.words[0].startswith("Item 1 of 1: Every contact helps. Customers see ")
    assert [line.split(":")[0] for line in picture.words[1:]] == [
        "Item 1, the team",
        "Item 1, customers",
    ]
    assert limits == Paragraph(words.NEVER_POOLED, aside=True)
    assert KIND.place(session, "voice", "files").notes == (
        "survey.csv, survey of November 2026: 40 customers from 44 rows, 1 item",
    )


def test_the_report_has_the_files_the_picture_and_the_table() -> None:
    session = heard({EVERYONE: {CONTACT: {"5,2": 30}}, "shops": {CONTACT: {"4,2": 5}}})
    section = KIND.told(rated(session, *[(4, 3)] * 6), "voice")
    assert any(isinstance(block, Chart) for block in section)
    assert len([block for block in section if isinstance(block, Table)]) == 2
    text = markdown.render(section)
    assert "survey\\.csv, survey of November 2026: 40 customers from 44 rows, 1 item" in text
    assert "never add the two up" in text
    assert KIND.progress(session, "voice") == Progress(1, 1)
    json.dumps(values(session, "voice"), allow_nan=False)


def test_what_cannot_be_scored_is_a_slip() -> None:
    wrong = {
        EVERYONE: {
            CONTACT: {"5,9": 1, "x": 1, ",": 2, "5,5": -1, "5,4": 3},
            "rate/gone": {"1,1": 1},
        }
    }
    items = {CONTACT: ON_FIVE, WHEN: Asked(lo=5, hi=5)}
    session = Session(id="s1", title="Heard", kit=KIT).with_answers(
        "voice", Answers(imports={"i1": Import(source="x", items=items, counts=wrong)})
    )
    found = {keys[-1]: message for keys, message in slips(session, "voice")}
    assert set(found) == {"5,9", "x", ",", "5,5", "rate/gone", WHEN}
    assert found["5,9"] == "is not on the scale 1 to 5"
    assert list(slips(heard({EVERYONE: {CONTACT: {"5,9": 0}}}, ON_TEN), "voice")) == []


def test_a_pair_is_written_as_it_is_read() -> None:
    for pair in ((5, 3), (None, 3), (5, None), (-3, 0)):
        assert pair_of(words_of(pair)) == pair


def test_what_is_known_later_holds() -> None:
    first_known = Known(
        columns={"a": Column(header="A")}, labels={"x": 1, "y": 2}, missing=("z",), segments={}
    )
    later = Known(labels={"z": 3}, missing=("x",), segments={"n": EVERYONE})
    both = together(first_known, later)
    assert both.labels == {"y": 2, "z": 3}
    assert both.missing == ("x",)
    assert both.columns == first_known.columns


def test_a_kit_may_name_the_stages_customers_are_asked_about() -> None:
    stages = {**KIT.stages, "voice": replace(KIT.stages["voice"], asks=Asks(stages=("none",)))}
    session = heard({EVERYONE: {CONTACT: {"5,3": 9}}}, kit=replace(KIT, stages=stages))
    assert items_of(session, "voice") == {}
    assert rows(session, "voice") == []
    assert len(answers(session, "voice").imports) == 1
