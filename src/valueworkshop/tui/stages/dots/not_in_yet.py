"""What a reveal asks about first: whose vote is missing, or what was counted too often."""

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.dots import edits, words


def not_in_yet(session: Session, key: str) -> str:
    """Say what is not in yet, or too much; '' if nothing is."""
    vote = session.dots.get(key)
    if vote is None:
        return ""
    said = [words.excess(session, key)]
    waiting = edits.awaited(session, key)
    if waiting and (vote.handed_in or not vote.counted):
        known = called(session.people)
        names = ", ".join(one_line(known[person]) for person in waiting[:3])
        more = f" and {len(waiting) - 3} more" if len(waiting) > 3 else ""
        said.append(f"Not in yet: {names}{more}.")
    left = len(vote.options) - len(vote.counted)
    if left and (vote.counted or not vote.handed_in) and not said[-1]:
        said.append(f"Not counted yet: {left} of {len(vote.options)}.")
    return " ".join(filter(None, said))
