"""Blocks for `valueworkshop show`, in a terminal with or without colour."""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from valueworkshop.core.clean_text import clean, one_line
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Runs,
    Sentences,
    Strong,
    Table,
    Tasks,
)

_INDENT = 2


def render(blocks: Iterable[Block]) -> Group:
    """Return `blocks` to print with rich. No text is read as markup, none is cut: it wraps."""
    return Group(*_parted(blocks))


def _parted(blocks: Iterable[Block]) -> Iterator[RenderableType]:
    """Yield each block, with a blank line between two; none after a heading of level 3."""
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Chart) and not block.rows:
            continue
        close = isinstance(previous, Heading) and previous.level == 3
        if previous is not None and not close:
            yield Text("")
        yield _block(block)
        previous = block


def _block(block: Block) -> RenderableType:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Heading(text, level):
            return Text(one_line(text), style="bold underline" if level == 1 else "bold")
        case Paragraph(text):
            return Text(clean(text).expandtabs())
        case Sentences(runs):
            return _running(runs)
        case Entries(entries, numbered):
            return _entries(entries, numbered=numbered)
        case Quote(text, source):
            said = clean(text).expandtabs() + (f"\n— {one_line(source)}" if source else "")
            return Padding(Text(said), (0, 0, 0, _INDENT))
        case Bullets(items):
            return _list(("-", text) for text in items)
        case Tasks(items):
            return _list(("[x]" if done else "[ ]", text) for done, text in items)
        case Table():
            return _table(block)
        case Chart(rows, _):
            return Text("\n".join(clean(row).replace("\n", " ").expandtabs() for row in rows))


def _running(runs: Runs) -> Text:
    text = Text()
    for run in runs:
        if isinstance(run, str):
            text.append(clean(run).expandtabs())
        else:
            text.append(one_line(run.text), "bold" if isinstance(run, Strong) else "italic")
    return text


def _entries(entries: Iterable[Entry], *, numbered: bool) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for number, entry in enumerate(entries, start=1):
        mark = {None: f"{number}." if numbered else "-", True: "[x]", False: "[ ]"}[entry.done]
        grid.add_row(Text(mark), _running(entry.runs))
        for below in entry.under:
            if isinstance(below, Quote):
                source = f" ({one_line(below.source)})" if below.source else ""
                grid.add_row(Text(), Text(f"{one_line(below.text)}{source}", "italic"))
            else:
                grid.add_row(Text(), _running(below))
    return grid


def _list(items: Iterable[tuple[str, str]]) -> Grid:
    """Return a list whose long items are indented behind their mark."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for mark, text in items:
        grid.add_row(Text(mark), Text(one_line(text)))
    return grid


def _table(table: Table) -> Grid:
    width = max(len(row) for row in (table.header, *table.rows))
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in range(width):
        name = table.header[column] if column < len(table.header) else ""
        grid.add_column(
            Text(one_line(name)),
            justify="right" if column in table.numeric else "left",
            overflow="fold",
        )
    for row in table.rows:
        grid.add_row(*(Text(one_line(text)) for text in row))
    return grid
