"""Workshops side by side as rows on one grid, and the words for the row under the cursor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.compare.comparison_picture import SHORT_KEY, axis, heights
from valueworkshop.core.compare.comparison_words import (
    late_since,
    named,
    surplus_in_words,
    verdict_in_short,
    verdict_in_words,
)
from valueworkshop.core.compare.trends import ItemLine, Trend
from valueworkshop.core.compare.two_workshops import Change, Comparison, Verdict
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.stages.review.score import ACTIONS
from valueworkshop.core.stages.votes.words import mean, points, sign, signed, spread_in_short
from valueworkshop.core.summary.gap_summary import Gap
from valueworkshop.tui.stages.gap_row import COLOURS

REAL: Final = frozenset({Verdict.BETTER, Verdict.WORSE})
"""Verdicts that say something."""

_STYLES: Final = {Verdict.BETTER: "$success bold", Verdict.WORSE: "$error bold"}
_VERDICT, _AXIS, _NUMBERS = 21, 25, 25
_ROOM_FOR_VERDICT, _ROOM_FOR_AXIS = 68, 108
_NONE: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; we show `title` and `told` when it is under the cursor.

    `item` is 'stage/item' in the last workshop, '' if that one does not ask it.
    """

    row: Content
    title: str
    told: tuple[str, ...] = ()
    item: str = ""


def change_lines(found: Comparison, width: int, *, only_real: bool) -> list[Line]:
    """Return a line for each item: its gap then and now, the change, the verdict, its words.

    After them come those that cannot be compared.
    """
    lines = [
        Line(
            row=_change(change, width),
            title=change.item.text,
            told=tuple(_told(change)),
            item=change.item.key,
        )
        for change in found.changes
        if not only_real or change.verdict in REAL
    ]
    return lines if only_real else [*lines, *_uncompared(found, width)]


def _uncompared(found: Comparison, width: int) -> Iterator[Line]:
    room = _NUMBERS + (_VERDICT if width >= _ROOM_FOR_VERDICT else 0)
    room += _AXIS + 2 if width >= _ROOM_FOR_AXIS else 0

    def line(what: str, text: str, told: str, item: str) -> Line:
        row = Content.assemble((f"{what:<{room}}", "$text-muted"), one_line(text))
        return Line(row=row, title=text, told=(told,), item=item)

    for item in found.added:
        yield line("     not asked then", item.text, f"In {item.stage}, not asked then.", item.key)
    for old, new in found.reworded:
        yield line("     reworded", new.text, f"Then it was asked as: {old.text}", new.key)
    for item in found.removed:
        yield line("     not asked now", item.text, f"Then in {item.stage}, not asked now.", "")
    for stage, action in late_since(found):
        owner = one_line(action.owner) or "no owner"
        due = f"due {action.due.isoformat()}" if action.due else ""
        yield line("   ! action late", action.title, f"{owner}, {due}", f"{stage}/{ACTIONS}")


def heads(width: int) -> str:
    """Return the heading of these lines."""
    verdict = f"{'':<{_VERDICT}}" if width >= _ROOM_FOR_VERDICT else ""
    scale = f"1{'5':>{_AXIS - 1}}" if width >= _ROOM_FOR_AXIS else ""
    return f"     then   now  change  {verdict}{scale}".rstrip()


def _change(change: Change, width: int) -> Content:
    then, now = (points(gap.score.signed if gap else None) for gap in (change.then, change.now))
    mark = sign(change.now.score.signed if change.now else None)
    parts = [
        Content.assemble("  ", (f"{mark:<2}", f"bold {COLOURS.get(mark, '$text-muted')}")),
        Content(f" {then:>4} → {now:>3}  {signed(change.by):>6}  "),
    ]
    if width >= _ROOM_FOR_VERDICT:
        parts.append(_verdict(change.verdict))
    if width >= _ROOM_FOR_AXIS:
        both = change.then and change.now
        drawn = axis(change.then, change.now, _AXIS) if change.then and change.now else ""
        parts.append(Content(f"{drawn if both else '':<{_AXIS + 2}}"))
    return Content("").join([*parts, Content(one_line(change.item.text))])


