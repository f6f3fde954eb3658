"""Help for one place: its keys, from the declarations that make them work."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style

from valueworkshop.core.summary import gap_words
from valueworkshop.tui.library.welcome import PremiseScreen
from valueworkshop.tui.widgets.box import bar_at_once
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.clickable import is_many
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import display, working
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
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

    DEFAULT_CSS = f"""
    HelpScreen {{
        background: $background;
        & > #page {{ height: 1fr; padding: 0 1; }}
        & .card {{ height: auto; {CARD} }}
        & .columns, & .column {{ height: auto; }}
        & .column {{ width: 3fr; }}
        & .column.-second {{ width: 2fr; }}
        & .mouse {{ height: auto; padding: 0 2; color: $text-muted; }}
        &.-narrow .columns {{ layout: vertical; }}
        &.-narrow .columns .column {{ width: 100%; }}
        &.-narrow .card {{ border: none; margin-bottom: 1; padding: 0 1; }}
    }}
    """

    def __init__(self, below: Screen[object]) -> None:
        """Explain the screen `below`, with its focus as it is now."""
        super().__init__()
        self._across = 0
        self._keys = _keys_of(below)
        self._works = {
            (display(active.binding), active.binding.description): active
            for active in below.active_bindings.values()
            if active.enabled and active.binding.id
        }
        self._words = below.explain() if isinstance(below, WorkshopScreen) else []

    def compose(self) -> ComposeResult:
        """Lay out keys, signs, and how we score, in two columns where there is room."""
        told = [self._told(heading, said) for heading, said in self._words if said]
        about, rest = told[:1], told[1:]
        keys = [self._card(title, _column(keys)) for title, keys in self._keys]
        method = "\n".join((*gap_words.METHOD, gap_words.DISCLAIMER))
        is_wide = self.app.size.width >= _WIDE
        signs = "\n".join(SIGNS)
        if is_wide:  # one under the other
            signs = signs.replace("   ", "\n")
        more = [self._told("What the symbols mean", signs), self._told("How we score", method)]
        mouse = Static(Content(_BY_MOUSE), classes="mouse")
        with VerticalScroll(id="page"):
            if is_wide:
                with Horizontal(classes="columns"):
                    yield Vertical(*about, *keys[:1], mouse, *rest, classes="column")
                    yield Vertical(*keys[1:], *more, classes="column -second")
            else:
                yield from about
                with Horizontal(classes="columns"):
                    yield Vertical(*keys[:1], classes="column")
                    yield Vertical(*keys[1:], classes="column -second")
                yield from (mouse, *rest, *more)
        yield KeyBar()

    def _told(self, heading: str, said: str) -> Static:
        """Return a card with words."""
        return self._card(heading, Content(said))

    def _card(self, title: str, said: Content) -> Static:
        """Return a card; where there is no room for a border, its title is above the words."""
        if self.app.size.width < _BORDERED:
            return Static(
                Content("\n").join([Content(title).stylize("bold"), said]), classes="card"
            )
        card = Static(said, classes="card")
        name_card(card, title)
        return card

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out anew where there is room for other columns."""
        was, self._across = self._across, event.size.width
        if was and any((was >= least) != (self._across >= least) for least in (_WIDE, _BORDERED)):
            self.refresh(recompose=True)

    def on_click(self, event: events.Click) -> None:
        """Close, and do what the key on the clicked line does."""
        key, what = event.style.meta.get(_DOES, ("", ""))
        active = self._works.get((key, what))
        if active is not None and not is_many(active.binding):
            self.dismiss()
            self.call_later(self.app.run_action, active.binding.action, active.node)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        page, (across, down) = self.query_one("#page"), self.app.size
        bar_at_once(page, page.arrange(Size(across - 3, 0)).total_region.height, down - 1)
        page.focus()

    def action_premise(self) -> None:
        """Show what value means here."""
        self.app.push_screen(PremiseScreen())


_DOES = "does"
_BY_MOUSE = "You can also click a line here: it does what its key does."


_WIDE, _BORDERED = 120, 80
"""From so many columns on, all of it stands in two; the cards have borders."""


def _column(keys: list[tuple[str, str]]) -> Content:
    """Return keys and their words, line by line; a click on a line does what the key does."""
    room = max(len(key) for key, _ in keys) + 2
    style = "bold $footer-key-foreground"
    return Content("\n").join(
        [
            Content.assemble((f"{key:<{room}}", style), what).stylize(
                Style.from_meta({_DOES: (key.split()[0], what)})
            )
            for key, what in keys
        ]
    )


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
