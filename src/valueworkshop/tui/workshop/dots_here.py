"""The dot vote that the working screen shows instead of a stage, at the place where it began."""

from valueworkshop.core.session.session import Place
from valueworkshop.tui.workshop.working import Working

_NAME = "dots"


class DotsHere:
    """The dot vote of one screen: you leave it if you go elsewhere, and it goes on later."""

    def __init__(self, screen: Working) -> None:
        """Begin with none."""
        self._screen = screen
        self._place: Place | None = None

    def shown(self, here: Place) -> str:
        """Return the name of the view to show at a place, '' for the stage's own."""
        if self._place not in (None, here):
            self._place = None
        return _NAME if self._place is not None else ""

    def are_offered(self) -> bool:
        """Whether the team is where people can vote on things, even if there are no things yet."""
        view = self._screen.view
        if self._place is not None or view is None or not view.is_mounted:
            return False
        return any(True for _ in view.dot_pools(self._screen.desk.session))

    async def made(self) -> str:
        """Make the view to show instead of the stage's own; return its name or ''."""
        screen, here = self._screen, self._screen.desk.session.place
        old = screen.stages.query(f"#{_NAME}")
        if not self.shown(here):
            if screen.stages.current == _NAME:
                screen.stages.current = None
            await old.remove()
            return ""
        if not old:
            from valueworkshop.tui.stages.dots.view import DotsView  # noqa: PLC0415 - when asked for
            from valueworkshop.tui.stages.stage_view import StageView  # noqa: PLC0415

            stage = screen.stages.get_child_by_id(f"stage-{here.stage}", StageView)
            await screen.stages.mount(DotsView(screen.desk, here.stage, stage.dot_pools))
        return _NAME

    async def open(self) -> None:
        """Show the dot vote of this place."""
        if self.are_offered():
            self._place = self._screen.desk.session.place
            await self._screen.open_here()

    async def close(self) -> None:
        """Show the stage again."""
        self._place = None
        await self._screen.open_here()