def _verdict(verdict: Verdict | None) -> Content:
    style = _STYLES.get(verdict, "$text-muted") if verdict else "$text-muted"
    return Content.assemble((f"{verdict_in_short(verdict):<{_VERDICT}}", style))


_FACTS: Final[tuple[tuple[str, Callable[[Gap], str]], ...]] = (
    ("needed", lambda gap: mean(gap.score.needed)),
    ("today", lambda gap: mean(gap.score.today)),
    ("agreement", lambda gap: spread_in_short(gap.score.today)),
    ("evidence", lambda gap: gap.evidence.grade.value),
)


def _told(change: Change) -> Iterator[str]:
    """Yield all we know of an item then and now."""
    said = []
    for name, how in _FACTS:
        then, now = (how(gap) if gap else _NONE for gap in (change.then, change.now))
        said.append(f"{name} {now if then == now else f'{then} → {now}'}")
    yield "   ".join(said)
    verdict = _sentence(verdict_in_words(change.verdict))
    yield f"{verdict} {surplus_in_words((change.then, change.now))}".rstrip()
    if change.then and change.now:
        yield f"1 {axis(change.then, change.now, _AXIS)} 5   {SHORT_KEY}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def trend_lines(found: Trend, width: int, *, only_real: bool) -> list[Line]:
    """Return a line for the index, each stage and each item: columns, then numbers, then words."""
    verdicts = width >= _ROOM_FOR_VERDICT
    index = [score.value for score in found.index]
    names = enumerate(map(named, found.sessions), 1)
    over_all = [
        Line(
            row=_row(index, "Gap index", verdicts=verdicts),
            title="Gap index over all that was asked",
            told=tuple(f"{place} {name}" for place, name in names),
        )
    ]
    for stage in found.stages:
        name = f"{stage.letter} {stage.title}".strip()
        told = () if stage.same_items else ("The items were not the same each time here.",)
        over_all.append(Line(row=_row(stage.gaps, name, verdicts=verdicts), title=name, told=told))
    items = [
        _of_item(line, verdicts=verdicts)
        for line in found.items
        if not only_real or line.verdict in REAL
    ]
    return items if only_real else [*over_all, *items]


def _of_item(line: ItemLine, *, verdicts: bool) -> Line:
    gaps = [gap.score.signed if gap else None for gap in line.gaps]
    told = "Asked in these words once only."
    if line.by is not None:
        told = f"From the first to the last: {verdict_in_words(line.verdict)}."
        told = f"{told} {surplus_in_words(line.gaps)}".rstrip()
    return Line(
        row=_row(gaps, line.item.text, line, verdicts=verdicts),
        title=line.item.text,
        told=(told,),
        item=line.item.key if line.gaps[-1] else "",
    )


def _row(
    gaps: Sequence[float | None], text: str, line: ItemLine | None = None, *, verdicts: bool
) -> Content:
    numbers = "".join(f"{points(gap):>5}" for gap in gaps)
    known = line is not None and line.by is not None
    by = signed(line.by) if line is not None and known else ""
    verdict = _verdict(line.verdict) if line is not None and known else Content(" " * _VERDICT)
    return Content.assemble(
        "  ",
        (heights(gaps), "$primary"),
        f"{numbers}  {by:>6}  ",
        verdict if verdicts else "",
        (one_line(text), "" if line is not None else "bold"),
    )


def trend_heads(number: int) -> str:
    """Return the heading of the lines of a trend."""
    places = "".join(f"{place:>5}" for place in range(1, number + 1))
    return f"  {' ' * number}{places}  change"


def index_line(indices: tuple[IndexScore, IndexScore], by: float | None) -> Content:
    """Return the one number: the gap index then and now."""
    then, now = (points(index.value) for index in indices)
    return Content.assemble(
        ("Gap index ", "bold"), (f"{then} → {now}", "bold $primary"), (f"   {signed(by)}", "bold")
    )
