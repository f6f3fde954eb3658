"""Actions in the programs that people use: a calendar, a task list. Each takes them twice."""

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from commands import SAMPLES, run, sample, saved
from hostile_sessions import filled
from installed_programs import ran
from payloads import MARKUP, TERMINAL
from valueworkshop.core.stages.agreed.model import answers, change_action

pytestmark = pytest.mark.external

STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values()))

KHAL = """[calendars]
[[ours]]
path = {folder}/events
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


def listed_by_khal(calendar: Path, folder: Path) -> list[str]:
    (folder / "events").mkdir(exist_ok=True)
    config = folder / "khal.conf"
    config.write_text(KHAL.format(folder=folder))
    for _ in range(2):
        ran("khal", "-c", config, "import", "--batch", "-a", "ours", calendar)
    told = ran("khal", "-c", config, "list", "--format", "{title}", "2026-01-01", "9000d")
    return [line.strip() for line in told.splitlines()]


def test_khal_shows_every_date_once_though_they_came_twice(tmp_path: Path) -> None:
    calendar = tmp_path / "due.ics"
    assert run(SAMPLES, "export", "restaurant", "-o", str(calendar)).exit_code == 0
    told = listed_by_khal(calendar, tmp_path)
    assert told.count("Ask the noon guests who left us (Bookings assistant)") == 1
    assert told.count("We look again: Lunch and dinner on the square") == 1
    assert len(list((tmp_path / "events").iterdir())) == 4


def test_a_second_import_moves_an_event_instead_of_adding_one(tmp_path: Path) -> None:
    session = sample("restaurant")
    key, action = next(iter(answers(session, "act").in_order))
    moved = change_action(session, "act", key, replace(action, due=dt.date(2026, 12, 24)))
    config = ""
    for each in (session, moved):
        saved(tmp_path, each)
        calendar = tmp_path / "due.ics"
        made = run(tmp_path, "export", "one", "-o", str(calendar), "--force")
        assert made.exit_code == 0, made.output
        listed_by_khal(calendar, tmp_path)
        config = str(tmp_path / "khal.conf")
    told = ran(
        "khal", "-c", config, "list", "--format", "{start-date} {title}", "2026-01-01", "999d"
    )
    days = [line.split()[0] for line in told.splitlines() if action.title in line]
    assert days == ["2026-12-24"]


def test_khal_takes_hostile_words_for_words(tmp_path: Path) -> None:
    saved(tmp_path, filled(STRANGE))
    calendar = tmp_path / "due.ics"
    assert run(tmp_path, "export", "one", "-o", str(calendar)).exit_code == 0
    assert any("[@click=app.quit]leave[/]" in line for line in listed_by_khal(calendar, tmp_path))


def test_taskwarrior_takes_the_same_actions_twice_and_has_them_once(tmp_path: Path) -> None:
    for folder in (SAMPLES, tmp_path):
        if folder == tmp_path:
            saved(tmp_path, filled(STRANGE))
        data = tmp_path / f"tasks-{folder.name}"
        data.mkdir()
        (data / "rc").write_text("confirmation=off\n")
        env = {**os.environ, "TASKDATA": str(data), "TASKRC": str(data / "rc")}
        tasks = tmp_path / "tasks.json"
        made = run(folder, "actions", "--all", "--to", "taskwarrior", "-o", str(tasks), "--force")
        assert made.exit_code == 0, made.output
        wanted = json.loads(tasks.read_text())
        assert ran("task", "import", tasks, env=env).count(" add ") == len(wanted)
        assert ran("task", "import", tasks, env=env).count("skip ") == len(wanted)
        kept = {each["uuid"]: each for each in json.loads(ran("task", "export", env=env))}
        assert {key: each["description"] for key, each in kept.items()} == {
            each["uuid"]: each["description"] for each in wanted
        }
        assert {each["status"] for each in kept.values()} >= {"pending"}
