"""What a stage asks, in a list: add your own, reword, move, leave out, take in again."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.asked_list import (
    AskedList,
    Worded,
    is_own,
    leave_out,
    move,
    put,
    stays,
    take_in,
)
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.long_rows import LongRows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.asked_form import WordingScreen
from valueworkshop.tui.workshop.listed_screen import ListedScreen
from valueworkshop.tui.workshop.stages_screen import show_stages
from valueworkshop.tui.workshop.working import Working

_ASIDE: Final = "aside"
_OTHER_WORDS: Final = "for another thought add a new one, and leave this one out"


class AskedRows(LongRows):
    """What is asked, in its order, and below it what is set aside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Reword", id="asked.edit"),
    ]


class AskedScreen(ListedScreen[None]):
    """Shows what the stage of the open view asks; each key changes one thing of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,plus", "add", "Add", id="asked.add"),
        Binding("x,delete", "leave_out", "Leave out or take in", id="asked.leave_out"),
        Binding("K,ctrl+up", "shift(-1)", "Up", id="asked.up"),
        Binding("J,ctrl+down", "shift(1)", "Down", id="asked.down"),
        Binding("s", "stages", "Stages", id="asked.stages"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="asked.undo"),
        Binding("escape,f9", "dismiss(None)", "Close", id="asked.close"),
        *HELP_HERE,
    ]

    def __init__(self, workshop: Working) -> None:
        """Show what is asked at the place of a workshop's screen."""
        super().__init__(workshop)
        self._stage = workshop.desk.session.place.stage

    @property
    def _lists(self) -> tuple[AskedList, ...]:
        return KINDS[self._session.stage(self._stage).kind].lists

    def compose(self) -> ComposeResult:
        """Lay out the list above what was done."""
        title = one_line(self._session.stage(self._stage).title)
        with Box(f"What is asked: {title}", "only this workshop changes", broad=True, lists=True):
            yield AskedRows(id="asked")
            yield Static(id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the team's place."""
        self.show(f"{self._lists[0].name}/{self._session.place.at}")
        self.query_one(AskedRows).focus()

    def show(self, cursor: str | None = None) -> None:
        """Draw everything as it is now."""
        rows, headings = list[str](), set[str]()
        for asked in self._lists:
            if len(self._lists) > 1:
                rows.append(asked.name)
                headings.add(asked.name)
            rows += [f"{asked.name}/{key}" for key in asked.things(self._session, self._stage)]
        aside = [
            f"{asked.name}/{key}"
            for asked in self._lists
            for key in asked.set_aside(self._session, self._stage)
        ]
        if aside:
            rows += [_ASIDE, *aside]
            headings.add(_ASIDE)
        self.query_one(AskedRows).show_ids(
            rows, self._draw, cursor, headings=frozenset(headings), other=self._heights(rows)
        )
        self.refresh_bindings()

    def _heights(self, rows: list[str]) -> dict[str, int]:
        """Return how many lines a row takes: long words wrap."""
        found = {}
        for key in rows:
            if "/" in key and (lines := len(list(self._lines(key)))) > 1:
                found[key] = lines
        return found

    def _draw(self, row: str) -> Content:
        if row == _ASIDE:
            return Content.styled("  Set aside, with the answers they have", "bold $text-muted")
        if "/" not in row:
            return Content.styled(f"  {row.capitalize()}", "bold $text-muted")
        asked, key = self._of(row)
        things = asked.things(self._session, self._stage)
        number = f"{list(things).index(key) + 1:>3}" if key in things else "  –"
        state = asked.answers_of(self._session, self._stage, key)
        own = "yours" if is_own(self._session, self._stage, key) else ""
        told = f"  {state:<11}{own:<7}"
        first, *more = self._lines(row)
        style = "" if key in things else "$text-muted"
        return Content("\n").join(
            [
                Content.assemble(f"  {number}", (told, "$text-muted"), (first, style)),
                *(Content.styled(f"{'':{_INDENT}}{line}", style) for line in more),
            ]
        )

    def _lines(self, row: str) -> Iterator[str]:
        """Yield the words of a thing as they wrap in the list."""
        asked, key = self._of(row)
        things = asked.things(self._session, self._stage)
        thing = things.get(key) or asked.set_aside(self._session, self._stage)[key]
        width = min(self.app.size.width, 100) * 96 // 100 - 8 - _INDENT
        for line in Content(one_line(thing.text)).wrap(max(width, 12)):
            yield line.plain

    def _of(self, row: str) -> tuple[AskedList, str]:
        name, _, key = row.partition("/")
        return next(each for each in self._lists if each.name == name), key

    @property
    def _here(self) -> tuple[AskedList, str]:
        """The list and the id under the cursor; '' for no id."""
        row = self.query_one(AskedRows).current or ""
        return self._of(row) if "/" in row else (self._lists[0], "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer changes only of what is there, and only where something can be kept."""
        if action in {"add", "leave_out", "shift", "undo"} and self._desk.is_closed:
            return False
        return super().check_action(action, parameters)

    @property
    def _undo(self) -> str:
        return f"{shown_key(self, 'asked.undo')} undoes it."

    def action_add(self) -> None:
        """Add a thing after the one under the cursor."""
        asked, after = self._here
        if why := asked.held(self._session, self._stage):
            self.say(why)
            return
        details = {each.field: "" for each in asked.details}

        def added(worded: Worded | None) -> None:
            if worded is None:
                return
            key = self._desk.ids()
            told = {name: text for name, text in worded.details.items() if text}
            said = replace(worded, details=told)
            self._desk.commit(put(self._session, self._stage, asked, key, said, after))
            if self.is_mounted:
                self.show(f"{asked.name}/{key}")
                self.say(f"Added. {self._undo}")

        given = Worded(text="", details=details)
        form = WordingScreen(f"A new {asked.one}", asked.one, given, asked.details)
        self._ask(form, added)

    @on(OptionList.OptionSelected)
    def _reword(self) -> None:
        asked, key = self._here
        things = asked.things(self._session, self._stage)
        if key not in things:
            self.action_leave_out()
            return
        details = {each.field: str(getattr(things[key], each.field)) for each in asked.details}

        def kept(worded: Worded | None) -> None:
            if worded is None or key not in asked.things(self._session, self._stage):
                return
            edited = put(self._session, self._stage, asked, key, worded)
            if self._desk.commit(edited) and self.is_mounted:
                self.show()
                stay = asked.stay(self._session, self._stage, key)
                self.say(f"Reworded.{stay} {self._undo}")

        given = Worded(text=things[key].text, details=details)
        form = WordingScreen(
            f"This {asked.one}", asked.one, given, asked.details, hint=_OTHER_WORDS
        )
        self._ask(form, kept)

    def _ask(self, form: WordingScreen, then: Callable[[Worded | None], None]) -> None:
        if self._workshop.view is not None:
            self._workshop.view.ask(form, then)

    def action_shift(self, by: int) -> None:
        """Move the thing under the cursor up or down."""
        asked, key = self._here
        self._desk.commit(move(self._session, self._stage, asked, key, by))
        self.show()

    def action_leave_out(self) -> None:
        """Set the thing under the cursor aside, or take it in again."""
        asked, key = self._here
        if key in asked.set_aside(self._session, self._stage):
            if self._desk.commit(take_in(self._session, self._stage, asked, key)):
                self.show()
                self.say(f"It is asked again, as the last. {self._undo}")
            else:
                self.say(asked.held(self._session, self._stage))
            return
        if why := stays(self._session, self._stage, asked, key):
            self.say(why)
            return
        self._workshop.settle()  # a note that is half written there goes with it
        if self._desk.commit(leave_out(self._session, self._stage, asked, key)):
            self.show()
            self.say(f"Left out.{asked.wait(self._session, self._stage, key)} {self._undo}")

    def action_stages(self) -> None:
        """Show the stages in place of this."""
        self.dismiss(None)
        show_stages(self._workshop)

    async def action_undo(self) -> None:
        """Take back the last edit, here or elsewhere."""
        await self.app.run_action("undo", self._workshop)
        if self._stage not in self._session.kit.stages:
            self.dismiss(None)
            return
        self.show()
        self.say(self._workshop.said)


_INDENT: Final = 23
"""Cells before the words of a thing."""


def show_asked(workshop: Working) -> None:
    """Show what the stage of the open view asks; where that is no list, the stages."""
    session, view = workshop.desk.session, workshop.view
    if view is None or session.place.stage not in session.kit.stages:
        return
    if view.list_items():
        return
    if KINDS[session.stage(session.place.stage).kind].lists:
        view.step_out()
        workshop.app.push_screen(AskedScreen(workshop))
    else:
        show_stages(workshop)
