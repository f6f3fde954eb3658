"""What an interrupted sitting left: shows it, and puts it back or aside."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes.model import asks
from valueworkshop.files.safe.drafts import left_drafts
from valueworkshop.files.safe.typed_pieces import Piece
from valueworkshop.files.safe.typing_log import left_over
from valueworkshop.sitting.left_over import (
    PARKED,
    Found,
    beside,
    found_in,
    is_alone,
    is_note,
    put_aside,
    put_back,
    text_to_show,
    texts_of,
)
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.widgets.box import Page
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.undo_key import undo_key
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

BACK, ASIDE = "back", "aside"

_FIELD = "goes back into its field"
_PARKED = "goes to the parking lot"
_ELSEWHERE = "goes to the backups, where you can copy it"

SHOWN = 2_000
"""We show this many letters of a text, and put back all of it."""


async def offer(app: "App[Any]", sitting: Sitting, screen: WorkshopScreen) -> None:
    """Ask what to do with left-over text that is not in the session, if there is any."""
    session = sitting.desk.session
    left, drafts = left_over(sitting.state, session.id), left_drafts(sitting.state, session.id)
    found = found_in(session, left.pieces, drafts, sitting.found)
    view = screen.view if screen.query("#stages") else None  # it may not have a layout yet
    for piece in found.pieces:
        if view is not None and view.field_of(piece.spot) is not None:
            found = replace(found, field=piece)

    def chosen(choice: str | None) -> None:
        said = _put_back(sitting, found, screen) if choice == BACK else ""
        screen.say(f"{said} {put_aside(sitting, left, drafts)}".strip())
        if screen.view is not None:
            screen.view.enter()

    if found.pieces or found.draft:
        await app.push_screen(RecoveryScreen(session, found), chosen)
    elif left.files or drafts:
        said = put_aside(sitting, left, drafts)
        if found.damaged:
            screen.say(f"We found a draft but cannot read it. {said}")


def _put_back(sitting: Sitting, found: Found, screen: WorkshopScreen) -> str:
    """Put back what we can, and save; return in words what came of it."""
    said = []
    undo = undo_key(screen)
    session = sitting.desk.session
    if found.draft is not None and found.fits:
        session = replace(found.draft, place=session.place)
        said.append(f"Your draft is back: {undo} undoes that.")
    elif found.draft is not None:
        said.append(beside(sitting, found.draft))
    session, count = put_back(session, found.pieces, sitting.desk.ids)
    if count:
        said.append(f"{count} note{'s' if count > 1 else ''} put back: {undo} undoes that.")
    if (thoughts := len(session.parked) - len(sitting.desk.session.parked)) > 0:
        said.append(f"{thoughts} thought{'s' if thoughts > 1 else ''} parked.")
    sitting.desk.commit(session)
    sitting.flush()
    if found.field is not None and screen.view is not None:
        field = screen.view.field_of(found.field.spot)
        if field is not None:
            field.write(found.field.text)
            keep = shown_key(screen, "writing.keep")
            said.append(f"What you were typing is back in its field: {keep} keeps it.")
    return " ".join(said) or "None of this could be put back automatically."


class RecoveryScreen(ModalScreen[str]):
    """Shows each text under the place where it was.

    If you leave it without a choice, it asks again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"dismiss('{BACK}')", "Put back", id="recovery.back"),
        Binding("d", f"dismiss('{ASIDE}')", "Put aside", id="recovery.aside"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    RecoveryScreen {
        align: center middle;
        & .where { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self, session: Session, found: Found) -> None:
        """Show what was `found` and is missing in `session`."""
        super().__init__()
        self._session = session
        self._found = found

    def compose(self) -> ComposeResult:
        """Lay out what happened, and every text."""
        session = self._session
        notes = [p for p in self._found.pieces if is_note(session, p) or is_alone(session, p)]
        others = [piece for piece in self._found.pieces if piece not in notes]
        with Page("This was not saved", "nothing of it is thrown away"):
            yield Static(
                Content("Last time, this workshop was interrupted before everything was saved.")
            )
            if self._found.draft is not None:
                yield from self._shown_draft(self._found.draft)
            for piece in notes:
                yield from self._shown(piece, "typed; becomes a note")
            for piece in others:
                here = piece is self._found.field
                goes = _PARKED if piece.spot.field == PARKED else _ELSEWHERE
                yield from self._shown(piece, f"typed; {_FIELD if here else goes}")
        yield KeyBar()

    def _shown_draft(self, draft: Session) -> Iterator[Static]:
        known = set(texts_of(self._session))
        open_texts = texts_of(replace(draft, silent={}))  # the others were written alone
        new = list(dict.fromkeys(text for text in open_texts if text not in known))
        becomes = "comes back in full" if self._found.fits else "becomes a separate file"
        yield Static(Content(f"A draft that could not be saved: it {becomes}"), classes="where")
        yield Static(Content(_cut("\n".join(new) or "Its answers differ from those in the file.")))

    def _shown(self, piece: Piece, what: str) -> Iterator[Static]:
        yield Static(Content(f"{self._where(piece)} ({what})"), classes="where")
        yield Static(Content(_cut(text_to_show(piece))))

    def _where(self, piece: Piece) -> str:
        spot = piece.spot
        stage = self._session.kit.stages.get(spot.stage)
        parts = [stage.title if stage else spot.stage, spot.at, spot.field]
        if is_alone(self._session, piece):
            parts[2] = "silent writing"
        if stage is not None and spot.at in asks(self._session, spot.stage).questions:
            parts[1] = asks(self._session, spot.stage).questions[spot.at].text
        return clean(" · ".join(part for part in parts if part))


def _cut(text: str) -> str:
    more = f"\n… and {len(text) - SHOWN} more letters" if len(text) > SHOWN else ""
    return text[:SHOWN] + more
