"""The names leave the ballots of a stage once the team has gone on from it."""

from valueworkshop.core.stages.anonymise import DONE, beforehand, parting
from valueworkshop.tui.workshop.working import Working


def with_warning(screen: Working, text: str) -> str:
    """Return a message, and after it what to know before going on, if that takes names away."""
    warning = "" if screen.desk.is_closed else beforehand(screen.desk.session)
    return text if warning in text else f"{text} {warning}".strip()


def part(screen: Working) -> None:
    """Separate the ballots of a finished stage from the names.

    No undo brings the names back.
    """
    found = parting(screen.desk.session)
    if found and not screen.desk.is_closed:
        screen.desk.part(found)
        if found.ids:
            screen.say(DONE)
