"""What customers said, as counts by item, segment and answer; and how their files were read.

We keep no row of a survey, and nobody can be identified: an import holds how many customers gave
each pair of answers, on the scale on which they were asked.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.order import last, ordered
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes import model as votes

EVERYONE = "everyone"
"""The segment of customers whose segment we do not know."""

SEGMENT, STATE, DROP = "segment", "state", "drop"
"""Other things that a column can be: the customers' segment, what says which answers count, or
nothing that we take."""

NEEDED, TODAY = votes.NEEDED, votes.TODAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Whose items customers are asked about: the ids of rating stages, all of them if empty."""

    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How customers were asked about an item: on which scale, with which words.

    A facet that they were not asked about has no words.
    """

    lo: int
    hi: int
    needed: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One imported file.

    `items` and the inner keys of `counts` are 'stage/item'. `counts` says, by segment id and item,
    how many gave each pair of answers: '5,3' needed 5 and today 3, '5,' and ',3' only the one.
    `rows` were in the file, `respondents` of them gave an answer that we took, and we took none of
    the `refused` answers. `digest` recognises the same file when it comes again. `when` is the day
    on which it was imported, `answered` that of the survey, and `evidence` how well an item is
    known that customers answered there: heard, or measured if the team says so.
    """

    source: str
    digest: str = ""
    when: dt.date | None = None
    answered: dt.date | None = None
    evidence: Grade = Grade.HEARD
    rows: int = 0
    respondents: int = 0
    refused: int = 0
    items: Mapping[str, Asked] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What we took a survey column for: 'stage/item:facet', SEGMENT, STATE or DROP.

    `lo` and `hi` are the ends of its scale, both 0 if it has none.
    """

    header: str
    target: str = DROP
    lo: int = 0
    hi: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How files were read so far, for the next one.

    `columns` by the fingerprint of their headers; `labels` are words for numbers, `missing` those
    for no answer, `segments` the words for a segment, with its id, or EVERYONE for none.
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    segments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The imported files, and how they were read."""

    imports: Mapping[str, Import] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    @property
    def in_order(self) -> list[tuple[str, Import]]:
        """The (id, import) pairs in order."""
        return ordered(self.imports)


def asks(session: Session, stage: str) -> Asks:
    """Return what the stage asks."""
    return session.asked(stage, Asks)


def answers(session: Session, stage: str) -> Answers:
    """Return what was imported, empty if nothing was."""
    return session.given(stage, Answers)


def compared(session: Session, stage: str) -> list[str]:
    """Return the ids of the rating stages about whose items customers can be asked, in order."""
    wanted = asks(session, stage).stages
    return [
        key
        for key in votes.voted(session)
        if TODAY in votes.asks(session, key).facets and (not wanted or key in wanted)
    ]


def items_of(session: Session, stage: str) -> dict[str, str]:
    """Return the text of every item about which customers can be asked, by 'stage/item'."""
    return {
        f"{key}/{item}": asked.text
        for key in compared(session, stage)
        for item, asked in votes.asks(session, key).items.items()
    }


def facets_of(session: Session, item: str) -> dict[str, votes.Facet]:
    """Return what customers can be asked about an item: needed and today, or only today."""
    facets = votes.asks(session, item.partition("/")[0]).facets
    return {facet: facets[facet] for facet in (NEEDED, TODAY) if facet in facets}


def surveyed(found: Import) -> dt.date | None:
    """Return the date of a survey: when customers answered, else when it was imported."""
    return found.answered or found.when


def pair_of(pair: str) -> tuple[int | None, int | None]:
    """Return the answers for needed and today in a pair such as '5,3'. Raises ValueError."""
    needed, comma, today = pair.partition(",")
    if not comma or not (needed or today):
        raise ValueError(f"'{pair}' is no pair of answers")
    return int(needed) if needed else None, int(today) if today else None


def words_of(pair: tuple[int | None, int | None]) -> str:
    """Return a pair of answers as a file writes it."""
    return ",".join("" if given is None else str(given) for given in pair)


def same_file(session: Session, stage: str, digest: str) -> Import | None:
    """Return the import of this very file, if there is one."""
    taken = (found for _, found in answers(session, stage).in_order if found.digest == digest)
    return next(taken, None)


def take(
    session: Session,
    stage: str,
    key: str,
    found: Import,
    known: Known,
    *,
    instead: Collection[str] = (),
) -> Session:
    """Import a counted file under the new id `key`, after the others, and keep how it was read.

    It replaces an earlier import of the same file, and the imports `instead`, by their ids: nobody
    counts twice.
    """
    given = answers(session, stage)
    kept = {
        other: taken
        for other, taken in given.imports.items()
        if other not in instead and (not found.digest or taken.digest != found.digest)
    }
    imports = {**kept, key: replace(found, order=last(given.imports))}
    taken = Answers(imports=imports, known=together(given.known, known))
    return session.with_answers(stage, taken)


def remove(session: Session, stage: str, key: str) -> Session:
    """Remove an import. How its file was read stays known."""
    given = answers(session, stage)
    left = {other: found for other, found in given.imports.items() if other != key}
    return session.with_answers(stage, replace(given, imports=left))


def grade(session: Session, stage: str, key: str, evidence: Grade) -> Session:
    """Say how well an item is known that customers answered in an import."""
    given = answers(session, stage)
    graded = replace(given.imports[key], evidence=evidence)
    return session.with_answers(stage, replace(given, imports={**given.imports, key: graded}))


def together(before: Known, after: Known) -> Known:
    """Return both together; if they differ about the same thing, `after` counts."""
    return Known(
        columns={**before.columns, **after.columns},
        labels={**_without(before.labels, after.missing), **after.labels},
        missing=tuple(
            dict.fromkeys(
                [*(word for word in before.missing if word not in after.labels), *after.missing]
            )
        ),
        segments={**before.segments, **after.segments},
    )


def _without(labels: Mapping[str, int], words: Iterable[str]) -> dict[str, int]:
    left = set(words)
    return {label: number for label, number in labels.items() if label not in left}
