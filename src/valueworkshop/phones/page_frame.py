"""The frame of every page that phones see: the document, its links, forms and rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from typing import Final

from valueworkshop.phones.shown_page import text

_HERE: Final = files("valueworkshop.phones")
STYLE: Final = (_HERE / "phone.css").read_text(encoding="utf-8")
SCRIPT: Final = (_HERE / "keep_fresh.js").read_text(encoding="utf-8")

ALL: Final = "all"
"""The part of an address that asks for the list of all items."""

KEPT: Final = "✓ kept"
"""What is said of an answer if nobody knows any more when it came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a page needs to know of the site: where it is, which version this is, once-only ids.

    `base` is the path of the room, `stage` the one that is answered before the day ('' for what
    the room is at), `state` the address that tells the version of now ('' for a page
    that stays as it is), `at` the part asked for ('' for where the team is), `fresh` an
    id for the forms of this page. `kept` says how each answer is kept, as '✓ kept 14:03', by (item,
    facet).
    """

    base: str
    version: str
    nonce: str
    fresh: str
    stage: str = ""
    at: str = ""
    state: str = ""
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)
    note: str = ""

    @property
    def part(self) -> str:
        """The path under which the parts of what is asked are."""
        return f"{self.base}/in/{self.stage}/at" if self.stage else f"{self.base}/at"


def kept_at(clock: str) -> str:
    """Say that an answer is in the workshop since a time of day."""
    return f"{KEPT} {clock}"


def document(title: str, body: str, frame: Frame, nav: str = "", looks: str = "phone") -> str:
    """Return a whole page. Only our own style and script run, by their nonce.

    It `looks` like a phone's or like the wall's.
    """
    note = f'<p role="status" id="state">{text(frame.note)}</p>'
    script = f'<script nonce="{frame.nonce}">{SCRIPT}</script>' if frame.state else ""
    return (
        '<!DOCTYPE html><html lang="en" class="' + looks + '"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{text(title)}</title><style nonce="{frame.nonce}">{STYLE}</style></head><body>'
        f'<main data-base="{escape(frame.base)}" data-state="{escape(frame.state)}" '
        f'data-version="{escape(frame.version)}">'
        f"{body}{note}</main>{f'<nav>{nav}</nav>' if nav else ''}{script}</body></html>"
    )


def links(frame: Frame, *more: str, word: bool = False) -> str:
    """Return the links at the foot of a page; with `word`, to the person's word."""
    own = [f'<a href="{frame.base}/word">Your word <b>…</b></a>'] if word else []
    return f"<div>{''.join([*own, *more])}</div>"


def form(frame: Frame, fields: Mapping[str, str], inside: str) -> str:
    """Return a form that gives an answer, with hidden fields."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in {"id": frame.fresh, "at": frame.at, **fields}.items()
    )
    return f'<form method="post" action="{frame.base}/answer">{hidden}{inside}</form>'


def row(path: str, title: str, told: str, marks: str, *, here: bool) -> str:
    """Return a row of a list that leads to a page: its title, what was given, a mark for each."""
    kind = "row here" if here else "row"
    return (
        f'<li><a class="{kind}" href="{escape(path)}"><span dir="auto">{text(title)}'
        f'<small>{text(told)}</small></span><i aria-hidden="true">{marks}</i></a></li>'
    )


def squares(number: int, of: int) -> str:
    """Return how far a part is among all, in words and as squares."""
    drawn = "■" * number + "□" * (of - number) if of <= _MOST_SQUARES else ""
    return f'{number} of {of} <b aria-hidden="true">{drawn}</b>' if of > 1 else ""


_MOST_SQUARES: Final = 12
"""So many parts are squares; more are a number."""
