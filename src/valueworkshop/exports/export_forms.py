"""Every form in which you can export a workshop: this table is the one place that lists them.

It loads no form and no workshop before one is written, so that commands and screens can name all.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, TypeAlias

from valueworkshop import __version__
from valueworkshop.core.clean_text import one_line
from valueworkshop.exports.choices import WHOLE, Paper, Part, Target

if TYPE_CHECKING:
    from valueworkshop.core.session.session import Session
    from valueworkshop.core.show.blocks import Block
    from valueworkshop.exports.agreed_actions import Plan

# ruff: noqa: PLC0415 - only the form that is wanted is loaded


class Form(StrEnum):
    """The forms; each is the ending that `--to` takes."""

    MD = "md"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    NOTES = "notes-csv"
    JSON = "json"
    ICS = "ics"
    JIRA = "jira-csv"
    GITLAB = "gitlab-csv"
    TODOIST = "todoist-csv"
    TASKWARRIOR = "taskwarrior"
    GITHUB = "github"

    @property
    def suffix(self) -> str:
        """The ending of a file of this form."""
        return FORMS[self].suffix or f".{self.value}"

    @property
    def is_report(self) -> bool:
        """Whether it is a report, which people read in parts, and not data."""
        return FORMS[self].is_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to write.

    A report is the summary of two pages, in a chat of twelve lines. With `full` it is all that the
    team gave, or the `parts` of that. `at` is the time to mark a draft with. `target` and `mermaid`
    are for Markdown: where people read it, and whether to draw there. `linked` and `bom` are for
    JSON and CSV: whether to say whose ballot is whose, and the mark that makes Excel read UTF-8.
    `paper` is for documents. `owner` is for forms of actions: only what is theirs; `todo` makes
    tasks in a calendar.
    """

    form: Form = Form.MD
    full: bool = False
    parts: frozenset[Part] = WHOLE
    at: dt.datetime | None = None
    anonymous: bool = False
    target: Target = Target.PLAIN
    mermaid: bool = False
    linked: bool = False
    bom: bool = False
    paper: Paper = Paper.A4
    owner: str = ""
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a form is made of: a session whose names may be left out, the `whole` one, the wish.

    Whether a workshop is finished does not depend on the names in it: `whole` says that.
    """

    session: "Session"
    whole: "Session"
    wanted: Wanted

    def report(self) -> "list[Block]":
        """Return the blocks of the report: two pages, in a chat twelve lines, or in full."""
        from valueworkshop.exports import draft_mark

        if self.wanted.full:
            from valueworkshop.exports.workshop_report import blocks

            return blocks(self.session, self.wanted.parts, draft_mark.mark(self.whole))
        draft = draft_mark.in_a_line(self.whole, self.wanted.at)
        if self.wanted.form is Form.TEXT:
            from valueworkshop.core.handout.chat_lines import in_a_chat

            return in_a_chat(self.session, draft)
        from valueworkshop.core.handout.two_pages import two_pages

        return two_pages(self.session, draft)

    @property
    def about(self) -> str:
        """The line below the title of a full report: what it is about, whose, and when."""
        day = self.session.date.isoformat() if self.session.date else ""
        told = (self.session.offer, self.session.organisation, day)
        return " · ".join(filter(None, told)) if self.wanted.full else ""


Written: TypeAlias = str | bytes

FOOT: Final = f"Written by valueworkshop {__version__}."
"""What the foot of a page says."""


def _markdown(given: Given) -> Written:
    from valueworkshop.exports import markdown

    return markdown.render(given.report(), given.wanted.target, mermaid=given.wanted.mermaid)


def _chat(given: Given) -> Written:
    from valueworkshop.exports import chat

    return chat.render(given.report())


def _page(given: Given) -> Written:
    from valueworkshop.exports import html_page

    return html_page.render(given.report(), given.session.title, given.about, FOOT)


def _document(given: Given) -> Written:
    from valueworkshop.exports import word_document

    session, wanted = given.session, given.wanted
    about = word_document.About(
        title=session.title,
        author=session.facilitator,
        subject=session.offer,
        line=given.about,
        foot=FOOT,
        day=session.date,
        paper=wanted.paper,
        contents=wanted.full,
    )
    return word_document.render(given.report(), about)


def _workbook(given: Given) -> Written:
    from valueworkshop.exports import draft_mark, workbook

    wanted = given.wanted
    draft = draft_mark.in_a_line(given.whole, wanted.at)
    return workbook.render(given.session, draft, FOOT, _now(wanted))


def _actions_as_workbook(plan: "Plan") -> Written:
    from valueworkshop.exports import workbook

    return workbook.render_actions(plan, FOOT)


def _now(wanted: Wanted) -> dt.datetime:
    return wanted.at or dt.datetime.now().astimezone()


def _table(given: Given) -> Written:
    from valueworkshop.exports import csv

    return (csv.BYTE_ORDER_MARK if given.wanted.bom else "") + csv.table(given.session)


def _notes(given: Given) -> Written:
    from valueworkshop.exports import csv, notes_table

    return (csv.BYTE_ORDER_MARK if given.wanted.bom else "") + notes_table.table(given.session)


def _data(given: Given) -> Written:
    from valueworkshop.exports import whole_json

    wanted = given.wanted  # it leaves names out itself, and says how many votes are withheld
    return whole_json.written(given.whole, anonymous=wanted.anonymous, linked=wanted.linked)


def _actions_as_table(plan: "Plan") -> Written:
    from valueworkshop.exports import agreed_actions

    return agreed_actions.table(plan)


def _actions_as_data(plan: "Plan") -> Written:
    from valueworkshop.exports import agreed_actions

    return agreed_actions.data(plan)


def _calendar(plan: "Plan") -> Written:
    from valueworkshop.exports import calendar

    return calendar.render(plan)


def _jira(plan: "Plan") -> Written:
    from valueworkshop.exports import trackers

    return trackers.jira(plan)


def _gitlab(plan: "Plan") -> Written:
    from valueworkshop.exports import trackers

    return trackers.gitlab(plan)


def _todoist(plan: "Plan") -> Written:
    from valueworkshop.exports import trackers

    return trackers.todoist(plan)


def _taskwarrior(plan: "Plan") -> Written:
    from valueworkshop.exports import trackers

    return trackers.taskwarrior(plan)


def _github(plan: "Plan") -> Written:
    from valueworkshop.exports import trackers

    return trackers.github(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One form: what it is, in words, and how it is written.

    `write` is for a whole workshop, `actions` for actions, of one workshop or of many; a form has
    one of them or both. `suffix` is '' if the name of the form is its ending, `also` are other
    endings that mean it. `extra` names the optional part of valueworkshop that has its `modules`,
    '' if it needs none. `hint` says what people should know when they take it elsewhere.
    """

    words: str
    write: Callable[[Given], Written] | None = None
    actions: "Callable[[Plan], Written] | None" = None
    hint: str = ""
    suffix: str = ""
    also: tuple[str, ...] = ()
    is_report: bool = False
    extra: str = ""
    modules: tuple[str, ...] = ()


