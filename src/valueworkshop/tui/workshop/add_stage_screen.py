"""The stages of all kits that a workshop has not, to add one of them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.files.home.stages_of_kits import Offered, by_kit, stages_of_kits
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static


class OfferedRows(LongRows):
    """The stages that can be added, kit by kit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Add this", id="add_stage.pick"),
    ]


class AddStageScreen(ModalScreen[Offered | None]):
    """Offers the stages; above them is what the one under the cursor is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="add_stage.back"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    AddStageScreen {
        align: center middle;
        & #means { color: $text-muted; height: auto; min-height: 4; margin-bottom: 1; }
    }
    """

    def __init__(self, session: Session) -> None:
        """Offer what a session has not."""
        super().__init__()
        self._by_id: dict[str, Offered] = {}
        self._people = len(session.people)
        self._rows: list[str] = []
        for kit, stages in by_kit(stages_of_kits(session)):
            self._rows.append(kit)
            for each in stages:
                key = f"{kit}/{each.key}"
                self._by_id[key] = each
                self._rows.append(key)

    def compose(self) -> ComposeResult:
        """Lay out the list above what a stage is for."""
        with Box("Add a stage", "it comes after the one under the cursor", broad=True, lists=True):
            yield Static(id="means", markup=False)
            yield OfferedRows(id="offered")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        headings = frozenset(key for key in self._rows if key not in self._by_id)
        self.query_one(OfferedRows).show_ids(self._rows, self._draw, headings=headings)
        self.query_one(OfferedRows).focus()

    def _draw(self, key: str) -> Content:
        offered = self._by_id.get(key)
        if offered is None:
            return Content.styled(f"  {one_line(key)}", "bold $text-muted")
        plan = offered.plan
        minutes = f"{plan.minutes.planned(self._people)} min"
        return Content.assemble(
            f"    {one_line(plan.letter)[:1] or ' '}  ",
            (f"{minutes:>7}  ", "$text-muted"),
            one_line(plan.title),
        )

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        offered = self._by_id.get(event.option.id or "")
        self.query_one("#means", Static).update(Content(offered.plan.intro if offered else ""))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._by_id.get(event.option.id or ""))
