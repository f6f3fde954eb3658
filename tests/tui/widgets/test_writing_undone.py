"""Typing taken back and put again, in a text that has more lines than its field has rows."""

import pytest
from textual.app import App, ComposeResult

from valueworkshop.tui.terminal.themes import DARK
from valueworkshop.tui.widgets.writing import Writing


class _Field(App[None]):
    CSS = "Writing { height: 3; width: 20; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield Writing(id="text")


@pytest.mark.parametrize("lines", range(1, 6))
async def test_a_line_more_or_less_may_show_the_bar_or_take_it_away(lines: int) -> None:
    app = _Field()
    async with app.run_test(size=(40, 10)) as pilot:
        writing = app.query_one(Writing)
        writing.focus()
        before = "\n".join(["x"] * lines)
        writing.write(before)
        await pilot.press("ctrl+j", "y", "backspace", "ctrl+j")
        steps = 0
        while writing.text != before:
            await pilot.press("ctrl+z")
            steps += 1
        assert writing.cursor_location == (lines - 1, 1)
        await pilot.press(*["ctrl+y"] * steps)
        assert (writing.text, writing.cursor_location) == (f"{before}\n\n", (lines + 1, 0))
        writing.select_all()
        await pilot.press("backspace", "ctrl+z", "ctrl+y")
        assert (writing.text, writing.cursor_location) == ("", (0, 0))
