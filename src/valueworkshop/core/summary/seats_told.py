"""Two seats told: as a figure for screens, as tables for reports, as sentences to read aloud."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Chart, Heading, Paragraph, Table
from valueworkshop.core.show.card_figures import OURS, THEIRS, SeatLine, SeatPair, Seats
from valueworkshop.core.summary.two_seats import (
    NONE,
    RULE,
    Line,
    Pair,
    counted,
    stage_of,
    two_seats,
)

TITLE: Final = "Two seats"

_NOTHING: Final = "–"


def figure(session: Session) -> Seats | None:
    """Return both seats as a figure, None if there is too little to compare.

    It says how a line goes with the other seat and not why: that may name somebody.
    """
    found = two_seats(session)
    if not found:
        return None
    pairs = tuple(
        SeatPair(
            ours_title=pair.title,
            ours=tuple(_line(session, line) for line in pair.ours),
            theirs_title=pair.their_title,
            theirs=tuple(_line(session, line) for line in pair.theirs),
        )
        for pair in found
    )
    return Seats(title=TITLE, pairs=pairs, note=counted(found))


def _line(session: Session, line: Line) -> SeatLine:
    stage = session.stage(line.key.partition("/")[0])
    return SeatLine(
        text=line.text,
        stage=stage.letter or stage.short or stage.title,
        mark=line.mark.value if line.mark else "",
        sign=line.mark.sign if line.mark else "",
    )


def chart(session: Session) -> list[Chart]:
    """Return the picture of both seats, [] if there is too little to compare."""
    found = figure(session)
    if found is None:
        return []
    return [Chart(tuple(_letters(found)), cells=found)]


def _letters(found: Seats) -> Iterator[str]:
    for pair in found.pairs:
        for title, seat in ((pair.ours_title, pair.ours), (pair.theirs_title, pair.theirs)):
            yield title
            for line in seat:
                yield " ".join(filter(None, (line.sign or "·", line.mark, line.stage, line.text)))


def seats_told(session: Session) -> list[Block]:
    """Return both seats as a table a pair; [] if there is too little to compare."""
    found = two_seats(session)
    if not found:
        return []
    said = f"{OURS} beside {THEIRS[0].lower()}{THEIRS[1:]}: {counted(found)}."
    tables = [_table(session, pair) for pair in found if pair.ours or pair.theirs]
    return [Heading(TITLE), Paragraph(said), *tables, Paragraph(RULE)]


def _table(session: Session, pair: Pair) -> Table:
    rows = tuple(
        (
            ours.text if ours else _NOTHING,
            stage_of(session, ours) if ours else _NOTHING,
            theirs.text if theirs else _NOTHING,
            stage_of(session, theirs) if theirs else _NOTHING,
            theirs.mark.value if theirs and theirs.mark else _NOTHING,
        )
        for ours, theirs in zip_longest(pair.ours, pair.theirs)
    )
    return Table((pair.title, "From", pair.their_title, "From", "Mark"), rows)


def in_sentences(session: Session) -> list[str]:
    """Return both seats line by line, with why each has its mark; or that there is too little."""
    found = two_seats(session)
    if not found:
        return [NONE]
    told = [f"{capital(counted(found))}."]
    for pair in found:
        told += _seat(session, f"{OURS}, {pair.title}", pair.ours)
        told += _seat(session, f"{THEIRS}, {pair.their_title}", pair.theirs)
    return [*told, RULE]


def _seat(session: Session, title: str, lines: Sequence[Line]) -> list[str]:
    told = [f"{title}:" if lines else f"{title}: nothing there yet."]
    for line in lines:
        mark = f" {capital(line.mark.value)}: {line.why}." if line.mark else ""
        text = line.text if line.text.endswith((".", "”")) else f"{line.text}."
        told.append(f"{stage_of(session, line)}: {text}{mark}")
    return told
