"""What was chosen, weighed: the plane of impact and effort, its four fields, and every choice."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.effort_fields import FEWEST, Field, Half, Lies
from valueworkshop.core.scoring.rounding import one_decimal
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.show.place import Act, Here, Place
from valueworkshop.core.show.quadrant import Corners
from valueworkshop.core.show.stage_figures import FieldMap, FieldSpot
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.effort.model import Answers, Asks
from valueworkshop.core.stages.effort.score import (
    Weighed,
    in_fields,
    on_the_plane,
    weighed,
)
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes import report
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.facet_quadrant import (
    NOTHING,
    Against,
    figure,
    lines,
    missing_in_words,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import progress, scores

Effort: TypeAlias = Here[Asks, Answers]

ITEMS: Final = votes.Items(
    one="choice",
    heading="What do we weigh?",
    hint="What we chose to work on: each is rated for what it would bring and what it takes.",
)
TAKE_UP: Final = Act(
    id="effort.take_up",
    key="c",
    label="Take up",
    command="take",
    about="take up what we chose; else what got most dots; else the largest gaps",
)
PLACE: Final = Act(id="effort.place", key="l", label="Place")
"""Line mode has no plane: there the room gives its one rating."""

ACTS: Final = (TAKE_UP, PLACE)

CORNERS: Final = Corners(
    up_left=Field.QUICK_WIN,
    up_right=Field.BIG_BET,
    down_left=Field.FILL_IN,
    down_right=Field.LEAVE,
)

_WIDTH: Final = 76
_RULE: Final = (
    "The middle is 3, that of the scale. Something lies in a field only if its mean is half a step "
    "or more from the middle both ways, with all of us and without any one; nearer than that it is "
    "on the line, and two fields are named. If we are far apart or in two camps on one of the two, "
    f"or fewer than {FEWEST} of us answered, we do not say where it lies."
)
_ABOUT: Final = (
    "Impact is what customers would gain, effort is what it costs us. A quick win brings much for "
    "little; a big bet brings much and costs much; a fill-in is for a spare hour; what brings "
    f"little and costs much we leave. {_RULE}"
)
_FOOT: Final = "↑ impact → effort · ◉ on a line · ○ cannot say"


def place(here: Effort, at: str) -> Place:
    """Return what people weigh at a place, and what the four fields mean."""
    return votes.place(here, at, _ABOUT)


def told(here: Effort) -> list[Block]:
    """Return what lies in which field, the plane, a table, then each choice.

    Before a reveal, what was taken up; nothing if nothing was.
    """
    if not scores(here.session, here.stage):
        if not here.given.items:
            return []
        named = Paragraph("What we took up. Nothing has been revealed yet.")
        items = asks(here.session, here.stage).items.values()
        return [Heading(here.title), named, Bullets(tuple(item.text for item in items))]
    whole: list[Block] = [Bullets((*_said(here), _RULE))]
    found, drawn = on_the_plane(here.session, here.stage), picture(here, _WIDTH)
    if drawn and found is not None:
        whole.append(Chart(tuple(drawn), figure(found, CORNERS)))
        whole += [_table(found)] if found.spots else []
    about = {key: _where(each) for key, each in weighed(here.session, here.stage).items()}
    return report.section(here.session, here.stage, whole, about)


def told_at(here: Effort, at: str) -> list[Sight]:
    """Return the choice at the team's place, and where it lies once it was revealed."""
    found = weighed(here.session, here.stage).get(votes.revealed_at(here, at))
    lies = [Paragraph(f"{capital(_where(found))}.", strong=True)] if found else []
    return votes.told_at(here, at, lies)


def pages(here: Effort) -> list[list[Sight]]:
    """Return what lies in which field, how many are missing, and the plane."""
    text, found = _said(here), on_the_plane(here.session, here.stage)
    done = progress(here.session, here.stage)
    if 0 < done.done < done.total:
        text.append(f"Not revealed yet: {done.total - done.done} of {done.total}.")
    finding, *more = text
    cells = _cells(here, found)
    rest = [*more, *(missing_in_words(found, _labels(here)) if cells and found else ())]
    drawn = [Chart((), draw=partial(picture, here), cells=cells)] if _is_shown(found) else []
    told: list[Sight] = [Paragraph(finding, strong=True), *drawn, *map(Paragraph, rest)]
    return [[*told, *votes.beside(here.session, here.stage)]]


