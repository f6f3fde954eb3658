"""Textual's own themes by name, with our planes, our gap colours and our cursor."""

from collections.abc import Sequence

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from valueworkshop.tui.terminal.themes import ANSI, looks

TEXT, SIGN = 4.5, 3.0
"""The least contrast of what people read, and of signs and figures, by WCAG 2."""


def of_textual(name: str) -> Theme:
    """Return one of Textual's own themes with our planes, gap colours and cursor.

    What people read keeps its hue, and goes towards black or white until it can be read.
    """
    theme = BUILTIN_THEMES[name]
    if theme.ansi:
        return Theme(**{**vars(ANSI), "name": name, "dark": theme.dark})
    made = theme.to_color_system().generate()
    planes = [Color.parse(made[plane]) for plane in ("background", "surface", "panel")]
    planes = [plane if plane.a == 1 else planes[0] + plane for plane in planes]
    background, surface, panel = planes
    primary = Color.parse(theme.primary)
    tint, band = surface.blend(primary, 0.15, 1), surface.blend(primary, 0.09, 1)
    heard, guessed = surface.blend(primary, 0.2, 1), surface.blend(Color.parse("#808080"), 0.15, 1)
    grounds = [*planes, tint, band]
    pole = Color.parse("#ffffff" if theme.dark else "#000000")

    def read(colour: Color | str, on: Sequence[Color] = grounds, least: float = TEXT) -> str:
        return _away(Color.parse(colour), on, least, pole).hex

    text = read(made["foreground"])
    muted = read(Color.parse(made["foreground"]).blend(surface, 0.35, 1))
    accent = read(primary)
    steep, some = read(made["error"]), made["warning"]
    hottest = _most(surface, primary, 0.4, Color.parse(text))
    variables = looks(
        text=text,
        text_muted=muted,
        surface=surface.hex,
        panel=panel.hex,
        line=surface.blend(pole, 0.25, 1).hex,
        track=surface.blend(pole, 0.15, 1).hex,
        over=accent,
        on_accent=_on(Color.parse(accent)),
        steep=steep,
        steep_bar=read(made["error"], least=SIGN),
        some=read(some),
        some_bar=read(some, least=SIGN),
        even=muted,
        tint=tint.hex,
        band=band.hex,
        selection=surface.blend(primary, hottest, 1).hex,
        key=read(theme.accent or theme.primary),
        word=text,
        heard=heard.hex,
        heard_text=read(primary, [heard]),
        guessed=guessed.hex,
        guessed_text=read(muted, [guessed]),
        **{
            f"heat_{step}": surface.blend(primary, hottest * step / 5, 1).hex
            for step in range(1, 6)
        },
        map_short=surface.blend(
            Color.parse(steep), _most(surface, Color.parse(steep), 0.15, Color.parse(steep)), 1
        ).hex,
        **{
            f"fill_{size}": surface.blend(
                Color.parse(of), _most(surface, Color.parse(of), share, Color.parse(text)), 1
            ).hex
            for size, of, share in (
                *(("steep", steep, 0.25), ("some", some, 0.2)),
                *(("even", "#808080", 0.2), ("lowest", steep, 0.4)),
            )
        },
    )
    return Theme(
        name=name,
        dark=theme.dark,
        primary=accent,
        secondary=muted,
        accent=accent,
        warning=read(some),
        error=steep,
        success=accent,
        foreground=text,
        background=background.hex,
        surface=surface.hex,
        panel=panel.hex,
        variables=dict(variables),
    )


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours by WCAG 2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _away(colour: Color, grounds: Sequence[Color], least: float, pole: Color) -> Color:
    """Return the colour, moved towards the pole until it stands out from all grounds."""
    for step in range(21):
        found = colour.blend(pole, step / 20, 1)
        if min(contrast(found, ground) for ground in grounds) >= least:
            return found
    return pole


def _most(ground: Color, colour: Color, share: float, text: Color) -> float:
    """Return how much of a colour, at most `share`, can be in a ground under a text."""
    while share > 0 and contrast(ground.blend(colour, share, 1), text) < TEXT:
        share -= 0.01
    return max(share, 0)


def _on(ground: Color) -> str:
    """Return black or white, whichever is clearer on a ground."""
    return max("#000000", "#ffffff", key=lambda each: contrast(Color.parse(each), ground))
