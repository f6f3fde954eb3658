"""What every kind of stage must provide."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.place import Here
from valueworkshop.core.stages.asked_list import AskedList

if TYPE_CHECKING:  # only reports and projectors need these: not for each start
    from valueworkshop.core.show.blocks import Block, Sight
    from valueworkshop.core.show.place import Place

Slip: TypeAlias = tuple[tuple[str, ...], str]
"""Where in a stage's answers something does not fit, as keys, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a stage is done: `done` of `total`; a total of 0 means there is nothing to do."""

    done: int
    total: int


class Trait(Enum):
    """What generic code asks about a kind of stage. It knows none by name: test_kind_names.py.

    Several kinds may share a trait, and a kind may have several.
    """

    IS_LENS = auto()
    """Looks at value in some way: a team can do a few of these in one day."""
    ASKS_NOTHING = auto()
    """Takes time, and has nothing to fill in."""
    IS_BREAK = auto()
    """People rest there, and may leave the room."""
    HOLDS_PARTICULARS = auto()
    """The team fills in there what the workshop is about and who takes part."""
    HOLDS_QUESTIONS = auto()
    """Notes answer questions there, in the shapes of `core/stages/notes`."""
    HOLDS_ACTIONS = auto()
    """The team chooses there what to work on, and agrees actions, as in `core/stages/agreed`."""
    LOOKS_BACK = auto()
    """The team goes through what the workshop before left, as in `agreed/promises.py`."""
    HEARS_CUSTOMERS = auto()
    """The team imports surveys there."""
    WEIGHS_CHOICES = auto()
    """The team weighs there what it chose to work on: the next workshop chooses anew."""
    SUMS_UP = auto()
    """The team looks at all gaps together there."""
    ENDS_WORKSHOP = auto()
    """Once the team is there, everything before it is over."""


def _no_places(_session: Session, _stage: str) -> list[str]:
    return []


def _nothing_to_do(_session: Session, _stage: str) -> Progress:
    return Progress(0, 0)


def _no_slips(_session: Session, _stage: str) -> list[Slip]:
    return []


def _no_values(_session: Session, _stage: str) -> dict[str, Any]:
    return {}


def _all_of_it(session: Session, _stage: str) -> Session:
    return session


def _nothing_hidden(_session: Session, _stage: str) -> dict[str, int]:
    return {}


def _has_all(_asks: object) -> frozenset[Trait]:
    return frozenset()


def _nothing_placed(_session: Session, _stage: str) -> dict[str, str]:
    return {}


def _nothing_known(_session: Session, _stage: str, _item: str, _segment: str) -> Evidence:
    return Evidence()


def not_asked(name: str, asked: Mapping[str, object]) -> str:
    """Return what we say about an answer to something that the stage does not ask."""
    known = ", ".join(asked) if len(asked) <= 12 else ""
    return f'the stage asks nothing called "{name}"' + (f"; it asks {known}" if known else "")


def later(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a module of this package that is imported when it is first called.

    Who reads a workshop needs nothing that counts its answers.
    """

    def call(*given: Any) -> Any:
        return getattr(import_module(f"valueworkshop.core.stages.{module}"), name)(*given)

    return call


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of stage: the shapes of its questions and answers, and what it can show.

    `name` is its folder and what a kit writes as `kind`; `traits` say to generic code what it is
    like, and `lacks` which of these a stage has not, by what it asks. `advice` says what a kit
    without a stage of this kind lacks, '' if it may well do without. `asks` and `answers` are
    dataclasses, None if a stage of this kind asks or keeps nothing of its own. `places` lists the
    ids of the places in a stage, in order; `values` are its scores as plain values, for other
    programs. `slips` finds what types cannot say is wrong in a stage's answers: only what would be
    hidden or would stop the program. `seen` removes from a stage's answers what the room has not
    seen, and `hidden` counts how many gave it, by place; for `Votes` there are both already
    (`core/stages/revealed_only.py`). `evidence` says how well an item of another stage, as
    'stage/item', is known by what a stage of this kind holds, for one segment or, with '', for all
    customers. `placed` says in a few words where what was chosen lies, by 'stage/item', as far as a
    stage of this kind says so. `lists` are what a team can change of what is asked, in the room. A
    kind describes itself in its `show.py`, which is loaded by name when it is needed;
    `core/description.py` finds the description of a stage of any kind.
    """

    name: str
    traits: frozenset[Trait] = frozenset()
    lacks: Callable[[object], frozenset[Trait]] = _has_all
    advice: str = ""
    asks: type | None = None
    answers: type | None = None
    places: Callable[[Session, str], list[str]] = _no_places
    progress: Callable[[Session, str], Progress] = _nothing_to_do
    values: Callable[[Session, str], dict[str, Any]] = _no_values
    slips: Callable[[Session, str], Iterable[Slip]] = _no_slips
    seen: Callable[[Session, str], Session] = _all_of_it
    hidden: Callable[[Session, str], dict[str, int]] = _nothing_hidden
    evidence: Callable[[Session, str, str, str], Evidence] = _nothing_known
    lists: tuple[AskedList, ...] = ()
    placed: Callable[[Session, str], Mapping[str, str]] = _nothing_placed

    def here(self, session: Session, stage: str) -> "Here[Any, Any]":
        """Return a stage with what it asks and what was answered."""
        asked = session.asked(stage, self.asks) if self.asks else None
        given = session.given(stage, self.answers) if self.answers else None
        return Here(session, stage, asked, given)

    def place(self, session: Session, stage: str, at: str) -> "Place":
        """Return what a stage asks at a place, and what you can do there."""
        found: Place = self.show.place(self.here(session, stage), at)
        return found

    def told(self, session: Session, stage: str) -> "list[Block]":
        """Return what there is to read of a stage; nothing if nothing was answered."""
        blocks: list[Block] = self.show.told(self.here(session, stage))
        return blocks

    def told_at(self, session: Session, stage: str, at: str) -> "list[Sight]":
        """Return what there is to see at a place of a stage."""
        found: list[Sight] = self.show.told_at(self.here(session, stage), at)
        return found

    @property
    def show(self) -> Any:
        """The module in which the kind describes itself; that of the summary is in core/summary."""
        return import_module(f"valueworkshop.core.stages.{self.name}.show")
