"""The pictures of a portfolio, one for each question, in any number of cells across."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.show.card_figures import NOWHERE, HeatRow, HeatTable, Stack, StackedBars
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.drawing.heat_table import heat_table, usual
from valueworkshop.core.show.drawing.levels_over_time import Level, fitting, levels_over_time
from valueworkshop.core.show.drawing.paired_bars import least, paired_bars
from valueworkshop.core.show.drawing.stacked_bars import stacked_bars
from valueworkshop.core.show.stage_figures import Ware
from valueworkshop.portfolio.five_questions import Answers, Record

Draw: TypeAlias = Callable[[Answers, int], Canvas | None]
"""What draws a picture in so many cells across; None if there is nothing to draw."""

TEAMS, ITEMS, BARS, QUARTERS = 8, 10, 8, 8
"""A picture has so many at most; the tables beside it have all."""

NO_DATE: Final = "no date"
NO_FUNCTION: Final = "no function"
_BETWEEN: Final = ": "
_HIGH: Final = 9


def shown_teams(rows: Sequence[Record]) -> list[str]:
    """Return the teams that the map shows: those with the largest mean gap, by name."""
    gaps = defaultdict(list)
    for row in rows:
        gaps[row["team_id"]].append(row["gap"])
    largest = sorted(gaps, key=lambda team: (-sum(gaps[team]) / len(gaps[team]), team))[:TEAMS]
    names = {row["team_id"]: row["team"] or "" for row in rows}
    return sorted(largest, key=lambda team: (names[team], team))


def shown_items(rows: Sequence[Record], teams: Sequence[str]) -> list[str]:
    """Return the items that the map shows: those that most teams have, then the largest gaps."""
    gaps = defaultdict(list)
    for row in rows:
        if row["team_id"] in teams:
            gaps[row["item_id"]].append(row["gap"])
    return sorted(gaps, key=lambda item: (-len(gaps[item]), -sum(gaps[item]), item))[:ITEMS]


def short_names(rows: Sequence[Record]) -> dict[str, str]:
    """Return what to call each team in little room: without what all their names begin with."""
    names = {row["team_id"]: row["team"] or "" for row in rows}
    heads = {name.partition(_BETWEEN)[0] for name in names.values()}
    if len(heads) == 1 and all(_BETWEEN in name for name in names.values()) and len(names) > 1:
        return short_names(
            [{"team_id": key, "team": name.partition(_BETWEEN)[2]} for key, name in names.items()]
        )
    return names


def map_of_gaps(found: Answers, width: int) -> Canvas | None:
    """Draw items by teams: the gap, the change since the workshop before, and how many answered."""
    rows = found["map"]
    teams = shown_teams(rows)
    items, names = shown_items(rows, teams), short_names(rows)
    cells = {(row["item_id"], row["team_id"]): row for row in rows}
    texts = {row["item_id"]: row["item_text"] or "" for row in rows}
    if not cells:
        return None
    means = [_mean([row["gap"] for row in rows if row["team_id"] == team]) for team in teams]
    table = HeatTable(
        title="",
        columns=tuple(names[team] for team in teams),
        rows=tuple(
            HeatRow(
                label=texts[item],
                numbers=tuple(_gap(cells.get((item, team))) for team in teams),
                shares=tuple(_share(cells.get((item, team))) for team in teams),
                counts=tuple(_n(cells.get((item, team))) for team in teams),
            )
            for item in items
        ),
        balance=HeatRow(
            label="All items",
            numbers=tuple(points(mean) for mean in means),
            shares=tuple(-whole(10 * mean) for mean in means),
            counts=("",) * len(teams),
        ),
        balance_means="mean gap",
    )
    return heat_table(table, width, usual(table, width))


def _gap(row: Record | None) -> str:
    if row is None:
        return ""
    change = "" if row["change"] is None else f" ({signed(row['change'])})"
    return f"{points(row['gap'])}{change}"


def _n(row: Record | None) -> str:
    return "" if row is None else f"n {row['n']}"


def _share(row: Record | None) -> int:
    return NOWHERE if row is None else whole(10 * row["gap"])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def follow_through(found: Answers, width: int) -> Canvas | None:
    """Draw a bar for each function: done, open in time, late, dropped."""
    stacks = [
        _stack(
            row["name"] or NO_FUNCTION,
            (row["done"], row["still_open"] - row["late"], row["late"], row["dropped"]),
            f"{row['done']} of {row['made']}",
            "done",
        )
        for row in found["actions"]
        if row["part"] == "function" and row["made"]
    ][:BARS]
    parts = ("done", "open", "late", "dropped")
    return _bars(parts, stacks, width)


def evidence(found: Answers, width: int) -> Canvas | None:
    """Draw a bar for each quarter: the shares of the index by how we know it."""
    stacks = []
    for row in found["evidence"][-BARS:]:
        shares = (row["measured"], row["heard"], row["assumed"])
        count = row["workshops"]
        stacks.append(
            Stack(
                label=row["quarter"] or NO_DATE,
                means="",
                shares=_thousand(shares),
                numbers=tuple(f"{whole(100 * share)}\N{NO-BREAK SPACE}%" for share in shares),
                beside=f"{count} workshop{'' if count == 1 else 's'}",
                below="",
            )
        )
    return _bars(("measured", "heard", "assumed"), stacks, width, leads=2)


def recurs(found: Answers, width: int) -> Canvas | None:
    """Draw a bar for each item that is short again and again: in how many of its workshops."""
    wares = [
        Ware(
            label=row["item_text"] or "",
            share=whole(1000 * row["short"] / row["asked"]),
            text=f"{row['short']}/{row['asked']}",
        )
        for row in found["recurs"][:BARS]
    ]
    return paired_bars(wares, "some", width, least(wares), more=False) if wares else None


def taking_part(found: Answers, width: int) -> Canvas | None:
    """Draw the workshops of each quarter, as many quarters as fit, the last ones."""
    rows = [row for row in found["taking_part"] if row["quarter"]]
    rows = rows[-min(fitting(width), QUARTERS) :]
    levels = [Level(row["workshops"], f"{row['workshops']:,}", row["quarter"]) for row in rows]
    return levels_over_time(levels, width, _HIGH) if levels else None


def _stack(label: str, numbers: Sequence[int], beside: str, below: str) -> Stack:
    return Stack(
        label=label,
        means="",
        shares=_thousand([float(number) for number in numbers]),
        numbers=tuple(map(str, numbers)),
        beside=beside,
        below=below,
    )


def _thousand(parts: Sequence[float]) -> tuple[int, ...]:
    """Return parts as shares that are 1000 together, or nothing of nothing."""
    total, ends, done = sum(parts), [0], 0.0
    for part in parts:
        done += part
        ends.append(whole(1000 * done / total) if total else 0)
    return tuple(end - start for start, end in pairwise(ends))


def _bars(
    parts: tuple[str, ...], stacks: Sequence[Stack], width: int, *, leads: int = 0
) -> Canvas | None:
    if not stacks:
        return None
    bars = StackedBars(title="", parts=parts, stacks=tuple(stacks), leads=leads)
    return stacked_bars(bars, width, 3 * len(stacks) + 2)


PICTURES: Final[Mapping[str, Draw]] = {
    "map": map_of_gaps,
    "follow_through": follow_through,
    "evidence": evidence,
    "recurs": recurs,
    "taking_part": taking_part,
}
"""What draws the picture of each question."""
