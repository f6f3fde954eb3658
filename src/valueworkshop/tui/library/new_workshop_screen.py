"""The first questions of a new workshop: its title, and what it asks."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.kit import Kit
from valueworkshop.core.show.drawing.agenda_bar import shape
from valueworkshop.core.show.drawing.kit_card import about_lines
from valueworkshop.core.stages.frame.model import Field
from valueworkshop.core.stages.frame.show import ASKED
from valueworkshop.files.home.new_sessions import ESSENTIALS, Beginning
from valueworkshop.tui.library.agenda import Agenda
from valueworkshop.tui.library.agenda_card import AgendaBar, StageRows, Toggled
from valueworkshop.tui.library.kit_cards import Kits
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_WRITING
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Line

_FEWEST, _MOST = 2, 40
"""We show the minutes for so many people at least and at most."""


class NamingScreen(ModalScreen[Beginning | None]):
    """Asks for the title, the kit and the stages; Enter takes them as they are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="naming.begin"),
        Binding("tab", "app.focus_next", "Kit and stages", id="naming.next"),
        Binding("escape", "back", "Back", id="naming.back"),
        HELP_WRITING,
    ]

    DEFAULT_CSS = f"""
    NamingScreen {{
        background: $background;
        & > #box {{ height: 1fr; padding: 0 1; }}
        & Static {{ height: auto; }}
        & #where {{ display: none; height: 1; }}
        & #head {{ height: auto; }}
        & .card {{ {CARD} height: auto; }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #about {{ width: 1fr; }}
        & #when {{ width: 34; display: none; }}
        & #question {{ text-style: bold; }}
        & #hint, & #sentence {{ color: $text-muted; }}
        & #sentence {{ height: 2; }}
        & Kits {{ max-height: 6; }}
        & #agenda {{ height: 1fr; }}
        & #bar {{ display: none; }}
        & StageRows {{ height: 1fr; }}
        & #total {{ display: none; }}

        &.-narrow > #box {{ padding: 0 1; }}
        &.-narrow .card, &.-narrow .card:focus-within {{
            border: none; padding: 0; margin-bottom: 1; background: $background;
        }}
        &.-narrow #agenda, &.-narrow #agenda:focus-within {{ margin-bottom: 0; }}
        &.-narrow Kits {{ max-height: 3; }}
        &.-narrow #sentence {{ display: none; }}
        &.-narrow #total {{ display: block; }}

        &.-high #where {{ display: block; }}
        &.-wide #when {{ display: block; margin-left: 1; height: 100%; }}
        &.-wide.-high.-pictures {{
            & #head {{ height: 6; }}
            & #about {{ height: 6; }}
            & #kit, & #kit:focus-within {{
                border: none; padding: 0; background: $background; height: 17fr;
            }}
            & Kits {{ height: 1fr; max-height: 30; }}
            & #agenda {{ height: 15fr; }}
            &.-two-rows #kit, &.-two-rows #kit:focus-within {{ height: 20fr; min-height: 16; }}
            &.-two-rows #agenda {{ height: 12fr; }}
            & #sentence, & #strip, & StageRows {{ display: none; }}
            & #bar {{ display: block; }}
        }}
    }}
    """

    def __init__(
        self,
        proposed: str,
        kits: Mapping[str, Kit],
        begun: Beginning,
        now: Callable[[], dt.datetime],
    ) -> None:
        """Propose a title; `begun` is what was here when the user last left this form.

        Of the `kits`, by the name that a workshop begins with, only the outlines are needed. `now`
        tells the time of day, as the agenda shows what would be if the workshop began at once.
        """
        super().__init__()
        self._proposed = proposed
        self._kits = kits
        self._now = now
        self._title = begun.title
        known = isinstance(begun.kit, str) and begun.kit in kits
        self._kit = str(begun.kit) if known else ESSENTIALS
        self._left_out = {self._kit: set(begun.left_out)}
        self._people = begun.people

    def compose(self) -> ComposeResult:
        """Lay out the title's line, the choice of a kit and its stages."""
        self.set_class(not self.app.has_class("-accessible"), "-pictures")
        prompt = ASKED[Field.TITLE]
        with Vertical(id="box"):
            yield Static(
                Content.assemble("valueworkshop  ›  ", ("New workshop", "bold")), id="where"
            )
            with Horizontal(id="head"):
                with Vertical(id="about", classes="card"):
                    yield Static(Content(prompt.question), id="question")
                    yield Line(self._title, placeholder=self._proposed, id="title")
                    yield Static(Content(prompt.hint), id="hint")
                yield Static(id="when", classes="card", markup=False)
            with Vertical(id="kit", classes="card"):
                yield Kits(list(self._kits))
                yield Static(id="sentence", markup=False)
            with Vertical(id="agenda", classes="card"):
                yield Static(id="strip", markup=False)
                yield StageRows(id="stages")
                yield AgendaBar()
                yield Static(id="total", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the kit, and each minute what it would be if the workshop began then."""
        name_card(self.query_one("#about"), "What it is about")
        name_card(self.query_one("#when"), "If you begin now")
        self._show()
        if self.has_class("-pictures"):
            self._wait()

    def _wait(self) -> None:
        """Show it anew when the minute is over."""
        self.set_timer(60 - self._now().second, self._minute)

    def _minute(self) -> None:
        self._show()
        self._wait()

    def on_resize(self) -> None:
        """Draw what depends on the size; the focus stays on what takes the place of its widget."""
        self._show()
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        bar, rows = self.query_one(AgendaBar), self.query_one(StageRows)
        if self.focused is None or (self.focused in {bar, rows} and not self.focused.display):
            (bar if bar.display else rows).focus()

    def standing(self) -> Beginning:
        """Return what is in the form, the title as it was typed."""
        out = self._left_out.get(self._kit, set())
        left_out = tuple(key for key in self.kit.stages if key in out)
        return Beginning(title=self._title, kit=self._kit, left_out=left_out, people=self._people)

    @property
    def kit(self) -> Kit:
        """The outline of the kit that is chosen."""
        return self._kits[self._kit]

    @property
    def _cards(self) -> bool:
        """Whether kits are cards and the agenda is a bar with words."""
        return all(self.has_class(name) for name in ("-wide", "-high", "-pictures"))

    def _show(self) -> None:
        if not self.is_mounted:
            return
        begins = self._now()
        agendas = {
            name: Agenda(kit, self._left_out.get(name, ()), self._people, begins)
            for name, kit in self._kits.items()
        }
        agenda = agendas[self._kit]
        kits = self.query_one(Kits)
        self.set_class(kits.in_two_rows, "-two-rows")
        kits.show(agendas, self._kit, cards=self._cards)
        self._show_words(agenda, list(agendas).index(self._kit) + 1)
        self.query_one(StageRows).show(agenda)
        self.query_one(AgendaBar).show(agenda)
        width = max(self.size.width - _EDGES, 1)
        self.query_one("#strip", Static).update(lines(shape(agenda.slots, width, _full(agenda)))[0])

    def _show_words(self, agenda: Agenda, number: int) -> None:
        """Say what is chosen, when it would be, and how long it takes."""
        room = max(self.size.width - _EDGES, 1)
        about = about_lines(" ".join(filter(None, (agenda.facts.about, agenda.advice))), room, 2)
        self.query_one("#sentence", Static).update(Content("\n".join(about)))
        name_card(self.query_one("#kit"), "Kit", f"{number} of {len(self._kits)}")
        title = Content(f"Agenda: {one_line(agenda.kit.title)}")
        total = agenda.total if self._cards else agenda.total.removesuffix(".")
        name_card(self.query_one("#agenda"), title, total)
        told = " ".join(filter(None, (agenda.total, agenda.advice)))
        self.query_one("#total", Static).update(Content(told))
        rows = (
            ("Starts", agenda.after(0)),
            ("Ends", f"{agenda.ends} {agenda.ends_on}".strip()),
            ("People", str(agenda.people)),
        )
        drawn = [
            Content.assemble((f"{word:<9}", "$text-muted"), (told, "bold")) for word, told in rows
        ]
        self.query_one("#when", Static).update(Content("\n").join(drawn))

    @on(Toggled)
    def _toggle(self, event: Toggled) -> None:
        """Leave out a stage, or include it again; one that the kit always has stays."""
        if event.stage in self.kit.optional:
            self._left_out.setdefault(self._kit, set()).symmetric_difference_update({event.stage})
            self._show()

    @on(Kits.Chosen)
    def _chosen(self, event: Kits.Chosen) -> None:
        self._kit = event.kit
        self._show()

    @on(Kits.ForPeople)
    def _for_people(self, event: Kits.ForPeople) -> None:
        self._people = min(max(self._people + event.by, _FEWEST), _MOST)
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


_EDGES = 6
"""Cells of the edges of a card and around it."""


def _full(agenda: Agenda) -> int:
    """Return the minutes of the whole kit: what is left out makes the bar shorter."""
    return agenda.kit.minutes(agenda.people)
