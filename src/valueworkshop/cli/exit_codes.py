"""How a command ends: every error becomes a message and an exit code, in this one place."""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

import click

from valueworkshop.core.clean_text import clean, one_line


class End(IntEnum):
    """Exit codes; click itself gives 2 for a command that was typed wrongly."""

    OK = 0
    FAILED = 1
    INVALID = 3
    NOT_FOUND = 4
    INTERRUPTED = 130


MODULES: Final = {
    **dict.fromkeys(("demo", "new", "open", "run", "watch", "phones"), "open_commands"),
    **dict.fromkeys(("list", "show"), "list_and_show"),
    "find": "find",
    "actions": "actions_of_all",
    **dict.fromkeys(("archive", "duplicate", "rename", "delete", "bin"), "archive_commands"),
    "compare": "compare",
    **dict.fromkeys(("history", "merge"), "history_and_merge"),
    **dict.fromkeys(("portfolio", "tidy"), "tidy_and_portfolio"),
    **dict.fromkeys(("export", "import"), "export"),
    "ballots": "ballots",
    "import-ballots": "import_ballots",
    "check": "check",
    "kits": "kit_commands",
    "schema": "schema",
    "import-survey": "import_survey",
    **dict.fromkeys(("restore", "doctor"), "restore_and_doctor"),
    **dict.fromkeys(("config", "keys"), "config"),
    "serve": "serve",
}
"""In which module of this package each command is, in the order in which `--help` lists them."""


class Commands(click.Group):
    """The group of all commands, each imported when asked for. No traceback gets past it."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a facilitator needs them."""
        return list(MODULES)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return the command called `name`, None if there is none."""
        if name not in MODULES:
            return None
        module = importlib.import_module(f"valueworkshop.cli.{MODULES[name]}")
        found = (each for each in vars(module).values() if isinstance(each, click.Command))
        return next(each for each in found if each.name == name)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Take the arguments before the command's name."""
        with _said_harmlessly():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print whatever goes wrong on standard error."""
        try:
            with _said_harmlessly():
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise  # click prints the first three, and ends quietly when nobody reads on
        except KeyboardInterrupt:
            ctx.exit(End.INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - the one place that catches all
            ctx.exit(tell(error))


@contextmanager
def _said_harmlessly() -> Iterator[None]:
    """Clean what click says about arguments: `valueworkshop show *` passes names of any file."""
    try:
        yield
    except click.ClickException as error:
        error.message = clean(error.message)  # type: ignore[misc] # click has no other door
        raise


def tell(error: Exception) -> End:
    """Print on standard error what went wrong; return the exit code for it."""
    from valueworkshop.files.text.problems import (  # noqa: PLC0415 - only if something is wrong
        FileProblem,
        NotFoundError,
        reason,
    )

    match error:
        case FileProblem():
            click.echo(str(error), err=True)
            return End.NOT_FOUND if isinstance(error, NotFoundError) else End.INVALID
        case OSError():
            place = f"{one_line(str(error.filename))}: " if error.filename else ""
            click.echo(f"Error: {place}{reason(error)}", err=True)
        case _:
            what = one_line(f"{type(error).__name__}: {error}")
            click.echo(f"Error: valueworkshop hit a bug ({what}). {_noted(error)}", err=True)
    return End.FAILED


def _noted(error: Exception) -> str:
    """Write a bug down for `doctor --report`; say how to report it."""
    from valueworkshop.files.home import bug_log  # noqa: PLC0415 - only if something is wrong
    from valueworkshop.files.safe.state_folder import state_folder  # noqa: PLC0415
    from valueworkshop.files.text.problems import FileProblem  # noqa: PLC0415

    with suppress(FileProblem):  # the variable names no folder
        bug_log.note(error, state_folder(os.environ, Path.cwd()))
    return "Please report it: `valueworkshop doctor --report` shows what to send."
