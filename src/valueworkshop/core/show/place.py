"""One place of a stage, described: what is asked there, what can be filled in, what can be done.

A front end draws it: it asks for the field in its own way, and gives each act a key, a command or a
button. No text here names one of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session

Asked_co = TypeVar("Asked_co", covariant=True)
Given_co = TypeVar("Given_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Here(Generic[Asked_co, Given_co]):
    """A stage of a session, with what it asks and what was answered, looked up once."""

    session: Session
    stage: str
    asked: Asked_co
    given: Given_co

    @property
    def title(self) -> str:
        """The title of the stage."""
        return self.session.stage(self.stage).title


@dataclass(frozen=True, slots=True)
class Done:
    """An edited session, and what to say of the edit; '' where the result speaks for itself."""

    session: Session
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that can be done in a stage, declared once.

    `id` is a promise: teams give it other keys in their settings. `key` and `label` are for a line
    of keys (`keys` is shown instead of `key` where several acts stand there as one), `command` and
    `about` for where one types: '/why TEXT: say why it stands there'. `hidden` acts are not in the
    line of keys. One that `is_answer` gives an answer; in a front end without keys it is typed.
    """

    id: str
    key: str
    label: str = ""
    command: str = ""
    about: str = ""
    keys: str = ""
    hidden: bool = False
    is_answer: bool = False


Changes: TypeAlias = Callable[[Session], Done]
ByText: TypeAlias = Callable[[Session, str], Done]
ByEvidence: TypeAlias = Callable[[Session, Evidence], Done]


@dataclass(frozen=True, slots=True)
class Doing:
    """An act that can be done here at once."""

    act: Act
    do: Changes


@dataclass(frozen=True, slots=True)
class Saying:
    """An act that takes a few words: what they are about, the question, what was said so far."""

    act: Act
    about: str
    question: str
    text: str
    do: ByText


@dataclass(frozen=True, slots=True)
class Grading:
    """An act that takes how something is known: what it is about, and how it is known so far."""

    act: Act
    about: str
    evidence: Evidence
    do: ByEvidence


Doable: TypeAlias = Doing | Saying | Grading


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text to write: one line, or with `many_lines` a list with one thing a line.

    `label` is the word for what is typed, 'segment'. `change` raises TypedError, which says what to
    type instead, where a text does not fit.
    """

    label: str
    text: str
    many_lines: bool = False
    change: Callable[[Session, str, Ids], Done]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of a few answers: the act that gives it, what it is called, and what that means.

    `row` draws it in a picture of all options, where there is one.
    """

    act: Act
    name: str
    means: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of a few answers to choose, in the order in which they are counted from 1.

    `label` is the word for them, 'rung'; `unknown` is the act that says that nobody knows, for
    which `choose` is given None. `stands` says in a sentence what was chosen so far. A picture is
    made of the rows of the options, the last one on top, over a `legend`.
    """

    label: str
    options: tuple[Option, ...]
    unknown: Act | None = None
    stands: str = ""
    legend: str = ""
    choose: Callable[[Session, Option | None], Done]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is asked at a place and what can be done there.

    `short` names the place in a list of what was given so far, `given` is that. `sign` stands
    before the question and marks the answer in a picture. `above` stands over it: a group of
    questions, or whose idea this is. `hint` is a word of help, `about` what the help says of the
    place, `notes` are sentences on what was given. What is `growing` is read from its end.
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
