"""An item after the reveal: what people answered, and the result, without names."""

from collections.abc import Iterable

from textual.widgets import Static

from valueworkshop.core.show.blocks import Sight
from valueworkshop.tui.stages.drawn_blocks import drawn


class Reveal(Static):
    """What there is to see of an item: its gap, its answers, what to talk about."""

    DEFAULT_CSS = """
    Reveal { height: auto; }
    """

    def __init__(self) -> None:
        """Make an empty reveal."""
        super().__init__(markup=False)

    def show(self, blocks: Iterable[Sight], room: int) -> None:
        """Show the blocks of an item; `room` is the width in cells."""
        self.update(drawn(blocks, room))
