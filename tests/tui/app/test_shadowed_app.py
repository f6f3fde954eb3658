"""The app over the shadow of a terminal: after any keys all cells are as if drawn anew."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from rich.cells import cell_len
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.pilot import Pilot

from at_rest import every_frame_drawn
from cell_terminal import CellTerminal
from running import fly, running, settled, until
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.terminal.shadow import Shadow

SAMPLE = Path(__file__).parents[3] / "sessions" / "restaurant.toml"
KEYS = (*["j", "k", "ctrl+n", "b"] * 3, "f1", "escape", "ctrl+g", "f2", "down", "tab", "ctrl+l")
WIDE = "日本 of two widths, e\u0301 and 👍"


class Shown:
    """What a terminal shows of an app, and what it would show if all were drawn anew."""

    def __init__(self, app: WorkshopApp, size: tuple[int, int]) -> None:
        self.terminal, self.shadow = CellTerminal(*size, cell_len), Shadow()
        self._app, display = app, app._display  # noqa: SLF001 - Textual gives no other way

        def displayed(screen: Any, renderable: Any) -> None:
            if isinstance(renderable, LayoutUpdate | ChopsUpdate):
                drawn = self.shadow.different(renderable, app.size, app.console)
                self.terminal.feed(drawn)
            display(screen, renderable)

        app._display = displayed  # type: ignore[method-assign]  # noqa: SLF001

    def is_whole(self) -> bool:
        """Whether each cell is that of a fresh drawing."""
        strips = self._app.screen._compositor.render_strips()  # noqa: SLF001 - as above
        fresh = CellTerminal(*self.terminal.size, cell_len)
        update = LayoutUpdate([[strip] for strip in strips], Region(0, 0, *self.terminal.size))
        fresh.feed(Shadow().different(update, self._app.size, self._app.console))
        return fresh.cells == self.terminal.cells


async def walked(pilot: Pilot[None], shown: Shown, chance: Random, keys: int) -> None:
    """Press any keys; after each the terminal is as if drawn anew."""
    for key in chance.choices(KEYS, k=keys):
        await pilot.press(key)
        await settled(pilot)
        await until(pilot, shown.is_whole, f"the cells of a fresh drawing after {key!r}")


def with_wide_signs(folder: Path) -> tuple[Path, tuple[str, str]]:
    """Return a workshop with signs of two widths, and the place where they are."""
    path = Path(shutil.copy(SAMPLE, folder))
    session = session_file.read(path).session
    stage = session.kit.of_kind("questions")[0]
    question = next(iter(session.stage(stage).asks.questions))
    session = add_note(session, stage, "n1", Note(question=question, text=WIDE))
    path.write_bytes(session_file.dumps(replace(session, title=WIDE)))
    return path, (stage, question)


async def test_any_keys_and_sizes_leave_no_cell_behind(tmp_path: Path) -> None:
    path, place = with_wide_signs(tmp_path)
    with every_frame_drawn():
        await all_walked(path, place)


async def all_walked(path: Path, place: tuple[str, str]) -> None:
    """Press keys at sizes, and look at each frame."""
    chance = Random(15)
    async with running(path, at=place, size=(100, 30)) as pilot:
        assert isinstance(pilot.app, WorkshopApp)
        shown = Shown(pilot.app, (100, 30))
        pilot.app.refresh(layout=True)
        await walked(pilot, shown, chance, 25)
        shown.terminal.resize(124, 36)
        shown.shadow.forget()
        await fly(pilot, (124, 36))
        await walked(pilot, shown, chance, 25)
        shown.terminal.clear()  # as another program that wrote there
        shown.shadow.forget()
        await pilot.press("ctrl+l")
        await walked(pilot, shown, chance, 5)
