"""The journey in a report: the curve, where it is lowest, and every touchpoint."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.figures import Curve, Stop
from valueworkshop.core.stages.journey.model import answers_of
from valueworkshop.core.stages.journey.picture import journey
from valueworkshop.core.stages.journey.score import Moment, moments
from valueworkshop.core.stages.journey.words import apart, said
from valueworkshop.core.stages.votes import report, words

_WIDTH = 76


def section(session: Session, stage: str) -> list[Block]:
    """Return what the curve says, the curve, a table of the touchpoints, then each of them.

    Where nothing was revealed, the touchpoints that the team made its own; nothing if it did not.
    """
    curve = moments(session, stage)
    if all(moment.score is None for moment in curve):
        if not answers_of(session, stage).items:
            return []
        named = tuple(moment.touchpoint.text for moment in curve)
        told = Paragraph("Touchpoints of the journey. Nothing was revealed yet.")
        return [Heading(session.stage(stage).title), told, Bullets(named)]
    whole: list[Block] = [Bullets((*said(curve), *apart(session, stage)))]
    if drawn := journey(curve, _WIDTH):
        whole.append(Chart(tuple(drawn), _figure(curve)))
    whole.append(_table(curve))
    return report.section(session, stage, whole)


def _figure(curve: list[Moment]) -> Curve:
    stops = (
        Stop(
            label=moment.touchpoint.text,
            expected=moment.score.needed.mean if moment.score else None,
            experienced=moment.score.today.mean if moment.score else None,
        )
        for moment in curve
    )
    return Curve(title="Expected and experienced along the way", stops=tuple(stops))


def _table(curve: list[Moment]) -> Table:
    header = ("", "Touchpoint", "Expected", "Experienced", "Gap", "Who", "Feeds", "Carried by")
    rows = tuple(_row(place, moment) for place, moment in enumerate(curve, start=1))
    return Table(header, rows, numeric=frozenset({0, 2, 3, 4}), named_by=1)


def _row(place: int, moment: Moment) -> tuple[str, ...]:
    touchpoint, score = moment.touchpoint, moment.score
    numbers = ("–", "–", "–", "not revealed yet")
    if score is not None:
        needed, today = words.mean(score.needed), words.mean(score.today)
        numbers = (needed, today, words.points(score.signed), words.shortfall(score))
    return (
        str(place),
        touchpoint.text,
        *numbers,
        touchpoint.term.in_words if touchpoint.term else "–",
        ", ".join(carrier.in_words for carrier in touchpoint.carriers) or "–",
    )
