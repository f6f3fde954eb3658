"""A dot vote instead of its stage: who is next, or what is counted, then the result."""

from collections.abc import Callable, Iterable
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.dot_votes import About, DotVote, Way
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import called
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.dots import edits, words
from valueworkshop.core.stages.dots.pools import Pool, last_revealed, running, texts_now
from valueworkshop.core.stages.dots.score import results
from valueworkshop.core.stages.kind import Trait
from valueworkshop.tui.stages.action_form import ActionScreen
from valueworkshop.tui.stages.dots.ballots_in_turn import Around
from valueworkshop.tui.stages.dots.begin_form import BeginScreen
from valueworkshop.tui.stages.dots.dot_lists import CountRows, ResultRows, VoterRows
from valueworkshop.tui.stages.dots.not_in_yet import not_in_yet
from valueworkshop.tui.stages.dots.option_lines import hanging
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.confirm_screen import UNSEEN
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static

_HIGH: Final = 34
_AROUND: Final = 7
"""Rows of the card's border, of the rules, of what came later, and the empty ones between."""

PASSING, COUNTING, RESULT = "passing", "counting", "result"


class DotsView(StageView):
    """Shows the vote in progress on some pools, else the last revealed one."""

    LEAVES_ROOM = False
    HAS_CARDS = True
    GROWS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "dots(0)", "Dots here", key_display="0-9", id="dots.count"),
        *(Binding(str(n), f"dots({n})", show=False, id=f"dots.count_{n}") for n in range(1, 10)),
        Binding("R", "reveal", "Reveal", id="dots.reveal"),
        Binding("r", "again", "Vote again", id="dots.again"),
        Binding("a", "act", "Action from this", id="dots.act"),
        Binding("m", "way", "How to vote", id="dots.way"),
        Binding("d,delete", "drop", "Drop the vote", show=False, id="dots.drop"),
        Binding("escape", "back", "Back", id="dots.back"),
    ]
    MODES: ClassVar[dict[str, frozenset[str]]] = {
        "dots": frozenset({COUNTING}),
        "reveal": frozenset({PASSING, COUNTING}),
        "way": frozenset({PASSING, COUNTING}),
        "drop": frozenset({PASSING, COUNTING}),
        "again": frozenset({RESULT}),
        "act": frozenset({RESULT}),
    }
    """The modes that offer each action."""

    DEFAULT_CSS = f"""
    DotsView {{
        & .card {{ {CARD} }}
        & .card:focus-within {{ border: round $primary; border-title-color: $primary; }}
        & > #board, & #box {{ height: 1fr; }}
        & #subject {{ text-style: bold; height: auto; }}
        & #rules {{ color: $text-muted; height: auto; margin-bottom: 1; }}
        & #lead {{ height: auto; margin-bottom: 1; }}
        & #box Rows {{ height: auto; max-height: 1fr; background: $surface; }}
        & #more {{ height: auto; margin-top: 1; color: $text-muted; }}
        & #options {{ width: 40%; margin-left: 1; background: $panel; display: none; }}
        &.-beside #options {{ display: block; }}
        & #options Static {{ height: auto; }}
        &.-small .card, &.-small .card:focus-within {{ border: none; padding: 0; }}
    }}
    """

    def __init__(self, desk: Desk, stage: str, pools: Callable[[Session], Iterable[Pool]]) -> None:
        """Make a view of the votes on what `pools` finds in a session, for the place `stage`."""
        super().__init__(desk, stage, name="dots")
        self._pools = pools
        self._vote = ""
        self._typing = ""

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the main thing now, the list; beside it what people vote on."""
        with Horizontal(id="board"):
            with Vertical(id="box", classes="card"):
                yield Static(id="subject", markup=False)
                yield Static(id="rules", markup=False)
                yield Static(id="lead", markup=False)
                yield VoterRows(id="voters")
                yield CountRows(id="counts")
                yield ResultRows(id="results")
                yield Static(id="more", markup=False)
            with VerticalScroll(id="options", classes="card", can_focus=False):
                yield Static(id="texts", markup=False)

    @property
    def vote(self) -> DotVote | None:
        """The vote on screen, None if there was none."""
        return self.session.dots.get(self._vote)

    @property
    def mode(self) -> str:
        """Whether people vote, the room counts dots, or the result shows; '' without a vote."""
        vote = self.vote
        if vote is None:
            return ""
        if edits.is_revealed(self.session, self._vote):
            return RESULT
        return PASSING if vote.way is Way.KEYBOARD and self.session.expected else COUNTING

    @property
    def rows(self) -> Rows:
        """The list on screen."""
        lists: dict[str, type[Rows]] = {COUNTING: CountRows, RESULT: ResultRows}
        return self.query_one(lists.get(self.mode, VoterRows))

    def show(self, session: Session) -> None:
        """Draw the current vote."""
        before = self._vote
        pools = tuple(self._pools(session))
        self._vote = running(session, pools) or last_revealed(session, pools)
        vote, mode = self.vote, self.mode
        if self._vote != before:
            self._typing = ""
        for widget, name in ((VoterRows, PASSING), (CountRows, COUNTING), (ResultRows, RESULT)):
            self.query_one(widget).display = mode == name
        small = self.screen.has_class("-narrow")
        self.set_class(small, "-small")
        self.set_class(mode == PASSING and self.screen.has_class("-wide"), "-beside")
        name_card(self.query_one("#box"), "Dot vote")
        if vote is None:
            self._say_all("Dot vote", "There is no dot vote here.", "", "")
            return
        said = words.turnout(session, self._vote) if mode == RESULT else words.rules(vote)
        about = words.subject(session, vote)
        match mode:
            case "passing":
                self._show_voters(session, about, said)
            case "counting":
                self._show_counts(session, vote, about, said)
            case _:
                self._show_results(session, vote, about, said)
        self.refresh_bindings()

    def _say_all(self, subject: str, rules: str, lead: str, more: str) -> None:
        for name, text in (("subject", subject), ("rules", rules), ("lead", lead), ("more", more)):
            self.query_one(f"#{name}", Static).update(Content(text))

    def _show_voters(self, session: Session, about: str, rules: str) -> None:
        waiting, names = edits.awaited(session, self._vote), called(session.people)
        rows, people = self.query_one(VoterRows), edits.voters(session)
        rows.show_people(((key, names[key]) for key, _ in people), waiting)
        current, enter = rows.current or "", shown_key(self, "dots.vote")
        if not waiting:
            lead = f"All votes are in.  {shown_key(self, 'dots.reveal')} reveals them."
        elif current in waiting:
            lead = f"Hand the keyboard to {one_line(names[current])}.  {enter} when they have it."
        else:
            lead = f"{one_line(names[current])} has voted.  {enter} lets them vote again."
        told = capital(words.progress(session, self._vote))
        self._say_all(about, f"{rules}.  {told}", lead, words.UNSEEN)
        texts = (one_line(option.text) for _, option in ordered(session.dots[self._vote].options))
        self.query_one("#texts", Static).update(
            Content("\n\n").join([Content(f"· {text}") for text in texts])
        )
        name_card(self.query_one("#options"), "What we vote on")

    def _show_counts(self, session: Session, vote: DotVote, about: str, rules: str) -> None:
        left = [key for key in vote.options if key not in vote.counted]
        rows = [
            (key, hanging(Content(f"  {'·' if key in left else '●'}  "), option.text, self._room))
            for key, option in ordered(vote.options)
        ]
        self.query_one(CountRows).show_rows(rows)
        told = capital(words.progress(session, self._vote))
        reveal, goes = shown_key(self, "dots.reveal"), shown_key(self, "dots.next")
        lead = (
            f"Type how many dots or hands each one got, then {goes}. We do not show the number."
            if left
            else f"All are counted.  {reveal} reveals them."
        )
        if excess := words.excess(session, self._vote):
            lead = f"! {excess}\n{lead}"
        self._say_all(about, f"{rules}.  {told}", lead, "")

    def _show_results(self, session: Session, vote: DotVote, about: str, rules: str) -> None:
        found, now = results(session, self._vote), texts_now(self._pools(session), vote)
        outcome = words.outcome(session, self._vote)
        told = [(result, words.since(vote, result, now)) for result in found]
        taken = _AROUND + sum(len(Content(text).wrap(self._room)) for text in (about, outcome))
        size = (self._room, max(self.height - taken, 1))
        high = self.app.size.height >= _HIGH
        self.query_one(ResultRows).show_results(told, size, high=high)
        later = words.added(vote, now)
        self._say_all(about, rules, outcome, later)

    @property
    def _room(self) -> int:
        return max(self.width - self.gutter.width - (1 if self.has_class("-small") else 5), 40)

    @on(OptionList.OptionHighlighted, "#voters")
    def _another_voter(self) -> None:
        if self.mode == PASSING:
            self.show(self.session)

    @on(OptionList.OptionHighlighted, "#counts")
    def _another_option(self) -> None:
        if self.rows.current != self._typing:
            self._typing = ""

    def enter(self) -> None:
        """Begin a vote if there was none; else put the focus on the list."""
        if self.mode:
            self.rows.focus()
        else:
            self.begin()

    def stand(self) -> None:
        """Put the focus on the list; go back to the stage if the vote itself was undone."""
        if self.mode:
            self.rows.focus()
        else:
            self.action_back()

    def explain(self) -> str:
        """Return what a dot vote is, for help."""
        return words.ABOUT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to this part of a vote."""
        del parameters
        if action == "act" and not stages_with(self.session.kit, Trait.HOLDS_ACTIONS):
            return False
        if action == "way" and not self.session.expected:
            return False
        return self.mode in self.MODES.get(action, frozenset({self.mode}))

    def begin(self) -> None:
        """Ask how to vote, and begin; if there is too little to vote on, say so and close."""
        session = self.session
        pools = [pool for pool in self._pools(session) if pool.is_enough]
        if not pools:
            self.say(words.TOO_FEW)
            self.action_back()
            return
        shown = next((n for n, p in enumerate(pools) if self.vote and p.holds(self.vote)), 0)
        usual = edits.usual_way(session)

        def agreed(vote: DotVote | None) -> None:
            if vote is not None:
                key = self.desk.ids()
                begun = edits.begin(self.session, key, vote)
                if vote.way is not usual:
                    begun = edits.choose_way(begun, key, vote.way)
                self.desk.commit(begun)
            if self.mode:
                self.enter()
            else:
                self.action_back()

        self.ask(
            BeginScreen(BeginScreen.Offer(pools, shown, usual, bool(session.expected))), agreed
        )

    def action_again(self) -> None:
        """Vote once more: the new vote counts once it is revealed, and this one is kept."""
        self.begin()

    def action_back(self) -> None:
        """Show the stage again; a vote in progress goes on later."""
        self.post_message(self.Left())

    @on(OptionList.OptionSelected, "#voters")
    def _vote_of(self, event: OptionList.OptionSelected) -> None:
        person = event.option.id or ""
        if self.desk.is_refused() or person in edits.awaited(self.session, self._vote):
            self._hand_to(person)
            return

        def again() -> None:
            ids = self.desk.ids
            self.desk.commit(edits.anew(self.session, self._vote, person, ids))
            self._hand_to(person)

        name = one_line(called(self.session.people)[person])
        self.be_sure(f"Let {name} vote again?", words.ANEW, "take the dots back", again)

    def _hand_to(self, person: str) -> None:
        if not self.desk.is_refused():
            Around(self.app, self.desk, self._vote, self._end_turns).hand_to(person)

    def _end_turns(self, said: str) -> None:
        self.say(said)
        self.show(self.session)
        self.enter()
        self.query_one(VoterRows).go_to_next(edits.awaited(self.session, self._vote))

    @on(OptionList.OptionSelected, "#counts")
    def _click_counts(self, event: OptionList.OptionSelected) -> None:
        """Count one more dot for the option that was clicked."""
        vote, option = self.vote, event.option.id or ""
        if vote is not None and option in vote.options:
            self._count(option, vote.counted.get(option, 0) + 1)

    def action_dots(self, digit: int) -> None:
        """Take a digit as the count for the option under the cursor, or as its next digit."""
        vote, option = self.vote, self.rows.current
        if vote is None or option is None:
            return
        before = vote.counted.get(option, 0) if self._typing == option else 0
        dots = min(before * 10 + digit, edits.MOST_COUNTED)
        self._typing = option  # a key goes on, so that the next digit never lands elsewhere
        self._count(option, dots)

    def _count(self, option: str, dots: int) -> None:
        self.desk.commit(edits.count(self.session, self._vote, option, dots))

    def action_way(self) -> None:
        """Let dots come in the other way; those that came in stay."""
        vote = self.vote
        if vote is not None:
            way = Way.COUNTED if vote.way is Way.KEYBOARD else Way.KEYBOARD
            self.desk.commit(edits.choose_way(self.session, self._vote, way))
            self.enter()
            if vote.handed_in or vote.counted:
                self.say("The votes so far still count, so nobody should vote in both ways.")

    def state_of(self, binding_id: str) -> str:
        """Return how dots come in, for the key that changes it."""
        if binding_id != "dots.way":
            return ""
        return "Counted, 2 of 2" if self.mode == COUNTING else "Keyboard, 1 of 2"

    def action_reveal(self) -> None:
        """Show the room what came in; if something is missing, ask first."""
        if self.desk.is_refused():
            return
        if doubt := not_in_yet(self.session, self._vote):
            self.be_sure("Reveal as it is?", f"{doubt} {UNSEEN}", "reveal", self._reveal_now)
        else:
            self._reveal_now()

    def _reveal_now(self) -> None:
        self.reveal()
        self.enter()

    def waits(self) -> bool:
        """Whether dots are in that the room has not seen."""
        return self.vote is not None and edits.waits(self.session, self._vote)

    def reveal(self) -> None:
        """Let the room see what came in."""
        self.desk.reveal(edits.reveal(self.session, self._vote))

    def action_drop(self) -> None:
        """Remove the vote before it is revealed."""
        self.desk.commit(edits.drop(self.session, self._vote))
        undo = shown_key(self, "workshop.undo")
        self.say(f"{words.DROPPED} {undo} puts it back.")
        self.action_back()

    @on(OptionList.OptionSelected, "#results")
    def _act_on(self) -> None:
        if self.check_action("act", ()):
            self.action_act()

    def action_act(self) -> None:
        """Agree an action that comes from the option under the cursor."""
        vote, option = self.vote, self.rows.current
        stage = next(iter(stages_with(self.session.kit, Trait.HOLDS_ACTIONS)), "")
        if vote is None or option is None or not stage:
            return
        words_only = vote.about in {About.NOTES, About.GROUPS}
        closes = () if words_only else (option,)
        text = one_line(vote.options[option].text) if words_only else ""
        action = Action(title=text, closes=closes)

        def agreed(found: Action | None) -> None:
            if found is not None:
                self.desk.commit(add_action(self.session, stage, self.desk.ids(), found))
                self.say(f"Agreed: {one_line(found.title)}")

        self.ask(ActionScreen(self.session, stage, action, self.desk.today), agreed)
