"""Which customers did you picture? One key for each person; one key skips it for all."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.votes.pictured import MOST, NONE
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.clickable import pressing
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.stray_key import stray


class PicturedScreen(ModalScreen[Mapping[str, str]]):
    """Asks one person after the other; gives the segment of each who named one, by voter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(1)", "Customers", key_display=f"1-{MOST}", id="pictured.choose"),
        *(
            Binding(str(n), f"choose({n})", show=False, id=f"pictured.{n}")
            for n in range(2, MOST + 1)
        ),
        Binding("0", "choose(0)", "None in particular", id="pictured.none"),
        Binding("backspace", "back", "One back", show=False, id="pictured.back"),
        Binding("enter,escape", "skip", "Skip", id="pictured.skip"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = """
    PicturedScreen {
        align: center middle;
        & #whose { text-style: bold; color: $primary; margin-bottom: 1; }
        & #how { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(
        self, people: Sequence[tuple[str, str]], segments: Sequence[tuple[str, str]]
    ) -> None:
        """Ask `people` about `segments`, both as (id, name)."""
        super().__init__()
        self._people = people
        self._segments = segments
        self._at = 0
        self._pictured: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out who is asked, the segments, and that it can be skipped."""
        alone = len(self._people) == 1
        with Box("Which customers did you picture?" if alone else "Which did each picture?", ""):
            yield Static(id="whose", markup=False)
            yield Static(self._listed(), id="segments")
            yield Static(id="how", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first person."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a digit for each segment."""
        number = parameters[0] if parameters else 0
        return action != "choose" or (isinstance(number, int) and number <= len(self._segments))

    def on_key(self, event: events.Key) -> None:
        """Say if a key is no answer, until the next one that is."""
        if said := stray(self, event):
            self.query_one("#how", Static).update(Content(said))

    def _listed(self) -> Content:
        rows = [(n, one_line(name)) for n, (_, name) in enumerate(self._segments, 1)]
        return Content("\n").join(
            pressing(Content.assemble((f"{n}  ", "bold $primary"), name), f"choose({n})")
            for n, name in [*rows, (0, NONE)]
        )

    def _draw(self) -> None:
        name = one_line(self._people[self._at][1])
        of = f"   {self._at + 1} of {len(self._people)}" if len(self._people) > 1 else ""
        self.query_one("#whose", Static).update(Content.assemble(name, (of, "$text-muted")))
        skips = "skips this" if len(self._people) == 1 else "skips the rest"
        how = f"A digit says it. {shown_key(self, 'pictured.skip')} {skips}; nothing waits for it."
        self.query_one("#how", Static).update(Content(how))

    def action_choose(self, number: int) -> None:
        """Note a segment, or none, and go on to the next person."""
        person = self._people[self._at][0]
        self._pictured[person] = self._segments[number - 1][0] if number else ""
        self._at += 1
        if self._at == len(self._people):
            self.action_skip()
        else:
            self._draw()

    def action_back(self) -> None:
        """Ask the person before once more."""
        self._at = max(self._at - 1, 0)
        self._draw()

    def action_skip(self) -> None:
        """Go on with what was said so far."""
        self.dismiss({person: key for person, key in self._pictured.items() if key})
