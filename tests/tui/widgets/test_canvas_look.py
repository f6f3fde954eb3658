"""A figure on screen: roles become colours of the theme, and a fill reads without them."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.show.drawing.cells import Canvas, Role
from valueworkshop.tui.widgets.canvas import lines


class Shown(App[None]):
    """Shows a row on a ground."""

    CSS = "Static { background: #102030; }"

    def __init__(self, row: Content) -> None:
        super().__init__()
        self.row = row

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"gap-steep-bar": "#ff8c42", "band": "#1b2837"}

    def compose(self) -> ComposeResult:
        yield Static(self.row)


@pytest.mark.parametrize(
    ("ground", "text", "ink", "under"),
    [("steep", "██", "#ff8c42", "#ff8c42"), ("", "  ", None, "#102030")],
)
async def test_a_fill_has_one_colour_without_seams_and_is_a_block_in_letters(
    ground: Role, text: str, ink: str | None, under: str
) -> None:
    canvas = Canvas(2)
    canvas.fill(0, 0, 2, 1, ground)
    async with Shown(lines(canvas)[0]).run_test(size=(2, 1)) as pilot:
        strip = pilot.app.screen.query_one(Static).render_lines(pilot.app.screen.region)[0]
        segment = next(iter(strip))
        assert segment.text == text
        assert segment.style is not None
        assert segment.style.bgcolor is not None
        assert segment.style.bgcolor.get_truecolor().hex == under
        if ink is not None:
            assert segment.style.color is not None
            assert segment.style.color.get_truecolor().hex == ink


async def test_a_tint_blends_with_the_ground_of_its_row() -> None:
    canvas = Canvas(1)
    canvas.fill(0, 0, 1, 1, "median")
    async with Shown(lines(canvas)[0]).run_test(size=(1, 1)) as pilot:
        strip = pilot.app.screen.query_one(Static).render_lines(pilot.app.screen.region)[0]
        style = next(iter(strip)).style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.get_truecolor().hex not in {"#102030", "#000000"}


def test_without_grounds_of_our_own_a_word_in_a_bar_has_none() -> None:
    canvas = Canvas(8)
    canvas.fill(0, 0, 8, 1, "accent")
    canvas.write(1, 0, "22", "paper", bold=True)
    plain, bare = lines(canvas)[0], lines(canvas, bare=True)[0]
    assert plain.plain == bare.plain == "█22█████"
    styles = [str(span.style) for span in bare.spans if bare.plain[span.start] == "2"]
    assert styles == ["bold"]
