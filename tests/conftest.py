"""What all tests share: samples as copies, and an app that is quick to press keys in."""

import gc
import os
import shutil
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from process_settings import (
    _signals_as_in_the_foreground,
    pytest_runtest_setup,
    pytest_runtest_teardown,
)

__all__ = [  # found by their names
    "_signals_as_in_the_foreground",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
]

SESSIONS = Path(__file__).parent.parent / "sessions"

# How long an example takes to make or to run says how busy the machine is, not what is right.
settings.register_profile("any load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any load")

# Pilot waits three times 20 ms for each key; 2 ms are enough to see whether the app is idle.
_wait.SLEEP_GRANULARITY = 0.002

_parse = Stylesheet._parse_rules  # noqa: SLF001 - Textual parses anew for each app
_parsed: dict[object, list[RuleSet]] = {}


def _parse_once(self: Stylesheet, *args: Any, **given: Any) -> list[RuleSet]:
    """Parse the styles of the app once, not for each test."""
    key = (args, *sorted(given.items()), *sorted(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(self, *args, **given)
    return _parsed[key]


if "VALUEWORKSHOP_EXAMPLES" not in os.environ:
    Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign] # noqa: SLF001


def pytest_collection_finish() -> None:
    """Keep imported modules out of each garbage collection, as the app does, and collect seldom.

    Each app leaves a lot to search and little to find: this saves a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _state_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep a test away from the backups, kits and settings of the person who runs it."""
    own = tmp_path_factory.getbasetemp() / "state" / uuid.uuid4().hex
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(own))
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(own / "kits"))
    monkeypatch.setenv("VALUEWORKSHOP_CONFIG", str(own / "config.toml"))
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")  # as commands set it for their process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for sessions, empty."""
    made = tmp_path / "sessions"
    made.mkdir()
    return made


@pytest.fixture
def car_maker(folder: Path) -> Path:
    """A copy of the sample in which everything is answered."""
    return Path(shutil.copy(SESSIONS / "prestige-car-maker.toml", folder))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as failed on CI: what is skipped there is tested nowhere."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped: {report.longrepr}"
    return report
