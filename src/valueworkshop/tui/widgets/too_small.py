"""The card that asks for a larger window."""

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size

from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static

LEAST_WIDTH, LEAST_HEIGHT = 60, 18


class TooSmallScreen(ModalScreen[None]):
    """Says which size the app needs; goes away by itself."""

    BINDINGS: ClassVar[list[BindingType]] = []

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; align: center middle; }
    TooSmallScreen Static { width: auto; max-width: 100%; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the one text."""
        yield Static(markup=False)

    def on_screen_resume(self) -> None:
        """Go at once, if the window has grown while something else covered this."""
        width, height = self.app.size
        if width >= LEAST_WIDTH and height >= LEAST_HEIGHT:
            self.dismiss()

    def on_resize(self) -> None:
        """Name both sizes."""
        width, height = self.app.size
        self.query_one(Static).update(
            Content(
                f"This window is {width} x {height}.\n"
                f"valueworkshop needs {LEAST_WIDTH} x {LEAST_HEIGHT}.\n\n"
                "Make it larger, or the letters\nsmaller (Ctrl - or Cmd -).\n"
                f"Nothing is lost.   {shown_key(self, 'app.quit')} quits"
            )
        )


def check_size(app: App[Any], size: Size) -> None:
    """Ask for room if there is too little; what was typed waits underneath."""
    small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
    asking = isinstance(app.screen, TooSmallScreen)
    if small and not asking:
        app.push_screen(TooSmallScreen())
    elif not small and asking:
        app.pop_screen()
