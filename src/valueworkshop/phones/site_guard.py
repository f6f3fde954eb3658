"""Refuses what does not come from our own pages, and adds headers to every answer."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Guard:
    """Stands before a site that is asked under certain names only."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        """Let through what is asked under one of `hosts`."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused:
            await PlainTextResponse(*refused)(scope, receive, send)
            return

        async def with_headers(message: "dict[str, object]") -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))  # type: ignore[call-overload]
                message["headers"] = [*headers, *_HEADERS]
            await send(message)

        await self._app(scope, receive, with_headers)  # type: ignore[arg-type]

    def _refused(self, request: Request) -> tuple[str, int] | None:
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return "This address is not ours.", 421
        if request.method in {"GET", "HEAD"}:
            return None
        origin = request.headers.get("origin", "")
        if origin and urlsplit(origin).netloc != host:
            return "This form is not ours.", 403
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return "This form is not ours.", 403
        return None


_HEADERS: Final = (
    # Not no-referrer: with that a browser calls the origin of our own forms 'null'.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
