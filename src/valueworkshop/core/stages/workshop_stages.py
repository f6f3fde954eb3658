"""The stages of a running workshop: a team adds some, renames them and moves them. Pure.

What a stage holds stays with its id. To leave one out is what the time panel calls dropping it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.order import InOrder
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import has, stages_with
from valueworkshop.core.stages.asked_list import TITLE
from valueworkshop.core.stages.kind import Trait

_ONCE: Final = (
    Trait.HOLDS_PARTICULARS,
    Trait.LOOKS_BACK,
    Trait.HOLDS_ACTIONS,
    Trait.ENDS_WORKSHOP,
)
"""A workshop has at most one stage with each of these."""

_STAY: Final = (Trait.HOLDS_PARTICULARS, Trait.ENDS_WORKSHOP)
"""Stages with these are the first and the last."""


def may_come(session: Session, plan: Stage) -> bool:
    """Whether a stage of a kit can be added: of some kinds a workshop has only one."""
    return not any(has(plan, trait) and stages_with(session.kit, trait) for trait in _ONCE)


def is_there(session: Session, key: str, plan: Stage) -> bool:
    """Whether a workshop has this stage of a kit, whatever the team calls it now."""
    there = session.kit.stages.get(key)
    return there is not None and there.kind == plan.kind


def add_stage(session: Session, key: str, plan: Stage, after: str) -> tuple[Session, str]:
    """Return the session with a stage of a kit after another one, and the id that it has there.

    It comes before the close, and after the frame. It can be left out again. Its letter goes if
    another stage has it; if another stage has its id, it gets a free one.
    """
    stages = session.kit.stages
    free = _free(key, stages)
    letters = {each.letter.casefold() for each in stages.values()}
    letter = "" if plan.letter.casefold() in letters else plan.letter
    keys = list(stages)
    place = keys.index(after) + 1 if after in stages else len(keys)
    ends = [keys.index(each) for each in stages_with(session.kit, Trait.ENDS_WORKSHOP)]
    keys.insert(min([place, *ends]), free)
    added = {**stages, free: replace(plan, optional=True, letter=letter)}
    return _arranged(session, {each: added[each] for each in keys}), free


def rename_stage(session: Session, stage: str, title: str, intro: str) -> Session:
    """Give a stage another title and another word on what it is for; no title changes nothing."""
    title, plan = one_line(title), session.stage(stage)
    if not title or (title == plan.title and intro == plan.intro):
        return session
    short = plan.short if title == plan.title else ""
    own = {**plan.own, TITLE: True}
    named = replace(plan, title=title, short=short, intro=intro, own=own)
    return replace(session, kit=replace(session.kit, stages={**session.kit.stages, stage: named}))


def move_stage(session: Session, stage: str, by: int) -> Session:
    """Move a stage up (-1) or down (+1); the frame and the close stay first and last."""
    stages = session.kit.stages
    keys = list(stages)
    place = keys.index(stage) + by
    if not 0 <= place < len(keys):
        return session
    both = (stages[stage], stages[keys[place]])
    if any(has(each, trait) for each in both for trait in _STAY):
        return session
    keys.remove(stage)
    keys.insert(place, stage)
    return _arranged(session, {each: stages[each] for each in keys})


def _arranged(session: Session, stages: dict[str, Stage]) -> Session:
    return replace(session, kit=replace(session.kit, stages=InOrder(stages)))


def _free(key: str, taken: Iterable[str]) -> str:
    """Return the id, or one like it that no stage has."""
    known, number, found = set(taken), 2, key
    while found in known:
        found, number = f"{key}-{number}", number + 1
    return found
