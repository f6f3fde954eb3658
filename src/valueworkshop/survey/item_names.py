"""Which item of a workshop a header names, and whether it asks for needed or today."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import NEEDED, TODAY, facets_of, items_of
from valueworkshop.survey.file_layout import Content, Header, Look

_FACET_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    NEEDED: (
        "needed",
        "need",
        "important",
        "importance",
        "expect",
        "expected",
        "expectation",
        "expectations",
        "wichtig",
        "wichtigkeit",
        "erwartung",
    ),
    TODAY: (
        "today",
        "now",
        "currently",
        "satisfied",
        "satisfaction",
        "performance",
        "heute",
        "zufrieden",
        "zufriedenheit",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The columns that name an item: what each asks for, by place, and why we think so.

    `notes` say what we could not tell.
    """

    targets: Mapping[int, tuple[str, str]]
    notes: tuple[str, ...]


def named(look: Look, session: Session, stage: str, known: Mapping[int, str]) -> Named:
    """Return what the columns ask for, except those whose place is in `known`."""
    items = items_of(session, stage)
    taken = set(known.values())
    claims, unclear = _claims(look, session, items, known)
    targets: dict[int, tuple[str, str]] = {}
    notes = []
    for target, headers in claims.items():
        first, alike = headers[0], [each for each in headers if _same(each, headers[0])]
        if target not in taken and any(each.found != first.found for each in alike):
            notes.append(
                f"{_listed(alike)}: the same header, but different answers; we take none of them "
                "unless you say which"
            )
            continue
        if target not in taken:
            targets[first.place] = target, "as its header says"
            taken.add(target)
        if more := [each for each in headers if each.place not in targets]:
            notes.append(
                f"{_listed(more)}: another column answers this already; not taken unless you say so"
            )
    for item, headers in unclear.items():
        if len(headers) == 1 and not any(target.startswith(f"{item}:") for target in taken):
            why = "its header does not say whether needed or today"
            targets[headers[0].place] = f"{item}:{TODAY}", why
        else:
            notes.append(
                f"{_listed(headers)}: about '{items[item]}', but not whether needed or "
                "today; not taken unless you say so"
            )
    return Named(targets=targets, notes=tuple(notes))


_ByWhat: TypeAlias = dict[str, list[Header]]


def _claims(
    look: Look, session: Session, items: Mapping[str, str], known: Collection[int]
) -> tuple[_ByWhat, _ByWhat]:
    """Return the columns by what they ask for, and those that name an item but no facet."""
    claims: _ByWhat = {}
    unclear: _ByWhat = {}
    for header in look.headers:
        if header.place in known or header.content in (Content.PERSONAL, Content.FORM):
            continue
        item = _item_in(header, items)
        if not item:
            continue
        facet = _facet_in(header, session, item, items[item])
        if facet:
            claims.setdefault(f"{item}:{facet}", []).append(header)
        else:
            unclear.setdefault(item, []).append(header)
    return claims, unclear


def names_in_cells(look: Look, session: Session, stage: str) -> Header | None:
    """Return the column whose cells name items: then each row is one answer, not one customer."""
    texts = {plain(text) for text in items_of(session, stage).values()}
    for header in look.headers:
        cells = [(plain(key), often) for key, often in header.found if key]
        often = sum(often for cell, often in cells if any(text in cell for text in texts))
        if 2 * often > sum(often for _, often in cells):
            return header
    return None


def _same(one: Header, other: Header) -> bool:
    return folded(f"{one.code}\n{one.text}") == folded(f"{other.code}\n{other.text}")


def _listed(headers: Collection[Header]) -> str:
    return ", ".join(header.short for header in headers)


def _item_in(header: Header, items: Mapping[str, str]) -> str:
    """Return the item that a header names: by its words, else by its id where it is a code."""
    words = plain(f"{header.code} {header.text}")
    fitting = [item for item, text in items.items() if (wanted := plain(text)) and wanted in words]
    if fitting:
        return max(fitting, key=lambda item: len(plain(items[item])))
    if " " in header.code.strip():
        return ""
    parts = set(re.split(r"[^a-z0-9-]+", header.code.casefold()))
    by_code = [item for item in items if item.partition("/")[2] in parts]
    if len(by_code) > 1:
        by_code = [item for item in by_code if item.partition("/")[0] in parts] or by_code
    return by_code[0] if len(by_code) == 1 else ""


def _facet_in(header: Header, session: Session, item: str, text: str) -> str:
    """Return the facet that a header asks for, '' if it does not say."""
    words = plain(f"{header.code} {header.text}")
    rest = words.replace(plain(text), " ")
    facets = facets_of(session, item)
    asked = [facet for facet, plan in facets.items() if plain(plan.question) in words]
    if len(asked) == 1:
        return asked[0]
    single = set(rest.split())
    said = [
        facet
        for facet, plan in facets.items()
        if single & {folded(plan.label), *_FACET_WORDS[facet]}
    ]
    return said[0] if len(said) == 1 else ""


def plain(text: str) -> str:
    """Return the letters and digits of a text in lower case, each run of other signs a space."""
    return re.sub(r"[\W_]+", " ", folded(text)).strip()
