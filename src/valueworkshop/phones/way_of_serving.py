"""How a facilitator wants phones to be served, as plain values."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What encrypts the page: files of a certificate and of its key, and whom it is made for."""

    file: Path
    key: Path
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def name_at(self, ip: str) -> str:
        """Return under which name phones reach this address without a warning.

        It is the address itself if the certificate is for that, or for no name that we can know.
        """
        plain = [name for name in self.names if "*" not in name]
        return ip if ip in self.addresses or not plain else plain[0]

    def is_for(self, ip: str) -> bool:
        """Whether there is such a name."""
        return ip in self.addresses or self.name_at(ip) != ip


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOnServer:
    """A room on a server of the organisation: the server's address, and the room's token."""

    url: str
    token: str = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the server, as people type it."""
        return self.url.partition("://")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Whether phones answer before the day, with which certificate, in which room on a server."""

    before: bool = False
    certificate: Certificate | None = None
    server: RoomOnServer | None = None


def way_in(url: str) -> tuple[str, str]:
    """Return what people type of the address of a page, and the room's code; '' and '' for none.

    A browser supplies http:// itself; https:// it has to be told.
    """
    address, _, code = url.removeprefix("http://").rpartition("/")
    return address, code
