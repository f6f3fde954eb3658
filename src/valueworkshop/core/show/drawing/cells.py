"""A canvas of cells: what a figure is drawn on. A cell has a role, never a colour.

The app gives roles their colours in `tui/widgets/canvas.py`. In plain letters a filled cell is a
block, so that a picture reads without any colour.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from valueworkshop.core.show.pictures import cell_len, fitted

Role: TypeAlias = Literal[
    "",
    "steep",
    "some",
    "even",
    "over",
    "today",
    "needed",
    "weight",
    "track",
    "line",
    "median",
    "muted",
    "accent",
    "measured",
    "heard",
    "assumed",
    "paper",
    "short",
    "ahead",
    "heat1",
    "heat2",
    "heat3",
    "heat4",
    "heat5",
]
"""What a cell means. 'paper' is the ground below a figure, which a gap in it shows. The grades of
evidence are grounds of a word that stands on them.
"""

BY_SIGN: Final[dict[str, Role]] = {"▼▼": "steep", "▼": "some", "=": "even", "▲": "over"}
"""The role of a gap with a sign."""

FILLS: Final[frozenset[Role]] = frozenset(
    ("steep", "some", "even", "over", "today", "needed", "weight", "accent", "muted")
)
"""Roles that fill a cell if they are its ground; others only tint it."""

FULL: Final = "█"

_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring cells of a row that look alike."""

    text: str
    ink: Role = ""
    ground: Role = ""
    bold: bool = False

    @property
    def letters(self) -> str:
        """The text, with blocks where there is nothing but a fill."""
        return self.text.replace(" ", FULL) if self.ground in FILLS else self.text


@dataclass(slots=True)
class _Cell:
    glyph: str = " "
    ink: Role = ""
    ground: Role = ""
    bold: bool = False

    @property
    def look(self) -> tuple[Role, Role, bool]:
        return self.ink, self.ground, self.bold


class Canvas:
    """Rows of cells, empty at first. What does not fit is cut off at the edge."""

    def __init__(self, width: int, height: int = 1) -> None:
        """Make an empty canvas; a side below 0 is 0."""
        self.width, self.height = max(width, 0), max(height, 0)
        self._rows = [[_Cell() for _ in range(self.width)] for _ in range(self.height)]

    def write(
        self, x: int, y: int, text: str, ink: Role = "", ground: Role = "", *, bold: bool = False
    ) -> None:
        """Write a text on one line. Without a `ground` that of the cells stays.

        Beyond the right edge it is cut with an ellipsis; nothing begins left of the left one.
        """
        room = self.width - x
        text = text.lstrip(_JOINER)
        if not text or room < 1 or x < 0 or not 0 <= y < self.height:
            return
        width = cell_len(text)
        if width > room:
            text, width = fitted(text, room), room
            if cell_len(text) != room:  # a joiner that joins nothing
                text = fitted(text.replace(_JOINER, ""), room)
        # Nobody knows where a cluster of wide letters ends: such a text stays whole.
        single = all(cell_len(letter) == 1 for letter in text)
        glyphs = list(text) if single else [text, *[""] * (width - 1)]
        self._free(x, y, width)
        for at, glyph in enumerate(glyphs, start=x):
            under = self._rows[y][at].ground
            self._rows[y][at] = _Cell(glyph, ink, ground or under, bold)

    def fill(self, x: int, y: int, width: int, height: int, ground: Role) -> None:
        """Put a ground below cells; what is written there stays."""
        for row in self._rows[max(y, 0) : max(y + height, 0)]:
            for cell in row[max(x, 0) : max(x + width, 0)]:
                cell.ground = ground

    def paste(self, other: "Canvas", x: int, y: int) -> None:
        """Put another canvas on this one; where it has no ground, that of this one stays."""
        for down, row in enumerate(other.rows()):
            at = x
            for run in row:
                self.write(at, y + down, run.text, run.ink, run.ground, bold=run.bold)
                at += cell_len(run.text)

    def rows(self) -> list[list[Run]]:
        """Return the rows, from left to right in as few runs as there are looks."""
        return [_runs(row) for row in self._rows]

    def letters(self) -> list[str]:
        """Return the rows in letters alone."""
        return ["".join(run.letters for run in row) for row in self.rows()]

    def _free(self, x: int, y: int, width: int) -> None:
        """Blank a wide text that would lose cells."""
        row = self._rows[y]
        end = x + width
        while x > 0 and row[x].glyph == "":
            x -= 1
        while end < self.width and row[end].glyph == "":
            end += 1
        for cell in row[x:end]:
            cell.glyph = " "


def _runs(row: list[_Cell]) -> list[Run]:
    found: list[Run] = []
    for cell in row:
        if found and (not cell.glyph or _look(found[-1]) == cell.look):
            last = found[-1]
            found[-1] = Run(last.text + cell.glyph, last.ink, last.ground, last.bold)
        else:
            found.append(Run(cell.glyph, *cell.look))
    return found


def _look(run: Run) -> tuple[Role, Role, bool]:
    return run.ink, run.ground, run.bold
