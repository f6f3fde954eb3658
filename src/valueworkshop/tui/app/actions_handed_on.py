"""Hands actions on to the program that the user's settings name, and says what came of it."""

import asyncio
from collections.abc import Callable, Sequence

from valueworkshop.sitting import actions_hook
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.app.served import Served
from valueworkshop.tui.widgets.fields import say_on


def program_of(app: Served) -> tuple[str, ...]:
    """Return the words of the program, none if the settings name none."""
    return app.preferences.settings.hooks.get("actions", ())


def hand_on(app: Served, sitting: Sitting, *, asked: bool = False) -> None:
    """Run the program beside the keys: after a sitting that changed an action, or if asked."""
    if program := program_of(app):
        work = actions_hook.hand_on if asked else actions_hook.at_the_end
        app.run_worker(_handed(app, sitting, program, work), exit_on_error=False)


async def _handed(
    app: Served,
    sitting: Sitting,
    program: Sequence[str],
    work: Callable[[Sitting, Sequence[str]], str],
) -> None:
    if said := await asyncio.to_thread(work, sitting, program):
        say_on(app.screen, said)
