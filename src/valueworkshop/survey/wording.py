"""What stands in a cell: a number, a word for one, no answer, or something nobody knows yet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from valueworkshop.workshop.text import folded, one_line

MISSING: Final = frozenset(
    map(
        folded,
        (
            "",
            "-",
            "–",
            "?",
            "n/a",
            "n.a.",
            "na",
            "#n/a",
            "none",
            "null",
            "not applicable",
            "does not apply",
            "no answer",
            "no opinion",
            "don't know",
            "don’t know",
            "do not know",
            "prefer not to say",
            "keine angabe",
            "k. a.",
            "k.a.",
            "weiß nicht",
            "weiss nicht",
            "trifft nicht zu / keine angabe",
            "nicht zutreffend",
        ),
    )
)
"""What stands for no answer wherever it stands alone. Numbers never do unless somebody says so."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,9}(?:[.,]0+)?")
_FRACTION: Final = re.compile(r"[+-]?\d{1,9}[.,]\d+")
_LABELLED: Final = re.compile(r"(-?\d{1,3})\s*(?:[-–—=:.)(\]]|\s)\s*[^\d\s.,].*", re.DOTALL)

# Words for the points of a scale, lowest first: taken only where they are all of one such list.
_LISTS: Final[tuple[tuple[str, ...], ...]] = (
    ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "agree", "strongly agree"),
    (
        "strongly disagree",
        "disagree",
        "somewhat disagree",
        "neither agree nor disagree",
        "somewhat agree",
        "agree",
        "strongly agree",
    ),
    (
        "strongly disagree",
        "somewhat disagree",
        "neither agree nor disagree",
        "somewhat agree",
        "strongly agree",
    ),
    (
        "very dissatisfied",
        "dissatisfied",
        "neither satisfied nor dissatisfied",
        "satisfied",
        "very satisfied",
    ),
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    (
        "extremely dissatisfied",
        "somewhat dissatisfied",
        "neither satisfied nor dissatisfied",
        "somewhat satisfied",
        "extremely satisfied",
    ),
    (
        "not at all important",
        "slightly important",
        "moderately important",
        "very important",
        "extremely important",
    ),
    ("very poor", "poor", "fair", "good", "very good"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("never", "rarely", "sometimes", "often", "always"),
    (
        "stimme überhaupt nicht zu",
        "stimme nicht zu",
        "weder noch",
        "stimme zu",
        "stimme voll und ganz zu",
    ),
    (
        "trifft überhaupt nicht zu",
        "trifft eher nicht zu",
        "teils/teils",
        "trifft eher zu",
        "trifft voll und ganz zu",
    ),
    ("trifft nicht zu", "trifft eher nicht zu", "teils/teils", "trifft eher zu", "trifft zu"),
    (
        "sehr unzufrieden",
        "eher unzufrieden",
        "teils/teils",
        "eher zufrieden",
        "sehr zufrieden",
    ),
)


def key_of(cell: str) -> str:
    """Return the form of a cell by which words are compared; at most 200 letters of it."""
    return folded(cell[:1000])[:200]


def number_in(cell: str) -> int | None:
    """Return the whole number that a cell says: '4', '4.0', '4 - mostly'; None for no such."""
    text = one_line(cell[:1000])
    if _NUMBER.fullmatch(text):
        return int(re.split("[.,]", text)[0])
    found = _LABELLED.fullmatch(text)
    return int(found[1]) if found else None


def is_fraction(cell: str) -> bool:
    """Whether a cell says a number that is not whole."""
    text = one_line(cell[:1000])
    return number_in(cell) is None and _FRACTION.fullmatch(text) is not None


def words_for(
    found: Iterable[str], kit: Iterable[Sequence[str]], points: int | None = None
) -> Mapping[str, int] | None:
    """Return the numbers, from 1, of the words `found` in some columns; None where none is sure.

    Those that are of any list of words, a kit's own or a usual one, must all be of one; where they
    are of several that give them different numbers, nothing is sure, unless only one has so many
    `points`.
    """
    lists = [
        {key_of(word): place for place, word in enumerate(words, start=1)}
        for words in (*kit, *_LISTS)
    ]
    wanted = (set(found) - MISSING) & {word for numbers in lists for word in numbers}
    if not wanted:
        return None
    fitting = [
        numbers
        for numbers in lists
        if wanted <= set(numbers) and (points is None or points == len(numbers))
    ]
    if not fitting:
        return None
    first = fitting[0]
    same = all(
        len(numbers) == len(first) and all(numbers[word] == first[word] for word in wanted)
        for numbers in fitting
    )
    return first if same else None
