"""Each rule in a case in which it fires and in one in which it nearly does; dismissing."""

from dataclasses import replace

import pytest
from hypothesis import given

from lenses import (
    CHECKLIST,
    COMPONENTS,
    FOCUS,
    GUIDING,
    JOURNEY,
    LADDER,
    LEDGER,
    PERCEPTION,
    SUMMARY,
    TERMS_STAGE,
    VALUE,
    VOICE,
    bare,
    heard,
    ledger,
    offer,
    paid,
    pairs,
    promised,
    rate,
    rungs,
    spread,
    state,
    today,
)
from made_sessions import hidden_votes_taken_out, moderate, sessions
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.ladder.model import Rung
from valueworkshop.core.stages.ledger.model import ChargedFor
from valueworkshop.core.stages.notes.model import DO_NOTHING, mark_open
from valueworkshop.core.stages.summary.model import answers, dismiss, take_back
from valueworkshop.core.stages.votes.edits import grade
from valueworkshop.core.stages.votes.model import Answer, Rating
from valueworkshop.core.summary.contradiction_rules import (
    RULES,
    experience_not_charged,
    experience_yet_goods,
    groups_apart_yet_agreed,
    innovation_not_renewed,
    intimacy_without_service,
    ledger_against_offers,
    little_hassle_yet_behind,
    measured_yet_customers_differ,
    nothing_beats_us_yet_no_gap,
    parts_behind_yet_ahead,
    promise_kept_yet_far_below,
    their_price_yet_unfair,
    unknown_yet_rated,
)
from valueworkshop.core.summary.contradictions import contradictions, open_count
from valueworkshop.core.summary.quoted_answers import Contradiction, Rule
from valueworkshop.files.text.session_file import dumps, loads


def intimacy(*terms: Rating, chosen_shown: bool = True, offer_shown: bool = True) -> Session:
    session = spread(bare(), Spread.CHOSEN, intimacy=70, excellence=30, shown=chosen_shown)
    return offer(session, "ours", *terms, shown=offer_shown)


def charged(charged_for: ChargedFor | None, aim: Rung = Rung.EXPERIENCES) -> Session:
    return paid(rungs(bare(), aim=aim), charged_for)


def hassle(level: Rating, behind: int) -> Session:
    session = offer(bare(), "ours", 3, 3, 3, level)
    for item in ("finding", "buying", "delivery", "support"):
        behind -= 1
        gap = pairs(4, 3) if behind >= 0 else pairs(4, 4)
        session = rate(session, JOURNEY, item, *gap)
    return session


def open_and_rated(rival: str, *, is_open: bool = True, shown: bool = True) -> Session:
    session = mark_open(bare(), GUIDING, "current", is_open=is_open)
    return offer(session, rival, 3, 3, 3, 3, shown=shown)


def groups(leaders: int, *levels: tuple[Rating, Rating, Rating]) -> Session:
    session = state(bare(), "gain", leaders, 1)
    for item, ratings in zip(("touchpoint", "together", "renewal"), levels, strict=False):
        given_ = [{"needed": 4, "today": rating} for rating in ratings]
        session = rate(session, CHECKLIST, item, *given_)
    return session


def innovating(renewal: Rating, *, shown: bool = True) -> Session:
    session = spread(bare(), Spread.CHOSEN, innovation=60, social=40)
    return today(session, CHECKLIST, "renewal", renewal, shown=shown)


def two_ledgers(ours: Rating, rival: Rating) -> Session:
    session = offer(ledger(bare(), 4, 3), "ours", *(ours,) * 4)
    return offer(session, "acme", *(rival,) * 4)


def experienced(rating: Rating, **marks: Rung) -> Session:
    return rungs(today(bare(), CHECKLIST, "experience", rating), **marks)


def beaten(nothing: Rating, gap: Rating) -> Session:
    session = offer(offer(bare(), "ours", 3, 3, 3, 3), DO_NOTHING, *(nothing,) * 4)
    for stage, items in (
        (CHECKLIST, ("renewal",)),
        (TERMS_STAGE, ("price",)),
        ("carriers", ("brand",)),
        (JOURNEY, ("support",)),
    ):
        for item in items:
            everybody = [{**pair, "weight": 4} for pair in pairs(4, gap)]
            session = rate(session, stage, item, *everybody)
    return session


def in_parts(ahead: int, ours: Rating = 4) -> Session:
    session = offer(offer(bare(), "ours", *(ours,) * 4), "acme", 3, 3, 3, 3)
    for n, item in enumerate(("monetary", "functional", "social")):
        given_: dict[str, Answer] = {"today": 4 if n < ahead else 2, "alternative": 3}
        session = rate(session, COMPONENTS, item, given_, given_, given_)
    return session


