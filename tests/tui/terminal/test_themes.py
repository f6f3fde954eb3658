"""Both looks: contrast as drawn, by WCAG; and without colour, signs and marks that stay."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.color import Color as TextualColor
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

from running import (
    app_of,
    close_forms,
    running,
    save_as,
    screen_text,
    settled,
    still_text,
)
from valueworkshop.files.home.settings import THEMES as IN_SETTINGS
from valueworkshop.files.home.settings import Settings
from valueworkshop.files.text import session_file
from valueworkshop.tui.terminal.textual_themes import SIGN, of_textual
from valueworkshop.tui.terminal.textual_themes import contrast as of_two
from valueworkshop.tui.terminal.themes import DARK, LIGHT, THEMES, named
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.rows import Rows

SAMPLE = Path(__file__).parents[3] / "sessions" / "restaurant.toml"

LEAST, CLEAR = 4.5, 7.0
SIGNS = {"▼▼", "▼", "=", "▲"}

PLANES = ("background", "surface", "panel", "tint", "band")
READ = (
    *("foreground", "text-muted", "primary", "warning", "error", "footer-key-foreground"),
    *("gap-steep", "gap-some", "gap-even", "gap-over"),
)
"""What people read may stand on every plane, and on the cursor."""

FIGURES = ("gap-steep-bar", "gap-some-bar", "gap-over")

FILLED = (
    *((f"chip-{known}-text", f"chip-{known}") for known in ("measured", "heard", "guessed")),
    *(("foreground", f"heat-{step}") for step in range(1, 6)),
    *(("foreground", f"fill-{size}") for size in ("steep", "some", "even", "lowest")),
    *(("foreground", "map-short"), ("gap-steep", "map-short"), ("foreground", "map-over")),
    *(("footer-foreground", "footer-background"), ("foreground", "input-selection-background")),
)
"""What is read on one ground only."""

MARKS = set("╭╮╰╯┊─│▌▐█░■□·┃▁▀▂▃▄▅▆▇▊▎╺╸━▋▍▉╱▔▕▏ ")
"""Lines, bars and scrollbars: they need no reading."""

PLACES = [
    ("frame", "people"),
    ("guiding", "rivals"),
    ("checklist", "together"),
    ("break", ""),
    ("summary", ""),
    ("act", "choose"),
    ("act", "act"),
    ("close", "stop"),
]

FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Every place, which takes long; else every other one."""


def luminance(color: Color) -> float:
    """The relative luminance of a colour, by WCAG 2."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    """The contrast of a drawn segment's text to its background: 1 to 21."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = luminance(style.color), luminance(style.bgcolor)
    if style.reverse:
        one, other = other, one
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def drawn(pilot: Pilot[None]) -> list[tuple[int, Segment]]:
    """Every segment with something to read, and its line."""
    screen = pilot.app.screen
    screen_text(pilot)
    strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual gives no other way
    return [
        (line, segment)
        for line, strip in enumerate(strips)
        for segment in strip
        if set(segment.text) - MARKS
    ]


def weakest(pilot: Pilot[None]) -> tuple[float, str]:
    """The least contrast on screen, and its text."""
    return min((contrast(segment), segment.text) for _, segment in drawn(pilot))


def worn(setting: str) -> Theme:
    """The look that a setting names."""
    own = {theme.name: theme for theme in THEMES}
    return own.get(named(setting)) or of_textual(setting)


@pytest.mark.parametrize("setting", IN_SETTINGS)
def test_every_pair_of_colours_stands_out(setting: str) -> None:
    theme = worn(setting)
    if theme.ansi:
        return  # the terminal's own colours
    colours = {**theme.to_color_system().generate(), **theme.variables}
    assert set(DARK.variables) <= set(colours)

    def least(text: str, ground: str, wanted: float) -> str:
        found = of_two(TextualColor.parse(colours[text]), TextualColor.parse(colours[ground]))
        return "" if found >= wanted else f"{text} on {ground}: {found:.2f}"

    told = [least(text, ground, LEAST) for ground in PLANES for text in READ]
    told += [least(figure, ground, SIGN) for ground in PLANES for figure in FIGURES]
    told += [least(text, ground, LEAST) for text, ground in FILLED]
    assert not [each for each in told if each]


def test_every_theme_of_textual_can_be_named_in_the_settings() -> None:
    assert {name for name, theme in BUILTIN_THEMES.items() if not theme.ansi} == (
        set(IN_SETTINGS) - {"dark", "light", "ansi"}
    )


@pytest.mark.parametrize("setting", ["nord", "solarized-light"])
async def test_a_theme_by_name_is_readable_as_drawn(sample: Path, setting: str) -> None:
    async with running(
        sample, at=("summary", ""), size=(120, 40), look=Settings(theme=setting)
    ) as pilot:
        assert pilot.app.theme == setting
        await settled(pilot)
        least, text = weakest(pilot)
        assert least >= LEAST, text


