"""The box: the one card of a form or a question, in the middle, as high as what it holds."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Label

from valueworkshop.tui.widgets.card import CARD
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.word_choice import Choice

USUAL, BROAD = 76, 100
"""The cells across: of a question, and of what holds longer texts, where there is room."""

_BORDERED = 80
"""From so many columns on there is room for a border."""

_CORNERS = 6
"""A border needs this many cells beside its words."""


class Box(VerticalScroll, can_focus=False):
    """A card with its title in the border above and a hint in the one below.

    Words for which the border has no room are inside, as in a small window, which has no borders.
    A list with the height 1fr gets the rows it needs, and scrolls if there are not so many.
    """

    SCOPED_CSS: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="form.close"),
        Binding("enter", "close_by_enter", "Close", show=False, id="form.close_by_enter"),
    ]

    closes = closes_by_enter = False
    """Whether it only shows what a form holds, so that keys close it and keep nothing."""

    DEFAULT_CSS = f"""
    Box {{
        {CARD}
        border: round $primary;
        width: {USUAL};
        max-width: 96%;
        height: auto;
        max-height: 100%;
        padding: 1 2;
    }}
    Box > Static {{ height: auto; width: 100%; }}
    Box > .title {{ text-style: bold; margin-bottom: 1; }}
    Box > .hint {{ color: $text-muted; margin-top: 1; }}
    Box > .about {{ margin-bottom: 1; }}
    Box > .muted {{ color: $text-muted; }}
    Box > Problem {{ color: $error; display: none; margin-top: 1; }}
    Box > Rows {{ height: 1fr; background: $surface; }}
    Box > FilterLine.-textual-compact {{ margin-bottom: 1; }}
    Box Line.-textual-compact, Box Choice {{
        width: 1fr; padding: 0 1; border-left: outer $line !important; background: $panel;
    }}
    Box Line.-textual-compact:focus, Box Choice:focus {{
        border-left: outer $primary !important; background: $band;
    }}
    Box Choice:focus {{ color: $foreground; text-style: bold; }}
    Box > Line.-textual-compact {{ width: 100%; }}
    Box .row {{ height: auto; width: 100%; }}
    Box .row > Label {{ width: 16; color: $text-muted; padding: 0 1 0 0; }}
    Box .row:focus-within {{ background: $surface; }}
    Box .row:focus-within > Label {{ color: $primary; text-style: bold; }}
    .-high Box .row {{ margin-bottom: 1; }}
    .-high Box .row:last-of-type {{ margin-bottom: 0; }}
    Box.-broad {{ width: {BROAD}; }}
    .-low Box.-list {{ padding: 0 2; }}
    .-narrow Box {{ border: none; width: 100%; max-width: 100%; padding: 0 1; }}
    .-narrow Box .row > Label {{ width: 13; padding: 0; }}
    .-ascii Box Line.-textual-compact {{ border-left: ascii $line !important; }}
    .-ascii Box Line.-textual-compact:focus {{ border-left: ascii $primary !important; }}
    """

    def __init__(
        self,
        title: str,
        hint: str = "",
        *children: Widget,
        broad: bool = False,
        lists: bool = False,
    ) -> None:
        """Make a box with a title and a hint; a `broad` one is for longer texts.

        One that `lists` many things has no rows to spare in a low window.
        """
        self._titled, self._hinted, self._most = Static(classes="title"), Static(classes="hint"), 0
        super().__init__(self._titled, *children)
        self.set_class(broad, "-broad")
        self.set_class(lists, "-list")
        self._title, self._hint = Content(title), Content(hint)

    def compose(self) -> ComposeResult:
        """Lay out the hint below all else, for where the border has no room for it."""
        yield self._hinted
        self.put_words(self.app.size.width)

    def on_resize(self) -> None:
        """Put the words where there is room for them."""
        self.put_words(self.app.size.width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to close what keeps nothing."""
        if action in {"close", "close_by_enter"}:
            return self.closes if action == "close" else self.closes_by_enter
        return super().check_action(action, parameters)

    def action_close(self) -> None:
        """Close the form."""
        self.screen.dismiss(None)

    def action_close_by_enter(self) -> None:
        """Close the form."""
        self.screen.dismiss(None)

    def put_words(self, across: int) -> None:
        """Put title and hint on the border, or inside it, in a window of so many cells."""
        width = min(BROAD if self.has_class("-broad") else USUAL, across * 96 // 100)
        room = width - _CORNERS if across >= _BORDERED else 0
        for words, static, name in (
            (self._title, self._titled, "border_title"),
            (self._hint, self._hinted, "border_subtitle"),
        ):
            fits = words.cell_length <= room
            setattr(self, name, words.markup if fits and words.plain else None)
            static.update(words)
            spared = static is self._hinted and self.has_class("-list")
            static.display = bool(words.plain) and not fits and not spared

    @property
    def _has_relative_children_height(self) -> bool:
        """Whether what is in it takes all there is; Textual would then make it as high as that."""
        return False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of all that is in it; a list that was longer before keeps its rows."""
        rows = [child for child in self.children if isinstance(child, Rows) and _is_flexible(child)]
        needed = sum(each.get_content_height(container, viewport, width) for each in rows)
        self._most = max(self._most, needed)
        arranged = self.arrange(Size(width, 0))
        least = sum(each.region.height for each in arranged.placements if each.widget in rows)
        others = arranged.total_region.height - least
        for each in rows:
            bar_at_once(each, needed, container.height - others)
        return others + self._most


class Page(Box, can_focus=True):
    """A box with text to read, which the arrows scroll."""


class Problem(Static):
    """What is wrong with what somebody typed; without it, it takes no room."""

    def tell(self, words: str) -> None:
        """Show what is wrong, '' for nothing."""
        self.update(Content(words))
        self.display = bool(words)


def row(words: str, field: Widget) -> Horizontal:
    """Return a field with the words before it."""
    if isinstance(field, Choice):
        field.spread = True
    return Horizontal(Label(words), field, classes="row")


def bar_at_once(widget: Widget, rows: int, room: int) -> None:
    """Show the bar that scrolls, if it is needed, in the first frame and not in the second."""
    if rows > room > 0 and not widget.show_vertical_scrollbar:
        widget.set_reactive(Widget.show_vertical_scrollbar, True)  # noqa: FBT003 - Textual's
        widget.set_reactive(Widget.virtual_size, Size(widget.size.width, rows))
        bar = widget.vertical_scrollbar
        bar.display = True
        bar.window_virtual_size, bar.window_size = rows, room


def _is_flexible(rows: Rows) -> bool:
    height = rows.styles.height
    return rows.display and height is not None and height.is_fraction
