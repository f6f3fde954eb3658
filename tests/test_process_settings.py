"""The watch over what tests set for the process finds what they leave."""

import csv
import os
import signal
from pathlib import Path

import pytest

import process_settings

pytest_plugins = ["pytester"]


def test_each_setting_that_is_left_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    before = process_settings.taken()
    assert process_settings.changed(before, process_settings.taken()) == []
    old = csv.field_size_limit(7)
    handler = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    mask = os.umask(0o012)
    monkeypatch.setenv("LEFT", "here")
    try:
        told = process_settings.changed(before, process_settings.taken())
    finally:
        csv.field_size_limit(old)
        signal.signal(signal.SIGUSR1, handler)
        os.umask(mask)
    names = {line.partition(":")[0] for line in told}
    assert {"csv.field_size_limit", "os.environ", "signal handlers"} <= names
    assert "os.environ: was {'LEFT': None}, is {'LEFT': 'here'}" in told


def test_a_test_that_leaves_one_fails_and_no_other(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(process_settings.__file__).parent))
    pytester.makepyfile(
        """
        import csv, os, sys

        def test_puts_back(monkeypatch):
            monkeypatch.setenv("LEFT", "here")

        def test_leaves():
            sys.setswitchinterval(0.007)

        def test_after():
            pass
        """
    )
    plugins = ("process_settings", "no:randomly", "no:xdist")
    result = pytester.runpytest_subprocess(*(part for name in plugins for part in ("-p", name)))
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*sys.setswitchinterval: was 0.005, is 0.00*"])
