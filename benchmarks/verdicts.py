"""How often a verdict is wrong, and how often it finds what is there: made-up workshops, seeded.

Everybody answers from a bell curve that is cut into 1 to 5: a mean for the item, a leaning of the
person, and chance. In a workshop without gaps, what is needed and what is so today come from the
same curve; with a true step, today's lies one step lower. Prints the tables of docs/scoring.md.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from random import Random
from typing import Final

from valueworkshop.core.compare.two_workshops import (
    Verdict,
    verdict_on_index,
    verdict_on_item,
)
from valueworkshop.core.scoring.agreement import Level, level
from valueworkshop.core.scoring.item_score import Facet, Given, ItemVotes, score_item
from valueworkshop.core.scoring.next_step import Asks, asks_for
from valueworkshop.core.scoring.sign_flips import sign_flips
from valueworkshop.core.scoring.stage_score import StageVotes
from valueworkshop.core.scoring.value_gap_index import score_index

PEOPLE: Final = (3, 6, 8, 12, 20)
ITEMS: Final = (6, 20)
SEED: Final = 13
_SPREAD: Final = 1.0  # of a person's answers about their leaning, in steps
_LEANING: Final = 0.5  # of people about the item, in steps
_POINTS: Final = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The middles of the curves of an item: needed, today and weight, in points of the scale."""

    needed: float
    today: float
    weight: float


def plan(random: Random, items: int, short: int, steps: float = 1.0) -> list[Item]:
    """Return so many items, of which the first `short` lack `steps` today."""
    made = []
    for place in range(items):
        needed = random.uniform(3.2, 4.2)
        lacks = steps if place < short else 0.0
        made.append(Item(needed=needed, today=needed - lacks, weight=random.uniform(3.0, 4.5)))
    return made


def workshop(random: Random, items: Sequence[Item], people: int) -> StageVotes:
    """Return what so many people answer to the items."""
    leanings = [
        (random.gauss(0, _LEANING), random.gauss(0, _LEANING), random.gauss(0, _LEANING))
        for _ in range(people)
    ]
    return StageVotes(
        key="stage",
        items={f"{place:02}": _votes(random, item, leanings) for place, item in enumerate(items)},
        evidence={f"{place:02}": "heard" for place in range(len(items))},
        present=people,
    )


def _votes(random: Random, item: Item, leanings: Sequence[tuple[float, float, float]]) -> ItemVotes:
    middles = (item.needed, item.today, item.weight)
    rows = [
        [_cut(random.gauss(middle + by, _SPREAD)) for middle, by in zip(middles, each, strict=True)]
        for each in leanings
    ]
    facets = [
        Facet(counts=tuple(column.count(point) for point in _POINTS))
        for column in zip(*rows, strict=True)
    ]
    return ItemVotes(
        given={
            f"p{place:02}": Given(needed=row[0], today=row[1], weight=row[2])
            for place, row in enumerate(rows)
        },
        needed=facets[0],
        today=facets[1],
        weight=facets[2],
    )


def _cut(answer: float) -> int:
    return min(max(round(answer), 1), 5)


def expected(middle: float) -> float:
    """Return the mean answer of everybody there could be, 1 to 5."""
    wide = sqrt(_SPREAD**2 + _LEANING**2)
    above = [0.5 - 0.5 * erf((cut + 0.5 - middle) / (wide * sqrt(2))) for cut in range(1, 5)]
    return 1 + sum(above)


def true_index(items: Sequence[Item]) -> float:
    """Return the index if everybody there could be answered."""
    weights = [(expected(item.weight) - 1) / 4 for item in items]
    gaps = [25 * (expected(item.needed) - expected(item.today)) for item in items]
    return sum(w * max(0.0, g) for w, g in zip(weights, gaps, strict=True)) / sum(weights)


def false_split(random: Random, people: int, items: int) -> float:
    """Return the share of items with one hump that are called split."""
    votes = workshop(random, plan(random, items, 0), people)
    return _mean(level(item.today.counts) is Level.SPLIT for item in votes.items.values())


def found_split(random: Random, people: int, items: int) -> float:
    """Return the share of items called split on which half answer about 1.5, half about 4.5."""
    found = []
    for _ in range(items):
        answers = [_cut(random.gauss(1.5 if who % 2 else 4.5, 0.7)) for who in range(people)]
        found.append(level([answers.count(point) for point in _POINTS]) is Level.SPLIT)
    return _mean(found)


def any_act(short: int) -> Callable[[Random, int, int], float]:
    """Return a trial: whether any item without a gap is told to act on."""

    def trial(random: Random, people: int, items: int) -> float:
        votes = workshop(random, plan(random, items, short), people)
        return float(Asks.ACT in _steps(votes)[short:])

    return trial


