"""The shadow of the terminal: whatever it leaves out of a frame stands there already."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from cell_terminal import CellTerminal
from made_sessions import moderate
from valueworkshop.tui.terminal.shadow import Shadow

WIDTH, HEIGHT = 16, 3
SIZE = Size(WIDTH, HEIGHT)
CUTS = (0, 5, 11, WIDTH)
"""Where widgets meet: a row is always drawn in these pieces."""

CONSOLE = Console(color_system="truecolor", legacy_windows=False)
LOOKS = (
    Style(),
    Style(color=Color.parse("#ff0000")),
    Style(bgcolor=Color.parse("#00ff00"), bold=True),
    Style(link="https://example.org"),
)
PLAIN = tuple("ab ")
AGREED = (*PLAIN, "│", "▸", "é", "日", "👍", "e\u0301")
DISPUTED = (*AGREED, "👩\u200d💻", "✔\ufe0f", "⚠", "🇨🇭", "א")

OPINIONS: tuple[Callable[[str], int], ...] = (
    cell_len,
    lambda sign: 1 if cell_len(sign) else 0,
    lambda sign: 1 if sign.isascii() or sign in "│▸é" else 2,
)


def piece(chance: Random, width: int, signs: Sequence[str]) -> Strip:
    """Make a piece of a row."""
    segments, left = [], width
    while left:
        sign = chance.choice(signs)
        taken = sign if cell_len(sign) <= left else "a"
        segments.append(Segment(taken, chance.choice(LOOKS)))
        left -= cell_len(taken)
    return Strip(segments, width)


def screen(chance: Random, signs: Sequence[str]) -> list[list[Strip]]:
    """Make rows of pieces, with many signs that are hard to draw or with few."""
    often = chance.choice((signs, (*PLAIN * 8, *signs)))
    return [[piece(chance, b - a, often) for a, b in pairwise(CUTS)] for _ in range(HEIGHT)]


def whole(rows: list[list[Strip]]) -> LayoutUpdate:
    return LayoutUpdate(list(rows), Region(0, 0, WIDTH, HEIGHT))


def part(rows: list[list[Strip]], y: int, first: int, last: int) -> ChopsUpdate:
    """Return the update of some pieces of a row."""
    chops = [dict(zip(CUTS, row, strict=False)) for row in rows]
    spans = [(y, CUTS[first], CUTS[last + 1])]
    return ChopsUpdate(chops, spans, [list(CUTS[1:])] * HEIGHT)


def drawn(rows: list[list[Strip]], wide: Callable[[str], int]) -> list[list[tuple[str, str]]]:
    """Return the cells of a terminal that shows nothing but this."""
    fresh = CellTerminal(WIDTH, HEIGHT, wide)
    fresh.feed(Shadow().different(whole(rows), SIZE, CONSOLE))
    return fresh.cells


@moderate
@given(st.randoms(use_true_random=False))
def test_after_each_frame_all_cells_are_those_of_a_fresh_drawing(chance: Random) -> None:
    terminal, shadow = CellTerminal(WIDTH, HEIGHT, cell_len), Shadow()
    now = screen(chance, AGREED)
    terminal.feed(shadow.different(whole(now), SIZE, CONSOLE))
    for _ in range(6):
        y, (begin, end) = chance.randrange(HEIGHT), sorted(chance.choices(range(3), k=2))
        now[y][begin : end + 1] = screen(chance, AGREED)[y][begin : end + 1]
        terminal.feed(shadow.different(part(now, y, begin, end), SIZE, CONSOLE))
        assert terminal.cells == drawn(now, cell_len)


@moderate
@given(st.randoms(use_true_random=False), st.sampled_from(OPINIONS))
def test_no_opinion_of_widths_leaves_anything_behind(
    chance: Random, wide: Callable[[str], int]
) -> None:
    terminal, shadow = CellTerminal(WIDTH, HEIGHT, wide), Shadow()
    for _ in range(4):
        rows = screen(chance, DISPUTED)
        for _ in range(chance.randrange(3)):
            y, (begin, end) = chance.randrange(HEIGHT), sorted(chance.choices(range(3), k=2))
            terminal.feed(shadow.different(part(rows, y, begin, end), SIZE, CONSOLE))
        rows = screen(chance, chance.choice((PLAIN, DISPUTED)))
        terminal.feed(shadow.different(whole(rows), SIZE, CONSOLE))
        assert terminal.cells == drawn(rows, wide)


def text(words: str) -> list[list[Strip]]:
    return [[Strip([Segment(words.ljust(WIDTH))], WIDTH)] for _ in range(HEIGHT)]


def test_what_stands_there_is_not_written_again() -> None:
    shadow = Shadow()
    assert "ready" in shadow.different(whole(text("ready")), SIZE, CONSOLE)
    assert shadow.different(whole(text("ready")), SIZE, CONSOLE) == ""
    assert shadow.different(whole(text("reads")), SIZE, CONSOLE).count("s") == HEIGHT


def test_another_size_is_drawn_whole() -> None:
    shadow = Shadow()
    shadow.different(whole(text("ready")), SIZE, CONSOLE)
    assert "ready" in shadow.different(whole(text("ready")), Size(WIDTH, HEIGHT + 1), CONSOLE)


def test_nothing_is_known_after_something_unknown_was_written() -> None:
    for written in ("\x1b[?1049h", "\x1b[2J", "\x1b[?25l\x1b[H", "a word"):
        shadow = Shadow()
        shadow.heard(shadow.different(whole(text("ready")), SIZE, CONSOLE) + "\x1b[1;1H")
        for harmless in ("\x1b[?2026h", "\x1b[?2026l", "\x07", "\x1b]52;c;eA==\x07"):
            shadow.heard(harmless)
        assert shadow.different(whole(text("ready")), SIZE, CONSOLE) == ""
        shadow.heard("\x1b[1;1H")
        shadow.heard(written)
        assert "ready" in shadow.different(whole(text("ready")), SIZE, CONSOLE)
