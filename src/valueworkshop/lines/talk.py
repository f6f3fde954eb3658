"""The conversation: what we can ask and answer anywhere, and the commands among the answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Final

from valueworkshop.core.clean_text import capital, clean, one_line
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.anonymise import beforehand
from valueworkshop.files.saving.save_rules import Wanted
from valueworkshop.lines.line_io import Ended, Lines, TooLongError
from valueworkshop.lines.told_time import Time
from valueworkshop.sitting.saving_words import with_way_out
from valueworkshop.sitting.sitting import Sitting

MARK: Final = "/"
"""A command begins with this; doubled, it begins a text instead."""

_OTHER_MARK: Final = "."
_OLDER: Final = "older"
_END_OF_TEXT: Final = "."


class _GivenLong(Exception):  # noqa: N818 - no error
    """Somebody gave a text of many lines."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Moved(Exception):  # noqa: N818 - no error
    """The question is over: go on at whatever the place is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that you can type instead of an answer: '/name usage', and what it does.

    `do` gets what comes after the name; it raises ValueError if that does not fit.
    """

    name: str
    usage: str = ""
    about: str
    do: Callable[[str], None]

    @property
    def typed(self) -> str:
        """The command as you type it."""
        return f"{MARK}{self.name} {self.usage}".rstrip()


