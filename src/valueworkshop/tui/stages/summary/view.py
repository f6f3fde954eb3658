"""The gap summary on screen: the bars first, then why; the others are pages."""

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from valueworkshop.core import description
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.summary.model import dismiss, take_back
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.voters_segments import after
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.contradictions import NONE, Found, contradictions
from valueworkshop.core.summary.gap_summary import Summary, quickest_stage, summarise
from valueworkshop.core.summary.nine_gaps import Nine, nine
from valueworkshop.core.summary.roadmap import roadmap
from valueworkshop.core.summary.segments_apart import apart_in_words, differences, whose
from valueworkshop.tui.stages.chance_worker import work_out_chance
from valueworkshop.tui.stages.stage_view import StageView
from valueworkshop.tui.stages.summary import contradiction_rows, gap_bars, head_cards, nine_rows
from valueworkshop.tui.stages.summary.contradiction_rows import ContradictionRows
from valueworkshop.tui.stages.summary.gap_bars import GapRows
from valueworkshop.tui.stages.summary.map_page import MapPage
from valueworkshop.tui.stages.summary.nine_rows import NineRows
from valueworkshop.tui.stages.summary.pages import (
    CONTRADICTIONS,
    GAPS,
    KEYS,
    MAP,
    NINE,
    SEATS,
    TITLES,
)
from valueworkshop.tui.stages.summary.seats_page import SeatsPage
from valueworkshop.tui.widgets.card import CARD, name_card
from valueworkshop.tui.widgets.keys import shown_key, with_keys
from valueworkshop.tui.widgets.rows import Rows
from valueworkshop.tui.widgets.static import Static, is_same
from valueworkshop.tui.widgets.words_form import WordsScreen

_WITH_SURE: Final = 82
"""From so many cells on there is a card on how sure we are."""

_LOW: Final = 23
"""With fewer lines the reasons have no card, and the head says in a line how sure we are."""

_LEAST: Final = 17
_ALL, _NOT_DRAWN = 2, -1

_EDGES: Final = 4
"""Cells of a card's two borders, and of the blanks within them."""

_REASON = "Why can both answers be true? If you leave this empty, it stays a contradiction."


