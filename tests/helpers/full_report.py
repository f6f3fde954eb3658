"""The full report as Markdown, which has every text of a workshop."""

from valueworkshop.core.session.session import Session
from valueworkshop.exports.export_forms import Wanted, written


def report(session: Session) -> str:
    """Return the full report of a session."""
    return written(session, Wanted(full=True))
