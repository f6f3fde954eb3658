"""How we read a survey file so far: what is still open, what we counted, and how it is taken."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import Import, items_of, same_file
from valueworkshop.survey import survey_words
from valueworkshop.survey.acts import Act, Text, Way
from valueworkshop.survey.cell_values import MISSING, are_of_a_list, key_of
from valueworkshop.survey.column_matching import Matching, propose, targets, with_words
from valueworkshop.survey.corrections import Corrections, corrected, with_segment
from valueworkshop.survey.counted_answers import Counted
from valueworkshop.survey.counted_before import counted_before
from valueworkshop.survey.counting import accept, asked, count, faults
from valueworkshop.survey.file_layout import Look, look
from valueworkshop.survey.import_questions import NOTHING_YET
from valueworkshop.survey.row_reader import OnProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file, the workshop and stage we read it for, how it is matched, and what we counted.

    `counted` is None before `count` is called, and after each correction.
    """

    session: Session
    stage: str
    look: Look
    matching: Matching
    counted: Counted | None = None

    def count(self, on_progress: OnProgress | None = None) -> "Reading":
        """Return this with its answers counted, if any column has some. Raises SurveyError."""
        if not self.matching.answered():
            return self
        return replace(self, counted=count(self.look, self.matching, on_progress))

    def matched(self, matching: Matching) -> "Reading":
        """Return this with another matching, and all words and scales that it makes sure."""
        return replace(self, matching=with_words(matching, self.look), counted=None)

    def corrected(self, said: Corrections) -> "Reading":
        """Return this with corrections as a user types them. Raises SurveyError."""
        matching = corrected(self.matching, self.look, self.session, self.stage, said)
        return replace(self, matching=matching, counted=None)

    def with_label(self, word: str, number: int | None) -> "Reading":
        """Return this with a word taken for a number, or, with None, for no answer."""
        return self.matched(self.matching.with_label(word, number))

    def with_segment(self, word: str, name: str) -> "Reading":
        """Return this with a word taken for a segment by name, made if need be; '' for none."""
        return self.matched(with_segment(self.matching, self.session, word, name))

    @property
    def asked(self) -> dict[str, str]:
        """What a column of answers can be, in words."""
        return targets(self.session, self.stage)

    @property
    def faults(self) -> list[Text]:
        """What the user must settle before the file can be taken, apart from open words.

        We ask for a scale only when all words are known, because they may tell it.
        """
        if self.counted is not None and self.counted.labels:
            return []
        return faults(self.look, self.matching, items_of(self.session, self.stage))

    @property
    def open_labels(self) -> list[str]:
        """The words that may be numbers; those in none of our lists come first."""
        if self.counted is None or self.counted.endless:
            return []
        kit = self.matching.words.kit
        labels = self.counted.labels
        return sorted(labels, key=lambda word: are_of_a_list({key_of(word): None}, kit))

    @property
    def open_segments(self) -> list[str]:
        """The words that may be segments."""
        return [] if self.counted is None or self.counted.endless else list(self.counted.segments)

    def is_open(self, word: str) -> bool:
        """Whether we still have to ask which number a word stands for."""
        key = key_of(word)
        return not (key in MISSING or key in self.matching.labels or key in self.matching.missing)

    def is_open_segment(self, word: str) -> bool:
        """Whether we still have to ask which segment a word stands for."""
        return self.matching.segment_of(word) is None

    @property
    def same_file(self) -> Import | None:
        """The import of this very file, which is replaced."""
        return same_file(self.session, self.stage, self.look.source.digest)

    @property
    def before(self) -> dict[str, Import]:
        """The imports, by id, that seem to hold the same customers: replace them, or count both."""
        if self.counted is None:
            return {}
        how = asked(self.look, self.matching)
        return counted_before(self.session, self.stage, self.look.source, how, self.counted)

    @property
    def before_in_words(self) -> str:
        """A sentence about those imports, '' if there are none."""
        found = self.before
        if not found or self.counted is None:
            return ""
        return survey_words.of_before(list(found.values()), self.counted)

    @property
    def refusal(self) -> Text:
        """Why the file cannot be taken the way we read it now, '' if it can."""
        counted = self.counted
        if said := self.faults:
            return said[0]
        if counted is None:
            return NOTHING_YET
        if counted.endless:
            return f"{counted.endless[0]} has too many different words to ask about"
        if counted.labels:
            ways = Way(Act.LABEL, "WORD=5"), ", or ", Way(Act.MISSING, "WORD")
            return (f"what is {_quoted(counted.labels)}? Say it with ", *ways)
        if counted.segments:
            ways = Way(Act.SEGMENT, "WORD=NAME"), ", or ", Way(Act.NEW_SEGMENTS)
            return (f"what is {_quoted(counted.segments)}? Say it with ", *ways)
        return "" if counted.respondents else "there are no answers to take"

    def taken(
        self,
        session: Session,
        *,
        ids: Ids,
        today: dt.date,
        instead: Collection[str] = (),
        answered: dt.date | None = None,
        evidence: Grade = Grade.HEARD,
    ) -> Session:
        """Return the session, as it is now, with the answers; the imports `instead` go.

        `answered` is the date of the survey, None for that of its newest answer. Raises SurveyError
        while a question is open.
        """
        counted = self.counted or self.count().counted or Counted()
        return accept(
            session,
            self.stage,
            self.look,
            self.matching,
            counted,
            ids=ids,
            today=today,
            instead=instead,
            answered=answered,
            evidence=evidence,
        )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def read(  # noqa: PLR0913 - where the file is, for what, and how it is to be read
    path: Path,
    session: Session,
    stage: str,
    *,
    header_rows: int | None = None,
    encoding: str = "",
    delimiter: str = "",
    on_progress: OnProgress | None = None,
) -> Reading:
    """Look at a file and propose how to read it. Raises SurveyError if it cannot be taken."""
    found = look(
        path,
        header_rows=header_rows,
        encoding=encoding,
        delimiter=delimiter,
        on_progress=on_progress,
    )
    return Reading(
        session=session, stage=stage, look=found, matching=propose(found, session, stage)
    )
