"""What a cell means: a number, a word for one, no answer, or something we do not know yet."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from valueworkshop.core.clean_text import folded, one_line

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
            "{question_not_shown}",
        ),
    )
)
"""Cells that mean no answer. A number never does, unless the user says so."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,9}(?:[.,]0+)?")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
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
    """Return a cell as we compare it with others: folded, 200 letters at most."""
    return folded(_seen(cell))[:200]


def number_in(cell: str) -> int | None:
    """Return the whole number that a cell says: '4', '4.0', '4 - mostly'; None for no such."""
    text = one_line(_seen(cell))
    if _NUMBER.fullmatch(text):
        return int(re.split("[.,]", text)[0])
    found = _LABELLED.fullmatch(text)
    return int(found[1]) if found else None


def is_fraction(cell: str) -> bool:
    """Whether a cell says a number that is not whole."""
    return number_in(cell) is None and _FRACTION.fullmatch(one_line(_seen(cell))) is not None


def amount_in(cell: str) -> float | None:
    """Return the number in a cell that holds nothing else, whole or not; None if it holds more."""
    text = one_line(_seen(cell))
    if _NUMBER.fullmatch(text) or _FRACTION.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def _seen(cell: str) -> str:
    """Return the first 1,000 letters of a cell, without invisible ones."""
    return _UNSEEN.sub("", cell[:1000])


def words_for(
    words: Collection[str],
    kit: Iterable[Sequence[str]],
    said: Mapping[str, int],
    points: int | None = None,
) -> Mapping[str, int] | None:
    """Return the numbers, from 1, of all `words` of some columns; None where none is sure.

    All of them must be of one list of words, a kit's own or a usual one, which agrees with what was
    `said` of some. Where they are of several lists that give them different numbers, nothing is
    sure, unless only one has so many `points`.
    """
    fitting = [
        numbers
        for numbers in _fitting(words, kit, said)
        if points is None or points == len(numbers)
    ]
    if not fitting:
        return None
    first = fitting[0]
    same = all(
        len(numbers) == len(first) and all(numbers[word] == first[word] for word in words)
        for numbers in fitting
    )
    return first if same else None


def are_of_a_list(words: Mapping[str, int | None], kit: Iterable[Sequence[str]]) -> bool:
    """Whether one list holds all `words`, with the same numbers for those that have one already."""
    known = {word: number for word, number in words.items() if number is not None}
    return any(True for _ in _fitting(words, kit, known))


def _fitting(
    words: Collection[str], kit: Iterable[Sequence[str]], said: Mapping[str, int]
) -> Iterator[Mapping[str, int]]:
    if not words:
        return
    own = [{key_of(word): n for n, word in enumerate(listed, start=1)} for listed in kit]
    for numbers in (*own, *_NUMBERED):
        if all(word in numbers for word in words) and all(
            numbers[word] == said[word] for word in words if word in said
        ):
            yield numbers


_NUMBERED: Final = tuple(
    {key_of(word): n for n, word in enumerate(listed, start=1)} for listed in _LISTS
)
