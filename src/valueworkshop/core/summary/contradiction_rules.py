"""The rules: answers of two stages that cannot both be right, as far as anybody can see.

Each looks only at what the room has seen and quotes both answers. It never says which of the two is
right.
"""

from typing import Final

from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.value_equation import HASSLE, PRICE, SERVICE
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.ladder.model import Rung, View
from valueworkshop.core.stages.ladder.model import answers as ladder
from valueworkshop.core.stages.ledger.model import ChargedFor, Sort, lines_of
from valueworkshop.core.stages.ledger.score import ledger
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.ratings.lead_and_lag import lead
from valueworkshop.core.stages.statements.score import statements
from valueworkshop.core.stages.statements.words import distance_in_words
from valueworkshop.core.stages.voice.score import rows
from valueworkshop.core.stages.voice.words import apart
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.model import answers, asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.kinds_compared import LADDER, LEDGER, RATINGS, STATEMENTS
from valueworkshop.core.summary.quoted_answers import (
    RATED_HIGH,
    RATED_LOW,
    Contradiction,
    Quoted,
    Rule,
    at_least,
    at_most,
    behind,
    chosen,
    compared,
    each_offers,
    lead_over,
    least_lead,
    quote,
    rated,
)

SOME: Final = STEP / 2
FAR: Final = 1.5 * STEP
"""From SOME points on we call something ahead or behind, from FAR points on far behind."""

GROUPS_APART: Final = 40
"""With this many points of agreement between them we call two groups far apart."""

FEWEST: Final = 3
"""A rule about several touchpoints, items or components needs this many."""


def intimacy_without_service(session: Session) -> Contradiction | None:
    """Customer intimacy is chosen, and service quality is the weakest of our four terms."""
    one, found = chosen(session, "intimacy"), compared(session)
    if one is None or found is None:
        return None
    service = found.ours[SERVICE].mean
    others = [facet.mean for term, facet in found.ours.items() if term != SERVICE]
    if service is None or any(mean is None or mean <= service for mean in others):
        return None
    return Contradiction(
        rule="intimacy-without-service",
        sentence="We choose to lead on customer intimacy, yet service quality is our weakest term.",
        one=one,
        other=found.term(session, SERVICE, ", the weakest of the four terms"),
    )


def experience_not_charged(session: Session) -> Contradiction | None:
    """The aim is experiences, and nothing that customers pay is for their time with us."""
    one, other = _aims_at_experiences(session), _paid_for_all_but_time(session)
    if one is None or other is None:
        return None
    return Contradiction(
        rule="experience-not-charged",
        sentence="We aim at experiences, yet customers pay nothing for time with us.",
        one=one,
        other=other,
    )


def _aims_at_experiences(session: Session) -> Quoted | None:
    for stage in session.kit.of_kind(LADDER):
        if ladder(session, stage).aim.rung is Rung.EXPERIENCES:
            return quote(session, stage, View.AIM.value, "we aim at the rung of experiences")
    return None


def _paid_for_all_but_time(session: Session) -> Quoted | None:
    """Quote what we charge for; None if nobody said it, or if time is part of it."""
    for stage in session.kit.of_kind(LEDGER):
        paid = {
            key: line.charged_for
            for key, line in lines_of(session, stage)
            if line.kind is Sort.MONEY and line.charged_for is not None
        }
        if paid and ChargedFor.TIME not in paid.values():
            named = " and ".join(dict.fromkeys(charged.in_words for charged in paid.values()))
            said = f"customers pay for {named}, and nothing for time with us"
            return quote(session, stage, next(iter(paid)), said)
    return None


def little_hassle_yet_behind(session: Session) -> Contradiction | None:
    """We say that we spare customers hassle, and three touchpoints or more are behind."""
    found, curve = compared(session), behind(session, SOME)
    if found is None or curve is None or not at_least(found.ours[HASSLE], RATED_HIGH):
        return None
    stage, short = curve
    if len(short) < FEWEST:
        return None
    names = ", ".join(in_a_sentence(moment.touchpoint.text) for moment in short[:FEWEST])
    more = len(short) - FEWEST
    said = f"{len(short)} touchpoints are half a step or more behind: {names}"
    return Contradiction(
        rule="little-hassle-yet-behind",
        sentence=f"We say that we spare customers hassle, yet {len(short)} touchpoints fall short.",
        one=found.term(session, HASSLE),
        other=quote(session, stage, short[0].key, f"{said}{f' and {more} more' if more else ''}"),
    )


