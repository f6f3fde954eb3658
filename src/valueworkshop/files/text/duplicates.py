"""Things that a file holds twice, as after copy and paste: the second one gets a new id.

TOML allows no table twice. If both are things kept by an id, as people or notes are, we read the
header of the second with another id, and the headers inside it too. Every line keeps its number, so
whatever we say about the text afterwards is true of the file.
"""

import json
import re
from itertools import pairwise
from typing import Any, Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.files.text.positions import Sign, marks, spots_in
from valueworkshop.files.text.problems import Keys, Problem, dotted
from valueworkshop.files.text.type_words import is_placed

_DEEPEST: Final = 8
"""A thing kept by its id is never at more keys than this."""

_MOST: Final = 1000
"""Nobody copies more things than this by hand."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def told_apart(text: str, file: str) -> tuple[str, dict[Keys, Problem]]:
    """Return the text with new ids for second things, and a message on each, by its new keys.

    If there is nothing to tell apart, or too much, the text comes back as it is.
    """
    headers = [mark for mark in marks(text)[0] if mark.sign in (Sign.TABLE, Sign.END)]
    taken = {mark.keys for mark in headers}
    spot, spot_of_first = spots_in(text), spots_in(text)
    first: dict[Keys, int] = {}
    copies: dict[Keys, int] = {}
    renamed: dict[Keys, Keys] = {}
    told: dict[Keys, Problem] = {}
    out, done = [], 0
    for mark, end in pairwise(headers):
        if mark.sign is not Sign.TABLE:
            continue
        keys = mark.keys
        if len(told) == _MOST:
            return text, {}
        if keys in first and _is_thing(keys):
            renamed[keys] = _free(keys, taken, copies)
            line, column = spot(mark.at)
            message = (
                f"is here twice (first on line {spot_of_first(first[keys])[0]}); we read this one "
                f'as another thing, with the id "{renamed[keys][-1]}"'
            )
            told[renamed[keys]] = Problem(
                file=file, line=line, column=column, path=dotted(keys), message=message
            )
        first.setdefault(keys, mark.at)
        lengths = range(min(len(keys), _DEEPEST), 0, -1)
        above = next((keys[:length] for length in lengths if keys[:length] in renamed), None)
        if above is not None:
            header = _header((*renamed[above], *keys[len(above) :]))
            out += [text[done : mark.at], f"[{header}]" if text[mark.at + 1] == "[" else header]
            done = end.at
    return "".join([*out, text[done:]]), told


def without_shared_voters(tree: dict[str, Any], told: dict[Keys, Problem]) -> None:
    """Remove from copied people the voter id that ballots carry: it belongs to the first person."""
    for above, *below in told:
        if above == "people" and len(below) == 1:
            for link in ("voter", "voters"):
                tree["people"][below[0]].pop(link, None)


def _is_thing(keys: Keys) -> bool:
    """Whether the thing at these keys of a session is one of many that are kept by their ids."""
    if keys[0] == "answers":
        shapes = [kind.answers for kind in KINDS.values() if kind.answers is not None]
        return any(is_placed(shape, keys[2:]) for shape in shapes)
    return is_placed(Session, keys)


def _free(keys: Keys, taken: set[Keys], copies: dict[Keys, int]) -> Keys:
    """Return the keys of the next copy. With equal orders it comes right behind the first."""
    number = copies.get(keys, 1) + 1
    while (free := (*keys[:-1], f"{keys[-1]}-{number}")) in taken:
        number += 1
    copies[keys] = number
    taken.add(free)
    return free


def _header(keys: Keys) -> str:
    """Return the header of a table; for an item of a list, without numbers."""
    names = [key for key in keys if isinstance(key, str)]
    written = [
        name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False) for name in names
    ]
    return f"[{'.'.join(written)}]"
