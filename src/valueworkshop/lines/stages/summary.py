"""The summary in line mode: every gap a sentence, then the nine gaps and the contradictions."""

from collections.abc import Callable

from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.summary.model import dismiss, take_back
from valueworkshop.core.stages.votes.words import mean
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.contradictions import NONE, Found, contradictions
from valueworkshop.core.summary.contradictions import in_words as contradictions_in_words
from valueworkshop.core.summary.gap_summary import Gap, Summary, summarise
from valueworkshop.core.summary.nine_gaps import RULE, asked_for, matters_most, nine
from valueworkshop.core.summary.nine_gaps import in_words as nine_in_words
from valueworkshop.core.summary.roadmap import roadmap
from valueworkshop.core.summary.seats_told import in_sentences
from valueworkshop.core.summary.segments_apart import apart_in_words, differences, whose
from valueworkshop.core.summary.two_seats import two_seats
from valueworkshop.lines.revealed_words import gap_in_words
from valueworkshop.lines.talk import Command, Moved, Talk, numbered, pick


def ask(talk: Talk, stage: str, _at: str) -> None:
    """Read out the summary; commands say more."""
    talk.say(*told(talk.session, stage))
    commands = _commands(talk, stage)
    while line := talk.ask("summary", *commands):
        talk.say(f"There is no question here, so we did not keep this: {line}")


def told(session: Session, _stage: str) -> list[str]:
    """Return the largest gaps, every gap, the answers behind them, and how much more there is."""
    lines = _told(session, "")
    if found := contradictions_in_words(contradictions(session)):
        lines.append(f"{found}. /contradictions reads them out.")
    if any(gap.found.number is not None for gap in nine(session, summarise(session, wait=False))):
        lines.append("/nine reads out the nine gaps side by side.")
    if two_seats(session):
        lines.append("/seats reads out our seat beside the customers'.")
    return lines


def _told(session: Session, segment: str) -> list[str]:
    summary = summarise(session, segment)
    head = [whose(session, summary), f"{gap_words.index_in_words(summary)}."]
    head += gap_words.index_beside(summary)
    head += [gap_words.evidence_in_words(summary.index)]
    if not segment and (most := matters_most(nine(session, summary))):
        head += ["Largest on their own scale:", *most]
    if not summary.gaps:
        head.append(f"{gap_words.no_gaps(session, summary)}.")
    if summary.gaps:
        head.append(f"The gaps, {summary.order_in_words}:")
    gaps = [_gap(gap, number, len(summary.gaps)) for number, gap in enumerate(summary.gaps, 1)]
    rest = [f"Open question: {finding.title}" for finding in summary.open]
    rest += [*gap_words.remarks(session, summary), gap_words.by_stage(session, summary)]
    if segment:
        rest += [f"{apart_in_words(session, one)}." for one in differences(session, segment)]
    disclaimer = [gap_words.DISCLAIMER] if summary.gaps else []
    return [line for line in (*head, *gaps, *rest, *disclaimer) if line.strip(". ")]


def _gap(gap: Gap, number: int, total: int) -> str:
    score = gap.score
    parts = [gap_in_words(score)]
    if score.needed.mean is not None:
        parts.append(f"needed {mean(score.needed)}")
    if score.today.mean is not None:
        parts.append(f"today {mean(score.today)}")
    parts.append(f"how we know: {gap.evidence.in_words}")
    if gap.then:
        parts.append(f"next step: {gap.then}")
    return f"Gap {number} of {total}: {gap.title.rstrip('.')}: {'; '.join(parts)}."


def _commands(talk: Talk, stage: str) -> list[Command]:
    def tell_nine(_rest: str) -> None:
        summary = summarise(talk.session)
        found = asked_for(nine(talk.session, summary))
        talk.say(
            *(
                f"Gap {n} of {len(found)}, {gap.title}: {' '.join(nine_in_words(gap))}"
                for n, gap in enumerate(found, 1)
            ),
            RULE,
            roadmap(talk.session),
        )

    def tell_contradictions(_rest: str) -> None:
        _tell_contradictions(talk, contradictions(talk.session))

    def tell_seats(_rest: str) -> None:
        talk.say(*in_sentences(talk.session))

    def of_segment(rest: str) -> None:
        known = {key: one.name for key, one in ordered(talk.session.segments)}
        talk.say(*_told(talk.session, pick(rest, known)))

    def not_one(rest: str) -> None:
        found, reason = _contradiction(talk, rest)
        if not reason:
            raise TypedError("type after the number why it is not one.")
        rule = found.contradiction.rule
        talk.commit(dismiss(talk.session, stage, rule, reason), "Dismissed. We keep your reason.")

    def stands(rest: str) -> None:
        found, _ = _contradiction(talk, rest)
        talk.commit(
            take_back(talk.session, found.contradiction.rule), "It counts as a contradiction again."
        )

    def answer(rest: str) -> None:
        found, which = _contradiction(talk, rest)
        one = found.contradiction
        key = (one.other if which == "2" else one.one).key
        rated, _, item = key.partition("/")
        talk.desk.move(Place(stage=rated, at=item))
        raise Moved

    made: tuple[tuple[str, str, str, Callable[[str], None]], ...] = (
        ("nine", "", "the nine gaps side by side", tell_nine),
        ("contradictions", "", "the contradictions between answers", tell_contradictions),
        ("seats", "", "our seat beside the customers'", tell_seats),
        ("dismiss", "NUMBER REASON", "say why this is not a contradiction", not_one),
        ("stands", "NUMBER", "bring back a dismissed contradiction", stands),
        ("answer", "NUMBER 1 or 2", "go to an answer of a contradiction", answer),
        ("segment", "NAME", "the summary for customers of one segment", of_segment),
        ("act", "NUMBER TITLE", "agree an action that closes a gap", lambda r: _act(talk, r)),
    )
    return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]


def _tell_contradictions(talk: Talk, found: list[Found]) -> None:
    if not found:
        talk.say(NONE)
    for number, each in enumerate(found, 1):
        one = each.contradiction
        talk.say(
            f"Contradiction {number} of {len(found)}: {one.sentence}",
            f"Answer 1 of contradiction {number}: {one.one.said}.",
            f"Answer 2 of contradiction {number}: {one.other.said}.",
            each.dismissed,
        )


def _contradiction(talk: Talk, rest: str) -> tuple[Found, str]:
    found = contradictions(talk.session)
    at, behind = numbered(rest, [str(n) for n in range(len(found))], "contradiction")
    return found[int(at)], behind


def _act(talk: Talk, rest: str) -> None:
    gaps = {gap.key: gap for gap in _summary(talk).gaps}
    key, title = numbered(rest, list(gaps), "gap")
    stage = next(iter(stages_with(talk.session.kit, Trait.HOLDS_ACTIONS)), None)
    if stage is None or not title:
        raise TypedError("type what to do after the number.")
    action = Action(title=title, closes=(key,))
    session = add_action(talk.session, stage, talk.desk.ids(), action)
    talk.commit(session, f"Agreed: {title}. You can set owner and date in the actions stage.")


def _summary(talk: Talk) -> Summary:
    return summarise(talk.session)
