"""A form: a modal screen that asks for one thing, and gives you its text at any time."""

from typing import TypeVar

from valueworkshop.tui.widgets.late import ModalScreen

T = TypeVar("T")


class Form(ModalScreen[T | None]):
    """Asks for one thing; you can read what is in it at any time."""

    def standing(self) -> T | None:
        """Return what is in the form, None for nothing."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of what is in a form whose answer nobody waits for."""
