"""Rating a stage, item by item: answers come in unseen, are revealed, and can be corrected."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Known, Paragraph, Sight
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes import item_acts, keyboard_turns, second_rounds, secrecy
from valueworkshop.core.stages.votes.model import (
    Item,
    Method,
    asks,
    facets_voted,
)
from valueworkshop.core.stages.votes.reveal_notes import speakers
from valueworkshop.core.stages.votes.score import facet_totals, votes_in
from valueworkshop.core.stages.votes.show import NOTHING
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.stage_page import stage_page
from valueworkshop.tui.stages.votes.answers_grid import Grid, GridShown
from valueworkshop.tui.stages.votes.at_item import AtItem
from valueworkshop.tui.stages.votes.pass_keyboard import Around, PassEntry
from valueworkshop.tui.stages.votes.reveal import Reveal
from valueworkshop.tui.stages.votes.scale_words import answers_to, tiles
from valueworkshop.tui.stages.votes.vote_entry import Entry
from valueworkshop.tui.widgets.fitted import HIGH, VAST
from valueworkshop.tui.widgets.keys import shown_key, spoken_key, with_keys
from valueworkshop.tui.widgets.static import Static

Picture: TypeAlias = Sequence[Sight]
"""What there is to see on one page of a whole stage."""

_AROUND = 3
"""Rows of a high view that a reveal cannot have: around the question, and that of the scale."""

_BELOW = 2
"""Rows below a picture of the whole, for how to go on."""

_BACK = "{votes.item} or {votes.picture} goes back to the item."
_ANOTHER = "{votes.picture} shows another picture. {votes.item} goes back to the item."


class VotesView(AtItem):
    """Shows the item at the team's place: its entry before the reveal, its answers after."""

    GROWS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Next item", id="votes.next"),
        binding_of(item_acts.VOTE_AGAIN, "vote_again"),
        Binding("t", "grade", "Evidence", id="votes.grade"),
        binding_of(item_acts.KEEP_SPLIT, "keep_split"),
        Binding("p", "picture", "Picture", id="votes.picture"),
        Binding("g", "grid", "Grid", id="votes.grid"),
        Binding("f", "repair", "Correct answers", id="votes.repair"),
        Binding("m", "method", "How to vote", id="votes.method"),
        binding_of(item_acts.WIDEST, "widest"),
        Binding("B", "sheets", "Paper ballots", show=False, id="votes.sheets"),
        Binding("R", "reveal_all", "Reveal all", id="votes.reveal_all"),
        binding_of(item_acts.NAMES, "names"),
        binding_of(item_acts.WEIGH, "weight"),
        binding_of(item_acts.QUOTE, "quote"),
        Binding("escape", "item", "Back", show=False, id="votes.item"),
    ]

    DEFAULT_CSS = """
    VotesView {
        & > #band { height: auto; padding: 0 2; background: $band; }
        & #item { text-style: bold; height: auto; }
        & #ends { height: auto; }
        & > #scale { color: $text-muted; height: 1; }
        & > #count { height: auto; margin-top: 1; color: $text-muted; }
        & > #scroll { height: 1fr; scrollbar-gutter: stable; }
        &.-cards > #scale { padding: 0 2; }
        &.-cards > Entry { background: $surface; padding: 1 2 0 2; }
    }
    VotesView #scroll:focus { background-tint: transparent; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the item above; of entry, reveal and grid only one shows."""
        with Vertical(id="band"):
            yield Static(id="item", markup=False)
            yield Static(id="ends", markup=False)
        yield Entry(self.desk, self.stage)
        with VerticalScroll(id="scroll"):
            yield Reveal()
            yield Grid()
            yield Static(id="picture", markup=False)
        yield Static(id="count", markup=False)
        yield Static(id="scale", markup=False)

    def on_mount(self) -> None:
        """Begin with the entry, not with the whole."""
        self._whole = ""
        self._picture = 0
        self._repairing = False
        self._shown_item = ""

    @property
    def leaves_room(self) -> bool:
        """Give a reveal the whole width, unless there is more than enough, and a picture."""
        if self.mode() == "reveal":
            return self.LEAVES_ROOM and self.app.size.width >= VAST
        return self.LEAVES_ROOM and self._whole != "picture"

    @contextmanager
    def falling(self) -> Iterator[None]:
        """Let the answers that are shown in here fall into place: the room sees them first now."""
        reveal = self.query_one(Reveal)
        reveal.falls_next = True
        yield
        reveal.falls_next = False

    def on_key(self) -> None:
        """End the motion: a key means that people go on."""
        self.query_one(Reveal).motion.end()

    @property
    def room(self) -> int:
        """The cells in a line: the view's width without its padding and a scrollbar."""
        return self.width - self.gutter.width - 1

    def show(self, session: Session) -> None:
        """Draw the item."""
        plan = asks(session, self.stage)
        if self.item != self._shown_item:
            self._shown_item = self.item
            self._repairing = False
            self.query_one(Entry).begin(self.item)
        item = plan.items.get(self.item, Item(text=NOTHING))
        mode = self.mode()
        for widget, name in self.modes():
            widget.display = name == mode
        private = mode == "entry" and self.vote.method is Method.PRIVATE and not self._repairing
        at_item = mode in {"entry", "reveal"} and not private
        self.set_class(at_item, "-cards")
        self.query_one("#scroll").display = mode in {"reveal", "grid", "picture"}
        self.query_one("#count").display = mode in {"grid", "picture"}
        self.query_one("#band").display = at_item
        low = mode == "reveal" and self._is_low
        self.query_one("#scale").display = not (private or low or mode == "picture")
        self.query_one("#item", Static).update(Content(item.text))
        self.query_one("#ends", Static).update(_ends(item))
        self.query_one("#ends").display = bool(item.low or item.high)
        self.draw(mode, session)
        self._show_scale()
        self.refresh_bindings()

    @on(Entry.FacetChanged)
    def _show_scale(self) -> None:
        """Show the answers that can be given now."""
        facet = self.query_one(Entry).facet if self.mode() == "entry" else ""
        plan = asks(self.session, self.stage)
        typed = facet and not self._is_low and not plan.is_picked(facet)
        shown = tiles(plan, self.room - 3) if typed and not self.query_one(Entry).hands else None
        scale = self.query_one("#scale", Static)
        scale.set_class(bool(shown), "-tiles")
        scale.update(shown or answers_to(plan, facet, self.room))

    def draw(self, mode: str, session: Session) -> None:
        """Draw a mode. A kind with its own mode draws that."""
        match mode:
            case "entry":
                self.query_one(Entry).show(session)
            case "reveal":
                self._show_reveal(session)
            case "picture":
                self._show_picture()
            case "grid":
                self._show_grid(session)

    def pictures(self) -> list[Picture]:
        """Return the whole stage as it was revealed, page by page."""
        found: list[Picture] = self.kind.show.pages(self.kind.here(self.session, self.stage))
        return found

    def mode(self) -> str:
        """Return what to show: grid or picture of the whole, else the state of the item."""
        if self._whole:
            return self._whole
        if self.revealed and not self._repairing:
            return "reveal"
        return "entry"

    def modes(self) -> list[tuple[Widget, str]]:
        """Return (widget, mode) of everything of which only one shows."""
        return [
            (self.query_one(Entry), "entry"),
            (self.query_one(Reveal), "reveal"),
            (self.query_one(Grid), "grid"),
            (self.query_one("#picture"), "picture"),
        ]

    @property
    def _is_low(self) -> bool:
        """Whether the picture needs the row of the scale: what its ends mean is above."""
        return self.app.size.height < HIGH

    def _show_reveal(self, session: Session) -> None:
        above = [str(self.query_one(name, Static).content) for name in ("#item", "#ends")]
        room = self.height if self._is_low else self.height - _AROUND
        self.query_one(Reveal).show(self.sights(session), room, list(filter(None, above)))
        self._count("")

    def sights(self, session: Session) -> list[Sight]:
        """Return what there is to see of the revealed item; in an open vote also who speaks."""
        at = (session, self.stage, self.item)
        blocks = self.kind.told_at(*at)
        aside = (
            n
            for n, each in enumerate(blocks)
            if isinstance(each, Known) or (isinstance(each, Paragraph) and each.aside)
        )
        place = next(aside, len(blocks))
        spoken = [Paragraph(f"{capital(text)}.") for text in speakers(*at)]
        return [*blocks[:place], *spoken, *blocks[place:]]

    def _show_picture(self) -> None:
        pictures = self.pictures()
        place = min(self._picture, len(pictures) - 1)
        plain = self.app.has_class("-accessible")
        rows = self.height - self.gutter.height - _BELOW
        page = stage_page(pictures[place], self.room, rows, plain=plain)
        self.query_one("#picture", Static).update(page)
        last = place == len(pictures) - 1
        self._count(with_keys(self, _BACK if last else _ANOTHER))

    def _show_grid(self, session: Session) -> None:
        self.query_one(Grid).show(GridShown.of(session, self.stage, self.vote), self.item)
        self._count(
            "Open votes: we show names."
            if self.vote.open
            else "Ballots are shuffled and numbered, and carry no names."
        )

    def _count(self, text: str) -> None:
        self.query_one("#count", Static).update(Content(text))

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        match self.mode():
            case "entry":
                self.query_one(Entry).enter()
            case "grid":
                self.query_one(Grid).focus()
            case _:
                self.query_one("#scroll").focus()

    def explain(self) -> str:
        """Return what the item is about, and what the kind says about all its items."""
        place = self.kind.place(self.session, self.stage, self.item)
        return "\n\n".join(filter(None, (place.hint, place.about)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now: evidence and the next item after the reveal, and so on."""
        del parameters
        mode = self.mode()
        if action == "weight":
            return item_acts.may_weigh(self.session, self.stage)
        if action in {"go_on", "grade", "repair", "vote_again", "widest", "quote"}:
            return mode == "reveal" and (action != "grade" or self.items.known)
        if action == "keep_split":
            return mode == "reveal" and item_acts.is_wide(self.session, self.stage, self.item)
        if action in {"method", "reveal_all", "names", "sheets"}:
            return mode == "entry" and not self._repairing
        if action == "item":
            return bool(self._whole) or self._repairing or self._may_call_off()
        return True

    @on(Entry.Done)
    def _answers_in(self) -> None:
        if self._repairing:
            self._end_repair()
        else:
            self.whom_first(self._reveal)

    def waits(self) -> bool:
        """Whether somebody has voted on the item, and the room has not seen it."""
        return not self.revealed and votes_in(self.session, self.stage, self.item) > 0

    def reveal(self) -> None:
        """Let the room see the vote on the item."""
        if self.waits():
            self._reveal()

    def _reveal(self) -> None:
        given = [
            facet_totals(self.session, self.stage, self.item, facet)
            for facet in facets_voted(self.session, self.stage, self.item)
        ]
        if not any(facet.n or facet.dont_know or facet.skipped for facet in given):
            on = spoken_key(self, "workshop.next_letter")
            self.say(f"No answers yet. {on} goes on without this item.")
            return
        self.say("")
        with self.falling():
            self.desk.reveal(votes.reveal(self.session, self.stage, self.number, self.item))
        self.enter()

    @on(Grid.Changed)
    def _repaired(self, event: Grid.Changed) -> None:
        at = {"voter": event.voter, "facet": event.facet, "item": event.item}
        self.take(item_acts.correct(self.session, self.stage, **at, given=event.answer))

    def action_go_on(self) -> None:
        """Go to the next item."""
        self.post_message(self.Step(1))

    def action_grid(self) -> None:
        """Show all answers of the stage in a grid, or the item again."""
        self.show_whole("grid")

    def action_picture(self) -> None:
        """Show the result of the stage as a picture, then the next one, then the item again."""
        self._picture = self._picture + 1 if self._whole == "picture" else 0
        if 0 < self._picture < len(self.pictures()):
            self.show(self.session)
            self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)
        else:
            self.show_whole("picture")

    def show_whole(self, what: str) -> None:
        """Show the whole in the mode `what` instead of the item, or the item again."""
        had = self.leaves_room
        self._whole = "" if self._whole == what else what
        self.show(self.session)
        self.enter()
        if had != self.leaves_room:
            self.post_message(self.Turned())

    def action_item(self) -> None:
        """Leave the grid, the picture, the correction, or another round without an answer."""
        if self._whole:
            self.show_whole(self._whole)
        elif self._repairing:
            self._end_repair()
        else:
            self.desk.commit(second_rounds.call_off(self.session, self.stage, self.item))
            self.enter()
            self.say("Cancelled. The vote is as it was.")

    def action_repair(self) -> None:
        """Correct answers on a revealed item: by name for cards, by group for hands."""
        if not secrecy.is_linked(self.session, self.vote, self.item):
            self.show_whole("grid")
            self.say("These ballots no longer carry names. Here you change them by number.")
            return
        self._repairing = True
        self.query_one(Entry).begin(self.item, repairing=True)
        self.show(self.session)
        self.enter()
        key = shown_key(self, self.query_one(Entry).reveals)
        self.say(f"What you type replaces the old answers. {key} shows the result.")

    def _end_repair(self) -> None:
        self._repairing = False
        self.query_one(Entry).begin(self.item)
        self.show(self.session)
        self.enter()
        self.say("")

    @on(PassEntry.Asked)
    def _pass(self, event: PassEntry.Asked) -> None:
        if self.desk.is_refused():
            return
        around = Around(self.app, self.desk, self.stage, self._passed)
        if event.person or keyboard_turns.next_up(self.session, self.stage):
            around.hand_to(event.person)
        else:
            self.say(f"All votes are in. {shown_key(self, 'votes.reveal_all')} reveals them.")

    def _passed(self) -> None:
        self.show(self.session)
        self.enter()

    def action_weight(self) -> None:
        """Leave out the weight, or ask for it again."""
        self.take(item_acts.weigh(self.session, self.stage))
        self.query_one(Entry).go_to_first()


def _ends(item: Item) -> Content:
    """Return what the lowest and the highest answer mean, a line each."""
    ends = [
        Content.assemble((f"{n}", "bold $primary"), (f"  {text}", "$text-muted"))
        for n, text in ((1, item.low), (5, item.high))
        if text
    ]
    return Content("\n").join(ends)
