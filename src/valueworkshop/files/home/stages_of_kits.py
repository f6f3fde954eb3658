"""The stages of the kits that ship, which a running workshop can take in."""

from collections.abc import Iterator
from dataclasses import dataclass

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.workshop_stages import is_there, may_come
from valueworkshop.files.home.kits import load_kit, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A stage that can be added, with its id in the kit called `kit`."""

    kit: str
    key: str
    plan: Stage

    @property
    def name(self) -> str:
        """Its letter and title."""
        return one_line(f"{self.plan.letter} {self.plan.title}")


def stages_of_kits(session: Session) -> list[Offered]:
    """Return every stage of a kit that ships and that a workshop has not, kit by kit.

    One that several kits have is there once, in the shortest of them.
    """
    kits = sorted(map(load_kit, shipped()), key=lambda kit: (kit.minutes(6), kit.id))
    found: dict[tuple[str, str, str], Offered] = {}
    for kit in kits:
        for key, plan in kit.stages.items():
            if not is_there(session, key, plan) and may_come(session, plan):
                same = (key, plan.kind, plan.title)
                found.setdefault(same, Offered(kit=kit.title, key=key, plan=plan))
    return list(found.values())


def by_kit(offered: list[Offered]) -> Iterator[tuple[str, list[Offered]]]:
    """Yield the title of each kit with its stages."""
    for kit in dict.fromkeys(each.kit for each in offered):
        yield kit, [each for each in offered if each.kit == kit]
