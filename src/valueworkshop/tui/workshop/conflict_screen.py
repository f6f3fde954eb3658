"""Two versions of a workshop in which both changed the same: shows both, and merges them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.losses import counted, lost
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.three_way_merge import Conflict
from valueworkshop.core.session.value_words import path_in_words, sides_in_words
from valueworkshop.files.saving.save_rules import Wanted
from valueworkshop.files.shared.session_merge import merge
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.tui.widgets.box import Page
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, with_keys
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.rolled_back_screen import WentBackScreen
from valueworkshop.tui.workshop.working import Working

SHOWN = 600
"""We show this many letters of a text, and keep all of it."""

MOST = 20
"""We show this many places, and count the others."""


async def offer(screen: Working) -> bool:
    """Ask what to do about the file that we left alone; merge both if everything fits.

    Return whether that is done. It is not if something else was opened meanwhile.
    """
    saver = screen.sitting.saver
    base, theirs_at = saver.parted, saver.status.left_alone
    if base is None or theirs_at is None:
        return True
    try:
        theirs = (await asyncio.to_thread(session_file.read, theirs_at)).session
    except FileProblem as error:
        screen.say(f"{theirs_at.name} stays as it is: {error.problems[0].message}.")
        return True
    ours = screen.desk.session

    def chosen(choice: str | None) -> None:
        if choice is None:
            saver.stay_apart()
            screen.say(f"Both versions are kept. You now work in {screen.sitting.path.name}.")
        else:
            saver.join(Wanted(choice))

    ask: ModalScreen[str] | None = None
    if saver.older is not None:
        same = replace(theirs, place=ours.place, timing=ours.timing) == ours  # it came back again
        ask = None if same else WentBackScreen(theirs_at.name, counted(lost(ours, theirs).values()))
    elif found := merge(base, ours, theirs).conflicts:
        ask = ConflictScreen(ours, found)
    if ask is None:
        saver.join(Wanted.OURS)
    elif screen.app.screen is screen:
        await screen.app.push_screen(ask, chosen)
    else:
        return False
    return True


class ConflictScreen(ModalScreen[str]):
    """Shows each place where both sides differ.

    If you leave it without a choice, both files stay.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", f"dismiss('{Wanted.OURS}')", "Mine", id="conflict.mine"),
        Binding("t", f"dismiss('{Wanted.THEIRS}')", "Theirs", id="conflict.theirs"),
        Binding("escape,enter", "dismiss(None)", "Keep both", id="conflict.both"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    ConflictScreen {
        align: center middle;
        & .where { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self, session: Session, conflicts: Sequence[Conflict]) -> None:
        """Show the places where `session` and the other version differ."""
        super().__init__()
        self._session = session
        self._conflicts = conflicts

    def compose(self) -> ComposeResult:
        """Lay out every place with both texts, and what each key does."""
        with Page("You and somebody else have both changed this"):
            yield Static(
                Content(
                    with_keys(
                        self,
                        "{conflict.mine} takes yours in these places, {conflict.theirs} takes "
                        "theirs. Everything else you both changed is kept anyway, and both "
                        "versions are in the backups. {conflict.both} keeps two files.",
                    )
                )
            )
            for conflict in self._conflicts[:MOST]:
                where = path_in_words(self._session, conflict.path)
                yield Static(Content(where), classes="where")
                ours, theirs = sides_in_words(conflict)
                yield Static(Content(f"yours   {_cut(ours)}"))
                yield Static(Content(f"theirs  {_cut(theirs)}"))
            if len(self._conflicts) > MOST:
                more = len(self._conflicts) - MOST
                yield Static(Content(f"… and in {more} more places"), classes="where")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(Page).focus()


def _cut(text: str) -> str:
    text = clean(text)
    return f"{text[:SHOWN]} … ({len(text) - SHOWN} more letters)" if len(text) > SHOWN else text
