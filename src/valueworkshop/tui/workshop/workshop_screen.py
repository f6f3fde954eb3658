"""The working screen: one stage at a time, the top line above it, the keys below."""

import asyncio
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import ContentSwitcher

from valueworkshop.core.clean_text import capital, clean
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stopwatch import State, TimeClock
from valueworkshop.core.stages.stage_places import current_place
from valueworkshop.sitting.room_clock import SystemTime
from valueworkshop.sitting.saving_words import NOT_SAVED, ONLY_READ, with_way_out
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.views import view_class
from valueworkshop.tui.widgets.form import Form
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import shown_key, spoken_key
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.stray_key import stray
from valueworkshop.tui.widgets.sturdy_app import OPENING
from valueworkshop.tui.widgets.undo_key import undo_key, with_undo
from valueworkshop.tui.workshop.ballots_parted import part, with_warning
from valueworkshop.tui.workshop.instead_here import InsteadHere
from valueworkshop.tui.workshop.navigation import Navigation
from valueworkshop.tui.workshop.shared_file_watch import SharedFileWatch
from valueworkshop.tui.workshop.side_panel import Side, explained
from valueworkshop.tui.workshop.stage_list import StageList
from valueworkshop.tui.workshop.time_card import TimeCard
from valueworkshop.tui.workshop.timekeeper import Timekeeper
from valueworkshop.tui.workshop.top_line import TopLine
from valueworkshop.tui.workshop.working import Working

LIBRARY: Final = "Library"
"""The command that goes from a workshop to the others. No key does: the room would see them."""


