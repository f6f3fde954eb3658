"""Workshops side by side as rows on one grid, and the words for the row under the cursor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.comparison_picture import needed, today
from valueworkshop.core.compare.comparison_words import (
    late_since,
    moves_in_words,
    named,
    surplus_in_words,
    verdict_in_short,
    verdict_in_words,
)
from valueworkshop.core.compare.groups_compared import groups_then_and_now
from valueworkshop.core.compare.trends import ItemLine, Trend
from valueworkshop.core.compare.two_workshops import Change, Comparison, Verdict
from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.show.drawing.dumb_bell import cells, dumb_bell
from valueworkshop.core.show.drawing.dumb_bell import head as scale_head
from valueworkshop.core.show.drawing.moved import (
    NEEDED_NOW,
    NEEDED_THEN,
    NOW,
    THEN,
    moved,
    moved_on_one_row,
)
from valueworkshop.core.show.drawing.sparkline import sparkline
from valueworkshop.core.show.pictures import cell_len, fitted, in_two
from valueworkshop.core.stages.review.score import ACTIONS
from valueworkshop.core.stages.votes.words import mean, spread_in_short
from valueworkshop.core.summary.gap_summary import Gap
from valueworkshop.tui.compare.line import Line
from valueworkshop.tui.compare.worth_rows import worth_over_time, worth_then_and_now
from valueworkshop.tui.stages.gap_row import gap_cells
from valueworkshop.tui.widgets.canvas import lines as drawn

REAL: Final = frozenset({Verdict.BETTER, Verdict.WORSE})
"""Verdicts that say something."""

_STYLES: Final = {Verdict.BETTER: "$gap-over bold", Verdict.WORSE: "$gap-steep bold"}
_NONE: Final = "–"
_NO_GAP: Final = "     –  "
_NUMBERS: Final = 2 + 8 + 8 + 6 + 2
"""Cells before a name: the cursor, both gaps, the change."""

_STEPS: Final = (12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)
_NAMED, _NAMED_IN_TWO, _LEAST = 42, 28, 20
"""Names take so many cells, if they need them, before the scale grows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of a name, of a step of the scale, and of a verdict, 0 for none; lines of a row."""

    name: int
    step: int
    verdict: int
    lines: int

    @property
    def rest(self) -> int:
        """The cells after the numbers."""
        return self.name + (cells(self.step) if self.step else 0) + self.verdict + 2


def columns(found: Comparison, width: int, lines: int) -> Columns:
    """Return how to share `width` cells. What holds of all changes is said above, not in each."""
    verdicts = {change.verdict for change in found.changes}
    said = "" if len(verdicts) == 1 else max(map(verdict_in_short, verdicts), key=len, default="")
    verdict = len(said) + 2 if said else 0
    left = width - _NUMBERS - verdict - 2
    longest = max((cell_len(one_line(change.item.text)) for change in found.changes), default=0)
    wanted = min(max(longest, _LEAST), _NAMED if lines == 1 else _NAMED_IN_TWO)
    fits = [step for step in _STEPS if left - cells(step) >= wanted]
    fits = fits or [step for step in _STEPS if left - cells(step) >= _LEAST]
    step = fits[0] if fits else 0
    return Columns(left - (cells(step) if step else -2), step, verdict, lines)


def change_lines(found: Comparison, shared: Columns, *, only_real: bool) -> list[Line]:
    """Return a line for each item: its gap then and now, the change, both means, the verdict.

    After them come those that cannot be compared.
    """
    lines = [
        Line(
            row=_change(change, shared),
            title=change.item.text,
            told=tuple(_told(change)),
            item=change.item.key,
            is_compared=True,
        )
        for change in found.changes
        if not only_real or change.verdict in REAL
    ]
    if only_real:
        return lines
    return [
        *lines,
        *_uncompared(found, shared),
        *_groups(found, shared),
        *worth_then_and_now(found, shared.rest),
    ]


def _uncompared(found: Comparison, shared: Columns) -> Iterator[Line]:
    room = shared.rest

    def line(what: str, text: str, told: str, item: str, mark: str = " ") -> Line:
        name, more = one_line(text), ""
        if shared.lines > 1:
            name, more = in_two(name, room)
        head = Content.assemble(
            f"  {mark} ", (f"{what:<{_NUMBERS - 4}}", "bold" if mark.strip() else "$text-muted")
        )
        first = Content.assemble(head, fitted(name, room).rstrip())
        rest = (Content(" " * _NUMBERS + more),) if more else ()
        return Line(row=(first, *rest), title=text, told=(told,), item=item)

    for item in found.added:
        yield line("not asked then", item.text, f"In {item.stage}, not asked then.", item.key)
    for old, new in found.reworded:
        yield line("reworded", new.text, f"Then it was asked as: {old.text}", new.key)
    for item in found.removed:
        yield line("not asked now", item.text, f"Then in {item.stage}, not asked now.", "")
    for stage, action in late_since(found):
        owner = one_line(action.owner) or "no owner"
        due = f"due {action.due.isoformat()}" if action.due else ""
        place = f"{stage}/{ACTIONS}"
        yield line("action late", action.title, f"{owner}, {due}", place, mark="!")


def _groups(found: Comparison, shared: Columns) -> Iterator[Line]:
    """Yield a line for each group of notes: how many it held then, and how many now."""
    for group in groups_then_and_now(found.then, found.now):
        then, now = (_NONE if n is None else str(n) for n in (group.then, group.now))
        head = (f"    {then:>4}{now:>8} {'notes':<{_NUMBERS - 17}}", "$text-muted")
        row = Content.assemble(head, fitted(one_line(group.name), shared.rest).rstrip())
        told = f"Notes gathered under this name at: {one_line(group.question)}"
        yield Line(row=(row,), title=group.name, told=(told,), item=group.at)


def heads(shared: Columns) -> str:
    """Return the heading of these lines: what the columns are, and what the marks mean."""
    key = f"{THEN} then {NOW} now"
    forms = (
        f"today {key}  needed {NEEDED_THEN} {NEEDED_NOW}",
        f"{key} {NEEDED_THEN}{NEEDED_NOW} needed",
        key,
    )
    legend = next((text for text in forms if len(text) <= shared.name), "")
    scale = f"{legend:<{shared.name}}  {scale_head(shared.step)}" if shared.step else ""
    return f"{'then':>8}{'now':>8} {'change':>7}  {scale}".rstrip()


def grid(shared: Columns) -> Content:
    """Return the line between two rows: the points of the scale."""
    return Content.assemble(" " * (_NUMBERS + shared.name + 2), _scale(shared))


def _scale(shared: Columns) -> Content:
    return drawn(dumb_bell(None, None, "", shared.step))[0] if shared.step else Content("")


def _change(change: Change, shared: Columns) -> tuple[Content, ...]:
    name, more = one_line(change.item.text), ""
    if shared.lines > 1:
        name, more = in_two(name, shared.name)
    first = Content.assemble(
        "  ",
        *(gap_cells(gap.score) if gap else _NO_GAP for gap in (change.then, change.now)),
        (f"{signed(change.by):>6}", "bold"),
        "  ",
        fitted(name, shared.name),
    )
    pictures = _pictures(change, shared)
    if pictures:
        first = Content.assemble(first, "  ", pictures[0])
    if shared.verdict:
        first = Content.assemble(first, "  ", _verdict(change.verdict))
    if len(pictures) < 2:
        return (first,)
    second = Content.assemble(" " * _NUMBERS, fitted(more, shared.name), "  ", pictures[1])
    return (first, second)


def _pictures(change: Change, shared: Columns) -> list[Content]:
    """Return the moves of today and of what is needed, on as many rows as there are."""
    then, now, step = change.then, change.now, shared.step
    if not step:
        return []
    if then is None or now is None:
        return [_scale(shared)] * shared.lines
    if shared.lines == 1:
        return drawn(moved_on_one_row(today(then, now), needed(then, now), step))
    both = moved(today(then, now), step), moved(needed(then, now), step, needed=True)
    return [line for canvas in both for line in drawn(canvas)]


def _verdict(verdict: Verdict | None) -> Content:
    style = _STYLES.get(verdict, "$text-muted") if verdict else "$text-muted"
    return Content.assemble((verdict_in_short(verdict), style))


_FACTS: Final[tuple[tuple[str, Callable[[Gap], str]], ...]] = (
    ("needed", lambda gap: mean(gap.score.needed)),
    ("today", lambda gap: mean(gap.score.today)),
    ("agreement", lambda gap: spread_in_short(gap.score.today)),
    ("evidence", lambda gap: gap.evidence.grade.value),
)


def _told(change: Change) -> Iterator[str]:
    """Yield all we know of an item then and now."""
    gaps = (change.then, change.now)
    yield "   ".join(f"{name} {_through(gaps, how)}" for name, how in _FACTS)
    verdict = _sentence(verdict_in_words(change.verdict))
    moves = moves_in_words(change.then, change.now) if change.then and change.now else ""
    yield " ".join(filter(None, (verdict, moves, surplus_in_words(gaps))))


def _through(gaps: Sequence[Gap | None], how: Callable[[Gap], str]) -> str:
    """Return a fact in each workshop: '4.2 → 4.5', or once if it is always the same."""
    said = [how(gap) if gap else _NONE for gap in gaps]
    return said[0] if len(set(said)) == 1 else " → ".join(said)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def trend_lines(found: Trend, width: int, *, only_real: bool) -> list[Line]:
    """Return a line for the index, each stage and each item: steps, numbers, words, a verdict."""
    verdicts = {line.verdict for line in found.items if line.by is not None}
    said = "" if len(verdicts) == 1 else max(map(verdict_in_short, verdicts), key=len, default="")
    index = [score.value for score in found.index]
    names = enumerate(map(named, found.sessions), 1)
    over_all = [
        Line(
            row=(_row(index, "All that was asked", width),),
            title="Gap index over all that was asked",
            told=tuple(f"{place} {name}" for place, name in names),
            course=tuple(index),
        )
    ]
    for stage in found.stages:
        name = f"{stage.letter} {stage.title}".strip()
        told = () if stage.same_items else ("The items were not the same each time here.",)
        row = (_row(stage.gaps, name, width),)
        over_all.append(Line(row=row, title=name, told=told, course=stage.gaps))
    items = [
        _of_item(line, width, verdict=len(said))
        for line in found.items
        if not only_real or line.verdict in REAL
    ]
    return items if only_real else [*over_all, *worth_over_time(found, width), *items]


def _of_item(line: ItemLine, width: int, *, verdict: int) -> Line:
    gaps = [gap.score.signed if gap else None for gap in line.gaps]
    told = "Asked in these words once only."
    if line.by is not None:
        told = f"From the first to the last: {verdict_in_words(line.verdict)}."
        told = f"{told} {surplus_in_words(line.gaps)}".rstrip()
    facts = (f"{name} {_through(line.gaps, how)}" for name, how in _FACTS)
    return Line(
        row=(_row(gaps, line.item.text, width, line, verdict=verdict),),
        title=line.item.text,
        told=(told, *facts),
        item=line.item.key if line.gaps[-1] else "",
        course=tuple(gaps),
    )


def _row(
    gaps: Sequence[float | None],
    text: str,
    width: int,
    line: ItemLine | None = None,
    *,
    verdict: int = 0,
) -> Content:
    numbers = "".join(f"{points(gap):>5}" for gap in gaps[:-1])
    is_known = line is not None and line.by is not None
    by = signed(line.by) if line is not None and is_known else ""
    head = Content.assemble(
        "  ",
        drawn(sparkline(gaps))[0],
        (numbers, "$text-muted"),
        (f"{points(gaps[-1]):>5}", "bold"),
        f"  {by:>6}  ",
    )
    room = width - head.cell_length - (verdict + 2 if verdict else 0)
    title = (fitted(text, max(room, 8)), "" if line is not None else "bold")
    if line is None or not is_known or not verdict:
        return Content.assemble(head, title)
    return Content.assemble(head, title, "  ", _verdict(line.verdict))


def trend_heads(number: int) -> str:
    """Return the heading of the lines of a trend."""
    places = "".join(f"{place:>5}" for place in range(1, number + 1))
    return f"  {' ' * number}{places}  change"
