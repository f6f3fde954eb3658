"""Run the tests on each Python that is installed; see `make test-pythons`.

Each has its own environment in `.venvs`. Arguments go to pytest.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
VERSIONS: Final = ("3.11", "3.12", "3.13", "3.14")
_NEEDED: Final = ("pyproject.toml", "constraints.txt")


def python_of(version: str) -> str:
    """Return the command of an installed Python, '' if none runs.

    We look for it on the path, then where pyenv keeps its Pythons.
    """
    name = f"python{version}"
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    aside = sorted(kept.glob(f"{version}.*/bin/{name}"), reverse=True)
    for found in (shutil.which(name), *map(str, aside)):
        if found and _says(found) == version:
            return found
    return ""


def _says(python: str) -> str:
    """Return the version that a command reports, '' if it reports none."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def environment(version: str, python: str) -> Path:
    """Return the Python of the environment for a version, made or renewed if need be.

    Raises CalledProcessError if that fails.
    """
    folder = ROOT / ".venvs" / version
    stamp, inside = folder / "installed", folder / "bin" / "python"
    needed = max((ROOT / name).stat().st_mtime for name in _NEEDED)
    if stamp.exists() and stamp.stat().st_mtime >= needed:
        return inside
    subprocess.run([python, "-m", "venv", "--clear", str(folder)], check=True)
    quietly = ["--quiet", "--disable-pip-version-check", "--constraint", "constraints.txt"]
    install = [str(inside), "-m", "pip", "install", *quietly, "--editable", ".[test]"]
    subprocess.run(install, cwd=ROOT, check=True)
    stamp.touch()
    return inside


def tested(version: str, python: str, options: Sequence[str]) -> str:
    """Run the tests on one Python; return what went wrong, '' if they are green."""
    try:
        inside = environment(version, python)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"its environment could not be made: {error}"
    done = subprocess.run([str(inside), "-m", "pytest", *options], cwd=ROOT, check=False)
    return f"pytest ended with {done.returncode}" if done.returncode else ""


def run(
    options: Sequence[str],
    find: Callable[[str], str] = python_of,
    test: Callable[[str, str, Sequence[str]], str] = tested,
    say: Callable[[str], object] = lambda line: sys.stdout.write(f"{line}\n"),
) -> int:
    """Test on every Python, print which ones there were and how it went; return the exit code."""
    results = {}
    for version in VERSIONS:
        python = find(version)
        if python:
            say(f"Python {version}: {python}")
            results[version] = test(version, python, options)
    for version in VERSIONS:
        if version not in results:
            say(f"Python {version}: not run, it is not installed")
        else:
            say(f"Python {version}: {results[version] or 'all tests passed'}")
    return int(not results or any(results.values()))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