async def test_without_colour_a_large_gap_is_no_paler_than_a_small_one(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(sample, at=("summary", ""), size=(120, 40)) as pilot:
        await settled(pilot)
        found = {
            sign: contrast(segment)
            for _, segment in drawn(pilot)
            for sign in ("▼▼", "▼")
            if segment.text.split()[:1] == [sign] and segment.style and segment.style.bold
        }
        assert found["▼▼"] >= found["▼"]


async def test_in_16_colours_the_row_with_the_cursor_is_black_on_white(sample: Path) -> None:
    async with running(
        sample, at=("summary", ""), size=(80, 24), look=Settings(theme="ansi")
    ) as pilot:
        await settled(pilot)
        rows = pilot.app.screen.query_one("#gaps", Rows)
        row = rows.render_line((rows.highlighted or 0) - int(rows.scroll_offset.y))
        painted = {s.style.color.name for s in row if s.style and s.style.color}
        assert painted == {"color(0)"}


async def test_a_row_is_drawn_while_the_look_changes_from_16_colours(sample: Path) -> None:
    async with running(
        sample, at=("summary", ""), size=(80, 24), look=Settings(theme="ansi")
    ) as pilot:
        await settled(pilot)
        rows = pilot.app.screen.query_one("#gaps", Rows)
        app_of(pilot).wear("dark")  # as the list of commands does, which tries looks on
        at = (rows.highlighted or 0) - int(rows.scroll_offset.y)
        assert rows.render_line(at).text.startswith("▸")


async def test_the_row_with_the_cursor_keeps_its_colours(sample: Path) -> None:
    async with running(sample, at=("summary", ""), size=(120, 40)) as pilot:
        await settled(pilot)
        rows = pilot.app.screen.query_one("#gaps", Rows)
        row = rows.render_line((rows.highlighted or 0) - int(rows.scroll_offset.y))
        assert row.text.startswith("▸")
        steep = DARK.variables["gap-steep"]
        colours = {s.style.color.name for s in row if s.style and s.style.color}
        assert steep in colours
        assert {s.style.bgcolor.name for s in row if s.style and s.style.bgcolor} == {
            DARK.variables["tint"]
        }


@pytest.fixture
def sample(folder: Path) -> Path:
    """A filled sample."""
    return Path(shutil.copy(SAMPLE, folder))


@pytest.mark.parametrize("place", PLACES if FULL else PLACES[1::2], ids="-".join)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_every_text_stands_out(sample: Path, theme: str, place: tuple[str, str]) -> None:
    async with running(sample, at=place, size=(120, 40)) as pilot:
        pilot.app.theme = theme
        await settled(pilot)
        least, text = weakest(pilot)
        assert least >= LEAST, text
        keys = pilot.app.screen.query_one(KeyBar).region.y
        for line, segment in drawn(pilot):
            if line == keys:
                assert contrast(segment) >= CLEAR, segment.text
        await pilot.press("escape") if place[0] in {"frame", "guiding", "close"} else None
        await pilot.press("down")
        least, text = weakest(pilot)
        assert least >= LEAST, text


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_the_other_screens_stand_out_too(sample: Path, theme: str) -> None:
    async with running(sample, at=("act", "act"), size=(120, 40)) as pilot:
        pilot.app.theme = theme
        overs = (("T",), ("N",), ("v",), ("e",), ("ctrl+r",))
        forms = (("enter",), ("c",), ("ctrl+g",), ("question_mark",), ("question_mark", "p"))
        for keys in (*forms, *overs):
            await pilot.press(*keys)
            await settled(pilot)
            least, text = weakest(pilot)
            assert least >= LEAST, (keys, text)
            await close_forms(pilot)
        await app_of(pilot).action_library()
        await settled(pilot)
        least, text = weakest(pilot)
        assert least >= LEAST, text


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_the_question_is_clearest(sample: Path, theme: str) -> None:
    async with running(sample, at=("guiding", "rivals"), size=(80, 24)) as pilot:
        pilot.app.theme = theme
        await settled(pilot)
        found = [
            contrast(segment)
            for _, segment in drawn(pilot)
            if "What value does each competitor" in segment.text
        ]
        assert found
        assert min(found) >= CLEAR


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_a_gap_has_its_sign_beside_its_colour(sample: Path, theme: str) -> None:
    session = session_file.read(sample).session
    async with running(
        save_as(replace(session), sample.parent), at=("summary", ""), size=(120, 40)
    ) as pilot:
        pilot.app.theme = theme
        await pilot.press("end")
        await settled(pilot)
        signs = {}
        for _, segment in drawn(pilot):
            sign = segment.text.strip().split(" ")[0]
            number = segment.text.strip().lstrip("▼=▲ ").strip()
            if sign in SIGNS and number.lstrip("-").isdecimal():
                signs[sign] = contrast(segment)
        assert signs
        for sign, found in signs.items():
            assert found >= LEAST, sign


@pytest.mark.parametrize("place", [PLACES[1], PLACES[4], PLACES[6]], ids="-".join)
async def test_without_colour_all_text_signs_and_the_cursor_stay(
    sample: Path, place: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copy(sample, sample.with_name("copy.toml")))
    async with running(sample, at=place, size=(120, 40)) as pilot:
        with_colour = still_text(pilot)
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(copy, at=place, size=(120, 40)) as pilot:
        assert pilot.app.no_color
        assert still_text(pilot) == with_colour
        if place != PLACES[1]:
            assert "▸" in screen_text(pilot)
