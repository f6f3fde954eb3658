"""A kit at a glance: its minutes in a large number, what it is for, and its stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.core.show.pictures import cell_len, fitted, in_lines

_LARGE: Final = 5
_WITH_LARGE: Final = 11
"""Rows of a card with a number of five rows; a lower one has three."""

_MOST_LINES: Final = 4
"""Lines of the sentence at most."""

_MINUTES: Final = 10
"""Cells for the minutes in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitFacts:
    """What a card says: minutes for so many people, letters and a row that is its agenda."""

    title: str
    minutes: int
    people: str
    about: str
    letters: Sequence[str]
    counted: str
    advice: str = ""


def kit_card(facts: KitFacts, shape: Canvas, width: int, height: int, role: Role) -> Canvas:
    """Return the inside of a card in exactly these cells: what does not fit whole is not there.

    `shape` is its agenda in a row or two, the last of the card. A low card has beside its minutes
    what a higher one has below.
    """
    if height < _WITH_LARGE:
        return _low_card(facts, shape, width, height, role)
    canvas = Canvas(width, height)
    figure = numerals(str(facts.minutes), role)
    if figure.width + 3 + cell_len(facts.people) > width:
        figure = small_numerals(str(facts.minutes), role)
    canvas.paste(figure, 0, 0)
    beside = figure.width + (3 if figure.height == _LARGE else 2)
    middle = (figure.height - 1) // 2
    canvas.write(beside, max(middle - 1, 0), "minutes", "today", bold=True)
    canvas.write(beside, max(middle - 1, 0) + 1, facts.people, "muted")
    counted = [facts.counted, *filter(None, [facts.advice])]
    top, foot = figure.height + 1, 2 + shape.height + len(counted)
    room = height - top - foot
    lines = about_lines(facts.about, width, min(max(room, 0), _MOST_LINES))
    air = 1 if room - len(lines) >= 2 else 0
    y = top
    for line in lines:
        canvas.write(0, y, line, "today")
        y += 1
    y += bool(lines) * air
    letters(canvas, 0, y, facts.letters)
    y += 1 + air
    for said in counted:
        if y < height - shape.height:
            canvas.write(0, y, said, "muted")
        y += 1
    canvas.paste(shape, 0, height - shape.height)
    return canvas


def _low_card(facts: KitFacts, shape: Canvas, width: int, height: int, role: Role) -> Canvas:
    canvas = Canvas(width, height)
    figure = small_numerals(str(facts.minutes), role)
    canvas.paste(figure, 0, 0)
    beside = figure.width + 2
    room = width - beside
    minutes = f"minutes {facts.people}"
    canvas.write(beside, 0, minutes if cell_len(minutes) <= room else "minutes", "today", bold=True)
    canvas.write(beside, 1, fitted(facts.counted, room).rstrip(), "muted")
    if cell_len(" ".join(facts.letters)) <= room:
        letters(canvas, beside, 2, facts.letters)
    top, foot = figure.height, height - shape.height
    said = [facts.advice] if facts.advice and foot > top else []
    lines = about_lines(facts.about, width, min(foot - top - len(said), _MOST_LINES))
    for y, line in enumerate(lines, top):
        canvas.write(0, y, line, "today")
    for y, line in enumerate(said, top + len(lines)):
        canvas.write(0, y, fitted(line, width).rstrip(), "muted")
    canvas.paste(shape, 0, foot)
    return canvas


def about_lines(text: str, width: int, most: int) -> list[str]:
    """Return a sentence in lines; one that is too long ends before its colon, else with '…'."""
    if len(in_lines(text, width, most + 1)) > most:
        text = text.partition(": ")[0]
    return in_lines(text, width, most)


def kit_row(facts: KitFacts, width: int, name: int) -> Canvas:
    """Return a kit in one row: its title in `name` cells, its minutes, the letters if they fit."""
    canvas = Canvas(width)
    name = max(min(name, width - _MINUTES), 0)
    canvas.write(0, 0, fitted(facts.title, name), "today")
    canvas.write(name, 0, f"{facts.minutes:>{_MINUTES - 4}} min", "today")
    left = name + _MINUTES + 3
    said = " ".join(facts.letters)
    if cell_len(said) <= width - left:
        canvas.write(left, 0, said, "muted")
    return canvas


def letters(canvas: Canvas, x: int, y: int, given: Sequence[str]) -> None:
    """Write letters as chips, without their ground where they would not all fit."""
    chips = [f" {letter} " for letter in given]
    if x + sum(cell_len(chip) + 1 for chip in chips) - 1 > canvas.width:
        canvas.write(x, y, " ".join(given), "accent", bold=True)
        return
    for chip in chips:
        canvas.write(x, y, chip, "heard", "heard", bold=True)
        x += cell_len(chip) + 1
