"""The head of the summary: the index in large digits, and how sure it is."""

from typing import Final

from textual.content import Content

from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.scoring.value_gap_index import GUESSED, IndexScore
from valueworkshop.core.show.drawing.block_numerals import small_numerals
from valueworkshop.core.show.drawing.cells import Role
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.gap_summary import Summary
from valueworkshop.tui.widgets.canvas import lines as drawn

_ROWS: Final = 3
_BAR: Final = 6
_WORD: Final = 9


def index_card(summary: Summary, whose: str, *, note: str = "") -> Content:
    """Return the index beside what it means; without one, why there is none.

    `whose` names the segment that is shown, '' for all; `note` takes the last row.
    """
    index = summary.index
    if index.value is None or index.steps is None:
        said = [whose, f"{gap_words.index_in_words(summary)}."]
        return Content("\n").join([Content(line).stylize("bold") for line in said if line])
    head, aside = in_two_lines(summary, index)
    lines = [
        Content(head).stylize("bold"),
        Content(whose or aside).stylize("$text-muted"),
        Content(note).stylize("$warning") if note else Content(""),
    ]
    role: Role = "steep" if index.value else "even"
    figures = drawn(small_numerals(f"{whole(index.value)}", role))
    width = max(line.cell_length for line in figures)
    return Content("\n").join(
        [
            Content.assemble(figure.pad_right(width - figure.cell_length + 2), line)
            for figure, line in zip(figures, lines, strict=False)
        ]
    )


def in_two_lines(summary: Summary, index: IndexScore) -> tuple[str, str]:
    """Return the main sentence, and what is said beside it in fewer words."""
    on_average = f"on average, as the {index.people} of us see it" if index.people > 1 else ""
    if not index.value or summary.is_above_chance is False or index.steps is None:
        said = gap_words.index_in_words(summary)
        head, _, rest = said.partition(" (")
        return head, rest.partition("), ")[2] or on_average
    head, _, _ = gap_words.steps_short(index.steps).partition(",")
    is_rooms = any(gap.score.room for gap in summary.gaps)
    return head, on_average or ("as the room sees it" if is_rooms else "as one of us sees it")


def doubt(summary: Summary) -> str:
    """Return why the index is not firm yet, in a line with its sign; '' if it is."""
    index = summary.index
    if index.value is None or not index.provisional:
        return ""
    shares = index.evidence
    guessed = f"{whole(100 * shares.assumed)} % is our own guess" if shares else ""
    return (
        f"! Not firm yet: {'; '.join([*index.provisional[:-1], guessed])}"
        if (guessed and index.provisional[-1] == GUESSED)
        else f"! Not firm yet: {'; '.join(index.provisional)}"
    )


def sure_card(summary: Summary) -> Content:
    """Return how sure the index is, in three rows: answered, evidence, give or take."""
    index = summary.index
    lines: list[Content] = []
    if index.possible:
        share = index.answered / index.possible
        lines.append(_row("answered", share, f"{index.answered} of {index.possible}"))
    if index.evidence is not None:
        known = index.evidence.heard + index.evidence.measured
        bar = gap_words.evidence_bar(index, _BAR)[::-1]
        lines.append(
            Content.assemble(
                (f"{'evidence':<{_WORD}}", "$text-muted"),
                (bar, "$primary"),
                f" {whole(100 * known)} %",
            )
        )
    if index.margin is not None:
        luck = summary.chance.limit if summary.chance else None
        beside = f" · luck {whole(luck)}" if luck is not None else ""
        lines.append(
            Content.assemble(
                ("give or take ", "$text-muted"), f"{whole(index.margin.half)}", beside
            )
        )
    return Content("\n").join(lines[:_ROWS])


def _row(word: str, share: float, number: str) -> Content:
    filled = round(share * _BAR)
    return Content.assemble(
        (f"{word:<{_WORD}}", "$text-muted"),
        ("█" * filled, "$primary"),
        ("░" * (_BAR - filled), "$text-muted"),
        f" {number}",
    )
