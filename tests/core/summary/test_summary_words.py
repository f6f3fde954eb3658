"""Every case that scoring.md names, in words, and that no words say more than the answers carry."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from made_sessions import (
    DONT_KNOW,
    RATE,
    SKIPPED,
    TERMS,
    empty,
    moderate,
    rated,
    sessions,
)
from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.ranks import Rank
from valueworkshop.core.scoring.rounding import whole as nearest
from valueworkshop.core.scoring.value_gap_index import IndexScore, Shares
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.edits import count_hands, grade, leave_out, reveal, take_ballot
from valueworkshop.core.stages.votes.model import ROOM, Ballot, Hands
from valueworkshop.core.summary.customers_in_words import in_words
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.gap_words import (
    DISCLAIMER,
    METHOD,
    evidence_in_words,
    index_beside,
    index_in_words,
    provisional,
    rank_in_a_sentence,
    rank_in_words,
    remarks,
    why,
)

SHORT = "Today is {} below what customers need, on average; the scale has four steps"
LUCK = (
    "If nothing were short, the differences between us alone would make more than {} "
    "only one time in twenty."
)

ALL_RATED = ("contact", "promise", "renewal")


def headline(session: Session) -> str:
    return index_in_words(summarise(session))


def beside(session: Session) -> list[str]:
    return index_beside(summarise(session))


def remarked(session: Session) -> str:
    return " ".join(remarks(session, summarise(session)))


def unweighed(session: Session) -> Session:
    return leave_out(session, RATE, "weight", out=True)


def whole(*given_: tuple[ratings.Answer | None, ...]) -> Session:
    """Return a session in which all items of the first stage got the same answers, no weight."""
    session = unweighed(empty())
    for item in ALL_RATED:
        session = rated(*given_, item=item, into=session)
    return session


def by_hands(session: Session) -> Session:
    for facet, shown in (("needed", Hands(five=4)), ("today", Hands(two=4))):
        session = count_hands(
            session, RATE, "1", facet=facet, item="contact", group="g", hands=shown
        )
    return reveal(unweighed(session), RATE, "1", "contact")


def by_the_room(item: str = "contact", into: Session | None = None) -> Session:
    ballot = Ballot(answers={"needed": {item: 5}, "today": {item: 3}})
    session = take_ballot(into or unweighed(empty()), RATE, "1", ROOM, ballot)
    return reveal(session, RATE, "1", item)


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (empty(), "No ratings from the team yet"),
        (rated((5, 2, 3), shown=False), "No ratings from the team yet"),
        (rated(), "No ratings from the team yet"),
        (
            rated((None, 2), (None, 3)),
            "We rated only today: without what is needed there is no gap",
        ),
        (
            rated((None, 2), into=rated((DONT_KNOW, 3)), item="promise"),
            "We rated only today: without what is needed there is no gap",
        ),
        (
            rated((5, None), (None, 2)),
            "None of us rated both what is needed and what is so today: no gap",
        ),
        (
            rated((DONT_KNOW, DONT_KNOW), (DONT_KNOW, SKIPPED)),
            "None of us rated both what is needed and what is so today: no gap",
        ),
        (
            rated((5, 2, 1), (5, 1, 1)),
            "No index: every item got the lowest weight, so nothing here sways customers",
        ),
        (
            rated((5, 2), (5, 1, DONT_KNOW)),
            "No index: none of us said how much the items sway customers",
        ),
        (
            whole((4, 4), (3, 5)),
            ("No shortfall found on average (0 of 100), which is not the same as no problem"),
        ),
        (
            rated((4, 4, 5), (3, 5, 5), item="promise", into=rated((5, 1, 1), (5, 1, 1))),
            (
                "No shortfall found on average in what sways them (0 of 100), "
                "which is not the same as no problem"
            ),
        ),
        (whole((5, 2), (5, 2)), f"{SHORT.format('3.0 steps')} (75 of 100)"),
        (whole((5, 4), (5, 4)), f"{SHORT.format('1.0 step')} (25 of 100)"),
    ],
)
def test_the_headline_says_the_index_or_why_there_is_none(session: Session, said: str) -> None:
    assert headline(session) == said


def test_under_half_of_the_points_is_no_index() -> None:
    asks = replace(ratings.asks(empty(), TERMS), points=2)
    plan = replace(empty().stage(TERMS), asks=asks)
    kit = replace(empty().kit, stages={**empty().kit.stages, TERMS: plan})
    session = replace(whole((5, 2), (5, 2)), kit=kit)
    assert headline(session) == "No index: under half of what the kit asks for has a gap yet"


def test_a_stage_without_a_share_makes_no_index() -> None:
    plans = {
        key: replace(empty().stage(key), asks=replace(ratings.asks(empty(), key), points=0))
        for key in (RATE, TERMS)
    }
    kit = replace(empty().kit, stages={**empty().kit.stages, **plans})
    session = replace(whole((5, 2), (5, 2)), kit=kit)
    assert headline(session) == "No index: the kit gives no share in it to what we rated"


@pytest.mark.parametrize("value", [0.01, 0.3, 0.5, 0.9, 1.2])
def test_a_shortfall_however_small_is_never_called_none(value: float) -> None:
    summary = summarise(whole((5, 2), (5, 2)))
    small = replace(summary, index=replace(summary.index, value=value))
    assert index_in_words(small).startswith(
        "Today is less than a tenth of a step below what customers need"
    )


@moderate
@given(sessions())
def test_the_headline_names_the_index_or_no_number_at_all(session: Session) -> None:
    summary = summarise(session)
    said = index_in_words(summary)
    customers = in_words(summary.customers) if summary.customers else ""
    assert not customers or said.endswith(f". {capital(customers)}")
    found = re.findall(r"\d+(?:\.\d+)?", said.removesuffix(capital(customers)))
    if summary.index.value is None:
        assert not found
        assert not index_beside(summary)
        assert not evidence_in_words(summary.index)
        assert not provisional(summary.index)
    else:
        assert found[-2:] == [str(nearest(summary.index.value)), "100"]
    assert said
    assert not said.endswith((".", ":", ";"))


@moderate
@given(sessions())
def test_every_sentence_ends_once(session: Session) -> None:
    summary = summarise(session)
    for said in (evidence_in_words(summary.index), *remarks(session, summary)):
        assert not said or said.endswith(".") or "finding too: " in said
        assert ".." not in said.split("finding too: ")[0]


# What goes with the index


def test_a_range_is_said_for_two_people_and_more() -> None:
    session = whole((5, 2), (5, 3), (4, 4))
    assert headline(session).endswith("(42 of 100)")
    assert beside(session)[:3] == [
        "Give or take 64: with three people, anything from 0 to 100 fits the answers.",
        LUCK.format(34),
        "Without any one of us: 25 to 63.",
    ]


def test_a_range_without_width_is_one_number() -> None:
    assert beside(whole((5, 2), (5, 2), (5, 2)))[:3] == [
        "Give or take 0: with three people, only 75 fits the answers.",
        LUCK.format(0),
        "Without any one of us: 75.",
    ]


def test_one_view_has_no_range() -> None:
    assert beside(whole((5, 2)))[0] == "One person's view: no margin."
    assert beside(by_the_room())[0] == "The room gave one rating together: no margin."


@pytest.mark.parametrize(
    "session",
    [
        by_hands(empty()),
        by_the_room(into=rated((5, 2), (4, 2), item="promise", into=unweighed(empty()))),
    ],
)
def test_no_range_is_claimed_where_answers_are_not_linked(session: Session) -> None:
    said = "We cannot say what any one of us changes: not all answers are linked."
    assert said in beside(session)


@moderate
@given(sessions())
def test_a_range_in_words_contains_the_index_in_words(session: Session) -> None:
    summary = summarise(session)
    value = summary.index.value
    if summary.index.low is None or value is None:
        return
    said = index_beside(summary)
    ranged = next(each for each in said if each.startswith("Without"))
    for each in (ranged, said[0].partition(", ")[2]) if summary.index.margin else (ranged,):
        found = [int(number) for number in re.findall(r"\d+", each)]
        assert min(found) <= nearest(value) <= max(found)


def test_what_our_differences_could_make_is_no_shortfall() -> None:
    summary = summarise(whole((5, 3), (3, 5), (5, 4), (4, 4)))
    assert summary.is_above_chance is False
    assert index_in_words(summary) == (
        "No shortfall that our differences alone could not make (6 of 100)"
    )
    waiting = replace(summary, chance=None)
    assert waiting.is_above_chance is None
    assert index_in_words(waiting) == f"{SHORT.format('0.3 steps')} (6 of 100)"
    assert (
        "If nothing were short, the differences between us alone would still make 9 on average."
        in index_beside(waiting)
    )


def test_it_says_how_many_answers_were_given() -> None:
    summary = summarise(whole((5, 2)))
    known = replace(summary, index=replace(summary.index, answered=39, possible=42))
    assert index_beside(known)[-1] == "39 of 42 answers were given."


def graded(grades: dict[str, Grade]) -> Session:
    session = whole((5, 2), (5, 2), (5, 2))
    for item, one in grades.items():
        session = grade(session, RATE, item, Evidence(grade=one))
    return session


def test_evidence_is_said_in_percentages_and_marked_where_they_make_no_hundred() -> None:
    assert evidence_in_words(summarise(graded({})).index) == (
        "Where this comes from: 100 % is our own guess."
    )
    thirds = graded({"contact": Grade.HEARD, "promise": Grade.MEASURED})
    assert evidence_in_words(summarise(thirds).index) == (
        "Where this comes from: customers told us 33 %, we measured 33 %, "
        "33 % is our own guess (rounded). Without the guesses: 75."
    )


@moderate
@given(sessions())
def test_any_shares_make_a_hundred_or_say_rounded(session: Session) -> None:
    index = summarise(session).index
    if index.value is not None:
        said = evidence_in_words(index).split(".")[0]
        adds_up = sum(map(int, re.findall(r"(\d+) %", said))) == 100
        assert adds_up is ("(rounded)" not in said)


def with_shares(assumed: float, heard: float, measured: float) -> IndexScore:
    shares = Shares(assumed=assumed, heard=heard, measured=measured)
    return replace(summarise(whole((5, 2))).index, evidence=shares, evidenced=None)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.1, 0.2, 0.7), "customers told us 20 %, we measured 70 %, 10 % is our own guess"),
        ((0.23, 0.49, 0.28), "customers told us 49 %, we measured 28 %, 23 % is our own guess"),
        (
            (0.106, 0.578, 0.316),
            "customers told us 58 %, we measured 32 %, 11 % is our own guess (rounded)",
        ),
        ((0.005, 0, 0.995), "we measured 100 %, 1 % is our own guess (rounded)"),
    ],
)
def test_halves_of_shares_are_rounded_away_from_0(
    shares: tuple[float, float, float], said: str
) -> None:
    assert evidence_in_words(with_shares(*shares)) == f"Where this comes from: {said}."


# What limits it


@pytest.mark.parametrize(
    ("session", "reasons"),
    [
        (whole((5, 2)), ["one person's view"]),
        (by_the_room(), ["the room gave one rating together", "under 70 %"]),
        (whole((5, 2), (5, 2)), ["only two people answered"]),
        (whole((5, 2), (5, 2), (5, 2)), ["more than half of it is our own guess"]),
        (
            replace(
                whole((5, 2), (5, 2), (5, 2)),
                people={f"p{n}": Person(name="P") for n in range(6)},
            ),
            ["under 70 % of the answers were given"],
        ),
    ],
)
def test_an_index_on_little_is_provisional_and_says_why(
    session: Session, reasons: list[str]
) -> None:
    said = provisional(summarise(session).index)
    assert said.startswith("Not firm yet: ")
    assert said.endswith(".")
    for reason in reasons:
        assert reason in said


def test_an_index_on_enough_is_not_provisional() -> None:
    known = graded({"contact": Grade.HEARD, "promise": Grade.MEASURED})
    assert provisional(summarise(known).index) == ""


def test_nothing_is_remarked_on_nothing() -> None:
    assert remarked(empty()) == ""
    assert remarked(rated((5, 2), shown=False)) == ""


def test_what_was_left_out_and_not_seen_is_said() -> None:
    session = rated((5, 2, 3), (4, 2, 3))
    assert "Not in the index: Terms." in remarked(session)
    assert "4 items are not revealed yet" in remarked(session)
    for item in ("promise", "renewal"):
        session = reveal(session, RATE, "1", item)
    session = reveal(session, TERMS, "1", "when")
    assert "1 item is not revealed yet" in remarked(session)


def test_needs_alike_and_no_weight_are_said() -> None:
    assert "they do not tell these items apart" in remarked(whole((5, 2), (5, 2), (5, 2)))
    assert "all items count alike" in remarked(whole((4, 2)))
    assert "Weight was not asked" not in remarked(rated((4, 2, 3)))


def test_what_nobody_knows_is_a_finding() -> None:
    unknown = rated((DONT_KNOW, DONT_KNOW), (SKIPPED, DONT_KNOW), item="promise")
    assert "Nobody knows, and that is a finding too: We keep promises" in remarked(unknown)
    for not_that in (rated((5, DONT_KNOW), (DONT_KNOW, 2)), rated((SKIPPED, SKIPPED)), rated()):
        assert "Nobody knows" not in remarked(not_that)


def test_a_rank_is_said_with_its_range() -> None:
    session = unweighed(empty())
    session = rated((5, 1), (5, 3), (5, 4), into=session)
    session = rated((5, 3), (5, 3), (5, 2), item="promise", into=session)
    session = rated((5, 5), (5, 5), (5, 5), item="renewal", into=session)
    said = {gap.key: rank_in_words(gap) for gap in summarise(session).gaps}
    assert said == {
        f"{RATE}/contact": "1 (1–2)",
        f"{RATE}/promise": "1 (1–2)",
        f"{RATE}/renewal": "–",  # nothing is short there
    }
    assert rank_in_words(summarise(rated((None, 2))).gaps[0]) == "–"
    assert "'2 (1–3)' is 2nd, and 1st to 3rd if any one of us is left out" in " ".join(METHOD)


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (
            Rank(place=2, best=1, worst=3),
            "2nd in priority, 1st to 3rd if any one of us is left out",
        ),
        (
            Rank(place=1, best=1, worst=1),
            "1st in priority, even without any one of us",
        ),
        (
            Rank(place=11, best=4, worst=22),
            "11th in priority, 4th to 22nd if any one of us is left out",
        ),
        (Rank(place=3), "3rd in priority"),
        (None, ""),
    ],
)
def test_a_rank_is_said_in_a_sentence_too(rank: Rank | None, said: str) -> None:
    gap = replace(summarise(rated((5, 2, 4), (5, 2, 4))).gaps[0], rank=rank)
    assert rank_in_a_sentence(gap) == said
    assert said in " ".join(why(gap))


def test_the_method_names_its_sources_and_what_is_never_a_number() -> None:
    method = " ".join(METHOD)
    for source in ("Leik", "Burke & Dunlap", "Prahalad"):
        assert source in method
    for ask in ("Find out", "Talk first", "ask customers", "act", "Delight or waste", "watch"):
        assert ask in method
    assert "never a number" in method
    assert "our own ratings" in DISCLAIMER
