"""One guiding question at a time: its probes, its notes, and a place to write another."""

from dataclasses import replace
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.show.place import Doing, Place
from valueworkshop.core.stages.dots.pools import Pool, running
from valueworkshop.core.stages.dots.score import counting
from valueworkshop.core.stages.dots.words import under_way
from valueworkshop.core.stages.notes.model import (
    Note,
    answers,
    asks,
    change_note,
    delete_note,
    keep_note,
    move_note,
    parts_of,
    shift_note,
    split_note,
    unsplit,
)
from valueworkshop.core.stages.questions import KIND, show
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.questions.show import Questions
from valueworkshop.tui.stages.act_keys import binding_of
from valueworkshop.tui.stages.questions.next_note import NextNote
from valueworkshop.tui.stages.questions.note_particulars import Particulars
from valueworkshop.tui.stages.questions.note_rows import NoteRows
from valueworkshop.tui.stages.questions.notes_together import TOGETHER, NotesTogether
from valueworkshop.tui.stages.quote_screen import choose_item
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.keys import shown_key, spoken_key
from valueworkshop.tui.widgets.static import Static
from valueworkshop.tui.widgets.writing import Writing

_TALL: Final = 24
"""From so many lines on the probes wrap and the text area grows to more lines."""

_ROOMY = 100
"""Columns from which on we say what is counted."""