FORMS: Final[Mapping[Form, Described]] = {
    Form.MD: Described(
        words="Markdown, for a wiki, GitHub or Word",
        write=_markdown,
        also=(".markdown",),
        is_report=True,
    ),
    Form.HTML: Described(
        words="a page, to read, or to print as PDF", write=_page, also=(".htm",), is_report=True
    ),
    Form.DOCX: Described(
        words="Word document",
        write=_document,
        is_report=True,
        extra="office",
        modules=("docx", "PIL"),
    ),
    Form.TEXT: Described(
        words="lines of text, for a chat", write=_chat, suffix=".txt", is_report=True
    ),
    Form.XLSX: Described(
        words="sheets for Excel",
        write=_workbook,
        actions=_actions_as_workbook,
        extra="office",
        modules=("xlsxwriter",),
    ),
    Form.CSV: Described(words="ratings as a table (CSV)", write=_table, actions=_actions_as_table),
    Form.NOTES: Described(words="notes with their groups (CSV)", write=_notes, suffix=".notes.csv"),
    Form.JSON: Described(
        words="everything, for programs (JSON)", write=_data, actions=_actions_as_data
    ),
    Form.ICS: Described(
        words="due dates for a calendar",
        actions=_calendar,
        hint="Actions without a day are in no calendar.",
    ),
    Form.JIRA: Described(
        words="actions for Jira (CSV)",
        actions=_jira,
        suffix=".jira.csv",
        hint="In Jira's import, say that dates are yyyy-MM-dd.",
    ),
    Form.GITLAB: Described(words="actions for GitLab (CSV)", actions=_gitlab, suffix=".gitlab.csv"),
    Form.TODOIST: Described(
        words="actions for Todoist (CSV)", actions=_todoist, suffix=".todoist.csv"
    ),
    Form.TASKWARRIOR: Described(
        words="actions for taskwarrior (JSON)", actions=_taskwarrior, suffix=".task.json"
    ),
    Form.GITHUB: Described(
        words="actions for GitHub, as commands",
        actions=_github,
        suffix=".github.sh",
        hint="Read the commands first. In a clone of the repository, sh runs them.",
    ),
}
"""All forms, in the order in which we offer them."""

