"""What screens and line mode say about silent writing, and never what somebody wrote."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.session.silent_writing import SilentRound
from valueworkshop.core.stages.notes.model import asks
from valueworkshop.core.stages.silent import edits

ABOUT: Final = (
    "Each of you writes notes alone, one after the other, before anybody hears the others. The "
    "room sees all notes together, in an order that tells nothing."
)
HELD: Final = (
    "Until then you see how many have written, and nothing else. The file on this computer holds "
    "every note, so that none is lost; anyone who opens that file can read them."
)
NAMED: Final = "Once the room sees the notes, each has the name of its writer beside it."
NAMELESS: Final = "Once the room sees the notes, none has a name, and we forget who wrote which."
NOBODY: Final = "Say first who takes part, in the frame: then each of them gets the keyboard."
DROPPED: Final = "The silent writing is cancelled, with all notes written so far."
STAYS: Final = "Somebody has begun to write, so this stays as it was promised."
NOTHING_YET: Final = "Nobody has written anything yet."
LATER: Final = "That sheet is not handed on yet; its notes are kept."
SEEN_BY_NOBODY: Final = "nobody else sees it yet"
ALONE: Final = "Everybody writes alone now. All notes are shown together."
"""What the room reads meanwhile."""


def subject(session: Session, found: SilentRound) -> str:
    """Return the question that people write on."""
    questions = asks(session, found.stage).questions if found.stage in session.kit.stages else {}
    return questions[found.at].text if found.at in questions else "Notes"


def promised(found: SilentRound) -> str:
    """Say what becomes of the notes."""
    return NAMED if found.named else NAMELESS


def progress(session: Session, key: str) -> str:
    """Return how many have written: that is all we say before the notes are shown."""
    return "written: {} of {}".format(*sheets_in(session, key))


def sheets_in(session: Session, key: str) -> tuple[int, int]:
    """Return how many have handed their sheet on, and of how many."""
    of = len(edits.writers(session))
    return of - len(edits.awaited(session, key)), of


def under_way(session: Session, key: str) -> str:
    """Say that people write, and how far they are."""
    return f"Silent writing is under way, {progress(session, key)}."


def shown(count: int) -> str:
    """Say that so many notes are there now."""
    if not count:
        return "Nobody wrote a note."
    return "The note is shown now." if count == 1 else f"All {count} notes are shown now."


def from_before(count: int) -> str:
    """Say how many notes a person wrote before they took the keyboard again."""
    kept = "1 note of yours is" if count == 1 else f"{count} notes of yours are"
    return f"{kept} kept from before, and not shown here."


def not_in_yet(names: Sequence[str]) -> str:
    """Say who has not handed a sheet on."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Not in yet: {', '.join(names[:3])}{more}. Nobody can unsee the notes."
