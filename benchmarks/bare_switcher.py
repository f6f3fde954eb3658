"""A ContentSwitcher and nothing else: a full screen of text, and another one when you press a key.

The second one is made when it is first wanted. Arguments: two files, with the text of each.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import ContentSwitcher, Static


class Bare(App[None]):
    """Two texts, one at a time."""

    CSS = "ContentSwitcher, Static { height: 1fr; }"
    BINDINGS = [("ctrl+n", "step(1)", "Next"), ("b", "step(0)", "Back")]  # noqa: RUF012 - as Textual has it

    def compose(self) -> ComposeResult:
        """Lay out the first text."""
        with ContentSwitcher(initial="t0"):
            yield self._text(0)

    def _text(self, number: int) -> Static:
        text = Path(sys.argv[number + 1]).read_text(encoding="utf-8")
        return Static(text, id=f"t{number}", markup=False)

    async def action_step(self, number: int) -> None:
        """Show the text of this number."""
        switcher = self.query_one(ContentSwitcher)
        if not switcher.query(f"#t{number}"):
            await switcher.mount(self._text(number))
        switcher.current = f"t{number}"


Bare().run()
