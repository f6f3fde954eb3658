"""Asks a server of the organisation about a room, by HTTPS: blocking, so call it in a thread."""

import ipaddress
import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlsplit

from valueworkshop.core.clean_text import one_line
from valueworkshop.phones import room_news
from valueworkshop.phones.room_news import News, Told

_PATIENCE: Final = 10.0
"""Seconds that a server may take."""

_LARGEST: Final = 8_000_000

_SAID: Final = 300
"""Letters of what a server says that we pass on."""


class ServerError(Exception):
    """A server cannot be asked; the text is for people. `lasting` if asking again is no use."""

    def __init__(self, text: str, *, lasting: bool = False) -> None:
        """Say why."""
        super().__init__(text)
        self.lasting = lasting


def usable(url: str) -> str:
    """Return the address of a server as 'https://name[:port]'. Raises ServerError.

    Only a server on this computer may do without TLS: the token crosses the network.
    """
    wanted = f"the address of a server begins with https://, not as {one_line(url)}"
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise ServerError(wanted, lasting=True) from error
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    plain = parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username
    if not host or plain or not (parts.scheme == "https" or _is_here(parts.scheme, host)):
        raise ServerError(wanted, lasting=True)
    return f"{parts.scheme}://{named}{port}"


def _is_here(scheme: str, host: str) -> bool:
    try:
        return scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nobody to another server: the token is for this one."""

    def redirect_request(self, *_: Any) -> None:
        return None


class RoomClient:
    """A room on a server, for those who have its token."""

    def __init__(self, url: str, token: str) -> None:
        """Ask nothing yet. Raises ServerError for an address that cannot be one."""
        self.url = usable(url)
        self._token = token
        self._opener = urllib.request.build_opener(_NoRedirect)

    def follow(self, told: Told) -> News:
        """Tell the server, and return its news. Raises ServerError."""
        request = urllib.request.Request(  # noqa: S310 - `usable` knows the scheme
            self.url + room_news.PATH,
            data=room_news.dumps(told),
            headers={
                "authorization": f"Bearer {self._token}",
                "content-type": "application/json",
            },
        )
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                return room_news.news(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            raise _refused(error) from error
        except urllib.error.URLError as error:
            raise ServerError(f"The server is not there: {_reason(error.reason)}.") from error
        except (OSError, HTTPException) as error:
            raise ServerError(f"The server is not there: {_reason(error)}.") from error
        except ValueError as error:
            raise ServerError("What answers there is no server of valueworkshop.") from error


def _reason(error: object) -> str:
    said = error.strerror if isinstance(error, OSError) else ""
    return one_line(said or str(error)).rstrip(".")[:_SAID] or type(error).__name__


def _refused(error: urllib.error.HTTPError) -> ServerError:
    """Return what the server said, or what its number means."""
    try:
        said = one_line(str(json.loads(error.read(_LARGEST))["said"]))[:_SAID]
    except (OSError, ValueError, TypeError, KeyError, HTTPException):
        said = ""
    lasting = error.code in {400, 401, 413}
    if not said and error.code < 500:
        lasting, said = True, f"What answers there is no server of valueworkshop ({error.code})."
    return ServerError(said or f"The server is busy ({error.code}).", lasting=lasting)
