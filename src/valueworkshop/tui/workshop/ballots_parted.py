"""The names leave the ballots of a stage once the team has gone on from it."""

from valueworkshop.tui.workshop.working import Working


def part(screen: Working) -> None:
    """Separate the ballots of a finished stage from the names.

    No undo brings the names back.
    """
    from valueworkshop.core.stages.anonymise import parting  # noqa: PLC0415 - if somebody moved

    found = parting(screen.desk.session)
    if found and not screen.desk.is_closed:
        screen.desk.part(found)
        if found.ids:
            screen.say("Names are now removed from the ballots. No one can match them any more.")
