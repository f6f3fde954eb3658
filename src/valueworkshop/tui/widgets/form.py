"""A form: a modal screen that asks for one thing, and whose text can be had at any time."""

from typing import TypeVar

from valueworkshop.tui.widgets.late import ModalScreen

T = TypeVar("T")


class Form(ModalScreen[T | None]):
    """Asks for one thing; what stands in it can be had at any time."""

    def standing(self) -> T | None:
        """Return what stands in the form, None for nothing."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of what stands here, in a form that nobody waits for the answer of."""