class WorkshopScreen(Working):
    """Holds the views of the stages; each is made at the first visit and kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,pagedown", "step(1)", "Next", id="workshop.next"),
        Binding("n", "step(1)", "Next", show=False, id="workshop.next_letter"),
        Binding("b,pageup", "step(-1)", "Back", show=False, id="workshop.back"),
        Binding("ctrl+g", "go_to", "Go to", id="workshop.go_to"),
        Binding("u", "undo", "Undo", show=False, id="workshop.undo"),
        Binding("ctrl+z", "undo", "Undo", show=False, id="workshop.undo_ctrl"),
        Binding("ctrl+y", "redo", "Redo", show=False, id="workshop.redo"),
        Binding("full_stop", "dot_vote", "Dot vote", key_display=".", id="workshop.dot_vote"),
        Binding("e", "export", "Export", show=False, id="workshop.export"),
        Binding("v", "project", "Projector view", show=False, id="workshop.projector"),
        Binding("f9", "asked", "What is asked", show=False, id="workshop.asked"),
        Binding("N", "notes", "Facilitator's notes", show=False, id="workshop.notes"),
        Binding("C", "real_customer", "One real customer", show=False, id="workshop.customer"),
        Binding("f2", "turn_side", "Help at the side", show=False, id="workshop.side"),
        Binding("ctrl+s", "save", "Save now", show=False, id="workshop.save"),
        Binding("T", "time", "Time", show=False, id="workshop.time"),
        Binding("less_than_sign", "time_by(-1)", "A minute less", show=False, id="workshop.less"),
        Binding("greater_than_sign", "time_by(1)", "A minute more", show=False, id="workshop.more"),
        Binding("escape", "up", "One level up", show=False, id="workshop.leave"),
    ]

    stage_list = query_one(StageList)
    side = query_one(Side)
    message = query_one("#message", Static)

    def __init__(
        self,
        sitting: Sitting,
        clock: TimeClock | None = None,
        *,
        calm_clock: bool = False,
        bell: bool = True,
    ) -> None:
        """Show the workshop of a sitting; the rest is for the `Timekeeper`."""
        super().__init__()
        self.sitting = sitting
        self.desk = sitting.desk
        self._warned = ""
        self._steps, self._edited = self.desk.steps, False
        self._told_of = self.desk.session.place
        self.said = ""
        self.file_watch = SharedFileWatch(self)
        self.clock = clock or SystemTime()
        self.time = Timekeeper(self, self.clock, calm=calm_clock, bell=bell)
        self.instead = InsteadHere(self)
        self.navigation = Navigation(self)
        self.opening = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the frame, which is the same everywhere."""
        yield TopLine(id="top")
        with Horizontal(id="body"):
            with Vertical(id="rail"):
                yield StageList(id="stage-list")
                yield TimeCard(id="time-left")
            yield ContentSwitcher(id="stages")
            yield Side(id="side")
        yield Static(id="message", markup=False)
        yield KeyBar()

    async def on_mount(self) -> None:
        """Open the stage where the team was."""
        self.sitting.on_status = self._saved
        self.top.show_saved(self.sitting.words)
        here = current_place(self.desk.session)
        if here is not None:  # a kit or a file changed by hand may lack the place
            self.desk.move(here)
        self.desk.listen(self._changed)
        if self.sitting.only_read:
            self.file_watch.only_look()
        await self.open_here()
        if self.time.watch.state is not State.OFF:
            self.time.wake()  # it went on while the team was away
        self.say(self.said or self.time.hint())

    @property
    def view(self) -> StageView | None:
        """The view of the current stage, if it was made."""
        shown = self.stages.visible_content
        return shown if isinstance(shown, StageView) else None

    def explain(self) -> list[tuple[str, str]]:
        """Return (heading, words) that help has for this stage: the first one above the keys."""
        here = self.view.explain() if self.view is not None else ""
        return explained(self.desk.session, here, shown_key(self, "workshop.notes"))

    def say(self, text: str) -> None:
        """Show a message above the keys, until the next one."""
        self.said = with_warning(self, text)
        self.message.update(Content(clean(self.said)))

    def settle(self) -> None:
        """Make edits of all text that was typed and not kept yet, in every view."""
        for view in self.query(StageView):
            view.settle()
        for screen in self.app.screen_stack:
            if isinstance(screen, Form) and screen.is_mounted:
                screen.settle()

    def step_out(self) -> None:
        """Keep the text of every field; a half-typed note stays a draft."""
        for view in self.query(StageView):
            view.step_out()

    async def open_here(self, *, stand: bool = False) -> None:
        """Show the view of the team's place; with `stand`, focus there outside any field."""
        async with self.opening:  # one at a time: a view is shown only when it has a layout
            if self.is_attached:
                with self.in_one_frame():
                    await self._open_stage(stand=stand)

    async def _open_stage(self, *, stand: bool) -> None:
        session = self.desk.session
        stage = session.place.stage
        name = f"stage-{stage}"
        if not self.stages.query(f"#{name}"):
            made = view_class(session.stage(stage).kind)(self.desk, stage)
            await self.stages.mount(self.side.expect(made))
        name = await self.instead.made() or name
        if not self.is_attached:  # the team left the workshop meanwhile
            return
        self.stages.current = name
        self.file_watch.lock()
        if self.view is not None and not stand and not self.navigation.leads_back:
            self.view.come()
        self._show(session)
        if self.view is not None and self.app.screen is self:
            if stand:
                self.view.stand()
            else:
                self.view.enter()

    def name_here(self) -> str:
        """Return the id of the view for the place where the team is."""
        place = self.desk.session.place
        return self.instead.shown(place) or f"stage-{place.stage}"

    def _changed(self, session: Session) -> None:
        """Draw a changed session; open another stage if its place is there."""
        self._edited = self._edited or self.desk.steps > self._steps
        self._steps = self.desk.steps
        if self.time.is_only_time(session):  # nobody did this: the message still applies
            if self.is_attached:
                self.top.show(session)
            return
        self.say(self._arrived(session))
        if not self.is_attached:
            return
        self.call_later(self.file_watch.react)
        if self.stages.current == self.name_here():
            self._show(session)
        else:
            with self.in_one_frame():  # or the old stage comes once more, below the new top line
                self.set_focus(None)  # keys typed meanwhile are not for the old stage
                self.run_worker(self.open_here(stand=self.navigation.is_stepping), group=OPENING)
            self.call_later(part, self)

    def _arrived(self, session: Session) -> str:
        """Return the name of a place you come to, for people who see only a line at once."""
        before, self._told_of = self._told_of, session.place
        if before == session.place or not self.app.has_class("-accessible"):
            return ""
        from valueworkshop.tui.workshop.go_to_screen import name_of  # noqa: PLC0415 - seldom

        return f"You are now at {name_of(session, session.place)}."

    def _show(self, session: Session) -> None:
        self.top.show(session)
        self.stage_list.show(session)
        if self.view is not None:
            self.view.show_if_other(session)
            self.side.show(self.view, lambda: self.explain()[1:], session)
        self.time.show(opened=True)

    @on(StageView.Step)
    def _step(self, event: StageView.Step) -> None:
        self.action_step(event.by)

    @on(StageView.Turned)
    def _turned(self) -> None:
        if self.view is not None:
            self.view.show(self.desk.session)
            self._show(self.desk.session)
            self.view.enter()

    @on(StageView.Left)
    def _leave_instead(self) -> None:
        self.run_worker(self.instead.close(), group=OPENING)

    @on(StageView.Instead)
    def _show_instead(self, event: StageView.Instead) -> None:
        self.step_out()
        self.run_worker(self.instead.open(event.name), group=OPENING)

    @on(StageView.LookedAt)
    def _look_at(self, event: StageView.LookedAt) -> None:
        self.navigation.look_at(event.place)

    @on(StageView.Said)
    def _said(self, event: StageView.Said) -> None:
        if self.desk.is_closed:
            return  # nothing was done that we could describe
        self.say(with_undo(self, event.text) if self._edited else event.text)

    def on_key(self, event: events.Key) -> None:
        """Say so if a key does nothing: people who type blindly would take it for an answer."""
        self._edited = False  # by this key, as far as we know before it acts
        if said := stray(self, event):
            self.say(said)

    def on_screen_resume(self) -> None:
        """Do what waited for a form to close."""
        if self.is_mounted:
            self.file_watch.react()

    def action_step(self, by: int) -> None:
        """Go to the next place, or the previous one; first keep text being written."""
        self.navigation.step(by)

    def action_go_to(self) -> None:
        """Choose another stage, question or field by its name."""
        from valueworkshop.tui.workshop.go_to_screen import GoToScreen  # noqa: PLC0415 - made when asked for

        self.app.push_screen(GoToScreen(self.desk.session), self.navigation.go)

    @on(StageList.Chosen)
    def _stage_chosen(self, event: StageList.Chosen) -> None:
        self.go_to_stage(event.stage)

    def go_to_stage(self, stage: str) -> None:
        """Go to the beginning of a stage."""
        self.navigation.go_to_stage(stage)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a dot vote if there is something to vote on, and the side where it may be."""
        del parameters
        may = {"dot_vote": self.instead.dots_are_offered, "turn_side": self.side.may_turn}
        return action not in may or may[action]()

    def action_dot_vote(self) -> None:
        """Vote with dots on what is here, or see how that vote went."""
        self._show_instead(StageView.Instead("dots"))

    def action_turn_side(self) -> None:
        """Turn what helps at the side away, or back."""
        self.side.turn()

    def action_asked(self) -> None:
        """List what this stage asks: the team can change it."""
        from valueworkshop.tui.workshop.asked_screen import show_asked  # noqa: PLC0415 - when asked for

        show_asked(self)

    def action_notes(self) -> None:
        """Show the notes that are only for the facilitator at this stage."""
        from valueworkshop.tui.workshop.notes_screen import NotesScreen  # noqa: PLC0415 - when asked for

        self.app.push_screen(NotesScreen(self))

    def action_project(self) -> None:
        """Show here what a projector shows; the same key leads back."""
        self.post_message(self.Projecting())

    def go_on(self) -> None:
        """Go on at the team's place, which a projector view may have changed."""
        if self.view is not None and self.focused is None:
            self.view.enter()

    def action_undo(self) -> None:
        """Undo the last edit, go where it was made, and say what it was."""
        self.navigation.undo()

    def action_redo(self) -> None:
        """Redo the last undone edit, and say what it was."""
        self.navigation.redo()

    def action_save(self) -> None:
        """Save at once, and say so: everything saves itself anyway."""
        self.settle()
        status = self.sitting.flush(again=True)
        if status.startswith(NOT_SAVED):
            self.post_message(self.Unsaved())
        else:
            everything = "" if self.desk.is_closed else " It also saves by itself."
            self.say(f"{status}{everything}")

    def action_export(self) -> None:
        """Choose what to export of the workshop, and in which form."""
        from valueworkshop.tui.workshop.export_screen import ExportScreen  # noqa: PLC0415 - made when asked for

        self.step_out()
        screen = ExportScreen(self.desk.session, self.sitting.path)
        self.app.push_screen(screen, lambda told: self.say(told) if told else None)

    def action_time(self) -> None:
        """Show the time, and what you can do about it."""
        from valueworkshop.tui.workshop.time_screen import TimeScreen  # noqa: PLC0415 - made when asked for

        self.app.push_screen(TimeScreen(self.time))

    def action_time_by(self, by: int) -> None:
        """Give this stage a minute more or less."""
        self.time.more(by)

    def action_up(self) -> None:
        """Go back to the place before; at the top stay, and say which key leaves the workshop."""
        if self.navigation.leads_back:
            self.navigation.go_back()
            return
        stay, end = spoken_key(self, "workshop.leave"), spoken_key(self, "app.quit")
        by_name = f"{spoken_key(self, 'app.commands')} {LIBRARY.lower()}"
        self.say(
            f"{stay} stays in the workshop. {end} saves and quits; {by_name} goes to the library."
        )

    def leave(self) -> None:
        """Save, and go to the library."""
        self.settle()
        if self.may_leave(LIBRARY):
            self.app.run_worker(self._to_library(), group=OPENING)

    def may_leave(self, key: str) -> bool:
        """Return whether all is saved, or the user was already told what leaving would lose."""
        status = self.sitting.flush()
        unkept = next(filter(None, (view.unkept() for view in self.query(StageView))), "")
        lost = self._with_way_out(status) if status.startswith(NOT_SAVED) else unkept
        warning = f"{lost} {key} again leaves anyway." if lost else ""
        if warning == self._warned or not lost:
            self._warned = ""
            return True
        self._warned = warning
        self.say(warning)
        return False

    def _with_way_out(self, said: str) -> str:
        return with_way_out(said, f"{spoken_key(self, 'workshop.save')} shows what you can do.")

    async def _to_library(self) -> None:
        await self.app.run_action("library")

    def _saved(self, text: str, unusual: str) -> None:
        """Show whether all is saved. Called from the saver's thread."""
        self.app.call_later(self._show_saved, text, unusual)

    def _show_saved(self, text: str, unusual: str) -> None:
        if self.is_attached:
            self.top.show_saved(ONLY_READ if self.sitting.only_read else text)
            # We just said what leaving would lose, and what to do about it.
            if unusual and not (self._warned and text.startswith(NOT_SAVED)):
                said = self._with_way_out(f"{capital(unusual)}.")
                self.say(self.sitting.completed(said, undo_key(self)))
            self.file_watch.react()
