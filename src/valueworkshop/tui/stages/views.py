"""Which view shows a stage: one of its own kind's, or one drawn from its description."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from valueworkshop.core.stages import KINDS
from valueworkshop.tui.stages.described_view import view_of
from valueworkshop.tui.stages.stage_view import StageView


@cache
def view_class(kind: str) -> type[StageView]:
    """Return the view of a kind of stage. It is imported now: most workshops lack most kinds."""
    name = f"valueworkshop.tui.stages.{kind}"
    if find_spec(name) is None:
        return view_of(kind)
    found: type[StageView] = getattr(import_module(f"{name}.view"), f"{kind.capitalize()}View")
    return found


def all_views() -> list[type[StageView]]:
    """Return the views of all kinds."""
    return [view_class(kind) for kind in KINDS]
