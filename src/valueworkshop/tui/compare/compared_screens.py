"""Workshops side by side: which others, then two item by item, or three or more over time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from valueworkshop.core.clean_text import clean
from valueworkshop.core.compare import comparison_report
from valueworkshop.core.compare.comparison_words import (
    last_time,
    named,
    people_in_short,
    people_of_trend,
    verdict_in_words,
)
from valueworkshop.core.compare.trends import Trend, trend
from valueworkshop.core.compare.two_workshops import Comparison, compare
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Block
from valueworkshop.core.stages.votes.words import points
from valueworkshop.exports import markdown
from valueworkshop.exports.write_beside import write_beside
from valueworkshop.files.text.problems import reason
from valueworkshop.tui.compare.compared_rows import (
    Line,
    change_lines,
    heads,
    index_line,
    trend_heads,
    trend_lines,
)
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import Screen
from valueworkshop.tui.widgets.rows import Rows

Held: TypeAlias = tuple[Path, Session]
"""A workshop and its file."""


class ComparedRows(Rows):
    """An item per row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the item", id="compared.item"),
    ]


class ComparedScreen(Screen[tuple[Path, Place] | None]):
    """Shows workshops side by side; Enter on an item goes to it in the last of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "only_real", "Only real changes", id="compared.only_real"),
        Binding("e", "export", "Export", id="compared.export"),
        Binding("escape", "dismiss(None)", "Back", id="compared.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    ComparedScreen {
        & > #heading { dock: top; height: 2; padding: 0 1; border-bottom: solid $panel; }
        & > #heading { text-wrap: nowrap; text-overflow: ellipsis; }
        & > #index { height: auto; margin: 1 3 0 3; }
        & > #people { height: auto; margin: 0 3 1 3; color: $text-muted; }
        & > #heads { height: 1; margin: 0 1; color: $text-muted; }
        & > ComparedRows { margin: 0 1; height: auto; min-height: 3; }
        & > #empty { height: auto; margin: 0 3; color: $text-muted; }
        & > #told { height: auto; max-height: 6; margin: 1 3 0 3; }
        & > #message { height: auto; max-height: 3; padding: 0 3; }
        &.-low {
            & > ComparedRows { height: 1fr; }
            & > #index { margin: 0 3; }
        }
        &.-narrow > #told { max-height: 3; }
    }
    """

    def __init__(self, found: Sequence[Held]) -> None:
        """Show two workshops or more."""
        super().__init__()
        self.held = found
        self.only_real = False
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lay out the one number, who took part, the items, and the one under the cursor."""
        yield Static(id="heading", markup=False)
        yield Static(id="index", markup=False)
        yield Static(id="people", markup=False)
        yield Static(id="heads", markup=False)
        yield ComparedRows(id="items")
        yield Static(id="empty", markup=False)
        yield Static(id="told", markup=False)
        yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show everything."""
        self.draw()

    def on_resize(self) -> None:
        """Draw again for another width."""
        if self.is_mounted:
            self.draw()

    def draw(self) -> None:
        """Show everything, in as many columns as there are."""
        self.query_one("#heading", Static).update(self.heading())
        self.query_one("#index", Static).update(self.number())
        self.query_one("#people", Static).update(Content(" ".join(self.said())))
        self._lines = self.lines(self.size.width)
        self.query_one("#heads", Static).update(Content(self.heads() if self._lines else ""))
        rows = [(str(place), line.row) for place, line in enumerate(self._lines)]
        listed = self.query_one(Rows)
        listed.show_rows(rows)
        listed.display = bool(rows)
        if rows:
            listed.focus()
        empty = "" if rows else self.empty()
        self.query_one("#empty", Static).update(Content(empty))
        self.query_one("#empty").display = bool(empty)
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        place = int(self.query_one(Rows).current or 0)
        told = Content("")
        if place < len(self._lines):
            line = self._lines[place]
            more = "".join(f"\n{said}" for said in line.told)
            told = Content.assemble((line.title, "bold"), (more, "$text-muted"))
        self.query_one("#told", Static).update(told)

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        item = self._lines[int(event.option.id or 0)].item
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

    def number(self) -> Content:
        """Return the most important number."""
        raise NotImplementedError

    def said(self) -> Iterator[str]:
        """Yield what else to know about all."""
        raise NotImplementedError

    def heads(self) -> str:
        """Return the heading of the rows."""
        raise NotImplementedError

    def lines(self, width: int) -> list[Line]:
        """Return a line for each item."""
        raise NotImplementedError

    def latest(self) -> Session:
        """Return the last of the workshops."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """Return what goes into the file."""
        raise NotImplementedError


class TwoScreen(ComparedScreen):
    """Two workshops, item by item."""

    def __init__(self, found: Sequence[Held]) -> None:
        """Compare two."""
        super().__init__(found)
        self.found: Comparison = compare(found[0][1], found[1][1])

    def heading(self) -> Content:
        """Return the titles and days of both."""
        return Content.assemble(
            (named(self.found.now), "bold"), ("  with  ", "$text-muted"), named(self.found.then)
        )

    def number(self) -> Content:
        """Return the gap index over what both asked, with what it means."""
        found = self.found
        if found.by is None:
            return index_line(found.index, None)
        said = f"   {verdict_in_words(found.verdict)}"
        return Content.assemble(index_line(found.common, found.by), (said, "bold"))

    def said(self) -> Iterator[str]:
        """Yield what that covers, who took part, and what became of the actions."""
        found = self.found
        both = sum(change.by is not None for change in found.changes)
        then, now = (points(index.value) for index in found.index)
        items = "1 item" if both == 1 else f"{both} items"
        if found.by is not None:
            yield f"For the {items} that both asked; for all items {then} → {now}."
        else:
            yield "There is no index for the items that both asked."
        yield people_in_short(found.people)
        if told := last_time(found):
            yield told

    def heads(self) -> str:
        """Return the heading of the rows."""
        return heads(self.size.width)

    def lines(self, width: int) -> list[Line]:
        """Return a line for each item."""
        return change_lines(self.found, width, only_real=self.only_real)

    def latest(self) -> Session:
        """Return the later of the two."""
        return self.found.now

    def blocks(self) -> list[Block]:
        """Return the comparison as a report."""
        return comparison_report.comparison(self.found)


class TrendScreen(ComparedScreen):
    """Three workshops or more, one per column."""

    def __init__(self, found: Sequence[Held]) -> None:
        """Put them in the order of their days."""
        super().__init__(found)
        self.found: Trend = trend(session for _, session in found)

    def heading(self) -> Content:
        """Return how many there are, and from when to when."""
        sessions = self.found.sessions
        return Content.assemble(
            (f"{len(sessions)} workshops", "bold"),
            ("  ", ""),
            (f"{named(sessions[0])} to {named(sessions[-1])}", "$text-muted"),
        )

    def number(self) -> Content:
        """Return the gap index of each."""
        values = " → ".join(points(index.value) for index in self.found.index)
        return Content.assemble(("Gap index ", "bold"), (values, "bold $primary"))

    def said(self) -> Iterator[str]:
        """Yield which is which, and who took part."""
        days = (session.date for session in self.found.sessions)
        told = (day.isoformat() if day else "no date" for day in days)
        yield "   ".join(f"{place} {day}" for place, day in enumerate(told, 1))
        yield f"\n{people_of_trend(self.found)}"

    def heads(self) -> str:
        """Return the heading of the rows."""
        return trend_heads(len(self.found.sessions))

    def lines(self, width: int) -> list[Line]:
        """Return a line for the index, each stage and each item."""
        return trend_lines(self.found, width, only_real=self.only_real)

    def latest(self) -> Session:
        """Return the last of them."""
        return self.found.sessions[-1]

    def blocks(self) -> list[Block]:
        """Return the trend as a report."""
        return comparison_report.trend(self.found)
