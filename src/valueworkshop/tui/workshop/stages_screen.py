"""The stages of a running workshop in a list: add one of any kit, rename, move, leave out."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import schedule
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.asked_list import TITLE, Detail, Worded
from valueworkshop.core.stages.workshop_stages import add_stage, move_stage, rename_stage
from valueworkshop.files.home.stages_of_kits import Offered
from valueworkshop.tui.widgets.box import Box
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.add_stage_screen import AddStageScreen
from valueworkshop.tui.workshop.asked_form import WordingScreen
from valueworkshop.tui.workshop.listed_screen import ListedScreen
from valueworkshop.tui.workshop.working import Working

_INTRO: Final = Detail(field="intro", label="what it is for")


class WorkshopStageRows(Rows):
    """The stages, in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Rename", id="stages.rename"),
    ]


class StagesScreen(ListedScreen[str]):
    """Shows the stages; each key changes one thing. It gives the id of a stage to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,plus", "add", "Add", id="stages.add"),
        Binding("x,delete", "leave_out", "Leave out or take in", id="stages.leave_out"),
        Binding("K,ctrl+up", "shift(-1)", "Up", id="stages.up"),
        Binding("J,ctrl+down", "shift(1)", "Down", id="stages.down"),
        Binding("g", "go", "Go there", id="stages.go"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="stages.undo"),
        Binding("escape,f9", "dismiss(None)", "Close", id="stages.close"),
        *HELP_HERE,
    ]

    @property
    def _here(self) -> str:
        return self.query_one(Rows).current or self._session.place.stage

    def compose(self) -> ComposeResult:
        """Lay out the list above what was done."""
        with Box(
            "The stages of this workshop", "only this workshop changes", broad=True, lists=True
        ):
            yield WorkshopStageRows(id="stages-here")
            yield Static(id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where the team is."""
        self.show(self._session.place.stage)
        self.query_one(Rows).focus()

    def show(self, cursor: str | None = None) -> None:
        """Draw everything as it is now."""
        rows = [(key, self._drawn(key)) for key in self._session.kit.stages]
        self.query_one(Rows).show_rows(rows, cursor)
        self.refresh_bindings()

    def _drawn(self, key: str) -> Content:
        plan = self._session.stage(key)
        done = KINDS[plan.kind].progress(self._session, key)
        skipped = schedule.of_stage(self._session, key).skipped
        state = "left out" if skipped else f"{done.done} of {done.total}" if done.done else ""
        minutes = f"{schedule.minutes(self._session, key)} min"
        own = "yours" if plan.own.get(TITLE, False) else ""
        return Content.assemble(
            f"  {one_line(plan.letter)[:1] or ' '}  ",
            (f"{minutes:>7}  {state:<10}{own:<7}", "$text-muted"),
            (one_line(plan.title), "$text-muted" if skipped else ""),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer changes only where something can be kept."""
        if action in {"add", "leave_out", "shift", "undo"} and self._desk.is_closed:
            return False
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Choose a stage of any kit, to come after the one under the cursor."""
        after = self._here

        def chosen(offered: Offered | None) -> None:
            if offered is None:
                return
            session, key = add_stage(self._session, offered.key, offered.plan, after)
            if self._desk.commit(session) and self.is_mounted:
                self.show(key)
                go, undo = shown_key(self, "stages.go"), shown_key(self, "stages.undo")
                self.say(
                    f"Added: {one_line(offered.plan.title)}. {go} goes there, {undo} undoes it."
                )

        self.app.push_screen(AddStageScreen(self._session), chosen)

    @on(OptionList.OptionSelected)
    def _rename(self) -> None:
        key = self._here
        plan = self._session.stage(key)

        def kept(worded: Worded | None) -> None:
            if worded is None or key not in self._session.kit.stages:
                return
            intro = worded.details[_INTRO.field]
            same = intro == one_line(plan.intro)  # it may have had lines, which a form has not
            named = rename_stage(self._session, key, worded.text, plan.intro if same else intro)
            if self._desk.commit(named) and self.is_mounted:
                self.show()
                self.say(f"Renamed. {shown_key(self, 'stages.undo')} undoes it.")

        given = Worded(text=plan.title, details={_INTRO.field: one_line(plan.intro)})
        if self._workshop.view is not None:
            form = WordingScreen("This stage", "title", given, [_INTRO])
            self._workshop.view.ask(form, kept)

    def action_shift(self, by: int) -> None:
        """Move the stage under the cursor up or down."""
        if not self._desk.commit(move_stage(self._session, self._here, by)):
            self.say("The frame stays first, and the close last.")
        self.show()

    def action_leave_out(self) -> None:
        """Leave the stage under the cursor out, or take it in again; its answers stay."""
        key = self._here
        skipped = schedule.of_stage(self._session, key).skipped
        try:
            timing = schedule.skipped(self._session, key, skip=not skipped)
        except ValueError as error:
            self.say(str(error))
            return
        self._desk.keep_time(timing)
        self.show()
        undo = shown_key(self, "stages.undo")
        self.say(f"{'It is back.' if skipped else 'Left out; its answers stay.'} {undo} undoes it.")

    def action_go(self) -> None:
        """Close the list, and go to the stage under the cursor."""
        self.dismiss(self._here)


def show_stages(workshop: Working) -> None:
    """Show the stages of a workshop, and go to the one that is chosen."""

    def chosen(stage: str | None) -> None:
        if stage is not None and stage in workshop.desk.session.kit.stages:
            workshop.go_to_stage(stage)

    if workshop.view is not None:
        workshop.view.step_out()
        workshop.app.push_screen(StagesScreen(workshop), chosen)
