"""Leaving the mouse to the terminal, whose own selection of text needs it."""

from textual.driver import Driver


def leave_mouse_alone(driver: Driver | None, *, alone: bool) -> None:
    """Have the terminal keep what the mouse does to itself, also after a stop; or report it again.

    Textual has no way of its own for this; a driver without a mouse stays as it is.
    """
    enable = getattr(driver, "_enable_mouse_support", None)
    disable = getattr(driver, "_disable_mouse_support", None)
    if driver is None or enable is None or disable is None:
        return
    if alone:
        disable()
        driver._mouse = False  # noqa: SLF001 - else going on after a stop takes it again
    else:
        driver._mouse = True  # noqa: SLF001
        enable()