def priced(terms: Rating, fair: Rating) -> Session:
    return offer(today(bare(), TERMS_STAGE, "price", terms), "ours", 3, 3, fair, 3)


def measured(known: Grade, customers: str, people: int = 6) -> Session:
    item = "fulfilment"
    session = rate(bare(), CHECKLIST, item, *pairs(5, 5, people))
    evidence = Evidence(grade=known, source="71 % of 212 orders", when="May")
    session = grade(session, CHECKLIST, item, evidence)
    return heard(session, f"{CHECKLIST}/{item}", {customers: 40})


CASES: dict[str, tuple[Rule, Session, dict[str, Session], tuple[str, str]]] = {
    "intimacy": (
        intimacy_without_service,
        intimacy(4, 2, 3, 3),
        {
            "another term is as weak": intimacy(4, 3, 3, 4),
            "the offer is hidden": intimacy(4, 2, 3, 3, offer_shown=False),
            "the choice is hidden": intimacy(4, 2, 3, 3, chosen_shown=False),
            "excellence is chosen": offer(
                spread(bare(), Spread.CHOSEN, excellence=90, social=10), "ours", 4, 2, 3, 3
            ),
        },
        (f"{FOCUS}/chosen", f"{VALUE}/ours"),
    ),
    "experience": (
        experience_not_charged,
        charged(ChargedFor.GOODS),
        {
            "time is charged for": charged(ChargedFor.TIME),
            "nobody said what for": charged(None),
            "services are aimed at": charged(ChargedFor.GOODS, aim=Rung.SERVICES),
        },
        (f"{LADDER}/aim", f"{LEDGER}/fee"),
    ),
    "hassle": (
        little_hassle_yet_behind,
        hassle(4, 3),
        {"two are behind": hassle(4, 2), "hassle is so-so": hassle(3, 4)},
        (f"{VALUE}/ours", f"{JOURNEY}/finding"),
    ),
    "unknown": (
        unknown_yet_rated,
        open_and_rated("acme"),
        {
            "only doing nothing is rated": open_and_rated(DO_NOTHING),
            "the question is not open": open_and_rated("acme", is_open=False),
            "the vote is hidden": open_and_rated("acme", shown=False),
        },
        (f"{GUIDING}/current", f"{VALUE}/acme"),
    ),
    "promise": (
        promise_kept_yet_far_below,
        promised(4, 3),
        {"one step below": promised(4, 4), "not said to be kept": promised(3, 1)},
        (f"{CHECKLIST}/fulfilment", f"{JOURNEY}/support"),
    ),
    "groups": (
        groups_apart_yet_agreed,
        groups(5, (3, 3, 3), (4, 4, 4), (2, 2, 2)),
        {
            "less far apart": groups(2, (3, 3, 3), (4, 4, 4), (2, 2, 2)),
            "one item is split": groups(5, (3, 3, 3), (4, 4, 4), (1, 5, 1)),
            "only two items": groups(5, (3, 3, 3), (4, 4, 4)),
        },
        (f"{PERCEPTION}/gain", f"{CHECKLIST}/touchpoint"),
    ),
    "innovation": (
        innovation_not_renewed,
        innovating(2),
        {"it is partly renewed": innovating(3), "the vote is hidden": innovating(2, shown=False)},
        (f"{FOCUS}/chosen", f"{CHECKLIST}/renewal"),
    ),
    "ledger": (
        ledger_against_offers,
        two_ledgers(3, 4),
        {"both ahead": two_ledgers(4, 3), "level in one": two_ledgers(3, 3)},
        (f"{LEDGER}/gain", f"{VALUE}/ours"),
    ),
    "goods": (
        experience_yet_goods,
        experienced(4, now=Rung.GOODS),
        {
            "customers see services": experienced(4, now=Rung.GOODS, customers=Rung.SERVICES),
            "it is not looked after": experienced(3, now=Rung.GOODS),
            "nothing is placed": experienced(5),
        },
        (f"{CHECKLIST}/experience", f"{LADDER}/now"),
    ),
    "nothing": (
        nothing_beats_us_yet_no_gap,
        beaten(4, 4),
        {"there is a gap": beaten(4, 3), "doing nothing is worse": beaten(2, 4)},
        (f"{VALUE}/ours", f"{CHECKLIST}/renewal"),
    ),
    "parts": (
        parts_behind_yet_ahead,
        in_parts(0),
        {"one part leads": in_parts(1), "the whole is level": in_parts(0, ours=3)},
        (f"{COMPONENTS}/monetary", f"{VALUE}/ours"),
    ),
    "price": (
        their_price_yet_unfair,
        priced(4, 2),
        {"so-so is no unfair": priced(4, 3), "not on their terms": priced(3, 2)},
        (f"{TERMS_STAGE}/price", f"{VALUE}/ours"),
    ),
    "measured": (
        measured_yet_customers_differ,
        measured(Grade.MEASURED, "5,3"),
        {
            "it was only heard": measured(Grade.HEARD, "5,3"),
            "customers agree": measured(Grade.MEASURED, "5,5"),
            "too few of us for an interval": measured(Grade.MEASURED, "5,3", people=4),
        },
        (f"{CHECKLIST}/fulfilment", f"{VOICE}/compare"),
    ),
}

