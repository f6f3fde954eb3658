"""One place of a stage, described: what it asks, what you can fill in, what you can do.

A front end draws it: it asks for the field in its own way, and gives each act a key, a command or a
button. No text here names one of these.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import Towards, day_in, meant

if TYPE_CHECKING:  # each stage is a `Here`, and few that are read are shown
    from valueworkshop.core.show.stage_figures import StageFigure

Asked_co = TypeVar("Asked_co", covariant=True)
Given_co = TypeVar("Given_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Here(Generic[Asked_co, Given_co]):
    """A stage of a session with what it asks and what was answered, looked up once."""

    session: Session
    stage: str
    asked: Asked_co
    given: Given_co

    @property
    def title(self) -> str:
        """The title of the stage."""
        return self.session.stage(self.stage).title

    @property
    def at(self) -> str:
        """The place in this stage at which the team is; '' if it is elsewhere."""
        place = self.session.place
        return place.at if place.stage == self.stage else ""


@dataclass(frozen=True, slots=True)
class Done:
    """An edited session, and what to say about the edit; '' if you can see the result."""

    session: Session
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that you can do in a stage, declared once.

    `id` is a promise: teams give it other keys in their settings. `key` and `label` are for the
    line of keys (with `keys` instead of `key` if several acts share one entry), `command` and
    `about` for front ends where you type: '/why TEXT: say why it is there'. `hidden` acts are not
    in the line of keys. An act with `is_answer` gives an answer; in a front end without keys you
    type it. With `goes` it leads to the next place (1) or back (-1), if a kind has its own key for
    that.
    """

    id: str
    key: str
    label: str = ""
    command: str = ""
    about: str = ""
    keys: str = ""
    hidden: bool = False
    is_answer: bool = False
    goes: int = 0


Changes: TypeAlias = Callable[[Session], Done]
ByText: TypeAlias = Callable[[Session, str], Done]
ByEvidence: TypeAlias = Callable[[Session, Evidence], Done]


@dataclass(frozen=True, slots=True)
class Doing:
    """An act that you can do here at once."""

    act: Act
    do: Changes


@dataclass(frozen=True, slots=True)
class Saying:
    """An act that takes a few words: what they are about, the question, and the words so far."""

    act: Act
    about: str
    question: str
    text: str
    do: ByText


@dataclass(frozen=True, slots=True)
class Grading:
    """An act that takes how we know something: what it is about, and how we know it so far."""

    act: Act
    about: str
    evidence: Evidence
    do: ByEvidence


Doable: TypeAlias = Doing | Saying | Grading


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text to write: one line, or with `many_lines` a list with one thing per line.

    `label` is the word for the text, such as 'segment'. If a text does not fit, `change` raises
    TypedError, which says what to type instead. The text of a field for a `day`, as `day_in` reads
    it, goes through `to`.
    """

    label: str
    text: str
    many_lines: bool = False
    day: Towards | None = None
    change: Callable[[Session, str, Ids], Done]

    def to(self, session: Session, text: str, ids: Ids, today: dt.date) -> Done:
        """Set the text, or the day that it means; raises TypedError."""
        if self.day is not None:
            day = day_in(text, today, self.day)
            text = "" if day is None else day.isoformat()
        return self.change(session, text, ids)

    def meant(self, text: str, today: dt.date) -> str:
        """Return in words which day a text means; '' if there is nothing to say about it."""
        return "" if self.day is None else meant(text, today, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of a few answers: the act that gives it, its name, and what it means.

    `row` is its line in a picture of all options, if there is one.
    """

    act: Act
    name: str
    means: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of a few answers to choose, in the order in which they are numbered from 1.

    `label` is the word for them, such as 'rung'; `unknown` is the act for 'nobody knows', which
    calls `choose` with None. `chosen` is the id of the act that gave the answer so far, '' for
    none; `stands` says it in a sentence. The rows of the options make a picture, with the last one
    on top, over a `legend`; `cells` is the same picture for a screen.
    """

    label: str
    options: tuple[Option, ...]
    unknown: Act | None = None
    chosen: str = ""
    stands: str = ""
    legend: str = ""
    cells: "StageFigure | None" = None
    choose: Callable[[Session, Option | None, Ids], Done]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a place asks and what you can do there.

    `short` names the place in a list of what was given so far, and `given` is what was given.
    `sign` comes before the question and marks the answer in a picture. `above` goes over it: a
    group of questions, or whose idea this is. `hint` is a word of help, `about` is what the help
    says about the place, `notes` are sentences on what was given. A front end reads a `growing`
    place from its end.
    """

    question: str
    sign: str = ""
    above: str = ""
    hint: str = ""
    about: str = ""
    short: str = ""
    given: str = ""
    notes: tuple[str, ...] = ()
    field: TextField | ChoiceField | None = None
    acts: tuple[Doable, ...] = ()
    growing: bool = False
