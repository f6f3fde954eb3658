"""Runs a server of rooms: one process for each worker, all at one socket."""

import json
import os
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from valueworkshop.phones.serving.host_door import KEPT_DAYS, server_site
from valueworkshop.phones.serving.host_store import HostStore
from valueworkshop.phones.serving.room_store import RoomStore
from valueworkshop.phones.serving.tables import connected, prepare

_PLAN: Final = "VALUEWORKSHOP_SERVE_PLAN"
"""The variable in which a worker finds how it was asked to serve."""

_MOST_CONNECTIONS: Final = 4_000
_IDLE: Final = 20
_GRACE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to serve: the database, where to listen, under which names browsers ask.

    Without `names` only this computer can ask, and without TLS: to try it.
    """

    database: str
    host: str = "127.0.0.1"
    port: int = 8080
    names: tuple[str, ...] = ()
    workers: int = 2
    days: int = KEPT_DAYS

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the site may be asked."""
        here = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost")}
        return frozenset(self.names) or frozenset(here)


def usual_database(state: Path) -> str:
    """Return the address of the database in the state folder, and make its folder."""
    folder = state / "server"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{folder.absolute() / 'rooms.sqlite'}"


def opened(database: str) -> HostStore:
    """Return the rooms of a database, with its tables made. Raises DatabaseError."""
    engine = connected(database)
    prepare(engine)
    return HostStore(RoomStore(engine))


def run(plan: Plan, ready: Callable[[int], None]) -> None:
    """Serve until a signal ends it; `ready` gets the port. Raises OSError, DatabaseError."""
    opened(plan.database)
    # uvicorn would end the program for a port that is in use, without a word of ours.
    listening = _bound(plan.host, plan.port)
    port = listening.getsockname()[1]
    os.environ[_PLAN] = json.dumps(asdict(plan) | {"port": port})
    with listening:
        ready(port)
        uvicorn.run(
            "valueworkshop.phones.serving.run_server:worker",
            factory=True,
            fd=listening.fileno(),
            workers=plan.workers,
            http="h11",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_GRACE,
        )


def worker() -> ASGIApp:
    """Return the site that one worker serves."""
    told = json.loads(os.environ[_PLAN])
    plan = Plan(**{**told, "names": tuple(told["names"])})
    store = RoomStore(connected(plan.database))
    return server_site(store, plan.hosts, secure=bool(plan.names), days=plan.days)


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket at an address. Raises OSError."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(kind, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(1024)
        made.set_inheritable(True)
    except OSError:
        made.close()
        raise
    return made
