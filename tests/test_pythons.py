"""`make test-pythons`: what it runs, what it says, and when it fails."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import pythons

OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.mark.parametrize(
    ("there", "code"),
    [
        ({"3.11": "", "3.13": ""}, 0),
        ({"3.11": "", "3.13": "pytest ended with 1"}, 1),
        ({"3.12": "its environment could not be made: no room"}, 1),
        ({}, 1),
    ],
)
def test_it_says_what_it_ran_and_fails_if_any_does(there: Mapping[str, str], code: int) -> None:
    said: list[str] = []
    ran: list[str] = []

    def test(version: str, python: str, options: object) -> str:
        assert (python, options) == (f"/{version}", ["-x"])
        ran.append(version)
        return there[version]

    def find(version: str) -> str:
        return f"/{version}" if version in there else ""

    assert pythons.run(["-x"], find, test, said.append) == code
    assert ran == list(there)
    last = said[-len(pythons.VERSIONS) :]
    for line, version in zip(last, pythons.VERSIONS, strict=True):
        if version not in there:
            assert line == f"Python {version}: not run, it is not installed"
        else:
            assert line == f"Python {version}: {there[version] or 'all tests passed'}"


def test_a_command_that_does_not_run_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim, aside = tmp_path / "bin", tmp_path / "pyenv"
    kept = aside / "versions" / f"{OURS}.9" / "bin"
    for folder in (shim, kept):
        folder.mkdir(parents=True)
    broken = shim / f"python{OURS}"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim}:/bin:/usr/bin" if Path("/bin/sh").exists() else str(shim))
    monkeypatch.setenv("PYENV_ROOT", str(aside))
    assert pythons.python_of("3.99") == ""
    (kept / f"python{OURS}").symlink_to(sys.executable)
    assert pythons.python_of(OURS) == str(kept / f"python{OURS}")
    broken.unlink()
    broken.symlink_to(sys.executable)
    assert pythons.python_of(OURS) == str(broken)
