"""A QR code in cells, as a camera needs it."""

import segno

from valueworkshop.phones.qr_code import QUIET, halves, modules

ADDRESS = "http://192.168.1.42:8765/4729"


def test_it_is_the_code_with_a_light_edge() -> None:
    rows = modules(ADDRESS)
    inside = [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]
    assert inside == [[bool(m) for m in row] for row in segno.make(ADDRESS, error="m").matrix]
    assert not any(any(row) for row in (*rows[:QUIET], *rows[-QUIET:]))


def test_two_modules_are_in_one_cell_upper_and_lower() -> None:
    rows = modules(ADDRESS)
    cells = halves(rows)
    assert [upper for upper, _ in cells[1]] == rows[2]
    assert [lower for _, lower in cells[1]] == rows[3]
    assert len(cells) == (len(rows) + 1) // 2
