"""Files that hold customers who were counted already: next week's export of the same survey."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Final

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import Asked, Import, answers, pair_of
from valueworkshop.survey.counted_answers import Counted, Pair
from valueworkshop.survey.row_reader import Source

_NEARLY_ALL: Final = 0.9


def counted_before(
    session: Session, stage: str, source: Source, asked: Mapping[str, Asked], counted: Counted
) -> dict[str, Import]:
    """Return the imports, by id, that seem to hold the same customers as this file.

    Their file has the same name, apart from numbers; or it asks the same questions, and the larger
    file has nearly all answers of the smaller. `asked` says how this file asks. The same file
    itself is not among them: a new import replaces it anyway.
    """
    now = _by_item(counted.counts)
    found = {}
    for key, before in answers(session, stage).in_order:
        then = _by_item(
            {
                segment: {
                    item: {pair_of(pair): n for pair, n in pairs.items()}
                    for item, pairs in items.items()
                }
                for segment, items in before.counts.items()
            }
        )
        shared = now.keys() & then.keys()
        same_words = {item for item in shared if asked[item] == before.items.get(item)}
        if before.digest != source.digest and (
            (shared and _name(before.source) == _name(source.name))
            or (same_words and _overlap(now, then, same_words) >= _NEARLY_ALL)
        ):
            found[key] = before
    return found


def _overlap(
    one: Mapping[str, Counter[Pair]], other: Mapping[str, Counter[Pair]], items: Collection[str]
) -> float:
    """Return the share of the answers of the smaller file, 0 to 1, that the larger one has too."""
    both = sum((one[item] & other[item]).total() for item in items)
    smaller = min(sum(given[item].total() for item in items) for given in (one, other))
    return both / smaller if smaller else 0.0


def _by_item(counts: Mapping[str, Mapping[str, Mapping[Pair, int]]]) -> dict[str, Counter[Pair]]:
    """Return how many gave each pair of answers to each item, of all segments."""
    found: dict[str, Counter[Pair]] = {}
    for items in counts.values():
        for item, pairs in items.items():
            found.setdefault(item, Counter()).update(pairs)
    return found


def _name(source: str) -> str:
    """Return a file's name without the numbers and signs that differ between two downloads."""
    return re.sub(r"[\W\d_]+", " ", folded(PurePath(source).stem)).strip()
