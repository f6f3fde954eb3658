"""A comparison, and a trend, as blocks for any format."""

from collections.abc import Callable, Iterable

from valueworkshop.core.compare import comparison_picture
from valueworkshop.core.compare.comparison_words import (
    METHOD,
    NAMELESS,
    WORTH,
    index_in_words,
    last_time,
    late_since,
    named,
    people_in_words,
    people_of_trend,
    verdict_in_short,
    worth_in_words,
)
from valueworkshop.core.compare.groups_compared import groups_then_and_now
from valueworkshop.core.compare.trends import Trend
from valueworkshop.core.compare.two_workshops import Change, Comparison
from valueworkshop.core.handout.worth_the_time import worth_of
from valueworkshop.core.scoring.gap_points import points, sign, signed
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.agreed.model import Action
from valueworkshop.core.stages.votes.words import mean, spread_in_short
from valueworkshop.core.summary.gap_summary import Gap

_NONE = "–"


def comparison(found: Comparison) -> list[Block]:
    """Return two workshops side by side."""
    blocks: list[Block] = [
        Heading("Compared" if found.related else "Side by side", 1),
        Bullets((f"Then: {named(found.then)}", f"Now: {named(found.now)}")),
        Paragraph(" ".join(index_in_words(found))),
        Paragraph(people_in_words(found.people)),
    ]
    if not found.changes:
        blocks.append(Paragraph("Both asked no item in the same words."))
    else:
        blocks += [Heading("Item by item"), _table(found.changes, related=found.related)]
        if rows := comparison_picture.dumbbells(found.changes):
            blocks += [Chart((*rows, comparison_picture.KEY))]
    if told := last_time(found):
        blocks += [Heading("Actions of last time", 3), Paragraph(told)]
        if late := late_since(found):
            blocks.append(Bullets(tuple(_late(action) for _, action in late)))
    if said := worth_in_words(found.then, found.now):
        blocks.append(Paragraph(said))
    blocks += _groups(found)
    for title, texts in (
        ("Asked now, not then", [item.text for item in found.added]),
        ("Asked then, not now", [item.text for item in found.removed]),
        ("Asked in other words", [f"{old.text} → {new.text}" for old, new in found.reworded]),
    ):
        if texts:
            blocks += [Heading(title, 3), Bullets(tuple(texts))]
    return [*blocks, Paragraph(METHOD)]


def _groups(found: Comparison) -> list[Block]:
    """Return the groups of notes, with how many each held; nothing if neither has any."""
    rows = tuple(
        (
            group.name,
            group.question,
            *(_NONE if n is None else str(n) for n in (group.then, group.now)),
        )
        for group in groups_then_and_now(found.then, found.now)
    )
    if not rows:
        return []
    header = ("Group", "Question", "Notes then", "Notes now")
    return [Heading("Groups of notes", 3), Table(header, rows, numeric=frozenset({2, 3}))]


def _worth(sessions: Iterable[Session], heads: Iterable[str]) -> list[Block]:
    """Return what each room said about its time, and how many said it; nothing if none did."""
    said = [worth_of(session) for session in sessions]
    if not any(said):
        return []
    numbers = tuple(each.number if each else _NONE for each in said)
    counted = tuple(each.counted if each else _NONE for each in said)
    rows = (("Of 5", *numbers), ("From", *counted))
    return [Table((WORTH, *heads), rows), Paragraph(NAMELESS)]


def _late(action: Action) -> str:
    due = f", due {action.due.isoformat()}" if action.due else ""
    return f"Late: {action.title} ({action.owner or 'no owner'}{due})"


def _table(changes: Iterable[Change], *, related: bool) -> Table:
    header = ("Item", "Needed", "Today", "Gap", "Change", "Verdict", "Agreement", "Evidence")
    rows = tuple(
        (
            f"{sign(change.now.score.signed if change.now else None)} {change.item.text}".strip(),
            *(_both(change, how) for how in (_needed, _today, _gap)),
            signed(change.by),
            verdict_in_short(change.verdict),
            *(_both(change, how) for how in (_agreement, _evidence)),
        )
        for change in changes
    )
    table = Table(header, rows, numeric=frozenset({1, 2, 3, 4}))
    return table if related else _without(table, "Change", "Verdict")


def _without(table: Table, *names: str) -> Table:
    """Return a table without these columns: of what is not related there is no change."""
    kept = [place for place, name in enumerate(table.header) if name not in names]
    return Table(
        tuple(table.header[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
        numeric=frozenset(new for new, old in enumerate(kept) if old in table.numeric),
    )


def _both(change: Change, how: Callable[[Gap], str]) -> str:
    """Return something of an item then and now: '4.2 → 4.5', or once if it is the same."""
    then, now = (how(gap) if gap else _NONE for gap in (change.then, change.now))
    return then if then == now else f"{then} → {now}"


def _needed(gap: Gap) -> str:
    return mean(gap.score.needed)


def _today(gap: Gap) -> str:
    return mean(gap.score.today)


def _gap(gap: Gap) -> str:
    return points(gap.score.signed)


def _agreement(gap: Gap) -> str:
    """Return how far people agree on today."""
    return spread_in_short(gap.score.today)


def _evidence(gap: Gap) -> str:
    return gap.evidence.grade.value


def _of_items(table: Table, found: Trend) -> Table:
    return table if found.related else _without(table, "Change", "Verdict")


def trend(found: Trend) -> list[Block]:
    """Return several workshops, one per column."""
    heads = tuple(str(place) for place in range(1, len(found.sessions) + 1))
    numeric = frozenset(range(1, len(heads) + 2))
    blocks: list[Block] = [
        Heading("Trend" if found.related else "Side by side", 1),
        Bullets(
            tuple(
                f"{place}: {named(session)}"
                for place, session in enumerate(found.sessions, start=1)
            )
        ),
        Paragraph(people_of_trend(found)),
        Table(
            ("Gap, 0 to 100", *heads),
            (
                ("Gap index", *(points(index.value) for index in found.index)),
                *(
                    (f"{line.letter} {line.title}".strip(), *(points(gap) for gap in line.gaps))
                    for line in found.stages
                ),
            ),
            numeric=numeric,
        ),
    ]
    if changed := [line.title for line in found.stages if not line.same_items]:
        names = ", ".join(changed)
        blocks.append(Paragraph(f"The items were not the same each time in: {names}."))
    if found.items:
        rows = tuple(
            (
                line.item.text,
                *(points(gap.score.signed if gap else None) for gap in line.gaps),
                signed(line.by),
                verdict_in_short(line.verdict),
            )
            for line in found.items
        )
        blocks += [
            Heading("Item by item"),
            _of_items(Table(("Item", *heads, "Change", "Verdict"), rows, numeric=numeric), found),
            Chart(comparison_picture.columns(found.items)),
        ]
    return [*blocks, *_worth(found.sessions, heads), Paragraph(METHOD)]
