"""What the projector shows as a page for another screen, with the way in beside it."""

from collections.abc import Sequence

from valueworkshop.phones.asked import Page, Room
from valueworkshop.phones.page_frame import Frame, document
from valueworkshop.phones.qr_code import modules
from valueworkshop.phones.shown_page import ON_WALL, shown, text


def wall_page(page: Page, frame: Frame, *, code: str, url: str) -> str:
    """Return what the projector shows; `url` is where phones join, '' if none can any more."""
    asked = page.asked
    body = shown(asked.shown, ON_WALL) if isinstance(asked, Room) and asked.shown else ""
    head = f"<header><span>{text(page.workshop)}</span><span>{text(page.stage)}</span></header>"
    way_in = _way_in(url, code) if url else ""
    return document(page.workshop, f"{head}<section>{body}</section>{way_in}", frame, looks="wall")


def _way_in(url: str, code: str) -> str:
    """Return the code to scan, and what people type who cannot scan it."""
    address = url.partition("://")[2].rpartition("/")[0]
    address = f"https://{address}" if url.startswith("https:") else address
    return (
        f'<aside aria-label="Join by phone">{_svg(modules(url))}'
        f'<p class="code">{text(code)}</p><p class="mono">{text(address)}</p></aside>'
    )


def _svg(rows: Sequence[Sequence[bool]]) -> str:
    """Return a QR code as one path, dark on light whatever the page's colours."""
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on
    )
    side = len(rows)
    return (
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="code to scan" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{dark}" fill="#000"/></svg>'
    )