def unknown_yet_rated(session: Session) -> Contradiction | None:
    """We do not know what customers use today, and still rate competitors."""
    one, other = _current_is_open(session), _a_rated_competitor(session)
    if one is None or other is None:
        return None
    return Contradiction(
        rule="unknown-yet-rated",
        sentence="We do not know what customers use today, yet we rate a competitor.",
        one=one,
        other=other,
    )


def _current_is_open(session: Session) -> Quoted | None:
    for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        asked = questions.asks(session, stage).questions.get("current")
        if asked is not None and "current" in questions.answers(session, stage).open:
            said = f"'{in_a_sentence(asked.text)}' is marked open: we do not know"
            return quote(session, stage, "current", said)
    return None


def _a_rated_competitor(session: Session) -> Quoted | None:
    for stage, seen in each_offers(session):
        for rival, score in seen.others.items():
            if score.levels is not None and rival != DO_NOTHING:
                net, name = gap_points.signed(score.levels.net), in_a_sentence(seen.names[rival])
                said = f"{name} is rated on all four terms (net {net}; n {score.n})"
                return quote(session, stage, rival, said)
    return None


def promise_kept_yet_far_below(session: Session) -> Contradiction | None:
    """We say that we keep the promise, and a touchpoint is far below what customers expect."""
    promise, curve = rated(session, "fulfilment"), behind(session, FAR)
    if promise is None or curve is None or not promise.is_high:
        return None
    stage, low = curve[0], curve[1][0]
    text = in_a_sentence(low.touchpoint.text)
    who = words.shortfall(low.score) if low.score else ""
    said = f"at '{text}' the gap is {gap_points.points(low.signed)} of 100 ({who})"
    return Contradiction(
        rule="promise-kept-yet-far-below",
        sentence="We say that we keep our promise, yet one moment falls far short of it.",
        one=promise.quoted(session),
        other=quote(session, stage, low.key, said),
    )


def groups_apart_yet_agreed(session: Session) -> Contradiction | None:
    """Two groups are far apart on a statement, and on all rated items people agree."""
    one, other = _groups_far_apart(session), _all_agree(session)
    if one is None or other is None:
        return None
    return Contradiction(
        rule="groups-apart-yet-agreed",
        sentence="Two groups see us differently, yet we all rate the items alike: who held back?",
        one=one,
        other=other,
    )


def _groups_far_apart(session: Session) -> Quoted | None:
    for stage in session.kit.of_kind(STATEMENTS):
        for item, score in statements(session, stage).items():
            found = score.distance
            if found is not None and found.is_clear and abs(found.points) >= GROUPS_APART:
                text = in_a_sentence(asks(session, stage).items[item].text)
                said = f"'{text}': {distance_in_words(found)}"
                return quote(session, stage, item, said)
    return None


def _all_agree(session: Session) -> Quoted | None:
    levels = {
        (stage, item): score.today.level
        for stage in session.kit.of_kind(RATINGS)
        for item, score in scores(session, stage).items()
        if score.today.level is not None
    }
    if len(levels) < FEWEST or set(levels.values()) != {Level.AGREES}:
        return None
    said = f"on each of the {len(levels)} items that three or more rated, people agree on today"
    return quote(session, *next(iter(levels)), said)


def innovation_not_renewed(session: Session) -> Contradiction | None:
    """Innovation is chosen, and the experience is not renewed."""
    one, renewal = chosen(session, "innovation"), rated(session, "renewal")
    if one is None or renewal is None or not renewal.is_low:
        return None
    return Contradiction(
        rule="innovation-not-renewed",
        sentence="We choose to lead on innovation, yet we do not renew the experience.",
        one=one,
        other=renewal.quoted(session),
    )


def ledger_against_offers(session: Session) -> Contradiction | None:
    """The ledger puts us ahead of the best alternative and the equation behind, or the reverse."""
    theirs = least_lead(session)
    if theirs is None or abs(theirs.points) < SOME:
        return None
    for stage in session.kit.of_kind(LEDGER):
        strand = ledger(session, stage).strands.get("")
        if strand is None or strand.lead is None or abs(strand.lead) < SOME:
            continue
        if (strand.lead > 0) is not (theirs.points > 0):
            ours, other = ("ahead of", "behind") if strand.lead > 0 else ("behind", "ahead")
            said = (
                f"we are {words.ahead_or_behind(strand.lead)} the best alternative ({strand.who})"
            )
            return Contradiction(
                rule="ledger-against-offers",
                sentence=f"The ledger puts us {ours} the best alternative, the equation {other}.",
                one=quote(session, stage, lines_of(session, stage)[0][0], said),
                other=theirs.quoted(session),
            )
    return None


