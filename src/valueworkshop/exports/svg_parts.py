"""What all figures on a page have around them."""

from collections.abc import Iterable
from html import escape

from valueworkshop.core.clean_text import one_line


def words(text: str) -> str:
    """Return a text on one line, as letters only."""
    return escape(one_line(text))


def framed(kind: str, title: str, inside: str, note: str = "") -> str:
    """Return a figure with its title; the `note` is HTML."""
    beside = f' <span class="note">{note}</span>' if note else ""
    caption = f"<figcaption>{words(title)}{beside}</figcaption>" if title else ""
    return f'<figure class="{kind}">\n{caption}\n{inside}\n</figure>'


def legend(labels: Iterable[str]) -> str:
    """Return what the numbers of a figure stand for."""
    items = "".join(f'<li dir="auto">{words(label) or "–"}</li>' for label in labels)
    return f'<ol class="legend">{items}</ol>'


def label(text: str) -> str:
    """Return the name of a row."""
    return f'<span class="label" dir="auto">{words(text) or "–"}</span>'
