"""An address as a QR code in cells: for a terminal, read from a screen by a phone's camera."""

from typing import Final

QUIET: Final = 2
"""Light modules around a code; cameras find it with fewer than the norm's four."""


def modules(address: str) -> list[list[bool]]:
    """Return the rows of a code, True for dark, with the light edge around it."""
    import segno  # noqa: PLC0415 - of an extra

    found = segno.make(address, error="m", micro=False)
    return [[bool(module) for module in row] for row in found.matrix_iter(border=QUIET)]


def halves(rows: list[list[bool]]) -> list[list[tuple[bool, bool]]]:
    """Return two rows of modules for each row of cells: (upper, lower), True for dark."""
    light = [False] * len(rows[0])
    pairs = zip(rows[::2], [*rows[1::2], *([light] if len(rows) % 2 else [])], strict=True)
    return [list(zip(upper, lower, strict=True)) for upper, lower in pairs]
