"""Notes gathered into groups, instead of their question: mark, gather, name."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.dots.pools import Pool, of_groups, of_question
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.dots.words import got
from valueworkshop.core.stages.notes import groups
from valueworkshop.core.stages.notes.groups import Gathered
from valueworkshop.core.stages.notes.model import answers, asks
from valueworkshop.core.stages.stage_places import first_of
from valueworkshop.tui.stages.note_groups.board import Board
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.words_form import WordsScreen


class GroupsView(StageView):
    """The notes on the question at the team's place, group by group."""

    LEAVES_ROOM = False
    HAS_CARDS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "mark", "Mark", id="groups.mark"),
        Binding("g", "gather", "Gather", id="groups.gather"),
        Binding("x", "take_out", "Take out", id="groups.take_out"),
        Binding("r", "rename", "Rename", id="groups.rename"),
        Binding("D", "dissolve", "Dissolve", id="groups.dissolve"),
        Binding("K,shift+up", "shift(-1)", "Group up", show=False, id="groups.up"),
        Binding("J,shift+down", "shift(1)", "Group down", show=False, id="groups.down"),
        *(
            Binding(str(n), f"put({n})", f"Into group {n}", show=False, id=f"groups.into_{n}")
            for n in range(1, 10)
        ),
        Binding("up,k", "move(-1)", show=False, id="groups.note_up"),
        Binding("down,j", "move(1)", show=False, id="groups.note_down"),
        Binding("left", "across(-1)", show=False, id="groups.left"),
        Binding("right", "across(1)", show=False, id="groups.right"),
        Binding("escape", "back", "Back", id="groups.back"),
    ]

    DEFAULT_CSS = f"""
    GroupsView {{
        & #box {{ {CARD} height: 1fr; }}
        & #box:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & #subject {{ text-style: bold; height: auto; }}
        & #hint {{ color: $text-muted; height: auto; margin-bottom: 1; }}
        & VerticalScroll {{ height: 1fr; }}
        &.-small #box, &.-small #box:focus-within {{ border: none; padding: 0; }}
        &.-small #hint {{ margin-bottom: 0; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the question and the board below it."""
        with Vertical(id="box"):
            yield Static(id="subject", markup=False)
            yield Static(id="hint", markup=False)
            with VerticalScroll(can_focus=False):
                yield Board(id="groups-board")

    def on_mount(self) -> None:
        """Begin with nothing marked."""
        self._marked: set[str] = set()
        name_card(self.query_one("#box"), "Groups")

    @property
    def question(self) -> str:
        """The id of the question here."""
        return self.at or first_of(self.session, self.stage).at

    @property
    def board(self) -> Board:
        """The board."""
        return self.query_one(Board)

    def _gathered(self, session: Session) -> list[Gathered]:
        """Return the groups, and the notes in none: all of them if there is no group."""
        given = answers(session, self.stage)
        found = groups.gathered(given, self.question)
        return found or [Gathered("", groups.LEFT_OVER, given.of(self.question))]

    def show(self, session: Session) -> None:
        """Draw the board."""
        self.set_class(self.screen.has_class("-narrow"), "-small")
        given, found = answers(session, self.stage), self._gathered(session)
        self._marked &= given.notes.keys()
        asked = asks(session, self.stage).questions.get(self.question)
        self.query_one("#subject", Static).update(Content(one_line(asked.text) if asked else ""))
        mark, gather = shown_key(self, "groups.mark"), shown_key(self, "groups.gather")
        count = f"{len(self._marked)} marked. " if self._marked else f"{mark} marks a note. "
        into = " A number puts it into that group." if len(found) > 1 else ""
        self.query_one("#hint", Static).update(
            Content(f"{count}{gather} gathers what is marked under a name.{into}")
        )
        results = counting(session, About.GROUPS, self.stage, self.question)
        dots = [got(results[each.key]) if each.key in results else "" for each in found]
        self.board.put(found, dots, self._marked)
        self.refresh_bindings()

    def dot_pools(self, session: Session) -> Iterable[Pool]:
        """Return the groups, and the notes on this question."""
        return (
            of_groups(session, self.stage, self.question),
            of_question(session, self.stage, self.question),
        )

    def enter(self) -> None:
        """Go to the board; without a note say so and go back."""
        if not answers(self.session, self.stage).of(self.question):
            self.say("There is no note here to put into a group.")
            self.action_back()
            return
        self.board.focus()

    def stand(self) -> None:
        """Go to the board."""
        self.board.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done where the cursor is."""
        if action in {"rename", "dissolve", "shift"}:
            return bool(self.board.group)
        if action == "put":
            found = [each.key for each in self._gathered(self.session) if each.key]
            return str(parameters[0]).isdecimal() and int(str(parameters[0])) <= len(found)
        return True

    def action_move(self, by: int) -> None:
        """Go to the next note or name, or the one before."""
        self.board.move(by)
        self.refresh_bindings()

    def action_across(self, by: int) -> None:
        """Go to the next group, or the one before."""
        self.board.across(by)
        self.refresh_bindings()

    @on(Board.Again)
    def action_mark(self) -> None:
        """Mark the note at the cursor, or take the mark away; on a name, all of its group."""
        notes = set(self.board.notes)
        if notes <= self._marked:
            self._marked -= notes
        else:
            self._marked |= notes
        if len(notes) == 1:
            self.board.move(1)
        self.show(self.session)

    @property
    def _meant(self) -> set[str]:
        """The notes that are marked; without a mark, the one at the cursor."""
        return set(self._marked or self.board.notes)

    def action_gather(self) -> None:
        """Ask for a name, and gather what is marked under it; an old name joins that group."""
        notes = self._meant
        if not notes:
            return
        count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"

        def named(name: str | None) -> None:
            if name and name.strip():
                key = self.desk.ids()
                self._commit(
                    groups.gather(self.session, self.stage, key, self.question, name, notes)
                )

        self.ask(WordsScreen(count, "What is the name of this group?"), named)

    def action_put(self, number: int) -> None:
        """Put what is marked into the group with this number."""
        group = self._gathered(self.session)[number - 1]
        self._commit(groups.put_into(self.session, self.stage, group.key, self._meant))
        self.say(f"Now in “{one_line(group.name)}”.")

    def action_take_out(self) -> None:
        """Take what is marked out of its group."""
        self._commit(groups.put_into(self.session, self.stage, "", self._meant))

    def _commit(self, session: Session) -> None:
        self._marked = set()
        if not self.desk.commit(session):
            self.show(self.session)

    def action_rename(self) -> None:
        """Give the group at the cursor another name."""
        group = self.board.group
        if not group:
            return
        name = answers(self.session, self.stage).groups[group].name

        def named(said: str | None) -> None:
            if said and said.strip():
                self.desk.commit(groups.rename(self.session, self.stage, group, said))

        self.ask(WordsScreen(name, "What is the name of this group?", name), named)

    def action_dissolve(self) -> None:
        """Remove the group at the cursor; its notes stay."""
        if group := self.board.group:
            self.desk.commit(groups.dissolve(self.session, self.stage, group))
            undo = shown_key(self, "workshop.undo")
            self.say(f"The group is gone, its notes are not. {undo} brings it back.")

    def action_shift(self, by: int) -> None:
        """Move the group at the cursor up or down."""
        if group := self.board.group:
            self.desk.commit(groups.shift_group(self.session, self.stage, group, by))

    def action_back(self) -> None:
        """Show the question again."""
        self.post_message(self.Left())
