"""Disks that really are full, read-only or mounted by themselves: see `disks.py` for each case."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import disks

_SPACE = ("unshare", "--map-root-user", "--mount")


@cache
def why_not() -> str:
    """Say why nothing can be mounted here in a space of its own, '' if it can."""
    if shutil.which("unshare") is None:
        return "there is no unshare"
    tried = subprocess.run([*_SPACE, "true"], capture_output=True, check=False)
    return tried.stderr.decode().strip()


@pytest.mark.parametrize("case", disks.CASES)
def test_a_disk_that_fails_loses_nothing(tmp_path: Path, case: str) -> None:
    """16, 17, 19, 20, 23, 27, 28"""
    needs_mounts = case != "too_many_files"
    if needs_mounts and why_not():
        pytest.skip(f"nothing can be mounted here: {why_not()}")
    command = [sys.executable, str(Path(disks.__file__)), case, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [*_SPACE, *command] if needs_mounts else command,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
