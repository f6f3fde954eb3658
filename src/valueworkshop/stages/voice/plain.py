"""Customers' own answers in line mode: a survey read, told and taken; then beside the team's."""

from pathlib import Path

from valueworkshop.plain.talk import Command, Talk, numbered, pick
from valueworkshop.stages.voice import words
from valueworkshop.stages.voice.model import answers, items_of, remove, same_file
from valueworkshop.stages.voice.score import customers_score, rows, segments_heard, team_score
from valueworkshop.survey import telling
from valueworkshop.survey.correcting import Corrections, corrected, with_segment
from valueworkshop.survey.counting import Counted, accept, count, faults
from valueworkshop.survey.files import SurveyError
from valueworkshop.survey.layout import look
from valueworkshop.survey.matching import propose, targets
from valueworkshop.survey.wording import number_in
from valueworkshop.workshop.session import Session
from valueworkshop.workshop.typed import TypedError


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
            _Survey(talk, stage, Path(line.strip("'\"")).expanduser()).run()
        except (SurveyError, OSError, RuntimeError) as error:
            talk.say(f"Nothing was taken from: {line}", str(error))


class _Survey:
    """One file while it is read, told and corrected."""

    def __init__(self, talk: Talk, stage: str, path: Path) -> None:
        self._talk = talk
        self._stage = stage
        self._look = look(path)
        self._matching = propose(self._look, talk.session, stage)

    def run(self) -> None:
        """Tell how the file is read, ask about words nobody knows, and take it if that is wanted.

        Raises SurveyError for a file that cannot be read.
        """
        talk = self._talk
        while True:
            counted = self._counted()
            self._tell(counted)
            if counted is not None and not counted.endless and self._ask_words(counted):
                continue
            line = talk.ask("take it, yes or no", *self._corrections()).casefold()
            if line in {"y", "yes"} and counted is not None and counted.respondents:
                self._take(counted)
                return
            if line in {"", "n", "no"}:
                talk.say("Nothing was taken.")
                return
            if line:
                talk.say("Type yes to take it, no to leave it; /help says how to correct it.")

    def _counted(self) -> Counted | None:
        asked = items_of(self._talk.session, self._stage)
        if faults(self._look, self._matching, asked):
            return None
        return count(self._look, self._matching)

    def _tell(self, counted: Counted | None) -> None:
        talk, found, matching = self._talk, self._look, self._matching
        asked = targets(talk.session, self._stage)
        talk.say(telling.of_file(found))
        talk.say(
            *(
                f"Taken for: {telling.of_column(found.headers[place], match, asked)}"
                for place, match in sorted(matching.columns.items())
                if match.target != "drop"
            ),
            *(f"Not taken: {text}" for text in telling.of_dropped(found, matching)),
            *(f"Not clear: {text}" for text in matching.notes),
            *(f"Words: {text}" for text in telling.of_words(matching, talk.session)),
            *(
                f"To be said first: {text}"
                for text in faults(found, matching, items_of(talk.session, self._stage))
            ),
        )
        if counted is not None:
            talk.say(f"Would be taken: {telling.of_taken(counted)}")
            talk.say(*(f"Refused: {text}" for text in telling.of_refused(counted)))
        before = same_file(talk.session, self._stage, found.source.digest)
        if before is not None:
            talk.say(f"This file was brought in before, on {before.when}: it would be replaced.")

    def _ask_words(self, counted: Counted) -> bool:
        """Ask about each word that nobody knows; return whether there was any."""
        talk = self._talk
        for word in counted.labels:
            talk.say(f"Which number is '{word}'? An empty line: no answer.")
            while (line := talk.ask("number")) and number_in(line) is None:
                talk.say(f"Not kept, no whole number: {line}")
            self._matching = self._matching.with_label(word, number_in(line) if line else None)
        for word in counted.segments:
            talk.say(
                f"Which segment is '{word}'? Its name, + for a new one of this name; an empty "
                "line: none."
            )
            name = talk.ask("segment")
            new = word if name == "+" else name
            self._matching = with_segment(self._matching, talk.session, word, new)
        return bool(counted.labels or counted.segments)

    def _corrections(self) -> list[Command]:
        def correct(said: Corrections) -> None:
            session = self._talk.session
            try:
                found = corrected(self._matching, self._look, session, self._stage, said)
            except SurveyError as error:
                raise TypedError(str(error)) from error
            self._matching = found
            self._tell(self._counted())

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
                about="what a column is: STAGE/ITEM:FACET, segment, or drop",
                do=lambda rest: correct(Corrections(columns=(rest,))),
            ),
            Command(
                name="missing",
                usage="WORD",
                about="a word that stands for no answer",
                do=lambda rest: correct(Corrections(missing=(rest,))),
            ),
        ]

    def _take(self, counted: Counted) -> None:
        talk = self._talk
        counted = self._counted() or counted  # as it is read after the last correction
        session = accept(
            talk.session,
            self._stage,
            self._look,
            self._matching,
            counted,
            ids=talk.desk.ids,
            today=talk.desk.today(),
        )
        talk.commit(session, f"{counted.respondents:,} customers brought in.")
