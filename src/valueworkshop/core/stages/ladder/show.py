"""The charging ladder described: three marks, one after the other, on one picture."""

from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Sight
from valueworkshop.core.show.place import (
    Act,
    ChoiceField,
    Done,
    Grading,
    Here,
    Option,
    Place,
    Saying,
)
from valueworkshop.core.show.stage_figures import Stairs, Step
from valueworkshop.core.stages.ladder import model
from valueworkshop.core.stages.ladder.model import Answers, Asks, Mark, Rung, View
from valueworkshop.core.stages.ladder.score import climb, progress

Ladder: TypeAlias = Here[Asks, Answers]

_CREDIT: Final = "The charging ladder is B. Joseph Pine II's"
_ABOUT: Final = (
    "B. Joseph Pine II says: you are in the business of what you charge for. If you charge for raw "
    "stuff, you sell commodities; for things, goods; for what you do, services; for the time that "
    "customers spend with you, experiences. Prahalad's checklist shows what to strengthen in order "
    "to climb."
)
_WHY: Final = Act(
    id="ladder.why",
    key="w",
    label="Why there",
    command="why",
    about="say why: what is on the bill, in customers' words",
)
_GRADE: Final = Act(id="ladder.grade", key="t", label="Evidence")
_UNKNOWN: Final = Act(id="ladder.dont_know", key="d", label="Don't know", is_answer=True)
_RUNGS: Final = (
    Act(id="ladder.place", key="1", label="Rung", keys="1-4", is_answer=True),
    *(Act(id=f"ladder.place_{n}", key=str(n), hidden=True, is_answer=True) for n in (2, 3, 4)),
)
_NEXT: Final = Act(id="ladder.next", key="enter", label="Next", goes=1)
_BACK: Final = Act(id="ladder.back", key="shift+tab", label="Back", goes=-1, hidden=True)
ACTS: Final = (*_RUNGS, _UNKNOWN, _WHY, _GRADE, _NEXT, _BACK)

_SIGNS: Final = {View.NOW: "●", View.CUSTOMERS: "◇", View.AIM: "○"}
_WORDS: Final = {View.NOW: "now", View.CUSTOMERS: "customers’ view", View.AIM: "our aim"}
_LEGEND: Final = "● now   ◇ as customers see it   ○ our aim"


def place(here: Ladder, at: str) -> Place:
    """Return how to ask for one of the three marks."""
    view = _view(at)
    mark, question = here.given.of(view), _question(here, view)

    def choose(session: Session, option: Option | None, _ids: Ids) -> Done:
        rung = Rung(option.name) if option is not None else None
        return Done(model.place(session, here.stage, view, rung))

    def say_why(session: Session, why: str) -> Done:
        said = f"Why there: {why or 'no reason given'}"
        return Done(model.say_why(session, here.stage, view, why), said)

    def grade(session: Session, evidence: Evidence) -> Done:
        return Done(model.grade(session, here.stage, view, evidence))

    acts = dict(zip(Rung, _RUNGS, strict=True))
    chosen = acts[mark.rung].id if mark.rung else _UNKNOWN.id if mark.unknown else ""
    return Place(
        question=question,
        sign=_SIGNS[view],
        above=_CREDIT,
        about=_ABOUT,
        notes=tuple(in_words(here)),
        field=ChoiceField(
            label="rung",
            options=tuple(
                Option(act=act, name=rung.value, means=rung.charged_for, row=_row(here, rung))
                for rung, act in acts.items()
            ),
            unknown=_UNKNOWN,
            chosen=chosen,
            stands=placed(mark),
            legend=_LEGEND,
            cells=stairs(here, view),
            choose=choose,
        ),
        acts=(
            Saying(
                _WHY,
                question,
                "Why there? What is on the bill, in customers' words?",
                mark.why,
                say_why,
            ),
            Grading(_GRADE, question, mark.evidence, grade),
        ),
    )


