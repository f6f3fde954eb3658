"""The site of a server: the page that phones see, and the door for facilitators' apps."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from valueworkshop.phones import room_news
from valueworkshop.phones.published import LARGEST, loads
from valueworkshop.phones.room_news import News
from valueworkshop.phones.serving.host_store import HostStore, InUseError, NoTokenError
from valueworkshop.phones.serving.room_store import RoomStore
from valueworkshop.phones.serving.stored_room import StoredRooms
from valueworkshop.phones.site import site

KEPT_DAYS: Final = 30
"""Days without its app after which a room is emptied, unless the server's owner says otherwise."""

_HOUR: Final = 3600.0

_LARGEST_MESSAGE: Final = 2 * LARGEST

_AWAY: Final = "The server is busy. What you tapped is kept on this phone; try again in a moment."


def server_site(
    store: RoomStore,
    hosts: Collection[str],
    *,
    secure: bool = True,
    days: int = KEPT_DAYS,
) -> Starlette:
    """Return the site of all rooms of a store. See `site` for `hosts` and `secure`."""
    door = _Door(HostStore(store))

    @contextlib.asynccontextmanager
    async def sweeping(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(door.sweep(days))
        yield
        task.cancel()

    made = site(
        StoredRooms(store),
        hosts,
        secure=secure,
        more=[Route(room_news.PATH, door.follow, methods=["POST"])],
        lifespan=sweeping,
    )
    made.add_exception_handler(SQLAlchemyError, _busy)
    return made


async def _busy(_request: Request, _error: Exception) -> Response:
    """Say that the database is away: a phone keeps its answer then, and sends it again."""
    return PlainTextResponse(_AWAY, 503, {"retry-after": "2"})


class _Door:
    def __init__(self, hosts: HostStore) -> None:
        self._hosts = hosts
        self._wrong = asyncio.Lock()

    async def follow(self, request: Request) -> Response:
        """Take what an app tells, and tell it what is new."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() != "bearer" or not token:
            return await self._refused()
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > _LARGEST_MESSAGE:
                return _said("This is too large.", 413)
        try:
            news = await asyncio.to_thread(self._followed, token.strip(), bytes(data))
        except NoTokenError:
            return await self._refused()
        except InUseError as error:
            return _said(str(error), 409)
        except ValueError:
            return _said("This server does not understand your valueworkshop: update both.", 400)
        return Response(room_news.dumps(news), media_type="application/json")

    def _followed(self, token: str, data: bytes) -> News:
        told = room_news.told(data)
        published = None if told.published is None else loads(told.published)
        return self._hosts.follow(token, told, published)

    async def _refused(self) -> Response:
        async with self._wrong:  # one after the other: nobody guesses a token
            await a_while()
        return _said("No room has this token.", 401)

    async def sweep(self, days: int) -> None:
        """Empty old rooms, now and every hour."""
        while True:
            with contextlib.suppress(SQLAlchemyError):
                await asyncio.to_thread(self._hosts.sweep, days * 24 * _HOUR)
            await asyncio.sleep(_HOUR)


async def a_while() -> None:
    """Wait before a wrong token is refused."""
    await asyncio.sleep(1)


def _said(text: str, status: int) -> Response:
    return JSONResponse({"said": text}, status)
