"""The built wheel, installed by uv, pipx and pip into an empty home, on each Python there is."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import pythons

import make_release
import make_site
from commands import ROOT
from terminal import Terminal

pytestmark = pytest.mark.external

BIN = Path(sys.executable).parent
"""Where `make test-external` puts uv and pipx."""

WAYS = ("uvx", "uv tool", "pipx", "pip")
PAGE = "share/man/man1/valueworkshop.1"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built twice: the same each time, and the same from the work tree."""
    first, second, tree = (tmp_path_factory.mktemp(name) for name in ("a", "b", "c"))
    made = make_release.build(first)
    assert make_release.build(second) == made
    assert make_release.wheel_of_the_tree(tree).items() <= made.items()
    (found,) = first.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Where all homes keep what they downloaded, and how this computer reaches it."""
    folder = tmp_path_factory.mktemp("downloads")
    ours = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "UV_", "SSL_"))}
    caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
    return {**caches, "UV_SYSTEM_CERTS": "1", **ours}


def installed(way: str, python: str, wheel: Path, env: Mapping[str, str]) -> Sequence[str]:
    """Install in one way; return the command that starts the program."""
    home = Path(env["HOME"])
    local = str(home / ".local/bin/valueworkshop")
    match way:
        case "uvx":
            return [str(BIN / "uvx"), "--python", python, "--from", str(wheel), "valueworkshop"]
        case "uv tool":
            do([str(BIN / "uv"), "tool", "install", "--python", python, str(wheel)], env)
            tool = do([str(BIN / "uv"), "tool", "dir"], env).strip()
            assert (Path(tool) / "valueworkshop" / PAGE).is_file()
        case "pipx":
            do([str(BIN / "pipx"), "install", "--python", python, str(wheel)], env)
            assert (home / ".local" / PAGE).is_file()
        case _:
            do([python, "-m", "venv", str(home / "env")], env)
            do([str(home / "env/bin/pip"), "install", "--quiet", str(wheel)], env)
            assert (home / "env" / PAGE).is_file()
            return [str(home / "env/bin/valueworkshop")]
    return [local]


def do(command: Sequence[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, env=env, cwd=env["HOME"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", pythons.VERSIONS)
def test_the_demo_opens_in_an_empty_home(
    way: str, version: str, wheel: Path, downloads: Mapping[str, str], tmp_path: Path
) -> None:
    python = pythons.python_of(version)
    if not python:
        assert version != "3.11", "Python 3.11 is not here: it must be"
        pytest.skip(f"not run: Python {version} is not installed")
    itself = do([python, "-c", "import sys; print(sys.executable)"], os.environ).strip()
    home = tmp_path / "home"
    home.mkdir()
    env = {
        "HOME": str(home),
        "PATH": f"{home}/.local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        **downloads,
    }
    start = installed(way, itself, wheel, env)
    assert do([*start, "--version"], env).startswith("valueworkshop ")
    with Terminal([*start, "demo"], env=env, size=(120, 40), cwd=home) as terminal:
        terminal.wait_for("A two-minute tour", "Help")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0


def test_the_site_is_made_and_loads_nothing_from_elsewhere() -> None:
    assert make_site.main() == 0
    pages = list((ROOT / "site").glob("*.html"))
    assert len(pages) > 15
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert '<link rel="stylesheet" href="http' not in text
