"""How large each of the nine gaps is: in words, in its own unit, as a share of its own scale."""

from dataclasses import dataclass

from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.actions.score import lacking
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.promises import through
from valueworkshop.core.stages.allocation.model import Spread
from valueworkshop.core.stages.allocation.score import focus
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.ladder import model as ladder
from valueworkshop.core.stages.ladder.score import climb
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.offers.model import OURS
from valueworkshop.core.stages.offers.score import offers
from valueworkshop.core.stages.offers.words import lead_in_words
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.review.score import ACTIONS
from valueworkshop.core.stages.statements.score import furthest, statements
from valueworkshop.core.stages.statements.words import distance_in_words
from valueworkshop.core.stages.voice import model as voice
from valueworkshop.core.stages.voice.score import Row, rows
from valueworkshop.core.stages.voice.words import apart
from valueworkshop.core.stages.votes.model import asks, voted
from valueworkshop.core.summary.gap_summary import Summary
from valueworkshop.core.summary.kinds_compared import ALLOCATION, LADDER, OFFERS, STATEMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A gap as far as we know it.

    `said` is the gap in words with its unit and who gave it, `number` the same as a number, and
    `share` how much of its scale that is, 0 to 1: it is only for the order. If there is no gap,
    both are None and `said` says how to get one. `place` is where it comes from, None if the kit
    has no such stage.
    """

    said: str
    number: float | None = None
    share: float | None = None
    place: Place | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the kit has a stage for it."""
        return self.place is not None


def value_gap(session: Session, summary: Summary) -> Measured:
    """Return the gap index as voted, 0 to 100 points, and with it the one over evidenced items."""
    rates = [key for key in voted(session) if asks(session, key).has_gap]
    if not rates:
        return _not_asked("rates what is needed and what is so today (B, H, I or J)")
    index = summary.index
    if index.value is None or index.steps is None:
        stage = next(iter(index.skipped), rates[0])
        return _not_yet(session, stage, "rate and reveal it: half of the rated stages make one")
    at = _first_place(summary, rates[0])
    number = f"{points(index.value)} of 100"
    steps = one_decimal(index.steps)
    said = f"{steps} {'step' if steps == '1.0' else 'steps'} below what they need ({number})"
    if index.value == 0:
        said = f"no shortfall found on average ({number})"
    known = "all of it is our own guess"
    if index.evidenced is not None:
        known = f"without our guesses {points(index.evidenced)}"
    return Measured(said=f"{said}; {known}", number=index.value, share=index.value / 100, place=at)


def _first_place(summary: Summary, stage: str) -> Place:
    if not summary.gaps:
        return Place(stage=stage)
    return _place_of(summary.gaps[0].key)


def _place_of(key: str) -> Place:
    stage, _, at = key.partition("/")
    return Place(stage=stage, at=at)


def evidence_gap(session: Session, summary: Summary) -> Measured:
    """Return how many per cent of the index's weight are assumed."""
    shares = summary.index.evidence
    if shares is None:
        stage = next((key for key in voted(session) if asks(session, key).has_gap), None)
        if stage is None:
            return _not_asked("rates what is needed and what is so today (B, H, I or J)")
        said = "it comes with the gap index, from how well each item is known"
        return _not_yet(session, stage, said)
    assumed = [gap for gap in summary.gaps if gap.evidence.grade is Grade.ASSUMED]
    percent = whole(100 * shares.assumed)
    at = _place_of((assumed or list(summary.gaps))[0].key)
    said = f"{percent} % of the index rests on our own guesses"
    if not assumed:
        said = "none of it: customers told us, or we measured"
    return Measured(said=said, number=100 * shares.assumed, share=shares.assumed, place=at)


def perception_gap(session: Session, _summary: Summary) -> Measured:
    """Return the statement on which two groups are furthest apart, 0 to 100 points of agreement."""
    stages = session.kit.of_kind(STATEMENTS)
    if not stages:
        return _not_asked("asks both groups the same statements (L, perception check)")
    best: tuple[float, Measured] | None = None
    for stage in stages:
        scored = statements(session, stage)
        item = furthest(scored)
        distance = scored[item].distance if item is not None else None
        if item is None or distance is None:
            continue
        sure = -200.0 if distance.sure is None else distance.sure
        if best is None or sure > best[0]:
            n = " and ".join(str(scored[item].groups[group].n) for group in distance.groups)
            text = in_a_sentence(asks(session, stage).items[item].text)
            said, size = f"{distance_in_words(distance)} on '{text}' (n {n})", abs(distance.points)
            few = f"'{text}': {distance_in_words(distance)}"
            best = (
                sure,
                Measured(
                    said=few if distance.sure is None else said,
                    number=None if distance.sure is None else size,
                    share=None if distance.sure is None else size / 100,
                    place=Place(stage=stage, at=item),
                ),
            )
    if best is not None:
        return best[1]
    return _not_yet(session, stages[0], "reveal it with three answers or more from each group")


