"""The looks that the palette offers, each with a sample in its own colours."""

from dataclasses import dataclass
from functools import cache

from textual.content import Content
from textual.theme import BUILTIN_THEMES, Theme

from valueworkshop.files.home.settings import THEMES as NAMES
from valueworkshop.tui.terminal.textual_themes import of_textual
from valueworkshop.tui.terminal.themes import THEMES, named

_OURS = {theme.name: theme for theme in THEMES}


@dataclass(frozen=True, slots=True)
class Look:
    """A look, by its name in the settings."""

    setting: str

    @property
    def name(self) -> str:
        """The name of its theme."""
        return named(self.setting)


def looks() -> list[Look]:
    """Return all looks, ours first."""
    return [Look(setting) for setting in NAMES]


@cache
def _theme(name: str) -> Theme | None:
    if name in _OURS:
        return _OURS[name]
    return of_textual(name) if name in BUILTIN_THEMES else None


@cache
def swatch(look: Look) -> Content:
    """Return a sample of a look: its signs and a word, in its colours on its card."""
    theme = _theme(look.name)
    if theme is None:
        return Content("")
    of, ground = theme.variables, theme.surface
    shown = (
        (" ▼▼ ", of["gap-steep"]),
        ("▼ ", of["gap-some"]),
        ("▲ ", of["gap-over"]),
        ("text ", theme.foreground),
        ("key ", of["footer-key-foreground"]),
    )
    return Content.assemble(*((words, f"{colour} on {ground}") for words, colour in shown))
