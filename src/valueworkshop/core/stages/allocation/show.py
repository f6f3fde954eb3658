"""The value disciplines described: three spreads of points, then how far the layers are built."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.scoring import rounding
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Voting,
)
from valueworkshop.core.show.card_figures import Ratings, StackedBars
from valueworkshop.core.show.place import Act, Done, Grading, Here, Place
from valueworkshop.core.stages.allocation import model
from valueworkshop.core.stages.allocation.at_a_glance import figures, layers, stacks
from valueworkshop.core.stages.allocation.model import Answers, Asks, Spread
from valueworkshop.core.stages.allocation.picture import bars, tracks
from valueworkshop.core.stages.allocation.rounds import is_revealed
from valueworkshop.core.stages.allocation.score import ALIGNMENT, focus
from valueworkshop.core.stages.allocation.words import (
    in_words,
    layers_in_words,
    moved_in_words,
    people,
    spread_in_words,
)

Disciplines: TypeAlias = Here[Asks, Answers]

GRADE: Final = Act(id="allocation.grade", key="t", label="Evidence")
REPAIR: Final = Act(
    id="allocation.repair",
    key="f",
    label="Correct answers",
    command="fix",
    about="type somebody's points again",
)
AGAIN: Final = Act(
    id="allocation.again",
    key="r",
    label="Spread again",
    command="revote",
    about="spread the points again, starting blank",
)
ACTS: Final = (GRADE, REPAIR, AGAIN)

A_NEW_SPREAD: Final = "A new vote, starting blank: this one counts. The earlier one is kept."

_ABOUT: Final = (
    "Every organisation has some of each. Those that stand out choose to lead on one or two, put "
    "their money there, and are recognised for it over time. Each needs its own way of working; "
    "the layers check whether we have it. Three of the four are by Michael Treacy and Fred "
    "Wiersema; social value is added here."
)
_CREDIT: Final = (
    "Each person spread 100 points. Three of the disciplines are by Michael Treacy and Fred "
    "Wiersema, who say: organisations that stand out lead on one or two."
)
_NO_LAYERS: Final = "You rate the layers once the choice is revealed and something leads."
_NOTHING: Final = "Nothing has been revealed yet: spread the points, then reveal."
_WIDTH: Final = 76


def place(here: Disciplines, at: str) -> Place:
    """Return how to ask for points, or how far the layers are built for what leads."""
    if at == ALIGNMENT:
        hint = "" if focus(here.session, here.stage).leads else _NO_LAYERS
        return Place(question=here.asked.alignment, hint=hint, about=_ABOUT)
    spread = _spread(at)
    question = here.asked.question(spread)

    def grade(session: Session, evidence: Evidence) -> Done:
        return Done(model.grade(session, here.stage, spread, evidence))

    seen = is_revealed(here.session, here.stage, spread.value)
    grading = Grading(GRADE, question, _evidence(here, spread), grade)
    return Place(question=question, about=_ABOUT, acts=(grading,) if seen else ())


def told(here: Disciplines) -> list[Block]:
    """Return the shares as bars, who spread them, what they mean, and the layers."""
    session, stage = here.session, here.stage
    found = focus(session, stage)
    if not found.spreads:
        return []
    blocks: list[Block] = [Heading(here.title), Paragraph(_CREDIT)]
    if lines := bars(session, stage, _WIDTH):
        blocks.append(Chart((*lines, people(found))))
    said = [
        " ".join(
            (
                here.asked.question(spread),
                spread_in_words(each, room=found.room),
                *moved_in_words(session, stage, spread),
                f"Evidence: {_evidence(here, spread).in_words}.",
            )
        )
        for spread, each in found.spreads.items()
    ]
    blocks.append(Bullets(tuple(said)))
    hidden = len(Spread) - len(found.spreads)
    if hidden:
        blocks.append(Paragraph(f"{hidden} of {len(Spread)} spreads not revealed yet."))
    if lines := tracks(session, stage, _WIDTH):
        blocks += [Heading(here.asked.alignment, level=3), Chart(tuple(lines))]
    return [*blocks, *map(Paragraph, in_words(session, stage))]


def told_at(here: Disciplines, at: str) -> list[Sight]:
    """Return a spread once it was revealed, or the layers; with what all mean together.

    Before the reveal it says only that people spread points.
    """
    said = map(Paragraph, in_words(here.session, here.stage))
    if at == ALIGNMENT:
        return [*_layers(here), *said]
    spread = _spread(at)
    if is_revealed(here.session, here.stage, spread.value):
        known = Paragraph(f"Evidence: {_evidence(here, spread).in_words}.", aside=True)
        return [*revealed(here, spread), *said, known]
    named = tuple(each.text for each in here.asked.disciplines.values())
    return [Bullets(named), Voting(of=here.session.expected)]


def revealed(here: Disciplines, spread: Spread) -> list[Sight]:
    """Return a revealed spread: its shares, drawn beside those of the others.

    With them, who spread points and how concentrated they are.
    """
    found = focus(here.session, here.stage)
    shares = {
        here.asked.disciplines[key].text: 100 * share for key, share in found.shares(spread).items()
    }
    said = tuple(f"{name}: {rounding.whole(share)} of 100." for name, share in shares.items())
    if not rounding.add_up(shares.values(), 100):
        said = (*said, "These are rounded.")
    figure = stacks(here.session, here.stage)
    drawn = Chart((), draw=partial(bars, here.session, here.stage), words=said, cells=figure)
    moved = map(Paragraph, moved_in_words(here.session, here.stage, spread))
    return [drawn, Paragraph(spread_in_words(found.spreads[spread], room=found.room)), *moved]


def whole(here: Disciplines) -> list[Sight]:
    """Return all that was revealed: the shares, the layers, and what they mean together."""
    session, stage = here.session, here.stage
    counted = people(focus(session, stage))
    draws = {StackedBars: partial(bars, session, stage), Ratings: partial(tracks, session, stage)}
    return [  # letters once a sort
        *(
            Chart((), draw=draws.pop(type(found), None), cells=found)
            for found in figures(session, stage)
        ),
        Paragraph(counted, aside=True) if counted else Paragraph(_NOTHING),
        *map(Paragraph, in_words(session, stage)),
    ]


def _layers(here: Disciplines) -> list[Chart]:
    """Return the layers of each lead; in letters and words they are one picture."""
    words, draw = (
        layers_in_words(here.session, here.stage),
        partial(tracks, here.session, here.stage),
    )
    first, *others = [*layers(here.session, here.stage), None][:2]
    charts = [Chart((), draw=draw, words=tuple(words), cells=first)]
    return [*charts, *(Chart((), cells=each) for each in others if each)]


def _spread(at: str) -> Spread:
    return Spread(at) if at in set(Spread) else Spread.TODAY


def _evidence(here: Disciplines, spread: Spread) -> Evidence:
    return here.given.evidence.get(spread.value, Evidence())
