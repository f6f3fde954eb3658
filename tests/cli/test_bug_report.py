"""`doctor --report`: what helps to find a bug, and no word that anybody typed."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import ROOT, run, saved
from hostile_sessions import filled
from payloads import TERMINAL
from valueworkshop.cli import bug_report
from valueworkshop.files.home import bug_log, edited_text
from valueworkshop.files.home.kits import started

WORDS = st.text(alphabet="qwxzjkQWXZJKäßø山", min_size=7, max_size=12)
"""No word of ours, of a package or of a terminal has only these letters."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reported")


def test_every_extra_for_users_stands_in_the_page_on_installing() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extras = set(tomllib.loads(text)["project"]["optional-dependencies"])
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert told == extras - set(bug_report.FOR_MAKERS)


def left_everywhere(folder: Path, word: str, text: str) -> None:
    """Leave a word where people leave words: in files, their names, errors, settings."""
    home = folder / word
    home.mkdir()
    saved(home, filled(text), word)
    saved(home, filled(text), f"{word} (copy)")
    (home / f"{word}.broken.toml").write_text(f"{text} = [", encoding="utf-8")
    kits, config = home / "kits", home / f"{word}.settings"
    kits.mkdir()
    name, kit = started(word, None)
    (kits / name).write_bytes(kit if isinstance(kit, bytes) else kit.encode())
    config.write_text(
        f'theme = "{word}"\nsessions = "{word}"\n[keys]\n"{word}" = "{word}"\n', "utf-8"
    )
    state = home / "state"
    edited_text.hand_out(text, state)
    try:
        try:
            (home / word / word).read_bytes()
        except OSError as error:
            raise LookupError(f"{word}: {text}") from error
    except LookupError as error:
        error.add_note(text)
        bug_log.note(error, state)


@settings(max_examples=12)
@given(word=WORDS)
def test_no_word_of_a_workshop_is_in_the_report(folder: Path, word: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        home = folder / word
        if home.exists():
            return
        left_everywhere(folder, word, f"{word} said {word}.")
        patch.setenv("VALUEWORKSHOP_STATE", str(home / "state"))
        patch.setenv("VALUEWORKSHOP_KITS", str(home / "kits"))
        patch.setenv("VALUEWORKSHOP_CONFIG", str(home / f"{word}.settings"))
        patch.setenv("EDITOR", f"/{word}/{word}")
        patch.setenv("TERM_PROGRAM", f"in {word}")
        report = run(home, "doctor", "--report")
        assert report.exit_code == 0
        assert word.casefold() not in report.output.casefold()
        assert "LookupError" in report.stdout
        assert re.search(
            r"^workshops +3, the largest \d+ KB, writable$", report.stdout, re.MULTILINE
        )
        assert "1 left over" in report.stdout
        assert "EDITOR is set" in report.stdout
        assert word in run(home, "doctor").stdout


def test_texts_that_steer_a_terminal_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path, filled(" ".join(TERMINAL.values())))
    monkeypatch.setenv("TERM_PROGRAM_VERSION", "1\x1b[2J")
    told = run(tmp_path, "doctor", "--report").output
    assert "TERM_PROGRAM_VERSION is set" in told
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("prefix", "way"),
    [
        ("/home/ada/.local/share/uv/tools/valueworkshop", "by uv"),
        ("/home/ada/.local/share/pipx/venvs/valueworkshop", "by pipx"),
        ("/home/ada/env", "from a clone"),
    ],
)
def test_it_says_how_the_program_was_installed_and_with_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str, way: str
) -> None:
    monkeypatch.setattr("sys.prefix", prefix)
    told = run(tmp_path, "doctor", "--report").stdout
    (line,) = re.findall(r"^installed +(.+)$", told, re.MULTILINE)
    assert line.startswith(f"{way}, ")
    assert f"segno {importlib.metadata.version('segno')}" in line
    assert "pytest" not in line
    assert "ada" not in told
