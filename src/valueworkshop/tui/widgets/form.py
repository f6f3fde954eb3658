"""A form: a modal screen that asks for one thing, and gives you its text at any time."""

from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.widget import Widget

from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line, Writing

T = TypeVar("T")


class Form(ModalScreen[T | None]):
    """Asks for one thing; you can read what is in it at any time.

    Over a closed desk it only shows what it holds: nothing in it changes, and nothing is kept.
    """

    DEFAULT_CSS = "Form { align: center middle; }"

    KEEPS: ClassVar[frozenset[str]] = frozenset({"keep", "leave", "begin"})
    """The actions that keep what is in the form."""

    takes_enter: ClassVar[bool] = False
    """Whether Enter is one of its keys: then its lines leave Enter to it, and the bar says what
    it does."""

    is_held = False
    """Whether it only shows what it holds."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Look whether Enter is one of its keys."""
        super().__init_subclass__(**options)
        keys = (each.key for each in cls.__dict__.get("BINDINGS", ()) if isinstance(each, Binding))
        cls.takes_enter = cls.takes_enter or any("enter" in key.split(",") for key in keys)

    def standing(self) -> T | None:
        """Return what is in the form, None for nothing."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of what is in a form whose answer nobody waits for."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (name, text) of each field, for the typing log."""
        yield from ((line.id or "", line.value) for line in self.query(Line))
        yield from ((writing.id or "", writing.text) for writing in self.query(Writing))

    def holds(self) -> bool:
        """Return whether there was anything in it when it was made, to look at."""
        return False

    def hold(self) -> None:
        """From now on only show what is in it."""
        self.is_held = True
        for box in self.query(Box):
            box.closes = box.closes_by_enter = True
        for field in self.query(Widget):
            hold_field(field)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Hold the fields, if it only shows them."""
        if self.is_held:
            self.hold()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep, unless it only shows what it holds: then the box offers to close."""
        if self.is_held and action in self.KEEPS:
            return False
        return super().check_action(action, parameters)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close this form, and give back what is in it if that may be kept."""
        return super().dismiss(None if self.is_held else result)


def hold_field(field: Widget) -> None:
    """Let nobody change what is in a field; the cursor still moves in it."""
    if isinstance(field, Line | Writing | Choice):
        field.read_only = True
