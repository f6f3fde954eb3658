"""The interface of a stage's view to the screen around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message

from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.session.stopwatch import TimeNow
from valueworkshop.tui.widgets.late import Guarded, ModalScreen
from valueworkshop.tui.widgets.writing import Writing

if TYPE_CHECKING:
    from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.tui.widgets.form import Form, T

DOTS, SILENT, GROUPS = "dots", "silent", "groups"
"""The names, and ids, of the views that may stand instead of a stage: see `instead.py`."""


class StageView(Guarded, Vertical):
    """Draws one stage from the session on the desk, and commits edits to the desk.

    A view never holds the truth: what it shows comes through `show`. Text that was typed but not
    kept yet is the exception, and `settle` makes an edit of it.
    """

    LEAVES_ROOM: ClassVar[bool] = True
    """Whether a wide screen has room for words beside this view."""

    HAS_CARDS: ClassVar[bool] = False
    """Whether this view is made of cards; on a wide screen any other one is a card as a whole."""

    GROWS: ClassVar[bool] = False
    """Whether what is drawn depends on the height, too."""

    DEFAULT_CSS = """
    StageView { height: 1fr; padding: 1 2 0 2; }
    """

    @dataclass
    class Said(Message):
        """A message for the user, on the line above the keys."""

        text: str

    @dataclass
    class Step(Message):
        """The user goes on (+1) or back (-1) by one place."""

        by: int

    class Turned(Message):
        """The view shows another side of itself: draw it, and what stands beside it."""

    class Left(Message):
        """The view replaced another one, which should come back."""

    @dataclass
    class Instead(Message):
        """The user wants to see another view here, instead of this one, by its name."""

        name: str

    @dataclass
    class LookedAt(Message):
        """The user wants to see another place, and to come back from it by Esc."""

        place: Place

    def __init__(self, desk: Desk, stage: str, *, name: str = "") -> None:
        """Make a view of the stage with the id `stage`, or one with a `name` that replaces it."""
        super().__init__(id=name or f"stage-{stage}")
        self.set_class(self.HAS_CARDS, "-cards")
        self.desk = desk
        self.stage = stage
        self._drawn_size = self._terminal = Size(0, 0)
        self._drawn_of: tuple[tuple[object, ...], tuple[object, ...]] | None = None
        self._asking: Callable[[], None] | None = None
        self._form: ModalScreen[Any] | None = None

    @property
    def session(self) -> Session:
        """The current session."""
        return self.desk.session

    @property
    def leaves_room(self) -> bool:
        """Whether a wide screen has room for words beside what this view shows now."""
        return self.LEAVES_ROOM

    @property
    def at(self) -> str:
        """Where the team is in this stage; '' for its beginning."""
        place = self.session.place
        return place.at if place.stage == self.stage else ""

    def on_resize(self, event: events.Resize) -> None:
        """Draw again for another width; for another height where that matters."""
        if not event.size.width or not self.is_mounted:
            return
        before, terminal = (self.width, self.height), self.app.size
        first = not self._drawn_size.width
        known = self._drawn_size.height if terminal == self._terminal else 0
        self._drawn_size = Size(event.size.width, max(event.size.height, known))
        self._terminal = terminal
        grows = self.GROWS and (first or before[1] != self.height)
        if before[0] != self.width or grows:
            self.show(self.session)

    @property
    def width(self) -> int:
        """The cells across; for a hidden view, as many as it had."""
        return self._drawn_size.width or self.size.width

    @property
    def height(self) -> int:
        """The rows without a message below: if one comes, what is drawn stays as it is."""
        return self._drawn_size.height or self.size.height

    def say(self, text: str) -> None:
        """Show a message to the user."""
        self.post_message(self.Said(text))

    def show(self, session: Session) -> None:
        """Draw the session. Called when this view is opened and at each change while it is."""
        raise NotImplementedError

    def show_if_other(self, session: Session) -> None:
        """Draw the session, unless it is what was drawn here last: people come back to a stage."""
        app, desk = self.app, self.desk
        seen = app.size, app.theme, app.classes, self.screen.classes, desk.is_closed, desk.today()
        parts = tuple(getattr(session, each.name) for each in fields(session))
        known, self._drawn_of = self._drawn_of, (seen, parts)
        comes_anew = type(self).come is not StageView.come  # it may show another side of itself
        if known is None or comes_anew or known[0] != seen or not all(map(_is, known[1], parts)):
            self.show(session)

    def come(self) -> None:
        """Prepare for being shown: the team comes here from another stage."""

    def enter(self) -> None:
        """Put the focus where the user would start."""
        raise NotImplementedError

    def stand(self) -> None:
        """Put the focus where letters are keys: after undo, the same key again must not be typed.

        A view that starts with writing says where that is.
        """
        self.enter()

    def tell_time(self, now: TimeNow) -> None:
        """Show the time, if a view says more about it than the top line."""

    def dot_pools(self, session: Session) -> "Iterable[Pool]":
        """Return what people can put dots on at this place, the nearest first."""
        del session
        return ()

    def list_items(self) -> bool:
        """Show the list of the team's own items; return whether this view has one to show."""
        return False

    def waits(self) -> bool:
        """Whether there are votes here that the room has not seen and that `reveal` would show."""
        return False

    def reveal(self) -> None:
        """Let the room see the vote at the team's place, if it has not seen it."""

    def explain(self) -> str:
        """Return what the help says about this place before it lists the keys; '' for nothing."""
        return ""

    def ask(self, form: "Form[T]", then: Callable[[T | None], None]) -> None:
        """Show a form; `then` takes its result, also if the user leaves the app before that.

        A closed desk shows what a form holds, and no empty form.
        """
        if self.desk.is_closed and form.holds():
            form.is_held = True
            self.app.push_screen(form)
            return
        if self.desk.is_refused():
            return

        def given(result: T | None) -> None:
            if self._form is form:  # if not, it was settled while this was on its way
                self._asking = self._form = None
                then(result)

        self._form = form
        # A removed form has no fields any more.
        self._asking = lambda: (
            given(None if form.is_held else form.standing()) if form.children else None
        )
        self.app.push_screen(form, given)

    def be_sure(self, question: str, means: str, yes: str, do: Callable[[], None]) -> None:
        """Ask before a key takes something away for good; call `do` if another key says yes.

        A closed desk does not ask.
        """
        from valueworkshop.tui.widgets.confirm_screen import SureScreen  # noqa: PLC0415 - it is a form itself

        sure = SureScreen(question, means, yes, "leave it as it is")
        self.ask(sure, lambda agreed: do() if agreed else None)

    @on(Writing.Refused)
    def _refused(self) -> None:
        self.desk.is_refused()

    def settle(self) -> None:
        """Make an edit of all text that was typed and not kept yet."""
        if self._asking is not None:
            self._asking()

    def step_out(self) -> str:
        """Look after typed text before the user goes elsewhere in the workshop; say what waits.

        It keeps what a field holds. Something that exists only once it is kept, such as a note,
        stays a draft.
        """
        self.settle()
        return ""

    def is_handing_over(self) -> bool:
        """Whether a form was closed, and its result is on its way here."""
        return self._form is not None and self._form not in self.app.screen_stack

    def standing(self) -> dict[Spot, str]:
        """Return the text that was typed here and is no edit yet, by its spot."""
        return {}

    def field_of(self, spot: Spot) -> Writing | None:
        """Return the text area on screen for a spot, None if it is elsewhere."""
        del spot
        return None

    def is_busy(self) -> bool:
        """Whether somebody is writing, so that changes from others must wait."""
        return bool(self.standing())

    def unkept(self) -> str:
        """Say what was typed and cannot be kept, '' for nothing. Call it after `settle`."""
        return ""


def _is(one: object, other: object) -> bool:
    return one is other or (isinstance(one, Place) and one == other)
