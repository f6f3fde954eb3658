"""Serves the site of a room at one address of this computer, in the loop of the app."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from valueworkshop.phones.way_of_serving import Certificate

USUAL_PORT: Final = 8765

_MOST_CONNECTIONS: Final = 2_000
_IDLE: Final = 20
"""Seconds after which a connection that asks nothing is closed."""


def bound(ip: str, port: int = USUAL_PORT) -> socket.socket:
    """Return a socket at an address; at any port if the usual one is taken. Raises OSError."""
    # uvicorn would end the whole program for a port that is in use.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            made.bind((ip, port))
        except OSError:
            made.bind((ip, 0))
        made.listen(512)
        made.setblocking(False)  # noqa: FBT003 - as the system has it
    except OSError:
        made.close()
        raise
    return made


class Server:
    """A site at a bound socket, from `start` to `stop`."""

    def __init__(
        self, site: ASGIApp, listening: socket.socket, certificate: Certificate | None = None
    ) -> None:
        """Serve nothing yet; with a certificate, over TLS."""
        self._socket = listening
        self._server = _Quiet(
            uvicorn.Config(
                site,
                loop="none",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_keep_alive=_IDLE,
                timeout_graceful_shutdown=1,
                ssl_certfile=certificate.file if certificate else None,
                ssl_keyfile=certificate.key if certificate else None,
            )
        )
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to serve, in the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._serve())

    async def _serve(self) -> None:
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            self._socket.close()  # uvicorn does, but not where the loop ends before it could

    def hang_up(self) -> None:
        """Take nobody else; what is being answered may end."""
        self._server.should_exit = True

    async def stop(self) -> None:
        """End, after what is being answered."""
        self.hang_up()
        if self._task is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


class _Quiet(uvicorn.Server):
    """A server that leaves the signals of the process to the app."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