SUFFIXES: Final[Mapping[str, Form]] = {
    suffix: form for form, described in FORMS.items() for suffix in (form.suffix, *described.also)
}
"""The form that a file's ending means."""

_BY_OTHERS: Final = {
    ".pdf": "write .html, and print that page as PDF from a browser",
    ".pptx": "write .md, and have pandoc make slides of it",
}
"""What people may look for, and how they get it."""


def form_of(ending: str) -> Form | None:
    """Return the form for a file's ending, None for no ending.

    Raises ValueError for an ending that no form has.
    """
    if ending and ending.lower() not in SUFFIXES:
        known = ", ".join(form.suffix for form in Form if form.suffix.count(".") == 1)
        how = _BY_OTHERS.get(ending.lower(), "")
        raise ValueError(
            f"cannot write {one_line(ending)} files, only {known}{f'; {how}' if how else ''}"
        )
    return SUFFIXES[ending.lower()] if ending else None


def lacking(form: Form) -> str:
    """Say how to install what a form needs and this computer does not have, '' if all is here."""
    described = FORMS[form]
    if all(map(find_spec, described.modules)):
        return ""
    return f"pip install 'valueworkshop[{described.extra}]'"


def exported(session: "Session", wanted: Wanted) -> bytes:
    """Return the bytes of an export. Nothing in it depends on what was not revealed."""
    made = _made(session, wanted)
    return made.encode() if isinstance(made, str) else made


def written(session: "Session", wanted: Wanted) -> str:
    """Return the same as text, for forms that are text. Raises ValueError for others."""
    made = _made(session, wanted)
    if isinstance(made, bytes):
        raise ValueError(f"{wanted.form.value} is no text")  # noqa: TRY004 - the form is a value
    return made


def _made(session: "Session", wanted: Wanted) -> Written:
    shown = session
    if wanted.anonymous and wanted.form is not Form.JSON:
        from valueworkshop.exports.without_names import anonymous

        shown = anonymous(session)
    described = FORMS[wanted.form]
    if described.write:
        return described.write(Given(shown, session, wanted))
    from valueworkshop.exports.agreed_actions import plan_of

    return listed(
        replace(plan_of(shown, _now(wanted), wanted.owner), todo=wanted.todo), wanted.form
    )


def listed(plan: "Plan", form: Form) -> Written:
    """Return actions in a form. Raises ValueError if that is none for actions."""
    write = FORMS[form].actions
    if write is None:
        raise ValueError(f"{form.value} is no form for actions")
    return write(plan)
