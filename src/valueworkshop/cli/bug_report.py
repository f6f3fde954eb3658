"""What `doctor --report` says: what helps to find a bug, and no word of a workshop.

Everything here is a number, a yes or no, or a word of ours, of a package or of the terminal. Names
of files and folders, titles, and messages of errors may have words of people: they stay away.
"""

# ruff: noqa: PLC0415 - see the package

import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path, PurePath
from typing import Final

from valueworkshop.cli.arguments import Where

FOR_MAKERS: Final = ("docs", "release", "test")
"""Extras with tools for those who change the program; the others are for those who run it."""

_TOLD: Final = ("TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LANG", "LC_ALL", "LC_CTYPE")
_ONLY_WHETHER: Final = {
    "TMUX": "tmux",
    "STY": "screen",
    "SSH_CONNECTION": "ssh",
    "WT_SESSION": "Windows Terminal",
    "VISUAL": "VISUAL is set",
    "EDITOR": "EDITOR is set",
}
_HARMLESS: Final = re.compile(r"[\w.@:+-]{1,40}", re.ASCII)


def report(where: Where, env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (label, words) for each line about this program, its settings and its folders."""
    yield "installed", ", ".join([_way(), *_extras()])
    yield "around", ", ".join(_around(env)) or "nothing"
    yield "settings", ", ".join(_settings(env))
    yield from _folders(where)


def _way() -> str:
    """Return how the program came onto this computer, as far as its place says so."""
    parts = PurePath(sys.prefix).parts
    if "uv" in parts and "tools" in parts:
        return "by uv"
    if "pipx" in parts:
        return "by pipx"
    found = distribution("valueworkshop").read_text("direct_url.json") or ""
    if '"editable"' in found:
        return "from a clone"
    return "by pip, in an environment" if sys.prefix != sys.base_prefix else "by pip"


def _extras() -> Iterator[str]:
    """Yield the packages that extras bring, with their versions."""
    needed = "\n".join(distribution("valueworkshop").requires or ())
    found = re.findall(r"^([\w.-]+).*;.*extra == ['\"]([\w-]+)['\"]", needed, re.MULTILINE)
    names = {name for name, extra in found if extra not in FOR_MAKERS} - {"valueworkshop"}
    yield from (f"{name} {_version(name)}" for name in sorted(names))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _around(env: Mapping[str, str]) -> Iterator[str]:
    """Yield what else says how the terminal draws and how keys come in."""
    for name in _TOLD:
        if told := env.get(name):
            yield f"{name}={told}" if _HARMLESS.fullmatch(told) else f"{name} is set"
    for name, told in _ONLY_WHETHER.items():
        if env.get(name):
            yield told


def _settings(env: Mapping[str, str]) -> Iterator[str]:
    from valueworkshop.files.home import settings

    found = settings.read(settings.config_file(env, Path.cwd()))
    known = found.settings
    yield f"theme {known.theme if known.theme in settings.THEMES else settings.AUTO}"
    yield from (name for name in ("bell", "ascii", "accessible") if getattr(known, name))
    yield f"{len(known.keys)} keys changed"
    yield f"{len(found.problems)} mistakes"


def _folders(where: Where) -> Iterator[tuple[str, str]]:
    from valueworkshop.files.home.health import look
    from valueworkshop.files.home.kits import at_a_glance
    from valueworkshop.files.home.sessions_folder import listing

    health = look(where.folder, where.state)
    sizes = [_size(entry.path) for entry in listing(where.folder)]
    largest = f", the largest {round(max(sizes) / 1000)} KB" if sizes else ""
    yield "workshops", f"{health.sessions}{largest}, {_writable(health.refused)}"
    kits = [kit for kit in at_a_glance(where.kits) if kit.path is not None]
    broken = sum(kit.plan is None for kit in kits)
    yield "own kits", f"{len(kits)}, {broken} broken"
    counts = {
        "backups": health.backups,
        "unsaved": health.unsaved,
        "left over": len(health.temporary) + len(health.edited),
        "copied": len(health.copies),
        "open": len(health.open),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    yield "kept", f"{told}, {_writable(health.state_refused)}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _writable(refused: str) -> str:
    return "CANNOT BE WRITTEN TO" if refused else "writable"