def told(here: Ladder) -> list[Block]:
    """Return the ladder with its marks, why they are there, and how far apart they are."""
    if not progress(here.session, here.stage).done:
        return []
    said = [f"{_question(here, view)} {placed(here.given.of(view))}" for view in View]
    return [
        Heading(here.title),
        Paragraph(f"{_CREDIT}: what you charge for says it all."),
        Chart(_picture(here)),
        Bullets(tuple(said)),
        *map(Paragraph, in_words(here)),
    ]


def told_at(here: Ladder, _at: str) -> list[Sight]:
    """Return the ladder, and what the marks mean together once there is one."""
    any_placed = any(here.given.of(view).rung for view in View)
    picture = Chart(_picture(here), cells=stairs(here))
    return [picture, *(map(Paragraph, in_words(here)) if any_placed else ())]


def stairs(here: Ladder, view: View | None = None) -> Stairs:
    """Return the rungs as steps with the marks on them; that of `view` is the one being placed."""
    placed_at = {each: here.given.of(each).rung for each in View}
    return Stairs(
        title=here.title,
        steps=tuple(
            Step(
                height=str(rung.height),
                name=rung.value,
                means=rung.charged_for,
                marks=tuple(
                    (_SIGNS[each], _WORDS[each]) for each in View if placed_at[each] is rung
                ),
                here=view is not None and placed_at[view] is rung,
            )
            for rung in Rung
        ),
    )


def placed(mark: Mark) -> str:
    """Say in a sentence where a mark is, how we know that, and why."""
    if mark.rung is None:
        return "We do not know." if mark.unknown else "Not placed yet."
    where = f"{mark.rung.charged_for} ({mark.rung.value}); {mark.evidence.in_words}"
    why = " ".join(mark.why.split())
    return f"{where}. Why: {why}" if why else f"{where}."


def in_words(here: Ladder) -> list[str]:
    """Say what the marks mean together, in whole sentences."""
    given, found = here.given, climb(here.session, here.stage)
    said = []
    if found.to_climb is not None:
        said.append(_to_climb(found.to_climb))
    elif given.now.rung is None and given.aim.rung is None:
        said.append("We have not placed where we are or where we want to be yet.")
    else:
        missing = "Where we want to be" if given.aim.rung is None else "Where we are now"
        said.append(f"{missing} is not placed yet, so we cannot say how far it is.")
    if found.seen_below is not None:
        said.append(_seen(found.seen_below))
    elif given.customers.unknown:
        said.append("We do not know what customers would say. Let us ask them.")
    return said


def _view(at: str) -> View:
    return View(at) if at in set(View) else View.NOW


def _question(here: Ladder, view: View) -> str:
    return str(getattr(here.asked, view.value))


def _picture(here: Ladder) -> tuple[str, ...]:
    """Return a line for each rung, the highest first, and what the signs mean."""
    return (*map(partial(_row, here), reversed(Rung)), _LEGEND)


def _row(here: Ladder, rung: Rung) -> str:
    """Return the line of a rung: its marks, its name, what is paid for."""
    marks = " ".join(_SIGNS[view] if here.given.of(view).rung is rung else " " for view in View)
    return f"{rung.height} ├─ {marks} ─┤ {rung.value:<12} {rung.charged_for}"


def _to_climb(rungs: int) -> str:
    if rungs == 0:
        return "We want to stay where we are."
    way = "to climb" if rungs > 0 else "down: we aim lower than where we are"
    return f"{_count(rungs)} {way}."


def _seen(below: int) -> str:
    if below == 0:
        return "Customers see us where we see ourselves, as far as we know."
    side = "lower" if below > 0 else "higher"
    return f"Customers see us {_count(below).lower()} {side} than we do, as far as we know."


def _count(rungs: int) -> str:
    words = {1: "One rung", 2: "Two rungs", 3: "Three rungs"}
    return words[abs(rungs)]
