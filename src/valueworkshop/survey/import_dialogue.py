"""Bringing in a survey as one dialogue: what is open, what an answer changes, what is taken.

The app, line mode and the command decide nothing. They hold a `Dialogue`, ask its questions, pass
the answers to it and show what it says.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import AmbiguousDayError, Towards, TypedError, day_in
from valueworkshop.survey.acts import Act, Text, Way, pieces_of
from valueworkshop.survey.cell_values import number_in
from valueworkshop.survey.corrections import Corrections, scale_in
from valueworkshop.survey.import_questions import BESIDE, NEW, NO, NOTHING_YET, REPLACE, YES, Step
from valueworkshop.survey.import_steps import step
from valueworkshop.survey.row_reader import OnProgress, SurveyError
from valueworkshop.survey.survey_reading import Reading, read
from valueworkshop.survey.typed_path import path_in

Doing: TypeAlias = Callable[[str, float], None]
"""Called now and then with what we are doing, and which share of it is done, 0 to 1."""

_TYPED: Final = {
    **dict.fromkeys(("y", YES), YES),
    **dict.fromkeys(("n", NO, ""), NO),
    **dict.fromkeys(("r", REPLACE), REPLACE),
    **dict.fromkeys(("b", BESIDE, "both"), BESIDE),
}
"""What may be typed to take a file, or not to."""

_MONTH: Final = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """What the user has said so far about one file, and how we read it because of that.

    `header_rows`, `encoding` and `delimiter` say how to look at the file, if it does not show that
    itself. With `new_segments`, unknown words become segments. `replaces` says whether the file
    takes the place of earlier imports, `agreed` whether to take it; both are None until the user
    decides. `date` is that of the survey, None if the user leaves it to us; `dated` says that we
    asked. `evidence` is how well its answers are known. `reading` is None until we have looked at
    the file.
    """

    session: Session
    stage: str
    path: Path
    today: dt.date
    header_rows: int | None = None
    encoding: str = ""
    delimiter: str = ""
    new_segments: bool = False
    replaces: bool | None = None
    agreed: bool | None = None
    date: dt.date | None = None
    dated: bool = False
    evidence: Grade = Grade.HEARD
    reading: Reading | None = None

    @property
    def known(self) -> Reading:
        """How we read the file so far. Raises SurveyError if we have not looked at it."""
        if self.reading is None:
            raise SurveyError(NOTHING_YET)
        return self.reading

    def look(self, doing: Doing | None = None) -> "Dialogue":
        """Return this with the file looked at. Raises SurveyError."""
        if self.reading is not None:
            return self
        reading = read(
            self.path,
            self.session,
            self.stage,
            header_rows=self.header_rows,
            encoding=self.encoding,
            delimiter=self.delimiter,
            on_progress=_part_of(doing, "Reading the file"),
        )
        return replace(self, reading=reading)

    def count(self, doing: Doing | None = None) -> "Dialogue":
        """Return this with the file looked at and its answers counted. Raises SurveyError."""
        looked = self.look(doing)
        reading, on_progress = looked.known, _part_of(doing, "Counting answers")
        if reading.counted is None:
            reading = reading.count(on_progress)
        if self.new_segments and reading.open_segments:
            for word in reading.open_segments:
                reading = reading.with_segment(word, word)
            reading = reading.count(on_progress)
        return replace(looked, reading=reading)

    def step(self, act: Act, about: str = "") -> Step:
        """Return the question of an act, about a word or the place of a column, '' for all.

        Raises SurveyError for one that makes no sense before the file was looked at.
        """
        if act is Act.TAKE and self.replaces is None:
            about = self.known.before_in_words
        asked = step(act, about, self.reading)
        if act is Act.DATE and self.date:
            return replace(asked, now=self.date.isoformat())
        return replace(asked, now=self.evidence.value) if act is Act.EVIDENCE else asked

    @property
    def words(self) -> list[Step]:
        """The questions about unknown words, which come before all others."""
        labels, segments = self.known.open_labels, self.known.open_segments
        by_act = {Act.LABEL: labels, Act.SEGMENT: segments}
        return [self.step(act, word) for act, words in by_act.items() for word in words]

    @property
    def next_step(self) -> Step:
        """What we ask once all words are known: the date, unless it was said; then to take it."""
        dates = not self.dated and not self.refusal
        return self.step(Act.DATE if dates else Act.TAKE)

    def is_open(self, asked: Step) -> bool:
        """Whether we still need to ask about a word: answers about others may settle it."""
        is_segment = asked.act is Act.SEGMENT
        is_open = self.known.is_open_segment if is_segment else self.known.is_open
        return is_open(asked.about)

    def answer(self, asked: Step, text: str) -> "Dialogue":
        """Return this after an answer: the value of a choice, or what the user typed.

        Count it then. Raises SurveyError if the answer does not fit.
        """
        if not text.strip() and not asked.nothing:
            raise SurveyError(asked.in_full)
        return _ANSWERS[asked.act](self, asked, text)

    def corrected(self, said: Corrections) -> "Dialogue":
        """Return this with corrections as a user types them. Raises SurveyError."""
        return replace(self, reading=self.known.corrected(said))

    @property
    def refusal(self) -> Text:
        """Why the file cannot be taken, even if the user agrees; '' if it can."""
        return NOTHING_YET if self.reading is None else self.reading.refusal

    @property
    def unanswered(self) -> Text:
        """Why the file cannot be taken without asking anything more; '' if it can."""
        if self.refusal or self.replaces is not None or not self.known.before:
            return self.refusal
        why = f"{self.known.before_in_words}. Use "
        place, both = Way(Act.REPLACE), Way(Act.BESIDE)
        return why, place, " to put this file in its place, or ", both, " to count both"

    def taken(self, session: Session, *, ids: Ids, today: dt.date) -> Session:
        """Return the session, as it is now, with the answers. Raises SurveyError."""
        instead = self.known.before if self.replaces else ()
        return self.known.taken(
            session,
            ids=ids,
            today=today,
            instead=instead,
            answered=self.date,
            evidence=self.evidence,
        )


def begin(session: Session, stage: str, typed: str, today: dt.date) -> Dialogue:
    """Begin with a file whose path the user typed or dropped. Raises SurveyError."""
    try:
        return Dialogue(session=session, stage=stage, path=path_in(typed), today=today)
    except RuntimeError as error:
        raise SurveyError(f"there is no such home folder: {one_line(typed)}") from error


def _part_of(doing: Doing | None, what: str) -> OnProgress | None:
    return None if doing is None else partial(doing, what)


def _read(dialogue: Dialogue, reading: Reading) -> Dialogue:
    return replace(dialogue, reading=reading)


def _label(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    number = number_in(text)
    if text.strip() and number is None:
        raise SurveyError(f"'{one_line(text)[:80]}' is not a whole number")
    return _read(dialogue, dialogue.known.with_label(asked.about, number))


def _segment(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    if not asked.about:
        return dialogue.corrected(Corrections(segments=(text,)))
    name = asked.about if text.strip() == NEW else text
    return _read(dialogue, dialogue.known.with_segment(asked.about, name))


def _column(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    if not asked.about:
        return dialogue.corrected(Corrections(columns=(text,)))
    reading = dialogue.known
    matching = reading.matching.with_target(int(asked.about), text, reading.look)
    return _read(dialogue, reading.matched(matching))


def _scale(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    if not (asked.about and text.endswith("!")):
        return dialogue.corrected(Corrections(scales=(text,)))
    matching = dialogue.known.matching
    item = matching.match_at(int(asked.about)).item
    places = [place for place, match in matching.answered() if match.item == item]
    matching = matching.with_scale(places, *scale_in(text.removesuffix("!")))
    return _read(dialogue, dialogue.known.matched(matching))


def _missing(dialogue: Dialogue, _: Step, text: str) -> Dialogue:
    return _read(dialogue, dialogue.known.with_label(text, None))


def _date(dialogue: Dialogue, _: Step, text: str) -> Dialogue:
    if text.strip() and _TYPED.get(one_line(text).casefold()) == NO:
        return replace(dialogue, agreed=False)
    try:
        month = _MONTH.fullmatch(text.strip())
        found = day_in(f"{text.strip()}-01" if month else text, dialogue.today, Towards.PAST)
    except AmbiguousDayError as error:
        raise SurveyError(str(error).rstrip(".")) from error
    except TypedError as error:
        shown = one_line(text)[:80]
        raise SurveyError(
            f"'{shown}' is not a date; type 2026-03-14, 14 March, or 2026-03"
        ) from error
    return replace(dialogue, date=found, dated=True)


def _evidence(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    said = one_line(text).casefold()
    if said not in asked.choices:
        raise SurveyError(f"'{one_line(text)[:80]}' is neither heard nor measured")
    return replace(dialogue, evidence=Grade(said))


def _header_rows(dialogue: Dialogue, _: Step, text: str) -> Dialogue:
    if not text.strip().isdecimal() or len(text.strip()) > 4:
        raise SurveyError(f"'{one_line(text)[:80]}' is not a number of rows")
    return replace(dialogue, header_rows=int(text), reading=None)


def _encoding(dialogue: Dialogue, _: Step, text: str) -> Dialogue:
    return replace(dialogue, encoding=one_line(text), reading=None)


def _take(dialogue: Dialogue, asked: Step, text: str) -> Dialogue:
    said = _TYPED.get(one_line(text).casefold())
    if said not in asked.choices:
        raise SurveyError(asked.hint)
    if said != NO and dialogue.refusal:
        raise SurveyError(*pieces_of(dialogue.refusal))
    replaces = said == REPLACE if asked.about else dialogue.replaces
    return replace(dialogue, agreed=said != NO, replaces=replaces)


_ANSWERS: Final[Mapping[Act, Callable[[Dialogue, Step, str], Dialogue]]] = {
    Act.COLUMN: _column,
    Act.SCALE: _scale,
    Act.LABEL: _label,
    Act.MISSING: _missing,
    Act.SEGMENT: _segment,
    Act.DATE: _date,
    Act.EVIDENCE: _evidence,
    Act.HEADER_ROWS: _header_rows,
    Act.ENCODING: _encoding,
    Act.TAKE: _take,
}
