"""The looks: our own two, and one for 16 colours.

A screen has three planes: the background (gutters, top line), the surface (cards) and the panel
(rail, side, key line). tests/tui/terminal/test_themes.py measures every pair that can meet.
Textual's own themes by name are in textual_themes.py.
"""

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

OWN: Final = {"dark": "workshop-dark", "light": "workshop-light", "ansi": "workshop-ansi"}
"""The names of our own looks by their names in the settings. Textual's have the same in both."""


def looks(**colours: str) -> Mapping[str, str]:
    """Return the variables of a look, from its colours."""
    given = {name.replace("_", "-"): colour for name, colour in colours.items()}
    text, muted, accent = given["text"], given["text-muted"], given["over"]
    return {
        "text-muted": muted,
        "text-disabled": muted,
        # The cursor: a tint under the row, which keeps its own colours.
        "tint": given["tint"],
        "band": given["band"],
        "block-cursor-background": given["tint"],
        "block-cursor-foreground": text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": given["band"],
        "block-cursor-blurred-foreground": text,
        "block-hover-background": given["band"],
        "line": given["line"],
        "track": given["track"],
        "border": accent,
        "border-blurred": given["line"],
        "scrollbar": given["line"],
        "scrollbar-hover": accent,
        "scrollbar-active": accent,
        "scrollbar-background": given["track"],
        "scrollbar-background-hover": given["track"],
        "scrollbar-background-active": given["track"],
        "scrollbar-corner-color": given["track"],
        "input-cursor-background": text,
        "input-cursor-foreground": given["surface"],
        "input-selection-background": given["selection"],
        "footer-key-foreground": given["key"],
        "footer-background": given["panel"],
        "footer-foreground": given["word"],
        "gap-steep": given["steep"],
        "gap-some": given["some"],
        "gap-even": given["even"],
        "gap-over": accent,
        "gap-steep-bar": given["steep-bar"],
        "gap-some-bar": given["some-bar"],
        "chip-measured": accent,
        "chip-measured-text": given["on-accent"],
        "chip-heard": given["heard"],
        "chip-heard-text": given["heard-text"],
        "chip-guessed": given["guessed"],
        "chip-guessed-text": given["guessed-text"],
        **{f"heat-{step}": given[f"heat-{step}"] for step in range(1, 6)},
        "map-short": given["map-short"],
        "map-over": given["tint"],
        **{f"fill-{size}": given[f"fill-{size}"] for size in ("steep", "some", "even", "lowest")},
    }


DARK = Theme(
    name=OWN["dark"],
    dark=True,
    primary="#6cb6ff",
    secondary="#a3b0c0",
    accent="#6cb6ff",
    warning="#ffe08a",
    error="#ff8c42",
    success="#6cb6ff",
    foreground="#edf2f8",
    background="#0a0d12",
    surface="#121821",
    panel="#182029",
    variables=dict(
        looks(
            text="#edf2f8",
            text_muted="#a3b0c0",
            surface="#121821",
            panel="#182029",
            line="#3a4757",
            track="#2b3644",
            over="#6cb6ff",
            on_accent="#0a0d12",
            steep="#ff8c42",
            steep_bar="#ff8c42",
            some="#ffe08a",
            some_bar="#ffe08a",
            even="#a3b0c0",
            tint="#213347",
            band="#1b2837",
            selection="#2a5580",
            key="#ffec99",
            word="#f2f5f9",
            heard="#283e56",
            heard_text="#8cc6ff",
            guessed="#2f3641",
            guessed_text="#b4bfcc",
            heat_1="#16202c",
            heat_2="#203244",
            heat_3="#2a455d",
            heat_4="#345775",
            heat_5="#3e668e",
            map_short="#3a2c27",
            fill_steep="#54382d",
            fill_some="#43443b",
            fill_even="#27303b",
            fill_lowest="#7e4f33",
        )
    ),
)

LIGHT = Theme(
    name=OWN["light"],
    dark=False,
    primary="#0b57a4",
    secondary="#4a5563",
    accent="#0b57a4",
    warning="#7a5600",
    error="#b03a00",
    success="#0b57a4",
    foreground="#10161d",
    background="#e4e9f0",
    surface="#ffffff",
    panel="#f3f6fa",
    variables=dict(
        looks(
            text="#10161d",
            text_muted="#4a5563",
            surface="#ffffff",
            panel="#f3f6fa",
            line="#aab6c4",
            track="#d5dce5",
            over="#0b57a4",
            on_accent="#ffffff",
            steep="#b03a00",
            steep_bar="#d9561a",
            some="#7a5600",
            some_bar="#a67c00",
            even="#4a5563",
            tint="#dfe9f3",
            band="#e9f0f7",
            selection="#b6d2f2",
            key="#7a3d00",
            word="#10161d",
            heard="#d8e4f0",
            heard_text="#0b57a4",
            guessed="#e6e7e9",
            guessed_text="#4a5563",
            heat_1="#f8fafc",
            heat_2="#e5edf5",
            heat_3="#d3e1ee",
            heat_4="#c0d4e8",
            heat_5="#aec8e1",
            map_short="#fae9e1",
            fill_steep="#f6dad0",
            fill_some="#ece5ca",
            fill_even="#d8dee6",
            fill_lowest="#f2c5b2",
        )
    ),
)

_DEFAULT = "ansi_default"

_ALL = (
    *("text", "text_muted", "surface", "panel", "on_accent", "even", "tint", "band", "selection"),
    *("key", "word", "heard", "heard_text", "guessed", "guessed_text", "map_short"),
    *(f"heat_{step}" for step in range(1, 6)),
    *("fill_steep", "fill_some", "fill_even", "fill_lowest"),
)

ANSI = Theme(
    name=OWN["ansi"],
    ansi=True,
    primary="ansi_cyan",
    secondary=_DEFAULT,
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_cyan",
    foreground=_DEFAULT,
    background=_DEFAULT,
    surface=_DEFAULT,
    panel=_DEFAULT,
    boost=_DEFAULT,
    variables={
        **looks(
            **dict.fromkeys(_ALL, _DEFAULT),
            line="ansi_bright_black",
            track="ansi_bright_black",
            over="ansi_cyan",
            steep="ansi_red",
            steep_bar="ansi_red",
            some="ansi_yellow",
            some_bar="ansi_yellow",
        ),
        "ansi-background": "ansi_black",  # Textual's own styles ask for these two
        "ansi-foreground": "ansi_white",
        # What has the focus is black on white, whatever the terminal's own colours are.
        "block-cursor-background": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "chip-measured-text": "ansi_black",
        **{f"scrollbar-background{state}": _DEFAULT for state in ("", "-hover", "-active")},
    },
)
"""For terminals of 16 colours: the terminal's own, so that what it draws is readable in all."""

THEMES = (DARK, LIGHT, ANSI)


def named(setting: str) -> str:
    """Return the name of the theme that a setting names."""
    return OWN.get(setting, setting)
