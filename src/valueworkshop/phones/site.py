"""The site that phones see: addresses, cookies and guards. What is on a page comes from a room.

It answers only under the names it was started for, takes forms only from its own pages, and says
the same for a wrong code and for no room.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import Lifespan

from valueworkshop.phones import entry_pages as pages
from valueworkshop.phones.asked import Ahead, Nameless
from valueworkshop.phones.joining import WhoError
from valueworkshop.phones.page_frame import Frame
from valueworkshop.phones.phone_page import phone_page
from valueworkshop.phones.room import fresh_id
from valueworkshop.phones.rooms import OpenRoom, Rooms
from valueworkshop.phones.seats import FullError, Seat
from valueworkshop.phones.site_guard import Guard
from valueworkshop.phones.take_answer import NamesError, SumError, TooLateError
from valueworkshop.phones.wall_page import wall_page
from valueworkshop.phones.written_page import unkept_page

LARGEST_FORM: Final = 8 * 1024
"""Bytes of a form at most."""

FREE_TRIES: Final = 10
"""After so many wrong codes or words each answer takes a second, for everybody who guesses."""

_COOKIE: Final = "seat"

_UNTIL_THE_DAY: Final = 60 * 24 * 60 * 60
"""Seconds for which a phone that joined before the day keeps its seat."""


def site(
    rooms: Rooms,
    hosts: Collection[str],
    *,
    secure: bool = False,
    more: Iterable[Route] = (),
    lifespan: Lifespan[Starlette] | None = None,
) -> Starlette:
    """Return the site of some rooms. `hosts` are the 'name:port' under which it may be asked.

    With `secure`, browsers send our cookie by HTTPS only. `more` comes before the addresses of
    rooms, behind the same guard.
    """
    served = _Site(rooms, secure=secure)
    under = "/{code:str}"
    return Starlette(
        routes=[
            *more,
            Route("/", served.front, methods=["GET", "POST"]),
            Route(under, served.here),
            Route(f"{under}/at/{{at:str}}", served.here),
            Route(f"{under}/in/{{stage:str}}", served.here),
            Route(f"{under}/in/{{stage:str}}/at/{{at:str}}", served.here),
            Route(f"{under}/join", served.join, methods=["POST"]),
            Route(f"{under}/again", served.again, methods=["GET", "POST"]),
            Route(f"{under}/word", served.word),
            Route(f"{under}/answer", served.answer, methods=["POST"]),
            Route(f"{under}/state", served.state),
            Route(f"{under}/wall", served.wall),
            Route(f"{under}/wall/state", served.wall_state),
        ],
        middleware=[Middleware(Guard, hosts=frozenset(hosts))],
        lifespan=lifespan,
    )


class _Site:
    def __init__(self, rooms: Rooms, *, secure: bool) -> None:
        self._rooms, self._secure = rooms, secure
        self._wrong = 0
        self._guess = asyncio.Lock()

    async def front(self, request: Request) -> Response:
        """Ask for the code, or go to the room that has it."""
        if request.method == "GET":
            return _told(None, pages.code_page)
        form = await _form(request)
        if form is None:
            return _TOO_LARGE
        room = await self._found(request, form.get("code", "").strip())
        return _no_room() if room is None else RedirectResponse(f"/{room.code}", 303)

    async def here(self, request: Request) -> Response:
        """Show what this phone is asked, or let it join."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        seat = _seat(room, request)
        if seat is None:
            if not room.joining:
                return _closed(room)
            return _who(room, wrong=room.refusal, groups=room.groups)
        if (stage := request.path_params.get("stage", "")) and not room.before:
            return RedirectResponse(f"/{room.code}", 303)
        found = await room.page(seat.person, stage)
        note = _NOTES.get(request.query_params.get("note", ""), "")
        if not note and (lost := await room.missed(seat.person)) is not None:
            note = f"{_NOTES['late']} You wrote: {lost}" if lost else _NOTES["late"]
        frame = _frame(
            room,
            stage="" if isinstance(found.asked, Ahead) else stage,
            at=request.path_params.get("at", ""),
            state=f"/{room.code}/state",
            kept=await room.kept(seat.person),
            note=note,
        )
        return _page(phone_page(found, frame), frame)

    async def join(self, request: Request) -> Response:
        """Give a phone its seat."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        if (form := await _form(request)) is None:
            return _TOO_LARGE
        seat = _seat(room, request)
        if seat is not None and not await _asks_name(room, seat, form):
            return RedirectResponse(f"/{room.code}", 303)
        if seat is None and not room.joining:
            return _closed(room)
        return await self._let_in(room, seat, form)

    async def _let_in(self, room: OpenRoom, seat: Seat | None, form: dict[str, str]) -> Response:
        name = form.get("name", "")
        try:
            if seat is not None:
                secret = await room.tell_name(seat.person, name)
            else:
                secret = await room.join(name, form.get("group", ""))
        except WhoError as error:
            return _who(room, name, str(error), groups=() if seat else room.groups)
        except FullError:
            told = "So many phones are in already that nobody else can join."
            return _told(room, lambda frame: pages.told_page(room.title, "Full", told, frame), 503)
        return self._seated(room, secret) if secret else RedirectResponse(f"/{room.code}", 303)

    async def again(self, request: Request) -> Response:
        """Give somebody their seat back by their word."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        if request.method == "GET":
            return _told(room, lambda frame: pages.again_page(room.title, frame))
        if (form := await _form(request)) is None:
            return _TOO_LARGE
        if secret := await room.rejoin(form.get("word", "")):
            return self._seated(room, secret)
        await self._slowed()
        return _told(room, lambda frame: pages.again_page(room.title, frame, wrong=True), 404)

    async def word(self, request: Request) -> Response:
        """Show the word that brings a phone back."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        if (seat := _seat(room, request)) is None:
            return RedirectResponse(f"/{room.code}", 303)
        return _told(room, lambda frame: pages.word_page(room.title, seat.word, frame))

    async def answer(self, request: Request) -> Response:
        """Take an answer, and go back to the page it came from."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        if (seat := _seat(room, request)) is None:
            return PlainTextResponse("Join first.", 403)
        if (form := await _form(request)) is None:
            return _TOO_LARGE
        at, stage, note = form.pop("at", ""), form.get("stage", "") if room.before else "", ""
        try:
            await room.answer(seat.person, form)
        except (TooLateError, SumError) as error:
            note = _NOTE_OF.get(type(error), "late")
            if form.get("text", "").strip():
                told = _NOTES[note]
                return _told(room, lambda f: unkept_page(room.title, told, form, f), 409)
        except ValueError:
            return PlainTextResponse("No page of ours sends this.", 400)
        where = "".join(
            f"/{part}/{key}" for part, key in (("in", stage), ("at", at)) if _is_key(key)
        )
        return RedirectResponse(f"/{room.code}{where}{f'?note={note}' if note else ''}", 303)

    async def state(self, request: Request) -> Response:
        """Say which version of the page is the one of now."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        if _seat(room, request) is None:
            return PlainTextResponse("Join first.", 403)
        return _state(request, room.version())

    async def wall(self, request: Request) -> Response:
        """Show what the projector shows."""
        room = await self._room(request)
        if isinstance(room, Response):
            return room
        frame = _frame(room, state=f"/{room.code}/wall/state", version=room.wall_version())
        scheme = "https" if self._secure else "http"
        url = f"{scheme}://{request.headers['host']}/{room.code}" if room.joining else ""
        page = wall_page(room.wall(), frame, code=room.code, url=url)
        return _page(page, frame)

    async def wall_state(self, request: Request) -> Response:
        """Say which version of the wall is the one of now."""
        room = await self._room(request)
        return room if isinstance(room, Response) else _state(request, room.wall_version())

    async def _room(self, request: Request) -> OpenRoom | Response:
        """Return the room asked for, or what to say with the wrong code, or after the end."""
        room = await self._found(request, request.path_params["code"])
        if room is None:
            return _no_room()
        if room.over:
            return _told(
                room, lambda f: pages.told_page(room.title, "Thank you", room.farewell, f), 410
            )
        return room

    async def _found(self, request: Request, code: str) -> OpenRoom | None:
        room = await self._rooms.find(code, request.cookies.get(_COOKIE, ""))
        if room is None:
            await self._slowed()
        return room

    async def _slowed(self) -> None:
        """Count a wrong guess; after a few of them, each takes a second."""
        self._wrong += 1
        if self._wrong > FREE_TRIES:
            async with self._guess:  # one after the other, however many guess at once
                await asyncio.sleep(1)

    def _seated(self, room: OpenRoom, secret: str) -> Response:
        base = f"/{room.code}"
        response = RedirectResponse(base, 303)
        response.set_cookie(
            _COOKIE,
            secret,
            max_age=_UNTIL_THE_DAY if room.before else None,
            path=base,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response


def _seat(room: OpenRoom, request: Request) -> Seat | None:
    return room.holder(request.cookies.get(_COOKIE, ""))


def _closed(room: OpenRoom) -> Response:
    return _told(room, lambda frame: pages.closed_page(room.title, frame), 403)


async def _asks_name(room: OpenRoom, seat: Seat, form: Mapping[str, str]) -> bool:
    found = await room.page(seat.person, form.get("stage", "") if room.before else "")
    return isinstance(found.asked, Nameless)


def _who(
    room: OpenRoom, typed: str = "", wrong: str = "", groups: tuple[str, ...] = ()
) -> Response:
    """Ask who joins, again if something was `wrong`."""
    return _told(
        room,
        lambda frame: pages.join_page(
            room.title,
            room.promise,
            frame,
            wants_name=room.wants_names or bool(typed),
            groups=groups,
            typed=typed,
            wrong=wrong,
        ),
        422 if wrong else 200,
    )


def _frame(room: OpenRoom | None, **more: object) -> Frame:
    where = {"base": f"/{room.code}", "version": room.version()} if room else _NOWHERE
    return Frame(nonce=fresh_id(), fresh=fresh_id(), **{**where, **more})  # type: ignore[arg-type]


_NOWHERE: Final[Mapping[str, object]] = {"base": "", "version": ""}


def _told(room: OpenRoom | None, made: Callable[[Frame], str], status: int = 200) -> Response:
    frame = _frame(room)
    return _page(made(frame), frame, status)


def _no_room() -> Response:
    return _told(None, lambda frame: pages.code_page(frame, wrong=True), 404)


_NOTES: Final = {
    "late": "Too late: this was shown already, or the room went on.",
    "names": "Not kept: this one has become one with names. Tap again if that is fine with you.",
    "sum": "Not kept: the points have to make 100.",
}

_NOTE_OF: Final[Mapping[type[Exception], str]] = {
    NamesError: "names",
    TooLateError: "late",
    SumError: "sum",
}

_TOO_LARGE: Final = PlainTextResponse("This form is too large.", 413)


def _is_key(text: str) -> bool:
    """Whether a text can be the id of a stage or of a part, and so a part of an address."""
    return text.replace("-", "").replace("_", "").isalnum() and len(text) < 200


def _page(text: str, frame: Frame, status: int = 200) -> Response:
    policy = (
        f"default-src 'none'; style-src 'nonce-{frame.nonce}'; script-src 'nonce-{frame.nonce}'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {"content-security-policy": policy, "cache-control": "no-store"}
    return HTMLResponse(text, status, headers)


def _state(request: Request, version: str) -> Response:
    mark = f'"{version}"'
    headers = {"etag": mark, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return JSONResponse({"version": version}, headers=headers)


async def _form(request: Request) -> dict[str, str] | None:
    """Return the fields of a form; None if it is too large. Fields we cannot read are left out."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > LARGEST_FORM:
            return None
    text = data.decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20)) if text else {}
