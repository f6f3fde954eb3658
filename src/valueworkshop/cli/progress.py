"""The progress of something that takes a while, on a terminal only."""

import sys
from typing import Self

import click


class Progress:
    """While open, says on one line of standard error what is being done, and how much of it is."""

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Self:
        """Begin with nothing shown."""
        return self

    def at(self, what: str, share: float) -> None:
        """Show a share of something, 0 to 1, if its whole per cent has changed."""
        text = f"{what}: {round(100 * share)} %"
        if text != self._shown and sys.stderr.isatty():
            self._clear()
            self._shown = text
            click.echo(text, nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        """Leave an empty line behind."""
        self._clear()

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r" + " " * len(self._shown) + "\r", nl=False, err=True)
