"""Bars of what customers get beside those of what it costs them."""

from valueworkshop.core.show.drawing.paired_bars import paired_bars


def test_nothing_to_draw_is_drawn_as_empty_rows() -> None:
    canvas = paired_bars((), "steep", 80, 13, more=False)
    assert [line.strip() for line in canvas.letters()] == [""] * 13
