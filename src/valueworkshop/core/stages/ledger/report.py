"""The ledger in a report: net for each segment, the pictures, every line, then the answers."""

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Chart, Heading, Paragraph, Table
from valueworkshop.core.stages.ledger.model import Side, answers_of
from valueworkshop.core.stages.ledger.picture import bars, value_map
from valueworkshop.core.stages.ledger.score import Entry, Ledger, ledger
from valueworkshop.core.stages.ledger.words import HOW, also, called, number, said
from valueworkshop.core.stages.votes import report, words

_WIDTH = 76
_NONE = "–"


def section(session: Session, stage: str) -> list[Block]:
    """Return what the ledger says, its pictures and lines, then each revealed line with answers.

    Nothing while no line is the team's own, was revealed or has an amount.
    """
    found = ledger(session, stage)
    untouched = not answers_of(session, stage).items
    if not found.entries or (untouched and all(e.is_missing for e in found.entries.values())):
        return []
    whole = _whole(session, stage, found)
    answered = report.section(session, stage, whole)
    return answered or [Heading(session.stage(stage).title), *whole]


def _whole(session: Session, stage: str, found: Ledger) -> list[Block]:
    blocks: list[Block] = [Bullets(tuple(said(found)))]
    pictures = (bars(found, _WIDTH), value_map(found, _WIDTH))
    blocks += [Chart(tuple(drawn)) for drawn in pictures if drawn]
    if any(entry.revealed for entry in found.entries.values()):
        blocks.append(Paragraph(HOW))
    blocks.append(_table(session, stage, found))
    blocks += [Paragraph(text) for text in also(session, stage)]
    return blocks


def _table(session: Session, stage: str, found: Ledger) -> Table:
    """Return every line; columns in which nothing stands are left out."""
    evidence = answers_of(session, stage).evidence
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
