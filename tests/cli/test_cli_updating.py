"""`actions update`: how far actions are comes back from elsewhere, and nothing else changes."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from commands import run, sample, saved
from nasty_texts import BY_HAND
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.agreed.model import Action, Status, add_action
from valueworkshop.exports.statuses_back import Known, UnreadableError, read
from valueworkshop.exports.trackers import task_id
from valueworkshop.files.text import session_file

DONE, BEGUN, LEFT = "d4np74bm", "j05zaf5k", "hbby4hgm"
"""The three actions of the sample."""

WISH = {DONE: "done", BEGUN: "under way"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "workshops"
    folder.mkdir()
    saved(folder, sample("restaurant"))
    return folder


def exported(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(folder, "actions", "--all", "--csv").stdout)))


def statuses(folder: Path) -> dict[str, str]:
    return {row["id"]: row["status"] for row in exported(folder)}


def as_csv(folder: Path, file: Path) -> Path:
    rows = exported(folder)
    with file.with_suffix(".csv").open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, list(rows[0]), delimiter=";")
        table.writeheader()
        table.writerows({**row, "status": WISH.get(row["id"], row["status"])} for row in rows)
    return file.with_suffix(".csv")


def as_workbook(folder: Path, file: Path) -> Path:
    file = file.with_suffix(".xlsx")
    assert run(folder, "actions", "--all", "-o", str(file)).exit_code == 0
    book = openpyxl.load_workbook(file)
    sheet = book["Actions"]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        key = row[head.index("id")].value
        row[head.index("status")].value = WISH.get(key, row[head.index("status")].value)
    book.save(file)
    return file


def as_json(folder: Path, file: Path) -> Path:
    told = json.loads(run(folder, "actions", "--all", "--json").stdout)
    for row in told["actions"]:
        row["status"] = WISH.get(row["id"], row["status"])
    file.with_suffix(".json").write_text(json.dumps(told))
    return file.with_suffix(".json")


def as_tasks(folder: Path, file: Path) -> Path:
    told = json.loads(run(folder, "actions", "--all", "--to", "taskwarrior").stdout)
    for task in told:
        if task["uuid"] == task_id(DONE):
            task |= {"status": "completed", "end": "20261101T120000Z"}
        if task["uuid"] == task_id(BEGUN):
            task["start"] = "20261101T120000Z"
    told.append({"uuid": "12345678-1234-5678-1234-567812345678", "status": "completed"})
    file.with_suffix(".task.json").write_text(json.dumps(told))
    return file.with_suffix(".task.json")


WAYS = [as_csv, as_workbook, as_json, as_tasks]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_changed_elsewhere_comes_back_and_nothing_else_changes(
    way: Callable[[Path, Path], Path], folder: Path, tmp_path: Path
) -> None:
    before, session = exported(folder), sample("restaurant")
    told = run(folder, "actions", "update", str(way(folder, tmp_path / "back")), "--yes")
    assert told.exit_code == 0, told.output
    assert "Taken: 2 actions in 1 workshop." in told.stdout
    after = exported(folder)
    assert statuses(folder) == {DONE: "done", BEGUN: "under way", LEFT: "not started"}
    differ = {
        name
        for one, other in zip(before, after, strict=True)
        for name in one
        if one[name] != other[name]
    }
    assert differ <= {"status", "overdue"}
    now = session_file.read(folder / "one.toml").session
    kept = {key: given for key, given in now.answers.items() if key != "act"}
    assert kept == {key: given for key, given in session.answers.items() if key != "act"}

    undone = run(folder, "actions", "update", "--undo")
    assert undone.exit_code == 0, undone.output
    assert exported(folder) == before
    assert session_file.read(folder / "one.toml").session.answers == session.answers


def test_a_box_that_is_ticked_in_our_report_means_done(folder: Path, tmp_path: Path) -> None:
    for full in ((), ("--full",)):
        report = run(folder, "export", "one", "-o", "-", *full).stdout
        title = "Ask the noon guests who left us"
        line = next(each for each in report.splitlines() if "- [ ]" in each and title in each)
        file = tmp_path / "report.md"
        file.write_text(report.replace(line, line.replace("[ ]", "[x]")))
        told = run(folder, "actions", "update", str(file), "--yes")
        assert told.exit_code == 0, told.output
        assert statuses(folder)[BEGUN] == "done"
        assert list(statuses(folder).values()).count("not started") == 2
        run(folder, "actions", "update", "--undo")


def test_it_is_shown_first_and_taken_only_when_told(folder: Path, tmp_path: Path) -> None:
    file = as_csv(folder, tmp_path / "back")
    before = (folder / "one.toml").read_bytes()
    shown = run(folder, "actions", "update", str(file), "--dry-run")
    assert shown.exit_code == 0
    assert "Ask the noon guests who left us: not started → under way" in shown.stdout
    unasked = run(folder, "actions", "update", str(file))
    assert unasked.exit_code == 1
    assert "add --yes" in unasked.stderr
    assert unasked.stdout == shown.stdout
    assert (folder / "one.toml").read_bytes() == before
    assert run(folder, "actions", "update", "--undo").exit_code == 1  # nothing was taken yet


@pytest.mark.parametrize(
    ("rows", "said", "code"),
    [
        ("id,status\nzzz,done\n", "2: we have no action with the id zzz", 4),
        (f"id,status\n{DONE},done\nzzz,done\n", "3: we have no action with the id zzz", 0),
        (f"id,status\n{DONE},almost\n{LEFT},done\n", "2: 'almost' is no status", 3),
        (f"id,status\n{DONE},done\n{DONE},dropped\n", "3: d4np74bm is there twice", 3),
        (f"key,status\n{DONE},done\n", "no row has the heads 'id' and 'status'", 3),
        ("", "no row has the heads", 3),
        ("[{]", "", 3),
        ('{"actions": 3}', "there is no list of actions in this JSON", 3),
        ("PK\x03\x04 broken", "this is not a workbook that we can read", 3),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(
    rows: str, said: str, code: int, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "back.csv"
    file.write_text(rows)
    told = run(folder, "actions", "update", str(file), "--yes")
    assert (told.exit_code, said in told.stderr) == (code, True), told.output
    wanted = {DONE: "done"} if code == 0 else {}
    first = {DONE: "not started", BEGUN: "not started", LEFT: "not started"}
    assert statuses(folder) == {**first, **wanted}


def test_words_of_trackers_are_understood(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "jira.csv"
    file.write_text(f'ID,Summary,Status\n{DONE},x,Closed\n{BEGUN},"a, b",IN_PROGRESS\n{LEFT},,\n')
    assert run(folder, "actions", "update", str(file), "--yes").exit_code == 0
    assert statuses(folder) == {DONE: "done", BEGUN: "under way", LEFT: "not started"}


def known(*titles: str) -> list[Known]:
    return [Known(id=f"a{at}", title=title, workshop="W") for at, title in enumerate(titles)]


def test_a_title_that_two_actions_have_is_left_alone_and_named() -> None:
    told = read(
        b"- [x] **Ring them.** Ann\n- [X] Nobody has this\n", known("Ring them", "Ring them")
    )
    assert not told.statuses
    assert [line.partition(":")[0] for line in told.unknown] == ["1", "2"]


def test_every_title_is_found_again_in_the_report_that_has_it(tmp_path: Path) -> None:
    texts = {one_line(text).rstrip(".") for text in BY_HAND} - {""}
    session = sample("restaurant")
    for number, text in enumerate(sorted(texts)):
        action = Action(title=text, status=Status.DONE)
        session = add_action(session, "act", f"x{number}", action)
    saved(tmp_path, session)
    report = run(tmp_path, "export", "one", "--full", "-o", "-").stdout
    titles = [row["title"] for row in exported_raw(tmp_path)]
    told = read(report.encode(), known(*titles))
    # The few others are called as another one but for case or a full stop: each is named.
    assert len(told.statuses) >= len(texts) - 12
    assert len(told.unknown) >= 5


def exported_raw(folder: Path) -> list[Mapping[str, str]]:
    rows = json.loads(run(folder, "actions", "--all", "--json").stdout)["actions"]
    return [row for row in rows if row["id"].startswith("x")]


def test_a_workbook_that_would_fill_the_memory_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 30_000_000)
    with pytest.raises(UnreadableError, match="too large"):
        read(bomb.getvalue(), known("a"))


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[[" * 100_000, b'"', b"{}", b"[1]"])
def test_no_file_ends_in_anything_but_words(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"\w"):
        read(data, known("a"))
