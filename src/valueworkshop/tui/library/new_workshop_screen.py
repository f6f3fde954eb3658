"""The first questions of a new workshop: its title, and what it asks."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import MOST_LENSES, Kit, Stage
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.frame.model import Field
from valueworkshop.core.stages.frame.show import ASKED
from valueworkshop.core.stages.kind import Trait
from valueworkshop.files.home.new_sessions import ESSENTIALS, Beginning
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.word_choice import Choice
from valueworkshop.tui.widgets.writing import Line


class StageRows(Rows):
    """The stages of a kit; those that you can leave out have a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", "Include or leave out", id="naming.in_or_out"),
        Binding("enter", "select", "Begin", show=False, id="naming.begin_here"),
    ]

    def clicked(self, *, again: bool) -> None:
        """Do what Space does."""
        del again
        self.action_in_or_out()

    def action_in_or_out(self) -> None:
        """Leave out the stage under the cursor, or include it again."""
        if isinstance(self.screen, NamingScreen) and self.current:
            self.screen.toggle(self.current)


class NamingScreen(ModalScreen[Beginning | None]):
    """Asks for the title, the kit and the stages; Enter takes them as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="naming.begin"),
        Binding("tab", "app.focus_next", "Kit and stages", id="naming.next"),
        Binding("escape", "back", "Back", id="naming.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = """
    NamingScreen {
        background: $background;
        & > #box { padding: 1 3; max-width: 90; height: 1fr; }
        & Static { height: auto; }
        & #question { text-style: bold; }
        & #hint { color: $text-muted; margin-bottom: 1; }
        & Line { background: $panel; }
        & Horizontal { height: 1; margin-top: 1; }
        & Label { width: auto; margin-right: 1; color: $text-muted; }
        & #about { color: $text-muted; margin-bottom: 1; max-height: 4; }
        & Rows { height: auto; max-height: 1fr; }
        & #total { margin-top: 1; }
    }
    """

    def __init__(self, proposed: str, kits: Mapping[str, Kit], begun: Beginning) -> None:
        """Propose a title; `begun` is what was here when the user last left this form.

        Of the `kits`, by the name that a workshop begins with, only the outlines are needed.
        """
        super().__init__()
        self._proposed = proposed
        self._kits = kits
        self._title = begun.title
        known = isinstance(begun.kit, str) and begun.kit in kits
        self._kit = str(begun.kit) if known else ESSENTIALS
        self._left_out = set(begun.left_out)

    def compose(self) -> ComposeResult:
        """Lay out the title's line, the choice of a kit and its stages."""
        prompt = ASKED[Field.TITLE]
        kits = [(name, one_line(kit.title)) for name, kit in self._kits.items()]
        with Vertical(id="box"):
            yield Static(Content(prompt.question), id="question")
            yield Static(Content(prompt.hint), id="hint")
            yield Line(self._title, placeholder=self._proposed, id="title")
            with Horizontal():
                yield Label("Kit")
                yield Choice(kits, self._kit, id="kit")
            yield Static(id="about", markup=False)
            yield StageRows(id="stages")
            yield Static(id="total", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the kit."""
        self._show()

    def standing(self) -> Beginning:
        """Return what is in the form, the title as it was typed."""
        left_out = tuple(key for key in self.kit.stages if key in self._left_out)
        return Beginning(title=self._title, kit=self._kit, left_out=left_out)

    @property
    def kit(self) -> Kit:
        """The outline of the kit that is chosen."""
        return self._kits[self._kit]

    def toggle(self, stage: str) -> None:
        """Leave out a stage, or include it again; one that the kit always has stays."""
        if stage in self.kit.optional:
            self._left_out ^= {stage}
            self._show()

    def _show(self) -> None:
        kit = self.kit
        first = kit.about.partition(". ")
        self.query_one("#about", Static).update(Content(first[0] + first[1].rstrip()))
        rows = [(key, self._row(key, stage)) for key, stage in kit.stages.items()]
        self.query_one(StageRows).show_rows(rows)
        self.query_one("#total", Static).update(Content(self._total()))

    def _row(self, key: str, stage: Stage) -> Content:
        box = " · " if not stage.optional else "[ ]" if key in self._left_out else "[x]"
        row = f" {box} {stage.minutes.six:>3} min  {stage.letter:<1}  {fitted(stage.title, 40)}"
        out = key in self._left_out
        return Content(row.rstrip()).stylize("$text-muted" if out else "")

    def _total(self) -> str:
        kit = self.kit.without(self._left_out & set(self.kit.optional))
        lenses = len(stages_with(kit, Trait.IS_LENS))
        total = f"{kit.minutes(6)} minutes with six people, {kit.minutes(12)} with twelve"
        out = len(self.kit.stages) - len(kit.stages)
        left = f"; you left out {out}" if out else ""
        many = f" {lenses} lenses: six are enough for one day." if lenses > MOST_LENSES else ""
        return f"{total}{left}.{many}"

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        self._kit = event.value
        self._left_out.clear()
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._title = event.value

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _submitted(self) -> None:
        self.action_begin()

    def action_back(self) -> None:
        """Go back; the form keeps its contents for the next time."""
        self.dismiss(None)

    def action_begin(self) -> None:
        """Take the typed title, else the proposed one, with the kit as it is."""
        beginning = self.standing()
        title = one_line(beginning.title) or self._proposed
        self.dismiss(Beginning(title=title, kit=beginning.kit, left_out=beginning.left_out))
