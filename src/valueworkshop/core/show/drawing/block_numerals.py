"""Large numbers of 3 by 5 blocks: they have no gaps, as digits of box lines have on 1, 4 and 7."""

from typing import Final

from valueworkshop.core.show.drawing.cells import Canvas, Role

_ROWS: Final = 5
_SHAPES: Final = {
    "0": "███ █.█ █.█ █.█ ███",
    "1": ".█. ██. .█. .█. ███",
    "2": "███ ..█ ███ █.. ███",
    "3": "███ ..█ ███ ..█ ███",
    "4": "█.█ █.█ ███ ..█ ..█",
    "5": "███ █.. ███ ..█ ███",
    "6": "███ █.. ███ █.█ ███",
    "7": "███ ..█ ..█ ..█ ..█",
    "8": "███ █.█ ███ █.█ ███",
    "9": "███ █.█ ███ ..█ ███",
    "+": "... .█. ███ .█. ...",
    "-": "... ... ███ ... ...",
    "–": "... ... ███ ... ...",
    ".": ". . . . █",
    ":": ". █ . █ .",
}


def drawable(text: str) -> bool:
    """Whether a text is a number that we can draw large."""
    return bool(text) and all(letter in _SHAPES for letter in text)


def numerals(text: str, role: Role, across: int = 2, down: int = 1) -> Canvas:
    """Return a number in five rows of blocks, `across` by `down` cells each; empty for a word."""
    shapes = _shapes(text)
    canvas = Canvas(_width(shapes, across, across), _ROWS * down if shapes else 0)
    left = 0
    for shape in shapes:
        for y, row in enumerate(shape):
            for x, block in enumerate(row):
                for row_of in range(y * down, (y + 1) * down) if block != "." else ():
                    canvas.write(left + x * across, row_of, " " * across, role, role)
        left += (len(shape[0]) + 1) * across
    return canvas


def small_numerals(text: str, role: Role) -> Canvas:
    """Return a number in three rows of half blocks, four cells a digit; empty if it is no number.

    A cell with both halves is a fill, so that no seam is in the middle of a stroke.
    """
    shapes = _shapes(text)
    canvas = Canvas(_width(shapes, 1, 1), (_ROWS + 1) // 2 if shapes else 0)
    left = 0
    for shape in shapes:
        for x in range(len(shape[0])):
            strokes = [row[x] != "." for row in shape] + [False]
            for y, halves in enumerate(zip(strokes[::2], strokes[1::2], strict=True)):
                if all(halves):
                    canvas.write(left + x, y, " ", role, role)
                elif any(halves):
                    canvas.write(left + x, y, "▀" if halves[0] else "▄", role)
        left += len(shape[0]) + 1
    return canvas


def _shapes(text: str) -> list[list[str]]:
    return [_SHAPES[letter].split() for letter in text] if drawable(text) else []


def _width(shapes: list[list[str]], across: int, gap: int) -> int:
    return sum(len(shape[0]) * across + gap for shape in shapes) - gap if shapes else 0