class SummaryView(StageView):
    """Bars sorted by priority; below them we explain the row under the cursor.

    A map of them, the nine gaps, the contradictions or two seats can replace them.
    """

    LEAVES_ROOM = False
    HAS_CARDS = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "shortest", "Rate there", id="summary.shortest"),
        Binding("a", "act", "Action from this", id="summary.act"),
        Binding("m", "page('map')", "Map", id="summary.map"),
        Binding("o", "page('nine')", "Nine gaps", id="summary.nine"),
        Binding("c", "page('contradictions')", "Contradictions", id="summary.contradictions"),
        Binding("t", "page('seats')", "Two seats", id="summary.seats"),
        Binding("s", "segment", "Segment", id="summary.segment"),
        Binding("1", "look(1)", "To answer 1", show=False, id="summary.first"),
        Binding("2", "look(2)", "To answer 2", show=False, id="summary.second"),
        Binding("x", "dismiss", "Dismiss, or not", id="summary.dismiss"),
        Binding("escape", "page('gaps')", "Back to the gaps", show=False, id="summary.gaps"),
    ]

    DEFAULT_CSS = f"""
    SummaryView {{
        & .card {{ {CARD} }}
        & .card:focus, & .card:focus-within {{ border: round $primary;
            border-title-color: $primary; }}
        & #head, & #index, & #sure {{ height: 5; }}
        & #index {{ width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }}
        & #index.-words {{ text-wrap: wrap; }}
        & #sure {{ width: 30; margin-left: 1; }}
        & #picture {{ height: auto; max-height: 60%; }}
        & #picture Rows {{ height: auto; max-height: 100%; background: $surface; }}
        & #scale {{ color: $text-muted; height: auto; }}
        & #scroll {{ height: 1fr; }}
        & #why {{ height: auto; }}
        & #table {{ height: auto; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }}
        & #rest {{ height: auto; margin-top: 1; color: $text-muted; }}
        &.-low #scroll {{ border: none; padding: 0 2; background: $background; }}
        &.-least {{ padding: 0; }}
        &.-least .card {{ border: none; }}
        &.-least #head, &.-least #index, &.-least #sure {{ height: 3; }}
    }}
    """

    def compose(self) -> ComposeResult:
        """Lay out the head, the picture, and the reasons."""
        with Horizontal(id="head"):
            yield Static(id="index", markup=False, classes="card")
            yield Static(id="sure", markup=False, classes="card")
        with Vertical(id="picture", classes="card"):
            yield Static(id="scale", markup=False)
            yield GapRows(id=GAPS)
            yield NineRows(id=NINE)
            yield ContradictionRows(id=CONTRADICTIONS)
        yield MapPage()
        yield SeatsPage(id=SEATS)
        with VerticalScroll(id="scroll", classes="card"):
            for name in ("why", "table", "rest"):
                yield Static(id=name, markup=False)

    def on_mount(self) -> None:
        """Begin with the bars, for all segments."""
        self._page = GAPS
        self._segment = ""
        self._drawn_lines, self._drawn_at = _NOT_DRAWN, 0
        self._shown: dict[str, Content] = {}
        self._nine: list[Nine] = []
        self._found: list[Found] = []

    def on_resize(self, event: events.Resize) -> None:
        """Draw again if there is more or less room; once more if Textual then settles on other."""
        if self.is_mounted and event.size.height and self._drawn_lines != self._lines:
            self.show(self.session)
        self.call_after_refresh(self._look_again)

    def _look_again(self) -> None:
        if self.size.width and self._drawn_at != self.size.width:
            self.show(self.session)

    @property
    def _lines(self) -> int:
        """How many lines there are, as far as that changes what is shown."""
        return (self.size.height >= _LOW) + (self.size.height >= _LEAST)

    def show(self, session: Session) -> None:
        """Draw the summary of the current session.

        What is drawn before there is room would keep its height: Textual lays out a text only once
        until it has settled. `on_resize` draws when there is.
        """
        if not self.size.height:
            self._drawn_lines = _NOT_DRAWN
            return
        if self._segment not in session.segments:
            self._segment = ""
        self._drawn_lines, self._drawn_at = self._lines, self.size.width
        self.set_class(self._lines < _ALL, "-low")
        self.set_class(self._lines == 0, "-least")
        self._summary = summary = summarise(session, self._segment, wait=False)
        work_out_chance(self, session, summary)
        self._nine = nine(session, summary) if self._page == NINE else []
        self._found = contradictions(session)
        self._show_head(session, summary)
        for page in self.query(Rows):
            page.display = page.id == self._page
        match self._page:
            case "nine":
                self.query_one(NineRows).show_gaps(self._nine, self.size.width)
            case "contradictions":
                self.query_one(ContradictionRows).show_found(self._found, self.size.width)
            case "map":
                self.query_one(MapPage).show(session, summary, self.size.width)
            case "seats":
                self.query_one(SeatsPage).show(session)
            case _:
                self._show_gaps(session, summary)
        self._show_titles(summary)
        self.query_one("#scale").display = self._page == GAPS
        self.query_one(MapPage).display = mapped = self._page == MAP and bool(summary.gaps)
        self.query_one(SeatsPage).display = seated = self._page == SEATS
        for name in ("#head", "#scroll"):
            self.query_one(name).display = not (mapped or seated)
        self.query_one("#picture").display = self._page not in {MAP, SEATS}
        self.query_one("#table").display = self._page == GAPS
        self._put("rest", Content("\n".join(self._rest(session, summary))))
        self._explain()

    def _show_head(self, session: Session, summary: Summary) -> None:
        """Show the index, how sure it is, and how many contradictions there are."""
        sure = self.size.width >= _WITH_SURE
        said = head_cards.doubt(summary)
        told = contradiction_rows.counted(self._found)
        if not sure and not said:
            said = gap_words.beside_in_a_line(summary)
        self._put("sure", head_cards.sure_card(summary), wanted=sure)
        index, card = self.query_one("#index", Static), self.query_one("#sure", Static)
        is_number = summary.index.value is not None
        index.set_class(not is_number, "-words")
        self._put("index", head_cards.index_card(summary, whose(session, summary), note=said))
        # Contradictions are everybody's, so they do not belong to one segment.
        beside = Content(told if not self._segment else "").stylize("$warning")
        title = "Value gap, of 100" if is_number else "Value gap"
        name_card(index, title, "" if card.display else beside)
        name_card(card, "How sure", beside if card.display else "")

    def _show_gaps(self, session: Session, summary: Summary) -> None:
        columns = gap_bars.columns(summary, self.size.width - _EDGES)
        head = gap_bars.head(columns)
        self._put("scale", Content(head if summary.gaps else self._empty(session, summary)))
        rows = [(gap.key, gap_bars.gap_row(gap, columns)) for gap in summary.gaps]
        rows += [(finding.key, gap_bars.open_row(finding)) for finding in summary.open]
        self.query_one(GapRows).show_rows(rows)
        self._put("table", gap_bars.table(summary))

    def _show_titles(self, summary: Summary) -> None:
        """Name the picture and what is below it, with what the picture is sorted by."""
        picture = self.query_one("#picture", Vertical)
        order = gap_bars.order(summary) if self._page == GAPS else ""
        name_card(picture, TITLES.get(self._page, TITLES[GAPS]), order)

    def _rest(self, session: Session, summary: Summary) -> list[str]:
        if self._page == CONTRADICTIONS:
            none = f"{NONE} {shown_key(self, 'summary.gaps')} goes back to the gaps."
            return [] if self._found else [none if summary.gaps else self._empty(session, summary)]
        if self._page == NINE:
            return [line] if (line := roadmap(session)) else []
        if self._page == MAP:
            return [] if summary.gaps else [self._empty(session, summary)]
        rest = gap_words.remarks(session, summary)
        if self._segment:
            told = differences(session, self._segment)
            rest += [f"{apart_in_words(session, apart)}." for apart in told]
        if summary.gaps:
            rest += [gap_words.by_stage(session, summary), gap_bars.SIGNS, gap_words.DISCLAIMER]
        return [part for part in rest if part]

    def _put(self, name: str, content: Content, *, wanted: bool = True) -> None:
        """Draw what has changed, and lay it out if it needs more or fewer lines.

        Laying out the screen takes longer than computing all the numbers. What is not `wanted` is
        hidden, and drawn when it is.
        """
        shown = self.query_one(f"#{name}", Static)
        if wanted and not is_same(self._shown.get(name), content):
            self._shown[name] = content
            shown.update(
                content,
                layout=not shown.display or self._lines_of(content, shown) != shown.size.height,
            )
        shown.display = wanted and bool(content.plain)

    @staticmethod
    def _lines_of(content: Content, shown: Static) -> int:
        if shown.styles.text_wrap == "nowrap":
            return content.plain.count("\n") + 1
        rules = shown.styles.get_rules()
        return content.get_height(rules, shown.size.width) if shown.size.width else 0

    def enter(self) -> None:
        """Put the focus on the list on screen."""
        self.query_one(f"#{self._page}").focus()

    def explain(self) -> str:
        """Return the largest gaps, the contradictions, and what a segment's view is."""
        about = description.place(self.session, self.stage, self.at).about
        return f"{about} {with_keys(self, KEYS)}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense on the current page."""
        if action in {"look", "dismiss"}:
            return self._page == CONTRADICTIONS and bool(self._found)
        if action == "segment":
            return bool(self.session.segments)
        if action == "act":
            return self._page == GAPS
        if action == "shortest":
            empty = not any(page.display and page.option_count for page in self.query(Rows))
            told = self._segment or self._page == SEATS
            return empty and not told and bool(quickest_stage(self.session))
        return action != "page" or parameters != (GAPS,) or self._page != GAPS

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        match self._page:
            case "nine":
                key = self.query_one(NineRows).current
                why = nine_rows.why(self._nine, key, self._segment)
            case "contradictions":
                picked = self.query_one(ContradictionRows).pick(self._found)
                why = contradiction_rows.why(picked[0]) if picked else Content("")
            case _:
                why = self._why_a_gap(self.query_one(GapRows).current)
        self._put("why", why)

    def _why_a_gap(self, key: str | None) -> Content:
        gap = next((gap for gap in self._summary.gaps if gap.key == key), None)
        if gap is not None:
            return gap_bars.why(gap)
        asked = any(finding.key == key for finding in self._summary.open)
        return Content("An open question: nobody can answer it yet." if asked else "")

    @on(OptionList.OptionSelected, "#gaps")
    @on(OptionList.OptionSelected, "#map")
    def _go(self, event: OptionList.OptionSelected) -> None:
        self._look_at(event.option.id or "")

    @on(OptionList.OptionSelected, "#nine")
    def _go_to_stage(self, event: OptionList.OptionSelected) -> None:
        gap = next((gap for gap in self._nine if gap.key == event.option.id), None)
        if gap is not None and gap.found.place is not None:
            self.post_message(self.LookedAt(gap.found.place))
        elif gap is not None:
            self.say(f"{gap.title}: {gap.found.said}.")

    @on(OptionList.OptionSelected, "#contradictions")
    def _go_to_answer(self) -> None:
        if picked := self.query_one(ContradictionRows).pick(self._found):
            self._look_at(picked[1].key)

    def _look_at(self, key: str) -> None:
        stage, _, inside = key.partition("/")
        self.post_message(self.LookedAt(Place(stage=stage, at=inside)))

    def action_look(self, which: int) -> None:
        """Go to the first or the second answer of the contradiction under the cursor."""
        if picked := self.query_one(ContradictionRows).pick(self._found):
            found = picked[0].contradiction
            self._look_at((found.one if which == 1 else found.other).key)

    def action_shortest(self) -> None:
        """Go to the stage that makes a first gap in the least time."""
        stage = quickest_stage(self.session)
        self._look_at(f"{stage}/{next(iter(asks(self.session, stage).items), '')}")

    def action_page(self, page: str) -> None:
        """Show the map, nine gaps or contradictions instead of the bars; again, the bars."""
        self._page = GAPS if self._page == page else page
        self.refresh_bindings()
        self.show(self.session)
        self.enter()

    def action_segment(self) -> None:
        """Show the summary for the next segment; after the last one, for all."""
        self._segment = after(self.session, self._segment)
        self.show(self.session)

    def action_dismiss(self) -> None:
        """Ask why the contradiction is none; show a dismissed one again."""
        picked = self.query_one(ContradictionRows).pick(self._found)
        if picked is None:
            return
        found, rule = picked[0], picked[0].contradiction.rule
        if found.reason:
            self.desk.commit(take_back(self.session, rule))
            self.say("It counts as a contradiction again.")
            return

        def given(reason: str | None) -> None:
            if reason and self.desk.commit(dismiss(self.session, self.stage, rule, reason)):
                key = shown_key(self, "summary.dismiss")
                self.say(f"Dismissed. We keep your reason. {key} brings it back.")

        self.ask(WordsScreen(found.contradiction.sentence, _REASON), given)

    def action_act(self) -> None:
        """Agree an action that closes what is under the cursor."""
        from valueworkshop.tui.stages.action_form import (  # noqa: PLC0415 - when asked for
            ActionScreen,
        )

        key = self.query_one(GapRows).current
        stage = next(iter(stages_with(self.session.kit, Trait.HOLDS_ACTIONS)), None)
        if key is None or stage is None:
            self.say("There is nothing here to act on yet.")
            return

        def agreed(action: Action | None) -> None:
            if action is not None:
                self.desk.commit(add_action(self.session, stage, self.desk.ids(), action))
                self.say(f"Agreed: {action.title}")

        screen = ActionScreen(self.session, stage, Action(title="", closes=(key,)), self.desk.today)
        self.ask(screen, agreed)

    def _empty(self, session: Session, summary: Summary) -> str:
        """Say why there is no bar, and what to do about it."""
        said = f"{gap_words.no_gaps(session, summary)}."
        if summary.segment:
            key = shown_key(self, "summary.segment")
            return f"{said} {key} reads the next one, then all again."
        if not quickest_stage(session) or (summary.open and self._page == GAPS):
            return said
        return f"{said} {shown_key(self, 'summary.shortest')} goes there."
