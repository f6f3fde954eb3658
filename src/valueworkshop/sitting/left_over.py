"""What a killed sitting left, and what of it can be put back.

The app and line mode ask the user.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.parking_lot import park
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.model import Note, add_note, asks
from valueworkshop.core.stages.silent import edits as silent
from valueworkshop.files.home.sessions_folder import free_path
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.drafts import LeftDraft, put_drafts_away
from valueworkshop.files.safe.file_attributes import looks_for_copy
from valueworkshop.files.safe.typed_pieces import Piece, unknown_to
from valueworkshop.files.safe.typing_log import LeftOver, put_away
from valueworkshop.files.saving.save_rules import conflict_path
from valueworkshop.files.text import session_file
from valueworkshop.files.text.codec import encode
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.sitting.sitting import Sitting

PARKED: Final = "parked"
"""The name in the typing log for a thought that was being parked."""

ALONE: Final = "alone"
"""The name, before a round of silent writing and a person, for a note that one writes alone."""

UNSEEN: Final = "something that somebody wrote alone, which we do not show"
"""What we show of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Leftovers that are not in the session: texts, and the newest draft that differs.

    `fits` says that nobody has changed the file since the draft was made; `damaged`, that a newer
    draft cannot be read. `field` is the piece whose field is on the screen.
    """

    pieces: Sequence[Piece] = ()
    field: Piece | None = None
    draft: Session | None = None
    fits: bool = False
    damaged: bool = False


def found_in(
    session: Session, pieces: Sequence[Piece], drafts: Sequence[LeftDraft], digest: str
) -> Found:
    """Return the leftovers that are not in the session, whose file has this digest."""
    cleaned = [Piece(piece.spot, clean(piece.text)) for piece in pieces]
    damaged = False
    for draft in drafts:
        try:
            held = session_file.session_in(draft.data, draft.path.name)
        except FileProblem:
            damaged = True
            continue
        if replace(held, place=session.place, timing=session.timing) == session:
            break
        texts, fits = unknown_to(texts_of(held), cleaned), digest in draft.over
        return Found(pieces=texts, draft=held, fits=fits, damaged=damaged)
    return Found(pieces=unknown_to(texts_of(session), cleaned), damaged=damaged)


def put_back(session: Session, pieces: Sequence[Piece], ids: Ids) -> tuple[Session, int]:
    """Return the session with the notes among `pieces` added, and how many those are."""
    count = 0
    for piece in pieces:
        if is_alone(session, piece):
            session = _on_its_sheet(session, piece, ids)
            count += 1
        elif is_note(session, piece):
            note = Note(question=piece.spot.at, text=piece.text)
            session = add_note(session, piece.spot.stage, ids(), note)
            count += 1
        elif piece.spot.field == PARKED:
            where = Place(stage=piece.spot.stage, at=piece.spot.at)
            parked = park(replace(session, place=where), ids(), piece.text)
            session = replace(parked, place=session.place)
    return session, count


def beside(sitting: Sitting, draft: Session) -> str:
    """Save a draft as a new file, as the session's own has changed since; return its path."""
    path = conflict_path(sitting.path, dt.datetime.now(dt.UTC))
    path = free_path(path.parent, path.name)
    try:
        looks = looks_for_copy(sitting.path)
        atomic.create(path, session_file.dumps(draft), looks=looks)
    except (OSError, FileProblem):
        return "The draft could not be saved beside the file."
    return f"The draft is now in {path.name}."


def is_note(session: Session, piece: Piece) -> bool:
    """Whether a text was being typed as a note: we can put that back without the screen."""
    spot = piece.spot
    stage = session.kit.stages.get(spot.stage)
    return (
        stage is not None
        and has(stage, Trait.HOLDS_QUESTIONS)
        and not spot.field
        and spot.at in asks(session, spot.stage).questions
    )


def is_alone(session: Session, piece: Piece) -> bool:
    """Whether a text was being written alone, and its sheet is still hidden."""
    name, key, person = _parts(piece)
    return name == ALONE and key in session.silent and person in session.people


def text_to_show(piece: Piece) -> str:
    """Return the text of a piece; of one that somebody wrote alone, only that there is one."""
    return UNSEEN if _parts(piece)[0] == ALONE else piece.text


def alone(key: str, person: str) -> str:
    """Return the field, in the typing log, of what a person writes alone in a round."""
    return f"{ALONE}/{key}/{person}"


def _parts(piece: Piece) -> tuple[str, str, str]:
    name, _, rest = piece.spot.field.partition("/")
    key, _, person = rest.partition("/")
    return name, key, person


def _on_its_sheet(session: Session, piece: Piece, ids: Ids) -> Session:
    _, key, person = _parts(piece)
    session, writer = silent.sheet_for(session, key, person, ids)
    return silent.write(session, key, writer, ids(), piece.text)


def texts_of(session: Session) -> list[str]:
    """Return every text in a session, its kit's too."""
    return list(_texts(encode(session)))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below)


def put_aside(sitting: Sitting, left: LeftOver, drafts: Sequence[LeftDraft]) -> str:
    """Move the leftovers to the backups, where we do not offer them again; say where they are."""
    now = dt.datetime.now(dt.UTC)
    try:
        put_away(left, sitting.shelf, sitting.path.name, now)
        put_drafts_away(drafts, sitting.shelf, sitting.path.name, now)
    except OSError as error:
        return f"You get it again next time: {reason(error)}."
    return "It is in the backups now: `valueworkshop restore` brings it back."
