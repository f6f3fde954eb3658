"""The gap summary on screen: the picture first, then why."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from valueworkshop.stages.actions.model import Action, add_action
from valueworkshop.stages.votes import words as rating_words
from valueworkshop.stages.votes.model import voted
from valueworkshop.summary import words
from valueworkshop.summary.gaps import Finding, Gap, Summary, summarise
from valueworkshop.widgets.gap_row import cells_per_step, gap_cells, scale_head, track
from valueworkshop.widgets.rows import Rows
from valueworkshop.widgets.stage_view import StageView
from valueworkshop.workshop.session import Place, Session

_WIDE_ENOUGH = 70
"""Cells from which a row also says what its item asks for."""

SIGNS = "▼▼ 25 or more   ▼ 10 to 24   = under 10   ▲ more than needed   ● today   ○ needed"


class SummaryView(StageView):
    """Bars sorted by priority; the row under the cursor is explained below them."""

    LEAVES_ROOM = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act", "Action from this", id="summary.act"),
    ]

    DEFAULT_CSS = """
    SummaryView {
        & > #headline { text-style: bold; height: auto; }
        & > #beside { color: $text-muted; height: auto; }
        & > #known { height: auto; margin-bottom: 1; }
        & > #scale { color: $text-muted; height: 1; }
        & > #gaps { height: auto; max-height: 50%; }
        & > #scroll { height: 1fr; margin-top: 1; }
        & #why { height: auto; }
        & #table { height: auto; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #rest { height: auto; margin-top: 1; color: $text-muted; }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out the sentence that counts, the picture, and the reasons."""
        yield Static(id="headline", markup=False)
        yield Static(id="beside", markup=False)
        yield Static(id="known", markup=False)
        yield Static(id="scale", markup=False)
        yield GapRows(id="gaps")
        with VerticalScroll(id="scroll"):
            yield Static(id="why", markup=False)
            yield Static(id="table", markup=False)
            yield Static(id="rest", markup=False)

    def show(self, session: Session) -> None:
        """Draw the summary of the session as it stands."""
        summary = summarise(session)
        self.query_one("#headline", Static).update(Content(words.index_in_words(summary)))
        beside = " · ".join(words.index_beside(summary.index))
        if summary.weighed and beside:
            beside += " · sorted by gap × weight"
        self.query_one("#beside", Static).update(Content(beside))
        self.query_one("#known", Static).update(_known(summary))
        step = cells_per_step(self.width)
        wide = self.width >= _WIDE_ENOUGH
        asks_width = max((len(gap.asks) for gap in summary.gaps if gap.asks and wide), default=0)
        head = f"      gap   {scale_head(step)}  {'asks for' if asks_width else ''}"
        self.query_one("#scale", Static).update(Content(head if summary.gaps else _empty(session)))
        rows = [(gap.key, _gap_row(gap, step, asks_width)) for gap in summary.gaps]
        rows += [(finding.key, _open_row(finding)) for finding in summary.open]
        self._summary = summary
        self.query_one(GapRows).show_rows(rows)
        self.query_one("#table", Static).update(_table(summary))
        rest = words.remarks(session, summary)
        if summary.gaps:
            rest += [_by_stage(session, summary), SIGNS, words.DISCLAIMER]
        self.query_one("#rest", Static).update(Content("\n".join(part for part in rest if part)))
        self._explain()

    def enter(self) -> None:
        """Put the focus on the bars."""
        self.query_one(GapRows).focus()

    @on(OptionList.OptionHighlighted, "#gaps")
    def _explain(self) -> None:
        key = self.query_one(GapRows).current
        gap = next((gap for gap in self._summary.gaps if gap.key == key), None)
        why = self.query_one("#why", Static)
        if gap is None:
            asked = any(finding.key == key for finding in self._summary.open)
            why.update(Content("An open question: nobody could answer it yet." if asked else ""))
            return
        why.update(_why(gap))

    @on(OptionList.OptionSelected, "#gaps")
    def _go(self, event: OptionList.OptionSelected) -> None:
        stage, _, inside = (event.option.id or "").partition("/")
        self.post_message(self.LookedAt(Place(stage=stage, at=inside)))

    def action_act(self) -> None:
        """Agree an action that closes what is under the cursor."""
        from valueworkshop.stages.actions.widgets.form import (  # noqa: PLC0415 - when asked for
            ActionScreen,
        )

        key = self.query_one(GapRows).current
        stage = next(iter(self.session.kit.of_kind("actions")), None)
        if key is None or stage is None:
            self.say("There is nothing here to act on yet.")
            return

        def agreed(action: Action | None) -> None:
            if action is not None:
                self.desk.commit(add_action(self.session, stage, self.desk.ids(), action))
                self.say(f"Agreed: {action.title}")

        screen = ActionScreen(self.session, stage, Action(title="", closes=(key,)), self.desk.today)
        self.ask(screen, agreed)


class GapRows(Rows):
    """The bars."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "To the item", id="summary.item"),
    ]


def _empty(session: Session) -> str:
    stage = next(iter(voted(session)), None)
    if stage is None:
        return "This kit rates nothing, so there are no gaps."
    return f"No gaps yet. Shortest way: {session.stage(stage).title}. ctrl+g goes there."


def _known(summary: Summary) -> Content:
    bar = words.evidence_bar(summary.index)
    if not bar:
        return Content("")
    return Content.assemble((bar, "$primary"), f"  {words.evidence_in_words(summary.index)}")


def _gap_row(gap: Gap, step: int, asks_width: int) -> Content:
    asks = gap.asks.value if gap.asks else "weight?" if gap.score.weight is None else ""
    return Content.assemble(
        "  ",
        gap_cells(gap.score),
        "  ",
        track(gap.score, step),
        f"  {asks:<{asks_width}}  " if asks_width else "  ",
        gap.title,
    )


def _open_row(finding: Finding) -> Content:
    return Content.assemble(("  ?  open  ", "bold"), f" {finding.title}")


def _why(gap: Gap) -> Content:
    score = gap.score
    parts = [rating_words.shortfall(score)]
    if score.floor is not None:
        parts.append(f"disagreement alone would make {rating_words.points(score.floor)}")
    if step := rating_words.step(score):
        parts.append(step)
    lines = [("bold", gap.title), ("", "; ".join(parts)), ("", f"Known: {gap.evidence.in_words}")]
    facets = (("needed", score.needed), ("today", score.today))
    dots = rating_words.dots(*(facet for _, facet in facets))
    for (label, facet), line in zip(facets, dots, strict=True):
        said = [line, rating_words.spread(facet), rating_words.abstained(facet)]
        lines.append(("$text-muted", f"{label:<7} " + "   ".join(part for part in said if part)))
    return Content("\n").join([Content.assemble((text, style)) for style, text in lines])


def _table(summary: Summary) -> Content:
    if not summary.gaps:
        return Content("")
    head = (
        f"{'rank':<8}{'needed':>7}{'today':>7}{'gap':>6}{'matters':>9}{'short':>9}"
        f"   {'known':<10}item"
    )
    lines = [Content.assemble((head, "$text-muted"))]
    for gap in summary.gaps:
        score = gap.score
        weight = "–" if score.weight is None or score.weights is None else f"{score.weight:.2f}"
        short = "–" if score.short is None else f"{score.short} of {score.n}"
        short = "room" if score.room else short
        lines.append(
            Content(
                f"{words.rank_in_words(gap):<8}{rating_words.mean(score.needed):>7}"
                f"{rating_words.mean(score.today):>7}{rating_words.points(score.signed):>6}"
                f"{weight:>9}{short:>9}   {gap.evidence.grade.value:<10}{gap.title}"
            )
        )
    return Content("\n").join(lines)


def _by_stage(session: Session, summary: Summary) -> str:
    parts = [
        f"{session.stage(stage.key).title} {rating_words.points(stage.gap)}"
        for stage in summary.index.stages
        if stage.gap is not None
    ]
    return f"By stage: {', '.join(parts)}." if parts else ""