def experience_yet_goods(session: Session) -> Contradiction | None:
    """We say that we look after the experience, and customers pay for things."""
    experience = rated(session, "experience")
    if experience is None or not experience.is_high:
        return None
    for stage in session.kit.of_kind(LADDER):
        given = ladder(session, stage)
        view = View.CUSTOMERS if given.customers.rung else View.NOW
        rung = given.of(view).rung
        if rung is not None and rung.height <= Rung.GOODS.height:
            who = "customers see us" if view is View.CUSTOMERS else "we stand"
            said = f"{who} on the rung of {rung.value}: {rung.charged_for}"
            return Contradiction(
                rule="experience-yet-goods",
                sentence="We say that we look after the experience, yet customers pay for things.",
                one=experience.quoted(session),
                other=quote(session, stage, view.value, said),
            )
    return None


def nothing_beats_us_yet_no_gap(session: Session) -> Contradiction | None:
    """Customers are better off doing nothing, and there is hardly a gap in what was rated."""
    nothing = lead_over(session, DO_NOTHING)
    if nothing is None or nothing.points > -SOME:
        return None
    summary = summarise(session, wait=False)
    if summary.index.value is None or summary.index.value >= SOME:
        return None
    number = f"the gap index is {gap_points.points(summary.index.value)} of 100"
    stage, _, item = summary.gaps[0].key.partition("/")
    return Contradiction(
        rule="nothing-beats-us-yet-no-gap",
        sentence="Customers are better off doing nothing, yet we rate hardly any shortfall.",
        one=nothing.quoted(session),
        other=quote(session, stage, item, f"{number} over all that was rated, under half a step"),
    )


def parts_behind_yet_ahead(session: Session) -> Contradiction | None:
    """On every component the alternative leads, and as a whole we are ahead of all offers."""
    whole = least_lead(session)
    if whole is None or whole.points < SOME:
        return None
    for stage in session.kit.of_kind(RATINGS):
        plan = asks(session, stage)
        if plan.compared is None or plan.has_gap:
            continue
        leads = {item: lead(score) for item, score in scores(session, stage).items()}
        known = {item: steps for item, steps in leads.items() if steps is not None}
        if len(known) >= FEWEST and all(steps < 0 for steps in known.values()):
            said = f"ours is behind on each of the {len(known)} that were compared"
            return Contradiction(
                rule="parts-behind-yet-ahead",
                sentence="We are behind on every part that was compared, yet ahead as a whole.",
                one=quote(session, stage, next(iter(known)), said),
                other=whole.quoted(session),
            )
    return None


def their_price_yet_unfair(session: Session) -> Contradiction | None:
    """We say that customers buy at the price they choose, and that our price is unfair."""
    price, found = rated(session, "price"), compared(session)
    if price is None or found is None:
        return None
    if not price.is_high or not at_most(found.ours[PRICE], RATED_LOW):
        return None
    return Contradiction(
        rule="their-price-yet-unfair",
        sentence="We say that customers choose their price, yet we rate our price as unfair.",
        one=price.quoted(session),
        other=found.term(session, PRICE),
    )


def measured_yet_customers_differ(session: Session) -> Contradiction | None:
    """We call an item measured, and customers' own answers are clearly more than a step away."""
    for voice in stages_with(session.kit, Trait.HEARS_CUSTOMERS):
        for row in rows(session, voice):
            stage, _, item = row.item.partition("/")
            evidence = answers(session, stage).evidence.get(item)
            found = (row.apart.gap or row.apart.today) if row.apart else None
            if evidence is None or evidence.grade is not Grade.MEASURED or found is None:
                continue
            if found.is_clear and abs(found.points) > STEP:
                text = in_a_sentence(row.text)
                known = in_a_sentence(evidence.in_words)
                return Contradiction(
                    rule="measured-yet-customers-differ",
                    sentence="Our measurement and customers' answers are more than a step apart.",
                    one=quote(session, stage, item, f"'{text}' is {known}"),
                    other=quote(session, voice, "compare", f"'{text}': {apart(row)}"),
                )
    return None


RULES: Final[tuple[Rule, ...]] = (
    intimacy_without_service,
    experience_not_charged,
    little_hassle_yet_behind,
    unknown_yet_rated,
    promise_kept_yet_far_below,
    groups_apart_yet_agreed,
    innovation_not_renewed,
    ledger_against_offers,
    experience_yet_goods,
    nothing_beats_us_yet_no_gap,
    parts_behind_yet_ahead,
    their_price_yet_unfair,
    measured_yet_customers_differ,
)
"""All rules, in the order in which we show them."""
