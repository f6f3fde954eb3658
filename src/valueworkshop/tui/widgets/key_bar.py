"""The bottom line: the keys that matter here, never cut, and all clickable."""

from collections.abc import Mapping

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.fitting_keys import GAP, Entry, fitting, width_of
from valueworkshop.tui.widgets.keys import NamesKeys, Stated, display, working
from valueworkshop.tui.widgets.writing import Saying

HELP_ACTIONS = ("help", "app.help")
"""The help of the app; a screen that comes before all others names it with the app's prefix."""


class KeyBar(Widget):
    """Shows as many keys as fit whole, in their order of declaration.

    The first keeps its place. A key with a state is always there, and names the state; help is
    always there, and last.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-foreground;
        padding: 0 1;
    }
    """

    def on_mount(self) -> None:
        """Follow the focus: other widgets have other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw the keys."""
        style = "bold $footer-key-foreground"
        entries = self._fitting(self.content_size.width)
        labels = [Content.assemble((key, style), f" {words}") for _, key, words in entries]
        return Content(" " * GAP).join(labels)

    def _fitting(self, width: int) -> list[Entry]:
        found = self._shown()
        shown, states = _entries(found), set(map(_state, found.values())) - {""}
        last = [entry for entry in shown[1:] if entry[2] in states]  # the first fits in any case
        last += [entry for entry in shown if entry[0] in HELP_ACTIONS]
        return fitting(shown, last, width)

    def shown_keys(self) -> list[Entry]:
        """Return (action, key as shown, words) of every key to show, in order."""
        return _entries(self._shown())

    def _shown(self) -> dict[str, ActiveBinding]:
        found: dict[str, ActiveBinding] = {}
        for active in working(self.screen):
            binding = active.binding
            # In a text field, ? is a letter: help then shows its other key, which is hidden
            # elsewhere.
            wanted = binding.show or binding.action in HELP_ACTIONS
            name = _state(active) or binding.description
            if wanted and active.enabled and name not in found:
                found[name] = active
        return found

    async def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        left = 0
        x = event.get_content_offset(self)
        for entry in self._fitting(self.content_size.width):
            right = left + width_of(entry) - GAP
            if x is not None and left <= x.x < right:
                # By its words, not its action: two widgets may each have their own `step`.
                active = self._shown()[entry[2]]
                if is_many(active.binding):
                    if isinstance(self.screen, Saying):
                        self.screen.say(f"Type {entry[1]}, or click one of them above.")
                    return
                await self.app.run_action(active.binding.action, active.node)
                return
            left = right + GAP


def _entries(found: Mapping[str, ActiveBinding]) -> list[Entry]:
    return [(active.binding.action, _keys(active), name) for name, active in found.items()]


def _keys(active: ActiveBinding) -> str:
    node, name = active.node, active.binding.id
    here = node.keys_here(name) if name and isinstance(node, NamesKeys) else ""
    return here or display(active.binding)


def _state(active: ActiveBinding) -> str:
    node, name = active.node, active.binding.id
    return node.state_of(name) if name and isinstance(node, Stated) else ""
