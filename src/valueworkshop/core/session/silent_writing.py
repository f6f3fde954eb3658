"""Silent writing as we keep it: what each person wrote alone, until the room sees all of it.

Notes that come in from elsewhere, as from phones, go onto the same sheets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentNote:
    """One note that somebody wrote alone."""

    text: str
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one person wrote. It is `done` once they handed the keyboard on."""

    notes: Mapping[str, SilentNote] = field(default_factory=dict)
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentRound:
    """One round of silent writing on a question, `at`, of a stage.

    `sheets` are by random ids of writers; `writers` says which person has which id. Both are empty
    once the room has seen the notes: from then on these are notes like all others. If the round is
    `named`, each then carries the name of its writer.
    """

    stage: str = ""
    at: str = ""
    named: bool = False
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    writers: Mapping[str, str] = field(default_factory=dict)
    order: int = 0

    @property
    def begun(self) -> int:
        """How many people wrote something, or handed on an empty sheet."""
        return sum(bool(sheet.notes) or sheet.done for sheet in self.sheets.values())

    def sheet_of(self, person: str) -> Sheet:
        """Return what a person wrote so far; an empty sheet once it was shown."""
        return self.sheets.get(self.writers.get(person, ""), Sheet())


def running(
    rounds: Mapping[str, SilentRound], revealed: Mapping[str, bool], stage: str, at: str
) -> str:
    """Return the id of the round on a question of which the room has not seen all, '' for none."""
    found = [
        (each.order, key)
        for key, each in rounds.items()
        if (each.stage, each.at) == (stage, at)
        and (each.sheets or not revealed.get(shown_key(key)))
    ]
    return max(found)[1] if found else ""


def shown_key(silent: str) -> str:
    """Return the key in `Session.revealed` that says the room saw the notes of a round."""
    return f"silent/{silent}"
