"""`history` tells what changed; `merge` brings two versions together, as git calls it."""

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from commands import CONTROL, SAMPLES, run, sample, saved
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.files.safe import backups
from valueworkshop.files.safe.backups import Kind
from valueworkshop.files.text.session_file import dumps, read


def with_note(session: Session, key: str, text: str) -> Session:
    note = questions.Note(question="rivals", text=text)
    return questions.add_note(session, "guiding", key, note)


def test_since_the_state_in_another_file(tmp_path: Path) -> None:
    before = sample("restaurant")
    saved(tmp_path, with_note(before, "new", "They \x1b[31m open at six"), "now")
    result = run(tmp_path, "history", "now", "--from", str(SAMPLES / "restaurant.toml"))
    assert result.exit_code == 0
    assert "changed since restaurant.toml:" in result.stdout
    assert "\nA Guiding questions\n  note · They" in result.stdout
    assert not CONTROL.search(result.stdout)
    told = json.loads(
        run(tmp_path, "history", "now", "--from", str(SAMPLES / "restaurant.toml"), "--json").stdout
    )
    assert [part["title"] for part in told["parts"]] == ["A Guiding questions"]


def test_without_a_backup_it_says_so(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"), "now")
    for args, said in (((), "no backup"), (("--since", "2026-01-01"), "no backup")):
        result = run(tmp_path, "history", "now", *args)
        assert result.exit_code not in (0, 2)
        assert said in result.stderr
    both = run(tmp_path, "history", "now", "--since", "2026-01-01", "--backup", "1")
    assert both.exit_code == 2


def kept(session: Session, kind: Kind, day: int) -> None:
    """Keep a backup of a session as it was at noon of a day of May, where the tests run."""
    shelf = backups.shelf_of(Path(os.environ["VALUEWORKSHOP_STATE"]), session.id)
    noon = dt.datetime.combine(dt.date(2026, 5, day), dt.time(12)).astimezone()
    backups.keep(shelf, dumps(session), kind=kind, name="now.toml", now=noon)


def test_since_a_day_a_backup_or_the_last_sitting(tmp_path: Path) -> None:
    session = with_note(sample("restaurant"), "one", "First")
    states = [session]
    for key, text in (("two", "Second"), ("three", "Third"), ("four", "Fourth")):
        states.append(with_note(states[-1], key, text))
    for day, (state, kind) in enumerate(
        zip(states, (Kind.FOUND, Kind.FOUND, Kind.DURING), strict=False), start=10
    ):
        kept(state, kind, day)
    saved(tmp_path, states[-1], "now")
    for args, number in (((), 2), (("--since", "2026-05-11"), 3), (("--backup", "3"), 1)):
        result = run(tmp_path, "history", "now", *args)
        assert result.exit_code == 0, result.stderr
        assert result.stdout.count(": added") == number
        assert "Fourth: added" in result.stdout
    early = run(tmp_path, "history", "now", "--since", "2026-05-09")
    assert "no backup from before 2026-05-09" in early.stderr


def versions(folder: Path) -> tuple[Path, Path, Path]:
    base = sample("restaurant")
    return (
        saved(folder, base, "base"),
        saved(folder, with_note(base, "ours", "Ours"), "ours"),
        saved(folder, with_note(base, "theirs", "Theirs"), "theirs"),
    )


def test_merge_keeps_the_notes_of_both_and_the_comments_of_ours(tmp_path: Path) -> None:
    base, ours, theirs = versions(tmp_path)
    ours.write_text(ours.read_text().replace("[kit]", "# our own word\n[kit]", 1))
    result = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert (result.exit_code, result.stderr) == (0, "")
    notes = questions.answers(read(ours).session, "guiding").notes
    assert {notes["ours"].text, notes["theirs"].text} == {"Ours", "Theirs"}
    assert "# our own word\n" in ours.read_text()


def test_merge_names_what_both_changed_and_ends_with_1(tmp_path: Path) -> None:
    base, ours, theirs = versions(tmp_path)
    ours.write_bytes(dumps(replace(sample("restaurant"), title="Mine")))
    theirs.write_bytes(dumps(replace(sample("restaurant"), title="Yours\n")))
    result = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert result.exit_code == 1
    assert "both changed title: yours stays\n  yours   Mine\n  theirs  Yours\n" in result.stderr
    assert read(ours).session.title == "Mine"


def test_merge_marks_lines_where_a_version_is_broken(tmp_path: Path) -> None:
    base, ours, theirs = versions(tmp_path)
    theirs.write_text("title =\n")
    lines = ours.read_text().splitlines()
    result = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert result.exit_code == 1
    assert "theirs is not a sound workshop" in result.stderr
    marked = ours.read_text().splitlines()
    assert set(lines) <= set(marked)
    assert {"<<<<<<< ours", "title =", ">>>>>>> theirs"} <= set(marked)


def test_merge_leaves_ours_alone_where_nothing_can_merge_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, ours, theirs = versions(tmp_path)
    theirs.write_bytes(b"\0" * 4096)
    before = ours.read_bytes()
    binary = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert (binary.exit_code, ours.read_bytes()) == (1, before)
    assert "nothing was merged" in binary.stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    without_git = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert (without_git.exit_code, ours.read_bytes()) == (1, before)
    assert "merging lines needs git" in without_git.stderr


def test_two_workshops_are_never_mixed(tmp_path: Path) -> None:
    base, ours, theirs = versions(tmp_path)
    theirs.write_bytes(dumps(replace(sample("restaurant"), id="other")))
    result = run(tmp_path, "merge", str(base), str(ours), str(theirs))
    assert result.exit_code == 1
    assert "not of the same workshop" in result.stderr
