"""What a stage asks, thing by thing: a team adds its own, rewords, moves and leaves out. Pure.

A kind says which lists it has: its questions, its items. They are in the session's copy of the kit,
so an edit here changes what this team is asked, and nothing else. Answers belong to the id of a
thing: they stay with it when it is reworded or moved, and wait with it when it is set aside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.order import InOrder
from valueworkshop.core.session.session import Place, Session

TITLE: Final = "title"
"""In `Stage.own`: the team gave the stage its title, or says what it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A text that a thing has beside its words: its field, and what a form calls it."""

    field: str
    label: str
    hint: str = "may stay empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The words of a thing, and its details by their field; those that are absent stay."""

    text: str
    details: Mapping[str, str] = field(default_factory=dict)


def _nobody(_session: Session, _stage: str, _key: str) -> int:
    return 0


def _same(thing: Any) -> Any:
    return thing


def _never(_session: Session, _stage: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """One list of things that a kind asks: the field `name` of its `Asks`.

    `one` is the word for a thing. `new` makes one of its words, like the one that it comes after,
    if there is any; `reworded` is one without what no longer fits other words. `given` counts who
    or what has answered one, in the words `answer` for one and for more. `held` says why none can
    be added or left out now, '' if that is possible.
    """

    name: str
    one: str
    new: Callable[[str, Any], Any]
    details: tuple[Detail, ...] = ()
    reworded: Callable[[Any], Any] = _same
    given: Callable[[Session, str, str], int] = _nobody
    answer: tuple[str, str] = ("answer", "answers")
    held: Callable[[Session, str], str] = _never

    def things(self, session: Session, stage: str) -> Mapping[str, Any]:
        """Return what is asked, by id, in order."""
        found: Mapping[str, Any] = getattr(session.stage(stage).asks, self.name)
        return found

    def set_aside(self, session: Session, stage: str) -> Mapping[str, Any]:
        """Return what the team left out, by id."""
        return session.stage(stage).set_aside(self.name)

    def answers_of(self, session: Session, stage: str, key: str) -> str:
        """Return in words how many answers a thing has: '4 votes'; '' for none."""
        count = self.given(session, stage, key)
        return f"{count} {self.answer[count != 1]}" if count else ""

    def stay(self, session: Session, stage: str, key: str) -> str:
        """Say what becomes of the answers to a thing that was reworded; '' if there are none."""
        match self.given(session, stage, key):
            case 0:
                return ""
            case 1:
                return f" Its 1 {self.answer[0]} stays with it: it was given on the words before."
            case count:
                told = f" Its {count} {self.answer[1]} stay with it:"
                return f"{told} they were given on the words before."

    def wait(self, session: Session, stage: str, key: str) -> str:
        """Say what becomes of the answers to a thing that was left out; '' if there are none."""
        count = self.given(session, stage, key)
        if not count:
            return ""
        are, come = ("are", "come") if count > 1 else ("is", "comes")
        told = self.answers_of(session, stage, key)
        return f" Its {told} {are} set aside with it, and {come} back with it."


def is_own(session: Session, stage: str, key: str) -> bool:
    """Whether the team itself added a thing, or found other words for it."""
    return session.stage(stage).own.get(key, False)


def put(
    session: Session, stage: str, asked: AskedList, key: str, worded: Worded, after: str = ""
) -> Session:
    """Set the words of the thing `key`: an old one in its position, a new one after `after`.

    Without a neighbour a new one comes last. Without a word nothing changes: the same session
    comes back; so it does while `held` says why.
    """
    things, text = dict(asked.things(session, stage)), one_line(worded.text)
    if not text:
        return session
    told = {name: one_line(said) for name, said in worded.details.items()}
    if key in things:
        before = things[key]
        thing = before if text == before.text else replace(asked.reworded(before), text=text)
        things[key] = replace(thing, **told)
        return session if things[key] == before else _with(session, stage, asked, things, key)
    if asked.held(session, stage):
        return session
    keys = list(things)
    place = keys.index(after) + 1 if after in things else len(keys)
    near = things.get(after) or (things[keys[-1]] if keys else None)
    things[key] = replace(asked.new(text, near), **told)
    return _with(session, stage, asked, _arranged(things, key, place), key)


def move(session: Session, stage: str, asked: AskedList, key: str, by: int) -> Session:
    """Move a thing up (-1) or down (+1); at the end it stays."""
    things = asked.things(session, stage)
    if key not in things:
        return session
    place = list(things).index(key) + by
    if not 0 <= place < len(things):
        return session
    return _with(session, stage, asked, _arranged(things, key, place))


def stays(session: Session, stage: str, asked: AskedList, key: str) -> str:
    """Say why a thing cannot be left out, '' if it can."""
    if len(asked.things(session, stage)) == 1 and key in asked.things(session, stage):
        return f"You cannot leave out the last {asked.one}: reword it, or add another first."
    return asked.held(session, stage)


def leave_out(session: Session, stage: str, asked: AskedList, key: str) -> Session:
    """Set a thing aside, with all answers to it; a team that was at it goes to its neighbour."""
    things = dict(asked.things(session, stage))
    if key not in things or stays(session, stage, asked, key):
        return session
    place, thing = list(things).index(key), things.pop(key)
    aside = {**session.stage(stage).aside.get(asked.name, {}), key: thing}
    session = _with(session, stage, asked, things, aside=aside)
    if session.place != Place(stage=stage, at=key):
        return session
    near = list(things)[min(place, len(things) - 1)]
    return replace(session, place=Place(stage=stage, at=near))


def take_in(session: Session, stage: str, asked: AskedList, key: str) -> Session:
    """Ask a thing again that was set aside: it comes last, with the answers that it had."""
    aside = dict(session.stage(stage).aside.get(asked.name, {}))
    things = dict(asked.things(session, stage))
    if key not in aside or key in things or asked.held(session, stage):
        return session
    things[key] = aside.pop(key)
    return _with(session, stage, asked, things, aside=aside)


def own_words(stage: Stage, lists: tuple[AskedList, ...]) -> list[Any]:
    """Return what a team itself worded in a stage, set aside or not."""
    asked = [getattr(stage.asks, each.name) for each in lists] if stage.own else []
    things = [*asked, *stage.aside.values()]
    named = [stage.title, stage.intro] if stage.own.get(TITLE) else []
    return [
        *named,
        *(each for found in things for key, each in found.items() if stage.own.get(key)),
    ]


def own_changed(stage: Stage, lists: tuple[AskedList, ...], change: Callable[[Any], Any]) -> Stage:
    """Return a stage in which what a team itself worded is what `change` makes of it."""

    def changed(things: Mapping[str, Any]) -> Mapping[str, Any]:
        own = {key: change(thing) for key, thing in things.items() if stage.own.get(key)}
        return InOrder({**things, **own}) if own else things

    if not stage.own:
        return stage
    asks = {asked.name: changed(getattr(stage.asks, asked.name)) for asked in lists}
    aside = {name: changed(things) for name, things in stage.aside.items()}
    if asks:
        stage = replace(stage, asks=replace(stage.asks, **asks), aside=aside)
    if stage.own.get(TITLE):
        stage = replace(stage, title=change(stage.title), intro=change(stage.intro))
    return stage


def _arranged(things: Mapping[str, Any], key: str, place: int) -> dict[str, Any]:
    keys = [other for other in things if other != key]
    keys.insert(place, key)
    return {each: things[each] for each in keys}


def _with(
    session: Session,
    stage: str,
    asked: AskedList,
    things: Mapping[str, Any],
    own: str = "",
    aside: Mapping[str, Any] | None = None,
) -> Session:
    plan, kit = session.stage(stage), session.kit
    asks: Any = plan.asks
    plan = replace(plan, asks=replace(asks, **{asked.name: InOrder(things)}))
    if own:
        plan = replace(plan, own={**plan.own, own: True})
    if aside is not None:
        left = {**plan.aside, asked.name: aside}
        plan = replace(plan, aside={name: each for name, each in left.items() if each})
    return replace(session, kit=replace(kit, stages={**kit.stages, stage: plan}))
