"""Text fields: Enter keeps the text, Enter in an empty one goes on, Esc leaves it as it is."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol, runtime_checkable

from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, TextArea

from valueworkshop.core.clean_text import LONGEST, clean
from valueworkshop.tui.widgets.ascii_filter import PlainSigns
from valueworkshop.tui.widgets.blank_when_gone import blank_when_gone

_TOO_LONG: Final = (
    f"Not pasted: a field takes at most {LONGEST:,} letters. Your text here has not changed. "
    "Paste it in parts, or keep the long text somewhere else and note where."
)


_CURSOR: Final = "text-area--cursor"
"""A part of a text area: Textual makes the styles of all its parts anew, together."""


def typed_text(character: str | None) -> str:
    """Return the text that a key types, '' for a key that types none, such as Enter or an arrow.

    Textual takes what Python calls printable, and that leaves out joiners, soft hyphens, all spaces
    but one, and letters newer than Python: we take them as in a paste.
    """
    text = clean(character or "")
    return "" if any(unicodedata.category(sign) == "Cc" for sign in text) else text


@runtime_checkable
class Saying(Protocol):
    """A screen with a line for its messages."""

    def say(self, text: str) -> None:
        """Show a message until the next one."""


@dataclass
class EditorWanted(Message):
    """Somebody wants to write the text of a field in their own editor."""

    field: "Writing | Line"


class Writing(TextArea):
    """A few lines of text. It cleans at once what comes in, and never drops it.

    With `many_lines`, Enter makes a new line until the line is empty; without, Enter keeps the text
    and ctrl+j makes the new line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="writing.keep", priority=False),
        Binding("ctrl+j,shift+enter", "new_line", "New line", id="writing.new_line"),
        Binding("escape", "leave", "To the list", show=False, id="writing.leave"),
        Binding("f8", "editor", "Your editor", show=False, id="writing.editor"),
    ]

    DEFAULT_CSS = """
    Writing {
        border: none;
        border-left: outer $line;
        padding: 0 1;
        height: 4;
        background: $panel;
        scrollbar-size-vertical: 1;
        &:focus { border: none; border-left: outer $primary; }
    }
    """

    _worn: tuple[object, object, object] = (None, None, None)

    @dataclass
    class Kept(Message):
        """Somebody pressed Enter on a text, or on an empty line of several."""

        writing: "Writing"
        text: str

        @property
        def control(self) -> "Writing":
            """The text field whose text was kept."""
            return self.writing

    @dataclass
    class WentOn(Message):
        """Somebody pressed Enter in an empty field."""

        writing: "Writing"

        @property
        def control(self) -> "Writing":
            """The empty text field."""
            return self.writing

    @dataclass
    class Refused(Message):
        """Somebody typed a letter into a field that takes no edits."""

    @dataclass
    class Left(Message):
        """The user wants to leave, upwards or by Esc. The text stays."""

        writing: "Writing"

        @property
        def control(self) -> "Writing":
            """The text field that the user leaves."""
            return self.writing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines. Textual looks up six styles at each letter; we only if they changed."""
        if blank := blank_when_gone(self, crop):
            return blank
        before, now = (
            self._worn,
            (self._theme, self._component_styles.get(_CURSOR), self.rich_style),
        )
        self._worn = now
        if now[0] is before[0] and now[1] is before[1] and now[2] == before[2]:
            return super(TextArea, self).render_lines(crop)
        return super().render_lines(crop)

    def __init__(
        self,
        *,
        many_lines: bool = False,
        emptied: bool = False,
        id: str | None = None,  # noqa: A002
        placeholder: str = "",
    ) -> None:
        """Make an empty text, which is `emptied` again whenever it is kept.

        Then `take_kept` returns what was kept.
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep what can be changed; with no typing to undo, the screen's undo works."""
        if action in {"keep", "new_line", "editor"} and self.read_only:
            return False
        if action == "undo":
            return bool(self.history.undo_stack)
        return super().check_action(action, parameters)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:  # noqa: FBT001, FBT002 - Textual's
        """Scroll to the cursor, if there is one.

        Textual 8.2.8 undoes the text first and moves the cursor last. If the bar that scrolls comes
        or goes between, the cursor may be below the last line, which would end the app.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def write(self, text: str) -> None:
        """Show `text`, with the cursor after it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Show `text` in place of what is there; undo takes that back."""
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()

    @property
    def unsettled(self) -> str:
        """The text here, after what was kept and is still on its way to its reader."""
        return "\n".join([*self._kept, self.text] if self.text else self._kept)

    def take_kept(self) -> Sequence[str]:
        """Return what was kept and emptied since the last call, the oldest first."""
        kept, self._kept = self._kept, []
        return kept

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the handler of every class in turn: the text area's own must not see these
        # keys.
        if event.key == "enter":
            # We take it here, not in a binding: letters typed right after it must not overtake it.
            event.prevent_default()
            event.stop()
            self.action_keep()
        elif self.read_only and typed_text(event.character):
            event.prevent_default()
            event.stop()  # it is text, not a key of the screen
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
        """Take every key that types text."""
        taken = bool(typed_text(character)) and not self.read_only
        return taken or super().check_consume_key(key, character)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters on how this is drawn, without the one that would change typed text."""
        return _as_typed(super().get_line_filters())

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Stop the message of a moved cursor: nobody needs it, and each key makes one."""
        event.stop()

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)
        _refuse_too_long(self, self.text, event)

    def action_paste(self) -> None:
        """Paste what was copied here, cleaned like all other text."""
        self.app.post_message(events.Paste(self.app.clipboard))

    def action_keep(self) -> None:
        """Keep the text, or go on if there is none."""
        if self.read_only:
            self.post_message(self.WentOn(self))
        elif self.many_lines and self.document.get_line(self.cursor_location[0]).strip():
            self.insert("\n")
        elif self.text.strip():
            text = clean(self.text)
            self.post_message(self.Kept(self, text))
            if self.emptied:
                self._kept.append(text)  # no edit until the message arrives: it must not be lost
                self.write("")
        else:
            self.post_message(self.WentOn(self))

    def action_new_line(self) -> None:
        """Start a new line inside the text."""
        if not self.read_only:
            self.insert("\n")

    def action_leave(self) -> None:
        """Leave the text as it is."""
        self.post_message(self.Left(self))

    def action_editor(self) -> None:
        """Write on in the user's own editor."""
        self.post_message(EditorWanted(self))


