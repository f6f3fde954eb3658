"""Words for numbers: which are sure in the columns of a survey, and on which scale these are.

A list of words counts for a column only if every word of the column fits it. If one does not,
we ask about all of them: a scale of four points is no part of one with five.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from valueworkshop.survey.cell_values import (
    MISSING,
    are_of_a_list,
    is_fraction,
    key_of,
    number_in,
    words_for,
)
from valueworkshop.survey.file_layout import Header

_USUAL: Final = ((1, 5), (1, 7), (0, 10), (0, 100))
_ON_SCALE: Final = 0.9  # the share of the numbers found that a proposed scale must hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What words stand for.

    `numbers` holds those that stand for a number: `said` are those of them that the user gave for
    this file, `kept` those given for an earlier one. `missing` are words that mean no answer, in
    addition to the usual ones. `kit` holds the kit's own lists of words.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    kit: tuple[tuple[str, ...], ...] = ()


def with_label(words: Words, label: str, number: int | None) -> Words:
    """Return the words with one taken for a number, or, with None, for no answer."""
    key = key_of(label)
    numbers, said, kept = (
        {word: n for word, n in known.items() if word != key}
        for known in (words.numbers, words.said, words.kept)
    )
    missing = tuple(word for word in words.missing if word != key)
    if number is None:
        missing = (*missing, key)
    else:
        numbers[key] = said[key] = number
    return Words(numbers=numbers, said=said, kept=kept, missing=missing, kit=words.kit)


def sure_words(words: Words, columns: Sequence[tuple[Header, tuple[int, int]]]) -> Words:
    """Return the words with exactly those numbers that we can be sure of in some columns.

    A column is its header and the ends of its scale, 0 and 0 if we do not know it.
    """
    found = [_words_in(header, words) for header, _ in columns]
    numbers = {**words.kept, **words.said}
    scales = {scale for _, scale in columns}
    for here, (lo, hi) in (
        (set().union(*found), scales.pop() if len(scales) == 1 else (0, 0)),
        *zip(found, (scale for _, scale in columns), strict=True),
    ):
        if here <= numbers.keys():
            continue
        points = hi if lo == 1 else None
        listed = words_for(here, words.kit, words.said, points) or {}
        numbers = {**numbers, **{word: n for word, n in listed.items() if word not in words.said}}
    return without_unsure(_with(words, numbers), found)


def without_unsure(words: Words, columns: Iterable[Collection[str]]) -> Words:
    """Return the words without the numbers that we cannot be sure of.

    What the user said about this file is always sure. `columns` holds the words of each column.
    """
    numbers = dict(words.numbers)
    for here in columns:
        known = {word: numbers.get(word) for word in here}
        if all(word in words.said or number is None for word, number in known.items()):
            continue
        as_kept = all(
            word in words.said or (n is not None and words.kept.get(word) == n)
            for word, n in known.items()
        )
        if not as_kept and not are_of_a_list(known, words.kit):
            numbers = {w: n for w, n in numbers.items() if w not in here or w in words.said}
    return _with(words, numbers)


def proposed_scale(headers: Sequence[Header], words: Words) -> tuple[int, int]:
    """Return the scale that the first answers in some columns seem to be on, (0, 0) for none.

    For numbers, the first usual scale that holds nine in ten of them; for words alone, the scale
    of the list that holds them, which may be the kit's.
    """
    numbers: list[int] = []
    here: set[str] = set()
    for header in headers:
        for key, count in header.found:
            number = number_in(key)
            if number is not None and key not in words.numbers:
                numbers += [number] * count
        here |= _words_in(header, words)
    if here and not numbers:
        return _scale_of(here, words)
    for lo, hi in _USUAL:
        inside = sum(lo <= number <= hi for number in numbers)
        if numbers and inside >= _ON_SCALE * len(numbers):
            return lo, hi
    return 0, 0


def _scale_of(here: Collection[str], words: Words) -> tuple[int, int]:
    """Return the scale of some words, (0, 0) if we do not know all their numbers."""
    if any(word not in words.numbers for word in here):
        return 0, 0
    known = {word: words.numbers[word] for word in here}
    listed = words_for(here, words.kit, known) or known
    lo, hi = min([1, *listed.values()]), max(listed.values())
    return (lo, hi) if hi > lo else (0, 0)


def _words_in(header: Header, words: Words) -> set[str]:
    """Return the words in a column's sample, without numbers and cells that mean no answer."""
    return {
        key
        for key, _ in header.found
        if key not in MISSING
        and key not in words.missing
        and (key in words.numbers or (number_in(key) is None and not is_fraction(key)))
    }


def _with(words: Words, numbers: Mapping[str, int]) -> Words:
    return Words(
        numbers=numbers,
        said=words.said,
        kept=words.kept,
        missing=words.missing,
        kit=words.kit,
    )
