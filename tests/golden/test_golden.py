"""What other programs read, of all samples, against golden files taken before the house was moved.

The files were taken from commit feb3170, with the samples of today; where the program was changed
on purpose between that commit and the move, they hold what it says since. A golden file may change
only in a commit that mends a wording on purpose, which says so; a move of code never changes one.
Such a commit writes them anew with

    VALUEWORKSHOP_GOLDEN=write .venv/bin/python -m pytest tests/golden

and `git diff tests/golden` then shows what readers will see. CI refuses to write.
"""

import datetime as dt
import os
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from golden_outputs import DRAFT, SAMPLES, SHORT, Output, changed_lines, command_line, outputs
from valueworkshop import __version__
from valueworkshop.cli import actions_of_all, cli, export, list_and_show, tidy_and_portfolio
from valueworkshop.cli.exit_codes import End
from valueworkshop.files.text import session_file

FILES = Path(__file__).parent / "files"
WRITES = os.environ.get("VALUEWORKSHOP_GOLDEN", "") == "write"
TODAY = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)

OUTPUTS = outputs()
BY_HAND = ("commands.txt", "exit-codes.txt")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all samples, the last in the order of their names changed last."""
    folder = tmp_path_factory.mktemp("golden")
    for number, path in enumerate(SAMPLES):
        copy = Path(shutil.copy(path, folder))
        os.utime(copy, (number * 1_000, number * 1_000))
    return folder


@pytest.fixture(scope="session")
def draft(samples: Path) -> Path:
    """A folder with a sample in which nothing was revealed."""
    folder = samples / "drafts"
    folder.mkdir()
    session = replace(session_file.read(samples / f"{SHORT}.toml").session, revealed={})
    (folder / f"{DRAFT}.toml").write_bytes(session_file.dumps(session))
    return folder


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=lambda: TODAY)
    monkeypatch.setattr(actions_of_all, "dt", SimpleNamespace(datetime=clock))
    at_ten = SimpleNamespace(now=lambda: SimpleNamespace(astimezone=lambda: TODAY))
    monkeypatch.setattr(export, "dt", SimpleNamespace(datetime=at_ten))
    monkeypatch.setattr(list_and_show, "dt", SimpleNamespace(datetime=at_ten))
    monkeypatch.setattr(tidy_and_portfolio, "dt", SimpleNamespace(datetime=at_ten))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(session_file, "session_at", _session_at)


# A session never changes, and what is made from it is kept.
_session_at = cache(session_file.session_at)


@cache
def printed(folder: Path, args: tuple[str, ...]) -> str:
    """Return what a command prints, less what is of this machine and this release."""
    result = CliRunner().invoke(cli, ["--sessions", str(folder), *args])
    assert result.exit_code == 0, result.output
    text = result.stdout_bytes.decode()
    return text.replace(str(folder), "SAMPLES").replace(
        f"valueworkshop {__version__}", "valueworkshop VERSION"
    )


def holds(name: str, text: str) -> None:
    """Compare a text with its golden file, or write that anew."""
    path = FILES / name
    if WRITES:
        assert "CI" not in os.environ, "golden files are written by hand, never in CI"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    golden = path.read_bytes().decode()
    if text != golden:
        pytest.fail(f"{name} is not as it was:\n{changed_lines(golden, text)[:4_000]}")


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_what_other_programs_read_is_as_it_was(samples: Path, draft: Path, output: Output) -> None:
    text = printed(draft if DRAFT in output.args else samples, output.args)
    if output.plain:
        holds(output.name, changed_lines(printed(samples, output.plain), text))
    else:
        holds(output.name, output.keep(text))


def test_every_command_takes_what_it_took() -> None:
    holds("commands.txt", "".join(f"{line}\n" for line in command_line(cli)))


def test_every_exit_code_means_what_it_meant() -> None:
    holds("exit-codes.txt", "".join(f"{end.value} {end.name}\n" for end in End))


def test_every_golden_file_is_compared_with() -> None:
    found = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    assert not found - {*(output.name for output in OUTPUTS), *BY_HAND}
