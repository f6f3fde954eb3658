"""A list draws a row again if something of it changed, and only then."""

from typing import Any

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip

from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static


class Watched(Content):
    """A text that notes when it is drawn."""

    drawn: list[str] = []  # noqa: RUF012 - one list for all of them

    def render_strips(self, *args: Any, **more: Any) -> list[Strip]:
        self.drawn.append(self.plain)
        return super().render_strips(*args, **more)


class Listed(App[None]):
    """An app with one list."""

    def compose(self) -> ComposeResult:
        yield Rows()


def texts(*said: str) -> list[tuple[str, Content]]:
    return [(str(number), Watched(text)) for number, text in enumerate(said)]


def drawn(rows: Rows) -> list[str]:
    """Return what was drawn since the last time, the list drawn once more, and forget it."""
    for line in range(rows.option_count):
        rows.render_line(line)
    found = sorted(set(Watched.drawn))
    Watched.drawn.clear()
    return found


async def test_only_a_row_that_changed_is_drawn_again() -> None:
    app = Listed()
    async with app.run_test() as pilot:
        rows = app.query_one(Rows)
        rows.show_rows(texts("  one", "  two", "  three"))
        await pilot.pause()
        assert drawn(rows) == ["  one", "  three", "  two"]
        rows.show_rows(texts("  one", "  changed", "  three"))
        await pilot.pause()
        assert drawn(rows) == ["  changed"]
        assert rows.render_line(1).text.startswith("  changed")


async def test_another_theme_or_width_draws_all_rows() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        rows = app.query_one(Rows)
        rows.show_rows(texts("  one", "  two"))
        await pilot.pause()
        drawn(rows)
        app.theme = "textual-light"
        await pilot.pause()
        assert drawn(rows) == ["  one", "  two"]
        await pilot.resize_terminal(30, 10)
        while rows.size.width != 30:
            await pilot.pause()
        assert drawn(rows) == ["  one", "  two"]
        assert rows.render_line(1).cell_length == 30


async def test_the_same_words_in_another_colour_are_drawn_again() -> None:
    app = Listed()
    async with app.run_test() as pilot:
        rows, text = app.query_one(Rows), Static(Content("told"))
        await app.mount(text)
        rows.show_rows([("0", Content("  told"))])
        await pilot.pause()
        for colour in ("$success", "$error"):
            rows.show_rows([("0", Content.styled("  told", colour))])
            text.update(Content.styled("told", colour))
            await pilot.pause()
            wanted = Style.parse(f"{app.theme_variables[colour[1:]]}").color
            looks = [
                [piece.style for piece in strip]
                for strip in (rows.render_line(0), text.render_line(0))
            ]
            assert all(any(style and style.color == wanted for style in each) for each in looks)


async def test_the_same_text_asks_for_no_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Listed()
    async with app.run_test() as pilot:
        text = Static(Content.styled("told", "$success"))
        await app.mount(text)
        await pilot.pause()
        asked: list[bool] = []
        monkeypatch.setattr(text, "refresh", lambda **more: asked.append(bool(more)))
        text.update(Content.styled("told", "$success"))
        assert asked == []
        text.update(Content.styled("told", "$error"))
        assert asked == [True]
