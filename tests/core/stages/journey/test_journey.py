"""The journey: where the curve is lowest, what carries it, and how it is drawn."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from made_sessions import (
    DONT_KNOW,
    OWN_KIT,
    WAY,
    empty,
    hidden_votes_taken_out,
    moderate,
    names,
    rated,
    sessions,
    texts,
)
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.show.blocks import Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.journey import KIND, show
from valueworkshop.core.stages.journey.model import Answers, Asks, Carrier, Term, Touchpoint
from valueworkshop.core.stages.journey.picture import journey
from valueworkshop.core.stages.journey.score import (
    by_carrier,
    by_term,
    lowest,
    moments,
    poorest,
    values,
)
from valueworkshop.core.stages.journey.words import apart, hidden, said
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.edits import have_in_mind, reveal, take_ballot
from valueworkshop.core.stages.votes.model import Ballot
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.exports.markdown import render

Pair = tuple[int, int] | None


def way(*pairs: Pair, carriers: dict[int, tuple[Carrier, ...]] | None = None) -> Session:
    """A journey with a touchpoint t1, t2, … for each (expected, experienced), None for hidden."""
    points = {
        f"t{n}": Touchpoint(text=f"Moment {n}", carriers=(carriers or {}).get(n, ()))
        for n in range(1, len(pairs) + 1)
    }
    stage = Stage(kind="journey", title="Journey", letter="J", asks=Asks(items=points))
    session = Session(id="s", title="S", kit=Kit(id="k", title="K", stages={WAY: stage}))
    for n, pair in enumerate(pairs, start=1):
        if pair is not None:
            session = rated(pair, pair, item=f"t{n}", stage=WAY, into=session)  # type: ignore[arg-type]
    return session


def names_of(found: list) -> list[str]:  # type: ignore[type-arg]
    return [moment.key for moment in found]


def test_the_lowest_moment_is_furthest_below_what_is_expected() -> None:
    curve = moments(way((3, 1), (5, 2), (2, 1)), WAY)
    assert [moment.signed for moment in curve] == [50, 75, 25]
    assert names_of(lowest(curve)) == ["t2"]
    assert names_of(poorest(curve)) == ["t1", "t3"]
    assert said(curve) == [
        "Furthest below what customers expect: Moment 2 (gap 75 of 100; 2 of 2 see a shortfall).",
        "Lowest rating, whatever customers expect: Moment 1 and Moment 3 (1.0 of 5).",
    ]


def test_ties_are_all_named() -> None:
    curve = moments(way((5, 2), (4, 4), (4, 1)), WAY)
    assert names_of(lowest(curve)) == ["t1", "t3"]
    assert "Moment 1 and Moment 3 (gap 75" in said(curve)[0]
    marks = next(line for line in journey(curve, 76) if set(line) == {" ", "▼"})
    assert marks.count("▼") == 2


def test_where_nothing_falls_short_that_is_said() -> None:
    assert said(moments(way((2, 4), (3, 3)), WAY))[0].startswith(
        "Nothing falls short of what customers expect. Closest: Moment 2 (just met; none of 2"
    )
    assert "(25 of 100 above it" in said(moments(way((2, 4), (3, 4)), WAY))[0]


def test_of_hidden_votes_nothing_is_told() -> None:
    session = rated((5, 1), (5, 1), item="t1", stage=WAY, into=way(None, None), shown=False)
    curve = moments(session, WAY)
    assert lowest(curve) == poorest(curve) == []
    assert journey(curve, 76) == []
    assert said(curve) == ["Nothing has been revealed yet."]
    assert values(session, WAY) == {}
    assert KIND.told(session, WAY) == []
    half = moments(way((5, 1), None), WAY)
    assert hidden(half) == "Not revealed yet: 1 of 2 touchpoints."
    assert " 2     ?  Moment 2" in "\n".join(journey(half, 60))


def test_one_answer_and_no_pair_are_said_in_words() -> None:
    one = rated((5, 2), item="t1", stage=WAY, into=way(None))
    assert "one person's view" in said(moments(one, WAY))[0]
    unknown = rated((5, DONT_KNOW), (4, DONT_KNOW), item="t1", stage=WAY, into=way(None))
    assert said(moments(unknown, WAY)) == [
        "No touchpoint has a gap yet: you rated only what is needed."
    ]
    assert not any(
        isinstance(block, Chart) and "┤" in block.rows[0] for block in KIND.told(unknown, WAY)
    )
    assert said([]) == ["You have not named a touchpoint yet."]


def test_a_carrier_s_gap_is_the_mean_over_its_touchpoints() -> None:
    brand, staff = Carrier.BRAND, Carrier.EMPLOYEES
    session = way((5, 1), (3, 3), None, carriers={1: (brand, staff), 2: (brand,), 3: (staff,)})
    found = [
        (strand.words, strand.n, strand.signed) for strand in by_carrier(moments(session, WAY))
    ]
    assert found == [("dealings with employees", 1, 100), ("brand", 2, 50)]
    assert by_term(moments(session, WAY)) == []
    told = "\n".join(journey(moments(session, WAY), 76))
    assert "▼  100  dealings with employees (over 1 touchpoint)" in told
    assert "50  brand (over 2 touchpoints)" in told
    assert values(session, WAY)["lowest"] == ["t1"]


def test_the_curve_is_drawn_left_to_right_with_its_lowest_point() -> None:
    assert journey(moments(way((5, 5), (4, 2), (3, 4)), WAY), 60)[:11] == [
        "5 ┤    ◉────╮",
        "  │         │",
        "4 ┤         │   ○    ╭───●",
        "  │         │   ┊    │   ┊",
        "3 ┤         │   ┊    │   ○",
        "  │         │   ┊    │",
        "2 ┤         ╰───●────╯",
        "  │",
        "1 ┤",
        "                ▼",
        "       1        2        3",
    ]


def test_the_line_breaks_where_a_moment_is_not_known() -> None:
    rows = journey(moments(way((3, 3), None, (3, 3)), WAY), 76)
    assert "─" not in rows[4]
    assert rows[4].count("◉") == 2


def test_many_moments_go_top_to_bottom() -> None:
    rows = journey(moments(way(*[(4, 2)] * 25), WAY), 60)
    assert rows[1] == " 1▼   50  ····●·······○····  Moment 1"
    assert rows[25].startswith("25▼")


pairs = st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5))


@moderate
@given(st.lists(pairs, min_size=1, max_size=20), st.integers(0, 120), names)
def test_no_line_is_too_long_and_every_moment_is_named(
    given_: list[Pair], width: int, name: str
) -> None:
    session = put_item(way(*given_), WAY, "t1", Touchpoint(text=name, carriers=tuple(Carrier)))
    curve = moments(session, WAY)
    lines = journey(curve, width)
    assert bool(lines) is bool(lowest(curve))
    assert all(cell_len(line) <= max(width, 50) for line in lines)
    for moment in curve[1:] if lines else []:
        assert any(moment.touchpoint.text in line for line in lines)


@moderate
@given(sessions())
def test_the_lowest_has_the_largest_gap_and_hidden_votes_have_no_part(session: Session) -> None:
    curve = moments(session, WAY)
    signed = [moment.signed for moment in curve if moment.signed is not None]
    assert all(moment.signed == max(signed) for moment in lowest(curve))
    assert bool(lowest(curve)) is bool(signed)
    for strand in (*by_carrier(curve), *by_term(curve)):
        assert min(signed) - 1e-9 <= strand.signed <= max(signed) + 1e-9
        assert 1 <= strand.n <= len(signed)
    without = hidden_votes_taken_out(session)
    assert KIND.told(session, WAY) == KIND.told(without, WAY)
    assert values(session, WAY) == values(without, WAY)


# In words and blocks


def test_a_revealed_touchpoint_is_told_with_its_links_and_the_curve() -> None:
    session = way((5, 2), None, carriers={1: (Carrier.BRAND,)})
    seen = KIND.told_at(session, WAY, "t1")
    assert Paragraph("Carried by brand.", aside=True) in seen
    curve = seen[-1]
    assert isinstance(curve, Chart)
    assert list(curve.drawn(60)) == journey(moments(session, WAY), 60)
    hidden_one = KIND.told_at(session, WAY, "t2")
    assert not any(isinstance(block, Chart) for block in hidden_one)


def test_the_page_says_where_the_curve_is_lowest_and_draws_it() -> None:
    session = way((5, 2), None)
    (page,) = show.pages(KIND.here(session, WAY))
    told = [block.text for block in page if isinstance(block, Paragraph)]
    assert told == [*said(moments(session, WAY)), hidden(moments(session, WAY))]
    assert isinstance(page[0], Chart)
    (page,) = show.pages(KIND.here(way(None), WAY))
    assert page == [Paragraph("Nothing has been revealed yet.")]


# In a report


def test_the_section_has_the_words_the_curve_and_a_table() -> None:
    blocks = KIND.told(way((5, 2), (3, 3), None), WAY)
    assert blocks[0] == Heading("Journey")
    assert any(isinstance(b, Bullets) and "Furthest below" in b.items[0] for b in blocks)
    assert any(isinstance(b, Chart) and b.rows[0].startswith("5 ┤") for b in blocks)
    table = next(b for b in blocks if isinstance(b, Table))
    assert table.rows[0][1:6] == ("Moment 1", "5.0", "2.0", "75", "2 of 2 see a shortfall")
    assert table.rows[2][1:6] == ("Moment 3", "–", "–", "–", "not revealed yet")
    assert "▼" in render(blocks)


def test_touchpoints_of_a_team_s_own_are_told_before_any_vote() -> None:
    session = put_item(empty(kit=OWN_KIT), WAY, "x", Touchpoint(text="Parking"))
    assert {"Parking", "Finding us"} <= set(texts(KIND.told(session, WAY)))
    assert KIND.told(empty(kit=OWN_KIT), WAY) == []


def test_a_journey_counts_in_the_index_with_its_gaps() -> None:
    summary = summarise(way((5, 2), (3, 3)))
    assert summary.index.value == 37.5
    assert [gap.letter for gap in summary.gaps] == ["J", "J"]


def test_every_term_and_carrier_has_words() -> None:
    assert len({term.in_words for term in Term}) == 4
    assert len({carrier.in_words for carrier in Carrier}) == 7
    assert Asks().nothing() == Answers()


def test_segments_stand_apart_from_three_voters_on() -> None:
    segments = {
        "small": Segment(name="Small [b]", order=1),
        "large": Segment(name="Large", order=2),
    }
    made = replace(way(None, None), segments=segments)
    given = {"small": ((5, 1), (4, 4)), "large": ((4, 4), (5, 2))}
    for segment, pairs in given.items():
        for number in range(3):
            voter = f"{segment}{number}"
            ballot = Ballot(
                answers={
                    "needed": {f"t{n}": pair[0] for n, pair in enumerate(pairs, 1)},  # type: ignore[misc]
                    "today": {f"t{n}": pair[1] for n, pair in enumerate(pairs, 1)},  # type: ignore[misc]
                }
            )
            made = take_ballot(made, WAY, "1", voter, ballot)
            made = have_in_mind(made, WAY, "1", voter, segment)
    assert apart(made, WAY) == []
    for item in ("t1", "t2"):
        made = reveal(made, WAY, "1", item)
    below = "Furthest below what customers expect: "
    assert apart(made, WAY) == [
        f"Small [b]: {below}Moment 1 (gap 100 of 100; 3 of 3 see a shortfall).",
        f"Large: {below}Moment 2 (gap 75 of 100; 3 of 3 see a shortfall).",
    ]
    assert apart(have_in_mind(made, WAY, "1", "small0", "large"), WAY) == []
