"""One person writes notes alone: the whole window is theirs until they hand the keyboard on."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import called
from valueworkshop.core.session.silent_writing import SilentRound
from valueworkshop.core.stages.notes.model import asks
from valueworkshop.core.stages.silent import edits, words
from valueworkshop.sitting.left_over import alone
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING, shown_key
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.stray_key import stray
from valueworkshop.tui.widgets.writing import Writing


class SheetEnd(Enum):
    """How a writer left the sheet: handed on, or to go on later."""

    IN = auto()
    LATER = auto()


class OwnNotes(Rows):
    """The notes that a person wrote since they took the keyboard."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Edit", id="alone.edit"),
        Binding("d,delete", "screen.take_away", "Delete", id="alone.delete"),
        Binding("i", "screen.write", "Write", id="alone.write"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to edit and delete where there is a note."""
        del parameters
        return self.option_count > 0 or action not in {"select", "screen.take_away", "take_away"}


class SheetScreen(Form[SheetEnd]):
    """Every note is an edit at once; text that is not kept yet survives a kill, as anywhere.

    It shows what was written since the person took the keyboard, and of notes from before only how
    many there are: nobody reads them by taking the keyboard in another name. Gives how the writer
    left it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "later", "Later", id="alone.later"),
        HELP_WRITING,
    ]

    KEEPS: ClassVar[frozenset[str]] = frozenset()

    DEFAULT_CSS = f"""
    SheetScreen {{
        background: $background;
        align: center top;
        & > #sheet {{ width: 100%; max-width: 100; height: 1fr; padding: 1 2 0 2; }}
        & Static {{ height: auto; }}
        & #band {{ height: auto; background: $band; padding: 1 2; }}
        & #asked {{ text-style: bold; }}
        & #probes, & #promised, & #before {{ color: $text-muted; }}
        & #own {{ {CARD} height: 1fr; margin-top: 1; }}
        & OwnNotes {{ height: auto; max-height: 1fr; }}
        & #next {{ {CARD} height: auto; }}
        & #next:focus-within {{ border: round $primary; }}
        & #next > Writing {{ height: 3; }}
        &.-low #band {{ padding: 0 2; }}
        &.-low #probes {{ height: 1; text-wrap: nowrap; text-overflow: ellipsis; }}
        &.-low > #sheet {{ padding: 0 1; }}
        &.-low #own {{ margin-top: 0; }}
        &.-low #next > Writing {{ height: 2; }}
    }}
    """

    def __init__(self, desk: Desk, key: str, person: str) -> None:
        """Let a person write in a round."""
        super().__init__()
        self._desk = desk
        self._key = key
        self._person = person
        self._own: list[str] = []
        self._editing = ""

    def compose(self) -> ComposeResult:
        """Lay out the question, the notes so far, and where the next one is written."""
        with Vertical(id="sheet"):
            with Vertical(id="band"):
                yield Static(id="asked", markup=False)
                yield Static(id="probes", markup=False)
            with Vertical(id="own"):
                yield OwnNotes(id="notes")
                yield Static(id="before", markup=False)
            with Vertical(id="next"):
                yield Writing(id="note", emptied=True)
            yield Static(id="promised", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to write."""
        self._before = len(self._written())
        name = one_line(called(self._desk.session.people).get(self._person, ""))
        name_card(self.query_one("#own"), f"{name} writes alone")
        name_card(self.query_one("#next"), "Next note", words.SEEN_BY_NOBODY)
        self._draw()
        self.action_write()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the notes to another width."""
        self.call_after_refresh(self._draw)

    def on_key(self, event: events.Key) -> None:
        """Say if a key does nothing."""
        if said := stray(self, event):
            self._say(said)

    @property
    def _round(self) -> SilentRound | None:
        return self._desk.session.silent.get(self._key)

    def _written(self) -> dict[str, str]:
        """Return the texts on this person's sheet by id."""
        found = self._round
        sheet = found.sheet_of(self._person) if found else None
        return {key: note.text for key, note in sheet.notes.items()} if sheet else {}

    def _draw(self) -> None:
        found = self._round
        if found is None or not self.is_attached:
            return
        session = self._desk.session
        asked = asks(session, found.stage).questions.get(found.at)
        self.query_one("#asked", Static).update(Content(words.subject(session, found)))
        probes = self.query_one("#probes", Static)
        probes.update(
            Content("   ".join(f"· {one_line(p)}" for p in asked.probes) if asked else "")
        )
        probes.display = bool(asked and asked.probes)
        written = self._written()
        self._own = [key for key in self._own if key in written]
        width = max(min(100, self.size.width) - 12, 30)
        rows = [(key, _row(n, written[key], width)) for n, key in enumerate(self._own, 1)]
        notes = self.query_one(OwnNotes)
        notes.show_rows(rows, cursor=self._own[-1] if rows and not notes.has_focus else None)
        self._say(words.from_before(self._before) if self._before else "")
        keep = shown_key(self, "writing.keep")
        ends = f"{keep} keeps a note; {keep} on an empty line hands the keyboard on."
        self.query_one("#promised", Static).update(Content(f"{ends} {words.promised(found)}"))
        self.refresh_bindings()

    def _say(self, text: str) -> None:
        self.query_one("#before", Static).update(Content(text))
        self.query_one("#before").display = bool(text)

    def say(self, text: str) -> None:
        """Show a message until the next note."""
        self._say(text)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what is being written, under a name that says whose sheet it belongs to."""
        yield alone(self._key, self._person), self.query_one(Writing).unsettled

    def standing(self) -> SheetEnd | None:
        """Return nothing: each note is an edit of its own."""
        return None

    def settle(self) -> None:
        """Make notes of all that was typed."""
        self._keep_kept()
        writing = self.query_one(Writing)
        if writing.text.strip():
            text = writing.text
            writing.write("")
            self._keep(text)

    @on(Writing.Kept)
    def _keep_kept(self) -> None:
        for text in self.query_one(Writing).take_kept():
            self._keep(text)

    def _keep(self, text: str) -> None:
        desk = self._desk
        session, writer = edits.sheet_for(desk.session, self._key, self._person, desk.ids)
        key = self._editing if self._editing in self._written() else desk.ids()
        self._editing = ""
        desk.commit(edits.write(session, self._key, writer, key, text))
        if key not in self._own:
            self._own.append(key)
        self._draw()

    @on(Writing.WentOn)
    def _hand_on(self) -> None:
        self._keep_kept()
        desk = self._desk
        session, writer = edits.sheet_for(desk.session, self._key, self._person, desk.ids)
        desk.commit(edits.hand_on(session, self._key, writer))
        self.dismiss(SheetEnd.IN)

    @on(Writing.Left)
    def _to_the_list(self) -> None:
        self.query_one(OwnNotes).focus()

    @on(OptionList.OptionSelected)
    def _edit(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        self.settle()
        self._editing = key
        self.query_one(Writing).write(self._written().get(key, ""))
        self.action_write()

    def action_write(self) -> None:
        """Go to the text area."""
        self.query_one(Writing).focus()

    def action_take_away(self) -> None:
        """Take the note under the cursor away."""
        desk, key = self._desk, self.query_one(OwnNotes).current
        if key:
            session, writer = edits.sheet_for(desk.session, self._key, self._person, desk.ids)
            desk.commit(edits.write(session, self._key, writer, key, ""))
            self._draw()

    def action_later(self) -> None:
        """Give the keyboard back to the facilitator: the notes stay, the sheet is not in yet."""
        self.settle()
        self.dismiss(SheetEnd.LATER)


def _row(number: int, text: str, width: int) -> Content:
    lines = Content(text).wrap(width)
    head, rest = Content(f"  {number:>2}   "), Content(" " * 7)
    return Content("\n").join(
        [Content.assemble(rest if n else head, x) for n, x in enumerate(lines)]
    )
