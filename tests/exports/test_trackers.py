"""Actions for trackers, held against the rules of each importer.

Where the rules are from: Jira, 'Create issues using the CSV importer' of Atlassian's support pages
and 'Importing data from CSV' of its documentation; GitLab, 'Importing issues from CSV'; Todoist,
'Format a CSV file to import into Todoist'; taskwarrior, its format of JSON; GitHub, the manual of
`gh issue create`.
"""

import csv
import datetime as dt
import io
import json
import re
import shlex
import subprocess
import uuid
from pathlib import Path

import pytest

from commands import SAMPLES, run
from nasty_texts import BY_HAND
from payloads import FORMULAS, MARKUP, TERMINAL
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.agreed.model import Status
from valueworkshop.exports import trackers
from valueworkshop.exports.agreed_actions import Agreed, Plan
from valueworkshop.exports.csv import guarded
from valueworkshop.exports.export_forms import FORMS, Form

NOW = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)
PLAIN = Agreed(
    id="a1",
    title="Ring them",
    owner="Ann",
    function="after sales",
    first_step="A list",
    due=dt.date(2026, 7, 1),
    success="Ten dates",
    closes=(("checklist/today", "We call back"),),
    serves="trust",
    workshop="Bread",
    day=dt.date(2026, 5, 1),
)
NASTY = [
    text
    for text in map(one_line, (*BY_HAND, *FORMULAS, *MARKUP.values(), *TERMINAL.values()))
    if text
]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def plan(*actions: Agreed) -> Plan:
    return Plan(actions=actions, now=NOW)


def titled(text: str) -> Plan:
    return plan(Agreed(id="a", title=text, owner=text, workshop=text))


def test_jira_gets_its_columns_with_lists_as_columns_that_are_there_twice() -> None:
    head, row = rows(trackers.jira(plan(PLAIN)))
    assert "Summary" in head
    assert head.count("Labels") == 2
    assert not [name for name in head if re.search(r"[^\w ]", name)]  # punctuation may break it
    assert len(row) == len(head)  # no comma may be left out
    told = dict(zip(head[:5], row[:5], strict=True))
    assert (told["Summary"], told["Due Date"]) == ("Ring them", "2026-07-01")
    assert told["External issue ID"] == "a1"
    assert row[5:] == ["valueworkshop", "after-sales"]  # a label has no blank
    assert "First step: A list\nDone when: Ten dates\nCloses: We call back" in told["Description"]


def test_jira_gets_no_summary_of_more_than_255_letters_and_loses_none() -> None:
    _, row = rows(trackers.jira(plan(Agreed(id="a", title="word " * 100))))
    assert len(row[0]) == 255
    assert ("word " * 100).strip() in row[3]


@pytest.mark.parametrize("text", ["[~admin] see", "!image.png!", "{code}x{code}", "a|b \\ c"])
def test_jira_marks_in_a_text_do_nothing(text: str) -> None:
    told = rows(trackers.jira(titled(text)))[1][3]
    assert not re.search(r"(?<!\\)[\[\]{}!|]", told.replace("\\\\", ""))
    assert text in re.sub(r"\\(.)", r"\1", told)


def test_gitlab_gets_a_title_and_a_description_and_no_more() -> None:
    head, row = rows(trackers.gitlab(plan(PLAIN)))
    assert head == ["title", "description"]
    assert row[0] == "Ring them"
    assert row[1].startswith("* **Owner:** Ann\n* **Function:** after sales\n")


@pytest.mark.parametrize("text", ["/close", "x\n/assign @all", "\r/label ~bug", "@all #1 !5 ~l %1"])
def test_gitlab_gets_no_command_and_no_mention(text: str) -> None:
    _, (_, told) = rows(trackers.gitlab(titled(text)))
    assert not [line for line in told.splitlines() if not line.startswith("* **")]
    assert not re.search(r"(?<!\\)[@#!~%](?=\w)", told)
    assert one_line(text) in re.sub(r"\\(.)", r"\1", told)


