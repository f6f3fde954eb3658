"""What became of last time's actions, in words, for everything that shows actions."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.promises import Through, answers, through
from valueworkshop.core.stages.kind import Trait


def in_words(counted: Through) -> str:
    """Say what became of all actions: 'Of 9 actions, 5 done, 2 late, 2 dropped'."""
    plural = "" if counted.total == 1 else "s"
    return f"Of {counted.total} action{plural}, {numbers(counted)}"


def numbers(counted: Through) -> str:
    """Say what became of some actions: '5 done, 2 late'."""
    parts = (
        (counted.done, "done"),
        (counted.late, "late"),
        (counted.dropped, "dropped"),
        (counted.open, "open"),
    )
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def of_last_time(session: Session) -> str:
    """Say what became of last time's actions; '' if no stage looked back on them."""
    for stage in stages_with(session.kit, Trait.LOOKS_BACK):
        counted = through(session, stage)
        if counted.total:
            return f"{in_words(counted)} since last time."
    return ""


def story(session: Session, action: str) -> tuple[str, ...]:
    """Return what earlier workshops did with an action, oldest first; nothing for a new one."""
    for stage in stages_with(session.kit, Trait.LOOKS_BACK):
        if action in (known := answers(session, stage).actions):
            return known[action].history
    return ()
