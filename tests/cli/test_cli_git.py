"""Workshops in a git repository, set up as docs/sharing.md says: 75, 80."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli_changes import with_note

from commands import ROOT, run, sample
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.files.safe import atomic
from valueworkshop.files.shared.presence import Machine, Presence
from valueworkshop.files.text.session_file import dumps, read

KIT = 'schema = 1\nid = "ours"\n\n[stages.one]\ntitle = "Ours"\n'
PAGE = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one workshop, with what the page says typed into it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    programs = Path(sys.executable).parent
    assert (programs / "valueworkshop").exists()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "repository"
    folder.mkdir()
    call(folder, "init", "--quiet", "--initial-branch", "main")
    for key, value in (("user.name", "Ann"), ("user.email", "ann@example.org")):
        call(folder, "config", key, value)
    typed = re.findall(r"^(?:git config|echo) .*$", PAGE, re.MULTILINE)
    assert len(typed) == 4
    for line in typed:
        subprocess.run(line, shell=True, cwd=folder, check=True)  # noqa: S602 - as the page says
    commit(folder, sample("restaurant"))
    return folder


def call(folder: Path, *args: str, code: int = 0) -> str:
    result = subprocess.run(
        ["git", *args],  # noqa: S607 - whichever git there is
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout + result.stderr


def commit(folder: Path, session: Session | str, name: str = "lunch.toml") -> None:
    data = session.encode() if isinstance(session, str) else dumps(session)
    (folder / name).write_bytes(data)
    call(folder, "add", ".")
    call(folder, "commit", "--quiet", "--message", f"work on {name}")


def test_git_shows_a_report_and_merges_by_meaning(git: Path) -> None:
    base = sample("restaurant")
    call(git, "checkout", "--quiet", "-b", "theirs")
    commit(git, with_note(base, "theirs", "Theirs"))
    assert "+> Theirs" in call(git, "diff", "main", "theirs")
    call(git, "checkout", "--quiet", "main")
    commit(git, with_note(base, "ours", "Ours"))
    call(git, "merge", "--quiet", "--no-edit", "theirs")
    notes = questions.answers(read(git / "lunch.toml").session, "guiding").notes
    assert {"ours", "theirs"} <= notes.keys()


def test_git_shows_other_files_of_toml_as_they_are(git: Path) -> None:
    names = ("kit.toml", "-n.toml", "two words.toml")
    for name in names:
        (git / name).write_text(KIT)
    call(git, "add", ".")
    call(git, "commit", "--quiet", "--message", "three more files")
    told = call(git, "log", "-p")
    assert told.count('+title = "Ours"') == len(names)
    assert "+# " in told  # the workshop, as a report
    for name in names:
        (git / name).write_text(KIT.replace("Ours", "Theirs"))
    told = call(git, "diff")
    assert told.count('-title = "Ours"\n+title = "Theirs"') == len(names)


def test_git_shows_a_workshop_that_is_broken_as_it_is(git: Path) -> None:
    path = git / "lunch.toml"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    odd = (b"", b"\xff\xfe\n", b'title = "\xe9"\n', b"<<<<<<< ours\n")
    for number, data in enumerate(odd):
        (git / f"odd-{number}.toml").write_bytes(data)
    call(git, "add", "--intent-to-add", ".")
    not_committed = shown(git, "diff")
    call(git, "commit", "--quiet", "--all", "--message", "broken")
    for told in (not_committed, shown(git, "log", "-p", "-1")):
        assert b"\n-> " in told
        assert all(b"\n+" + data in told for data in odd if data)
        assert told.count(b"\ndiff --git ") + told.startswith(b"diff --git ") == 1 + len(odd)


def shown(folder: Path, *args: str) -> bytes:
    """Return what git shows, which need not be text."""
    return subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True).stdout  # noqa: S607 - whichever git there is


def test_git_merges_other_files_by_lines(git: Path) -> None:
    commit(git, KIT + "\n" * 5 + "last = 1\n", "kit.toml")
    call(git, "checkout", "--quiet", "-b", "theirs")
    commit(git, KIT + "\n" * 5 + "last = 2\n", "kit.toml")
    call(git, "checkout", "--quiet", "main")
    commit(git, KIT.replace("Ours", "Mine") + "\n" * 5 + "last = 1\n", "kit.toml")
    call(git, "merge", "--quiet", "--no-edit", "theirs")
    text = (git / "kit.toml").read_text()
    assert 'title = "Mine"' in text
    assert "last = 2" in text


def test_git_marks_what_both_changed_in_other_files(git: Path) -> None:
    commit(git, KIT, "kit.toml")
    call(git, "checkout", "--quiet", "-b", "theirs")
    commit(git, KIT.replace("Ours", "Theirs"), "kit.toml")
    call(git, "checkout", "--quiet", "main")
    commit(git, KIT.replace("Ours", "Mine"), "kit.toml")
    call(git, "merge", "--no-edit", "theirs", code=1)
    lines = (git / "kit.toml").read_text().splitlines()
    start = lines.index("<<<<<<< ours")
    marked = ["<<<<<<< ours", 'title = "Mine"', "=======", 'title = "Theirs"', ">>>>>>> theirs"]
    assert lines[start : start + 5] == marked
    assert call(git, "ls-files", "--unmerged")


def test_half_a_workshop_is_never_merged_unseen(git: Path) -> None:
    """Its other half would be gone, in a merge that looks clean."""
    base = sample("restaurant")
    whole = dumps(base).decode()
    call(git, "checkout", "--quiet", "-b", "theirs")
    commit(git, whole[: whole.rindex("\n", 0, len(whole) // 2) + 1])
    call(git, "checkout", "--quiet", "main")
    commit(git, dumps(with_note(base, "ours", "Ours")).decode().replace("id =", "id  =", 1))
    told = call(git, "merge", "--no-edit", "theirs", code=1)
    assert "theirs is not a sound workshop" in told
    assert call(git, "ls-files", "--unmerged")


def test_git_marks_a_workshop_that_both_began(git: Path) -> None:
    base = sample("phone-shop")
    call(git, "checkout", "--quiet", "-b", "theirs")
    commit(git, with_note(base, "theirs", "Theirs"), "phones.toml")
    call(git, "checkout", "--quiet", "main")
    commit(git, with_note(base, "ours", "Ours"), "phones.toml")
    call(git, "merge", "--no-edit", "theirs", code=1)
    text = (git / "phones.toml").read_text()
    assert "<<<<<<< ours" in text
    assert "Theirs" in text
    assert "Ours" in text


def test_raw_is_for_standard_output_alone(tmp_path: Path) -> None:
    (tmp_path / "kit.toml").write_text(KIT)
    raw = run(tmp_path, "export", "kit", "--or-raw", "-o", "-")
    assert (raw.exit_code, raw.stdout) == (0, KIT)
    assert run(tmp_path, "export", "kit", "-o", "-").exit_code == 3
    assert run(tmp_path, "export", "kit", "--or-raw").exit_code == 2


# What is beside a workshop for a while


def status(folder: Path) -> str:
    return call(folder, "status", "--porcelain", "--untracked-files=all")


def left_overs(folder: Path) -> None:
    """Leave what an open window and a save that was cut off leave."""
    Presence(folder / "lunch.toml", Machine(), dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    left = folder / ".valueworkshop-0123.tmp"

    def killed(_from: Path, _to: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic.write(
            folder / "lunch.toml",
            b"new",
            atomic.Calls(replace=killed, unlink=lambda path: path.rename(left)),  # type: ignore[arg-type]
        )
    assert left.exists()


def test_nothing_that_stands_there_for_a_while_is_committed(git: Path) -> None:
    (git / ".git" / "info" / "exclude").write_text("# mine, without a line's end")
    left_overs(git)
    assert status(git) == ""
    left_overs(git)
    told = (git / ".git" / "info" / "exclude").read_text()
    assert told == "# mine, without a line's end\n.valueworkshop-*\n"


def test_a_temporary_file_alone_is_not_committed(git: Path) -> None:
    (git / ".git" / "info" / "exclude").unlink()
    (git / ".git" / "info").rmdir()
    atomic.create(git / "more.toml", b"new")
    (git / "more.toml").unlink()
    (git / ".valueworkshop-9.tmp").touch()
    assert status(git) == ""


def test_nor_in_a_folder_below_and_in_a_second_work_tree(git: Path, tmp_path: Path) -> None:
    (git / "2026").mkdir()
    (git / "lunch.toml").rename(git / "2026" / "lunch.toml")
    call(git, "add", "--all")
    call(git, "commit", "--quiet", "--message", "moved")
    left_overs(git / "2026")
    assert status(git) == ""
    (git / ".git" / "info" / "exclude").unlink()
    call(git, "worktree", "add", "--quiet", str(tmp_path / "other"))
    left_overs(tmp_path / "other" / "2026")
    assert status(tmp_path / "other") == ""


def test_what_only_looks_like_a_repository_is_left_alone(tmp_path: Path) -> None:
    folder, away = tmp_path / "folder", tmp_path / "away"
    folder.mkdir()
    (away / "info").mkdir(parents=True)
    (folder / ".git").write_text(f"gitdir: {away}\n")
    atomic.create(folder / "x.toml", b"new")
    assert not list((away / "info").iterdir())
