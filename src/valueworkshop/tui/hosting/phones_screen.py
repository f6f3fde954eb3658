"""Phones: where they find the workshop, how many are in, and how many have answered."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.drawing.block_numerals import numerals, small_numerals
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import voted
from valueworkshop.phones.server_client import ServerError
from valueworkshop.tui.hosting.phones_host import PhonesHost
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, with_keys
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.qr_picture import QrPicture
from valueworkshop.tui.widgets.static import Static

_OFTEN = 0.5
"""Seconds between two looks at who is in."""

_BESIDE = 44
"""Cells that the words beside a large code need."""

_CHECK = (
    "Nobody gets in? The same Wi-Fi on every phone, VPN off. Guest networks keep devices apart: "
    "then share a phone's hotspot, or take another address."
)

_BEFORE = "Before the day: people answer what they can alone."

_ON_SERVER = (
    "Phones answer on your organisation's server, from wherever they are.",
    "It keeps what they answer until this program has it; when you end it, it deletes everything.",
)

_OPEN = "It is not encrypted: anyone on the network could read along."


class PhonesScreen(ModalScreen[None]):
    """Turns phones on and off, and shows the way in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "Turn on", id="phones.on"),
        Binding("left", "other(-1)", "Other address", show=False, id="phones.before"),
        Binding("right", "other(1)", "Other address", id="phones.other"),
        Binding("b", "large", "Large", id="phones.large"),
        Binding("j", "joining", "No more joining", id="phones.joining"),
        Binding("x", "drop", "Drop those asleep", id="phones.drop"),
        Binding("a", "before", "Before the day, or now", id="phones.before_the_day"),
        Binding("E", "end", "End", id="phones.end"),
        Binding("escape,f4", "dismiss(None)", "Close", id="phones.close"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    PhonesScreen {{
        & > #box {{ height: 1fr; padding: 0 1; }}
        & Static {{ height: auto; }}
        & #title {{ text-style: bold; }}
        & #main {{ height: 1fr; }}
        & .card {{ {CARD} height: auto; }}
        & #scan {{ width: auto; }}
        & #words {{ width: 1fr; height: auto; }}
        & #in.card {{ border: round $primary; border-title-color: $primary; }}
        & #good {{ color: $text-muted; }}
        &.-narrow .card, &.-narrow #in.card {{ border: none; padding: 0; background: $background; }}
        &.-narrow #words {{ padding-left: 1; }}
        &.-off #scan, &.-off #in {{ display: none; }}
        &.-large #words {{ display: none; }}
        &.-large #good {{ display: none; }}
    }}
    """

    def __init__(
        self, host: PhonesHost, session: Callable[[], Session], end: Callable[[], Awaitable[None]]
    ) -> None:
        """Show the phones of a host; `end` turns them off."""
        super().__init__()
        self._host, self._session, self._end = host, session, end
        self._large = False
        self._problem = ""
        self._drawn: tuple[object, ...] = (None,)

    def compose(self) -> ComposeResult:
        """Lay out the code, the address, who is in, and what to check."""
        with Vertical(id="box"):
            yield Static(id="title", markup=False)
            with Container(id="main"), Horizontal():
                with Vertical(id="scan", classes="card"):
                    yield QrPicture(id="qr")
                with Vertical(id="words"):
                    yield Static(id="way", classes="card", markup=False)
                    yield Static(id="in", classes="card", markup=False)
                    yield Static(id="good", classes="card", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow who joins and answers."""
        self._host.changed = self.show
        self.set_interval(_OFTEN, self.look)
        self.show()

    def on_unmount(self) -> None:
        """Stop following."""
        self._host.changed = None

    def on_resize(self) -> None:
        """See whether the code has room."""
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible while phones are on, or off."""
        del parameters
        if action == "drop":  # before the day people close the page and come back
            return self._host.is_on and not self._host.room.before
        if action in {"large", "joining", "before", "end"}:
            return self._host.is_on
        if action == "on":
            return not self._host.is_on
        if action == "other" and self._host.follower is not None:
            return False  # people there would not know
        return action != "other" or len(self._host.addresses) > 1

    def look(self) -> None:
        """Draw if there is something new: phones wake and sleep without a word."""
        now = self._now()
        if now[0] is not self._drawn[0] or now[1:] != self._drawn[1:]:
            self.show()

    def _now(self) -> tuple[object, ...]:
        """Return the session, and what else is drawn and may change while the screen stands."""
        room, host = self._host.room, self._host
        state = (host.is_on, host.chosen, host.url, room.joining, room.before)
        said = self._problem or host.problem
        return (self._session(), room.counts(), *state, said, self._large)

    def show(self) -> None:
        """Draw everything as it is now."""
        if not self.is_mounted:
            return
        self._drawn = self._now()
        on = self._host.is_on
        self.set_class(not on, "-off")
        title = Content.assemble(one_line(self._session().title), "  ›  ", ("Phones", "bold"))
        self.query_one("#title", Static).update(title)
        if on:
            self._show_code()
        self.set_class(on and self._large, "-large")
        self._show_way()
        self._show_in()
        self.query_one("#good", Static).update(Content("\n").join(map(Content, self._good())))
        name_card(self.query_one("#good"), "Good to know")
        self.refresh_bindings()

    def _show_code(self) -> None:
        code, room = self.query_one(QrPicture), self.size
        code.show(self._host.url, large=code.large)
        wide = code.cells(large=True)
        fits = wide.width <= room.width and wide.height <= room.height - 3
        self._large = self._large and fits
        roomy = wide.width <= room.width - _BESIDE and wide.height <= room.height - 5
        large = self._large or roomy or self.app.has_class("-ascii")
        code.show(self._host.url, large=large)
        needed = code.cells(large=large)
        code.display = needed.width <= room.width and needed.height <= room.height - 3
        name_card(self.query_one("#scan"), "Scan to join")

    def _show_way(self) -> None:
        """Show the address, and the code in large digits."""
        host, way = self._host, self.query_one("#way", Static)
        if not host.is_on:
            name_card(way, "The address for phones")
            rows = []
            for n, each in enumerate(host.addresses):
                mark = "▸ " if n == host.chosen else "  "
                unlikely = "" if each.is_likely else "  virtual or a VPN: phones seldom reach it"
                rows.append(f"{mark}{each.ip}  {each.card}{unlikely}")
            asked = "{phones.on} turns phones on at this address, {phones.other} takes another."
            told = [Content(row) for row in rows] or [Content("This computer is on no network.")]
            problem = [Content(""), Content(self._problem).stylize("$error")]
            words = [Content(""), Content(with_keys(self, asked))] if rows else []
            found = [*told, *words, *(problem if self._problem else [])]
            way.update(Content("\n").join(found))
            return
        name_card(way, "Without a camera")
        scheme = "https://" if host.certificate or host.url.startswith("https") else ""
        big = numerals if self.size.height >= 36 else small_numerals
        digits = big(host.room.code, "today")
        address = Content.assemble("or type  ", (scheme + host.host, "bold $primary"))
        way.update(Content("\n").join([address, Content("and the code"), *lines(digits)]))

    def _show_in(self) -> None:
        """Show how many phones are in, and how many people have answered; never who."""
        counts, session = self._host.room.counts(), self._session()
        card = self.query_one("#in", Static)
        awake = counts.phones - counts.asleep
        told = [f"{awake} awake", *([f"{counts.asleep} asleep"] if counts.asleep else [])]
        rows: list[Content] = []
        place = current_place(session)
        name = f"phones {counts.phones}"
        if self._host.room.before:
            rows += [Content(_BEFORE), *map(Content, _answered_ahead(session)), Content("")]
            told = [f"{awake} of {counts.phones} have the page open now"]
        elif place and place.stage in voted(session) and session.expected:
            given, of = keyboard_turns.ballots_in(session, place.stage)
            if keyboard_turns.cells(session, place.stage):
                name = f"phones {counts.phones} · in {given} of {of}"
                track = Content.assemble(
                    ("■ " * given, "$primary"), ("□ " * (of - given), "$track")
                )
                rows += [track, Content(f"{given} of {of} have answered all"), Content("")]
        rows += map(Content, told)
        if self._host.problem:
            rows += [Content(""), Content(self._host.problem).stylize("$error")]
        joining = "joining is open" if self._host.room.joining else "nobody else can join"
        name_card(card, name, joining)
        card.update(Content("\n").join(rows))

    def _good(self) -> list[str]:
        at = self._host.at
        if self._host.on_server:
            leaving = "If you leave, the room stays open there. {phones.end} ends it."
            return [*_ON_SERVER, with_keys(self, leaving)]
        if at is None:
            return [
                "Phones answer on a page that this computer serves to this network only.",
                "Nothing leaves the room, and nobody needs an account.",
                self._encryption(self._host.addresses[self._host.chosen].ip)
                if self._host.addresses
                else _OPEN,
            ]
        said = [f"Only on this network: {at.card}, {at.ip}.", self._encryption(at.ip)]
        return [*said, *([] if self._host.room.counts().phones else [_CHECK])]

    def _encryption(self, ip: str) -> str:
        """Say who could read along, and what a certificate needs."""
        made = self._host.certificate
        if made is None:
            return _OPEN
        if not made.is_for(ip):
            return f"Encrypted, but the certificate is not made for {ip}: phones will warn of it."
        name = made.name_at(ip)
        return "Encrypted." if name == ip else f"Encrypted: {name} has to lead phones to {ip}."

    async def action_on(self) -> None:
        """Serve at the chosen address."""
        self._problem = ""
        if not self._host.addresses:
            return
        try:
            await self._host.turn_on()
        except ServerError as error:
            self._problem = str(error)
        except OSError as error:
            self._problem = f"That address cannot be served: {error.strerror or error}."
        self.show()

    async def action_other(self, by: int) -> None:
        """Take another address; while phones are on, move there."""
        self._host.choose(by)
        if self._host.is_on:
            await self.action_on()
        self.show()

    def action_large(self) -> None:
        """Show the code as large as the window allows, or as before."""
        self._large = not self._large
        self.show()

    def action_joining(self) -> None:
        """Let nobody else in, or let people in again."""
        self._host.room.joining = not self._host.room.joining
        self.show()

    def action_before(self) -> None:
        """Let people answer all they can alone, or only what the room is at."""
        self._host.room.before = not self._host.room.before
        self.show()

    def action_drop(self) -> None:
        """Take out phones that have been asleep."""
        self._host.room.drop_asleep()
        self.show()

    async def action_end(self) -> None:
        """Turn phones off."""
        self._problem = ""
        try:
            await self._end()
        except ServerError as error:
            self._problem = str(error)
        self.show()


def _answered_ahead(session: Session) -> list[str]:
    """Say for each stage how many have answered all of it; never who."""
    found = []
    for stage in voted(session):
        given, of = keyboard_turns.ballots_in(session, stage)
        if given and keyboard_turns.cells(session, stage):
            found.append(f"{one_line(session.stage(stage).title)}: {given} of {of}")
    return found
