"""Segments that a survey names, matched to those of the workshop by their names."""

import unicodedata
from collections.abc import Mapping

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Segment


def bare(name: str) -> str:
    """Return a name without case, spaces and punctuation; signs such as + and > still count."""
    kept = (sign for sign in folded(name) if unicodedata.category(sign)[0] not in "PZC")
    return "".join(kept)


def by_bare_name(segments: Mapping[str, Segment]) -> dict[str, str]:
    """Return the ids of the segments by bare name, without names that several of them share."""
    found: dict[str, list[str]] = {}
    for key, segment in segments.items():
        found.setdefault(bare(segment.name), []).append(key)
    return {name: keys[0] for name, keys in found.items() if name and len(keys) == 1}


def called(segments: Mapping[str, Segment], name: str) -> str:
    """Return the id of the segment of this name, spelled alike or nearly so; '' for none."""
    exact = (key for key, known in segments.items() if folded(known.name) == folded(name))
    return next(exact, "") or by_bare_name(segments).get(bare(name), "")
