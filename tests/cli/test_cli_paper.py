"""Ballots of paper brought back in by a command: all or nothing, counted against those printed."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from picked_weights import rating_kit
from running import save_as, with_people
from valueworkshop.cli import cli
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text import session_file


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(words), input=typed)


@pytest.fixture
def path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(folder))
    session = Session(id="s", title="Paper", kit=rating_kit(load_kit("essentials")))
    return save_as(with_people(session, ("Ada", ""), ("Ben", ""), ("Cy", "")), folder)


def table(path: Path, *, rows: int = 3, cell: str = "4") -> Path:
    """Return the table that the command writes, with as many rows filled in."""
    written = path.with_name("filled.csv")
    run("ballots", str(path), "-o", str(written), "--force")
    found = list(csv.reader(written.read_text().splitlines()))
    for row in found[1 : rows + 1]:
        row[1:] = [cell] * len(row[1:])
    with written.open("w", newline="") as opened:
        csv.writer(opened).writerows(found)
    return written


def test_what_was_printed_is_typed_into_a_table_and_taken(path: Path) -> None:
    filled = str(table(path))
    before = path.read_bytes()
    tried = run("import-ballots", str(path), filled, "--dry-run")
    assert "It would take 3 of 3 ballots, 54 answers." in tried.output
    assert path.read_bytes() == before
    taken = run("import-ballots", str(path), filled)
    assert taken.exit_code == 0
    assert "Taken: 3 of 3 ballots, 54 answers. Nothing is revealed yet." in taken.output
    session = session_file.read(path).session
    assert len(answers(session, "checklist").rounds["1"].ballots) == 3
    assert not session.revealed
    again = run("import-ballots", str(path), filled)
    assert again.exit_code == 3
    assert "answers of ballots 1, 2, 3 are in already" in again.output
    assert run("import-ballots", str(path), filled, "--replace").exit_code == 0


def test_a_missing_ballot_or_a_fault_takes_nothing(path: Path) -> None:
    before = path.read_bytes()
    fewer = str(table(path, rows=1))
    told = run("import-ballots", str(path), fewer)
    assert told.exit_code == 3
    assert "3 ballots were printed, 2 of them are not here: 2, 3" in told.output
    wrong = str(table(path, cell="9"))
    told = run("import-ballots", str(path), wrong)
    assert "filled.csv:2: checklist/touchpoint/needed: '9' is no answer" in told.output
    assert "and 34 more like these" in told.output
    assert told.output.endswith("Nothing was taken." + os.linesep)
    assert path.read_bytes() == before
    fewer = str(table(path, rows=1))
    assert "Taken: 1 of 3" in run("import-ballots", str(path), fewer, "--fewer").output


def test_votes_with_names_take_only_sheets_with_names(path: Path) -> None:
    session = session_file.read(path).session
    path.write_bytes(session_file.dumps(replace(session, open_votes=True)))
    told = run("import-ballots", str(path), str(table(path)))
    assert "these votes show names" in told.output
    assert run("import-ballots", str(path), "-", "--names", typed="ballot\n").exit_code == 3