def company_gap(session: Session, summary: Summary) -> Measured:
    """Return the item on which customers and team are furthest apart, in points.

    For a segment, its customers against the whole team.
    """
    stages = stages_with(session.kit, Trait.HEARS_CUSTOMERS)
    if not stages:
        return _not_asked("brings in what customers said (M, customer voice)")
    best: tuple[float, str, Row] | None = None
    for stage in stages:
        for row in rows(session, stage, summary.segment):
            size, scale = _distance(row)
            if size is not None and (best is None or size / scale > best[0]):
                best = (size / scale, stage, row)
    if best is not None:
        share, stage, row = best
        text = in_a_sentence(row.text)
        size, _ = _distance(row)
        said = f"furthest on '{text}': {apart(row)}"
        at = Place(stage=stage, at="compare")
        return Measured(said=said, number=size, share=share, place=at)
    heard = any(voice.answers(session, stage).imports for stage in stages)
    todo = "reveal the team's vote on what three customers or more rated"
    return _not_yet(session, stages[0], todo if heard else "bring in a survey file there")


def _distance(row: Row) -> tuple[float | None, int]:
    """Return how far customers and team are apart on an item, and how far they could be."""
    if row.apart is None:
        return None, 1
    if row.apart.gap is not None:
        return abs(row.apart.gap.points), 200
    return (None, 1) if row.apart.today is None else (abs(row.apart.today.points), 100)


def competitive_gap(session: Session, summary: Summary) -> Measured:
    """Return how far our net is behind the best other offer, 0 to 200 points; 0 if it leads."""
    stages = session.kit.of_kind(OFFERS)
    if not stages:
        return _not_asked("holds our offer against others (D, value equation)")
    for stage in stages:
        seen = offers(session, stage, summary.segment)
        if leads := seen.leads:
            best = min(leads, key=lambda key: leads[key])
            behind = max(0.0, -float(leads[best]))
            all_of = f", the best of {len(leads)}" if len(leads) > 1 else ""
            said = f"{lead_in_words(seen, best)}{all_of}"
            at = Place(stage=stage, at=OURS)
            return Measured(said=said, number=behind, share=behind / 200, place=at)
    return _not_yet(session, stages[0], "rate and reveal our offer and another, on all four terms")


def focus_gap(session: Session, _summary: Summary) -> Measured:
    """Return the points to move from today's spread to the chosen one, 0 to 100."""
    stages = session.kit.of_kind(ALLOCATION)
    if not stages:
        return _not_asked("spreads 100 points over what one can lead on (G, value disciplines)")
    for stage in stages:
        found = focus(session, stage)
        if found.to_move is None:
            continue
        n = found.spreads[Spread.CHOSEN].n
        who = "the room" if found.room else "one person's view" if n == 1 else f"n {n}"
        said = f"{points(found.to_move)} of 100 points to move to what we choose ({who})"
        at = Place(stage=stage, at=Spread.CHOSEN.value)
        return Measured(said=said, number=found.to_move, share=found.to_move / 100, place=at)
    return _not_yet(session, stages[0], "reveal the spreads of today and of our choice")


def ladder_gap(session: Session, _summary: Summary) -> Measured:
    """Return the rungs to climb, 0 to 3; a lower aim is no gap."""
    stages = session.kit.of_kind(LADDER)
    if not stages:
        return _not_asked("places the offer on rungs, now and aimed at (C, charging ladder)")
    for stage in stages:
        rungs, given = climb(session, stage).to_climb, ladder.answers(session, stage)
        if rungs is None or given.now.rung is None or given.aim.rung is None:
            continue
        way = f"from {given.now.rung.value} to {given.aim.rung.value}"
        said = f"{_count(rungs, 'rung')} to climb, {way}"
        if rungs < 0:
            said = f"none: we aim {_count(-rungs, 'rung')} lower, {way}"
        elif rungs == 0:
            said = f"none: we stay on the rung of {given.now.rung.value}"
        up = max(0, rungs)
        at = Place(stage=stage, at=ladder.View.AIM.value)
        return Measured(said=said, number=up, share=up / 3, place=at)
    return _not_yet(session, stages[0], "place where we are and where we want to be")


