"""Offers from the votes to sentences, pictures and the report: no more than was revealed."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from made_sessions import lines, moderate, texts
from valueworkshop.core.scoring.value_equation import TERMS, Levels, ranked_otherwise, strongest
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Competitor, Session
from valueworkshop.core.show.blocks import Chart, Paragraph, Sight
from valueworkshop.core.show.card_figures import Equation, Headline, HeatTable
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.offers import KIND, show, words
from valueworkshop.core.stages.offers.lever_test import NOT_KEPT, WhatIf
from valueworkshop.core.stages.offers.lever_test import lines as lever_lines
from valueworkshop.core.stages.offers.model import OURS, Asks
from valueworkshop.core.stages.offers.picture import side_by_side, value_map
from valueworkshop.core.stages.offers.score import ATTRIBUTION, Offers, offers
from valueworkshop.core.stages.votes.edits import count_hands, grade, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Abstained, Answer, Ballot, Hands, asks
from valueworkshop.exports.markdown import render
from valueworkshop.files.text.decode import decode_kit, unknown
from valueworkshop.files.text.problems import InvalidError
from valueworkshop.files.text.session_file import dumps, loads

VALUE = "value"
DONT_KNOW, SKIPPED = Abstained.DONT_KNOW, Abstained.SKIPPED
ATTRIBUTED = "Shaun Smith, smith+co"

Rows = tuple[tuple[Answer | None, ...], ...]


def workshop(**changes: Any) -> Session:
    """A workshop with only the value equation, and one competitor."""
    stage = Stage(kind="offers", title="Value equation", letter="D", asks=Asks())
    rivals = {"hydra": Competitor(name="Hydra", order=2), "aqua": Competitor(name="Aqua", order=1)}
    session = Session(
        id="s",
        title="Dealers",
        offer="Line 400",
        competitors=rivals,
        kit=Kit(id="k", title="K", stages={VALUE: stage}),
    )
    return replace(session, **changes)


def rated(session: Session, offer: str, *rows: tuple[Answer | None, ...]) -> Session:
    """Return the session with one row of answers for each person, revealed."""
    for place, row in enumerate(rows, 1):
        answers = {t: {offer: a} for t, a in zip(TERMS, row, strict=True) if a is not None}
        session = take_ballot(session, VALUE, "1", f"v{place}", Ballot(answers=answers))
    return reveal(session, VALUE, "1", offer)


def compared() -> Session:
    """Ours is behind Hydra, and less hassle would change that; Aqua is not revealed."""
    session = rated(workshop(), OURS, (4, 3, 4, 2), (4, 3, 4, 2))
    session = rated(session, "hydra", (4, 4, 4, 4), (4, 4, 4, 4))
    answers = {term: {"aqua": 5} for term in TERMS}
    return take_ballot(session, VALUE, "1", "v1", Ballot(answers=answers))  # type: ignore[arg-type]


def test_a_net_that_its_parts_do_not_make_as_they_are_said_is_marked() -> None:
    told = markdown(rated(workshop(), OURS, (4, 4, 4, 3)))  # 75 less 37.5 is 37.5
    assert "| 75 | 38 | +38 |" in told
    assert "rounded |" in told
    assert "rounded |" not in markdown(rated(workshop(), OURS, (4, 4, 4, 4)))


def seen(session: Session) -> Offers:
    return offers(session, VALUE)


def markdown(session: Session) -> str:
    return render(KIND.told(session, VALUE))


def test_the_session_names_the_offers_ours_first_then_in_order() -> None:
    items = asks(workshop(), VALUE).items
    assert {key: item.text for key, item in items.items()} == {
        OURS: "Line 400",
        "aqua": "Aqua",
        "hydra": "Hydra",
        DO_NOTHING: "Doing nothing",
    }
    assert list(items) == [OURS, "aqua", "hydra", DO_NOTHING]
    bare = asks(workshop(offer="", do_nothing=False, competitors={}), VALUE).items
    assert {key: item.text for key, item in bare.items()} == {OURS: "Our offer"}
    assert list(asks(workshop(), VALUE).facets) == list(TERMS)


def test_a_competitor_that_was_taken_out_is_not_shown_and_comes_back_with_its_votes() -> None:
    session = compared()
    without = replace(session, competitors={"aqua": session.competitors["aqua"]})
    assert "Hydra" not in markdown(without)
    assert KIND.places(without, VALUE) == [OURS, "aqua", DO_NOTHING]
    assert list(KIND.slips(without, VALUE)) == []
    back = replace(loads(dumps(without), "f").session, competitors=session.competitors)
    assert seen(back) == seen(session)


def test_nothing_tells_of_an_offer_that_is_not_revealed() -> None:
    session = compared()
    answers = {term: {"aqua": 1} for term in TERMS}
    other = take_ballot(session, VALUE, "1", "v1", Ballot(answers=answers))  # type: ignore[arg-type]
    assert markdown(session) == markdown(other)
    assert KIND.values(session, VALUE) == KIND.values(other, VALUE)
    assert words.waiting(seen(session)) == "2 offers are not revealed yet."
    hidden = replace(session, revealed={})
    assert (markdown(hidden), KIND.values(hidden, VALUE)) == ("\n", {})
    without_ours = reveal(replace(session, revealed={}), VALUE, "1", "hydra")
    assert "our offer is not revealed yet" in markdown(without_ours).casefold()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (((4, 3, 4, 2), (4, 3, 4, 3)), "net +19, from the 2 who rated all four terms"),
        (((4, 3, 4, 2),), "net +13, one person's view"),
        (((4, 3, 4, None), (4, 3, None, 2)), "no net: nobody rated all four terms"),
        (((4, 3, 4, DONT_KNOW),), "no net: at least one term has no rating"),
        (((DONT_KNOW, SKIPPED, None, None),), "no net: nobody knows"),
        (((SKIPPED,) * 4,), "no net: everybody skipped it"),
        ((), "nothing rated yet"),
    ],
)
def test_each_edge_of_the_answers_is_said_in_words(rows: Rows, said: str) -> None:
    score = seen(rated(workshop(), OURS, *rows)).scores[OURS]
    assert words.net_in_words(score) == said


def test_the_rooms_rating_and_hands_say_what_they_are() -> None:
    answers = {term: {OURS: 4} for term in TERMS}
    room = take_ballot(workshop(), VALUE, "1", ROOM, Ballot(answers=answers))  # type: ignore[arg-type]
    room = reveal(room, VALUE, "1", OURS)
    assert words.net_in_words(seen(room).scores[OURS]) == "net +50, the room's one rating"
    assert "one step by the room on one term" in words.step(seen(room).scores[OURS])
    session = workshop()
    for term in TERMS:
        at = {"facet": term, "item": OURS, "group": "everyone"}
        session = count_hands(session, VALUE, "1", **at, hands=Hands(three=2, five=1))
    session = reveal(session, VALUE, "1", OURS)
    score = seen(session).scores[OURS]
    assert words.net_in_words(score) == "net +33, from hands counted term by term (n 3)"
    assert "hands counted" in markdown(session)


def test_leads_and_the_strongest_lever_in_words() -> None:
    found = seen(grade(compared(), VALUE, "hydra", Evidence(grade=Grade.HEARD)))
    assert words.said(found)[:2] == [
        "We are 38 points behind Hydra (2 people).",
        "Improve first: little hassle, 2.0 steps below the best competitor (Hydra).",
    ]
    assert "What we know of the other offers: 1 heard." in words.said(found)
    assumed = seen(compared())
    assert "1 assumed. Ask customers before you build on it." in " ".join(words.said(assumed))


def test_a_lead_that_one_answer_could_make_and_other_people_are_told() -> None:
    session = rated(workshop(), OURS, (4, 3, 4, 2), (4, 3, 4, 3))
    session = rated(session, "hydra", (4, 3, 4, 2))
    assert words.lead_in_words(seen(session), "hydra") == (
        "level with Hydra (1 person rated both, 1 only one of them)"
    )
    near = rated(rated(workshop(), OURS, (4, 3, 4, 3)), "hydra", (4, 3, 4, 2))
    assert words.lead_in_words(seen(near), "hydra") == (
        "level with Hydra: one different answer would turn it (1 person)"
    )
    level = rated(rated(workshop(), OURS, (4, 3, 4, 2)), "hydra", (3, 4, 2, 4))
    assert words.lead_in_words(seen(level), "hydra") == "level with Hydra (1 person)"
    best = rated(rated(workshop(), OURS, (5, 5, 5, 5)), "hydra", (3, 4, 2, None))
    assert words.lever_in_words(seen(best)) == (
        "No lever: no competitor is above us on any term. Not compared: little hassle."
    )


def test_not_buying_costs_nothing_and_is_no_lever() -> None:
    """Else a room whose customers could do without would be told to cut its prices."""
    session = rated(workshop(do_nothing=True), OURS, (4, 4, 2, 3), (4, 4, 2, 3))
    session = rated(session, DO_NOTHING, (1, 1, 5, 5), (1, 1, 5, 5))
    found = seen(session)
    assert found.leads == {DO_NOTHING: Fraction(25, 2)}
    assert found.lags == {}
    assert words.lever_in_words(found) == "No lever: you rated no competitor's offer."
    session = rated(session, "hydra", (5, 4, 2, 3), (5, 4, 2, 3))
    assert words.lever_in_words(seen(session)) == (
        "Improve first: product quality, 1.0 steps below the best competitor (Hydra)."
    )


def test_net_lead_and_levers_are_over_the_same_people() -> None:
    session = rated(workshop(), OURS, (5, 5, 5, 5), (1, 1, 1, 1))
    session = rated(session, "hydra", (5, 5, 5, 4))
    found = seen(session)
    assert found.leads == {"hydra": Fraction(25, 2)}  # the first alone rated both
    assert strongest(found.lags) == ()
    nobody = rated(workshop(), OURS, (5, 5, 5, None))
    nobody = rated(nobody, "hydra", (None, 5, 5, 5))
    assert seen(nobody).leads == {}


def test_smiths_ratio_says_where_it_would_rank_otherwise() -> None:
    session = rated(workshop(), OURS, (5, 5, 3, 3))
    session = rated(session, "hydra", (2, 2, 5, 5))
    said = " ".join(words.said(seen(session)))
    assert (
        "Smith's ratio would rank differently: it puts Hydra before Line 400 (ours), "
        "net puts Line 400 (ours) before Hydra."
    ) in said
    agreeing = rated(rated(workshop(), OURS, (5, 4, 2, 3)), "hydra", (3, 2, 4, 4))
    said = " ".join(words.said(seen(agreeing)))
    assert "puts these offers in the same order as net" in said
    assert "from 0 to 4 instead of 1 to 5, the ratio would rank them differently." in said


def test_the_author_stands_by_the_equation_wherever_it_is_told() -> None:
    session = compared()
    text = markdown(session)
    assert "product quality + service quality" in text
    assert ATTRIBUTED in text
    assert ATTRIBUTED in KIND.values(session, VALUE)["source"]
    assert ATTRIBUTION in lever_lines(WhatIf(offers=seen(session)), TERMS[0], 76)
    assert all(Paragraph(ATTRIBUTION, aside=True) in page for page in pages_of(session))
    assert KIND.told_at(session, VALUE, "hydra")[-1] == Paragraph(ATTRIBUTION)
    assert ATTRIBUTION in KIND.place(session, VALUE, OURS).about


def pages_of(session: Session) -> list[list[Sight]]:
    return show.pages(KIND.here(session, VALUE))


def test_a_revealed_offer_is_told_by_its_net_and_how_ours_stands_to_it() -> None:
    session = compared()
    ours, hydra = (KIND.told_at(session, VALUE, offer) for offer in (OURS, "hydra"))
    net = Paragraph("Net +13, from the 2 who rated all four terms.", strong=True)
    assert ours[:2] == [net, Paragraph(words.lever_in_words(seen(session)))]
    assert hydra[1] == Paragraph(f"We are {words.lead_in_words(seen(session), 'hydra')}.")
    assert not any("net" in text.casefold() for text in texts(KIND.told_at(session, VALUE, "aqua")))


def test_the_pictures_are_the_offers_side_by_side_and_the_map_where_one_has_a_net() -> None:
    first, second = pages_of(compared())
    assert "Improve first: little hassle" in " ".join(texts(first))
    charts = [block for page in (first, second) for block in page if isinstance(block, Chart)]
    drawn = [list(chart.drawn(76)) for chart in charts]
    assert side_by_side(seen(compared()), 76) in drawn  # for those who read letters alone
    assert value_map(seen(compared()), 76) in drawn
    sorts = [type(chart.cells) for chart in charts[:3]]
    assert sorts == [Equation, Headline, HeatTable]
    hidden = pages_of(replace(compared(), revealed={}, competitors={}))
    assert len(hidden) == 1
    assert "No competitor is named yet" in " ".join(texts(hidden))


def test_the_values_are_plain_and_unrounded() -> None:
    values = KIND.values(compared(), VALUE)
    assert json.loads(json.dumps(values)) == values
    assert set(values["offers"]) == {OURS, "hydra"}
    assert values["offers"]["hydra"]["net"] == 50
    assert values["offers"]["hydra"]["lead"] == -37.5
    assert values["offers"][OURS]["lead"] is None
    assert values["strongest"] == ["hassle"]


def test_the_lever_test_moves_net_and_leads_and_the_session_knows_nothing_of_it() -> None:
    what_if = WhatIf(offers=seen(compared()))
    assert what_if.then == what_if.now
    tried = what_if.moved("hassle", 1).moved("hassle", 1).moved("hassle", 1)
    assert tried.moved("hassle", 1) is tried
    drawn = "\n".join(lever_lines(tried, "hassle", 76))
    assert "▸   2.0    5.0  little hassle (+3 steps)" in drawn
    assert "+13    +50  net of our offer" in drawn
    assert "-38      0  level with Hydra" in drawn
    assert tried.moved("hassle", -1).moved("hassle", -1).moved("hassle", -1).then == what_if.now
    assert "saved" in NOT_KEPT


def test_a_step_that_the_scale_cuts_short_says_so() -> None:
    session = rated(workshop(), OURS, (5, 3, 4, 2), (4, 3, 4, 2))
    tried = WhatIf(offers=seen(session)).moved("product", 1)
    assert "product quality (+0.5, to the end of the scale)" in "\n".join(
        lever_lines(tried, "product", 76)
    )
    assert tried.moved("product", 1) is tried


def test_the_lever_test_says_when_the_ratio_would_rank_otherwise() -> None:
    session = rated(rated(workshop(), OURS, (5, 5, 1, 2)), "hydra", (2, 2, 5, 5))
    what_if = WhatIf(offers=seen(session))
    tried = what_if.moved("price", 1).moved("hassle", 1)
    assert not ranked_otherwise(what_if.as_if)
    assert ranked_otherwise(tried.as_if)
    assert "would rank differently" in "\n".join(lever_lines(tried, "price", 76))


def test_the_map_puts_offers_where_they_are_and_marks_those_at_one_spot() -> None:
    session = rated(workshop(), OURS, (5, 5, 5, 5))
    session = rated(session, "hydra", (1, 1, 1, 1))
    drawn = value_map(seen(session), 76)
    assert drawn[1].startswith("  100 │A")
    assert drawn[11].startswith(f"    0 │{'·' * 3}")
    assert drawn[11][7 + 41 - 1] == "C"
    one = rated(rated(workshop(), OURS, (4, 4, 4, 4)), "aqua", (4, 4, 4, 4))
    assert any("A, B at one spot" in line for line in value_map(seen(one), 76))


def test_more_offers_than_letters_are_still_told_by_their_names() -> None:
    session = workshop(competitors={f"c{n}": Competitor(name=f"N{n}", order=n) for n in range(60)})
    for offer in (OURS, "c25", "c51"):
        session = rated(session, offer, (3, 3, 3, 3))
    assert list(seen(session).letters.values()) == ["A", "a", "#"]
    assert "#  N51" in "\n".join(value_map(seen(session), 76))


@st.composite
def _offers(draw: st.DrawFn) -> Offers:
    answers: tuple[Answer | None, ...] = (None, 1, 2, 3, 4, 5, DONT_KNOW)
    number = st.sampled_from(answers)
    session = workshop(
        offer=draw(lines),
        competitors={f"c{n}": Competitor(name=draw(lines), order=n) for n in range(draw(_few))},
    )
    for offer in asks(session, VALUE).items:
        rows = draw(st.lists(st.tuples(number, number, number, number), max_size=3))
        session = rated(session, offer, *rows)
    return offers(session, VALUE)


_few = st.integers(0, 3)


@moderate
@given(_offers(), st.sampled_from((40, 57, 63, 76, 110)))
def test_no_picture_is_wider_than_its_width_whatever_the_names(found: Offers, width: int) -> None:
    drawn = [*side_by_side(found, width), *value_map(found, width)]
    assert max(cell_len(line) for line in drawn) <= width
    assert sum(line.startswith("  A ") for line in drawn) == len(TERMS) + 1
    for sentence in words.said(found):
        assert "\n" not in sentence


@moderate
@given(_offers())
def test_every_lead_is_the_difference_of_two_nets(found: Offers) -> None:
    for rival, lead in found.leads.items():
        both = found.pairs[rival]
        assert lead == Levels.of(both.ours).net - Levels.of(both.theirs).net
        assert both.n <= min(found.scores[OURS].n, found.scores[rival].n)
        if both.linked and not both.only_ours and not both.only_theirs:
            assert lead == found.levels[OURS].net - found.levels[rival].net
        assert found.names[rival] in words.lead_in_words(found, rival)


def test_a_kit_gives_the_words_for_these_four_terms_and_no_others() -> None:
    def kit(facets: dict[str, Any]) -> dict[str, Any]:
        stage = {"kind": "offers", "title": "T", "asks": {"facets": facets}}
        return {"id": "k", "title": "K", "stages": {VALUE: stage}}

    price = {"label": "cheap", "question": "How cheap?"}
    read = decode_kit(kit({"price": price}))
    session = workshop(kit=read)
    assert [f.label for f in asks(session, VALUE).facets.values()] == [
        *("product quality", "service quality", "cheap", "little hassle"),
    ]
    assert "cheap" in seen(session).terms.values()
    odd = kit({"beauty": price})
    _, told = unknown(odd, decode_kit(odd))
    assert ["beauty" in fault.keys for fault in told] == [True]
    with pytest.raises(InvalidError):
        decode_kit(kit({"price": {"label": "cheap"}}))


def test_a_competitor_with_the_id_of_another_offer_is_a_slip() -> None:
    session = workshop(competitors={OURS: Competitor(name="Twin")})
    (slip,) = KIND.slips(session, VALUE)
    assert "Twin" in slip[1]
    assert asks(session, VALUE).items[OURS].text == "Line 400"
