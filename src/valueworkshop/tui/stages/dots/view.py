"""A dot vote instead of its stage: who is next, or what is counted, then the result."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

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
from valueworkshop.tui.stages.dots.dot_lists import (
    CountRows,
    ResultRows,
    VoterRows,
    result_row,
)
from valueworkshop.tui.stages.dots.option_lines import hanging, pile
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.widgets.confirm_screen import UNSEEN
from valueworkshop.tui.widgets.keys import shown_key
from valueworkshop.tui.widgets.rows import Rows

PASSING, COUNTING, RESULT = "passing", "counting", "result"


class DotsView(StageView):
    """Shows the vote in progress on some pools, else the last revealed one."""

    LEAVES_ROOM = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "dots(0)", "Dots", key_display="0-9", id="dots.count"),
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

    DEFAULT_CSS = """
    DotsView {
        & > #subject { text-style: bold; height: auto; }
        & > #rules { color: $text-muted; height: auto; margin-bottom: 1; }
        & > #lead { height: auto; margin-bottom: 1; }
        & > Rows { height: auto; max-height: 1fr; }
        & > #more { height: auto; margin-top: 1; color: $text-muted; }
    }
    """

    def __init__(self, desk: Desk, stage: str, pools: Callable[[Session], Iterable[Pool]]) -> None:
        """Make a view of the votes on what `pools` finds in a session, for the place `stage`."""
        super().__init__(desk, stage, name="dots")
        self._pools = pools
        self._vote = ""
        self._typing = ""

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the main thing now, and the list."""
        yield Static(id="subject", markup=False)
        yield Static(id="rules", markup=False)
        yield Static(id="lead", markup=False)
        yield VoterRows(id="voters")
        yield CountRows(id="counts")
        yield ResultRows(id="results")
        yield Static(id="more", markup=False)

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
        rows = self.query_one(VoterRows)
        inside = [
            (key, Content(f"  {'·' if key in waiting else '●'}  {one_line(names[key])}"))
            for key, _ in edits.voters(session)
        ]
        # The next one who has not voted, counted from the last voter; latecomers are asked too.
        stay = rows.current if rows.current in waiting else None
        rows.show_rows(inside, stay or next(iter(waiting), None))
        current = session.people.get(rows.current or "")
        if waiting and current is not None:
            enter = shown_key(self, "dots.vote")
            lead = f"Hand the keyboard to {one_line(current.name)}.  {enter} when they have it."
        else:
            lead = f"All votes are in.  {shown_key(self, 'dots.reveal')} reveals them."
        told = capital(words.progress(session, self._vote))
        self._say_all(about, f"{rules}.  {told}", lead, words.UNSEEN)

    def _show_counts(self, session: Session, vote: DotVote, about: str, rules: str) -> None:
        left = [key for key in vote.options if key not in vote.counted]
        rows = [
            (key, hanging(Content(f"  {'·' if key in left else '●'}  "), option.text, self._room))
            for key, option in ordered(vote.options)
        ]
        self.query_one(CountRows).show_rows(rows)
        told = capital(words.progress(session, self._vote))
        reveal = shown_key(self, "dots.reveal")
        lead = (
            "Type how many dots or hands each one got. We do not show the number."
            if left
            else f"All are counted.  {reveal} reveals them."
        )
        self._say_all(about, f"{rules}.  {told}", lead, "")

    def _show_results(self, session: Session, vote: DotVote, about: str, rules: str) -> None:
        found, now = results(session, self._vote), texts_now(self._pools(session), vote)
        longest = max((len(pile(result.dots)) for result in found), default=0)
        rows = []
        for result in found:
            remark = words.since(vote, result, now)
            rows.append((result.option, result_row(result, longest, remark, self._room)))
        self.query_one(ResultRows).show_rows(rows)
        later = words.added(vote, now)
        self._say_all(about, rules, words.outcome(session, self._vote), later)

    @property
    def _room(self) -> int:
        return max(self.width - self.gutter.width - 2, 40)

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
        if person not in edits.awaited(self.session, self._vote):
            name = one_line(called(self.session.people)[person])
            self.say(f"The vote of {name} is in: nobody can see or change it any more.")
        elif not self.desk.is_refused():
            Around(self.app, self.desk, self._vote, self._end_turns).hand_to(person)

    def _end_turns(self, said: str) -> None:
        self.say(said)
        self.show(self.session)
        self.enter()

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
        self._count(option, dots)
        # If all people together cannot have put down ten times that, go on at once.
        most = vote.most * self.session.expected
        if most and dots * 10 > max(most, 9):
            self._typing = ""
            self.rows.action_cursor_down()
        else:
            self._typing = option

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
        if doubt := self._doubt():
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

    def _doubt(self) -> str:
        """Say what is not in yet, or too much."""
        session, vote = self.session, self.vote
        if vote is None:
            return ""
        said = [words.excess(session, self._vote)]
        waiting = edits.awaited(session, self._vote)
        if waiting and (vote.handed_in or not vote.counted):
            known = called(session.people)
            names = ", ".join(one_line(known[person]) for person in waiting[:3])
            more = f" and {len(waiting) - 3} more" if len(waiting) > 3 else ""
            said.append(f"Not in yet: {names}{more}.")
        left = len(vote.options) - len(vote.counted)
        if left and (vote.counted or not vote.handed_in) and not said[-1]:
            said.append(f"Not counted yet: {left} of {len(vote.options)}.")
        return " ".join(filter(None, said))

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
        closes = () if vote.about is About.NOTES else (option,)
        text = one_line(vote.options[option].text) if vote.about is About.NOTES else ""
        action = Action(title=text, closes=closes)

        def agreed(found: Action | None) -> None:
            if found is not None:
                self.desk.commit(add_action(self.session, stage, self.desk.ids(), found))
                self.say(f"Agreed: {one_line(found.title)}")

        self.ask(ActionScreen(self.session, stage, action, self.desk.today), agreed)
