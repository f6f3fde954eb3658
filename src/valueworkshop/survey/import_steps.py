"""The questions about one survey: what we propose, and what there is to choose from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.order import ordered
from valueworkshop.core.stages.voice.model import DROP, EVERYONE, SEGMENT, STATE
from valueworkshop.core.stages.voice.survey_evidence import day_in_words as in_words
from valueworkshop.survey.acts import Act
from valueworkshop.survey.import_questions import (
    BESIDE,
    NEW,
    NO,
    NOTHING_YET,
    QUESTIONS,
    REPLACE,
    Step,
)
from valueworkshop.survey.row_reader import SurveyError

if TYPE_CHECKING:
    from valueworkshop.survey.survey_reading import Reading

OTHERS: Final = {
    SEGMENT: "the customers' segment",
    STATE: "whether a row counts: previews, tests, spam and unfinished ones do not",
    DROP: "not taken",
}
"""What a column can be if it holds no answers."""


def step(act: Act, about: str, reading: "Reading | None") -> Step:
    """Return the question of an act, with what is proposed.

    Taking a file is `about` the imports that seem to hold the same customers, in words. Raises
    SurveyError for a question that makes no sense before the file was looked at.
    """
    asked = replace(QUESTIONS[act], act=act, about=about)
    if act is Act.TAKE and about:
        return replace(
            asked, question=f"{capital(about)}.", hint=_AGAIN, choices=_WAYS, now=REPLACE
        )
    if act is Act.HEADER_ROWS:
        return replace(asked, now=str(reading.look.header_rows if reading else 1))
    if reading is None and act is not Act.ENCODING:
        raise SurveyError(NOTHING_YET)
    return _PROPOSED[act](asked, reading) if reading and act in _PROPOSED else asked


def _column(asked: Step, reading: "Reading") -> Step:
    if not asked.about:
        return replace(asked, choices={**reading.asked, **OTHERS})
    place = int(asked.about)
    return replace(
        asked,
        question=f"What is {reading.look.headers[place].short}?",
        choices={DROP: OTHERS[DROP], **OTHERS, **reading.asked},
        now=reading.matching.match_at(place).target,
    )


def _scale(asked: Step, reading: "Reading") -> Step:
    match = reading.matching.match_at(int(asked.about or -1))
    if not match.item:
        return replace(asked, about="")
    hint = f"{asked.hint} With ! after it, only for this item."
    return replace(asked, hint=hint, now=f"{match.lo}-{match.hi}" if match.hi > match.lo else "")


def _label(asked: Step, _: "Reading") -> Step:
    return replace(asked, question=f"Which number does '{asked.about}' stand for?", wanted="number")


def _segment(asked: Step, reading: "Reading") -> Step:
    if not asked.about:
        return asked
    known = {segment.name: segment.name for _, segment in ordered(reading.session.segments)}
    meant = reading.matching.segment_of(asked.about) or NEW
    now = reading.session.segments[meant].name if meant in reading.session.segments else NEW
    return replace(
        asked,
        question=f"Which segment does '{asked.about}' stand for?",
        hint=f"Its name, or {NEW} for a new one with this name.",
        wanted="segment",
        choices={**known, NEW: f"a new segment: {asked.about}", "": "none of our segments"},
        now="" if meant == EVERYONE else now,
    )


def _date(asked: Step, reading: "Reading") -> Step:
    newest = reading.counted.newest if reading.counted else None
    if newest is None:
        return replace(asked, wanted="date", nothing="today, as the file does not say")
    day, column = newest
    said = f"{in_words(day)}, the newest answer in {column}"
    return replace(asked, wanted="date", nothing=said)


_PROPOSED: Final[Mapping[Act, Callable[[Step, "Reading"], Step]]] = {
    Act.COLUMN: _column,
    Act.SCALE: _scale,
    Act.LABEL: _label,
    Act.SEGMENT: _segment,
    Act.DATE: _date,
}

_AGAIN: Final = "Type 'replace', 'both' or 'no'"
_WAYS: Final = {
    REPLACE: "replace it: these are the same customers, counted once",
    BESIDE: "count both: these are other customers",
    NO: "take nothing yet",
}
