"""The addresses of this computer under which phones in the room may reach it, the likeliest first.

A computer has many: of its Wi-Fi, its cable, a VPN, virtual machines. People scan a code that leads
nowhere if we choose the wrong one, so the facilitator sees them all.
"""

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_LIKELY: Final = ("wl", "wi-fi", "wifi", "en", "eth", "lan")
_UNLIKELY: Final = (
    *("docker", "br-", "veth", "virbr", "vmnet", "vbox", "vethernet", "tun", "tap", "utun"),
    *("wg", "ppp", "zt", "tailscale", "vpn", "ham", "llw", "awdl", "bridge"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address and the network card that has it."""

    card: str
    ip: str

    @property
    def is_likely(self) -> bool:
        """Whether phones in the room probably reach it."""
        return not _is_unlikely(self.card)


def here() -> list[Address]:
    """Return the addresses of this computer that are up, the likeliest first."""
    import psutil  # noqa: PLC0415 - of an extra

    found = {
        card: [each.address for each in every if each.family == socket.AF_INET]
        for card, every in psutil.net_if_addrs().items()
    }
    up = [card for card, each in psutil.net_if_stats().items() if each.isup]
    return ranked(found, up)


def ranked(found: Mapping[str, Sequence[str]], up: Sequence[str]) -> list[Address]:
    """Return the private addresses of cards that are up: Wi-Fi and cable, others, the unlikely.

    The computer's own loop comes last: nothing but this computer reaches it.
    """
    usable = [
        Address(card, ip) for card in found if card in up for ip in found[card] if _is_private(ip)
    ]
    return sorted(usable, key=lambda each: (_rank(each), each.card, each.ip))


def _rank(address: Address) -> int:
    card = address.card.casefold()
    if ipaddress.ip_address(address.ip).is_loopback:
        return 4
    if ipaddress.ip_address(address.ip).is_link_local:
        return 3
    if _is_unlikely(card):
        return 2
    return 0 if card.startswith(_LIKELY) else 1


def _is_unlikely(card: str) -> bool:
    return card.casefold().startswith(_UNLIKELY) or "virtual" in card.casefold()


def _is_private(ip: str) -> bool:
    try:
        return ipaddress.ip_address(ip).is_private
    except ValueError:
        return False
