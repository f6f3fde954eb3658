"""The drivers of a choice: items that the team names, rated for uniqueness and for sway."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from valueworkshop.core.stages.votes.custom_items import OwnAsks, OwnVotes
from valueworkshop.core.stages.votes.model import Facet

UNIQUENESS, SWAY = "uniqueness", "sway"
"""The facets. Sway is not called weight: a facet with that id weighs a gap, and there is none
here."""


def _facets() -> Mapping[str, Facet]:
    return {
        UNIQUENESS: Facet(label="unique", question="How far is this ours alone?"),
        SWAY: Facet(label="sways", question="How much does it sway customers' choice?"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(OwnAsks):
    """The drivers that a kit suggests, perhaps none, and what it asks about each."""

    facets: Mapping[str, Facet] = field(default_factory=_facets)

    def nothing(self) -> "Answers":
        """Return the answers of a stage without any driver yet."""
        return Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(OwnVotes):
    """Votes, and the drivers once the team has changed them."""
