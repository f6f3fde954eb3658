"""Tidy tables of many workshops, made from a seed: as `tidy` writes them, without any workshop.

Teams come again and again with the same people or others, in the same words or their own; some have
no date, some too few people for a number. Actions go on from one workshop to the next.
"""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from valueworkshop.portfolio.table_folder import part_name
from valueworkshop.portfolio.table_forms import form_of
from valueworkshop.portfolio.table_schema import TABLES, Row

FUNCTIONS: Final = ("sales", "service", "product", "Ünion – «IT»", None)
GRADES: Final = ("assumed", "heard", "measured")
STEPS: Final = ("act", "check first", "ask customers", "talk first", "watch", None)
ORGANISATIONS: Final = ("Nørd & Söhne", "東京 Labs", 'O\'Brien "quoted", Ltd')
_PART: Final = 1_000
_EACH: Final = 4
"""Workshops of a team."""

Rows = dict[str, list[Row]]


def workshops(number: int, seed: int = 1) -> Iterator[tuple[int | None, Rows]]:
    """Yield the year and the rows of so many workshops."""
    chosen = random.Random(seed)
    done = 0
    team = 0
    while done < number:
        team += 1
        for one in _of_a_team(chosen, team, min(_EACH, number - done)):
            done += 1
            yield one


def _of_a_team(chosen: random.Random, team: int, count: int) -> Iterator[tuple[int | None, Rows]]:
    whose = f"{ORGANISATIONS[team % len(ORGANISATIONS)]}: offer {team}"
    day = dt.date(2023, 1, 1) + dt.timedelta(days=chosen.randrange(400))
    goes_on: dict[str, dt.date | None] = {}
    for turn in range(count):
        key = f"t{team}-{turn}"
        date = None if chosen.random() < 0.02 else day
        day += dt.timedelta(days=chosen.choice((0, 60, 90, 150)))
        kit = chosen.choice(("essentials", "essentials", "complete"))
        items = [_item(chosen, key, team, at) for at in range(12) if chosen.random() < 0.8]
        items += [_question(key, at) for at in range(3) if chosen.random() < 0.1]
        acts, goes_on = _actions(chosen, key, date, goes_on)
        rows: Rows = {
            "workshops": [_workshop(chosen, (key, team, turn), whose, date, kit, len(items))],
            "items": items,
            "actions": acts,
        }
        yield (date.year if date else None), rows


def _workshop(
    chosen: random.Random,
    at: tuple[str, int, int],
    whose: str,
    date: dt.date | None,
    kit: str,
    rated: int,
) -> Row:
    key, team, turn = at
    shares = [chosen.random() for _ in GRADES]
    known = chosen.random() < 0.9
    index = chosen.uniform(0, 60)
    told = (index, index - 2, index + 3, chosen.uniform(1, 4))
    evidenced = index + 5 if known and chosen.random() < 0.8 else None
    parts = [share / sum(shares) for share in shares]
    quarter = f"{date.year}-Q{(date.month + 2) // 3}" if date else None
    follows = f"t{team}-{turn - 1}" if turn and chosen.random() < 0.5 else None
    same = f"p{team}-{chosen.choice((0, 0, 0, turn))}"
    organisation, _, offer = whose.partition(": ")
    return (
        *(key, f"Workshop {turn} of {team}", organisation, offer, whose, f"team{team}", kit),
        *(date, quarter, follows, same, chosen.randrange(3, 15), 9, 8, rated),
        *(told if known else (None,) * 4),
        *(evidenced, known or None, chosen.uniform(0.5, 1)),
        *(parts if known else (None,) * 3),
    )


def _item(chosen: random.Random, key: str, team: int, at: int) -> Row:
    own = at >= 8
    words = f"own {team} {at}" if own else f"words {at}"
    if at == 7 and chosen.random() < 0.5:
        words = "words 6"  # twice in one workshop
    n = chosen.choice((1, 2, 3, 5, 7, 12))
    few = n < 3
    s = chosen.randrange(-4 * n, 16 * n) * 25 / (4 * n)
    w = chosen.randrange(5) / 4
    numbers = (chosen.randrange(n + 1), s, max(0.0, s), w, max(0.0, s) * w, chosen.uniform(0, 12))
    grade = chosen.choice(GRADES)
    return (
        *(key, "rated", f"stage{at // 6}", f"i{at}", words, f"The {words}, ‘said’", "1 to 5"),
        *("cards", n, *((None,) * 6 if few else numbers)),
        *(chosen.random(), grade, None if few else chosen.choice(STEPS)),
    )


def _question(key: str, at: int) -> Row:
    return (key, "open question", "ask", f"q{at}", f"q{at}", f"Who is {at}?", *(None,) * 12)


def _actions(
    chosen: random.Random, key: str, date: dt.date | None, before: dict[str, dt.date | None]
) -> tuple[list[Row], dict[str, dt.date | None]]:
    agreed = {**before, **{f"a-{key}-{n}": date for n in range(chosen.randrange(4))}}
    rows: list[Row] = []
    left: dict[str, dt.date | None] = {}
    for action, since in agreed.items():
        status = chosen.choice(("not started", "under way", "done", "dropped"))
        is_open = status in {"not started", "under way"}
        took = (date - since).days if date and since and action in before else 0
        due = chosen.choice((None, (since or dt.date(2024, 1, 1)) + dt.timedelta(days=70)))
        days = took if status == "done" and took > 0 else None
        function = chosen.choice(FUNCTIONS)
        rows.append(
            (key, "act", action, f"Do {action}", function, True, status, is_open, since, due, days)
        )
        if is_open:
            left[action] = since
    return rows, left


def write(folder: Path, number: int, form: str, seed: int = 1) -> None:
    """Write tables of so many workshops, in parts as `tidy` does."""
    writing = form_of(form)
    parts: dict[int | None, list[Rows]] = defaultdict(list)
    numbers: dict[int | None, int] = defaultdict(int)

    def flush(year: int | None) -> None:
        for table in TABLES:
            path = folder / table.name / f"{part_name(year, numbers[year])}.{form}"
            path.parent.mkdir(parents=True, exist_ok=True)
            writing.write(path, table, [row for rows in parts[year] for row in rows[table.name]])
        numbers[year] += 1
        parts[year] = []

    for year, rows in workshops(number, seed):
        parts[year].append(rows)
        if len(parts[year]) == _PART:
            flush(year)
    for year in [year for year, left in parts.items() if left]:
        flush(year)
