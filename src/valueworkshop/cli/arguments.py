"""Which folder and which session a command means."""

import datetime as dt
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_PLAIN: Final = re.compile(r"\w[\w.+-]*").fullmatch


def workshops(
    ctx: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    """Return the workshops of the folder whose file begins as `typed`, for a shell; else paths.

    A shell puts these words into its line as they are. So a name that it would take apart, or run,
    is no word here: the shell's own completion of paths quotes it.
    """
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - not for a command

    from valueworkshop.files.home.sessions_folder import listing  # noqa: PLC0415
    from valueworkshop.files.text.problems import FileProblem  # noqa: PLC0415

    names: list[str] = []
    with suppress(FileProblem, OSError):  # the command itself says what is wrong
        folder = Where(ctx.find_root().params.get("sessions")).folder
        names = sorted(entry.path.stem for entry in listing(folder))
    found = [CompletionItem(name) for name in names if name.startswith(typed) and _PLAIN(name)]
    return found or [CompletionItem(typed, type="file")]


class Day(click.ParamType[dt.date]):
    """A day in the past, as people type it; where they leave the year out, the last one."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day; click says what is wrong with anything else."""
        from valueworkshop.core.session.typed_values import (  # noqa: PLC0415 - seldom
            Towards,
            TypedError,
            day_in,
        )
        from valueworkshop.sitting.room_clock import system_today  # noqa: PLC0415

        if isinstance(value, dt.date):
            return value
        try:
            day = day_in(str(value), system_today(), Towards.PAST)
        except TypedError as error:
            self.fail(str(error), param, ctx)
        return day or self.fail("an empty text is no day", param, ctx)


@dataclass(frozen=True, slots=True)
class Where:
    """Where to look for workshops: `option` is what was typed for --sessions."""

    option: Path | None

    @property
    def folder(self) -> Path:
        """The folder of the workshops, which need not exist."""
        from valueworkshop.files.home.sessions_folder import VARIABLE, sessions_folder  # noqa: PLC0415

        if self.option is None and not os.environ.get(VARIABLE):
            from valueworkshop.files.home.settings import current  # noqa: PLC0415 - 4 ms

            chosen = current().sessions
            if chosen is not None:
                return chosen
        return sessions_folder(self.option, os.environ, Path.cwd())

    @property
    def kits(self) -> Path:
        """The folder of your own kits, which need not exist."""
        from valueworkshop.files.home.kits import kits_folder  # noqa: PLC0415

        return kits_folder(os.environ, Path.cwd())

    @property
    def state(self) -> Path:
        """The state folder of this computer, which need not exist."""
        from valueworkshop.files.safe.state_folder import state_folder  # noqa: PLC0415

        return state_folder(os.environ, Path.cwd())

    def find(self, name: str) -> Path:
        """Return the file of the session called `name`.

        Raises NotFoundError, or UsageError if several could be meant.
        """
        from valueworkshop.files.home.named_sessions import find  # noqa: PLC0415
        from valueworkshop.files.text.problems import FileProblem, NotFoundError  # noqa: PLC0415

        try:
            return find(self.folder, name)
        except NotFoundError:
            raise
        except FileProblem as error:
            raise click.UsageError(str(error)) from error
