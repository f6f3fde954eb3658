"""Choosing and agreeing actions in line mode: dots and choices by number, then the details."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import Towards, TypedError
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.actions import show
from valueworkshop.core.stages.actions.particulars import Particular, particulars, say
from valueworkshop.core.stages.actions.score import ACT, CHOOSE, dots_of, excess
from valueworkshop.core.stages.agreed.model import (
    Action,
    Status,
    add_action,
    answers,
    asks,
    change_action,
    choose,
    delete_action,
    set_dots,
    shift_action,
)
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.placed import placed
from valueworkshop.core.summary.candidates import (
    UNCOVERED,
    Candidate,
    candidates,
    closable,
    pool,
    uncovered,
)
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.lines.ask_day import sure_of_day
from valueworkshop.lines.dot_voting import dot_voting, under_way
from valueworkshop.lines.revealed_words import gap_in_words
from valueworkshop.lines.talk import Command, Talk, numbered, pick

_MOST_DOTS: Final = 99_999


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask what to work on, or who does what by when."""
    if at == ACT:
        _agree(talk, stage)
    else:
        _choose(talk, stage)


def told(session: Session, stage: str) -> list[str]:
    """Return every action with all that was agreed about it, and what is missing."""
    here = KINDS["actions"].here(session, stage)
    agreed = answers(session, stage).in_order
    actions = [
        f"Action {number} of {len(agreed)}: {show.in_words(here, key, action)}"
        for number, (key, action) in enumerate(agreed, 1)
    ]
    missing = uncovered(session, stage, summarise(session, wait=False))
    return [
        *actions,
        *show.advice(here),
        *(f"{UNCOVERED}: {each.title}" for each in missing),
    ]


def _candidates(talk: Talk) -> dict[str, Candidate]:
    return {each.key: each for each in candidates(summarise(talk.session))}


def _choose(talk: Talk, stage: str) -> None:
    plan, found = asks(talk.session, stage), _candidates(talk)
    place = KINDS["actions"].place(talk.session, stage, CHOOSE)
    talk.say(f"Question 1 of 2: {place.question}")
    if not found:
        talk.say(f"{show.NO_CANDIDATES}.")
    else:
        talk.say(
            f"Everyone has {plan.dots} dots: /dots 2 5 gives candidate 2 five of them. "
            "Type the number of a candidate to choose it; type it again to drop it.",
            *place.notes,
        )
    for number, candidate in enumerate(found.values(), 1):
        talk.say(_candidate(talk, stage, candidate, number, len(found)))

    def pools(session: Session) -> Sequence[Pool]:
        return (pool(session, stage),)

    def dots(rest: str) -> None:
        if running(talk.session, pools(talk.session)):
            raise TypedError("a dot vote is under way: /dotvote takes you there.")
        key, count = numbered(rest, list(_candidates(talk)), "candidate")
        if not count.isdecimal() or int(count[:9]) > _MOST_DOTS:
            raise TypedError("type how many dots after the number of the candidate.")
        session = set_dots(talk.session, stage, key, int(count))
        talk.commit(session, f"{int(count)} dots: {label(session, key)}")
        talk.say(*filter(None, [excess(talk.session, stage)]))

    talk.say(*under_way(talk.session, pools))
    counted = Command(name="dots", usage="NUMBER COUNT", about="give it dots", do=dots)
    while line := talk.ask("candidate", counted, dot_voting(talk, pools)):
        _choose_one(talk, stage, line)


def _choose_one(talk: Talk, stage: str, line: str) -> None:
    try:
        key = pick(line, {key: each.title for key, each in _candidates(talk).items()})
    except TypedError as error:
        talk.say(f"Not kept: {line}", str(error))
        return
    chosen = key not in answers(talk.session, stage).chosen
    title = label(talk.session, key)
    session = choose(talk.session, stage, key, chosen=chosen)
    if not talk.commit(session, f"{'Chosen' if chosen else 'Dropped'}: {title}"):
        most = asks(talk.session, stage).choose
        talk.say(
            f"Not chosen: {title}. You have already chosen {most}. To drop one, type its number."
        )


def _candidate(talk: Talk, stage: str, candidate: Candidate, number: int, total: int) -> str:
    agreed = answers(talk.session, stage)
    given = (dots_of(talk.session, stage) or {}).get(candidate.key, 0)
    parts = [gap_in_words(candidate.gap.score) if candidate.gap else "an open question"]
    if candidate.gap and candidate.gap.then:
        parts.append(f"asks for: {candidate.gap.then}")
    parts += [f"{given} dots"] if given else []
    where = placed(talk.session)
    parts += [f"effort and impact: {where[candidate.key]}"] if candidate.key in where else []
    parts.append("chosen" if candidate.key in agreed.chosen else "not chosen")
    title = candidate.title.rstrip(".")
    return f"Candidate {number} of {total}: {title}: {'; '.join(parts)}."


