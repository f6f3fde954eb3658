"""What there is to see of a survey before it is taken, part by part and row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from valueworkshop.core.stages.voice.model import DROP
from valueworkshop.survey import survey_words
from valueworkshop.survey.acts import Act, Text
from valueworkshop.survey.counted_answers import MOST_WORDS, Counted
from valueworkshop.survey.import_dialogue import Dialogue

MOST_ROWS: Final = 300
"""How many columns that are not taken we list."""


class Part(StrEnum):
    """A part of what there is to see, by its heading."""

    TAKEN_FOR = "Read as"
    NOT_TAKEN = "Not taken"
    NOT_CLEAR = "Unclear"
    WORDS = "Words"
    SURVEY = "Survey"
    FAULTS = "Still to settle"
    WOULD_BE = "Ready to take"
    LEFT_OUT = "Left out"
    REFUSED = "Refused"
    ASKED = "Asked"
    BEFORE = "Brought in before"


@dataclass(frozen=True, slots=True)
class Row:
    """A word, a column or the survey in a line of a list, with the question to answer there.

    `mark` is ? for an open question, ● for a column that is taken, – for one that is not.
    """

    act: Act
    about: str
    mark: str
    text: str


def parts(dialogue: Dialogue) -> Mapping[Part, list[Text]]:
    """Return the lines of each part of a file, without the empty parts."""
    reading = dialogue.known
    look, matching, counted = reading.look, reading.matching, reading.counted
    asked, faults = reading.asked, reading.faults
    found: dict[Part, list[Text]] = {
        Part.TAKEN_FOR: [
            survey_words.of_column(look.headers[place], match, asked)
            for place, match in sorted(matching.columns.items())
            if match.target != DROP
        ],
        Part.NOT_TAKEN: [*survey_words.of_dropped(look, matching)],
        Part.NOT_CLEAR: [*matching.notes],
        Part.WORDS: [*survey_words.of_words(matching, reading.session, counted)],
        Part.FAULTS: faults,
    }
    if counted is not None:
        found |= {
            Part.SURVEY: [*survey_words.of_survey(dialogue.date, dialogue.evidence, counted)],
            Part.WOULD_BE: [] if faults else [survey_words.of_taken(counted)],
            Part.LEFT_OUT: [*survey_words.of_left_out(look, matching, counted)],
            Part.REFUSED: survey_words.of_refused(counted),
            Part.ASKED: [*survey_words.of_asked(counted)],
        }
    before = [reading.before_in_words, survey_words.of_same_file(reading.same_file)]
    found[Part.BEFORE] = [line for line in before if line]
    return {part: lines for part, lines in found.items() if lines}


def rows(dialogue: Dialogue) -> list[Row]:
    """Return the words that are open, the columns that are taken, the survey, then the rest."""
    reading = dialogue.known
    counted, asked = reading.counted or Counted(), reading.asked
    found = [
        *(
            Row(Act.LABEL, word, "?", survey_words.of_label(word, counted.labels[word]))
            for word in reading.open_labels
        ),
        *(
            Row(Act.SEGMENT, word, "?", survey_words.of_segment(word, counted.segments[word]))
            for word in reading.open_segments
        ),
    ]
    left = []
    for header in reading.look.headers:
        match, place = reading.matching.match_at(header.place), str(header.place)
        if match.target != DROP:
            said = survey_words.in_short(header, match, asked)
            found.append(Row(Act.COLUMN, place, "●", said))
        else:
            said = f"{header.short}  ({header.content.value})"
            left.append(Row(Act.COLUMN, place, "–", said))
    if len(counted.segments_met) <= MOST_WORDS:
        for word, segment in sorted(counted.segments_met.items()):
            name = survey_words.segment_name(reading.session, segment)
            found.append(Row(Act.SEGMENT, word, "●", f"the segment '{word}': {name}"))
    lines = survey_words.of_survey(dialogue.date, dialogue.evidence, counted)
    survey = [
        Row(act, "", "●", f"the survey: {line}")
        for act, line in zip((Act.DATE, Act.EVIDENCE), lines, strict=True)
    ]
    return [*found, *survey, *left[:MOST_ROWS]]
