"""The one real customer whom a team keeps in mind: a kind of customer, never a person's name."""

from dataclasses import dataclass
from typing import Final

from valueworkshop.core.clean_text import clean, one_line

LABEL: Final = "One real customer"

KEEP_IN_MIND: Final = "Keep in mind"
"""What comes before it on a screen."""

WHO: Final = "Which role, at what kind of organisation? No names."
WHEN: Final = "When did we last deal with them?"
WANTED: Final = "What did they want?"

HINT: Final = (
    "Three lines: a role and the kind of organisation, no name; when we last dealt with them; what "
    "they wanted. It stays in sight at every stage."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealCustomer:
    """Who it is as a role and a kind of organisation, when we last dealt with them, and for what.

    Each is on one line, '' if nobody said it.
    """

    who: str = ""
    when: str = ""
    wanted: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What was said, in the order in which it is asked."""
        said = (one_line(self.who), one_line(self.when), one_line(self.wanted))
        return tuple(text for text in said if text)

    @property
    def in_a_line(self) -> str:
        """All of it on one line; '' if nothing was said."""
        return " · ".join(self.parts)

    @property
    def as_typed(self) -> str:
        """The text in which each line is one part; an empty line is one that nobody said."""
        return f"{self.who}\n{self.when}\n{self.wanted}".rstrip("\n")

    @property
    def in_words(self) -> str:
        """A sentence for a report; '' if nothing was said."""
        said = [
            one_line(self.who),
            _told("last dealt with", one_line(self.when)),
            _told("wanted", one_line(self.wanted)),
        ]
        told = "; ".join(filter(None, said)).rstrip(".")
        return f"{LABEL} in mind: {told}." if told else ""


def customer_from(text: str) -> RealCustomer:
    """Return the customer of a text of up to three lines; further lines belong to the last.

    Of more than three lines, empty ones are none: they part what was said.
    """
    lines = [one_line(line) for line in clean(text).split("\n")]
    if len(lines) > _PARTS:
        lines = [line for line in lines if line]
    who, when, *wanted = [*lines, "", ""][: max(len(lines), 2)]
    return RealCustomer(who=who, when=when, wanted=one_line("; ".join(wanted)))


def _told(label: str, said: str) -> str:
    """Return what was said after its label, unless it says that itself."""
    begun = " ".join(label.split()[:2])
    return said if said.casefold().startswith(begun) or not said else f"{label}: {said}"


_PARTS: Final = 3