def found_short(*steps: Asks) -> Callable[[Random, int, int], float]:
    """Return a trial: the share of three items two steps short whose next step is one of these."""

    def trial(random: Random, people: int, items: int) -> float:
        votes = workshop(random, plan(random, items, 3, 2.0), people)
        return _mean(step in steps for step in _steps(votes)[:3])

    return trial


def _steps(votes: StageVotes) -> list[Asks | None]:
    """Return the next step of each item where all was heard from customers."""
    line = sign_flips([votes]).act
    return [asks_for(score_item(item), "heard", line) for item in votes.items.values()]


def above_limit(short: int) -> Callable[[Random, int, int], float]:
    """Return a trial: whether the index is above its limit with so many items a step short."""

    def trial(random: Random, people: int, items: int) -> float:
        votes = workshop(random, plan(random, items, short), people)
        value, limit = score_index([votes]).value, sign_flips([votes]).limit
        return float(value is not None and limit is not None and value > limit)

    return trial


def item_verdict(moved: float) -> Callable[[Random, int, int], float]:
    """Return a trial: the share of items called better or worse where today moved by so much."""

    def trial(random: Random, people: int, items: int) -> float:
        before = plan(random, items, items)
        after = [Item(needed=i.needed, today=i.today + moved, weight=i.weight) for i in before]
        then, now = (
            [score_item(item) for item in workshop(random, each, people).items.values()]
            for each in (before, after)
        )
        return _mean(
            _is_verdict(
                verdict_on_item((two.gap or 0.0) - (one.gap or 0.0), one, two, same_people=True)
            )
            for one, two in zip(then, now, strict=True)
        )

    return trial


def index_verdict(moved: float) -> Callable[[Random, int, int], float]:
    """Return a trial: whether the index is called better or worse where today moved by so much."""

    def trial(random: Random, people: int, items: int) -> float:
        before = plan(random, items, items)
        after = [Item(needed=i.needed, today=i.today + moved, weight=i.weight) for i in before]
        then, now = (score_index([workshop(random, each, people)]) for each in (before, after))
        by = (now.value or 0.0) - (then.value or 0.0)
        return float(_is_verdict(verdict_on_index(by, then, now, same_people=True)))

    return trial


def margin_holds(random: Random, people: int, items: int) -> float:
    """Return whether the margin holds the true index where half of the items are short."""
    items_of = plan(random, items, items // 2)
    margin = score_index([workshop(random, items_of, people)]).margin
    return float(margin is not None and margin.low <= true_index(items_of) <= margin.high)


def _is_verdict(verdict: Verdict) -> bool:
    return verdict in {Verdict.BETTER, Verdict.WORSE}


def _mean(found: Iterable[bool]) -> float:
    values = [*found]
    return sum(values) / len(values)


TABLES: Final = (
    ("False 'split', of items", false_split, 200),
    ("Two camps found", found_split, 200),
    ("False 'act' anywhere, nothing short", any_act(0), 400),
    ("False 'act' anywhere, three items a step short", any_act(3), 400),
    ("'Act' on items two steps short", found_short(Asks.ACT), 400),
    (
        "'Act', 'talk first' or 'check first' on them",
        found_short(Asks.ACT, Asks.TALK_FIRST, Asks.CHECK_FIRST),
        400,
    ),
    ("False 'above the limit', nothing short", above_limit(0), 400),
    ("'Above the limit', three items a step short", above_limit(3), 400),
    ("False 'better' or 'worse', of items", item_verdict(0), 200),
    ("'Better', of items a step better", item_verdict(1), 200),
    ("False 'better' or 'worse', of the index", index_verdict(0), 400),
    ("'Better' of the index, all a step better", index_verdict(1), 400),
    ("The margin holds the true index", margin_holds, 1000),
)
"""Each with its trial, which gives 0 to 1, and how many trials of it are made."""


def main() -> None:
    """Print every table as Markdown, in per cent.

    Arguments: a share of the trials, 1 for all; then a word, for the tables with it in their title.
    """
    share, word, *_ = (*sys.argv[1:], *("1", "")[len(sys.argv) - 1 :])
    print("| verdict | items |", " | ".join(f"n = {n}" for n in PEOPLE), "|")
    print("|---|--:|", "--:|" * len(PEOPLE), sep="")
    for title, trial, most in TABLES:
        for items in ITEMS if word in title else ():
            cells = []
            for people in PEOPLE:
                random = Random(f"{SEED} {title} {items} {people}")
                trials = max(1, round(float(share) * most))
                found = sum(trial(random, people, items) for _ in range(trials)) / trials
                cells.append(f"{100 * found:.0f} %")
            print(f"| {title} | {items} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
