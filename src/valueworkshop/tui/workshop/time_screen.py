"""The time panel: what each stage has, what the team spent, and what to do when it gets late."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session import schedule, time_words
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.stage_times import Timing
from valueworkshop.core.session.stopwatch import State, TimeNow
from valueworkshop.core.stages import KINDS
from valueworkshop.tui.stages.pause.time_left import remaining, time_figure
from valueworkshop.tui.widgets.canvas import lines
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.keys import HELP_HERE, shown_key, with_keys
from valueworkshop.tui.widgets.late import ModalScreen
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.workshop.time_rows import TimeRows, day

if TYPE_CHECKING:
    from valueworkshop.tui.workshop.timekeeper import Timekeeper

_STATES = {
    State.OFF: "The timer is off. {time.stop_or_go} starts it, and so does the first answer.",
    State.RUNNING: "The timer is running. {time.stop_or_go} pauses it.",
    State.PAUSED: "Paused, so the end moves back. {time.stop_or_go} starts it again.",
}

_KEYS = "{time.less} {time.more} change minutes, {time.unspent} {time.spent} correct those spent."

_LEGEND = "minutes: ━ spent  ─ not spent"

_AROUND = 12
"""Rows of a large screen that are not for stages."""


class TimeScreen(ModalScreen[None]):
    """Shows the time of every stage; each key changes one thing, and says what it did."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "stop_or_go", "Start or pause", id="time.stop_or_go"),
        Binding("escape,T,enter", "dismiss(None)", "Close", id="time.close"),
        Binding("s", "shrink", "Shrink", id="time.shrink"),
        Binding("d", "drop", "Drop", id="time.drop"),
        Binding("e", "end", "Move end", id="time.end"),
        Binding("less_than_sign", "planned(-1)", "A minute less", show=False, id="time.less"),
        Binding("greater_than_sign", "planned(1)", "A minute more", show=False, id="time.more"),
        Binding("minus", "spent(-1)", "A minute less spent", show=False, id="time.unspent"),
        Binding("plus", "spent(1)", "A minute more spent", show=False, id="time.spent"),
        Binding("c", "count", "Count the uncounted time", show=False, id="time.count"),
        Binding("u,ctrl+z", "undo", "Undo", show=False, id="time.undo"),
        Binding("x", "bell", "Bell on or off", show=False, id="time.bell"),
        *HELP_HERE,
    ]

    DEFAULT_CSS = f"""
    TimeScreen {{
        & > #box {{ height: 1fr; padding: 0 1; }}
        & Static {{ height: auto; }}
        & #where, & #day {{ display: none; }}
        & .card {{ {CARD} height: auto; }}
        & #main, & #plan {{ height: 1fr; }}
        & #side, & #words, & #row {{ height: auto; }}
        & #now {{ text-style: bold; }}
        & #left {{ width: auto; padding-right: 3; }}
        & #state, & #head {{ color: $text-muted; }}
        & #plan:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #times {{ height: 1fr; }}
        & #said {{ min-height: 1; padding: 0 2; }}

        &.-narrow .card, &.-narrow #plan:focus-within {{
            border: none; padding: 0; margin-bottom: 1; background: $background;
        }}
        &.-narrow #left {{ display: none; }}
        &.-narrow #plan, &.-narrow #plan:focus-within {{ margin-bottom: 0; }}
        &.-narrow #said {{ padding: 0; }}
        &.-low.-narrow #where {{ display: none; }}

        &.-wide.-high {{
            & #where, & #day {{ display: block; }}
            & #side {{ dock: right; width: 44; height: 100%; padding-left: 1; }}
            & #row {{ layout: vertical; }}
            & #words {{ margin-top: 1; }}
        }}
    }}
    """

    def __init__(self, keeper: "Timekeeper") -> None:
        """Show the time that `keeper` keeps."""
        super().__init__()
        self._keeper = keeper
        self._asked = ""
        self._changes: list[tuple[Timing, Timing]] = []

    @property
    def session(self) -> Session:
        """The current session."""
        return self._keeper.watch.desk.session

    def compose(self) -> ComposeResult:
        """Lay out the day, the stages, what is left, the ways to catch up, and what was done."""
        with Vertical(id="box"):
            yield Static(id="where", markup=False)
            yield Static(id="day", classes="card", markup=False)
            with Container(id="main"):
                with Vertical(id="side"):
                    with Vertical(id="here", classes="card"):
                        yield Static(id="now", markup=False)
                        with Horizontal(id="row"):
                            yield Static(id="left", markup=False)
                            with Vertical(id="words"):
                                yield Static(id="state", markup=False)
                    yield Static(id="late", classes="card", markup=False)
                with Vertical(id="plan", classes="card"):
                    yield Static(id="head", markup=False)
                    yield Rows(id="times")
            yield Static(id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the stage where the team is, and follow the clock."""
        self._keeper.shows = self.show
        self.show()
        rows = self.query_one(Rows)
        keys = list(self.session.kit.stages)
        if self.session.place.stage in keys:
            rows.highlighted = keys.index(self.session.place.stage)
        rows.focus()

    def on_unmount(self) -> None:
        """Stop following the clock."""
        self._keeper.shows = None

    def on_resize(self) -> None:
        """Check how many rows fit."""
        self.show()

    def say(self, text: str) -> None:
        """Say what was done, or why not."""
        self.query_one("#said", Static).update(Content(text))

    def show(self) -> None:
        """Draw everything as it is now."""
        now = self._keeper.watch.now()
        self._show_here(now)
        ways = self._ways(now)
        late = self.query_one("#late", Static)
        ends = [] if not self._large else [*_ends(now), ""] if ways else _ends(now)
        late.update(Content("\n").join([*map(Content, ends), *map(Content, ways)]))
        late.display = bool(ways) or self._large
        name_card(late, "To be in time" if ways else "The end")
        name_card(self.query_one("#day"), "The day, as planned")
        self.query_one("#day", Static).update(
            Content("\n").join(lines(day(self.session, now, max(self.size.width - 6, 1))))
        )
        self._show_rows()

    def _show_here(self, now: TimeNow) -> None:
        """Show what the stage has left, when all ends, and whether the clock runs."""
        place = self.session.place.stage
        stage = self.session.kit.stages.get(place)
        name = one_line(stage.short or stage.title) if stage else ""
        ends = time_words.clock_time(now.now, max(now.left, 0))
        beside = [f"of {now.planned}", f"until {ends}"] if now.planned else []
        runs = now.state is State.RUNNING and now.left > 0
        found = remaining(now)
        if not runs:
            beside = beside[: found.words.find("planned") < 0]
        figure = time_figure(found, beside, large=self._large)
        self.query_one("#left", Static).update(Content("\n").join(lines(figure)))
        self.query_one("#now", Static).update(Content(_headline(now)))
        bell = "on" if self._keeper.bell else "off"
        told = f"{_STATES[now.state]}\n{_KEYS} The bell is {bell} ({{time.bell}})."
        self.query_one("#state", Static).update(Content(with_keys(self, told)))
        name_card(self.query_one("#here"), Content(f"Time for {name}" if name else "Time"))
        where = Content.assemble(one_line(self.session.title), "  ›  ", ("Time", "bold"))
        self.query_one("#where", Static).update(where)

    @property
    def _large(self) -> bool:
        return self.has_class("-wide") and self.has_class("-high")

    def _show_rows(self) -> None:
        """Show the stages, with a row between two where there is room for that."""
        name_card(self.query_one("#plan"), "Spent of planned", _LEGEND)
        rows, beside = self.query_one("#times", Rows), 44 if self._large else 0
        edges = 5 if self.has_class("-narrow") else 7
        found = TimeRows(
            self.session, self._keeper.watch.loose, max(self.size.width - beside - edges, 20)
        )
        self.query_one("#head", Static).update(found.head())
        keys = list(self.session.kit.stages)
        gaps = self._gaps(keys) if self._large else set()
        blank = found.below()
        shown = {key: [found.row(key), *([blank] if key in gaps else [])] for key in keys}
        rows.show_rows([(key, Content("\n").join(lines)) for key, lines in shown.items()])

    def _gaps(self, keys: Sequence[str]) -> set[str]:
        """Return the stages after which there is a blank row: all, those around breaks, or none."""
        room = self.size.height - _AROUND - len(keys)
        breaks = self._keeper.watch.breaks
        around = {key for one, key in pairwise(keys) if key in breaks or one in breaks}
        before = {one for one, key in pairwise(keys) if key in around}
        return set(keys) if len(keys) <= room else before if len(before) <= room else set()

    def _ways(self, now: TimeNow) -> list[str]:
        """Say what you can do about being late, and about time that was not counted."""
        said = []
        late = int((now.behind or 0) // 60)
        if late > 0:
            said.append(f"We are {late} min behind. What you can do:")
            if can := min(late, schedule.shrinkable(self.session, self._keeper.watch.breaks)):
                rest = "" if can == late else f"; {late - can} min remain"
                take = f"take {can} min from the stages ahead, in proportion{rest}"
                said.append(f"  {self._key('shrink')}  {take}")
            for key in schedule.droppable(self.session)[:3]:
                title = one_line(self.session.stage(key).title)
                saved = int(schedule.left(self.session, key) // 60)
                said.append(f"  {self._key('drop')}  drop {title}: {saved} min")
            end = time_words.clock_time(now.now, now.to_do)
            said.append(f"  {self._key('end')}  end {late} min later{f', at {end}' if end else ''}")
        if gap := int(self._keeper.watch.gap // 60):
            said.append(
                f"We did not count {gap} min: {self._key('count')} adds them to where you were."
            )
        return said

    def _change(self, timing: Timing, said: str) -> None:
        desk = self._keeper.watch.desk
        if desk.is_closed:
            self.say("Read-only: you cannot change anything here.")
            return
        self._changes.append((self.session.timing, timing))
        self._set(timing)
        self.say(f"{said} {shown_key(self, 'time.undo')} undoes it.")

    def _set(self, timing: Timing) -> None:
        self._asked = ""
        self._keeper.watch.change(timing)
        self._keeper.wake()
        self.show()

    def action_undo(self) -> None:
        """Undo the last change that was made here; later minutes stay counted."""
        if not self._changes:
            self.say("There is nothing to undo here.")
            return
        self._set(schedule.taken_back(self.session, *self._changes.pop()))
        self.say("Undone.")

    @property
    def _stage(self) -> str:
        return self.query_one(Rows).current or self.session.place.stage

    def _key(self, what: str) -> str:
        return shown_key(self, f"time.{what}")

    def _title(self, key: str) -> str:
        return one_line(self.session.stage(key).title)

    def action_stop_or_go(self) -> None:
        """Start the clock, or stop it."""
        self._keeper.stop_or_go()
        self.show()
        self.say(
            "Read-only: the timer does not run here." if self._keeper.watch.desk.is_closed else ""
        )

    def action_planned(self, by: int) -> None:
        """Give the stage under the cursor a minute more or less."""
        timing = schedule.granted(self.session, self._stage, by)
        minutes = timing.stages[self._stage].granted
        self._change(timing, f"{self._title(self._stage)}: {minutes} min.")

    def action_spent(self, by: int) -> None:
        """Correct what the team spent in the stage under the cursor."""
        timing = schedule.corrected(self.session, self._stage, by)
        spent = timing.stages[self._stage].spent
        self._change(timing, f"{self._title(self._stage)}: corrected to {spent} min spent.")

    def action_shrink(self) -> None:
        """Take the minutes that the workshop is behind from the stages to come."""
        late = int((self._keeper.watch.now().behind or 0) // 60)
        can = min(late, schedule.shrinkable(self.session, self._keeper.watch.breaks))
        if late <= 0:
            self.say("We are not behind: no stage needs to be shorter.")
        elif not can:
            drop, end = self._key("drop"), self._key("end")
            self.say(f"No stage ahead can be shorter. {drop} drops one, {end} moves the end.")
        else:
            less, more = self._key("less"), self._key("more")
            said = f"The stages ahead are {can} min shorter (*). {less} and {more} change each."
            self._change(schedule.shrunk(self.session, can, self._keeper.watch.breaks), said)

    def action_drop(self) -> None:
        """Drop the optional stage under the cursor, or put it back; say so if it has answers."""
        key = self._stage
        if schedule.of_stage(self.session, key).skipped:
            timing = schedule.skipped(self.session, key, skip=False)
            self._change(timing, f"{self._title(key)} is back.")
            return
        try:
            timing = schedule.skipped(self.session, key, skip=True)
        except ValueError as error:
            self._point_at_another(str(error))
            return
        if KINDS[self.session.stage(key).kind].progress(self.session, key).done and (
            self._asked != key
        ):
            self._asked = key
            again = f"{self._key('drop')} again drops it."
            self.say(f"{self._title(key)} has answers, which stay and count. {again}")
            return
        self._change(
            timing, f"{self._title(key)} is dropped. {self._key('drop')} on it puts it back."
        )

    def _point_at_another(self, why: str) -> None:
        """Say why this stage cannot be dropped, and put the cursor on one that can."""
        rows, can = self.query_one(Rows), schedule.droppable(self.session)
        if not can:
            self.say(why)
            return
        rows.highlighted = list(self.session.kit.stages).index(can[0])
        self.say(
            f"You cannot drop that one. {self._key('drop')} again drops {self._title(can[0])}."
        )

    def action_end(self) -> None:
        """Move the end by as much as the workshop is behind, or ahead."""
        behind = int((self._keeper.watch.now().behind or 0) / 60)
        if not behind:
            self.say("The end is as planned.")
            return
        where = "later" if behind > 0 else "earlier"
        said = f"The plan now ends {abs(behind)} min {where}."
        self._change(schedule.end_moved(self.session, behind), said)

    def action_count(self) -> None:
        """Count the time that was not counted."""
        minutes = self._keeper.watch.count_gap()
        self._keeper.wake()
        self.show()
        self.say(f"Counted {minutes} min." if minutes else "No time was left uncounted.")

    def action_bell(self) -> None:
        """Make warnings ring the bell, or not; this computer remembers it."""
        self._keeper.bell = not self._keeper.bell
        self.show()


def _ends(now: TimeNow) -> list[str]:
    """Return when the plan ends, and when it would end if each stage takes what it has."""
    end = time_words.clock_time(now.now, now.to_do)
    if now.behind is None:
        return [f"If you begin now    {end}"]
    plan = time_words.clock_time(now.now, now.to_do - now.behind)
    return [f"Planned end         {plan}", f"As it goes          {end}"]


def _headline(now: TimeNow) -> str:
    """Say how much time is left here, with the whole plan, and when it ends."""
    said = [word for word in time_words.top_line(now)[:1] if word]
    if now.behind is not None and now.state is not State.OFF:
        end = time_words.clock_time(now.now, now.to_do)
        plan = time_words.clock_time(now.now, now.to_do - now.behind)
        if end and plan and end != plan:
            said.append(f"ends {end}, planned {plan}")
        elif end:
            said.append(f"ends {end}")
    return " · ".join(said) or "No time planned here"
