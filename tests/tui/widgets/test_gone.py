"""What was taken down is drawn blank, once more, and ends nothing."""

from pathlib import Path

from textual.geometry import Region

from running import new_file, running, workshop_of
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.writing import Writing


async def test_a_text_and_a_list_that_are_gone_are_blank(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals")) as pilot:
        screen = workshop_of(pilot)
        gone = [screen.query(Writing).first(), screen.query(Rows).first()]
        view = screen.view
        assert view is not None
        screen.stages.current = None
        await view.remove()
        for widget in gone:
            lines = widget.render_lines(Region(0, 0, 10, 2))
            assert [line.text for line in lines] == [" " * 10] * 2
