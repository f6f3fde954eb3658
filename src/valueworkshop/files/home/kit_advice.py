"""What is valid in a kit but probably a slip. `kits check` reports it, and refuses nothing."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from valueworkshop.core.session.kit import MOST_LENSES, Kit, Stage
from valueworkshop.core.show.pictures import cell_len
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.voice.model import Asks as Voice
from valueworkshop.core.stages.votes.best_worst import most_of
from valueworkshop.core.stages.votes.model import (
    LONGEST_SHORT,
    MOST_WORDS_LACKING,
    NEEDED,
    TODAY,
    WEIGHT,
    Item,
    Plan,
    VotedOn,
    Weighing,
)
from valueworkshop.files.home.kits import kit_of, load_kit, shipped
from valueworkshop.files.text import toml_text
from valueworkshop.files.text.problems import Fault, Keys, Problem


def judged(data: bytes, file: str) -> tuple[Kit, list[Problem]]:
    """Return the kit in the bytes of `file`, with warnings and advice in the order of its lines.

    Raises FileProblem.
    """
    kit, warnings = kit_of(data, file)
    text = toml_text.text_of(data, file)
    told = toml_text.problems(advice(kit), file, text)
    return kit, sorted([*warnings, *told], key=lambda each: (each.line or 0, each.column or 0))


def advice(kit: Kit) -> list[Fault]:
    """Return advice on what a kit should say or say differently, each with its place."""
    found: list[Fault] = []
    for part in (_of_the_whole, _of_each_stage, _of_blanks):
        found += part(kit)
    return found


def _of_the_whole(kit: Kit) -> Iterator[Fault]:
    if kit.id in shipped() and kit != load_kit(kit.id):
        yield Fault(
            ("id",), "belongs to a kit of valueworkshop, and this is another kit; choose your own"
        )
    for name, kind in KINDS.items():
        if kind.advice and not kit.of_kind(name):
            yield Fault(("stages",), f"there is no stage of the kind {name}: {kind.advice}")
    lenses = stages_with(kit.without(kit.optional), Trait.IS_LENS)
    if len(lenses) > MOST_LENSES:
        message = (
            f"these are {len(lenses)} lenses on value, and {MOST_LENSES} are enough for a day; "
            "mark some as `optional = true`, so that you can leave them out"
        )
        yield Fault(("stages", lenses[MOST_LENSES]), message)


def _of_each_stage(kit: Kit) -> Iterator[Fault]:
    for key, stage in kit.stages.items():
        at = ("stages", key)
        yield from _of_minutes(stage, at)
        yield from _of_items(stage, (*at, "asks"))
        yield from _of_picks(stage.asks, (*at, "asks"))
        if isinstance(stage.asks, Voice):
            yield from _of_named_stages(kit, stage.asks, (*at, "asks", "stages"))


def _of_minutes(stage: Stage, at: Keys) -> Iterator[Fault]:
    minutes = stage.minutes
    for name, planned in (("six", minutes.six), ("twelve", minutes.twelve)):
        if planned <= 0:
            message = f"no time is planned for {name} people; say how many minutes it takes"
            yield Fault((*at, "minutes", name), message)
    if minutes.six > minutes.twelve > 0:
        message = "twelve people have fewer minutes than six; more people take longer"
        yield Fault((*at, "minutes", "twelve"), message)


def _of_items(stage: Stage, at: Keys) -> Iterator[Fault]:
    asks = stage.asks
    for name in ("items", "questions"):
        if getattr(asks, name, None) == {} and not _are_the_teams(asks):
            yield Fault((*at, name), "there are none: this stage asks nothing")
    for key, item in getattr(asks, "items", {}).items():
        yield from _of_lack(getattr(item, "lack", ""), (*at, "items", key, "lack"))
        yield from _of_short(getattr(item, "short", ""), (*at, "items", key, "short"))
    if not isinstance(asks, Plan):
        return
    if not asks.facets:
        yield Fault((*at, "facets"), "there are none: nothing is asked about the items")
    elif asks.compared is None:
        near = "" if TODAY in asks.facets else _near(TODAY, asks.facets)
        message = (
            f"a gap needs `{NEEDED}` and `{TODAY}`, a comparison `{TODAY}` and one other; this has "
            f"neither, so nothing from this stage gets into the summary{near}"
        )
        yield Fault((*at, "facets"), message)
    elif WEIGHT in asks.facets and not asks.has_gap:
        near = _near(NEEDED, asks.facets)
        message = (
            f"`{WEIGHT}` weighs a gap, which needs `{NEEDED}` and `{TODAY}`; here is none{near}"
        )
        yield Fault((*at, "facets"), message)
    if asks.points < 1:
        message = "is below 1: the stage has no share in the index"
        yield Fault((*at, "points"), message)
    for key, item in asks.items.items():
        yield from _of_ends(item, (*at, "items", key))


def _of_picks(asks: Any, at: Keys) -> Iterator[Fault]:
    """Advise on a weight that people are to pick, and cannot or need not."""
    if getattr(asks, "weight", None) is not Weighing.BEST_WORST:
        return
    if WEIGHT not in asks.facets:
        near = _near(WEIGHT, asks.facets)
        message = (
            f"is best-worst, and there is no facet `{WEIGHT}` with its question: nobody picks{near}"
        )
        yield Fault((*at, "weight"), message)
    elif not _are_the_teams(asks) and most_of(len(asks.items)) < 1:
        message = f"is best-worst, which takes two items or more; here {_are_there(asks.items)}"
        yield Fault((*at, "weight"), message)


def _are_there(items: Mapping[str, Item]) -> str:
    return "is one" if items else "are none"


def _are_the_teams(asks: Any) -> bool:
    """Whether a team brings its own items."""
    return isinstance(asks, VotedOn) and hasattr(asks.nothing(), "items")


def _of_ends(item: Item, at: Keys) -> Iterator[Fault]:
    lacking = [name for name, text in (("low", item.low), ("high", item.high)) if not text.strip()]
    if lacking:
        names = " and ".join(f"`{name}`" for name in lacking)
        yield Fault(
            at, f"lacks {names}: say what 1 and 5 look like, or everybody rates something else"
        )


def _of_lack(lack: str, at: Keys) -> Iterator[Fault]:
    words = len(lack.split())
    if words > MOST_WORDS_LACKING:
        message = f"has {words} words; within a sentence it takes at most {MOST_WORDS_LACKING}"
        yield Fault(at, message)
    if lack.rstrip().endswith((".", "!", "?", "…", ";", ":", ",")):
        yield Fault(at, "ends in a stop; it comes within a sentence, which goes on")


def _of_short(short: str, at: Keys) -> Iterator[Fault]:
    letters = cell_len(short)
    if letters > LONGEST_SHORT:
        yield Fault(at, f"has {letters} letters; a narrow list has room for {LONGEST_SHORT}")


def _of_named_stages(kit: Kit, asks: Voice, at: Keys) -> Iterator[Fault]:
    voted = [key for key, stage in kit.stages.items() if isinstance(stage.asks, VotedOn)]
    for number, name in enumerate(asks.stages):
        if name not in voted:
            message = f"no stage with this id rates anything{_near(name, voted)}"
            yield Fault((*at, number), message)


def _of_blanks(kit: Kit) -> Iterator[Fault]:
    for keys, name in _blanks(kit, ()):
        yield Fault((*keys, name), "is empty; people see nothing there")


def _blanks(value: Any, at: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield the places of texts that must be there and have no word in them."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _blanks(below, (*at, key))
    elif is_dataclass(value):
        for field in fields(value):
            below = getattr(value, field.name)
            needed = field.default is MISSING and field.default_factory is MISSING
            if needed and isinstance(below, str) and not below.strip():
                yield at, field.name
            else:
                yield from _blanks(below, (*at, field.name))


def _near(name: str, names: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, list(names), n=1)
    return f"; is it `{found[0]}` here?" if found else ""
