"""The ledger from lines and votes to net: by segment, in points and in money, hidden till shown."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from made_sessions import BOOK, hidden_votes_taken_out, moderate, names, rated, sessions, texts
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.show.blocks import Chart, Paragraph
from valueworkshop.core.show.place import Doing, Saying
from valueworkshop.core.stages.kind import Progress
from valueworkshop.core.stages.ledger import KIND, show, words
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    UNIT_NOT_SAID,
    Asks,
    ChargedFor,
    Line,
    Prompts,
    Side,
    Sort,
    charged_for,
    lines_of,
    missing,
    move_line,
    prompt,
    say_unit,
    unit_of,
)
from valueworkshop.core.stages.ledger.picture import bars, value_map
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.ledger.typed_amounts import parse_amount
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.edits import leave_out, reveal, take_ballot
from valueworkshop.core.stages.votes.model import (
    ROOM,
    Abstained,
    Ballot,
    Facet,
    Rating,
    asks,
    facets_asked,
)
from valueworkshop.exports.markdown import render
from valueworkshop.files.text.decode import decode_kit
from valueworkshop.files.text.session_file import dumps, loads

DONT_KNOW, SKIPPED = Abstained.DONT_KNOW, Abstained.SKIPPED

QUALITY = Line(text="It lasts", kind=Sort.QUALITY)
SUPPORT = Line(text="Parts in two days", kind=Sort.SUPPORT, segment="d")
PRICE = Line(text="The price", kind=Sort.MONEY)
WAIT = Line(text="Waiting", kind=Sort.TIME, segment="d")


def test_a_cost_is_asked_about_so_that_up_is_good_too() -> None:
    session = book(QUALITY, PRICE)
    asked = {key: facets_asked(session, BOOK, key) for key in ("l0", "l1")}
    assert asked["l0"]["ours"].question == "How good is this for customers, with us?"
    assert (
        asked["l1"]["ours"].question
        == "How good is this for customers, with us? A 5 costs them next to nothing."
    )
    assert asked["l1"][ALTERNATIVE] == asked["l0"][ALTERNATIVE]
    told = "\n".join(texts(KIND.told_at(session, BOOK, "l1")))
    assert "A 5 costs them next to nothing" in told


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (Asks(cost_question="How cheap is it?"), "How cheap is it?"),
        (Asks(facets={"ours": Facet(label="us", question="Wie gut?")}), "Wie gut?"),
    ],
)
def test_a_kit_may_ask_about_costs_in_its_own_words(asked: Asks, question: str) -> None:
    session = book(PRICE)
    stage = replace(session.kit.stages[BOOK], asks=asked)
    session = replace(session, kit=replace(session.kit, stages={BOOK: stage}))
    assert facets_asked(session, BOOK, "l0")["ours"].question == question


def book(*lines: Line, **changes: Any) -> Session:
    """A ledger of these lines, whose ids are l0, l1, … and two segments, d and h."""
    stage = Stage(kind="ledger", title="Ledger", letter="E", asks=Asks())
    segments = {"d": Segment(name="Dealers"), "h": Segment(name="Home", order=1)}
    kit = Kit(id="k", title="K", stages={BOOK: stage})
    session = Session(id="s", title="S", kit=kit, segments=segments)
    for n, line in enumerate(lines):
        session = put_item(session, BOOK, f"l{n}", line)
    return replace(session, **changes)


def both_rated(*pairs: tuple[Any, ...]) -> Session:
    """The ledger of quality and price; two people gave each (with us, elsewhere)."""
    session = book(QUALITY, PRICE)
    for n, pair in enumerate(pairs):
        session = rated(pair, pair, item=f"l{n}", stage=BOOK, into=session)
    return session


def said(session: Session) -> list[str]:
    return words.said(ledger(session, BOOK))


def markdown(session: Session) -> str:
    return render(KIND.told(session, BOOK))


def nets(session: Session) -> dict[str, Fraction | None]:
    return {key: strand.ours.net for key, strand in ledger(session, BOOK).strands.items()}


def test_every_kind_of_benefit_and_cost_has_a_side_and_a_question() -> None:
    session = book()
    assert len(missing(session, BOOK, Side.BENEFIT)) == 10
    assert len(missing(session, BOOK, Side.COST)) == 8
    assert all(prompt(session, BOOK, sort) for sort in Sort if not sort.is_any)
    assert {sort for sort in Sort if sort.is_any} == {Sort.BENEFIT, Sort.COST}
    session = put_item(session, BOOK, "a", PRICE)
    assert Sort.MONEY not in missing(session, BOOK, Side.COST)
    assert "What they give: nothing yet on time, effort" in words.also(session, BOOK)[1]


def test_a_kit_brings_prompts_and_lines_of_its_own() -> None:
    lines = {"wait": {"text": "Waiting", "kind": "time"}}
    asked = {"items": lines, "prompts": {"time": "How long?"}, "unit": "EUR a year"}
    stage = {"kind": "ledger", "title": "L", "asks": asked}
    kit = decode_kit({"id": "k", "title": "K", "stages": {BOOK: stage}})
    session = Session(id="s", title="S", kit=kit)
    assert prompt(session, BOOK, Sort.TIME) == "How long?"
    assert prompt(session, BOOK, Sort.EFFORT) == Prompts().effort
    assert unit_of(session, BOOK) == "EUR a year"
    assert [line.side for _, line in lines_of(session, BOOK)] == [Side.COST]
    assert KIND.told(session, BOOK) == []
    assert KIND.values(session, BOOK) == {}


def test_benefits_stand_before_costs_and_lines_move_in_their_column() -> None:
    session = book(PRICE, QUALITY, WAIT, SUPPORT)
    assert KIND.places(session, BOOK) == ["l1", "l3", "l0", "l2"]
    assert KIND.places(move_line(session, BOOK, "l0", 1), BOOK) == ["l1", "l3", "l2", "l0"]
    assert KIND.places(move_line(session, BOOK, "l3", -1), BOOK) == ["l3", "l1", "l0", "l2"]
    assert move_line(session, BOOK, "l0", -1) == session
    assert move_line(session, BOOK, "gone", 1) == session


def test_both_ends_of_the_scale_say_that_up_is_better_for_costs_too() -> None:
    items = asks(book(QUALITY, PRICE), BOOK).items
    assert items["l0"].low == "they get next to nothing of it"
    assert items["l1"].high == "it costs them next to nothing"


def test_net_is_by_segment_with_the_lines_of_all() -> None:
    session = book(QUALITY, SUPPORT, PRICE, WAIT)
    given: dict[str, Rating] = {"l0": 5, "l1": 3, "l2": 4, "l3": 1}
    for item, rating in given.items():
        session = rated((rating,), (rating,), item=item, stage=BOOK, into=session)
    assert nets(session) == {"": 75, "d": Fraction(25, 2)}
    assert said(session)[0] == "Any segment: net +75 (get 100, give 25; n 2; 1 benefit, 1 cost)."
    dealers = "Dealers: net +13 (get 75, give 63, rounded; n 2; 2 benefits, 2 costs)."
    assert dealers in said(session)[2]
    gone = replace(session, segments={})
    assert nets(gone) == {"": Fraction(25, 2)}
    assert said(gone)[0].startswith("All customers: net +13")


def test_a_ledger_of_one_segment_s_lines_has_no_other_strand() -> None:
    assert list(nets(book(SUPPORT, WAIT))) == ["d"]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((), "Nothing has been revealed yet."),
        (((5,),), "All customers: no net. No cost is revealed yet."),
        (
            ((5,), (DONT_KNOW,)),
            "All customers: no net. No cost has a rating.",
        ),
        (
            ((4,), (2,)),
            "All customers: net 0 (get 75, give 75; n 2; 1 benefit, 1 cost).",
        ),
    ],
)
def test_why_there_is_no_net_is_said(pairs: tuple[Any, ...], expected: str) -> None:
    assert said(both_rated(*pairs))[0] == expected


def test_edge_cases_in_words() -> None:
    assert said(book()) == ["The ledger is still empty."]
    only = rated((5,), item="l0", stage=BOOK, into=book(QUALITY))
    assert said(only)[0] == "All customers: no net. There is no cost in it."
    one = rated((3,), item="l1", stage=BOOK, into=put_item(only, BOOK, "l1", PRICE))
    assert "one person's view" in said(one)[0]
    unknown = both_rated((5,), (DONT_KNOW,))
    assert "Nobody knows: The price." in said(unknown)
    assert "Everybody skipped: The price." in said(both_rated((5,), (SKIPPED,)))
    assert "Not revealed yet: 1 of 2 lines." in said(both_rated((5,)))
    near = rated((3,), (4,), item="l0", stage=BOOK, into=both_rated((3,), (3,)))
    assert "One different answer would turn it." in said(near)[0]


def test_the_room_s_one_rating_says_so() -> None:
    session = book(QUALITY, PRICE)
    for item in ("l0", "l1"):
        ballot = Ballot(answers={"ours": {item: 4}})
        session = reveal(take_ballot(session, BOOK, "1", ROOM, ballot), BOOK, "1", item)
    assert "the room's one rating" in said(session)[0]


def test_ours_and_the_alternative_are_compared_over_the_lines_rated_for_both() -> None:
    session = both_rated((5, 4), (4, 2))
    assert ledger(session, BOOK).strands[""].lead == 75
    ahead = "All customers: 75 points ahead of the best alternative (over 2 lines rated for both)."
    assert ahead in said(session)
    extra = put_item(session, BOOK, "l2", WAIT)
    extra = rated((1,), (1,), item="l2", stage=BOOK, into=replace(extra, segments={}))
    assert ahead in said(extra)
    assert nets(extra)[""] != nets(session)[""]
    half = both_rated((5, 4), (4,))
    assert ledger(half, BOOK).strands[""].lead is None
    assert "you rated only one side" in said(half)[1]
    assert "you rated no line for both" in said(both_rated((5,), (4,)))[1]
    without = leave_out(session, BOOK, ALTERNATIVE, out=True)
    assert not any("alternative" in sentence for sentence in said(without))


def test_money_stands_only_where_every_line_has_an_amount() -> None:
    session = say_unit(
        book(replace(QUALITY, amount=1200), replace(PRICE, amount=900)), BOOK, " EUR a\nyear "
    )
    assert said(session) == ["All customers, in money (EUR a year): get 1,200, give 900, net +300."]
    assert KIND.progress(session, BOOK) == Progress(2, 2)
    mixed = put_item(session, BOOK, "l2", SUPPORT)
    assert said(mixed)[0] == "Nothing has been revealed yet."
    assert said(mixed)[2] == (
        "Dealers, in money (EUR a year): no net. Without an amount: Parts in two days."
    )
    seen = rated((3,), (3,), item="l2", stage=BOOK, into=mixed)
    assert "2 lines have an amount only, so the points leave them out." in said(seen)
    assert UNIT_NOT_SAID in said(book(replace(PRICE, amount=1)))[0]
    assert "There is no benefit in it." in said(book(replace(PRICE, amount=1)))[0]


def test_what_money_is_charged_for() -> None:
    by_time = replace(PRICE, charged_for=ChargedFor.TIME)
    assert charged_for(book(by_time, PRICE), BOOK) == {ChargedFor.TIME}
    assert charged_for(book(replace(by_time, kind=Sort.TIME)), BOOK) == set()
    assert "Charged for: time with us." in words.also(book(by_time), BOOK)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("", None),
        (" 1200 ", 1200),
        ("1,200", 1200),
        ("1 200 000", 1200000),
        ("1'200", 1200),
        ("1\u202f200", 1200),
        ("1\u00a0200", 1200),
    ],
)
def test_amounts_as_they_are_typed(typed: str, amount: int | None) -> None:
    assert parse_amount(typed) == amount


@pytest.mark.parametrize("typed", ["1,5", "-3", "1.200,000", "EUR 5", "12,00", "1" * 16, "١٢"])
def test_what_is_no_whole_amount_is_refused(typed: str) -> None:
    with pytest.raises(TypedError, match="Type a whole number"):
        parse_amount(typed)


def test_the_bars_go_to_both_sides_and_names_stand_last() -> None:
    session = both_rated((5, 3), (2, 3))
    assert bars(ledger(session, BOOK), 76) == [
        "net: what they get minus what they give, -100 to 100",
        "         they give│they get           net",
        "   75    ▒▒▒▒▒▒▒▒▒│████████████ 100  +25  All customers (n 2)",
        "   50       ░░░░░░│▓▓▓▓▓▓       50     0  All customers, best alternative",
        "",
        "every line, 0 to 100",
        "                  │████████████ 100  quality: It lasts",
        "   75    ▒▒▒▒▒▒▒▒▒│                  money: The price",
    ]
    drawn = value_map(ledger(session, BOOK), 76)
    assert drawn[1].split("│")[1].startswith(" " * 30 + "A")
    assert "a  elsewhere: All" in "\n".join(drawn)


def test_without_anything_revealed_no_picture_is_drawn() -> None:
    found = ledger(both_rated(), BOOK)
    assert bars(found, 76) == value_map(found, 76) == []
    half = ledger(both_rated((5,)), BOOK)
    assert value_map(half, 76) == []
    assert "–  All customers" in bars(half, 76)[2]
    assert "hidden, money: The price" in bars(half, 76)[-1]


@moderate
@given(st.lists(names, min_size=2, max_size=4), st.integers(0, 110))
def test_no_line_of_a_picture_is_wider_than_the_view(texts: list[str], width: int) -> None:
    session = book()
    for n, text in enumerate(texts):
        kind = Sort.TIME if n % 2 else Sort.BRAND
        session = put_item(session, BOOK, f"l{n}", Line(text=text, kind=kind, segment="d"))
        session = rated((2, 3), item=f"l{n}", stage=BOOK, into=session)
    session = replace(session, segments={"d": Segment(name=texts[0])})
    found = ledger(session, BOOK)
    for drawn in (bars(found, width), value_map(found, width)):
        assert drawn
        assert max(cell_len(line) for line in drawn) <= max(width, 40)


def test_the_report_has_net_pictures_and_every_line() -> None:
    told = markdown(both_rated((5, 3), (2, 3)))
    assert "All customers: net +25" in told
    assert "value map" in told
    assert "| give | money | The price | 2.0 | 2 | 3.0 (n 2) | assumed |" in told
    assert "What customers get: nothing yet on interface and use" in told
    named = markdown(book(QUALITY))
    assert "## Ledger" in named
    assert "Nothing has been revealed yet." in named
    assert markdown(book()) == "\n"


def test_the_numbers_for_other_programs() -> None:
    session = both_rated((5, 3), (2, 3))
    told = json.loads(json.dumps(KIND.values(session, BOOK)))
    assert told["segments"][""]["net"] == 25
    assert told["segments"][""]["lead"] == 25
    assert told["lines"]["l1"]["points"] == 25
    assert told["lines"]["l1"]["side"] == "cost"
    assert KIND.values(book(QUALITY), BOOK) == {}


def test_a_line_comes_back_from_the_file_as_it_was() -> None:
    line = replace(PRICE, segment="d", amount=3, charged_for=ChargedFor.TIME, about="yearly")
    session = say_unit(book(line), BOOK, "EUR")
    assert loads(dumps(session), "f").session == session


@moderate
@given(sessions())
def test_of_hidden_votes_nothing_is_told(session: Session) -> None:
    blind = hidden_votes_taken_out(session)
    assert KIND.told(session, BOOK) == KIND.told(blind, BOOK)
    assert KIND.values(session, BOOK) == KIND.values(blind, BOOK)
    assert said(session) == said(blind)
    assert all(isinstance(text, str) for text in texts(KIND.told(session, BOOK)))


def test_a_revealed_line_is_seen_with_the_whole_ledger_and_a_hidden_one_is_not() -> None:
    session = both_rated((5, 3), (2, 3))
    own, *_, below = KIND.told_at(session, BOOK, "l0")
    assert own == Paragraph("They get 100 of 100 with us, 50 elsewhere.", strong=True)
    assert isinstance(below, Chart)
    assert below.drawn(56) == tuple(bars(ledger(session, BOOK), 56))
    hidden = KIND.told_at(book(QUALITY, PRICE), BOOK, "l0")
    assert not any(isinstance(each, Chart) for each in hidden)
    first, second = show.pages(KIND.here(session, BOOK))
    assert isinstance(first[0], Chart)
    told = [each.text for each in first[1:] if isinstance(each, Paragraph)]
    assert set(said(session)) <= {*first[0].words, *told}
    assert first[0].words[0] not in told
    assert isinstance(second[0], Chart)
    assert isinstance(show.pages(KIND.here(book(), BOOK))[1][0], Paragraph)


def test_a_place_says_what_brings_a_line_to_mind_and_changes_what_amounts_are_in() -> None:
    session = book(QUALITY, PRICE)
    place = KIND.place(session, BOOK, "l1")
    assert place.about.startswith("What do they pay, at first and later?")
    assert place.notes == tuple(words.particulars(session, BOOK, "l1"))
    unit, alternative = place.acts
    assert isinstance(unit, Saying)
    done = unit.do(session, "EUR a year")
    assert (unit_of(done.session, BOOK), done.said) == ("EUR a year", "Amounts are in: EUR a year.")
    assert isinstance(alternative, Doing)
    out = alternative.do(session)
    assert out.said == "We rate only ours now."
    assert alternative.do(out.session).said == "We rate the best alternative as well."
