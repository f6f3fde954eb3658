"""What all tests share: samples as copies, and an app that is quick to press keys in."""

import gc
import os
import shutil
import sys
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from at_rest import wait_by_looking
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

# Where Python is told to keep no bytecode, each worker of each run would rewrite the asserts of all
# tests anew: that is three quarters of the time until the first of them runs.
sys.dont_write_bytecode = False

# How long an example takes to make or to run says how busy the machine is, not what is right.
settings.register_profile(
    "any load",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "12")),
)
settings.load_profile("any load")

wait_by_looking()

_parse = Stylesheet._parse_rules  # noqa: SLF001 - Textual parses anew for each app
_parsed: dict[object, list[RuleSet]] = {}
_numbers: dict[object, int] = {}


def _parse_once(self: Stylesheet, *args: Any, **given: Any) -> list[RuleSet]:
    """Parse the styles of the app once, not for each test."""
    variables, number = getattr(self, "_numbered", (None, 0))
    if variables is not self._variables:  # two hundred of them, asked for by each style
        number = _numbers.setdefault(tuple(sorted(self._variables.items())), len(_numbers))
        self._numbered = (self._variables, number)  # type: ignore[attr-defined]
    key = (args, *sorted(given.items()), number)
    if key not in _parsed:
        _parsed[key] = _parse(self, *args, **given)
    return _parsed[key]


if "VALUEWORKSHOP_EXAMPLES" not in os.environ:
    Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign] # noqa: SLF001


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests; all others stay in the order that chance gave them."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Keep imported modules out of each garbage collection, as the app does, and collect seldom.

    Each app leaves a lot to search and little to find: this saves a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


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
