"""Customers' own answers in line mode: a survey read, told and taken; then beside the team's."""

from pathlib import Path

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.voice import words
from valueworkshop.core.stages.voice.model import answers, items_of, remove
from valueworkshop.core.stages.voice.score import customers_score, rows, segments_heard, team_score
from valueworkshop.lines.talk import Command, Talk, numbered, pick
from valueworkshop.survey import survey_words
from valueworkshop.survey.cell_values import number_in
from valueworkshop.survey.corrections import Corrections
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.survey_reading import Reading, read
from valueworkshop.survey.typed_path import path_in


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for survey files, or tell customers beside the team."""
    if at == "compare":
        _compare(talk, stage)
    else:
        _files(talk, stage)


def told(session: Session, stage: str, segment: str = "") -> list[str]:
    """Return what customers say beside the team, item by item; of one segment, or of all."""
    found = rows(session, stage, segment)
    if not found:
        return ["Nothing from customers yet."]
    lines = [f"{words.indices(customers_score(session, stage, segment), team_score(session))}"]
    for number, row in enumerate(found, 1):
        lines.append(f"Item {number} of {len(found)}: {row.text.rstrip('.')}: {words.apart(row)}.")
        for whose, score in (("the team", row.team), ("customers", row.customers)):
            if score is not None:
                lines.append(
                    f"Item {number}, {whose}: needed {words.side(score.needed)}, today "
                    f"{words.side(score.today)}, gap {words.gap(score)}.".replace("–", "none")
                )
    return [*lines, words.NEVER_POOLED]


def _compare(talk: Talk, stage: str) -> None:
    talk.say("Question 2 of 2: Customers beside us", *told(talk.session, stage))

    def of_segment(rest: str) -> None:
        heard = segments_heard(talk.session, stage)
        known = {key: talk.session.segments[key].name for key in heard}
        talk.say(*told(talk.session, stage, pick(rest, known)))

    about = "customers of one segment beside us"
    segment = Command(name="segment", usage="NAME", about=about, do=of_segment)
    while line := talk.ask("compared", segment):
        talk.say(f"Nothing is asked here, so this was not kept: {line}")


def _files(talk: Talk, stage: str) -> None:
    talk.say("Question 1 of 2: What did customers say?")
    if not items_of(talk.session, stage):
        talk.say("This workshop rates nothing to compare them with.")
        return
    given = answers(talk.session, stage).in_order
    for number, (_, found) in enumerate(given, 1):
        talk.say(f"File {number} of {len(given)}: {words.of_import(found)}.")
    talk.say(
        "Type where a survey is that was exported as CSV. You hear how it is read before anything "
        "is taken; counts are kept, no row and no name."
    )

    def delete(rest: str) -> None:
        keys = [key for key, _ in answers(talk.session, stage).in_order]
        key, _ = numbered(rest, keys, "file")
        talk.commit(remove(talk.session, stage, key), "Taken out. /undo brings it back.")

    out = Command(name="delete", usage="NUMBER", about="take a file out", do=delete)
    while line := talk.ask("file", out):
        try:
            _Survey(talk, stage, path_in(line)).run()
        except (SurveyError, OSError, RuntimeError) as error:
            talk.say(f"Nothing was taken from: {line}", str(error))


class _Survey:
    """One file while it is read, told and corrected."""

    def __init__(self, talk: Talk, stage: str, path: Path) -> None:
        self._talk = talk
        self._stage = stage
        self._path = path
        self._header_rows: int | None = None
        self._encoding = ""
        self._reading = self._begun()

    def _begun(self) -> Reading:
        return read(
            self._path,
            self._talk.session,
            self._stage,
            header_rows=self._header_rows,
            encoding=self._encoding,
        ).count()

    def run(self) -> None:
        """Tell how the file is read, ask about words nobody knows, and take it if that is wanted.

        Raises SurveyError for a file that cannot be read.
        """
        talk = self._talk
        while True:
            self._tell()
            if self._ask_words():
                continue
            same = bool(self._reading.before)
            ways = "in its place, both, or no" if same else "yes or no"
            line = talk.ask(f"take it, {ways}", *self._corrections()).casefold()
            if line in {"", "n", "no"}:
                talk.say("Nothing was taken.")
                return
            agreed = line in ({"r", "in its place", "b", "both"} if same else {"y", "yes"})
            if agreed and not self._reading.refusal:
                self._take(replaces=line in {"r", "in its place"})
                return
            talk.say(
                "Type 'in its place', 'both', or no; /help says how to correct it."
                if same
                else "Type yes to take it, no to leave it; /help says how to correct it."
            )

    def _tell(self) -> None:
        talk, reading = self._talk, self._reading
        found, matching, counted = reading.look, reading.matching, reading.counted
        asked = reading.asked
        talk.say(survey_words.of_file(found))
        talk.say(
            *(
                f"Taken for: {survey_words.of_column(found.headers[place], match, asked)}"
                for place, match in sorted(matching.columns.items())
                if match.target != "drop"
            ),
            *(f"Not taken: {text}" for text in survey_words.of_dropped(found, matching)),
            *(f"Not clear: {text}" for text in matching.notes),
            *(f"Words: {text}" for text in survey_words.of_words(matching, talk.session)),
            *(f"To be said first: {text}" for text in reading.faults),
        )
        if counted is not None:
            if not reading.faults:
                talk.say(f"Would be taken: {survey_words.of_taken(counted)}")
            left_out = survey_words.of_left_out(found, matching, counted)
            talk.say(*(f"Left out: {text}" for text in left_out))
            talk.say(*(f"Refused: {text}" for text in survey_words.of_refused(counted)))
        if reading.before:
            talk.say(f"Brought in before: {reading.before_in_words}")
        if (same := reading.same_file) is not None:
            talk.say(f"This file was brought in before, on {same.when}: it would be replaced.")

    def _ask_words(self) -> bool:
        """Ask about each word that nobody knows; return whether there was any."""
        talk, counted = self._talk, self._reading.counted
        if counted is None or counted.endless or not (counted.labels or counted.segments):
            return False
        for word in self._reading.open_labels:
            if not self._reading.is_open(word):
                continue  # what was said of the words before made it sure
            talk.say(f"Which number is '{word}'? An empty line: no answer.")
            while (line := talk.ask("number")) and number_in(line) is None:
                talk.say(f"Not kept, no whole number: {line}")
            self._reading = self._reading.with_label(word, number_in(line) if line else None)
        for word in counted.segments:
            talk.say(
                f"Which segment is '{word}'? Its name, + for a new one of this name; an empty "
                "line: none."
            )
            name = talk.ask("segment")
            self._reading = self._reading.with_segment(word, word if name == "+" else name)
        self._reading = self._reading.count()
        return True

    def _corrections(self) -> list[Command]:
        def correct(said: Corrections) -> None:
            try:
                self._reading = self._reading.corrected(said).count()
            except SurveyError as error:
                raise TypedError(str(error)) from error
            self._tell()

        def look_again(*, header_rows: str = "", encoding: str | None = None) -> None:
            before = self._header_rows, self._encoding
            if header_rows and not header_rows.isdecimal():
                raise TypedError(f"'{header_rows}' is no number of rows")
            if header_rows:
                self._header_rows = int(header_rows)
            if encoding is not None:
                self._encoding = encoding.strip()
            try:
                self._reading = self._begun()
            except SurveyError as error:
                self._header_rows, self._encoding = before
                raise TypedError(str(error)) from error
            self._tell()

        return [
            Command(
                name="scale",
                usage="[HEADER=]LO-HI",
                about="the scale of all columns, or of one",
                do=lambda rest: correct(Corrections(scales=(rest,))),
            ),
            Command(
                name="column",
                usage="HEADER=TARGET",
                about="what a column is: STAGE/ITEM:FACET, segment, state, or drop",
                do=lambda rest: correct(Corrections(columns=(rest,))),
            ),
            Command(
                name="missing",
                usage="WORD",
                about="a word that stands for no answer",
                do=lambda rest: correct(Corrections(missing=(rest,))),
            ),
            Command(
                name="headers",
                usage="NUMBER",
                about="how many rows stand above the answers, titles and empty rows too",
                do=lambda rest: look_again(header_rows=rest or "?"),
            ),
            Command(
                name="encoding",
                usage="NAME",
                about="how its letters are encoded, as in cp1252",
                do=lambda rest: look_again(encoding=rest),
            ),
        ]

    def _take(self, *, replaces: bool) -> None:
        talk, reading = self._talk, self._reading
        session = reading.taken(
            talk.session,
            ids=talk.desk.ids,
            today=talk.desk.today(),
            instead=reading.before if replaces else (),
        )
        people = reading.counted.respondents if reading.counted else 0
        talk.commit(session, f"{people:,} customers brought in.")
