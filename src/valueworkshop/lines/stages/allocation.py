"""The disciplines in line mode: 100 points spread three times, unseen; then the layers rated."""

from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.allocation import KIND, model, rounds, show, tens, turns
from valueworkshop.core.stages.allocation.model import (
    UNKNOWN,
    Aligned,
    Giving,
    Spread,
    answers,
    asks,
)
from valueworkshop.core.stages.allocation.score import ALIGNMENT, alignment_of, allocation, focus
from valueworkshop.core.stages.votes import secrecy
from valueworkshop.lines.ask_field import restart
from valueworkshop.lines.ask_place import command_of, commands_of
from valueworkshop.lines.hand_round import ANYBODY, hand_round, passed_to
from valueworkshop.lines.read_aloud import read_aloud
from valueworkshop.lines.talk import Command, Moved, Talk, pick

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
    if not rounds.is_revealed(talk.session, stage, spread.value):
        if rounds.is_again(talk.session, stage, spread.value):
            talk.say(show.A_NEW_SPREAD)
        if turns.way_of(talk.session, stage) is Giving.PRIVATE:
            _pass_round(talk, stage, spread)
        else:
            _enter(talk, stage, spread, fixing=False)
            _ask_to_reveal(talk, stage, spread)
        if not rounds.is_revealed(talk.session, stage, spread.value):
            return
    _tell(talk, stage, spread)
    _talk_about(talk, stage, spread)


def told(session: Session, stage: str) -> list[str]:
    """Return every revealed spread with its shares, the layers, and what they mean together."""
    here, lines = KIND.here(session, stage), []
    for spread in Spread:
        question = here.asked.question(spread)
        if rounds.is_revealed(session, stage, spread.value):
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
    in_dots = not fixing and turns.way_of(talk.session, stage) is Giving.DOTS
    talk.say(_how(len(asks(talk.session, stage).disciplines), in_dots=in_dots))
    commands = () if fixing else _commands(talk, stage, spread)
    with talk.unseen():
        for shown, name in waiting:
            asked = f"{spread.label}, {name}"
            if not _enter_one(talk, stage, spread, shown, asked, commands, in_dots=in_dots):
                return


def _how(number: int, *, in_dots: bool) -> str:
    """Say what you can type as a spread over so many things."""
    if in_dots:
        return (
            f"Ten dots of ten points: type {number} numbers of dots in this order, like 4321; the "
            "last may be left out. A single 0 gives no points; an empty line ends."
        )
    return (
        f"Type {number} numbers that add up to {_WHOLE}, in this order, with spaces between them. "
        "A single 0 gives no points; an empty line ends."
    )


def _enter_one(  # noqa: PLR0913 - an answer has this many coordinates
    talk: Talk,
    stage: str,
    spread: Spread,
    shown: str,
    asked: str,
    commands: Sequence[Command] = (),
    *,
    in_dots: bool,
) -> bool:
    """Take the points of whom `voters` showed as `shown`; return whether there were any."""
    while line := talk.ask(asked, *commands):
        keys = list(asks(talk.session, stage).disciplines)
        try:
            points = _dots(line, keys) if in_dots else _points(line, keys)
        except TypedError as error:
            talk.say(str(error))
            continue
        if sum(points.values()) not in (0, _WHOLE):
            talk.say(f"Kept. They do not add up to {_WHOLE}, so we rescale them.")
        talk.commit(turns.give(talk.session, stage, shown, spread, points, talk.desk.ids))
        return True
    return False