class Talk:
    """One conversation over one sitting.

    The caller keeps no session across a question: while somebody types an answer, somebody else may
    change the file. Then, as after every command that goes elsewhere, `Moved` ends the question.
    """

    def __init__(self, sitting: Sitting, lines: Lines, clock: TimeClock) -> None:
        """Begin to talk; `everywhere` holds the commands that work at any question."""
        self.sitting = sitting
        self.desk = sitting.desk
        self.lines = lines
        self.time = Time(sitting.desk, clock)
        lines.idle = self.time.idle
        self.everywhere: Sequence[Command] = ()
        self.here: Sequence[Command] = ()
        self.discussed: set[str] = set()
        self.listing = ""
        self.introduced: set[str] = set()
        self._told_beforehand: set[str] = set()
        self.asked_whom: set[tuple[str, str]] = set()
        self._news: SimpleQueue[str] = SimpleQueue()
        self._left_alone = self._stands = False
        sitting.on_status = self._heard
        if sitting.only_read:
            self.desk.close(self._refused)

    @property
    def session(self) -> Session:
        """The current session."""
        return self.desk.session

    @property
    def place(self) -> Place:
        """Where the team is."""
        return self.session.place

    def say(self, *texts: str) -> None:
        """Write texts, each on a new line."""
        self.lines.say(*texts)

    def say_beforehand(self) -> None:
        """Say, once a stage, that going on takes the names from its ballots, if it does."""
        stage, said = self.place.stage, beforehand(self.session)
        if said and stage not in self._told_beforehand and not self.desk.is_closed:
            self._told_beforehand.add(stage)
            self.say(said)

    def commit(self, session: Session, said: str = "") -> bool:
        """Keep an edit, and say so; return whether it changed anything."""
        changed = self.desk.commit(session)
        if changed and said:
            self.say(said)
        return changed

    def ask(self, label: str, *commands: Command) -> str:
        """Return the next line that is no command, on one line; '' to go on.

        `commands` work at this question, in addition to those that work everywhere.
        """
        return one_line(self._answer(label, commands))

    def ask_text(self, label: str, *commands: Command) -> str:
        r"""Return the next text that is no command, which may have many lines; '' to go on.

        A line that ends with '\' goes on in the next; '/more' begins a text that ends with '.'; and
        '/editor' opens the user's own, if there is a terminal.
        """

        def more(rest: str) -> None:
            raise _GivenLong(self._until_the_dot(label, rest))

        def edited(rest: str) -> None:
            from valueworkshop.lines.typed_in_editor import typed_in_editor  # noqa: PLC0415 - seldom

            raise _GivenLong(typed_in_editor(rest))

        long = [Command(name="more", usage="[TEXT]", about=_MORE, do=more)]
        if self.lines.is_open_to_editors:
            long.append(Command(name="editor", usage="[TEXT]", about=_EDITOR, do=edited))
        try:
            text = self._answer(label, (*commands, *long))
        except _GivenLong as given:
            return clean(given.text).strip("\n")
        return clean(self._joined(label, text) if text.endswith("\\") else text)

    def ask_one_of(self, label: str, choices: Mapping[str, str], *commands: Command) -> str | None:
        """Return the key of a choice, by its number or the beginning of its words; None for none.

        `choices` are words by key; the caller has listed them with their numbers.
        """
        while line := self.ask(label, *commands):
            try:
                return pick(line, choices)
            except TypedError as error:
                self.say(str(error))
        return None

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Show answers nowhere."""
        with self.lines.unseen():
            yield

    def take_news(self) -> None:
        """Say what came from outside; raise Moved if it changed the question."""
        self._tell_news()
        self.say(*self.time.news())
        sitting, status = self.sitting, self.sitting.saver.status
        if status.taken_by and not sitting.only_read:
            said = sitting.give_up(status.taken_by)
            self.desk.close(self._refused)
            self.say(f"{status.taken_by} has taken this over. Here you can only read it. {said}")
        elif sitting.saver.has_news:
            if sitting.catch_up():
                said = "Somebody else has changed this workshop. You now have their changes too."
                self.say(sitting.with_way_back(said, f"{MARK}undo"))
                raise Moved
            if sitting.other_kit:
                self.say(
                    "Somebody else has changed the questions of this workshop. All is saved. "
                    "Start it again to go on."
                )
                raise self.lines.end_with(Ended(0))
        elif status.left_alone is not None and not self._left_alone:
            self._left_alone = True
            if sitting.saver.older is not None:
                name = status.left_alone.name
                self.say(
                    f"{name} went back to an older version. Yours is saved in {status.path.name}, "
                    f"and goes into {name} again when you leave. {MARK}{_OLDER} takes what is in "
                    f"{name} now; {MARK}undo then brings yours back."
                )
                return
            self.say(
                f"You and somebody else have both changed the same thing. Theirs stays in "
                f"{status.left_alone.name}; yours is saved in {status.path.name}. "
                f"To bring both together, run: valueworkshop open {status.path.name}"
            )

    def _answer(self, label: str, commands: Sequence[Command]) -> str:
        """Return the next line that is no command."""
        while True:
            self._let_go()
            self.take_news()
            self.here = (*commands, *self._way_back())
            try:
                line = self.lines.read(label)
            except TooLongError as error:
                self.say(str(error))
                continue
            name, rest = self._command_in(line)
            if name is None:
                return rest
            self._do(name, rest)

    def _way_back(self) -> Sequence[Command]:
        """Return how to take what the file holds, where it went back to an earlier state."""
        saver = self.sitting.saver
        if saver.older is None:
            return ()
        about = "take what is in the file now, an older version"
        return (Command(name=_OLDER, about=about, do=lambda _: saver.join(Wanted.THEIRS)),)

    def _command_in(self, line: str) -> tuple[str | None, str]:
        """Return the name of a command and the rest of the line; no name for a text."""
        text = line.strip()
        if text.startswith(MARK * 2):
            return None, text[1:]
        if text.startswith(MARK):
            name, _, rest = text[1:].partition(" ")
            # A command is one word: '/home/ada/survey.csv' and '/2 of them' are none.
            return (name.casefold(), rest.strip()) if name.isalpha() or not name else (None, line)
        if text.startswith(_OTHER_MARK):
            name, _, rest = text[1:].partition(" ")
            known = {command.name for command in (*self.here, *self.everywhere)}
            if name.casefold() in known:
                return name.casefold(), rest.strip()
            if name.removeprefix(_OTHER_MARK).casefold() in known:
                return None, text[1:]
        return None, line

    def _do(self, name: str, rest: str) -> None:
        known = {command.name: command for command in (*self.everywhere, *self.here)}
        found = [name] if name in known else [each for each in known if each.startswith(name)]
        if len(found) != 1:
            could = f" It could be {', '.join(MARK + each for each in found)}." if found else ""
            which = "" if self.lines.hides else f" {MARK}{name}"  # it may be a mistyped vote
            self.say(
                f"There is no command{which} here.{could} /help lists them. "
                "If your text starts with a slash, type two."
            )
            return
        try:
            known[found[0]].do(rest)
        except ValueError as error:
            self.say(f"Not done: {error}")
            self.say(f"Type it like this: {known[found[0]].typed}")
            if rest and not self.lines.hides:
                self.say(f"You typed: {MARK}{name} {rest}")

    def _joined(self, label: str, text: str) -> str:
        parts = [text[:-1].rstrip()]
        while True:
            try:
                line = self._next_of(label, parts)
            except Ended:
                break  # we keep it as it is; the end comes with the next question
            parts.append(line.removesuffix("\\").rstrip())
            if not line.endswith("\\"):
                break
        return "\n".join(parts)

    def _until_the_dot(self, label: str, first: str) -> str:
        self.say("Type as many lines as you like. To end, type a line with only a full stop.")
        parts = [first] if first else []
        while True:
            try:
                line = self._next_of(label, parts)
            except Ended:
                break
            if line.strip() == _END_OF_TEXT:
                break
            parts.append(line.rstrip())
        return "\n".join(parts)

    def _next_of(self, label: str, parts: Sequence[str]) -> str:
        """Return the next line of a long text; what there is of it survives a kill."""
        place = self.place
        self._stands = True
        self.sitting.typed({Spot(place.stage, place.at): "\n".join(parts)})
        while True:
            try:
                return self.lines.read(f"{label}, line {len(parts) + 1}")
            except TooLongError as error:
                self.say(str(error))

    def _let_go(self) -> None:
        """Forget the draft of a long text, which is an edit by now or was given up."""
        if self._stands:
            self._stands = False
            self.sitting.typed({})

    def _heard(self, _text: str, unusual: str) -> None:
        """Take the message about saving. Called from the saver's thread."""
        if unusual:
            self._news.put(unusual)

    def end(self) -> None:
        """Say what is left to say when the conversation is over."""
        self._let_go()
        self._tell_news()

    def _tell_news(self) -> None:
        while True:
            try:
                said = self._news.get_nowait()
            except Empty:
                return
            self.say(with_way_out(f"{capital(said)}.", "/save tries again."))

    def _refused(self) -> None:
        self.say(f"Nothing was changed: you can only read this, as {self.sitting.only_read}.")


