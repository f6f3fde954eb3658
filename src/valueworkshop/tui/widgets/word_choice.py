"""One of a few words, chosen by key on a single line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

_WORD = "word"

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
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    value: reactive[str] = reactive("", layout=True)

    read_only = False
    """Whether you can only look at the chosen word."""

    spread = False
    """Whether all words are shown beside each other, where there is room for that."""

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
        if self._is_spread():
            return Content("  ").join(
                Content.assemble(("‹ ", "$primary"), (w, "bold"), (" ›", "$primary"))
                if v == self.value
                else Content(f"  {w}  ").stylize("$text-muted").stylize(Style.from_meta({_WORD: v}))
                for v, w in self._options
            )
        if self.read_only:
            return Content(word)
        return Content.assemble(("‹ ", "$primary"), Content(word), (" ›", "$primary"))

    def _is_spread(self) -> bool:
        needed = sum(cell_len(word) + 6 for _, word in self._options) - 2
        return self.spread and not self.read_only and 0 < needed <= self.content_size.width

    def action_step(self, by: int) -> None:
        """Choose the next word, or the one before; after the last comes the first."""
        values = [value for value, _ in self._options]
        if values:
            index = values.index(self.value) if self.value in values else -1
            self._choose(values[(index + by) % len(values)])

    def _choose(self, value: str) -> None:
        if not self.read_only:
            self.value = value
            self.post_message(self.Changed(self, value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other words, unless you can only look."""
        return not (action == "step" and self.read_only) and super().check_action(
            action, parameters
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every letter: while you choose, none may do anything else."""
        return key != "space" and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Go to the next word that begins with the letter typed."""
        letter = event.character
        if letter is None or not self.check_consume_key(event.key, letter):
            return
        event.stop()
        if self.read_only:
            return
        start = next((i for i, (v, _) in enumerate(self._options) if v == self.value), -1) + 1
        for value, word in [*self._options[start:], *self._options[:start]]:
            if word.casefold().startswith(letter.casefold()):
                if value != self.value:
                    self.value = value
                    self.post_message(self.Changed(self, value))
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked; of a single one the next, at its left end the last."""
        event.stop()
        if clicked := event.style.meta.get(_WORD):
            self._choose(str(clicked))
            return
        at = event.get_content_offset(self)
        self.action_step(-1 if at is not None and at.x < _LEFT_END else 1)
