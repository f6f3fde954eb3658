"""Phones of the open workshop: one host as long as it is open; a clear line without the extra."""

import asyncio
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from valueworkshop.core.clean_text import capital
from valueworkshop.phones.needed import lacking
from valueworkshop.tui.app.served import Served

if TYPE_CHECKING:
    from valueworkshop.phones.addresses import Address
    from valueworkshop.phones.way_of_serving import Hosting
    from valueworkshop.sitting.sitting import Sitting
    from valueworkshop.tui.hosting.phones_host import PhonesHost

_FAREWELL: Final = 4.0
"""Seconds in which every phone asks once and hears that it is over."""


async def open_phones(app: Served) -> None:
    """Show the screen of phones, with the address that was used last."""
    sitting = app.sitting
    if sitting is None:
        return
    if (
        said := "Only reading: phones could not answer."
        if sitting.only_read
        else capital(lacking())
    ):
        app.notify(capital(said), severity="warning", markup=False)
        return
    from valueworkshop.tui.hosting.phones_screen import PhonesScreen  # noqa: PLC0415 - when asked for

    host = app.phones or await _made(sitting, _hosting(app))
    app.phones, host.on_way_in = host, app.show_way_in
    if app.sitting is sitting and not isinstance(app.screen, PhonesScreen):
        app.push_screen(PhonesScreen(host, lambda: sitting.desk.session, lambda: _end(host)))


def _hosting(app: Served) -> "Hosting":
    """Return how phones are served: as the command says, with the server of the settings."""
    from valueworkshop.phones.way_of_serving import Hosting, RoomOnServer  # noqa: PLC0415

    found, settings = app.hosting or Hosting(), app.preferences.settings
    if found.server is None and settings.server and settings.token:
        server = RoomOnServer(url=settings.server, token=settings.token)
        return replace(found, server=server)
    return found


async def _made(sitting: "Sitting", hosting: "Hosting | None") -> "PhonesHost":
    """Return a host for the open workshop; importing the web takes a moment, in a thread."""
    from valueworkshop.phones.addresses import here  # noqa: PLC0415 - when asked for
    from valueworkshop.tui.hosting.phones_host import PhonesHost  # noqa: PLC0415 - when asked for

    def found() -> "list[Address]":
        import_module("uvicorn")
        return here()

    return PhonesHost(sitting, await asyncio.to_thread(found), sitting.state, hosting)


async def _end(host: "PhonesHost") -> None:
    await host.turn_off(_FAREWELL)
