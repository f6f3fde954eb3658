"""Names beside the points of a field: where nothing else is, or nowhere."""

from collections.abc import Iterator

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len


class Names:
    """Knows which cells are taken, and writes a name where it finds room."""

    def __init__(self, canvas: Canvas) -> None:
        """Begin with all cells free."""
        self._canvas = canvas
        self.width = canvas.width
        self._taken: list[set[int]] = [set() for _ in range(canvas.height)]
        self._points: list[set[int]] = [set() for _ in range(canvas.height)]

    def point(self, x: int, y: int) -> None:
        """Take the cell of a point."""
        self._points[y].add(x)
        self.block(x, y, 1)

    def block(self, x: int, y: int, width: int) -> None:
        """Take cells of a row."""
        self._taken[y].update(range(x, x + width))

    def write(
        self, x: int, y: int, name: str, ink: Role, *, bold: bool = False
    ) -> tuple[int, int] | None:
        """Write a name on the right of its point, on its left, else above or below.

        Return at which cell it begins; None if there is no room.
        """
        cells = cell_len(name)
        for start, row in self._places(x, y, cells):
            if self._is_free(start, row, cells, own=(x, y)):
                for beside in (start - 1, start + cells):  # a line would run into the letters
                    if (beside, row) != (x, y):
                        self._canvas.write(beside, row, " ")
                self._canvas.write(start, row, name, ink, bold=bold)
                self.block(start, row, cells)
                return start, row
        return None

    def _places(self, x: int, y: int, cells: int) -> Iterator[tuple[int, int]]:
        yield x + 2, y
        yield x - 1 - cells, y
        for row in (y + 1, y - 1):
            for start in (x - cells // 2, x + 1 - cells, x):
                yield start, row

    def _is_free(self, start: int, row: int, cells: int, own: tuple[int, int]) -> bool:
        """Whether a name fits, with a cell around it; no other point seems to be the one named."""
        if not (start >= 0 and start + cells <= self._canvas.width and 0 <= row < len(self._taken)):
            return False
        around = set(range(start - 1, start + cells + 1))
        if around & (self._taken[row] - ({own[0]} if row == own[1] else set())):
            return False
        if row == own[1]:
            return True
        beside = set(range(start - 2, start + cells + 2))
        rows = (near for near in (row - 1, row + 1) if 0 <= near < len(self._points))
        return (
            not any(
                beside & (self._points[near] - ({own[0]} if near == own[1] else set()))
                for near in rows
            )
            and not beside & self._points[row]
        )
