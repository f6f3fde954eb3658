"""The settings on this computer: a TOML file in which you may leave out every key.

    theme = "dark"              # or "light", "ansi", "nord": see THEMES
    bell = true
    ascii = false               # only signs of ASCII, for terminals with wide ambiguous characters
    accessible = false          # for screen readers and Braille displays
    sessions = "~/Workshops"    # the folder of the workshops

    [keys]                      # valueworkshop keys lists them
    "workshop.next" = "ctrl+n"
    "notes.delete" = ["x", "delete"]

Nothing in it holds up a workshop: we report what is wrong, and use what is right.
"""

import contextlib
import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import platformdirs

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text import toml_text
from valueworkshop.files.text.bounded_read import NotAFileError, TooLargeError, read_bytes
from valueworkshop.files.text.problems import Fault, FileProblem, Keys, Problem, reason

VARIABLE: Final = "VALUEWORKSHOP_CONFIG"
"""The environment variable that names the file."""

THEMES: Final = (
    *("dark", "light", "ansi"),
    *("textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula"),
    *("tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe"),
    *("catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon"),
    *("rose-pine-dawn", "atom-one-dark", "atom-one-light"),
)
"""Our own looks, of which `ansi` is for 16 colours; then Textual's own themes, by their names."""

_BELL: Final = "bell"
"""The file in the state folder that remembers choices made during a workshop."""

_SWITCHES: Final = ("bell", "ascii", "accessible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings. `keys` has the keys by the id of a binding, as they were written."""

    theme: str = "dark"
    bell: bool = True
    ascii: bool = False
    accessible: bool = False
    sessions: Path | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The settings of a file, and what is wrong in it. `places` says where each key is."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, Keys] = field(default_factory=dict)
    text: str = ""

    def problem(self, binding: str, message: str) -> Problem:
        """Return a problem with the key of a binding, with its line."""
        fault = Fault(self.places[binding], message)
        return toml_text.problems([fault], str(self.path), self.text)[0]


def config_file(env: Mapping[str, str], cwd: Path) -> Path:
    """Return the file of the variable, else the usual one of this system. It may not exist."""
    if env.get(VARIABLE):
        return cwd / spelled_out(env[VARIABLE], VARIABLE)
    return platformdirs.user_config_path("valueworkshop", appauthor=False) / "config.toml"


def read(path: Path) -> Found:
    """Return what a file sets; nothing if there is no file. Raises nothing."""
    try:
        text = toml_text.text_of(read_bytes(path) or b"\n#", str(path))
        tree, faults = toml_text.checked(toml_text.parse(text, str(path)))
    except FileNotFoundError:
        return Found(path=path)
    except FileProblem as error:
        return Found(path=path, problems=tuple(error.problems))
    except OSError as error:
        return Found(path=path, problems=(Problem(file=str(path), message=_refused(error)),))
    taken = _Taken(path.parent, faults)
    settings = taken.settings(tree)
    problems = toml_text.problems(taken.faults, str(path), text)
    return Found(
        path=path, settings=settings, problems=tuple(problems), places=taken.places, text=text
    )


def in_force(settings: Settings, env: Mapping[str, str]) -> Settings:
    """Return the settings, overridden by the environment."""
    if env.get("VALUEWORKSHOP_THEME") in THEMES:
        settings = replace(settings, theme=env["VALUEWORKSHOP_THEME"])
    if env.get("VALUEWORKSHOP_ASCII"):
        settings = replace(settings, ascii=env["VALUEWORKSHOP_ASCII"] != "0")
    if env.get("ACCESSIBLE"):
        settings = replace(settings, accessible=env["ACCESSIBLE"] != "0")
    return settings


def current() -> Settings:
    """Return the settings that hold on this computer now."""
    return in_force(read(config_file(os.environ, Path.cwd())).settings, os.environ)


def bell_rings(state: Path, otherwise: bool) -> bool:  # noqa: FBT001 - what the settings say
    """Return whether warnings ring the bell: as chosen last here, else as the settings say."""
    with contextlib.suppress(OSError, UnicodeError):
        return (state / _BELL).read_text(encoding="utf-8").strip() != "off"
    return otherwise


def set_bell(state: Path, *, rings: bool) -> None:
    """Remember a choice. If the disk refuses, the choice holds for now only."""
    with contextlib.suppress(OSError):
        (made(state) / _BELL).write_text("on\n" if rings else "off\n", encoding="utf-8")


def _refused(error: OSError) -> str:
    if isinstance(error, NotAFileError):
        return "is not a file; name one, or remove the variable"
    if isinstance(error, TooLargeError):
        return "is too large for a settings file"
    return f"cannot be read: {reason(error)}"


class _Taken:
    """Takes what is right in a file, and notes what is wrong."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self._folder = folder
        self.faults = faults
        self.places: dict[str, Keys] = {}

    def settings(self, tree: Mapping[str, Any]) -> Settings:
        readers: dict[str, Callable[[str, Any], Any]] = {
            "theme": self._theme,
            **dict.fromkeys(_SWITCHES, self._switch),
            "sessions": self._path,
            "keys": lambda key, value: self._keys((key,), value),
        }
        found = {}
        for key, value in tree.items():
            if key not in readers:
                near = "".join(difflib.get_close_matches(key, readers, n=1))
                hint = f"did you mean {near}?" if near else f"the settings are {', '.join(readers)}"
                self._note((key,), f"is not a setting; {hint}")
            elif value is not None and (taken := readers[key](key, value)) is not None:
                found[key] = taken
        return Settings(**found)

    def _note(self, keys: Keys, message: str) -> None:
        self.faults.append(Fault(keys, message))

    def _theme(self, key: str, value: Any) -> str | None:
        if value not in THEMES:
            near = difflib.get_close_matches(str(value), THEMES, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            self._note(
                (key,), f'must be "dark", "light", "ansi" or a theme of Textual, as "nord"{hint}'
            )
            return None
        return str(value)

    def _switch(self, key: str, value: Any) -> bool | None:
        if not isinstance(value, bool):
            self._note((key,), "must be true or false, without quotes")
            return None
        return value

    def _path(self, key: str, value: Any) -> Path | None:
        if not isinstance(value, str) or not one_line(value):
            self._note((key,), 'must be the path of a folder, as in "~/Workshops"')
            return None
        try:
            return self._folder / Path(value).expanduser()
        except RuntimeError:
            self._note((key,), "names a home folder that this computer does not have")
            return None

    def _keys(self, at: Keys, value: Any) -> Mapping[str, tuple[str, ...]] | None:
        """Take a table of keys. A binding's id without quotes makes a table within it."""
        if not isinstance(value, Mapping):
            self._note(at, "must be a table: begin it with a line [keys]")
            return None
        found: dict[str, tuple[str, ...]] = {}
        for name, given in value.items():
            here = (*at, name)
            if isinstance(given, Mapping):
                found |= self._keys(here, given) or {}
                continue
            wanted = [given] if isinstance(given, str) else given
            if not isinstance(wanted, list) or not all(isinstance(key, str) for key in wanted):
                self._note(here, "must be the name of a key, or a list of such names")
                continue
            binding = ".".join(map(str, here[1:]))
            found[binding] = tuple(one_line(key) or key for key in wanted)
            self.places[binding] = here
        return found
