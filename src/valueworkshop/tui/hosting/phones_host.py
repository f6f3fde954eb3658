"""Serves the phones of a room while a workshop is open: one room, at one address at a time."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.session import Session
from valueworkshop.files.home import phone_seats
from valueworkshop.files.saving.save_rules import State
from valueworkshop.phones.addresses import Address
from valueworkshop.phones.batches import Batches
from valueworkshop.phones.following import Follower
from valueworkshop.phones.room import ENCRYPTED, Room
from valueworkshop.phones.rooms import OneRoom
from valueworkshop.phones.seats import Seat, dumps, loads
from valueworkshop.phones.server_client import RoomClient, ServerError
from valueworkshop.phones.way_of_serving import Certificate, Hosting, way_in

if TYPE_CHECKING:
    from valueworkshop.phones.server import Server
    from valueworkshop.sitting.sitting import Sitting

_PATIENCE: Final = 5.0
"""Seconds that an answer waits for the disk."""


ON_SERVER: Final = "your organisation's server"
"""What is said beside the address of a server, where a network card is named otherwise."""

_CLOSING: Final = 20.0
"""Seconds in which a server has to give what waits there, and to delete the rest."""

_LEFT_OPEN: Final = "The room is still open there, and answers wait: follow it again to end it."


class PhonesHost:
    """A room of phones for the workshop of a sitting, and what serves it."""

    def __init__(
        self,
        sitting: "Sitting",
        addresses: list[Address],
        state: Path,
        hosting: Hosting | None = None,
    ) -> None:
        """Open the room that this workshop had before, or a new one. Nothing is served yet."""
        self._sitting, self._state = sitting, state
        self._hosting = hosting or Hosting()
        self.server = self._hosting.server
        own = [Address(card=ON_SERVER, ip=self.server.name)] if self.server else []
        addresses = [*own, *addresses]
        self.addresses = addresses
        self.follower: Follower | None = None
        self._following: asyncio.Task[None] | None = None
        self.at: Address | None = None
        self.port = 0
        self.changed: Callable[[], None] | None = None
        self.on_way_in: Callable[[str], None] = lambda _: None
        self._server: Server | None = None
        code, seats = "", dict[str, Seat]()
        with contextlib.suppress(ValueError):
            code, seats = loads(phone_seats.kept(state, sitting.desk.session.id))
        self._edits = Batches(lambda: sitting.desk.session, self._take, self._save)
        ids = sitting.desk.ids
        self._local = Room(self._edits, ids, code=code, kept=seats, changed=self._seats_changed)
        self._local.before = self._hosting.before
        if self._hosting.certificate is not None:
            self._local.promise = ENCRYPTED
        self._seats_kept = False
        last = phone_seats.last_address(state, tuple(each.ip for each in addresses))
        self.chosen = next((n for n, each in enumerate(addresses) if each.ip == last), 0)

    @property
    def room(self) -> Room | Follower:
        """The room that phones are in, here or on the server."""
        return self.follower or self._local

    @property
    def is_on(self) -> bool:
        """Whether phones can reach us."""
        return self._server is not None or self.follower is not None

    @property
    def problem(self) -> str:
        """Why the server cannot be followed now, '' while it can."""
        return self.follower.problem if self.follower else ""

    @property
    def on_server(self) -> bool:
        """Whether phones are in a room on a server, or will be at the address that is chosen."""
        at = self.at or (self.addresses[self.chosen] if self.addresses else None)
        return at is not None and at.card == ON_SERVER

    @property
    def host(self) -> str:
        """The name and port that people type."""
        if self.at is None or self.on_server:
            return self.at.ip if self.at else ""
        made = self.certificate
        return f"{made.name_at(self.at.ip) if made else self.at.ip}:{self.port}"

    @property
    def certificate(self) -> Certificate | None:
        """What encrypts the page that we serve, None if nothing does."""
        return None if self.on_server else self._hosting.certificate

    @property
    def url(self) -> str:
        """The address that the QR code leads to, with the room's code in it."""
        if self.follower and self.server:
            return f"{self.server.url}/{self.room.code}"
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{self.host}/{self.room.code}" if self.at else ""

    def choose(self, by: int) -> Address:
        """Choose another address, and return it."""
        self.chosen = (self.chosen + by) % len(self.addresses)
        return self.addresses[self.chosen]

    async def turn_on(self) -> None:
        """Serve at the chosen address, and no longer at another. Raises OSError, ServerError."""
        if self.addresses[self.chosen].card == ON_SERVER:
            await self._follow()
            return
        from valueworkshop.phones.server import Server, bound  # noqa: PLC0415 - of an extra
        from valueworkshop.phones.site import site  # noqa: PLC0415 - of an extra

        address = self.addresses[self.chosen]
        await self._stop()
        self._let_go()
        listening = bound(address.ip)
        self.at, self.port = address, listening.getsockname()[1]
        names = {self.host, f"{address.ip}:{self.port}"}
        self._server = Server(
            site(OneRoom(self._local), names, secure=self.certificate is not None),
            listening,
            self.certificate,
        )
        self._server.start()
        self._show_way_in(self.url)
        await asyncio.to_thread(self._save)  # so that a killed program has the same code again
        with contextlib.suppress(OSError):
            phone_seats.remember_address(self._state, address.ip)

    async def _follow(self) -> None:
        """Open the room on the server, and follow it from now on. Raises ServerError."""
        if self.server is None or self.follower is not None:
            return
        client = RoomClient(self.server.url, self.server.token)
        desk = self._sitting.desk
        key = f"{desk.session.id} at {self.server.url}"
        follower = Follower(
            client.follow,
            self._edits,
            desk.ids,
            kept=phone_seats.kept(self._state, key),
            keep=lambda text: self._keep(key, text),
            may_take=lambda: not desk.is_closed,
            changed=self._tell,
            is_alive=_is_alive,
        )
        follower.before, follower.joining = self._local.before, self._local.joining
        await follower.step()
        await self._stop()
        self.follower, self.at = follower, self.addresses[self.chosen]
        desk.listen(self._desk_changed)
        self._following = asyncio.create_task(follower.follow())
        self._following.add_done_callback(self._stopped)
        self._show_way_in(self.url)
        with contextlib.suppress(OSError):
            phone_seats.remember_address(self._state, self.at.ip)

    def _stopped(self, task: "asyncio.Task[None]") -> None:
        """Say so if following ended by a bug: answers wait on the server then."""
        if not task.cancelled() and (error := task.exception()) and self.follower is not None:
            said = one_line(f"{type(error).__name__}: {error}")
            self.follower.problem = f"The server is followed no more ({said}). Answers wait there."
            self._tell()

    def _keep(self, key: str, text: str) -> None:
        with contextlib.suppress(OSError):  # then a stop in the next second would take some twice
            phone_seats.keep(self._state, key, text)

    def _desk_changed(self, _: Session) -> None:
        if self.follower is not None:
            self.follower.wake()

    async def close_on_server(self) -> None:
        """Take what waits on the server, and have it delete everything. Raises ServerError."""
        if (follower := self.follower) is None:
            return
        follower.over = True
        if self._following is not None:
            self._following.cancel()
        try:
            async with asyncio.timeout(_CLOSING):
                while not follower.closed:
                    await follower.step()
        except TimeoutError as error:
            raise ServerError(_LEFT_OPEN) from error
        except ServerError as error:
            raise ServerError(f"{error} {_LEFT_OPEN}") from error
        finally:
            self._let_go()
            self._show_way_in("")
            self.at = None

    def _let_go(self) -> None:
        """Follow no more; the room stays open on the server."""
        if self._following is not None:
            self._following.cancel()
        if self.follower is not None:
            self._sitting.desk.unlisten(self._desk_changed)
        self.follower = self._following = None

    async def turn_off(self, seconds: float = 0) -> None:
        """Serve no more, after telling phones for some `seconds` that it is over.

        Every answer is on the desk before the first wait. Raises ServerError if a room on a
        server could not be closed.
        """
        if self.follower is not None:
            await self.close_on_server()
            return
        self._local.over = True
        self._edits.hand_over()
        self._show_way_in("")
        await asyncio.sleep(seconds)
        await self._stop()
        self.at, self._local.over = None, False

    def hang_up(self) -> None:
        """End at once, as the workshop is being left: every answer is on the desk then.

        A room on a server stays open, and keeps answers until somebody follows it again.
        """
        self._let_go()
        self._local.over = True
        self._edits.hand_over()
        if self._server is not None:
            self._server.hang_up()

    def _show_way_in(self, join: str) -> None:
        self._sitting.show_way_in(join)
        address, code = way_in(join)
        self.on_way_in(f"{address} · {code}" if join else "")

    async def _stop(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            await server.stop()

    def _take(self, before: Session, after: Session) -> bool:
        desk = self._sitting.desk
        return not desk.is_closed and desk.take(before, after)

    def _save(self) -> bool:
        """Write all of it to the disk, and return whether that worked; called in a thread."""
        if not self._seats_kept:
            self._seats_kept = True
            with contextlib.suppress(OSError):
                told = dumps(self._local.code, self._local.seats.kept)
                phone_seats.keep(self._state, self._sitting.desk.session.id, told)
        return self._sitting.saver.flush(_PATIENCE).state is State.SAVED

    def _seats_changed(self) -> None:
        self._seats_kept = False
        self._tell()

    def _tell(self) -> None:
        if self.changed is not None:
            self.changed()


def _is_alive(pid: int) -> bool:
    import psutil  # noqa: PLC0415 - of an extra

    return pid != os.getpid() and psutil.pid_exists(pid)
