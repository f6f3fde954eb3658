"""Two tracks per item: where the team and where customers put today and what is needed."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.answer_pairs import PairScore
from valueworkshop.core.scoring.customers_index import CustomersIndex
from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.stage_figures import Bell, Bells, Large
from valueworkshop.core.stages.voice import words
from valueworkshop.core.stages.voice.score import Row

_SCALE: Final = ("0", "25", "50", "75", "100")
_FIXED = 20  # cells before a track: whose it is, sign and number
_KEY: Final = "● today  ○ needed  █ shortfall  ░ over; 0 to 100 points"
_PEOPLE = 12  # cells after a track: how many gave it


def tracks(rows: Sequence[Row], width: int) -> list[str]:
    """Return what the signs mean, then the items, in lines of at most `width` cells.

    Only lines of items begin with a letter. The scale goes from 0 to 100 points, whatever scale
    customers were asked on.
    """
    if not rows:
        return [_KEY, words.NOTHING]
    step = max(3, min(8, (width - _FIXED - _PEOPLE - 1) // 4))
    lines = [_KEY, f"{'':<12}{'gap':>6}  {_head(step)}"]
    for row in rows:
        lines.append(fitted(row.text, width).rstrip())
        for whose, score, none in (
            ("  team", row.team, "not revealed yet"),
            ("  customers", row.customers, _too_few(row)),
        ):
            lines.append(_line(whose, score, none, step))
        lines += wrap(words.apart(row), width, initial_indent="  ", subsequent_indent="  ")
    return [line[:width] for line in lines]  # except in the items' texts, each letter has one cell


def bells_of(rows: Sequence[Row], customers: CustomersIndex, team: IndexScore) -> Bells:
    """Return both sides of each item for a screen, and both indices in large."""
    found: list[Bell] = []
    for row in rows:
        found.append(Bell(label=row.text, today=None, needed=None, heads=True))
        found.append(_bell("team", row.team, "not revealed yet"))
        theirs = _bell("customers", row.customers, _too_few(row))
        found.append(replace(theirs, under=(f"{capital(words.apart(row))}.",)))
    return Bells(
        title="Customers beside us",
        today="today",
        needed="needed",
        rows=tuple(found),
        scale=_SCALE,
        after="answers",
        large=(
            Large(
                title="Customers, of 100",
                number="" if customers.value is None else points(customers.value),
                lines=tuple(words.behind_customers(customers)),
            ),
            Large(
                title="The team, of 100",
                number="" if team.value is None else points(team.value),
                lines=("our own gap index",) if team.value is not None else ("none yet",),
            ),
        ),
    )


def _bell(whose: str, score: PairScore | None, none: str) -> Bell:
    if score is None or not (score.needed.n or score.today.n):
        return Bell(label=f"  {whose}", today=None, needed=None, text="–", after=none)
    return Bell(
        label=f"  {whose}",
        today=_on_five(score.today.mean),
        needed=_on_five(score.needed.mean),
        mark=sign(score.signed).strip(),
        text="–" if score.signed is None else points(score.signed),
        after=f"n {score.n or max(score.today.n, score.needed.n):,}",
    )


def _on_five(mean: float | None) -> int | None:
    """Return 0 to 100 points as a place on a scale of five, in per mille."""
    return None if mean is None else round(1000 + 40 * mean)


def _too_few(row: Row) -> str:
    return "fewer than three answered" if row.answered else "nobody answered"


def _head(step: int) -> str:
    head = ""
    for place, number in enumerate(_SCALE):
        head = head.ljust(max(0, place * step - (len(number) - 1) // 2)) + number
    return head


def _line(whose: str, score: PairScore | None, none: str, step: int) -> str:
    if score is None or not (score.needed.n or score.today.n):
        return f"{whose:<12}{'–':>6}  {none}"
    number = "–" if score.signed is None else points(score.signed)
    # With a gap we show how many gave both; without one, how many gave what is drawn.
    people = f"n {score.n or max(score.today.n, score.needed.n):,}"
    track = _track(score.needed.mean, score.today.mean, step)
    return f"{whose:<12}{sign(score.signed):<2}{number:>4}  {track}  {people}"


def _track(needed: float | None, today: float | None, step: int) -> str:
    cells = ["·"] * (4 * step + 1)
    at = [None if mean is None else round(mean / 25 * step) for mean in (needed, today)]
    if at[0] is not None and at[1] is not None:
        fill = "█" if at[1] < at[0] else "░"
        for cell in range(min(at[0], at[1]), max(at[0], at[1]) + 1):
            cells[cell] = fill
    if at[0] is not None:
        cells[at[0]] = "○"
    if at[1] is not None:
        cells[at[1]] = "◉" if at[0] == at[1] else "●"
    return "".join(cells)
