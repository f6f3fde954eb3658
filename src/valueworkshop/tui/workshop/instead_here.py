"""What the working screen shows instead of a stage, at the place where it began."""

from typing import Final

from valueworkshop.core.session.session import Place
from valueworkshop.tui.stages.stage_view import DOTS, GROUPS, SILENT, StageView
from valueworkshop.tui.workshop.working import Working

_ALL: Final = (DOTS, SILENT, GROUPS)


class InsteadHere:
    """The dot vote, the silent writing or the groups of one screen.

    You leave it if you go elsewhere, and it goes on later.
    """

    def __init__(self, screen: Working) -> None:
        """Begin with none."""
        self._screen = screen
        self._place: Place | None = None
        self._name = ""
        self._groups_first = False

    def shown(self, here: Place) -> str:
        """Return the name of the view to show at a place, '' for the stage's own."""
        if self._place not in (None, here):
            self._place = None
        return self._name if self._place is not None else ""

    def dots_are_offered(self) -> bool:
        """Whether the team is where people can vote on things, even if there are no things yet."""
        view = self._screen.view
        if view is None or not view.is_mounted:
            return False
        return any(True for _ in view.dot_pools(self._screen.desk.session))

    async def made(self) -> str:
        """Make the view to show instead of the stage's own; return its name or ''."""
        screen, here = self._screen, self._screen.desk.session.place
        name = self.shown(here)
        for old in [each for each in screen.stages.children if each.id in _ALL]:
            if old.id != name:
                if screen.stages.current == old.id:
                    screen.stages.current = None
                await old.remove()
        if name and not screen.stages.query(f"#{name}"):
            await screen.stages.mount(self._view(name, here))
        return name

    def _view(self, name: str, here: Place) -> StageView:
        from valueworkshop.tui.stages.instead import groups_first, instead  # noqa: PLC0415 - when asked for

        stage = self._screen.stages.get_child_by_id(f"stage-{here.stage}", StageView)
        pools = groups_first(stage.dot_pools) if self._groups_first else stage.dot_pools
        return instead(name, self._screen.desk, here.stage, pools)

    async def open(self, name: str) -> None:
        """Show a view at this place: a dot vote only where there is something to vote on."""
        if name != DOTS or self.dots_are_offered():
            self._groups_first = self.shown(self._screen.desk.session.place) == GROUPS
            self._name, self._place = name, self._screen.desk.session.place
            await self._screen.open_here()

    async def close(self) -> None:
        """Show the stage again; after what was done with its notes, at them, where letters act."""
        self._place = None
        await self._screen.open_here(stand=self._name != DOTS)
