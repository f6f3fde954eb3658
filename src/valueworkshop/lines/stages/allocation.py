"""The disciplines in line mode: 100 points spread three times, unseen; then the layers rated."""

from collections.abc import Mapping
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.allocation import KIND, model, show
from valueworkshop.core.stages.allocation.model import UNKNOWN, Aligned, Spread, answers, asks
from valueworkshop.core.stages.allocation.score import ALIGNMENT, alignment_of, allocation, focus
from valueworkshop.core.stages.votes import edits, secrecy
from valueworkshop.lines.ask_place import command_of, commands_of
from valueworkshop.lines.read_aloud import read_aloud
from valueworkshop.lines.talk import Talk

_WHOLE: Final = 100
_RATINGS: Final[Mapping[str, Aligned]] = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "d": UNKNOWN}


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for one spread, or how far the layers are built for what the team chose."""
    if at == ALIGNMENT:
        _align(talk, stage)
        return
    with talk.lines.covered():
        _spread(talk, stage, at)


def _spread(talk: Talk, stage: str, at: str) -> None:
    spread = Spread(at) if at in set(Spread) else Spread.TODAY
    number, plan = list(Spread).index(spread) + 1, asks(talk.session, stage)
    question = KIND.place(talk.session, stage, spread).question
    talk.say(f"Question {number} of {len(Spread) + 1}: {question}")
    for place, each in enumerate(plan.disciplines.values(), 1):
        talk.say(f"{place}: {each.text}{f', {each.about}' if each.about else ''}.")
    if not edits.is_revealed(talk.session, stage, spread.value):
        _enter(talk, stage, spread, fixing=False)
        if not _ask_to_reveal(talk, stage, spread):
            return
    _tell(talk, stage, spread)
    _talk_about(talk, stage, spread)


def told(session: Session, stage: str) -> list[str]:
    """Return every revealed spread with its shares, the layers, and what they mean together."""
    here, lines = KIND.here(session, stage), []
    for spread in Spread:
        question = here.asked.question(spread)
        if edits.is_revealed(session, stage, spread.value):
            lines += [question, *read_aloud(show.revealed(here, spread))]
        else:
            lines.append(f"{question} Not revealed yet.")
    return [*lines, *read_aloud(KIND.told_at(session, stage, ALIGNMENT))]


def _tell(talk: Talk, stage: str, spread: Spread) -> None:
    talk.say(*read_aloud(KIND.told_at(talk.session, stage, spread)))


def _enter(talk: Talk, stage: str, spread: Spread, *, fixing: bool) -> None:
    """Take the points of each voter who gave none yet, unseen, until an empty line."""
    given = answers(talk.session, stage)
    waiting = [
        (voter, name)
        for voter, name in secrecy.voters(talk.session, stage)
        if fixing or given.of(voter, spread) is None
    ]
    if not waiting:
        return
    number = len(asks(talk.session, stage).disciplines)
    talk.say(
        f"Type {number} numbers that add up to {_WHOLE}, in this order, with spaces between them. "
        "A single 0 gives no points; an empty line ends."
    )
    with talk.unseen():
        for shown, name in waiting:
            if not _enter_one(talk, stage, spread, (shown, name)):
                return


def _enter_one(talk: Talk, stage: str, spread: Spread, voter: tuple[str, str]) -> bool:
    while line := talk.ask(f"{spread.label}, {voter[1]}"):
        try:
            points = _points(line, list(asks(talk.session, stage).disciplines))
        except TypedError as error:
            talk.say(str(error))
            continue
        if sum(points.values()) not in (0, _WHOLE):
            talk.say(f"Kept. They do not add up to {_WHOLE}, so we rescale them.")
        session = secrecy.give_voters(talk.session, talk.desk.ids, stage)
        key = secrecy.voter_shown(session, voter[0], stage)
        talk.commit(model.spread_points(session, stage, key, spread, points))
        return True
    return False


def _points(line: str, disciplines: list[str]) -> dict[str, int]:
    """Return points from numbers. Raises TypedError, whose message does not repeat them."""
    parts = line.replace(",", " ").split()
    if not all(part.isdecimal() and int(part[:9]) <= _WHOLE for part in parts):
        raise TypedError(
            f"Not kept: type whole numbers from 0 to {_WHOLE}, with spaces between them."
        )
    numbers = [0] * len(disciplines) if parts == ["0"] else [int(part) for part in parts]
    if len(numbers) != len(disciplines):
        wanted = len(disciplines)
        raise TypedError(f"Not kept: you typed {len(numbers)} numbers, but we need {wanted}.")
    return dict(zip(disciplines, numbers, strict=True))


def _ask_to_reveal(talk: Talk, stage: str, spread: Spread) -> bool:
    found = allocation(talk.session, stage, spread)
    if not found.n and not found.abstained:
        talk.say("No points yet.")
        return False
    given = found.n + found.abstained
    talk.say(f"Votes in: {given} of {max(given, talk.session.expected, 1)}.")
    while line := talk.ask("type reveal, or nothing to go on"):
        if line.casefold() in {"reveal", "r"}:
            talk.desk.reveal(edits.reveal(talk.session, stage, "1", spread.value))
            return edits.is_revealed(talk.session, stage, spread.value)
        talk.say("To reveal the votes, type the word reveal.")
    return False


def _talk_about(talk: Talk, stage: str, spread: Spread) -> None:
    def fix(_rest: str) -> None:
        _enter(talk, stage, spread, fixing=True)
        _tell(talk, stage, spread)

    acts = KIND.place(talk.session, stage, spread).acts
    commands = [command for each in acts for command in commands_of(talk, each)]
    commands.append(command_of(show.REPAIR, fix))
    while line := talk.ask("revealed", *commands):
        talk.say(
            f"We did not keep this: {line}", "An empty line goes on, /help lists what you can do."
        )


def _align(talk: Talk, stage: str) -> None:
    plan, leads = asks(talk.session, stage), focus(talk.session, stage).leads
    total, place = len(Spread) + 1, KIND.place(talk.session, stage, ALIGNMENT)
    talk.say(f"Question {total} of {total}: {place.question}", place.hint)
    if not leads:
        return
    scale = ", ".join(f"{n} {word}" for n, word in enumerate(plan.labels, 1))
    talk.say(f"The room agrees on one number each: {scale}, d don't know. An empty line ends.")
    for lead in leads:
        name = plan.disciplines[lead].text
        for layer, each in plan.layers.items():
            given = alignment_of(talk.session, stage, lead)[layer]
            so_far = "not rated yet" if given is None else f"so far {given}"
            talk.say(f"{each.text}, for {name}: {each.about} ({so_far}).")
            if not _align_one(talk, stage, lead, layer):
                return
    talk.say(*read_aloud(KIND.told_at(talk.session, stage, ALIGNMENT)))


def _align_one(talk: Talk, stage: str, lead: str, layer: str) -> bool:
    while line := talk.ask(f"{asks(talk.session, stage).layers[layer].text}").casefold():
        if line in _RATINGS:
            talk.commit(model.align(talk.session, stage, lead, layer, _RATINGS[line]))
            return True
        talk.say(f"Not kept: {line}. Type 1 to 5, or d for don't know.")
    return False
