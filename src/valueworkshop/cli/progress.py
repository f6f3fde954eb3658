"""The progress of something that takes a while, on a terminal only."""

import sys
from typing import Self

import click


class Progress:
    """While open, says on one line of standard error how much of `what` is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = -1

    def __enter__(self) -> Self:
        """Begin with nothing shown."""
        return self

    def at(self, share: float) -> None:
        """Show a share, 0 to 1, if its whole per cent has changed."""
        percent = round(100 * share)
        if percent != self._shown and sys.stderr.isatty():
            self._shown = percent
            click.echo(f"\r{self._what}: {percent} %", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        """Leave an empty line behind."""
        if self._shown >= 0:
            click.echo("\r" + " " * (len(self._what) + 8) + "\r", nl=False, err=True)
