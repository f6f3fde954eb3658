"""Help for one place: its keys, from the declarations that make them work."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from valueworkshop.core.summary import gap_words
from valueworkshop.tui.library.welcome import PremiseScreen
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import display, working
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

SIGNS = (
    "▼▼ gap of 25 to 100   ▼ gap of 10 to 24   = under 10   ▲ more than needed",
    "A assumed: our own guess   H heard from customers   M measured   ! look at this",
    "● an answer is in, or: today   ○ needed   ▸ the cursor   ■ where you are",
)


class HelpScreen(ModalScreen[None]):
    """Lists the keys that work on the screen below: first those of this place, then the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "dismiss(None)", "Close", id="help.close"),
        Binding("p", "premise", "The premise", id="help.premise"),
    ]

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        & > #box { height: 1fr; padding: 1 2; }
        & Static { height: auto; margin-bottom: 1; }
        & #keys { height: auto; }
        & #keys Static { width: 2fr; margin: 0 1 1 0; }
        & #keys Static:first-child { width: 3fr; }
        &.-narrow #keys { layout: vertical; }
        &.-narrow #keys Static { width: 100%; }
    }
    """

    def __init__(self, below: Screen[object]) -> None:
        """Explain the screen `below`, with its focus as it is now."""
        super().__init__()
        self._keys = _keys_of(below)
        self._works = {
            (display(active.binding), active.binding.description): active
            for active in below.active_bindings.values()
            if active.enabled and active.binding.id
        }
        self._words = below.explain() if isinstance(below, WorkshopScreen) else []

    def compose(self) -> ComposeResult:
        """Lay out keys, signs, and how we score."""
        with VerticalScroll(id="box"):
            told = [(heading, said) for heading, said in self._words if said]
            for heading, said in told[:1]:
                yield Static(Content.assemble((heading, "bold"), f"\n{said}"))
            with Horizontal(id="keys"):
                for title, keys in self._keys:
                    yield Static(_column(title, keys))
            yield Static(Content(_BY_MOUSE).stylize("$text-muted"))
            for heading, said in told[1:]:
                yield Static(Content.assemble((heading, "bold"), f"\n{said}"))
            yield Static(
                Content.assemble(
                    ("What the symbols mean\n", "bold"), "\n".join(f"  {s}" for s in SIGNS)
                )
            )
            method = "\n".join(f"  {said}" for said in (*gap_words.METHOD, gap_words.DISCLAIMER))
            yield Static(Content.assemble(("How we score\n", "bold"), method))
        yield KeyBar()

    def on_click(self, event: events.Click) -> None:
        """Close, and do what the key on the clicked line does."""
        key, what = event.style.meta.get(_DOES, ("", ""))
        active = self._works.get((key, what))
        if active is not None and not is_many(active.binding):
            self.dismiss()
            self.call_later(self.app.run_action, active.binding.action, active.node)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#box").focus()

    def action_premise(self) -> None:
        """Show what value means here."""
        self.app.push_screen(PremiseScreen())


_DOES = "does"
_BY_MOUSE = "You can also click a line here: it does what its key does."


def _column(title: str, keys: list[tuple[str, str]]) -> Content:
    """Return keys and their words, line by line; a click on a line does what the key does."""
    room = max(len(key) for key, _ in keys) + 2
    lines = [
        Content(f"  {key:<{room}}{what}").stylize(Style.from_meta({_DOES: (key.split()[0], what)}))
        for key, what in keys
    ]
    return Content("\n").join([Content.assemble((title, "bold")), *lines])


def _keys_of(screen: Screen[object]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (heading, [(keys, what they do)]): of the focus and around it, then everywhere."""
    here: dict[str, tuple[str, list[str]]] = {}
    everywhere: dict[str, tuple[str, list[str]]] = {}
    for active in working(screen):
        binding = active.binding
        # Ours have ids; the toolkit's text area has many that need no explanation.
        if not binding.description or not binding.id or not active.enabled:
            continue
        # A form's bindings are for this form; the working screen's are for the whole workshop.
        is_everywhere = active.node is screen.app or isinstance(active.node, WorkshopScreen)
        group = everywhere if is_everywhere else here
        keys = group.setdefault(binding.action + binding.description, (binding.description, []))[1]
        if display(binding) not in keys:
            keys.append(display(binding))
    return [
        (title, [(" ".join(keys), what) for what, keys in group.values()])
        for title, group in (("Here", here), ("Everywhere", everywhere))
        if group
    ]