def together(here: Effort) -> list[Chart]:
    """Return the plane for a room that has seen all of it."""
    found = on_the_plane(here.session, here.stage)
    if not votes.is_all_revealed(here) or found is None or not found.spots:
        return []
    return [Chart((), draw=partial(picture, here), cells=_cells(here, found))]


def picture(here: Effort, width: int) -> list[str]:
    """Return the plane in lines of at most `width` cells, or why there is none."""
    found = on_the_plane(here.session, here.stage)
    return [] if found is None else lines(found, _labels(here), CORNERS, width)


def dot_pools(here: Effort, _at: str) -> tuple[Pool, ...]:
    """Return the candidates: dots on them are one way to choose. core/summary knows their texts."""
    stages = stages_with(here.session.kit, Trait.HOLDS_ACTIONS)
    return tuple(
        Pool(about=About.CANDIDATES, title="", texts={}, stage=stage) for stage in stages[:1]
    )


def _is_shown(found: Against | None) -> bool:
    return found is not None and bool(found.spots or found.missing)


def _cells(here: Effort, found: Against | None) -> FieldMap | None:
    """Return the plane as a figure for a screen; None if it is empty."""
    return plane(here, found) if found is not None and found.spots else None


def plane(here: Effort, found: Against) -> FieldMap:
    """Return the plane with all that was revealed on it, perhaps nothing yet."""
    told = weighed(here.session, here.stage)
    return FieldMap(
        title=here.title,
        sort="quarters",
        spots=tuple(
            FieldSpot(
                label=spot.label,
                across=round(1000 * spot.across),
                up=round(1000 * spot.up),
                means=f"impact {one_decimal(spot.up)}, effort {one_decimal(spot.across)}, "
                f"n {spot.n}: {spot.where}",
                sign=sign(told[key].lies),
                bold=told[key].lies.field is Field.QUICK_WIN,
            )
            for key, spot in found.spots.items()
        ),
        up=found.axes[0],
        across=found.axes[1],
        corners=(CORNERS.up_left, CORNERS.up_right, CORNERS.down_left, CORNERS.down_right),
        foot=_FOOT,
        note=found.whose,
        best_left=True,
    )


def sign(lies: Lies) -> str:
    """Return the sign of a thing on the plane: '' in a field, else of a line or of the unsaid."""
    if lies.field:
        return ""
    return "◉" if {lies.impact, lies.effort} <= {Half.LOW, Half.HIGH, Half.LINE} else "○"


def _labels(here: Effort) -> dict[str, str]:
    items = asks(here.session, here.stage).items
    return {key: item.text for key, item in items.items()}


def _said(here: Effort) -> list[str]:
    """Return a sentence for each field that holds something, then what lies in none."""
    told, labels = weighed(here.session, here.stage), _labels(here)
    if not told:
        return [NOTHING]
    said = [
        _ended(f"{_FIELDS[field]}: {'; '.join(in_a_sentence(labels[key]) for key in keys)}")
        for field, keys in in_fields(here.session, here.stage).items()
    ]
    rest = [
        f"{in_a_sentence(labels[key])} ({each.where})"
        for key, each in told.items()
        if each.lies.field is None
    ]
    return [*said, *([f"In no field for sure: {'; '.join(rest)}."] if rest else [])]


def _ended(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


_FIELDS: Final = {
    Field.QUICK_WIN: "Quick wins",
    Field.BIG_BET: "Big bets",
    Field.FILL_IN: "Fill-ins",
    Field.LEAVE: "To leave",
}


def _where(found: Weighed) -> str:
    """Say where something lies, and if it is in no field for sure, why: 'effort: on the line'."""
    if found.lies.field:
        return f"on the plane: {found.where}"
    why = [
        f"{name}: {_WHY[half]}"
        for name, half in (("impact", found.lies.impact), ("effort", found.lies.effort))
        if half in _WHY
    ]
    return f"on the plane: {found.where} ({', '.join(why)})"


_WHY: Final = {
    Half.LINE: "on the line",
    Half.APART: "far apart",
    Half.FEW: "few answers",
    Half.NONE: "no number",
}


def _table(found: Against) -> Table:
    rows = tuple(
        (spot.label, one_decimal(spot.up), one_decimal(spot.across), str(spot.n), spot.where)
        for spot in found.spots.values()
    )
    return Table(("Choice", *found.axes, "n", "Where"), rows, numeric=frozenset({1, 2, 3}))
