"""Customers' own answers in line mode: import surveys, then compare them with the team's."""

from collections.abc import Sequence

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.voice import KIND, show
from valueworkshop.core.stages.voice.model import answers, remove
from valueworkshop.core.stages.voice.score import COMPARE, segments_heard
from valueworkshop.lines.ask_place import command_of
from valueworkshop.lines.read_aloud import read_aloud
from valueworkshop.lines.talk import MARK, Command, Talk, numbered, pick
from valueworkshop.survey.acts import Act, Text, said
from valueworkshop.survey.import_conversation import converse
from valueworkshop.survey.import_dialogue import Dialogue, begin
from valueworkshop.survey.import_preview import Part, parts
from valueworkshop.survey.import_questions import KEPT, QUESTIONS, Step
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.survey_words import of_file, taken


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for survey files, or say how customers compare with the team."""
    place = KIND.place(talk.session, stage, at)
    if at == COMPARE:
        talk.say(f"Question 2 of 2: {place.question}", *told(talk.session, stage))
        _compare(talk, stage)
    else:
        talk.say(f"Question 1 of 2: {place.question}", place.hint)
        if not place.hint:
            _files(talk, stage, place.notes)


def told(session: Session, stage: str, segment: str = "") -> list[str]:
    """Return what customers say beside the team, item by item; of one segment, or of all."""
    return read_aloud(show.compared(KIND.here(session, stage), segment))


def _compare(talk: Talk, stage: str) -> None:
    def of_segment(rest: str) -> None:
        heard = segments_heard(talk.session, stage)
        known = {key: talk.session.segments[key].name for key in heard}
        talk.say(*told(talk.session, stage, pick(rest, known)))

    segment = command_of(show.SEGMENT, of_segment, usage="NAME")
    while line := talk.ask("compared", segment):
        talk.say(f"There is no question here, so we did not keep this: {line}")


def _files(talk: Talk, stage: str, files: Sequence[str]) -> None:
    talk.say(*(f"File {number} of {len(files)}: {file}." for number, file in enumerate(files, 1)))
    talk.say(f"Type the path of a survey that you exported as CSV. {KEPT}")

    def delete(rest: str) -> None:
        keys = [key for key, _ in answers(talk.session, stage).in_order]
        key, _ = numbered(rest, keys, "file")
        talk.commit(remove(talk.session, stage, key), "Removed. /undo brings it back.")

    def grade(rest: str) -> None:
        keys = [key for key, _ in answers(talk.session, stage).in_order]
        key, _ = numbered(rest, keys, "file")
        done = show.graded(talk.session, stage, key)
        talk.commit(done.session, done.said)

    commands = (
        command_of(show.DELETE, delete, usage="NUMBER"),
        command_of(show.GRADE, grade, usage="NUMBER"),
    )
    while line := talk.ask("file", *commands):
        try:
            _Survey(talk).bring_in(begin(talk.session, stage, line, talk.desk.today()))
        except SurveyError as error:
            talk.say(f"We took nothing from: {line}", _said(error.args))


class _Changed(Exception):  # noqa: N818 - not an error
    """The user corrected something instead of answering."""

    def __init__(self, dialogue: Dialogue) -> None:
        super().__init__()
        self.dialogue = dialogue


class _Survey:
    """Shows a survey in lines, and asks about it."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._asked: Step | None = None

    def bring_in(self, dialogue: Dialogue) -> None:
        """Ask about a file until the user takes or leaves it. Raises SurveyError."""
        talk = self._talk
        dialogue = converse(dialogue.count(), ask=self._ask, tell=self._tell, say=self._say)
        if dialogue.agreed:
            session = dialogue.taken(talk.session, ids=talk.desk.ids, today=talk.desk.today())
            talk.commit(session, taken(dialogue.known.counted))
        else:
            talk.say("Nothing was changed.")

    def _say(self, text: Text) -> None:
        self._talk.say(f"{_said(text)}; /help shows how to correct it.")

    def _tell(self, dialogue: Dialogue) -> None:
        self._talk.say(of_file(dialogue.known.look))
        for part, lines in parts(dialogue).items():
            if part is not Part.ASKED:  # we ask about them now
                self._talk.say(*(f"{part}: {_said(line)}" for line in lines))

    def _ask(self, dialogue: Dialogue, step: Step) -> str | Dialogue:
        is_again, self._asked = step is self._asked, step
        wanted = step.wanted
        if step.act is Act.TAKE:
            wanted = f"take it, {'in its place, both, or no' if step.about else 'yes or no'}"
        elif not is_again:
            self._talk.say(f"{step.in_full} An empty line means: {step.nothing}.")
        commands = [self._command(dialogue, act) for act in _CORRECTED]
        try:
            return self._talk.ask(wanted, *commands, self._targets(dialogue))
        except _Changed as changed:
            return changed.dialogue

    def _command(self, dialogue: Dialogue, act: Act) -> Command:
        def do(rest: str) -> None:
            try:
                changed = dialogue.answer(dialogue.step(act), rest).look()
            except SurveyError as error:
                raise TypedError(_said(error.args)) from error
            raise _Changed(changed)

        asked = QUESTIONS[act]
        return Command(name=_named(act), usage=asked.wanted, about=asked.in_full, do=do)

    def _targets(self, dialogue: Dialogue) -> Command:
        choices = dialogue.step(Act.COLUMN).choices
        lines = [f"{target}: {about}" for target, about in choices.items()]
        about = QUESTIONS[Act.TARGETS].question
        return Command(name=Act.TARGETS, about=about, do=lambda _: self._talk.say(*lines))


_CORRECTED = (
    Act.SCALE,
    Act.COLUMN,
    Act.MISSING,
    Act.SEGMENT,
    Act.DATE,
    Act.EVIDENCE,
    Act.HEADER_ROWS,
    Act.ENCODING,
)
"""The acts that are commands at every question about a survey."""


def _said(text: Text) -> str:
    """Return a text with our commands in it."""
    return said(text, lambda way: f"{MARK}{_named(way.act)} {way.value}".rstrip())


def _named(act: Act) -> str:
    return "headers" if act is Act.HEADER_ROWS else act
