"""A terminal of cells that has its own opinion of how wide a sign is."""

import re
from collections.abc import Callable

BLANK = (" ", "")

_PIECE = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|\x1b\[(?P<look>[0-9;]*)m|\x1b\[(?P<erased>\d+)X"
    r"|(?P<clear>\x1b\[\?1049[hl])|\x1b\].*?(?:\x07|\x1b\\)|\x1b\[[<=>?]?[0-9;]*\$?[a-zA-Z]"
    r"|(?P<sign>[^\x1b])",
    re.DOTALL,
)


class CellTerminal:
    """Holds a sign and its look for each cell; `wide` says how many cells a sign takes."""

    def __init__(self, columns: int, rows: int, wide: Callable[[str], int]) -> None:
        """Show nothing."""
        self.size = columns, rows
        self._wide = wide
        self.clear()

    def clear(self) -> None:
        """Show nothing, as after another program had the screen."""
        columns, rows = self.size
        self.cells = [[BLANK] * columns for _ in range(rows)]
        self._x = self._y = 0
        self._look = ""

    def resize(self, columns: int, rows: int) -> None:
        """Take another size; what stood there is moved, as some terminals do."""
        self.size = columns, rows
        self.clear()
        self.cells[0] = [("?", "")] * columns

    def feed(self, data: str) -> None:
        """Take what a program writes."""
        for piece in _PIECE.finditer(data):
            if piece["row"]:
                self._x, self._y = int(piece["column"]) - 1, int(piece["row"]) - 1
            elif piece["look"] is not None:
                self._look = "" if piece["look"] == "0" else piece["look"]
            elif piece["erased"]:
                for x in range(self._x, min(self._x + int(piece["erased"]), self.size[0])):
                    self._blank(x)
            elif piece["clear"]:
                self.clear()
            elif sign := piece["sign"]:
                self._draw(sign)

    def _draw(self, sign: str) -> None:
        width = self._wide(sign)
        if not width:
            before = max(self._x - 1, 0)
            row = self.cells[self._y]
            before -= row[before][0] == "" and before > 0
            row[before] = row[before][0] + sign, row[before][1]
        elif self._x + width <= self.size[0]:  # it does not wrap
            for x in range(self._x, self._x + width):
                self._blank(x)
            for x in range(self._x, self._x + width):
                self.cells[self._y][x] = (sign if x == self._x else "", self._look)
            self._x += width

    def _blank(self, x: int) -> None:
        """Empty a cell; half of a wide sign does not stay."""
        row = self.cells[self._y]
        if row[x][0] == "":
            row[x - 1] = BLANK
        if x + 1 < len(row) and row[x + 1][0] == "":
            row[x + 1] = BLANK
        row[x] = BLANK
