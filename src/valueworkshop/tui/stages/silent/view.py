"""Silent writing instead of its stage: who has written, who is next, and the key that shows all."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.silent_writing import SilentRound
from valueworkshop.core.stages.silent import edits, words
from valueworkshop.core.stages.stage_places import first_of
from valueworkshop.tui.stages.people_rows import PeopleRows
from valueworkshop.tui.stages.silent.sheets_in_turn import Around
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.static import Static


class WriterRows(PeopleRows):
    """Who writes, with ● if they have handed their sheet on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Hand over the keyboard", id="silent.hand"),
    ]


class SilentView(StageView):
    """One round of silent writing on the question at the team's place."""

    LEAVES_ROOM = False
    HAS_CARDS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "show_notes", "Show the notes", id="silent.show"),
        Binding("o", "names", "Names", id="silent.names"),
        Binding("d,delete", "drop", "Cancel", show=False, id="silent.drop"),
        Binding("escape", "back", "Back", id="silent.back"),
    ]

    DEFAULT_CSS = f"""
    SilentView {{
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & > #board, & #box {{ height: 1fr; }}
        & #subject {{ text-style: bold; height: auto; }}
        & #rules {{ color: $text-muted; height: auto; margin-bottom: 1; }}
        & #lead {{ height: auto; margin-bottom: 1; }}
        & WriterRows {{ height: auto; max-height: 1fr; background: $surface; }}
        & #more {{ height: auto; margin-top: 1; color: $text-muted; }}
        & #about {{ width: 40%; margin-left: 1; background: $panel; display: none; }}
        & #about Static {{ height: auto; }}
        &.-beside #about {{ display: block; }}
        &.-beside #more {{ display: none; }}
        &.-small .card, &.-small .card:focus-within {{ border: none; padding: 0; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out what it is about, who writes next, everybody; beside it what becomes of it."""
        with Horizontal(id="board"):
            with Vertical(id="box", classes="card"):
                for name in ("subject", "rules", "lead"):
                    yield Static(id=name, markup=False)
                yield WriterRows(id="writers")
                yield Static(id="more", markup=False)
            with Vertical(id="about", classes="card"):
                yield Static(id="told", markup=False)

    @property
    def key(self) -> str:
        """The id of the round here, '' for none."""
        at = self.at or first_of(self.session, self.stage).at
        return edits.running(self.session, self.stage, at)

    @property
    def round(self) -> SilentRound | None:
        """The round here, None if there is none."""
        return self.session.silent.get(self.key)

    def show(self, session: Session) -> None:
        """Draw how far the round is; nothing of what was written."""
        self.set_class(self.screen.has_class("-narrow"), "-small")
        self.set_class(beside := self.screen.has_class("-wide"), "-beside")
        name_card(self.query_one("#box"), "Silent writing")
        name_card(self.query_one("#about"), "How it goes")
        found = self.round
        if found is None:
            return
        waiting, names = edits.awaited(session, self.key), called(session.people)
        rows = self.query_one(WriterRows)
        rows.show_people(((key, names[key]) for key, _ in edits.writers(session)), waiting)
        shows = f"{shown_key(self, 'silent.show')} shows all notes to the room."
        current = rows.current or ""
        if waiting and current in names:
            enter = shown_key(self, "silent.hand")
            again = "" if current in waiting else ", who has written already"
            lead = f"{enter} hands the keyboard to {one_line(names[current])}{again}."
            lead = f"{lead} {shows}" if edits.waits(session, self.key) else lead
        else:
            lead = f"All have written. {shows}"
        progress = capital(words.progress(session, self.key))
        told = (words.ABOUT, words.promised(found), words.HELD)
        for name, text in (
            ("subject", words.subject(session, found)),
            ("rules", f"{progress}." if beside else f"{progress}.  {words.promised(found)}"),
            ("lead", lead),
            ("more", words.HELD),
            ("told", "\n\n".join(told)),
        ):
            self.query_one(f"#{name}", Static).update(Content(text))
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted, "#writers")
    def _another_writer(self) -> None:
        self.show(self.session)

    def enter(self) -> None:
        """Begin to write if nobody does; if nobody takes part, say so and go back."""
        if not edits.writers(self.session):
            self.say(words.NOBODY)
            self.action_back()
            return
        if not self.key:
            at = self.at or first_of(self.session, self.stage).at
            self.desk.commit(edits.begin(self.session, self.desk.ids(), self.stage, at))
        self.stand()

    def stand(self) -> None:
        """Put the focus on the list; go back to the stage if the round itself was undone."""
        if self.key:
            self.query_one(WriterRows).focus()
        else:
            self.action_back()

    def explain(self) -> str:
        """Return what silent writing is, for help."""
        return words.ABOUT

    def action_back(self) -> None:
        """Show the stage again; the round goes on later."""
        self.post_message(self.Left())

    @on(OptionList.OptionSelected, "#writers")
    def _hand_over(self, event: OptionList.OptionSelected) -> None:
        if not self.desk.is_refused():
            Around(self.app, self.desk, self.key, self._end_turns).hand_to(event.option.id or "")

    def _end_turns(self, said: str) -> None:
        self.say(said)
        self.show(self.session)
        self.stand()
        self.query_one(WriterRows).go_to_next(edits.awaited(self.session, self.key))

    def action_names(self) -> None:
        """Let each note carry the name of its writer, or none, before anybody has written."""
        found, key = self.round, self.key
        if found is None or self.desk.is_refused():
            return
        if found.begun:
            self.say(words.STAYS)
        self.desk.commit(edits.name_them(self.session, key, named=not found.named))

    def state_of(self, binding_id: str) -> str:
        """Return whether notes get names, for the key that changes it."""
        if binding_id != "silent.names":
            return ""
        named = self.round is not None and self.round.named
        return "With names, 2 of 2" if named else "No names, 1 of 2"

    def waits(self) -> bool:
        """Whether notes were written that the room has not seen."""
        return bool(self.key) and edits.waits(self.session, self.key)

    def action_show_notes(self) -> None:
        """Show the room all notes; if somebody has not written yet, ask first."""
        if self.desk.is_refused() or not self.key:
            return
        if not self.waits():
            self.say(words.NOTHING_YET)
        elif waiting := edits.awaited(self.session, self.key):
            names = called(self.session.people)
            doubt = words.not_in_yet([one_line(names[person]) for person in waiting])
            self.be_sure("Show the notes as they are?", doubt, "show", self.reveal)
        else:
            self.reveal()

    def reveal(self) -> None:
        """Let the room see the notes, and go back to them."""
        show = edits.showing(self.session, self.key)
        if show is not None and not self.desk.is_refused():
            self.desk.part(show)
            self.say(words.shown(len(show.notes)))
            self.action_back()

    def action_drop(self) -> None:
        """Cancel the round, with all notes on its sheets."""
        undo = shown_key(self, "workshop.undo")
        self.desk.commit(edits.drop(self.session, self.key))
        self.say(f"{words.DROPPED} {undo} puts it back.")
        self.action_back()
