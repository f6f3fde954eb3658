"""One of a few words, chosen by key on a single line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_LEFT_END = 3
"""A click on this many cells at the left goes back: the mark, and enough beside it to hit."""


class Choice(Widget, can_focus=True):
    """Shows the chosen word; left and right (or a click) go through the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next choice", id="choice.next", key_display="→"),
        Binding("left", "step(-1)", "Choice before", show=False, id="choice.before"),
    ]

    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: auto;
        color: $foreground;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    value: reactive[str] = reactive("", layout=True)

    @dataclass
    class Changed(Message):
        """The user chose another word."""

        choice: "Choice"
        value: str

        @property
        def control(self) -> "Choice":
            """The choice that changed."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Offer `options` of (value, word); `value` is chosen at first."""
        super().__init__(id=id)
        self._options = list(options)
        self.set_reactive(Choice.value, value)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other words; the value stays."""
        if list(options) != self._options:
            self._options = list(options)
            self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the chosen word between the marks that say it can be changed."""
        word = next((w for v, w in self._options if v == self.value), self.value or "–")
        return Content.assemble("‹ ", Content(word), " ›")

    def action_step(self, by: int) -> None:
        """Choose the next word, or the one before; after the last comes the first."""
        values = [value for value, _ in self._options]
        if not values:
            return
        index = values.index(self.value) if self.value in values else -1
        self.value = values[(index + by) % len(values)]
        self.post_message(self.Changed(self, self.value))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every letter: while you choose, none may do anything else."""
        return key != "space" and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Go to the next word that begins with the letter typed."""
        letter = event.character
        if letter is None or not self.check_consume_key(event.key, letter):
            return
        event.stop()
        start = next((i for i, (v, _) in enumerate(self._options) if v == self.value), -1) + 1
        for value, word in [*self._options[start:], *self._options[:start]]:
            if word.casefold().startswith(letter.casefold()):
                if value != self.value:
                    self.value = value
                    self.post_message(self.Changed(self, value))
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the next word; at its left end, the previous one."""
        event.stop()
        self.action_step(-1 if event.x < _LEFT_END else 1)
