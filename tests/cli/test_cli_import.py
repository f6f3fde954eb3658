"""`export --to json` and `import` as commands: files, errors, messages."""

from dataclasses import replace
from pathlib import Path

import pytest

from commands import run, sample, saved
from valueworkshop.files.text import session_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved(tmp_path, sample("phone-shop"))
    return tmp_path


def test_a_workshop_goes_out_and_comes_back(folder: Path) -> None:
    made = run(folder, "export", "one", "--to", "json", "--linked")
    assert (made.exit_code, made.stdout, made.stderr) == (0, f"{folder / 'one.json'}\n", "")
    new = folder / "lib"
    taken = run(new, "import", str(folder / "one.json"))
    assert (taken.exit_code, taken.stderr) == (0, "")
    path = Path(taken.stdout.strip())
    assert path.parent == new
    assert session_file.read(path).session == sample("phone-shop")
    again = run(new, "import", str(folder / "one.json"))
    assert Path(again.stdout.strip()) != path
    target = folder / "mine.toml"
    assert run(new, "import", str(folder / "one.json"), "--into", str(target)).exit_code == 0
    before = target.read_bytes()
    refused = run(new, "import", str(folder / "one.json"), "--into", str(target))
    assert refused.exit_code == 1
    assert "exists already; name another file" in refused.stderr
    assert target.read_bytes() == before
    nowhere = run(new, "import", str(folder / "one.json"), "--into", str(new / "no" / "x.toml"))
    assert "there is no folder" in nowhere.stderr


def test_a_draft_and_what_is_asked_wrongly_are_said(folder: Path) -> None:
    session = sample("phone-shop")
    kept = {key: given for key, given in session.answers.items() if key != "close"}
    saved(folder, replace(session, answers=kept), "two")
    told = run(folder, "export", "two", "--to", "csv", "-o", "-")
    assert told.stderr.startswith("Draft: this workshop is not finished. What is missing: Close:")
    assert "\nDraft of " in run(folder, "export", "two", "-o", "-").stdout
    full = run(folder, "export", "two", "--full", "-o", "-").stdout
    assert "Draft: this workshop is not finished." in full
    for options, said in (
        (["--linked"], "--to json"),
        (["--to", "json", "--linked", "--anonymous"], "leave out"),
        (["--to", "csv", "--parts", "actions"], "--parts works only with a report"),
        (["--parts", "nope"], "there is no part 'nope'"),
    ):
        wrong = run(folder, "export", "one", "-o", "-", *options)
        assert (wrong.exit_code, wrong.stdout) == (2, "")
        assert said in wrong.stderr
    short = run(folder, "export", "one", "-o", "-", "--parts", "actions").stdout
    assert "## Actions" in short
    assert "## Gaps" not in short


def test_what_may_still_be_a_name_is_listed_before_it_is_written(folder: Path) -> None:
    session = replace(sample("phone-shop"), facilitator="Jean-Luc Picard")
    saved(folder, replace(session, title="PICARD met Quentin in Bremen"), "two")
    told = run(folder, "export", "two", "--anonymous", "-o", "-")
    assert told.exit_code == 0
    assert "the facilitator met Quentin in Bremen" in told.stdout
    assert "picard" not in told.stdout.lower()
    listed = "These words stay and may be names: Quentin, Bremen, "
    assert told.stderr.startswith(listed)
    assert "may be names" not in run(folder, "export", "two", "-o", "-").stderr


def test_what_is_no_export_has_its_place_and_remedy(folder: Path) -> None:
    broken = run(folder, "import", str(folder / "one.toml"))
    assert broken.exit_code == 3
    assert "one.toml:1:1: this is not JSON" in broken.stderr
    assert run(folder, "import", str(folder / "no.json")).exit_code == 4
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["one.toml"]
