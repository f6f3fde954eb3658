"""Goes through a workshop from question to question, to its end or to the end of the input."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO, TextIOWrapper
from pathlib import Path
from random import SystemRandom
from typing import Final, TextIO

from valueworkshop.core.session import schedule
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.ids import Ids, random_ids
from valueworkshop.core.session.real_customer import KEEP_IN_MIND
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.anonymise import DONE, parting
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.files.home.settings import current
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.shared.presence import Machine, present
from valueworkshop.files.text.session_file import Document
from valueworkshop.lines.commands import Everywhere, step
from valueworkshop.lines.line_io import Ended, Lines, finish
from valueworkshop.lines.offer_left_over import offer
from valueworkshop.lines.stage_names import name_of_stage
from valueworkshop.lines.stages import ask
from valueworkshop.lines.talk import Moved, Talk, pick
from valueworkshop.sitting.actions_hook import at_the_end
from valueworkshop.sitting.room_clock import SystemTime, Today, system_today
from valueworkshop.sitting.saving_words import NOT_SAVED, in_the_end
from valueworkshop.sitting.sitting import Sitting

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")


def run(  # noqa: PLR0913 - streams, ids, day and clock are passed in
    path: Path,
    document: Document,
    *,
    source: TextIO | None = None,
    target: TextIO | None = None,
    ids: Ids | None = None,
    today: Today = system_today,
    clock: TimeClock | None = None,
) -> int:
    """Go through a workshop that was read from `path`; return the exit code.

    0 at its end, by /quit or at the end of the input, 130 after ctrl+c, 1 if something could not be
    saved. In each case all answers are kept.
    """
    lines = Lines(source or _typed(), target or sys.stdout)
    with _signals(lines):
        try:
            document = _entered(lines, path, document)
        except Ended as ended:
            lines.say("Nothing was changed.")
            return ended.code
        except KeyboardInterrupt:
            return 130
        desk = Desk(document.session, ids=ids or random_ids(SystemRandom()), today=today)
        sitting = Sitting(desk, path, document)
        try:
            code = _talked(Talk(sitting, lines, clock or SystemTime()))
        finally:
            sitting.close()
    code = _said_at_the_end(sitting, code)
    if not code:
        _hand_on(sitting)
    finish(sys.stdout, sys.stderr)
    return code


def _hand_on(sitting: Sitting) -> None:
    """Run the program that the user's settings name for actions, if they changed."""
    program = current().hooks.get("actions", ())
    if program and (said := at_the_end(sitting, program)):
        sys.stderr.write(f"{said}\n")


def _typed() -> TextIO:
    """Return standard input, with no byte as an error."""
    if sys.stdin is None:
        return StringIO()
    if isinstance(sys.stdin, TextIOWrapper):
        coded = sys.stdin.encoding if sys.stdin.isatty() else "utf-8"
        sys.stdin.reconfigure(encoding=coded, errors="replace")
    return sys.stdin


def _talked(talk: Talk) -> int:
    """Talk until the end; return the exit code."""
    try:
        talk.sitting.show_in_the_room()
        talk.everywhere = Everywhere(talk).commands()
        _begin(talk)
        walk(talk)
    except (Ended, KeyboardInterrupt) as error:
        ended = talk.lines.end_with(error)
        talk.end()
        talk.say(ended.said)
        return ended.code
    return 0


def walk(talk: Talk) -> None:
    """Ask one question after the other, from the team's place on. Raises Ended in the end."""
    while True:
        with contextlib.suppress(Moved):
            place = current_place(talk.session)
            if place is None:
                talk.say("This workshop has no stages: there is nothing to ask.")
                return
            talk.desk.move(place)
            found = parting(talk.session)
            if found and not talk.desk.is_closed:
                talk.desk.part(found)
                if found.ids:
                    talk.say(DONE)
            talk.lines.gap()
            talk.say(f"{name_of_stage(talk.session, place.stage)}.")
            if place.stage not in talk.introduced:
                talk.introduced.add(place.stage)
                _introduce(talk, place)
            ask(talk, place.stage, place.at)
            if not step(talk, 1):
                _end(talk)


def _begin(talk: Talk) -> None:
    talk.say(
        f"{talk.session.title}.",
        "Line mode: one question at a time. An empty line goes on, /help lists what you can do.",
    )
    if talk.sitting.only_read:
        talk.say(f"Read-only: {talk.sitting.only_read}. You cannot change anything here.")
    else:
        with contextlib.suppress(Moved):
            offer(talk)


def _introduce(talk: Talk, place: Place) -> None:
    stage = talk.session.stage(place.stage)
    minutes = schedule.minutes(talk.session, place.stage)
    if minutes:
        talk.say(f"Planned for this stage: {minutes} minutes.")
    talk.say(stage.intro)
    if whom := talk.session.customer.in_a_line:
        talk.say(f"{KEEP_IN_MIND}: {whom}.")
    if stage.say:
        talk.say(f"What to say to the team: {stage.say}")


def _end(talk: Talk) -> None:
    """After the last question: an empty line leaves."""
    talk.lines.gap()
    talk.say(
        "This is the end of the workshop.",
        "Everything is saved, and an empty line leaves. /export writes the result beside the file, "
        "/back and /go go back.",
    )
    while line := talk.ask("end"):
        talk.say(f"There is no question here, so we did not keep this: {line}")
    raise talk.lines.end_with(Ended(0))


def _entered(lines: Lines, path: Path, document: Document) -> Document:
    """Return the document in the way it opens: read-only if somebody else has it open."""
    if document.read_only:
        return document
    found = present(path, Machine(), state_folder(os.environ, Path.cwd()))
    if found is None:
        return document
    owner, where = found
    ways = {"read": "only read it", "take": "take it over"}
    lines.say(
        f"{owner.in_words} has this workshop open, in {where.value}.",
        "1: only read it here.",
        "2: take it over; the other window can then only read.",
        "An empty line chooses 1.",
    )
    while True:
        line = lines.read("open").strip()
        try:
            way = pick(line, ways) if line else "read"
        except TypedError as error:
            lines.say(str(error))
            continue
        if way == "take":
            return document
        return replace(document, read_only=f"{owner.in_words} has it open")


def _said_at_the_end(sitting: Sitting, code: int) -> int:
    """Say on standard error where the workshop is; print it if it is nowhere else."""
    if sitting.only_read:
        return code
    status = sitting.saver.status
    last = in_the_end(status)
    failed = last.startswith(NOT_SAVED)
    with contextlib.suppress(OSError):  # the terminal is gone
        if failed and not status.drafted:
            sys.stdout.write(sitting.text())
        sys.stderr.write(f"{last}\n")
    return code or int(failed)


@contextlib.contextmanager
def _signals(lines: Lines) -> Iterator[None]:
    """Leave at the next question when the terminal closes, the system asks, or by ctrl+c."""

    def leave(number: int, _frame: object) -> None:
        lines.interrupt(128 + number)

    before = {}
    with contextlib.suppress(ValueError):  # not in the main thread: a test
        for name in _SIGNALS:
            if hasattr(signal, name):
                number = getattr(signal, name)
                before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
