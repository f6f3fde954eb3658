"""What was chosen, rated for impact and effort: as all votes are, or placed by the room."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.effort import model, show
from valueworkshop.core.stages.effort.model import Choice
from valueworkshop.core.stages.effort.score import on_the_plane, weighed, where_placed
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.custom_items import OwnItem
from valueworkshop.core.stages.votes.model import Rating, asks
from valueworkshop.core.stages.votes.score import votes_in
from valueworkshop.core.stages.votes.show import Items
from valueworkshop.core.summary.candidates import pool
from valueworkshop.core.summary.taken_up import to_take_up
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.effort.placing import Placing, PlacingPlane
from valueworkshop.tui.stages.votes.custom_items_view import OwnVotesView
from valueworkshop.tui.widgets.keys import shown_key

PLANE: Final = "plane"

_SCALE: Final[tuple[Rating, ...]] = (1, 2, 3, 4, 5)


class EffortView(OwnVotesView):
    """Shows the choice at the team's place; without any, the list of them comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of(show.PLACE, "place"),
        binding_of(show.TAKE_UP, "take_up"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the plane beside what all votes have."""
        yield from super().compose()
        yield PlacingPlane()

    @property
    def items(self) -> Items:
        """What a choice is called; the list says how to take up what was chosen."""
        hint = "{effort.take_up} takes up what we chose, or else the largest gaps."
        return replace(super().items, hint=f"{show.ITEMS.hint} {hint}")

    def new_item(self) -> Choice:
        """Return a choice without words."""
        return Choice(text="")

    def told(self, key: str, item: OwnItem) -> Content:
        """Return the field of a choice once it was revealed, else the stage that it comes from."""
        if found := weighed(self.session, self.stage).get(key):
            return Content(found.where).stylize("bold")
        stage = item.comes_from.partition("/")[0] if isinstance(item, Choice) else ""
        if stage not in self.session.kit.stages:
            return Content("")
        return Content(f"from {self.session.stage(stage).title}").stylize("$text-muted")

    def mode(self) -> str:
        """Return what to show: no plane for a choice on which people have voted."""
        mode = super().mode()
        if mode == PLANE and not self._may_place:
            return "reveal" if self.revealed else "entry"
        return mode

    @property
    def leaves_room(self) -> bool:
        """Give the plane the whole width."""
        return super().leaves_room and self.mode() != PLANE

    @property
    def _may_place(self) -> bool:
        return bool(self.item) and model.may_place(self.session, self.stage, self.item)

    def modes(self) -> list[tuple[Widget, str]]:
        """Return the plane, too."""
        return [*super().modes(), (self.query_one(PlacingPlane), PLANE)]

    def draw(self, mode: str, session: Session) -> None:
        """Draw a mode, or the plane."""
        if mode != PLANE:
            super().draw(mode, session)
            return
        self.query_one("#scale").display = False
        plan = asks(session, self.stage)
        keys, here = list(plan.items), self.kind.here(session, self.stage)
        found = on_the_plane(session, self.stage)
        if found is None:
            return
        others = replace(found, spots={k: s for k, s in found.spots.items() if k != self.item})
        placing = Placing(
            label=plan.items[self.item].text,
            plane=show.plane(here, others),
            plan=plan,
            fields={at: where_placed(*at) for at in product(_SCALE, _SCALE)},
            number=f"{keys.index(self.item) + 1} of {len(keys)}",
        )
        before = model.placed_at(session, self.stage, self.item)
        self.query_one(PlacingPlane).show(self.item, placing, before)

    def enter(self) -> None:
        """Put the focus on what is on screen."""
        if self.mode() == PLANE:
            self.query_one(PlacingPlane).focus()
        else:
            super().enter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the plane for what nobody has voted on."""
        if action == "place":
            return self._may_place and self.mode() in {"entry", "reveal", "picture"}
        return super().check_action(action, parameters)

    def dot_pools(self, session: Session) -> Iterator[Pool]:
        """Return the candidates: dots on them are one way to choose."""
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)[:1]:
            yield pool(session, stage)

    def action_take_up(self) -> None:
        """Take up what the team chose, else what got most dots, else the largest gaps."""
        if not self.desk.is_refused():
            most = self.session.asked(self.stage, model.Asks).most
            offered = to_take_up(self.session, most)
            at = (self.session, self.stage)
            done = model.take_up(*at, offered.found, offered.what, self.desk.ids)
            here, key = asks(done.session, self.stage).items, shown_key(self, "effort.place")
            how = f" Rate each, or {key} places it together." if here else ""
            self.take(replace(done, said=f"{done.said}{how}"))

    def action_place(self) -> None:
        """Show the plane, on which the room places the choice together."""
        self.query_one(PlacingPlane).begin()
        self.show_whole(PLANE)

    @on(PlacingPlane.Kept)
    def _placed(self, event: PlacingPlane.Kept) -> None:
        item = self.item
        edited = model.place_item(self.session, self.stage, item, event.impact, event.effort)
        if self.desk.is_refused():
            return
        self.desk.commit(edited)
        self.desk.reveal(votes.reveal(self.session, self.stage, self.number, item))
        said = f"{asks(self.session, self.stage).items[item].text}: "
        said += where_placed(event.impact, event.effort)
        if following := self._next_to_place():
            self.desk.move(Place(stage=self.stage, at=following))
            self.say(f"{said}.")
        else:
            self._picture = 0
            self.show_whole("picture")
            back = shown_key(self, "votes.item")
            self.say(f"{said}. All of it is placed or voted on; {back} goes back to the choice.")

    def _next_to_place(self) -> str:
        """Return the first choice on which there is no answer yet, from here on; '' for none."""
        keys = list(asks(self.session, self.stage).items)
        at = keys.index(self.item)
        for key in (*keys[at + 1 :], *keys[:at]):
            free = not votes_in(self.session, self.stage, key)
            if free and model.may_place(self.session, self.stage, key):
                return key
        return ""
