"""What many workshops say together: one question at a time, with a picture and tables."""

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.worker import get_current_worker

from valueworkshop.core.clean_text import capital, clean
from valueworkshop.core.show.blocks import Heading, Paragraph, Table
from valueworkshop.core.show.drawing.cells import Canvas
from valueworkshop.core.show.pictures import cell_len, fitted
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.files.text.problems import FileProblem, reason
from valueworkshop.portfolio.five_questions import QUESTIONS
from valueworkshop.portfolio.portfolio_pictures import in_cells, picture
from valueworkshop.portfolio.portfolio_report import METHOD, in_short, section
from valueworkshop.tui.widgets.canvas import is_bare
from valueworkshop.tui.widgets.canvas import lines as drawn
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen, hand_back
from valueworkshop.tui.widgets.static import Static

if TYPE_CHECKING:
    from valueworkshop.portfolio.portfolio_run import Portfolio

_WIDEST: Final = 140
"""Cells of a picture across: a wider one is not easier to read."""

_MOST: Final = 30
"""Rows of a table here; the command `portfolio --csv` has all."""

_OFTEN: Final = 100
_GAP: Final = 2
_LEAST: Final = 8

_AROUND: Final = 13
"""Rows above and below a picture: edges, keys, the finding, and the head of a table."""


class _LeftError(Exception):
    """The screen was left while the workshops were being read."""


class PortfolioScreen(ModalScreen[None]):
    """Shows one question at a time; the keys to the left and right go to the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "go(1)", "Next question", id="portfolio.next"),
        Binding("b,left", "go(-1)", "The one before", id="portfolio.before"),
        *(
            Binding(
                f"{number}", f"to({number})", question.title, show=False, id=f"portfolio.{number}"
            )
            for number, question in enumerate(QUESTIONS, 1)
        ),
        Binding("escape", "dismiss(None)", "Back", id="portfolio.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    PortfolioScreen {{
        background: $background;
        & > #heads {{ height: 1; padding: 0 1; width: 100%; }}
        & > #board {{ {CARD} height: 1fr; width: 100%; margin: 0 1; }}
        & > #board:focus {{ border: round $primary; border-title-color: $primary; }}
        & #board > Static {{ width: 100%; height: auto; margin-bottom: 1; }}
        &.-narrow > #board, &.-narrow > #board:focus {{ border: none; margin: 0; padding: 0 1; }}
    }}
    """

    def __init__(self, folder: Path, today: dt.date) -> None:
        """Ask of the workshops in a folder."""
        super().__init__()
        self._folder = folder
        self._today = today
        self._at = 0
        self.portfolio: Portfolio | None = None
        self._waits = "Reading the workshops …"

    def compose(self) -> ComposeResult:
        """Lay out the questions, and what is said about one."""
        yield Static(id="heads", markup=False)
        with VerticalScroll(id="board"):
            yield Static(id="said", markup=False)
            yield Static(id="picture", markup=False)
            yield Static(id="tables", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the workshops and ask, in the background."""
        self.query_one("#board").focus()
        self._ask()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._show()

    @work(thread=True, exclusive=True, group="asking")
    def _ask(self) -> None:
        from valueworkshop.portfolio import portfolio_run  # noqa: PLC0415 - reads workshops

        worker = get_current_worker()

        def tell(done: int, of: int) -> None:
            if worker.is_cancelled:  # nobody waits any more: what was read stays unwritten
                raise _LeftError
            if done % _OFTEN == 0:
                hand_back(self, self._take, None, f"{done:,} of {of:,} workshops read …")

        told, found = "", None
        state = state_folder(os.environ, Path.cwd())
        try:
            found = portfolio_run.asked_of((self._folder,), state, self._today, tell)
            if found is None:
                told = portfolio_run.NO_WORKSHOP
        except _LeftError:
            return
        except ImportError:
            told = capital(portfolio_run.LACKING)
        except FileProblem as problem:
            told = str(problem.problems[0])
        except OSError as error:
            told = f"{clean(str(error.filename or self._folder))}: {reason(error)}"
        hand_back(self, self._take, found, told)

    def _take(self, found: "Portfolio | None", told: str) -> None:
        self.portfolio, self._waits = found, told
        self._show()

    def action_go(self, by: int) -> None:
        """Go to the next question, or the one before; at the end to the other end."""
        self._to((self._at + by) % len(QUESTIONS))

    def action_to(self, number: int) -> None:
        """Go to a question by its number from 1."""
        self._to(number - 1)

    def _to(self, at: int) -> None:
        self._at = at
        self.query_one("#board", VerticalScroll).scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        if not self.is_attached or not self.size.width:
            return
        question = QUESTIONS[self._at]
        self.query_one("#heads", Static).update(self._heads())
        name_card(self.query_one("#board"), question.title, "")
        said, below, tables = (
            self.query_one(f"#{name}", Static) for name in ("said", "picture", "tables")
        )
        if self.portfolio is None:
            said.update(Content(self._waits))
            below.update("")
            tables.update("")
            return
        found = self.portfolio.found
        width = min(max(self.size.width - 8, _LEAST), _WIDEST)
        left_out = [Content(line).stylize("$text-muted") for line in self.portfolio.left_out]
        numbers, bare = picture(question.key, found), is_bare(self.app)
        room = max(self.size.height - _AROUND, 1)
        cells = _whole(in_cells(numbers, width, room), bare=bare) if numbers else ()
        below.update(Content("\n").join(cells))
        blocks = section(question, found, width, _MOST)
        texts = [block.text for block in blocks if isinstance(block, Paragraph)]
        said.update(Content(texts[0]).stylize("bold"))
        rows: list[Content] = []
        for block in blocks[2:]:
            match block:
                case Heading(text, _):
                    rows += [*([Content("")] if rows else []), Content(text).stylize("bold")]
                case Table():
                    rows += [Content(line) for line in table_lines(block, width)]
                case Paragraph(text):
                    rows.append(Content(text).stylize("$text-muted"))
        if question.key == "map":
            rows += [Content(""), Content(METHOD).stylize("$text-muted")]
        tables.update(Content("\n").join([*rows, *left_out]))

    def _heads(self) -> Content:
        """Return how much there is, and which question of how many this is."""
        whole = in_short(self.portfolio.found).partition(";")[0] if self.portfolio else ""
        at = f"{self._at + 1} of {len(QUESTIONS)}"
        return Content.assemble(("Portfolio", "bold"), f"  {at}  ", (whole, "$text-muted"))


def _whole(canvas: Canvas, *, bare: bool) -> Sequence[Content]:
    """Return a picture without the empty rows below it."""
    rows = [row.strip() for row in canvas.letters()]
    used = max((at for at, row in enumerate(rows, 1) if row), default=0)
    return list(drawn(canvas, bare=bare))[:used]


def table_lines(table: Table, width: int) -> Iterator[str]:
    """Yield a table as lines of at most `width` cells; texts share what numbers leave."""
    rows = [table.header, *table.rows]
    wide = [max(cell_len(row[at]) for row in rows) for at in range(len(table.header))]
    while sum(wide) + _GAP * (len(wide) - 1) > width and max(wide) > _LEAST:
        wide[wide.index(max(wide))] -= 1
    for row in rows:
        yield (" " * _GAP).join(_cells(row, wide, table.numeric)).rstrip()


def _cells(row: Sequence[str], wide: Sequence[int], numeric: frozenset[int]) -> Iterator[str]:
    for at, (text, cells) in enumerate(zip(row, wide, strict=True)):
        told = fitted(text, cells)
        yield told.rstrip().rjust(cells) if at in numeric else told
