"""What you can export of a workshop, in which form, and how each form is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from valueworkshop import __version__
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.handout.chat_lines import in_a_chat
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.session.session import Session
from valueworkshop.exports import markdown
from valueworkshop.exports.draft_mark import in_a_line, mark
from valueworkshop.exports.workshop_report import WHOLE, Part, blocks


class Form(StrEnum):
    """The forms; each is the ending that `--to` takes."""

    MD = "md"
    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """The ending of a file of this form."""
        return ".txt" if self is Form.TEXT else f".{self.value}"

    @property
    def is_report(self) -> bool:
        """Whether it is a report, which people read in parts, and not data."""
        return self in {Form.MD, Form.TEXT, Form.HTML}


SUFFIXES: Final[Mapping[str, Form]] = {
    **{form.suffix: form for form in Form},
    ".markdown": Form.MD,
    ".htm": Form.HTML,
}
"""The form that a file's ending means."""


def form_of(ending: str) -> Form | None:
    """Return the form for a file's ending, None for no ending.

    Raises ValueError for an ending that no form has.
    """
    if ending and ending.lower() not in SUFFIXES:
        known = ", ".join(form.suffix for form in Form)
        raise ValueError(f"cannot write {one_line(ending)} files, only {known}")
    return SUFFIXES[ending.lower()] if ending else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to write.

    A report is the summary of two pages, in a chat of twelve lines. With `full` it is all that the
    team gave, or the `parts` of that. `at` is the time to mark a draft with. `target` and `mermaid`
    are for Markdown: where people read it, and whether to draw there. `linked` and `bom` are for
    JSON and CSV: whether to say whose ballot is whose, and the mark that makes Excel read UTF-8.
    """

    form: Form = Form.MD
    full: bool = False
    parts: frozenset[Part] = WHOLE
    at: dt.datetime | None = None
    anonymous: bool = False
    target: markdown.Target = markdown.Target.PLAIN
    mermaid: bool = False
    linked: bool = False
    bom: bool = False


def written(session: Session, wanted: Wanted) -> str:
    """Return the text of an export. Nothing in it depends on what was not revealed."""
    if wanted.form is Form.JSON:  # it says itself how many votes are withheld
        from valueworkshop.exports import whole_json  # noqa: PLC0415 - on demand, as all below

        return whole_json.written(session, anonymous=wanted.anonymous, linked=wanted.linked)
    whole = session  # whether it is finished does not depend on the names in it
    if wanted.anonymous:
        from valueworkshop.exports.without_names import anonymous  # noqa: PLC0415

        session = anonymous(session)
    if wanted.form is Form.CSV:
        from valueworkshop.exports import csv  # noqa: PLC0415

        return (csv.BYTE_ORDER_MARK if wanted.bom else "") + csv.table(session)
    return _report(session, wanted, whole)


def _report(session: Session, wanted: Wanted, whole: Session) -> str:
    if wanted.full:
        told = blocks(session, wanted.parts, mark(whole))
    elif wanted.form is Form.TEXT:
        told = in_a_chat(session, in_a_line(whole, wanted.at))
    else:
        told = two_pages(session, in_a_line(whole, wanted.at))
    if wanted.form is Form.HTML:
        from valueworkshop.exports import html_page  # noqa: PLC0415

        about, foot = _around(session)
        return html_page.render(told, session.title, about if wanted.full else "", foot)
    if wanted.form is Form.TEXT:
        from valueworkshop.exports import chat  # noqa: PLC0415

        return chat.render(told)
    return markdown.render(told, wanted.target, mermaid=wanted.mermaid)


def _around(session: Session) -> tuple[str, str]:
    """Return the line below the title of a page, and the one at its foot."""
    day = session.date.isoformat() if session.date else ""
    about = " · ".join(filter(None, (session.offer, session.organisation, day)))
    return about, f"Written by valueworkshop {__version__}."