def _agree(talk: Talk, stage: str) -> None:
    place = KINDS["actions"].place(talk.session, stage, ACT)
    talk.say(
        f"Question 2 of 2: {place.question}",
        place.hint,
        "Type what to do, starting with a verb. We then ask for owner and date.",
    )
    talk.say(*told(talk.session, stage))
    commands = _commands(talk, stage)
    while title := talk.ask("action", *commands):
        key = talk.desk.ids()
        session = add_action(talk.session, stage, key, Action(title=title))
        if talk.commit(session, f"Agreed as action {len(answers(session, stage).actions)}."):
            _ask_all(talk, stage, key)


def _asked(talk: Talk, stage: str, key: str) -> list[Particular]:
    """Return what an action can say; nothing if it is gone."""
    action = answers(talk.session, stage).actions.get(key)
    if action is None:
        return []
    closes = closable(talk.session, action.closes)
    return particulars(talk.session, stage, action, closes, talk.desk.today())


def _ask_all(talk: Talk, stage: str, key: str) -> None:
    """Ask for all that makes an action happen; it keeps each answer at once, and none is needed."""
    talk.say("An empty line leaves things as they are.")
    for asked in _asked(talk, stage, key):
        words = _words(asked)
        if asked.name in {"title", "status"} or (asked.choices is not None and not words):
            continue
        by = "" if asked.choices is None else ", by number or name"
        talk.say(f"{asked.label.capitalize()}: {asked.hint}{by}.")
        talk.say(*(f"{n}: {text}" for n, text in enumerate(words.values(), 1)))
        while line := talk.ask(asked.label):
            if _set(talk, stage, key, asked.name, line):
                break


def _words(asked: Particular) -> dict[str, str]:
    """Return the words to choose from by number, without the one for nothing."""
    return {value: word for value, word in (asked.choices or {}).items() if value}


def _set(talk: Talk, stage: str, key: str, name: str, line: str) -> bool:
    """Set one particular of an action; return whether the text fitted."""
    asked = next((each for each in _asked(talk, stage, key) if each.name == name), None)
    if asked is None:
        talk.say(f"Not kept, because the action is gone: {line}")
        return True
    try:
        text = line if asked.choices is None else _chosen(line, asked)
        if name == "due":
            text = sure_of_day(talk, asked.label, line, Towards.AHEAD)
        changed = say(answers(talk.session, stage).actions[key], name, text, talk.desk.today())
    except TypedError as error:
        talk.say(f"Not kept: {line}", str(error))
        return False
    talk.commit(change_action(talk.session, stage, key, changed), "Kept.")
    return True


def _chosen(line: str, asked: Particular) -> str:
    """Return the value of a choice, or another word if you can type one."""
    try:
        return pick(line, _words(asked))
    except TypedError:
        if line.isdecimal() or not asked.open:
            raise
        return line


def _commands(talk: Talk, stage: str) -> Sequence[Command]:
    def of_number(rest: str) -> tuple[str, str]:
        keys = [key for key, _ in answers(talk.session, stage).in_order]
        return numbered(rest, keys, "action")

    def change(what: str, rest: str) -> None:
        key, text = of_number(rest)
        if what == "title" and not text:
            raise TypedError("type the new text after the number.")
        if text or what not in {"closes", "status"}:
            _set(talk, stage, key, what, text)
            return
        raise TypedError("type which one after the number.")

    def ask_all(rest: str) -> None:
        key, _ = of_number(rest)
        _ask_all(talk, stage, key)

    def delete(rest: str) -> None:
        key, _ = of_number(rest)
        title = answers(talk.session, stage).actions[key].title
        talk.commit(delete_action(talk.session, stage, key), f"Removed: {title}")

    def move(by: int, rest: str) -> None:
        key, _ = of_number(rest)
        talk.commit(shift_action(talk.session, stage, key, by))
        talk.say(*told(talk.session, stage))

    def catalogue(_rest: str) -> None:
        asked = asks(talk.session, stage)
        for heading, texts in (("Lever", asked.levers), ("Area", asked.areas)):
            talk.say(*(f"{heading}: {text}" for text in texts))

    fields: tuple[tuple[str, str, str], ...] = (
        ("change", "title", "change the title of an action"),
        ("owner", "owner", "say who owns it"),
        ("due", "due", "say by when"),
        ("step", "first_step", "say what the first step is"),
        ("success", "success", "say how we will see success"),
        ("closes", "closes", "say which candidate it closes"),
        ("function", "function", "say which part of the organisation"),
        ("serves", "serves", "say what it serves"),
        ("status", "status", "say how far it is: " + ", ".join(s.value for s in Status)),
    )
    made: list[tuple[str, str, str, Callable[[str], None]]] = [
        *((n, "NUMBER TEXT", about, partial(change, what)) for n, what, about in fields),
        ("edit", "NUMBER", "go through all of an action again", ask_all),
        ("up", "NUMBER", "move an action up", partial(move, -1)),
        ("down", "NUMBER", "move an action down", partial(move, 1)),
        ("delete", "NUMBER", "remove an action", delete),
        ("catalogue", "", "ideas from what others have done", catalogue),
    ]
    return [Command(name=n, usage=usage, about=about, do=do) for n, usage, about, do in made]
