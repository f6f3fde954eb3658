"""A line of a form that wraps: all of it shows, and the cursor is where one types."""

from textual.app import App, ComposeResult

from valueworkshop.tui.terminal.themes import DARK
from valueworkshop.tui.widgets.long_line import LongLine, starts


def test_a_row_begins_behind_a_space_where_there_is_one() -> None:
    assert starts("", 10) == [0]
    assert starts("short", 10) == [0]
    assert starts("two short words", 10) == [0, 10]
    assert starts("averylongword", 5) == [0, 5, 10]
    assert starts("日本語日本語", 5) == [0, 2, 4]


class _Field(App[None]):
    CSS = "LongLine { width: 20; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield LongLine("they get it where they want it", id="line")


def _rows(line: LongLine) -> list[str]:
    return [line.render_line(y).text.rstrip() for y in range(line.size.height)]


async def test_a_long_text_takes_rows_and_the_cursor_is_in_the_last() -> None:
    app = _Field()
    async with app.run_test(size=(40, 10)) as pilot:
        line = app.query_one(LongLine)
        assert _rows(line) == ["they get it where", "they want it"]
        line.focus()
        await pilot.pause()
        assert line.cursor_screen_offset == (12, 1)
        await pilot.press("home")
        assert line.cursor_screen_offset == (0, 0)
        await pilot.press("end", *" and when they want it")
        await pilot.pause()
        assert _rows(line) == ["they get it where", "they want it and", "when they want it"]
        await pilot.press("ctrl+u", "x")
        await pilot.pause()
        assert _rows(line) == ["x"]


async def test_a_click_puts_the_cursor_into_the_row_that_was_clicked() -> None:
    app = _Field()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(LongLine, offset=(5, 1))
        assert app.query_one(LongLine).cursor_position == len("they get it where they ")


async def test_who_only_reads_can_move_the_cursor_and_change_nothing() -> None:
    app = _Field()
    async with app.run_test(size=(40, 10)) as pilot:
        line = app.query_one(LongLine)
        line.read_only = True
        line.focus()
        await pilot.press("home", "x", "delete", "ctrl+k", "right")
        assert line.value == "they get it where they want it"
        assert line.cursor_position == 1