class QuestionsView(NotesTogether):
    """Writing comes first; Esc goes to the list of notes, where single letters act."""

    HAS_CARDS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter", "write", "Write", id="notes.write"),
        Binding("ctrl+t", "evidence", "Evidence", id="questions.evidence"),
        Binding("t", "evidence", "Evidence", show=False, id="notes.evidence"),
        binding_of(show.OPEN, "open"),
        binding_of(show.DELETE, "delete"),
        binding_of(show.SPLIT, "split"),
        binding_of(show.UP, "shift(-1)"),
        binding_of(show.DOWN, "shift(1)"),
        binding_of(show.MOVE, "move(1)"),
        binding_of(show.MOVE_BACK, "move(-1)"),
        binding_of(show.QUOTE, "quote"),
        *TOGETHER,
    ]
    LIST_ACTIONS: ClassVar[frozenset[str]] = frozenset(
        {"write", "delete", "split", "shift", "move", "quote"}
    )
    """What single letters do, but only while the list has the focus."""

    DEFAULT_CSS = f"""
    QuestionsView {{
        & #band {{ background: $band; height: auto; padding: 1 2; }}
        & #group {{ color: $primary; height: 1; }}
        & #question {{ text-style: bold; height: auto; }}
        & #probes {{ color: $text-muted; height: auto; }}
        & #answers {{ {CARD} height: 1fr; }}
        & #known {{ color: $text-muted; height: auto; }}
        & #notes {{ height: 1fr; }}
        &.-short #band {{ padding: 0 2; }}
        &.-short #probes {{ height: 1; text-wrap: nowrap; text-overflow: ellipsis; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the question above, the notes, and the text area at the bottom."""
        # In a box of their own, or each would be drawn again at every key typed below.
        with Vertical(id="above"):
            with Vertical(id="band"):
                yield Static(id="group", markup=False)
                yield Static(id="question", markup=False)
                yield Static(id="probes", markup=False)
            with Vertical(id="answers"):
                yield NoteRows(id="notes")
                yield Static(id="known", markup=False)
        yield NextNote()

    def on_mount(self) -> None:
        """Begin with nothing being edited."""
        name_card(self.query_one("#answers"), "What we know")
        self._shown = ""
        self._editing = ""
        self._just_kept = ""
        self._waiting: dict[str, tuple[str, Note]] = {}

    def on_resize(self, event: events.Resize) -> None:
        """Leave the notes at least ten lines on a small screen."""
        short = event.size.height < _TALL
        self.query_one(NextNote).set_class(short, "-short", update=False)  # with all that is here
        self.set_class(short, "-short")

    @property
    def here(self) -> Questions:
        """The stage with its questions and notes."""
        found: Questions = KIND.here(self.session, self.stage)
        return found

    @property
    def question(self) -> str:
        """The id of the question at the team's place."""
        return self.at or show.question_at(self.here, "")

    def place(self) -> Place:
        """Return the question at the team's place, as it is described."""
        return show.place(self.here, self.question)

    def show(self, session: Session) -> None:
        """Draw the question, its notes and what the stage knows."""
        key, place, given = self.question, self.place(), self.here.given
        if key != self._shown:
            self._change_drafts(key)
            self._shown, self._just_kept = key, ""
            self.query_one("#group", Static).update(Content(place.above))
            self.query_one("#question", Static).update(Content(place.question))
            probes = "   ".join(place.about.splitlines())
            self.query_one("#probes", Static).update(Content(probes))
        if self._editing and self._editing not in given.notes:
            self._editing = ""
        asked = self.here.asked.questions.get(key)
        particulars = self.query_one(Particulars)
        particulars.offer(session, competitors=asked is not None and asked.competitors)
        self._show_notes(session)
        said = list(place.notes)
        if not (given.of(key) or key in given.open):
            said = [" ".join([*said, f"Type, {shown_key(self, 'writing.keep')}."])]
        if session.dots and (vote := running(session, self.dot_pools(session))):
            said.insert(0, under_way(session, vote))
        counted = knowledge(session, self.stage)
        of_all = f"Of {counted.total}" if self.app.size.width < _ROOMY else "In all questions"
        said.append(f"{of_all}: {counted.in_words}")
        self.query_one("#known", Static).update(Content("   ".join(said)))

    def _change_drafts(self, question: str) -> None:
        """Set aside what somebody is writing here; bring back what they were writing there."""
        writing, particulars = self.query_one(Writing), self.query_one(Particulars)
        note = particulars.note(self._shown, writing.text)
        before = replace(self._before(), order=note.order, about="", group="")
        if note != before and (note.text.strip() or not self._editing):
            self._waiting[self._shown] = (self._editing, note)
        nothing = ("", Note(question=question, text=""))
        self._editing, note = self._waiting.pop(question, nothing)
        writing.write(note.text)  # also if nothing changes: undo must not cross questions
        particulars.fill(note)

    def _show_notes(self, session: Session) -> None:
        dots = counting(session, About.NOTES, self.stage, self.question)
        opens = shown_key(self, "notes.edit")
        self.query_one(NoteRows).show_notes(self.here, self.question, dots, opens, self._just_kept)

    def enter(self) -> None:
        """Put the cursor into the text area."""
        self.query_one(Writing).focus()

    def stand(self) -> None:
        """Put the focus on the list of notes."""
        self.query_one(NoteRows).focus()

    def dot_pools(self, session: Session) -> tuple[Pool, ...]:
        """Return the notes on this question, those of the whole stage, and all open questions."""
        return show.dot_pools(KIND.here(session, self.stage), self.question)

    def explain(self) -> str:
        """Return the probes of the question: a small screen shows them only here."""
        return self.place().about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters act only while the list has the focus."""
        del parameters
        return action not in self.LIST_ACTIONS or self.query_one(NoteRows).has_focus

    def action_write(self) -> None:
        """Go to the text area."""
        self.enter()

    def settle(self) -> None:
        """Keep the text being written as a note, and those set aside at other questions."""
        self._keep_kept()
        self._keep(self._taken())
        for question, (editing, note) in list(self._waiting.items()):
            if note.text.strip():
                del self._waiting[question]
                self._commit(editing, note)

    def step_out(self) -> str:
        """Leave a half-typed note as a draft at its question, and say so."""
        self._keep_kept()
        if not self._standing_here():
            return ""
        keep = shown_key(self, "writing.keep")
        return f"Your unfinished note waits at its question: {keep} there keeps it."

    def standing(self) -> dict[Spot, str]:
        """Return the notes that were begun here and are not kept yet."""
        found: dict[Spot, str] = {}
        for editing, note in self._waiting.values():
            found |= self._typed(note, self._before(editing, note.question))
        return found | self._standing_here()

    def _standing_here(self) -> dict[Spot, str]:
        """Return what was begun at the question on screen."""
        text = self.query_one(Writing).unsettled
        return self._typed(self.query_one(Particulars).note(self._shown, text), self._before())

    def _before(self, editing: str = "", question: str = "") -> Note:
        """Return the note that is being edited as it was before, an empty one for a new one."""
        notes = answers(self.session, self.stage).notes
        nothing = Note(question=question or self._shown, text="")
        return notes.get(editing or ("" if question else self._editing), nothing)

    def _typed(self, note: Note, before: Note) -> dict[Spot, str]:
        """Return each text of a note that differs from before, by its spot."""
        texts = (
            ("", note.text, before.text),
            ("source", note.evidence.source, before.evidence.source),
            ("when", note.evidence.when, before.evidence.when),
            ("said by", note.said_by, before.said_by),
        )
        return {
            Spot(self.stage, note.question, field): typed
            for field, typed, kept in texts
            if typed != kept and note.question
        }

    def is_busy(self) -> bool:
        """Whether somebody is writing or changing a note."""
        return bool(self._editing or self._standing_here())

    @on(Writing.Kept)
    def _keep_kept(self) -> None:
        for text in self.query_one(Writing).take_kept():
            self._keep(text)

    @on(Writing.WentOn)
    def _writing_went_on(self) -> None:
        self._keep_particulars()
        self.post_message(self.Step(1))

    @on(Writing.Left)
    def _writing_left(self) -> None:
        self.query_one(NoteRows).focus()

    @on(Particulars.Left)
    def _particulars_left(self) -> None:
        self.enter()

    @on(Particulars.Done)
    def _particulars_done(self) -> None:
        self._keep(self._taken())
        self.enter()

    def _taken(self) -> str:
        """Return the contents of the text area, and empty it."""
        writing = self.query_one(Writing)
        text = writing.text
        if text.strip():
            writing.write("")
        return text

    def _keep(self, text: str) -> None:
        if not text.strip():
            return
        particulars = self.query_one(Particulars)
        note, editing = particulars.note(self._shown, text), self._editing
        self._editing = ""
        particulars.clear()
        self._commit(editing, note)

    def _commit(self, editing: str, note: Note) -> None:
        notes = answers(self.session, self.stage).notes
        if editing in notes:  # somebody may have moved it, or tied it to an item, meanwhile
            now = notes[editing]
            note = replace(note, question=now.question, about=now.about, group=now.group)
            session = change_note(self.session, self.stage, editing, note)
        else:
            editing = self.desk.ids()
            session = keep_note(self.session, self.stage, editing, note)
        self._just_kept = editing if note.question == self._shown else ""
        self.desk.commit(session)

    def _keep_particulars(self) -> None:
        """Go on from an empty text area: an edited note keeps its text."""
        self._editing = ""
        self.query_one(Particulars).clear()

    @on(OptionList.OptionSelected, "#notes")
    def _edit(self, event: OptionList.OptionSelected) -> None:
        key = event.option.id or ""
        note = answers(self.session, self.stage).notes.get(key)
        if note is None or key == self._editing:
            self.enter()
            return
        if not self._editing and self._standing_here():
            keep = shown_key(self, "writing.keep")
            self.say(f"First finish what you are writing: {keep} keeps it, then open the note.")
            self.enter()
            return
        self.settle()
        self._editing = key
        self.query_one(Writing).write(note.text)
        self.query_one(Particulars).fill(note)
        self.say(f"Editing this note. {shown_key(self, 'writing.keep')} keeps it.")
        self.enter()

    def action_evidence(self) -> None:
        """Go to the next grade: of the note in the list, or of the one being written."""
        rows = self.query_one(NoteRows)
        if rows.has_focus and rows.current:
            note = answers(self.session, self.stage).notes[rows.current]
            evidence = replace(note.evidence, grade=note.evidence.grade.after)
            self.change_current(replace(note, evidence=evidence))
            if not evidence.complete:
                key = shown_key(self, "notes.edit")
                self.say(f"{evidence.grade.value}: {key} opens the note and its source.")
        else:
            self.query_one(Particulars).next_grade()

    def change_current(self, note: Note) -> None:
        """Replace the note under the cursor."""
        if key := self.query_one(NoteRows).current:
            self.desk.commit(change_note(self.session, self.stage, key, note))

    def action_quote(self) -> None:
        """Choose the rated item that the note under the cursor is a quote for."""
        if key := self.query_one(NoteRows).current:
            choose_item(self, key)

    def action_open(self) -> None:
        """Mark the question as one that the team cannot answer yet, or take that back."""
        for doing in self.place().acts:
            if isinstance(doing, Doing):
                done = doing.do(self.session)
                self.desk.commit(done.session)
                self.say(done.said)

    def action_delete(self) -> None:
        """Remove the note under the cursor."""
        rows = self.query_one(NoteRows)
        if key := rows.current:
            self.desk.commit(delete_note(self.session, self.stage, key))
            self.say(f"Note deleted. {shown_key(self, 'workshop.undo')} puts it back.")

    def action_split(self) -> None:
        """Turn each part of the note under the cursor into a note."""
        key = self.query_one(NoteRows).current
        if not key:
            return
        text = answers(self.session, self.stage).notes[key].text
        parts = parts_of(text)
        if why := unsplit(text):
            new_line = spoken_key(self, "writing.new_line")
            one = f" {new_line} starts a new line inside a note." if len(parts) < 2 else ""
            self.say(f"{why}{one}")
            return
        new_keys = [self.desk.ids() for _ in parts[1:]]
        self.desk.commit(split_note(self.session, self.stage, key, new_keys))
        undo = shown_key(self, "workshop.undo")
        self.say(f"Split into {len(parts)} notes. {undo} puts them together again.")

    def action_shift(self, by: int) -> None:
        """Move the note under the cursor up or down."""
        if key := self.query_one(NoteRows).current:
            self.desk.commit(shift_note(self.session, self.stage, key, by))

    def action_move(self, by: int) -> None:
        """Move the note under the cursor to the next question, or the previous one."""
        key = self.query_one(NoteRows).current
        questions = list(asks(self.session, self.stage).questions)
        if not key or self.question not in questions:
            return
        target = questions[(questions.index(self.question) + by) % len(questions)]
        self.desk.commit(move_note(self.session, self.stage, key, target))
        self.say(f"Moved to: {asks(self.session, self.stage).questions[target].text}")