NEARLY = [
    pytest.param(rule, session, id=f"{name}: {why}")
    for name, (rule, _, cases, _) in CASES.items()
    for why, session in cases.items()
]


def fired(rule: Rule, session: Session) -> Contradiction:
    found = rule(session)
    assert found is not None
    return found


def test_every_rule_has_a_case() -> None:
    assert [case[0] for case in CASES.values()] == list(RULES)


@pytest.mark.parametrize(("rule", "session", "_", "keys"), CASES.values(), ids=CASES)
def test_a_rule_fires_and_quotes_both_answers(
    rule: Rule, session: Session, _: object, keys: tuple[str, str]
) -> None:
    found = fired(rule, session)
    assert (found.one.key, found.other.key) == keys
    for quoted in (found.one, found.other):
        title = session.stage(quoted.key.partition("/")[0]).title
        assert quoted.said.startswith(f"{title}: ")
    assert found.sentence.endswith((".", "?"))
    assert [each.contradiction for each in contradictions(session)].count(found) == 1


@pytest.mark.parametrize(("rule", "session"), NEARLY)
def test_a_rule_does_not_fire_where_it_nearly_does(rule: Rule, session: Session) -> None:
    assert rule(session) is None


def test_each_is_headed_by_what_was_found() -> None:
    for rule, session, _, _ in CASES.values():
        assert not fired(rule, session).sentence.startswith(("Who ", "One ", "Where ", "A "))
    rule, session = next(c[:2] for c in CASES.values() if c[0] is measured_yet_customers_differ)
    assert fired(rule, session).sentence == (
        "Our measurement and customers' answers are more than a step apart."
    )


def test_the_names_of_the_rules_differ() -> None:
    names = [fired(rule, session).rule for rule, session, _, _ in CASES.values()]
    assert len(set(names)) == len(RULES)


VOTED = {name: case[:2] for name, case in CASES.items() if case[1].revealed}


@pytest.mark.parametrize(("rule", "session"), VOTED.values(), ids=VOTED)
def test_what_is_not_revealed_contradicts_nothing(rule: Rule, session: Session) -> None:
    assert rule(replace(session, revealed={})) is None


@moderate
@given(sessions())
def test_hidden_votes_have_no_part_in_a_contradiction(session: Session) -> None:
    assert contradictions(session) == contradictions(hidden_votes_taken_out(session))


PROMISE = "promise-kept-yet-far-below"


def reasons(session: Session) -> dict[str, str]:
    return {found.contradiction.rule: found.reason for found in contradictions(session)}


def test_one_that_is_dismissed_says_why_and_does_not_stand() -> None:
    session = promised(5, 1)
    assert reasons(session) == {PROMISE: ""}
    session = dismiss(session, SUMMARY, PROMISE, "  Support was closed that week.\n")
    assert reasons(session) == {PROMISE: "Support was closed that week."}
    assert open_count(contradictions(session)) == 0
    assert open_count(contradictions(take_back(session, PROMISE))) == 1


def test_a_dismissal_needs_a_reason() -> None:
    session = promised(5, 1)
    assert dismiss(session, SUMMARY, PROMISE, " \n") == session


def test_what_one_summary_dismisses_is_dismissed_in_all_and_once() -> None:
    session = dismiss(promised(5, 1), "so-far", PROMISE, "Early on")
    assert reasons(session) == {PROMISE: "Early on"}
    session = dismiss(session, SUMMARY, PROMISE, "Later")
    assert reasons(session) == {PROMISE: "Later"}
    assert answers(session, "so-far").dismissed == {}


def test_the_dismissed_stand_behind_the_others() -> None:
    session = mark_open(promised(5, 1), GUIDING, "current", is_open=True)
    session = offer(session, "acme", 3, 3, 3, 3)
    session = dismiss(session, SUMMARY, "unknown-yet-rated", "We asked since")
    assert list(reasons(session)) == [PROMISE, "unknown-yet-rated"]


def test_a_dismissal_is_kept_in_the_file() -> None:
    session = dismiss(promised(5, 1), SUMMARY, PROMISE, "Closed that week")
    assert reasons(loads(dumps(session), "made.toml").session) == reasons(session)
