"""Groups side by side, statement by statement, as bars of those who agree."""

from collections.abc import Mapping

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages.statements.score import Share, StatementScore, statements
from valueworkshop.core.stages.statements.words import NOTHING, abstained, percent, share_in_words
from valueworkshop.core.stages.votes.model import asks

ALL = "all"
_BAR = 20
_KEY = ("█ agree", "░ disagree", "· nobody knows")


def picture(session: Session, stage: str, width: int) -> list[str]:
    """Return all revealed statements in lines of at most `width` cells (40 or more)."""
    scored = statements(session, stage)
    if not scored:
        return [NOTHING]
    items = asks(session, stage).items
    lines = ["  ".join(_KEY)]
    for item, score in scored.items():
        lines += ["", fitted(items[item].text, width).rstrip(), *bars(score, width)]
    return lines


def bars(score: StatementScore, width: int) -> list[str]:
    """Return a line per group with its bar, its share and n; then all together.

    Labels come last: their width can shift nothing after them.
    """
    shown: Mapping[str, Share] = score.groups
    shown = {**shown, ALL: score.everyone} if ALL not in shown else shown
    return [_line(name, share, width) for name, share in shown.items()]


def _line(name: str, share: Share, width: int) -> str:
    if share.share is None:
        bar = "·" * _BAR
    else:
        full = round(_BAR * share.share)
        bar = "█" * full + "░" * (_BAR - full)
    head = f"  {bar} {percent(share):>5}  n {share.n:<3} "
    label = f"{name}: {share_in_words(share)}"
    if share.n:
        label = f"{name} ({aside})" if (aside := abstained(share)) else name
    return head + fitted(label, max(width - len(head), 4)).rstrip()
