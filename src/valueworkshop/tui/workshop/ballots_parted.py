"""The names leave the ballots of a stage once the team has gone on from it."""

from valueworkshop.core.stages.anonymise import DONE, beforehand, parting
from valueworkshop.tui.workshop.working import Working


def told_beforehand(screen: Working) -> str:
    """Return what to say before the team goes on, if that takes names from ballots; else ''."""
    return "" if screen.desk.is_closed else beforehand(screen.desk.session)


def part(screen: Working) -> None:
    """Separate the ballots of a finished stage from the names.

    No undo brings the names back.
    """
    found = parting(screen.desk.session)
    if found and not screen.desk.is_closed:
        screen.desk.part(found)
        if found.ids:
            screen.say(DONE)