def _dots(line: str, disciplines: list[str]) -> dict[str, int]:
    """Return points from dots. Raises TypedError, whose message does not repeat them."""
    parts = line.replace(",", " ").split()
    if len(parts) == 1 and len(parts[0]) > 1 and len(disciplines) > 1:
        parts = list(parts[0])
    wanted = len(disciplines)
    if not all(part.isdecimal() and int(part[:9]) <= _WHOLE // tens.DOT for part in parts):
        raise TypedError(f"Not kept: type {wanted} numbers of dots, ten dots in all.")
    dots = [int(part) for part in parts]
    if dots == [0]:
        return dict.fromkeys(disciplines, 0)
    if len(dots) not in {wanted - 1, wanted}:
        raise TypedError(f"Not kept: you typed {len(dots)} numbers, but we need {wanted}.")
    if sum(dots) > _WHOLE // tens.DOT:
        raise TypedError("Not kept: these are more than ten dots.")
    return tens.typed(dots, disciplines)


def _pass_round(talk: Talk, stage: str, spread: Spread) -> None:
    """Ask whether to pass the keyboard round or reveal this spread, until the user goes on."""
    talk.say(
        "The keyboard goes round, and each person gives all spreads in private.",
        f"Nobody sees what you type. {turns.PROMISED}",
        ANYBODY,
    )
    while not rounds.is_revealed(talk.session, stage, spread.value):
        talk.say("Votes in: {} of {}.".format(*turns.ballots_in(talk.session, stage)))
        commands = _commands(talk, stage, spread)
        line = talk.ask("type pass, reveal, or nothing to go on", *commands).casefold()
        if not line:
            return
        if line.split()[0] in {"pass", "p"}:
            person = passed_to(talk, line, turns.people(talk.session, stage))
            if person is not None:
                _round(talk, stage, person)
        elif line not in {"reveal", "r"}:
            talk.say("Type pass to hand the keyboard round, or reveal to show these points.")
        elif not KIND.hidden(talk.session, stage).get(spread.value):
            talk.say("No points yet.")
        else:
            talk.desk.reveal(rounds.reveal(talk.session, stage, spread.value))


def _round(talk: Talk, stage: str, chosen: str) -> None:
    """Let everybody spread points who has not; ask who was left out in another round.

    First comes `chosen`, if it is not '', who may have given theirs.
    """
    asked: set[str] = {chosen}
    name = dict(turns.people(talk.session, stage)).get(chosen)

    def following() -> tuple[str, str] | None:
        found = turns.next_up(talk.session, stage, asked)
        asked.update(found[:1] if found else ())
        return found

    def ballot(person: str, name: str) -> None:
        plan = asks(talk.session, stage)
        talk.say(_how(len(plan.disciplines), in_dots=True))
        shown = turns.shown_now(talk.session, stage, person)
        wanted = turns.left(talk.session, stage, shown)
        if not wanted:
            talk.say("You gave all your points. An empty line leaves those of a spread.")
            wanted = turns.asked(talk.session, stage)
        for spread in wanted:
            talk.say(plan.question(spread))
            _enter_one(talk, stage, spread, person, f"{spread.label}, {name}", in_dots=True)

    hand_round(talk, following, ballot, (chosen, name) if name else None)


def _commands(talk: Talk, stage: str, spread: Spread) -> Sequence[Command]:
    """Return the commands that work while points come in."""

    def choose(rest: str) -> None:
        way = Giving(pick(rest, {each.value: turns.MEANS[each] for each in Giving}))
        if way not in turns.ways(talk.session):
            raise TypedError("name the people first, so that the keyboard can go round: /go frame.")
        talk.commit(model.choose_way(talk.session, stage, way), turns.MEANS[way])
        restart("")

    def call_off(_rest: str) -> None:
        if not rounds.may_call_off(talk.session, stage, spread.value):
            raise TypedError("this vote already has answers: /undo takes them back first.")
        talk.commit(
            rounds.call_off(talk.session, stage, spread.value),
            "Cancelled: the vote is as it was.",
        )
        raise Moved

    now = turns.way_of(talk.session, stage)
    usage = ", ".join(turns.ways(talk.session))
    about = f"choose how points come in: now {now}"
    made = [Command(name="method", usage=usage, about=about, do=choose)]
    if rounds.is_again(talk.session, stage, spread.value):
        off = "cancel this new vote, and keep the one before"
        made.append(Command(name="calloff", about=off, do=call_off))
    return made


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
    commands = _commands(talk, stage, spread)
    while line := talk.ask("type reveal, or nothing to go on", *commands):
        if line.casefold() in {"reveal", "r"}:
            talk.desk.reveal(rounds.reveal(talk.session, stage, spread.value))
            return rounds.is_revealed(talk.session, stage, spread.value)
        talk.say("To reveal the votes, type the word reveal.")
    return False


def _talk_about(talk: Talk, stage: str, spread: Spread) -> None:
    def fix(_rest: str) -> None:
        _enter(talk, stage, spread, fixing=True)
        _tell(talk, stage, spread)

    def again(_rest: str) -> None:
        talk.commit(rounds.vote_again(talk.session, stage, spread.value))
        raise Moved

    acts = KIND.place(talk.session, stage, spread).acts
    commands = [command for each in acts for command in commands_of(talk, each)]
    commands += [command_of(show.REPAIR, fix), command_of(show.AGAIN, again)]
    talk.say_beforehand()
    while line := talk.ask("revealed", *commands):
        talk.say(
            f"We did not keep this: {line}", "An empty line goes on, /help lists what you can do."
        )


def _align(talk: Talk, stage: str) -> None:
    plan, leads = asks(talk.session, stage), focus(talk.session, stage).leads
    total, place = len(Spread) + 1, KIND.place(talk.session, stage, ALIGNMENT)
    talk.say(f"Question {total} of {total}: {place.question}", place.hint)
    talk.say_beforehand()
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
