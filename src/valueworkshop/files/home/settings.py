"""The settings on this computer: a TOML file in which you may leave out every key.

    theme = "auto"              # by the terminal; or "dark", "light", "ansi", "nord": see THEMES
    bell = true
    ascii = false               # only signs of ASCII, for terminals with wide ambiguous characters
    accessible = false          # for screen readers and Braille displays
    sessions = "~/Workshops"    # the folder of the workshops
    server = "https://workshops.example.org"    # where phones may answer: see docs/serve.md
    token = "…"                 # of your room there; `valueworkshop config show` never shows it

    [keys]                      # valueworkshop keys lists them
    "workshop.next" = "ctrl+n"
    "notes.delete" = ["x", "delete"]

    [hooks]                     # programs of your own: see docs/results.md
    actions = "my-script --quiet"

Nothing in it holds up a workshop: we report what is wrong, and use what is right.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import platformdirs

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.safe.home_paths import spelled_out
from valueworkshop.files.safe.state_folder import made
from valueworkshop.files.text.bounded_read import NotAFileError, TooLargeError, read_bytes
from valueworkshop.files.text.problems import Fault, FileProblem, Keys, Problem, reason

VARIABLE: Final = "VALUEWORKSHOP_CONFIG"
"""The environment variable that names the file."""

AUTO: Final = "auto"
"""Dark or light, as the terminal's background is; dark if the terminal does not say."""

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

HOOKS: Final = ("actions",)
"""The hooks that can run a program."""

_SWITCHES: Final = ("bell", "ascii", "accessible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings. `keys` has the keys by the id of a binding, as they were written.

    `hooks` has the words of a program by the name of the hook that runs it.
    """

    theme: str = AUTO
    bell: bool = True
    ascii: bool = False
    accessible: bool = False
    sessions: Path | None = None
    server: str = ""
    token: str = field(default="", repr=False)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
        from valueworkshop.files.text import toml_text  # noqa: PLC0415 - see `read`

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
        data = read_bytes(path) or b"\n#"
    except FileNotFoundError:
        return Found(path=path)
    except OSError as error:
        return Found(path=path, problems=(Problem(file=str(path), message=_refused(error)),))
    from valueworkshop.files.text import toml_text  # noqa: PLC0415 - most people have no such file

    try:
        text = toml_text.text_of(data, str(path))
        tree, faults = toml_text.checked(toml_text.parse(text, str(path)))
    except FileProblem as error:
        return Found(path=path, problems=tuple(error.problems))
    taken = _Taken(path.parent, faults)
    settings = taken.settings(tree)
    problems = toml_text.problems(taken.faults, str(path), text)
    return Found(
        path=path, settings=settings, problems=tuple(problems), places=taken.places, text=text
    )


def in_force(settings: Settings, env: Mapping[str, str]) -> Settings:
    """Return the settings, overridden by the environment."""
    if env.get("VALUEWORKSHOP_THEME") in (AUTO, *THEMES):
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


def _near(said: str, known: Iterable[str]) -> list[str]:
    """Return what somebody may have meant, at most one of `known`."""
    import difflib  # noqa: PLC0415 - for mistakes

    return difflib.get_close_matches(said, list(known), n=1)


def _refused(error: OSError) -> str:
    if isinstance(error, NotAFileError):
        return "is not a file; name one, or remove the variable"
    if isinstance(error, TooLargeError):
        return "is too large for a settings file"
    return f"cannot be read: {reason(error)}"


def _is_word(word: object) -> bool:
    return isinstance(word, str) and "\0" not in word and bool(word)


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
            "server": self._server,
            "token": self._token,
            "keys": lambda key, value: self._keys((key,), value),
            "hooks": self._hooks,
        }
        found = {}
        for key, value in tree.items():
            if key not in readers:
                near = "".join(_near(key, readers))
                hint = f"did you mean {near}?" if near else f"the settings are {', '.join(readers)}"
                self._note((key,), f"is not a setting; {hint}")
            elif value is not None and (taken := readers[key](key, value)) is not None:
                found[key] = taken
        return Settings(**found)

    def _note(self, keys: Keys, message: str) -> None:
        self.faults.append(Fault(keys, message))

    def _theme(self, key: str, value: Any) -> str | None:
        if value not in (AUTO, *THEMES):
            near = _near(str(value), THEMES)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            self._note(
                (key,),
                f'must be "auto", "dark", "light", "ansi" or a theme of Textual, as "nord"{hint}',
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

    def _hooks(self, key: str, value: Any) -> Mapping[str, tuple[str, ...]] | None:
        if not isinstance(value, Mapping):
            self._note((key,), "must be a table: begin it with a line [hooks]")
            return None
        found = {}
        for name, given in value.items():
            if name not in HOOKS:
                self._note((key, name), f"is not a hook; the hooks are {', '.join(HOOKS)}")
            elif words := self._program((key, name), given):
                found[name] = words
        return found

    def _program(self, at: Keys, value: Any) -> tuple[str, ...]:
        """Return the words of a program; a path in its name begins at the folder of the file."""
        import shlex  # noqa: PLC0415 - few have a hook

        wanted = 'must be a program, as in "my-script --quiet" or ["my-script", "--quiet"]'
        try:
            words = shlex.split(value) if isinstance(value, str) else value
            sound = isinstance(words, list) and words and all(map(_is_word, words))
            first = Path(words[0]).expanduser() if sound else Path()
        except (ValueError, RuntimeError):
            sound = False
        if not sound:
            self._note(at, wanted)
            return ()
        named = str(first) if len(first.parts) == 1 else str(self._folder / first)
        return (named, *words[1:])

    def _server(self, key: str, value: Any) -> str | None:
        if not isinstance(value, str) or not value.startswith(("https://", "http://")):
            self._note(
                (key,), 'must be the address of a server, as in "https://workshops.example.org"'
            )
            return None
        return one_line(value)

    def _token(self, key: str, value: Any) -> str | None:
        if not isinstance(value, str) or not one_line(value):
            self._note((key,), "must be the token of your room, as the server's owner gave it")
            return None
        return one_line(value)

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