_EDITOR = "write in your own editor, the one that the variable EDITOR names"
_MORE = "a text of many lines, until a line with only a full stop"


def pick(line: str, choices: Mapping[str, str]) -> str:
    """Return the key of the choice that a line means: its number, its words, or how they begin.

    Raises TypedError if it means none or several.
    """
    keys, wanted = list(choices), one_line(line).casefold()
    if wanted.isdecimal() and len(wanted) < 5 and 1 <= int(wanted) <= len(keys):
        return keys[int(wanted) - 1]
    words = {key: one_line(choices[key]).casefold() for key in keys}
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [key for key in keys if fits(words[key], wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            named = "; ".join(f"{keys.index(key) + 1} {choices[key]}" for key in found[:6])
            raise TypedError(f"'{line}' could mean any of these: {named}. Type the number.")
    if not keys:
        raise TypedError("There is nothing to choose from here.")
    raise TypedError(
        f"'{line}' is not among the {len(keys)} here. Type a number, or the first word of one."
    )


def numbered(rest: str, keys: Sequence[str], what: str) -> tuple[str, str]:
    """Return the key of the thing whose number `rest` begins with, and what comes after it.

    Raises TypedError if there is none.
    """
    number, _, behind = rest.partition(" ")
    if number.isdecimal() and len(number) < 6 and 1 <= int(number) <= len(keys):
        return keys[int(number) - 1], behind.strip()
    if not keys:
        raise TypedError(f"there is no {what} yet.")
    raise TypedError(f"say which {what} by its number, from 1 to {len(keys)}.")
