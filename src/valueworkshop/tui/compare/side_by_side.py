"""Workshops side by side: the number, the items as rows, and the one under the cursor."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Block
from valueworkshop.exports import markdown
from valueworkshop.exports.write_beside import write_beside
from valueworkshop.files.text.problems import reason
from valueworkshop.tui.compare.line import Line
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import Screen
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.spaced_rows import SpacedRows
from valueworkshop.tui.widgets.static import Static

Held: TypeAlias = tuple[Path, Session]
"""A workshop and its file."""


_HIGH: Final = 30
"""From so many rows on what is under the cursor has a card."""

_NARROW: Final = 80
EDGES: Final = 4
_FRAME: Final = 1 + 3 + 1 + 2
"""Rows of the top line, the head, the heading of the rows, and below all."""

_FEW, _BELOW, _BELOW_COURSE = 3, 7, 12
"""Rows below the list."""

AROUND: Final = 2
"""Cells left and right of the cards."""


class ComparedRows(SpacedRows):
    """An item per row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the item", id="compared.item"),
    ]


TOLD = 40
"""Cells of the card beside the course."""


class ComparedScreen(Screen[tuple[Path, Place] | None]):
    """Shows workshops side by side; Enter on an item goes to it in the last of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "only_real", "Only real changes", id="compared.only_real"),
        Binding("e", "export", "Export", id="compared.export"),
        Binding("escape", "dismiss(None)", "Back", id="compared.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    ComparedScreen {{
        background: $background;
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & > #heading {{ dock: top; height: 1; padding: 0 1; background: $background;
            text-wrap: nowrap; text-overflow: ellipsis; }}
        & > .card, & > #below {{ margin: 0 1; }}
        & > #index {{ height: 5; text-wrap: nowrap; }}
        & > #board {{ height: 1fr; }}
        & #heads {{ height: 1; color: $text-muted; text-wrap: nowrap; }}
        & ComparedRows {{ height: auto; max-height: 1fr; background: $surface; }}
        & #empty {{ height: auto; color: $text-muted; }}
        & #told {{ width: 1fr; height: 100%; border: none; padding: 0 2;
            background: $background; }}
        & #course {{ width: 1fr; margin-left: 1; display: none; }}
        & > #message {{ height: auto; max-height: 3; padding: 0 3; }}
        &.-roomy #told {{ {CARD} }}
        &.-course #course {{ display: block; }}
        &.-course #told {{ width: {TOLD}; }}
        &.-small {{
            & .card, & .card:focus-within {{ border: none; padding: 0; }}
            & > #index {{ height: 3; }}
        }}
    }}
    """

    def __init__(self, found: Sequence[Held]) -> None:
        """Show two workshops or more."""
        super().__init__()
        self.held = found
        self.only_real = False
        self.all_lines: list[Line] = []
        self._below = 0

    def compose(self) -> ComposeResult:
        """Lay out the number, the items, the one under the cursor, and the course over time."""
        yield Static(id="heading", markup=False)
        yield Static(id="index", classes="card", markup=False)
        with Vertical(id="board", classes="card"):
            yield Static(id="heads", markup=False)
            yield ComparedRows(id="items")
            yield Static(id="empty", markup=False)
        with Horizontal(id="below"):
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="words", markup=False)
            yield Static(id="course", classes="card", markup=False)
        yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show everything."""
        self.draw()

    def on_resize(self) -> None:
        """Draw again for another width."""
        if self.is_mounted:
            self.draw()

    @property
    def across(self) -> int:
        """The cells across within a card, but for a scroll bar."""
        return self.app.size.width - AROUND - (0 if self.has_class("-small") else EDGES) - 1

    def draw(self) -> None:
        """Show everything, in as many columns as there are."""
        width, height = self.app.size
        self.set_class(width < _NARROW, "-small")
        self.set_class(height >= _HIGH and width >= _NARROW, "-roomy")
        self.query_one("#heading", Static).update(self.heading())
        self.query_one("#index", Static).update(self.number(self.across + 1))
        for name, (title, aside) in self.titles().items():
            name_card(self.query_one(f"#{name}"), title, aside)
        self.set_class(self.has_course(), "-course")
        below = _BELOW_COURSE if self.has_course() else _BELOW if self._roomy else _FEW
        room = height - _FRAME - (0 if self.has_class("-small") else 4) - below
        self.all_lines, heads, between = self.lines(self.across, room)
        self.query_one("#heads", Static).update(Content(heads if self.all_lines else ""))
        rows = [(str(place), line.row) for place, line in enumerate(self.all_lines)]
        used = sum(len(line.row) + line.is_compared for line in self.all_lines)
        spaced = used <= room

        def space(key: str) -> Content | None:
            return between if spaced and self.all_lines[int(key)].is_compared else None

        listed = self.query_one(ComparedRows)
        listed.show_spaced(rows, space)
        listed.display = bool(rows)
        if self.has_course() and rows:
            below += max(room - listed.line_count, 0)
        self.query_one("#below").styles.height = below
        self._below = below - 2
        if rows:
            listed.focus()
        empty = "" if rows else self.empty()
        self.query_one("#empty", Static).update(Content(empty))
        self.query_one("#empty").display = bool(empty)
        self._tell()

    @property
    def _roomy(self) -> bool:
        return self.has_class("-roomy")

    def has_course(self) -> bool:
        """Whether the course of what is under the cursor is drawn."""
        return False

    def draw_course(self, line: Line, rows: int) -> None:
        """Draw how something went over time."""

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        place = int(self.query_one(Rows).current or 0)
        told = Content("")
        if place < len(self.all_lines):
            line = self.all_lines[place]
            more = "\n".join(line.told) if self._roomy else "   ".join(line.told)
            told = Content.assemble((line.title, "bold"), "\n", (more, "$text-muted"))
            if self.has_course():
                self.draw_course(line, self._below)
        self.query_one("#words", Static).update(told)

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        item = self.all_lines[int(event.option.id or 0)].item
        path, session = self.last
        for stage in session.kit.stages:
            if item.startswith(f"{stage}/"):
                self.dismiss((path, Place(stage=stage, at=item.removeprefix(f"{stage}/"))))
                return
        self.say("The last workshop does not have that item.")

    @property
    def last(self) -> Held:
        """The latest of the workshops."""
        latest = self.latest()
        return next(held for held in self.held if held[1] is latest)

    def say(self, text: str) -> None:
        """Show a message above the keys."""
        self.query_one("#message", Static).update(Content(clean(text)))

    def action_only_real(self) -> None:
        """Leave out what is within noise or has no verdict, or show it again."""
        self.only_real = not self.only_real
        self.say("Only changes larger than noise." if self.only_real else "")
        self.draw()

    def action_export(self) -> None:
        """Ask, then write what is on screen as Markdown, beside the latest workshop."""
        from valueworkshop.tui.widgets.confirm_screen import SureScreen  # noqa: PLC0415 - made when asked for

        means = f"It becomes a Markdown file in {clean(str(self.last[0].parent))}."
        sure = SureScreen("Export this comparison?", means, "export it", "do not export")
        self.app.push_screen(sure, lambda yes: self._export() if yes else None)

    def _export(self) -> None:
        try:
            path = write_beside(self.last[0], markdown.render(self.blocks()), "-compared.md")
        except OSError as error:
            told = f"Could not export to {error.filename}: {reason(error)}"
            self.say(f"{told}. `valueworkshop compare NAMES --md` prints it.")
            return
        self.say(f"Exported to {path}")

    def empty(self) -> str:
        """Say why there is no row, and what to do."""
        if self.only_real:
            key = shown_key(self, "compared.only_real")
            return f"No change is larger than noise among the same people. {key} shows all items."
        return "No item was asked in the same words, and rated, in all of them."

    def heading(self) -> Content:
        """Return which workshops these are."""
        raise NotImplementedError

    def number(self, width: int) -> Content:
        """Return the most important numbers, with what they mean."""
        raise NotImplementedError

    def titles(self) -> dict[str, tuple[str, str]]:
        """Return the title of each card, and what is in its lower edge."""
        raise NotImplementedError

    def lines(self, width: int, room: int) -> tuple[list[Line], str, Content]:
        """Return a line for each item, their heading, and what is between two of them."""
        raise NotImplementedError

    def latest(self) -> Session:
        """Return the last of the workshops."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """Return what goes into the file."""
        raise NotImplementedError
