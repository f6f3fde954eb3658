import errno
import os
import stat
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from commands import run, sample, saved
from valueworkshop.exports.export_forms import Wanted, written
from valueworkshop.files.safe import atomic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved(tmp_path, sample("phone-shop"))
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_report_goes_beside_the_workshop_and_replaces_nothing(folder: Path) -> None:
    first = run(folder, "export", "one")
    assert (first.exit_code, first.stdout) == (0, f"{folder / 'one.md'}\n")
    assert (folder / "one.md").read_text() == written(sample("phone-shop"), Wanted())
    assert run(folder, "export", "one").stdout == first.stdout
    (folder / "one.md").write_text("mine")
    assert run(folder, "export", "one").stdout == f"{folder / 'one-2.md'}\n"
    assert (folder / "one.md").read_text() == "mine"
    assert run(folder, "export", "one", "--force").stdout == first.stdout
    assert (folder / "one.md").read_text() == written(sample("phone-shop"), Wanted())


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_an_office_file_that_is_there_already_gets_no_number(form: str, folder: Path) -> None:
    for _ in range(2):
        assert run(folder, "export", "one", "--to", form).stdout == f"{folder / f'one.{form}'}\n"


@pytest.mark.parametrize("command", [["export", "one"], ["ballots", "one"]])
def test_a_file_is_replaced_only_when_told(command: list[str], folder: Path) -> None:
    target = folder / "out.md"
    made = run(folder, *command, "-o", str(target))
    assert (made.exit_code, made.stdout) == (0, f"{target}\n")
    target.write_text("mine")
    before = files(folder)
    refused = run(folder, *command, "-o", str(target))
    assert refused.exit_code == 1
    assert f"{target} exists already" in refused.stderr
    assert "--force" in refused.stderr
    assert files(folder) == before
    assert run(folder, *command, "-o", str(target), "--force").exit_code == 0
    assert target.read_text() != "mine"


def test_the_workshop_itself_is_never_replaced(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "one.toml")
    before = files(folder)
    for name in ("one.toml", "link.md"):
        refused = run(folder, "export", "one", "--to", "md", "-o", str(folder / name), "--force")
        assert refused.exit_code == 1
        assert "is the workshop itself" in refused.stderr
    assert files(folder) == before


def test_where_nothing_can_be_written_the_way_out_is_said(folder: Path) -> None:
    nowhere = run(folder, "export", "one", "-o", str(folder / "no" / "x.md"))
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")
    assert f"there is no folder {folder / 'no'}" in nowhere.stderr
    itself = run(folder, "export", "one", "-o", str(folder))
    assert itself.exit_code == 1
    assert "is a folder" in itself.stderr
    device = run(folder, "export", "one", "-o", "/dev/null", "--force")
    assert device.exit_code == 1
    assert device.stderr.startswith("Error: /dev/null: ")


_WRITES = [
    (("export", "one"), "one.md"),
    (("export", "one", "--force"), "one.md"),
    (("export", "one", "-o", "{}/x.html"), "x.html"),
    (("export", "one", "-o", "{}/x.json", "--force"), "x.json"),
    (("ballots", "one", "-o", "{}/b.md"), "b.md"),
    (("schema", "kit", "-o", "{}/s.json"), "s.json"),
    (("kits", "new", "Ours", "-o", "{}/k.toml"), "k.toml"),
]


@pytest.mark.parametrize(("command", "name"), _WRITES)
@pytest.mark.parametrize(
    ("error", "why"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the disk is read-only")]
)
def test_a_disk_that_takes_nothing_is_told_with_the_path_and_a_way_out(
    folder: Path,
    command: tuple[str, ...],
    name: str,
    error: int,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(error, os.strerror(error), str(folder / ".valueworkshop-1.tmp"))

    calls = replace(atomic.SYSTEM, open=refuse)
    for act in (atomic.create, atomic.write):
        monkeypatch.setattr(atomic, act.__name__, partial(act, calls=calls))
    told = run(folder, *(part.format(folder) for part in command))
    assert (told.exit_code, told.stdout) == (1, "")
    way_out = "-o FILE writes it elsewhere, -o - prints it"
    assert told.stderr == f"Error: {folder / name}: {why}; {way_out}\n"


@pytest.mark.parametrize("ending", ["odt", "pdf", "PPTX", "toml"])
def test_an_ending_that_no_form_has_is_refused_with_the_forms(folder: Path, ending: str) -> None:
    before = files(folder)
    for command, forms in (
        ("export", (".md", ".txt", ".html", ".docx", ".xlsx", ".csv", ".json")),
        ("ballots", (".md", ".html")),
    ):
        told = run(folder, command, "one", "-o", str(folder / f"x.{ending}"))
        assert (told.exit_code, told.stdout) == (2, "")
        assert f".{ending.lower()}" in told.stderr.lower()
        assert ", ".join(forms) in told.stderr
    assert files(folder) == before
    assert run(folder, "export", "one", "-o", str(folder / "none")).exit_code == 0
    assert run(folder, "export", "one", "-o", str(folder / "X.HTML")).exit_code == 0
    assert (folder / "X.HTML").read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("how", ["beside", "beside --force", "named", "named --force"])
def test_an_export_that_says_whose_ballot_is_whose_is_its_owners_alone(
    folder: Path, how: str
) -> None:
    target = folder / "one.json"
    options = ["--to", "json", *(["-o", str(target)] if "named" in how else [])]
    public = run(folder, "export", "one", *options)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644, public.stderr
    if "force" in how:
        options.append("--force")
    elif "named" in how:
        target.unlink()
    made = Path(run(folder, "export", "one", *options, "--linked").stdout.strip())
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert made.name == ("one-2.json" if how == "beside" else "one.json")


def test_a_ballot_for_each_participant_and_no_name_unless_asked(folder: Path) -> None:
    plain = run(folder, "ballots", "one")
    assert plain.exit_code == 0
    assert plain.stdout.count("# Ballot ") == 6
    assert "# Ballot 6 of 6" in plain.stdout
    assert "Repair technician" not in plain.stdout
    assert (
        "Name: Repair technician · Group: front line"
        in run(folder, "ballots", "one", "--names").stdout
    )


def test_ballots_without_participants_need_a_number(tmp_path: Path) -> None:
    saved(tmp_path, replace(sample("phone-shop"), people={}))
    asked = run(tmp_path, "ballots", "one")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "--copies N" in asked.stderr
    assert run(tmp_path, "ballots", "one", "--copies", "3").stdout.count("# Ballot ") == 3


def test_ballots_as_a_page(folder: Path) -> None:
    page = run(folder, "ballots", "one", "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    run(folder, "ballots", "one", "-o", str(folder / "b.html"))
    assert (folder / "b.html").read_text() == page
    assert page.count("<h1") == 6


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--stage", "nope"], "checklist"),
        (["--names", "--copies", "2"], "--copies"),
        (["--copies", "0"], "--copies"),
        (["--format", "pdf"], "--format"),
    ],
)
def test_ballots_asked_for_wrongly(options: list[str], said: str, folder: Path) -> None:
    result = run(folder, "ballots", "one", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_ballots_where_nothing_is_rated(tmp_path: Path) -> None:
    session = sample("phone-shop")
    stages = {key: stage for key, stage in session.kit.stages.items() if key != "checklist"}
    answers = {key: given for key, given in session.answers.items() if key != "checklist"}
    saved(tmp_path, replace(session, answers=answers, kit=replace(session.kit, stages=stages)))
    result = run(tmp_path, "ballots", "one")
    assert result.exit_code == 1
    assert "no ballots" in result.stderr
