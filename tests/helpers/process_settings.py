"""What is set for the whole process. A test that leaves any of it changed breaks another test."""

import csv
import decimal
import faulthandler
import gc
import locale
import logging
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

_OF_PYTEST: Final = {"PYTEST_CURRENT_TEST"}


def _signals() -> dict[str, Any]:
    """Return the handler of each signal, except those that the system keeps to itself."""
    return {each.name: signal.getsignal(each) for each in signal.Signals}


def _umask() -> str:
    """Return the umask without setting it, as other threads would notice that; '' if unknown."""
    try:
        told = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^Umask:\s*(\d+)$", told, re.MULTILINE)
    return found[1] if found else ""


def _limits() -> dict[str, tuple[int, int]]:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return {}
    names = ("RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_AS", "RLIMIT_CORE")
    return {name: resource.getrlimit(getattr(resource, name)) for name in names}


def _decimals() -> tuple[int, str]:
    """Return the settings for decimals, without the flags that calculations raise."""
    return decimal.getcontext().prec, decimal.getcontext().rounding


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_PYTEST}


def _here() -> str:
    try:
        return str(Path.cwd())
    except OSError:
        return "a folder that is gone"


SETTINGS: Final[Mapping[str, Callable[[], Any]]] = {
    "csv.field_size_limit": csv.field_size_limit,
    "sys.setswitchinterval": sys.getswitchinterval,
    "sys.setrecursionlimit": sys.getrecursionlimit,
    "sys.set_int_max_str_digits": sys.get_int_max_str_digits,
    "sys.excepthook": lambda: sys.excepthook,
    "sys.unraisablehook": lambda: sys.unraisablehook,
    "sys.path": lambda: list(sys.path),
    "threading.excepthook": lambda: threading.excepthook,
    "threading.stack_size": threading.stack_size,
    "locale": lambda: locale.setlocale(locale.LC_ALL),
    "time zone": lambda: (time.tzname, time.timezone),
    "os.environ": _environment,
    "working folder": _here,
    "umask": _umask,
    "signal handlers": _signals,
    "limits of the system": _limits,
    "gc.set_threshold": gc.get_threshold,
    "gc.isenabled": gc.isenabled,
    "socket.setdefaulttimeout": socket.getdefaulttimeout,
    "decimal.getcontext": _decimals,
    "level of the root logger": lambda: logging.getLogger().level,
    "faulthandler": faulthandler.is_enabled,
}


def taken() -> dict[str, Any]:
    """Return all of them as they are now."""
    return {name: look() for name, look in SETTINGS.items()}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return a line for each setting that has changed."""
    found = []
    for name, was in before.items():
        now = after[name]
        if was == now:
            continue
        if isinstance(was, dict):
            keys = sorted({*was, *now})
            was = {key: was.get(key) for key in keys if was.get(key) != now.get(key)}  # noqa: PLW2901
            now = {key: now.get(key) for key in was}
        found.append(f"{name}: was {was!r}, is {now!r}")
    return found


@pytest.fixture(autouse=True)
def _signals_as_in_the_foreground() -> Iterator[None]:
    """Ignore no signal that a shell has ignored for what it starts with `&` or `nohup`.

    What a test starts would ignore it as well, and the loop of an app puts the default back.
    """
    names = [name for name in ("SIGINT", "SIGQUIT", "SIGHUP") if hasattr(signal, name)]
    ignored = [
        each
        for each in map(signal.Signals.__getitem__, names)
        if signal.getsignal(each) is signal.SIG_IGN
    ]
    for each in ignored:
        usual = signal.default_int_handler if each is signal.SIGINT else signal.SIG_DFL
        signal.signal(each, usual)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)


_BEFORE = pytest.StashKey[Mapping[str, Any]]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Note what is set for the process, before any fixture changes it."""
    item.stash[_BEFORE] = taken()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test that leaves something set for the process: it would break another test."""
    result = yield
    left = changed(item.stash[_BEFORE], taken())
    if left:
        pytest.fail("set for the process and not put back:\n" + "\n".join(left), pytrace=False)
    return result
