"""Who has the keyboard next, in a list: what a dot vote and silent writing share."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.tui.widgets.rows import Rows


class PeopleRows(Rows):
    """The people, with ● if they have handed the keyboard on, and the cursor on who has it next."""

    def show_people(self, people: Iterable[tuple[str, str]], waiting: Sequence[str]) -> None:
        """Show people, as (id, name), of whom those in `waiting` are still to come."""
        shown = [
            (key, Content(f"  {'·' if key in waiting else '●'}  {one_line(name)}"))
            for key, name in people
        ]
        self.show_rows(shown, self.current or next(iter(waiting), None))

    def go_to_next(self, waiting: Sequence[str]) -> None:
        """Put the cursor on somebody who is still to come, if it is not there yet."""
        if waiting and self.current not in waiting:
            self.highlighted = self.get_option_index(waiting[0])
