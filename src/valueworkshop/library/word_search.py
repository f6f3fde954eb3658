"""Find words anywhere in the answers, notes and actions of all workshops.

Most files do not hold them: their letters show that, and we need not read the file properly.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.text.bounded_read import read_bytes
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.library.byte_search import may_hold, plain

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Place, Session
    from valueworkshop.core.session.three_way_merge import Path as Keys

_VOTES: Final = frozenset(
    {"rounds", "ballots", "hands", "counts", "silent", "revealed", "kit", "place"}
)
"""Fields without words, and fields that nobody may find before the reveal."""

_NAMES: Final = frozenset({"id", "voter", "question", "segment", "competitor", "group"})
"""Fields that hold ids."""


_ITSELF: Final = frozenset({"text", "title", "name"})
"""Fields that hold a thing's own words."""

_SHOWN_AT: Final = {"actions": "act"}
"""Fields whose things are shown at a place with another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text with all the words, and where it is, to read and to go there."""

    path: Path
    title: str
    where: str
    text: str
    place: "Place"


def find(folder: Path, words: str) -> Iterator[Hit]:
    """Yield every text with all the words, in any order; the workshops last changed first.

    Case and coding of accents do not matter. Files that cannot be read are left out. Raises OSError
    if the folder cannot be listed.
    """
    for found in search((entry.path for entry in listing(folder)), words):
        yield from found


def search(paths: Iterable[Path], words: str) -> Iterator[list[Hit]]:
    """Yield what these files hold; for most of them nothing."""
    wanted = plain(words).split()
    for path in paths if wanted else ():
        try:
            data = read_bytes(path)
            session = _session(data, path) if may_hold(data, wanted) else None
        except (FileProblem, OSError, ValueError):  # a NUL in a path is a ValueError
            session = None
        yield list(hits(path, session, wanted)) if session else []


def _session(data: bytes, path: Path) -> "Session":
    from valueworkshop.files.text import session_file  # noqa: PLC0415 - most files need none of it

    return session_file.session_in(data, str(path))


def hits(path: Path, session: "Session", wanted: list[str]) -> Iterator[Hit]:
    """Yield the texts of one session that hold all of `wanted`, which are folded words."""
    for keys, text in texts(session):
        letters = plain(text)
        if all(word in letters for word in wanted):
            place = place_of(session, keys)
            yield Hit(
                path=path,
                title=one_line(session.title),
                where=_where(session, keys, place),
                text=one_line(text),
                place=place,
            )


def texts(session: "Session") -> "Iterator[tuple[Keys, str]]":
    """Yield every text that people wrote into a session, with the fields and ids that lead to it.

    Votes are no texts, and what the kit asks is nobody's answer.
    """
    yield from _texts(session, ())


def _texts(value: Any, keys: "Keys") -> "Iterator[tuple[Keys, str]]":
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name not in _VOTES | _NAMES and inner != field.default:
                yield from _texts(inner, (*keys, field.name))


def place_of(session: "Session", keys: "Keys") -> "Place":
    """Return the place in the workshop that shows a value."""
    from valueworkshop.core.session.session import Place  # noqa: PLC0415 - for what is found
    from valueworkshop.core.stages import KINDS, stages_with  # noqa: PLC0415 - the same
    from valueworkshop.core.stages.kind import Trait  # noqa: PLC0415 - the same

    if keys[0] == "answers" and len(keys) > 1:
        stage, within = keys[1], keys[2:]
        note = session.answers[stage]
        for key in within:
            note = note.get(key) if isinstance(note, Mapping) else getattr(note, key, None)
            if isinstance(at := getattr(note, "question", None), str):
                return Place(stage=stage, at=at)
    else:
        stage, within = next(iter(stages_with(session.kit, Trait.HOLDS_PARTICULARS)), ""), keys[:1]
    if stage not in session.kit.stages:
        return session.place
    places = KINDS[session.stage(stage).kind].places(session, stage)
    within = tuple(_SHOWN_AT.get(key, key) for key in within)
    return Place(stage=stage, at=next((key for key in within if key in places), ""))


def _where(session: "Session", keys: "Keys", place: "Place") -> str:
    """Return stage, question or item, and field, without those that equal the text itself."""
    from valueworkshop.core.session.value_words import (  # noqa: PLC0415 - for what is found
        asked_in_words,
        path_in_words,
    )

    if keys[0] != "answers":
        return path_in_words(session, keys[:1])
    stage = session.kit.stages.get(place.stage)
    field = keys[-1].replace("_", " ")
    parts = (
        f"{stage.letter} {stage.title}" if stage else place.stage,
        asked_in_words(session, place.stage, place.at) or keys[2].replace("_", " "),
        "" if field in _ITSELF or len(keys) < 4 else field,
    )
    return one_line(" · ".join(part for part in parts if part))
