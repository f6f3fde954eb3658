"""What a pass over a survey file found: answers, refusals, words that are to be asked about."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.survey.cell_values import key_of

SHOWN: Final = 20
"""How many refusals we show in full."""

MOST_WORDS: Final = 50
"""How many unknown words we ask about. A column with more holds no ratings."""

MOST_REMEMBERED: Final = 20_000
"""How many different cells, or reasons, we remember; of further ones we keep only the number."""

Pair: TypeAlias = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer, or a whole row, that is not taken: where, and why."""

    row: int
    column: str
    why: str

    @property
    def in_words(self) -> str:
        """The refusal on one line."""
        return f"row {self.row}{f', column {self.column}' if self.column else ''}: {self.why}"


@dataclass(slots=True, kw_only=True)
class Counted:
    """What a pass over a file found.

    `rows` counts the rows below the header that hold anything, `respondents` those with an answer
    that we take, `repeated` further copies of the header, and `left_out`, by reason, the rows that
    are not a customer's.
    `refusals` are the first `SHOWN` of all `refused`; `refused_as` counts them by reason. `labels`
    and `segments` are the words that we do not know yet, with how often they came, the first
    `MOST_WORDS` of them; `endless` names the columns with more. `given` counts answers by column,
    `counts` by segment, item and pair. `segments_met` are the words of the file that mean a
    segment, with its id as in a `Matching`. `newest` is the newest date of an answer, with the
    column that holds it; None if no column does.
    """

    rows: int = 0
    respondents: int = 0
    repeated: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    refused_as: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    segments: dict[str, int] = field(default_factory=dict)
    endless: list[str] = field(default_factory=list)
    given: dict[int, int] = field(default_factory=dict)
    counts: dict[str, dict[str, dict[Pair, int]]] = field(default_factory=dict)
    segments_met: dict[str, str] = field(default_factory=dict)
    newest: tuple[dt.date, str] | None = None
    _spelled: dict[str, str] = field(default_factory=dict)

    def leave_out(self, why: str) -> None:
        """Count a row that is not a customer's."""
        self.left_out[why] = self.left_out.get(why, 0) + 1

    def refuse(self, row: int, column: str, why: str) -> None:
        """Count a refusal; keep the first ones in full."""
        self.refused += 1
        if why in self.refused_as or len(self.refused_as) < MOST_REMEMBERED:
            self.refused_as[why] = self.refused_as.get(why, 0) + 1
        if len(self.refusals) < SHOWN:
            self.refusals.append(Refusal(row=row, column=column, why=why))

    def ask(self, words: dict[str, int], text: str, column: str) -> None:
        """Count a word that we do not know, under its first spelling."""
        key = key_of(text)
        word = self._spelled.get(key) or one_line(text[:200])
        if word in words or len(words) < MOST_WORDS:
            self._spelled[key] = word
            words[word] = words.get(word, 0) + 1
        elif column not in self.endless:
            self.endless.append(column)

    @property
    def is_open(self) -> bool:
        """Whether we must ask about a word before anything can be taken."""
        return bool(self.labels or self.segments or self.endless)
