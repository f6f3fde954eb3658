"""Rows of several lines: each has its place, and none is drawn before it is seen."""

from textual.app import App, ComposeResult
from textual.content import Content

from valueworkshop.tui.widgets.long_rows import LongRows


class Listed(App[None]):
    """An app with one long list."""

    CSS = "LongRows { height: 8; }"

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[str] = []

    def compose(self) -> ComposeResult:
        yield LongRows()

    def draw(self, key: str) -> Content:
        self.drawn.append(key)
        return Content(f"  {key}\n  below {key}")


async def test_rows_take_their_lines_and_what_they_do_not_draw_stays_blank() -> None:
    app = Listed()
    async with app.run_test(size=(20, 10)) as pilot:
        rows = app.query_one(LongRows)
        rows.show_ids(["a", "b", "end"], app.draw, each=3, other={"end": 1})
        await pilot.pause()
        lines = [rows.render_line(y).text.rstrip() for y in range(7)]
        assert lines == ["▸ a", "  below a", "", "  b", "  below b", "", "  end"]
        assert rows.virtual_size.height == 7
        await pilot.click(rows, offset=(3, 4))
        assert rows.current == "b"


async def test_ten_thousand_rows_are_drawn_when_they_are_seen() -> None:
    app = Listed()
    async with app.run_test(size=(20, 10)) as pilot:
        rows = app.query_one(LongRows)
        rows.show_ids([str(n) for n in range(10_000)], app.draw, each=2)
        await pilot.pause()
        rows.focus()
        await pilot.press("end")
        assert rows.current == "9999"
        assert rows.render_line(6).text.startswith("▸ 9999")
        await pilot.press("k", "j", "k", "j")
        assert len(app.drawn) == len(set(app.drawn)) < 20


async def test_the_cursor_stays_in_sight_when_rows_become_higher() -> None:
    app = Listed()
    async with app.run_test(size=(20, 10)) as pilot:
        rows = app.query_one(LongRows)
        ids = [str(n) for n in range(30)]
        for each in (1, 3, 2, 1):
            rows.show_ids(ids, app.draw, "20", each=each)
            await pilot.pause()
            assert any(rows.render_line(y).text.startswith("▸ 20") for y in range(8)), each


async def test_a_heading_above_the_cursor_is_seen_whole() -> None:
    app = Listed()
    async with app.run_test(size=(20, 10)) as pilot:
        rows = app.query_one(LongRows)
        ids = [str(n) for n in range(30)]
        rows.show_ids(ids, app.draw, "25", headings=frozenset({"0", "9"}), each=2)
        rows.focus()
        await pilot.press(*["k"] * 15)
        assert rows.current == "10"
        assert rows.render_line(0).text.startswith("  9")