def test_todoist_gets_every_column_and_the_lowest_priority() -> None:
    head, row = rows(trackers.todoist(plan(PLAIN)))
    told = dict(zip(head, row, strict=True))
    assert list(told) == [
        *("TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE"),
        *("DATE", "DATE_LANG", "TIMEZONE"),
    ]
    assert (told["TYPE"], told["CONTENT"]) == ("task", "Ring them")
    assert (told["PRIORITY"], told["INDENT"]) == ("4", "1")  # an empty one would be the highest
    assert (told["DATE"], told["DATE_LANG"]) == ("2026-07-01", "en")


def test_todoist_makes_no_label_of_a_word() -> None:
    told = rows(trackers.todoist(titled("Ask @ann today")))[1][1]
    assert "@ann" not in told
    assert told.replace("\u200b", "") == "Ask @ann today"


def test_taskwarrior_gets_the_same_id_each_time() -> None:
    actions = [
        PLAIN,
        Agreed(id="a2", title="Done", status=Status.DONE),
        Agreed(id="a3", title="Gone", status=Status.DROPPED),
        Agreed(id="a4", title="Begun", status=Status.UNDER_WAY),
    ]
    tasks = json.loads(trackers.taskwarrior(plan(*actions)))
    assert [task["status"] for task in tasks] == ["pending", "completed", "deleted", "pending"]
    assert [uuid.UUID(task["uuid"]).version for task in tasks] == [5] * 4
    assert len({task["uuid"] for task in tasks}) == 4
    assert tasks == json.loads(trackers.taskwarrior(plan(*actions)))
    assert tasks[0]["due"] == "20260701T120000Z"
    assert "start" in tasks[3]
    assert json.loads(trackers.taskwarrior(plan())) == []


@pytest.mark.parametrize("text", NASTY)
def test_every_word_comes_through_every_tracker(text: str) -> None:
    shown = text[:200]
    for written in (trackers.jira, trackers.gitlab, trackers.todoist):
        head, row = rows(written(titled(text)))
        told = row[head.index("CONTENT") if "CONTENT" in head else 0].replace("\u200b", "")
        assert told[:200] == str(guarded(text)).replace("\u200b", "")[:200]
    assert json.loads(trackers.taskwarrior(titled(text)))[0]["description"] == text
    (command,) = trackers.github(titled(text)).splitlines()
    assert shlex.split(command)[:3] == ["gh", "issue", "create"]
    assert shlex.split(command)[3][: len("--title=") + 200] == f"--title={shown}"


def test_a_shell_runs_nothing_of_a_text(tmp_path: Path) -> None:
    evil = "$(touch a) `touch b`'; touch c #\n-x \\"
    text = trackers.github(titled(evil)).replace("gh issue create", "printf '%s\\n'")
    done = subprocess.run(  # noqa: S602 - to see that it is harmless
        text, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0] == f"--title={one_line(evil)}"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "form", [each for each in Form if FORMS[each].actions and not FORMS[each].extra]
)
def test_only_what_is_open_goes_to_a_tracker_unless_all_are_wanted(form: Form) -> None:
    told = run(SAMPLES, "actions", "--to", form.value, "--workshop", "restaurant")
    assert told.exit_code == 0, told.output
    assert "Say at the door" in told.stdout
    assert FORMS[form].hint in told.stderr


def test_an_ending_that_no_form_has_is_refused_with_the_forms(tmp_path: Path) -> None:
    for name in ("x.pdf", "x.html", "x"):
        refused = run(SAMPLES, "actions", "-o", str(tmp_path / name))
        assert refused.exit_code == 2
        assert ".xlsx, .csv, .json, .ics" in " ".join(refused.stderr.split())
    assert not list(tmp_path.iterdir())
    assert run(SAMPLES, "actions", "--todo").exit_code == 2
    assert run(SAMPLES, "actions", "--to", "ics", "--json").exit_code == 2
    assert run(SAMPLES, "export", "restaurant", "--owner", "x").exit_code == 2
