"""Actions as the importers of trackers take them, each by that importer's own rules.

Where each rule comes from is in tests/exports/test_trackers.py. No tracker knows our people by
their names, so that owners are told in words.
"""

import datetime as dt
import json
import re
import shlex
import uuid
from collections.abc import Iterable
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.exports import csv, markdown
from valueworkshop.exports.agreed_actions import Agreed, Plan, sentence
from valueworkshop.exports.choices import Target

_LABEL: Final = "valueworkshop"

# Jira

JIRA_COLUMNS: Final = (
    *("Summary", "Issue Type", "Due Date", "Description", "External issue ID"),
    *("Labels", "Labels"),
)
"""The heads of a table for Jira: a list, as the labels, is a column that is there twice."""

_JIRA_LONGEST: Final = 255
_JIRA_MARK: Final = re.compile(r"[{}\[\]!|\\]")
_NO_LABEL: Final = re.compile(r"[\s,;]+")


def jira(plan: Plan) -> str:
    """Return open actions as CSV for Jira's import; its dates are year-month-day."""
    return csv.written(JIRA_COLUMNS, map(_jira_row, _open(plan)))


def _jira_row(action: Agreed) -> tuple[str, ...]:
    due = action.due.isoformat() if action.due else ""
    function = _NO_LABEL.sub("-", action.function).strip("-")
    lines = [f"{word}: {_JIRA_MARK.sub(_escaped, text)}" for word, text in action.particulars]
    title, rest = _cut(action.title, _JIRA_LONGEST)
    told = "\n".join([*([_JIRA_MARK.sub(_escaped, rest)] if rest else []), *lines])
    return (title, "Task", due, told, action.id, _LABEL, function)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


# GitLab

GITLAB_COLUMNS: Final = ("title", "description")
"""The heads of a table for GitLab, which reads the first two columns by their place."""

_GITLAB_LONGEST: Final = 255


def gitlab(plan: Plan) -> str:
    """Return open actions as CSV for GitLab's import.

    No line of a description begins with a text of people, or GitLab could take it for a command.
    """
    return csv.written(GITLAB_COLUMNS, map(_gitlab_row, _open(plan)))


def _gitlab_row(action: Agreed) -> tuple[str, str]:
    title, rest = _cut(action.title, _GITLAB_LONGEST)
    said = [("Title", rest)] if rest else []
    lines = [
        f"* **{word}:** {markdown.inline(text, Target.GITLAB)}"
        for word, text in (*said, *action.particulars)
    ]
    return title, "\n".join(lines)


# Todoist

TODOIST_COLUMNS: Final = (
    *("TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE"),
    *("DATE_LANG", "TIMEZONE"),
)
"""The heads of a table for Todoist."""

_LOWEST: Final = 4  # an empty cell would be the highest priority
_TODOIST_LONGEST: Final = 500
_UNNOTICED: Final = "\u200b"
_TODOIST_MARK: Final = re.compile(r"(?<=[@＠])(?=\S)|^(?=\* )")


def todoist(plan: Plan) -> str:
    """Return open actions as CSV for Todoist's import; an `@` in them makes no label."""
    return csv.written(TODOIST_COLUMNS, map(_todoist_row, _open(plan)))


def _todoist_row(action: Agreed) -> tuple[str | int, ...]:
    title, rest = _cut(_TODOIST_MARK.sub(_UNNOTICED, action.title), _TODOIST_LONGEST)
    told = " ".join(filter(None, (rest, sentence(action))))
    due = action.due.isoformat() if action.due else ""
    return ("task", title, told, _LOWEST, 1, "", "", due, "en" if due else "", "")


# taskwarrior

_NAMESPACE: Final = uuid.UUID("5c1d7f0e-5f0c-5b4e-9a4e-3d2f6d0b7a11")

_TASK_STATUS: Final = {Status.DONE: "completed", Status.DROPPED: "deleted"}


def task_id(action: str) -> str:
    """Return the UUID of an action in taskwarrior: always the same, so that it is there once."""
    return str(uuid.uuid5(_NAMESPACE, action))


def taskwarrior(plan: Plan) -> str:
    """Return all actions as JSON for `task import`, which changes what it knows already."""
    tasks = ",\n".join(json.dumps(_task(each), ensure_ascii=False) for each in plan.actions)
    return f"[\n{tasks}\n]\n" if tasks else "[]\n"


def _task(action: Agreed) -> dict[str, Any]:
    entry = _noon(action.day or action.due or dt.date(2000, 1, 1))
    ended = action.status in _TASK_STATUS
    return {
        "uuid": task_id(action.id),
        "description": action.title,
        "status": _TASK_STATUS.get(action.status, "pending"),
        "entry": entry,
        **({"due": _noon(action.due)} if action.due else {}),
        **({"start": entry} if action.status is Status.UNDER_WAY else {}),
        **({"end": entry} if ended else {}),
        **({"project": action.workshop} if action.workshop else {}),
        "tags": [_LABEL],
        "annotations": [
            {"entry": entry, "description": text} for text in [sentence(action)] if text
        ],
    }


def _noon(day: dt.date) -> str:
    """Return a day as a time at which it is the same day nearly everywhere."""
    return f"{day.isoformat().replace('-', '')}T120000Z"


# GitHub

_GITHUB_LONGEST: Final = 256


def github(plan: Plan) -> str:
    """Return a line for each open action that makes an issue of it, for a POSIX shell.

    People's texts are in quotes, where a shell reads nothing but letters.
    """
    return "".join(f"{_command(action)}\n" for action in _open(plan))


def _command(action: Agreed) -> str:
    title, rest = _cut(action.title, _GITHUB_LONGEST)
    said = [("Title", rest)] if rest else []
    body = "<br>".join(
        f"{word}: {markdown.inline(text, Target.GITHUB)}"
        for word, text in (*said, *action.particulars)
    )
    return f"gh issue create --title={shlex.quote(title)} --body={shlex.quote(body)}"


# What they share


def _open(plan: Plan) -> Iterable[Agreed]:
    return (action for action in plan.actions if action.is_open)


def _cut(title: str, longest: int) -> tuple[str, str]:
    """Return a title as long as it may be, and all of it again if that was cut; never nothing."""
    title = one_line(title) or "–"
    return (title, "") if len(title) <= longest else (f"{title[: longest - 1]}…", title)
