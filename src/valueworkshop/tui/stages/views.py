"""Which view shows a stage: its kind's own one, or one drawn from its description."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes.custom_items import OwnAsks
from valueworkshop.core.stages.votes.model import VotedOn
from valueworkshop.tui.stages.described_view import view_of
from valueworkshop.tui.stages.stage_view import StageView


@cache
def view_class(kind: str) -> type[StageView]:
    """Return the view of a kind of stage.

    It is imported only now: most workshops do without most kinds.
    """
    name = f"valueworkshop.tui.stages.{kind}"
    spec = find_spec(name)
    if spec is not None and spec.origin is not None:  # git leaves a folder of caches
        found: type[StageView] = getattr(import_module(f"{name}.view"), f"{kind.capitalize()}View")
        return found
    asks = KINDS[kind].asks
    if asks is None or not issubclass(asks, VotedOn):
        return view_of(kind)
    where, view = ("custom_items_view", "Own") if issubclass(asks, OwnAsks) else ("view", "")
    module = import_module(f"{__package__}.votes.{where}")
    votes: type[StageView] = getattr(module, f"{view}VotesView")
    return votes


def all_views() -> list[type[StageView]]:
    """Return the views of all kinds."""
    return [view_class(kind) for kind in KINDS]