def knowledge_gap(session: Session, summary: Summary) -> Measured:
    """Return how many questions have no answer that was heard or measured."""
    stages = stages_with(session.kit, Trait.HOLDS_QUESTIONS)
    if not stages:
        return _not_asked("asks guiding questions (A)")
    counted = [knowledge(session, stage, summary.segment) for stage in stages]
    total = sum(each.total for each in counted)
    if total == sum(each.unanswered for each in counted):
        return _not_yet(session, stages[0], "answer a question, or mark it open")
    lacking_ = sum(each.total - each.heard - each.measured for each in counted)
    words = "; ".join(each.in_words for each in counted)
    said = f"{lacking_ or 'none'} of {total} questions without a customer or a figure ({words})"
    at = _least_known(session, stages)
    return Measured(said=said, number=lacking_, share=lacking_ / total, place=at)


def _least_known(session: Session, stages: list[str]) -> Place:
    """Return the first question marked open, else the first that nobody answered."""
    for stage in stages:
        if marked := questions.answers(session, stage).open:
            return Place(stage=stage, at=marked[0])
    for stage in stages:
        answered = {note.question for note in questions.answers(session, stage).notes.values()}
        for key in questions.asks(session, stage).questions:
            if key not in answered:
                return Place(stage=stage, at=key)
    return Place(stage=stages[0], at=next(iter(questions.asks(session, stages[0]).questions), ""))


def follow_through_gap(session: Session, _summary: Summary) -> Measured:
    """Return how many actions of last time are late or still open, and the state of this plan.

    If no stage looked back, the plan alone is the gap.
    """
    plan = _plan_gap(session)
    for stage in stages_with(session.kit, Trait.LOOKS_BACK):
        counted = through(session, stage)
        if counted.total:
            left = counted.late + counted.open
            said = f"{in_words(counted).lower()} since last time"
            if plan.number is not None:
                said = f"{said}; {plan.said}"
            at = Place(stage=stage, at=ACTIONS)
            return Measured(said=said, number=left, share=left / counted.total, place=at)
    return plan


def _plan_gap(session: Session) -> Measured:
    """Return how many chosen things have no action with owner and date that closes them.

    If nothing was chosen, how many actions lack an owner or a date.
    """
    stages = stages_with(session.kit, Trait.HOLDS_ACTIONS)
    if not stages:
        return _not_asked("agrees actions (O, choose and act)")
    for stage in stages:
        agreed = actions.answers(session, stage)
        living = [a for a in agreed.actions.values() if a.status is not Status.DROPPED]
        at = Place(stage=stage, at="act")
        if agreed.chosen:
            kept = {key for action in living if not lacking(action) for key in action.closes}
            left = sum(key not in kept for key in agreed.chosen)
            said = _closed(left, len(agreed.chosen))
            return Measured(said=said, number=left, share=left / len(agreed.chosen), place=at)
        if living:
            return _unready(living, at)
    return _not_yet(session, stages[0], "choose what to work on, and agree who does what by when")


def _unready(living: list[Action], at: Place) -> Measured:
    left = sum(bool(lacking(action)) for action in living)
    unit = "action" if len(living) == 1 else "actions"
    said = f"{left or 'none'} of {len(living)} {unit} without an owner or a date"
    return Measured(said=said, number=left, share=left / len(living), place=at)


def _closed(left: int, total: int) -> str:
    """Say how many of `total` chosen things have no action that closes them; `left` have none."""
    action = "no owned, dated action" if left else "an owned, dated action"
    if total == 1:
        return f"the one chosen has {action}"
    if not left:
        return f"all {total} chosen have {action}"
    return f"{left} of {total} chosen {'has' if left == 1 else 'have'} {action}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _not_asked(what: str) -> Measured:
    return Measured(said=f"not in this kit: no stage {what}")


def _not_yet(session: Session, stage: str, how: str) -> Measured:
    title = in_a_sentence(session.stage(stage).title)
    return Measured(said=f"not known yet. {title}: {how}", place=Place(stage=stage))
