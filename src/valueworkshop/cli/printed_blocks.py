"""Prints blocks: on a terminal as wide as that is, elsewhere as wide as one reads."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from valueworkshop.cli.start_app import ascii_asked
from valueworkshop.core.show import ascii_signs

if TYPE_CHECKING:
    from valueworkshop.core.show.blocks import Block

_PLAIN = ("dumb", "unknown")
"""Values of TERM for terminals without bold letters."""


def columns(piped: int) -> int:
    """Return how many cells a line has; `piped` without a terminal, unless COLUMNS says so."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size().columns
    return piped


def put(blocks: "Iterable[Block]", width: int, said: object = ()) -> None:
    """Print blocks in lines of `width` cells; `said` has texts whose signs are people's own."""
    from valueworkshop.exports.terminal_text import written  # noqa: PLC0415 - see the package

    # Only the stream decides on escapes: FORCE_COLOR would put them into a pipe.
    bold = sys.stdout.isatty() and os.environ.get("TERM") not in _PLAIN
    text = written(blocks, width, styled=bold)
    if ascii_asked():
        text = ascii_signs.plain(text, ascii_signs.Written(said))
    click.echo(text, nl=False)
