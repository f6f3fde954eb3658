"""The questions about a survey, before any file is read: one wording for all front ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from valueworkshop.core.session.evidence import Grade
from valueworkshop.survey.acts import Act

WHICH_FILE: Final = "Where is the survey?"
A_FILE: Final = "Type or drop a CSV file here, from Google Forms, Qualtrics or any other tool."
KEPT: Final = (
    "We take nothing until you agree with how it is read. We keep only counts, no rows or names."
)

NOTHING_YET: Final = "there is nothing to take yet"
"""What we say before anything is read."""

YES, NO, REPLACE, BESIDE = "yes", "no", "replace", "beside"
"""The answers to the last question."""

NEW: Final = "+"
"""The answer that makes a segment of a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question.

    `about` is a word of the file, or the place of a column; '' for the whole file. `wanted` is
    what you type, and `hint` describes it; `choices` holds the possible answers with their words,
    if there are only a few. `now` is our proposal. `nothing` says what an empty answer means; ''
    if it is not allowed.
    """

    question: str
    hint: str = ""
    wanted: str = ""
    nothing: str = ""
    act: Act = Act.TAKE
    about: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    now: str = ""

    @property
    def may_be(self) -> str:
        """What may be answered, in a sentence or two."""
        return f"{self.hint} If you type nothing: {self.nothing}." if self.nothing else self.hint

    @property
    def in_full(self) -> str:
        """The question with what may be answered."""
        return f"{self.question} {self.hint}".rstrip()


QUESTIONS: Final[Mapping[Act, Step]] = {
    Act.COLUMN: Step(
        question="Which column is what?",
        hint="STAGE/ITEM:FACET, segment, state, or drop. HEADER is the header, a part of it, its "
        "code, or #3 for the third column.",
        wanted="HEADER=TARGET",
    ),
    Act.SCALE: Step(
        question="On which scale are the answers?",
        hint="The lowest and highest answer, for example 1-5 or 0-10; with HEADER= in front, only "
        "for that column.",
        wanted="[HEADER=]LO-HI",
    ),
    Act.LABEL: Step(
        question="Which number does a word stand for?",
        hint="A whole number on the scale.",
        wanted="WORD=NUMBER",
        nothing="no answer",
    ),
    Act.MISSING: Step(
        question="What means no answer?",
        hint="For example -99. Empty cells, N/A and the like count as no answer anyway.",
        wanted="WORD",
    ),
    Act.SEGMENT_COLUMN: Step(question="Which column says the customers' segment?", wanted="HEADER"),
    Act.SEGMENT: Step(
        question="Which segment does a word stand for?",
        hint="Its name; we add it if it is new.",
        wanted="WORD=NAME",
        nothing="none",
    ),
    Act.DATE: Step(
        question="When did customers answer?",
        hint="A day or a month, for example 14 March, 2026-03-14 or 2026-03.",
        wanted="DATE",
        nothing="the newest answer in the file, else today",
    ),
    Act.EVIDENCE: Step(
        question="How well do we know what these customers say?",
        hint="heard: they told us. measured: we asked enough of them to rely on the numbers.",
        wanted="heard|measured",
        choices={
            Grade.HEARD.value: "heard: customers told us",
            Grade.MEASURED.value: "measured: we rely on the numbers",
        },
        now=Grade.HEARD.value,
    ),
    Act.HEADER_ROWS: Step(
        question="How many rows are above the first answers?",
        hint="1 to 10; count titles and empty rows too. Qualtrics has 3.",
        wanted="N",
    ),
    Act.ENCODING: Step(
        question="Which encoding does the file have?",
        hint="For example utf-8, cp1252, mac_roman or cp949.",
        wanted="NAME",
        nothing="we find out from the file",
    ),
    Act.TARGETS: Step(question="What can a column be?"),
    Act.TAKE: Step(
        question="Take this?",
        hint="Type yes to take it, no to leave it",
        nothing=NO,
        choices={YES: "take it", NO: "take nothing yet"},
    ),
}
"""The questions by act. Options of the command answer them beforehand."""
