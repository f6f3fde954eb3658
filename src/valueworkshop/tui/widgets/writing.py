"""Where people write: Enter keeps, Enter on nothing goes on, Esc leaves with the text in place."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea

from valueworkshop.core.text import LONGEST, clean
from valueworkshop.tui.widgets.ascii_filter import PlainSigns
from valueworkshop.tui.widgets.blank_when_gone import blank_when_gone

_TOO_LONG: Final = (
    f"Not pasted: a field takes {LONGEST:,} letters. What stood here stands. "
    "Paste it in parts, or keep the long text elsewhere and note where."
)


def typed_text(character: str | None) -> str:
    """Return the text that a key types, '' for a key that types none, as Enter or an arrow.

    Textual takes what Python calls printable, and that leaves out joiners, soft hyphens, all spaces
    but one, and letters newer than Python: they come in as they would in a paste.
    """
    text = clean(character or "")
    return "" if any(unicodedata.category(sign) == "Cc" for sign in text) else text


@runtime_checkable
class Saying(Protocol):
    """A screen with a line for what it has to say."""

    def say(self, text: str) -> None:
        """Show a message until the next one."""


class Writing(TextArea):
    """A few lines of text. What comes in is cleaned at once; nothing here drops it.

    With `many_lines`, Enter makes a new line until the line is empty; without, Enter keeps the
    text and ctrl+j makes the new line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="writing.keep", priority=False),
        Binding("ctrl+j,shift+enter", "new_line", "New line", id="writing.new_line"),
        Binding("escape", "leave", "To the list", show=False, id="writing.leave"),
    ]

    DEFAULT_CSS = """
    Writing {
        border: none;
        border-left: outer $panel;
        padding: 0 1;
        height: 4;
        background: $background;
        scrollbar-size-vertical: 1;
        &:focus { border: none; border-left: outer $primary; }
    }
    """

    @dataclass
    class Kept(Message):
        """Enter was pressed on a text, or on an empty line of many."""

        writing: "Writing"
        text: str

        @property
        def control(self) -> "Writing":
            """The writing that was kept."""
            return self.writing

    @dataclass
    class WentOn(Message):
        """Enter was pressed where nothing stands."""

        writing: "Writing"

        @property
        def control(self) -> "Writing":
            """The empty writing."""
            return self.writing

    @dataclass
    class Refused(Message):
        """A letter was typed where nothing can be changed."""

    @dataclass
    class Left(Message):
        """The writer wants out, upwards or by Esc. The text stays."""

        writing: "Writing"

        @property
        def control(self) -> "Writing":
            """The writing that is left."""
            return self.writing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines."""
        return blank_when_gone(self, crop) or super().render_lines(crop)

    def __init__(
        self,
        *,
        many_lines: bool = False,
        emptied: bool = False,
        id: str | None = None,  # noqa: A002
        placeholder: str = "",
    ) -> None:
        """Make an empty text, which is `emptied` again whenever it is kept.

        Then what was kept is to be fetched by `take_kept`.
        """
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.cursor_blink = False
        self.many_lines = many_lines
        self.emptied = emptied
        self._kept: list[str] = []

    def write(self, text: str) -> None:
        """Show `text`, with the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    @property
    def unsettled(self) -> str:
        """What stands here, below what was kept and is still on its way to whoever takes it."""
        return "\n".join([*self._kept, self.text] if self.text else self._kept)

    def take_kept(self) -> Sequence[str]:
        """Return what was kept and emptied since the last call, the oldest first."""
        kept, self._kept = self._kept, []
        return kept

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the handler of every class in turn: the text area's own must not see these.
        if event.key == "enter":
            # Taken here, not by a binding: letters typed right behind it must not overtake it.
            event.prevent_default()
            event.stop()
            self.action_keep()
        elif self.read_only and typed_text(event.character):
            event.prevent_default()
            event.stop()  # it is meant as text, not as a key of the screen
            self.post_message(self.Refused())
        elif not event.is_printable and (text := typed_text(event.character)):
            event.prevent_default()
            event.stop()
            self._replace_via_keyboard(text, *self.selection)
        elif event.key == "up" and not self.text:
            event.prevent_default()
            event.stop()
            self.post_message(self.Left(self))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Take whatever types text."""
        taken = bool(typed_text(character)) and not self.read_only
        return taken or super().check_consume_key(key, character)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes how this is drawn; what is typed stands as it was typed."""
        return _as_typed(super().get_line_filters())

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Let the cursor's moves go no further: nobody asks for them, and each key makes one."""
        event.stop()

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)
        _refuse_too_long(self, self.text, event)

    def action_paste(self) -> None:
        """Paste what was copied here, through the same door as all else."""
        self.app.post_message(events.Paste(self.app.clipboard))

    def action_keep(self) -> None:
        """Keep the text, or go on where there is none."""
        if self.read_only:
            self.post_message(self.WentOn(self))
        elif self.many_lines and self.document.get_line(self.cursor_location[0]).strip():
            self.insert("\n")
        elif self.text.strip():
            text = clean(self.text)
            self.post_message(self.Kept(self, text))
            if self.emptied:
                self._kept.append(text)  # no edit before the message arrives: it must not be gone
                self.write("")
        else:
            self.post_message(self.WentOn(self))

    def action_new_line(self) -> None:
        """Start a new line inside the text."""
        if not self.read_only:
            self.insert("\n")

    def action_leave(self) -> None:
        """Leave the text as it stands."""
        self.post_message(self.Left(self))


class Line(Input):
    """One line of text, as low as a line. What comes in is cleaned."""

    SEARCH: ClassVar[bool] = False
    """Whether one types here what to look for, and not what to keep."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on", id="line.submit"),
    ]

    DEFAULT_CSS = """
    Line {
        border: none;
        height: 1;
        padding: 0;
        background: $surface;
        &:focus { border: none; background: $panel; }
    }
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines."""
        return blank_when_gone(self, crop) or super().render_lines(crop)

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
        placeholder: str = "",
    ) -> None:
        """Make a line that shows `value`."""
        super().__init__(value, id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the handler of every class in turn: the input's own takes what is printable.
        if not event.is_printable and (text := typed_text(event.character)):
            event.prevent_default()
            event.stop()
            self.replace(text, *self.selection)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take whatever types text."""
        return bool(typed_text(character)) or super().check_consume_key(key, character)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes how this is drawn; what is typed stands as it was typed."""
        return _as_typed(super().get_line_filters())

    def _on_paste(self, event: events.Paste) -> None:
        # Input keeps the first line of what is pasted; here the others follow it.
        event.text = " ".join(clean(event.text).split("\n"))
        _refuse_too_long(self, self.value, event)

    def action_paste(self) -> None:
        """Paste what was copied here, through the same door as all else."""
        self.app.post_message(events.Paste(self.app.clipboard))


def _as_typed(filters: Iterable[LineFilter]) -> Sequence[LineFilter]:
    return [each for each in filters if not isinstance(each, PlainSigns)]


def _refuse_too_long(field: Writing | Line, standing: str, event: events.Paste) -> None:
    """Let a paste go no further where the field would hold too much with it, and say so."""
    if len(standing) + len(event.text) > LONGEST:
        event.prevent_default()
        event.stop()
        screen = field.screen
        if isinstance(screen, Saying):
            screen.say(_TOO_LONG)
        else:  # a form: what pops up beside it covers no field
            field.notify(_TOO_LONG, severity="warning", markup=False)