class Line(Input):
    """One line of text, one line high. It cleans what comes in."""

    SEARCH: ClassVar[bool] = False
    """Whether you type here what to look for, and not what to keep."""

    read_only = False
    """Whether you can only look: the cursor moves, and nothing changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on", id="line.submit"),
    ]

    DEFAULT_CSS = """
    Line {
        border: none;
        height: 1;
        padding: 0;
        background: $panel;
        &:focus { border: none; background: $band; }
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to a form that has it among its keys, and says what it does."""
        if action == "submit" and getattr(self.screen, "takes_enter", False):
            return False
        return super().check_action(action, parameters)

    @property
    def text(self) -> str:
        """The text here, as a `Writing` calls it."""
        return self.value

    def put(self, text: str) -> None:
        """Show `text`, on one line, in place of what is there."""
        self.value = " ".join(clean(text).split("\n"))
        self.cursor_position = len(self.value)

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the handler of every class in turn: the input's own takes what is printable.
        if not event.is_printable and (text := typed_text(event.character)):
            event.prevent_default()
            event.stop()
            self.replace(text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text, unless you can only look."""
        if not self.read_only:
            super().replace(text, start, end)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every key that types text."""
        return bool(typed_text(character)) or super().check_consume_key(key, character)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters on how this is drawn, without the one that would change typed text."""
        return _as_typed(super().get_line_filters())

    def _on_paste(self, event: events.Paste) -> None:
        # Input keeps the first line of a paste; here the other lines follow it.
        event.text = " ".join(clean(event.text).split("\n"))
        _refuse_too_long(self, self.value, event)

    def action_paste(self) -> None:
        """Paste what was copied here, cleaned like all other text."""
        self.app.post_message(events.Paste(self.app.clipboard))


def _as_typed(filters: Iterable[LineFilter]) -> Sequence[LineFilter]:
    return [each for each in filters if not isinstance(each, PlainSigns)]


def _refuse_too_long(field: Writing | Line, standing: str, event: events.Paste) -> None:
    """Stop a paste with which the field would hold too much, and say so."""
    if len(standing) + len(event.text) > LONGEST:
        event.prevent_default()
        event.stop()
        if isinstance(screen := field.screen, Saying):
            screen.say(_TOO_LONG)
