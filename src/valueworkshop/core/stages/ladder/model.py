"""The charging ladder of B. Joseph Pine II: you are in the business of what you charge for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session


class Rung(StrEnum):
    """The four rungs, lowest first: each has the name of what customers pay for."""

    COMMODITIES = "commodities"
    GOODS = "goods"
    SERVICES = "services"
    EXPERIENCES = "experiences"

    @property
    def height(self) -> int:
        """1 for the lowest rung, 4 for the highest."""
        return list(Rung).index(self) + 1

    @property
    def charged_for(self) -> str:
        """What customers pay for on this rung."""
        return _CHARGED_FOR[self]


_CHARGED_FOR: Mapping[Rung, str] = {
    Rung.COMMODITIES: "raw stuff, the same from anyone",
    Rung.GOODS: "tangible things",
    Rung.SERVICES: "activities carried out for them",
    Rung.EXPERIENCES: "the time they spend with you",
}


class View(StrEnum):
    """The three marks on the ladder, in the order in which we ask for them."""

    NOW = "now"
    CUSTOMERS = "customers"
    AIM = "aim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The three questions."""

    now: str = "What do customers pay us for today?"
    customers: str = "What would customers say they pay us for?"
    aim: str = "What do we want to be paid for?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark. `rung` is None if nobody placed it; `unknown` says that the room does not know."""

    rung: Rung | None = None
    unknown: bool = False
    why: str = ""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The marks that the room placed."""

    now: Mark = field(default_factory=Mark)
    customers: Mark = field(default_factory=Mark)
    aim: Mark = field(default_factory=Mark)

    def of(self, view: View) -> Mark:
        """Return one of the marks."""
        found: Mark = getattr(self, view.value)
        return found


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was answered, empty if nothing was."""
    return session.given(stage, Answers)


def place(session: Session, stage: str, view: View, rung: Rung | None) -> Session:
    """Set why a mark is on its rung."""
    return _changed(session, stage, view, rung=rung, unknown=rung is None)


def say_why(session: Session, stage: str, view: View, why: str) -> Session:
    """Set how the room knows where a mark belongs."""
    return _changed(session, stage, view, why=clean(why))


def grade(session: Session, stage: str, view: View, evidence: Evidence) -> Session:
    """Set how the room knows where a mark stands."""
    return _changed(session, stage, view, evidence=evidence.cleaned)


def _changed(session: Session, stage: str, view: View, **changes: object) -> Session:
    given = answers(session, stage)
    mark = replace(given.of(view), **changes)  # type: ignore[arg-type]
    return session.with_answers(stage, replace(given, **{view.value: mark}))
