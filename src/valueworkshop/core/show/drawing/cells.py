"""A canvas of cells: what a figure is drawn on. A cell has a role, never a colour.

The app gives roles their colours in `tui/widgets/canvas.py`. In plain letters a filled cell is a
block, so that a picture reads without any colour.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from valueworkshop.core.show.pictures import cell_len, fitted, is_latin

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
    "asked",
    "talk",
    "measured",
    "heard",
    "assumed",
    "paper",
    "short",
    "ahead",
    "area",
    "heat1",
    "heat2",
    "heat3",
    "heat4",
    "heat5",
    "fill-steep",
    "fill-some",
    "fill-even",
    "fill-lowest",
    "badge",
    "cursor",
]
"""What a cell means. 'paper' is the ground below a figure, which a gap in it shows. The grades of
evidence are grounds of a word that stands on them; so is a 'badge', of a word in 'paper'. 'asked'
and 'talk' fill an agenda.
"""

BY_SIGN: Final[dict[str, Role]] = {"▼▼": "steep", "▼": "some", "=": "even", "▲": "over"}
"""The role of a gap with a sign."""

FILLS: Final[frozenset[Role]] = frozenset(
    (
        *("steep", "some", "even", "over", "today", "needed", "weight", "accent", "muted"),
        *("asked", "talk", "area"),
    )
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


_Look: TypeAlias = tuple[Role, Role, bool]
_NO_LOOK: Final[_Look] = ("", "", False)


class Canvas:
    """Rows of cells, empty at first. What does not fit is cut off at the edge."""

    def __init__(self, width: int, height: int = 1) -> None:
        """Make an empty canvas; a side below 0 is 0."""
        self.width, self.height = max(width, 0), max(height, 0)
        # A cell is its glyph and its look; of a text that takes several cells, the later ones
        # have no glyph.
        self._glyphs = [[" "] * self.width for _ in range(self.height)]
        self._looks = [[_NO_LOOK] * self.width for _ in range(self.height)]

    def write(
        self, x: int, y: int, text: str, ink: Role = "", ground: Role = "", *, bold: bool = False
    ) -> None:
        """Write a text on one line. Without a `ground` that of the cells stays.

        Beyond the right edge it is cut with an ellipsis; nothing begins left of the left one.
        """
        room = self.width - x
        text = text.strip(_JOINER)
        if not text or room < 1 or x < 0 or not 0 <= y < self.height:
            return
        width = cell_len(text)
        if width > room:
            text = fitted(text, room)
            if cell_len(text) != room:  # a joiner that joins nothing
                text = fitted(text.replace(_JOINER, ""), room)
            width = min(cell_len(text), room)
        if width < 1:
            return  # nothing but marks that belong to a letter before
        # Nobody knows where a cluster of wide letters ends: such a text stays whole.
        single = is_latin(text) or all(cell_len(letter) == 1 for letter in text)
        single = single and len(text) == width
        self._free(x, y, width)
        self._glyphs[y][x : x + width] = list(text) if single else [text, *[""] * (width - 1)]
        looks = self._looks[y]
        if ground:
            looks[x : x + width] = [(ink, ground, bold)] * width
        else:
            looks[x : x + width] = [(ink, under[1], bold) for under in looks[x : x + width]]

    def fill(self, x: int, y: int, width: int, height: int, ground: Role) -> None:
        """Put a ground below cells; what is written there stays."""
        first, end = max(x, 0), max(x + width, 0)
        for looks in self._looks[max(y, 0) : max(y + height, 0)]:
            looks[first:end] = [(ink, ground, bold) for ink, _, bold in looks[first:end]]

    def paste(self, other: "Canvas", x: int, y: int) -> None:
        """Put another canvas on this one; where it has no ground, that of this one stays.

        What begins outside, or is too wide, is left out.
        """
        width = other.width
        if x < 0 or y < 0 or x + width > self.width:
            return
        for down in range(min(other.height, self.height - y)):
            self._free(x, y + down, width)
            self._glyphs[y + down][x : x + width] = other._glyphs[down]  # noqa: SLF001 - a canvas too
            looks, theirs = self._looks[y + down], other._looks[down]  # noqa: SLF001
            looks[x : x + width] = _laid_on(theirs, looks[x : x + width])

    def upright(self, x: int, y: int, letters: str, ink: Role) -> None:
        """Write a letter a row, one below the other, each a cell wide."""
        if not 0 <= x < self.width:
            return
        for row, letter in enumerate(letters[: max(self.height - y, 0)], y):
            self._free(x, row, 1)
            self._glyphs[row][x] = letter
            self._looks[row][x] = (ink, self._looks[row][x][1], False)

    def rows(self) -> list[list[Run]]:
        """Return the rows, from left to right in as few runs as there are looks."""
        return [_runs(*row) for row in zip(self._glyphs, self._looks, strict=True)]

    def letters(self) -> list[str]:
        """Return the rows in letters alone."""
        return ["".join(run.letters for run in row) for row in self.rows()]

    def _free(self, x: int, y: int, width: int) -> None:
        """Blank a wide text that would lose cells."""
        glyphs = self._glyphs[y]
        end = x + width
        while x > 0 and x < self.width and glyphs[x] == "":
            x -= 1
        while end < self.width and glyphs[end] == "":
            end += 1
        glyphs[x:end] = [" "] * (end - x)


def _laid_on(looks: list[_Look], under: list[_Look]) -> list[_Look]:
    """Return looks above others: what has no ground gets theirs."""
    if under.count(_NO_LOOK) == len(under):
        return looks
    if under.count(under[0]) == len(under):
        ground = under[0][1]
        grounded = {look: look if look[1] else (look[0], ground, look[2]) for look in set(looks)}
        return [grounded[look] for look in looks]
    return [
        look if look[1] else (look[0], below[1], look[2])
        for look, below in zip(looks, under, strict=True)
    ]


def _runs(glyphs: list[str], looks: list[_Look]) -> list[Run]:
    """Return cells that look alike as one; a text in several cells has the look of its first."""
    found: list[Run] = []
    start = 0
    for at in range(1, len(glyphs) + 1):
        if at == len(glyphs) or (glyphs[at] and looks[at] != looks[start]):
            found.append(Run("".join(glyphs[start:at]), *looks[start]))
            start = at
    return found
