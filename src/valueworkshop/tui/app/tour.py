"""Two minutes through the filled example: each step says one thing, and which key to press.

A step is done when you did it, or skipped it with Enter: then the tour itself goes to the place of
the next one. The bindings say which keys they are. The tour blocks nothing, and if you go another
way, it goes on there: Enter does what the step says, or else skips it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, TextArea

from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.stopwatch import TimeClock
from valueworkshop.core.stages import has, stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.model import answers, asks
from valueworkshop.core.stages.stage_places import first_of
from valueworkshop.core.stages.votes.model import voted
from valueworkshop.sitting.sitting import Sitting
from valueworkshop.tui.widgets.keys import with_keys
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What a step looks at: the session, the row under the cursor, the focus, and what was seen.

    `wrote` says that the tour has made a note that is still there. `seen` are the names of the
    screens that came before the workshop since the step began.
    """

    session: Session
    row: int | None = None
    writes: bool = False
    wrote: bool = False
    seen: frozenset[str] = frozenset()


def _anywhere(_now: Now) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the step says, with keys as {id of a binding}, and whether you did it since it began.

    If Enter itself does it, as `enter` tells, the tour leaves Enter alone. `where` is the place to
    do it, if there is just one, and `fits` says whether the step makes sense now.
    """

    text: str
    done: Callable[[Now, Now], bool] = lambda _begun, _now: False
    enter: Callable[[Now], bool] = lambda _now: False
    where: Callable[[Session], Place] | None = None
    fits: Callable[[Now], bool] = _anywhere


def _notes(session: Session) -> int:
    return sum(
        len(answers(session, stage).notes)
        for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS)
    )


def _stands_at(now: Now, trait: Trait) -> bool:
    return has(now.session.stage(now.session.place.stage), trait)


def _summary(session: Session) -> Place:
    """Return the place of the gaps; the current one if the kit has none."""
    return _begin_of(session, stages_with(session.kit, Trait.SUMS_UP))


def _votes(session: Session) -> Place:
    return _begin_of(session, voted(session))


def _competitors(session: Session) -> Place:
    """Return the place of the question on each competitor, else that on the first one."""
    stages = stages_with(session.kit, Trait.HOLDS_QUESTIONS)
    for stage in stages:
        for key, question in asks(session, stage).questions.items():
            if question.competitors:
                return Place(stage=stage, at=key)
    return _begin_of(session, stages)


def _begin_of(session: Session, stages: Sequence[str]) -> Place:
    return first_of(session, stages[0]) if stages else session.place


STEPS: Final = (
    Step(text="A two-minute tour: {tour.next} starts it, {tour.end} skips it."),
    Step(
        text="This is how a workshop ends: the gaps, the most important first. ↓ goes to the next "
        "one; you read below where it comes from.",
        done=lambda begun, now: now.row != begun.row,
        where=_summary,
    ),
    Step(
        text="{summary.item} takes you from a gap to the votes behind it.",
        done=lambda _, now: now.session.place.stage in voted(now.session),
        enter=lambda now: _stands_at(now, Trait.SUMS_UP),
        where=_summary,
    ),
    Step(
        text="Votes stay hidden until all are in; then you see dots, but no names. "
        "{workshop.next_letter} goes on to the next item, {workshop.back} back.",
        done=lambda begun, now: now.session.place != begun.session.place,
        where=_votes,
    ),
    Step(
        text="You can go anywhere by name: press {workshop.go_to}, type 'each competitor', then "
        "press {goto.go}.",
        done=lambda _, now: _stands_at(now, Trait.HOLDS_QUESTIONS),
    ),
    Step(
        text="Write down what somebody says; {writing.keep} keeps it. It saves itself.",
        done=lambda begun, now: _notes(now.session) > _notes(begun.session),
        where=_competitors,
    ),
    Step(
        text="{writing.leave} leaves the field and goes to the notes. There, letters are commands.",
        done=lambda _, now: not now.writes,
        fits=lambda now: now.writes,
    ),
    Step(
        text="{workshop.undo} takes back what you wrote. You can undo every change.",
        done=lambda begun, now: _notes(now.session) < _notes(begun.session),
        fits=lambda now: now.wrote,
    ),
    Step(
        text="{workshop.projector} shows what the room may see; the same key goes back. "
        "`valueworkshop watch` shows it on a projector.",
        done=lambda _, now: "ProjectorScreen" in now.seen,
    ),
    Step(
        text="{app.help} explains any place, {app.commands} lists everything you can do, "
        "{app.quit} quits. That is all: {tour.next} ends the tour. This copy is yours to try.",
    ),
)


class TouredScreen(WorkshopScreen):
    """A workshop with the tour on a strip above the message."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tour_next", "Next step of the tour", priority=True, id="tour.next"),
        Binding("escape", "tour_end", "End the tour", priority=True, show=False, id="tour.end"),
    ]

    DEFAULT_CSS = """
    TouredScreen #tour { height: auto; min-height: 2; padding: 0 2; background: $panel; }
    """

    def __init__(
        self,
        sitting: Sitting,
        clock: TimeClock | None = None,
        *,
        calm_clock: bool = False,
        bell: bool = True,
    ) -> None:
        """Show the workshop of a sitting, and begin the tour."""
        super().__init__(sitting, clock, calm_clock=calm_clock, bell=bell)
        self._at = 0
        self._begun = Now(session=self.desk.session)
        self._notes_before = _notes(self.desk.session)
        self._is_going = False
        self._seen: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Lay out the workshop, and the strip."""
        yield from super().compose()
        yield Static(id="tour", markup=False)

    async def on_mount(self) -> None:
        """Say the first step once the workshop is on screen."""
        self.desk.listen(self._look)
        self._go_to(0)

    @property
    def step(self) -> Step | None:
        """The current step of the tour, None once it is over."""
        return STEPS[self._at] if self._at < len(STEPS) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter and Esc to the workshop if it needs them."""
        if action not in {"tour_next", "tour_end"}:
            return super().check_action(action, parameters)
        step = self.step
        if step is None or self.app.screen is not self:
            return False
        if action == "tour_end":
            return not self._writes
        return not step.enter(self._now()) and not (self._writes and self._written)

    @property
    def _writes(self) -> bool:
        return isinstance(self.focused, TextArea | Input)

    @property
    def _written(self) -> str:
        field = self.focused
        if isinstance(field, TextArea):
            return field.text
        return field.value if isinstance(field, Input) else ""

    def action_tour_next(self) -> None:
        """Go on to the next step, and to its place."""
        self._go_to(self._at + 1)
        step, here = self.step, self.desk.session.place
        place = step.where(self.desk.session) if step is not None and step.where else here
        if place.stage != here.stage:
            self._is_going = True
            self.navigation.go(place)
            self._is_going = False
            self._begun = replace(self._now(), row=None)

    def action_tour_end(self) -> None:
        """End the tour."""
        self._go_to(len(STEPS))

    def _go_to(self, number: int) -> None:
        self._seen = frozenset()
        self._begun = self._now()
        while number < len(STEPS) and not STEPS[number].fits(self._begun):
            number += 1
        self._at = number
        strip, step = self.query_one("#tour", Static), self.step
        strip.display = step is not None
        if step is not None:
            place = f"{number} of {len(STEPS) - 1}  " if number else ""
            strip.update(Content.assemble((place, "bold $primary"), with_keys(self, step.text)))
        self.refresh_bindings()

    def _now(self) -> Now:
        focused, session = self.focused, self.desk.session
        row = focused.highlighted if isinstance(focused, OptionList) else self._begun.row
        wrote = _notes(session) > self._notes_before
        return Now(session=session, row=row, writes=self._writes, wrote=wrote, seen=self._seen)

    def _look(self, _event: object = None) -> None:
        """Check whether the step was done."""
        if not self.is_mounted or self.step is None or self._is_going:
            return
        now = self._now()
        if self._begun.row is None:  # the list came only now
            self._begun = replace(self._begun, row=now.row)
        if self.step.done(self._begun, now):
            self._go_to(self._at + 1)
        else:
            self.refresh_bindings()  # who gets Enter depends on the focus

    @on(OptionList.OptionHighlighted)
    def _other_row(self) -> None:
        self._look()

    def on_descendant_focus(self) -> None:
        """Another field or list has the focus."""
        self._look()
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Note what covers the workshop now."""
        self._seen |= {type(self.app.screen).__name__}

    def on_screen_resume(self) -> None:
        """Check what was done meanwhile."""
        self._look()
