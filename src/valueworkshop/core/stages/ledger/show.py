"""The ledger described: what customers get, what they give for it, and what is left for them."""

from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Sight,
    Table,
)
from valueworkshop.core.show.place import Act, Doable, Doing, Done, Here, Place, Saying
from valueworkshop.core.stages.ledger.figure import map_of_value, sheet
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    Answers,
    Asks,
    Side,
    lines_of,
    prompt,
    say_unit,
    unit_of,
)
from valueworkshop.core.stages.ledger.picture import bars, value_map
from valueworkshop.core.stages.ledger.score import Entry, Ledger, ledger
from valueworkshop.core.stages.ledger.words import (
    HOW,
    also,
    called,
    in_numbers,
    in_points,
    in_words,
    number,
    particulars,
    said,
)
from valueworkshop.core.stages.votes import report, words
from valueworkshop.core.stages.votes import show as votes
from valueworkshop.core.stages.votes.edits import leave_out

Lines: TypeAlias = Here[Asks, Answers]

ITEMS: Final = votes.Items(
    one="line",
    heading="What do customers get, and what do they give for it?",
    hint="One line per benefit and per cost, as customers would say it.",
)

UNIT: Final = Act(
    id="ledger.unit",
    key="c",
    label="Currency",
    command="unit",
    about="say which currency and period amounts are in",
)
LEAVE_OUT: Final = Act(
    id="ledger.alternative",
    key="o",
    label="Alternative on/off",
    command="alternative",
    about="ask for the best alternative, or not",
    hidden=True,
)
ACTS: Final = (UNIT, LEAVE_OUT)

_MONEY: Final = (
    "A line can have an amount instead of a rating. If every line of both sides has an amount, you "
    "get net in money as well."
)
_NO_MAP: Final = "No net yet: rate a line, or give it an amount."
_WIDTH: Final = 76
_NONE: Final = "–"


def place(here: Lines, at: str) -> Place:
    """Return the line at a place: what brings such a line to mind, and how net is made."""
    session, stage = here.session, here.stage
    item = votes.item_at(here, at)
    line = dict(lines_of(session, stage)).get(item)
    asked = prompt(session, stage, line.kind) if line else ""
    about = [asked, HOW, _MONEY, *also(session, stage)]
    found = votes.place(here, at, "\n\n".join(filter(None, about)))
    notes = particulars(session, stage, item) if line else []
    return replace(found, notes=tuple(notes), acts=(unit(here), *_alternative(here)))


def told(here: Lines) -> list[Block]:
    """Return what the ledger means, its pictures and lines, then the answers to revealed lines.

    [] if the team has changed no line, none was revealed and none has an amount.
    """
    found = ledger(here.session, here.stage)
    untouched = not here.given.items
    if not found.entries or (untouched and all(e.is_missing for e in found.entries.values())):
        return []
    blocks: list[Block] = [Bullets(tuple(said(found)))]
    pictures = (bars(found, _WIDTH), value_map(found, _WIDTH))
    blocks += [Chart(tuple(drawn)) for drawn in pictures if drawn]
    if _any_revealed(found):
        blocks.append(Paragraph(HOW))
    blocks.append(_table(here, found))
    blocks += [Paragraph(text) for text in also(here.session, here.stage)]
    answered = report.section(here.session, here.stage, blocks)
    return answered or [Heading(here.title), *blocks]


def told_at(here: Lines, at: str) -> list[Sight]:
    """Return the line at the team's place; once it was revealed, with the whole ledger."""
    item = votes.revealed_at(here, at)
    if not item:
        return votes.told_at(here, at)
    found = ledger(here.session, here.stage)
    whole = Chart((), draw=partial(bars, found), cells=sheet(found))
    own = Paragraph(in_points(found.entries[item]), strong=True)
    return votes.told_at(here, at, [own], [whole])


def pages(here: Lines) -> list[list[Sight]]:
    """Return the bars with what they mean and the answers behind them, and the map of value."""
    found = ledger(here.session, here.stage)
    rests_on = [*([HOW] if _any_revealed(found) else []), *also(here.session, here.stage)]
    figure, of_map = sheet(found), map_of_value(found)
    nets, others = in_numbers(found), in_words(found)
    told = () if figure else nets
    return [
        [
            Chart((), draw=partial(bars, found), words=() if told else nets, cells=figure),
            *map(Paragraph, (*told, *others)),
            *(Paragraph(text, aside=True) for text in rests_on),
            *votes.beside(here.session, here.stage),
        ],
        [Chart((), draw=partial(value_map, found), cells=of_map) if of_map else Paragraph(_NO_MAP)],
    ]


def unit(here: Lines) -> Saying:
    """Return the act that sets the unit of amounts."""

    def say(session: Session, text: str) -> Done:
        session = say_unit(session, here.stage, text)
        return Done(session, f"Amounts are in: {unit_of(session, here.stage)}.")

    about = "One currency and one period for the whole ledger, as in EUR per customer and year."
    return Saying(UNIT, about, "What are the amounts in?", here.given.unit, say)


def _alternative(here: Lines) -> tuple[Doable, ...]:
    """Return the act that leaves out the best alternative, if that is allowed."""
    facet = here.asked.facets.get(ALTERNATIVE)
    if facet is None or not facet.optional:
        return ()

    def leave(session: Session) -> Done:
        out = ALTERNATIVE not in session.given(here.stage, Answers).left_out
        said = "We rate only ours now." if out else "We rate the best alternative as well."
        session = leave_out(session, here.stage, ALTERNATIVE, out=out)
        return Done(session, said)

    return (Doing(LEAVE_OUT, leave),)


def _any_revealed(found: Ledger) -> bool:
    return any(entry.revealed for entry in found.entries.values())


def _table(here: Lines, found: Ledger) -> Table:
    """Return every line, without empty columns."""
    evidence = here.given.evidence
    header = ("", "Kind", "Line", "For", "With us (1-5)", "n", "Elsewhere", "Amount", "Known")
    rows = [
        _row(found, entry, evidence.get(key, Evidence())) for key, entry in found.entries.items()
    ]
    kept = [at for at in range(len(header)) if at < 3 or any(row[at] != _NONE for row in rows)]
    numbers = {"With us (1-5)", "n", "Elsewhere", "Amount"}
    return Table(
        tuple(header[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        numeric=frozenset(place for place, at in enumerate(kept) if header[at] in numbers),
        named_by=2,
    )


def _row(found: Ledger, entry: Entry, evidence: Evidence) -> tuple[str, ...]:
    line = entry.line
    return (
        "get" if line.side is Side.BENEFIT else "give",
        line.kind.in_words,
        line.text,
        called(found, entry.segment) if entry.segment else ("all" if found.several else _NONE),
        words.mean(entry.ours) if entry.ours else _NONE,
        str(entry.ours.n) if entry.ours else _NONE,
        f"{words.mean(entry.other)} (n {entry.other.n})" if entry.other else _NONE,
        _NONE if line.amount is None else f"{number(line.amount)}",
        evidence.in_words,
    )
