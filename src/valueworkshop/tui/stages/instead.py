"""The views that a stage may show instead of itself, each loaded when it is asked for."""

from collections.abc import Callable, Iterable

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.tui.stages.stage_view import GROUPS, SILENT, StageView

Pools = Callable[[Session], Iterable[Pool]]


def instead(name: str, desk: Desk, stage: str, pools: Pools) -> StageView:
    """Return the view with a name; `pools` is what people may put dots on."""
    if name == SILENT:
        from valueworkshop.tui.stages.silent.view import SilentView  # noqa: PLC0415

        return SilentView(desk, stage, name=SILENT)
    if name == GROUPS:
        from valueworkshop.tui.stages.note_groups.view import GroupsView  # noqa: PLC0415

        return GroupsView(desk, stage, name=GROUPS)
    from valueworkshop.tui.stages.dots.view import DotsView  # noqa: PLC0415

    return DotsView(desk, stage, pools)


def groups_first(pools: Pools) -> Pools:
    """Return what people may put dots on, groups of notes before all else."""
    return lambda session: sorted(pools(session), key=lambda pool: pool.about is not About.GROUPS)
