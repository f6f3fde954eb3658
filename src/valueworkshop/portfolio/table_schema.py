"""What the tidy tables hold: names, types, units, keys. Other programs rely on it.

`SCHEMA` rises when a column means something else or goes; a new column alone does not raise it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

SCHEMA: Final = 1

LONGEST: Final = 1_000
"""Letters of a text at most; a longer one is cut, and ends in '…'."""

Cell: TypeAlias = str | int | float | bool | dt.date | None
Row: TypeAlias = tuple[Cell, ...]


class Type(StrEnum):
    """The type of a column, as SQL calls it: DuckDB and Spark know all of them."""

    TEXT = "STRING"
    WHOLE = "BIGINT"
    NUMBER = "DOUBLE"
    TRUTH = "BOOLEAN"
    DAY = "DATE"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type and what it says. Only a column of the key is never empty."""

    name: str
    type: Type
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table, and the columns that together name a row."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def types(self) -> dict[str, str]:
        """The type of each column in a file, as SQL calls it, in order."""
        return {column.name: column.type.value for column in self.columns}


def _columns(lines: str) -> tuple[Column, ...]:
    """Read 'name TYPE what it says', a line each."""
    found = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, kind, about = line.split(" ", 2)
        found.append(Column(name, Type[kind], about.strip()))
    return tuple(found)


WORKSHOPS: Final = Table(
    "workshops",
    "One row a workshop.",
    ("workshop",),
    _columns("""
        workshop TEXT the id of the workshop
        title TEXT its title
        organisation TEXT whose workshop it was
        offer TEXT what it was about
        team TEXT organisation and offer, as far as there are any, else the title
        team_id TEXT the same for all workshops of a team, however it is spelt
        kit TEXT the id of the kit
        date DAY the day of the workshop
        quarter TEXT its quarter: '2026-Q1'
        follows TEXT the id of the workshop that it follows
        same_people TEXT equal where the same people took part; only your computer can make it
        people WHOLE how many took part
        stages WHOLE stages that ask for something and were not left out
        stages_done WHOLE how many of them are complete
        rated WHOLE items that were rated and revealed
        gap_index NUMBER value gap index, 0 to 100 points, higher is worse
        index_low NUMBER the index with any one person left out: the lowest
        index_high NUMBER and the highest
        index_error NUMBER its standard error in points
        index_evidenced NUMBER the index over what is heard or measured alone
        is_firm TRUTH whether the summary has no doubts about the index
        coverage NUMBER share of the possible answers that were given, 0 to 1
        assumed NUMBER share of the index that is our own guess, 0 to 1
        heard NUMBER share that customers told us
        measured NUMBER share that was measured
    """),
)

ITEMS: Final = Table(
    "items",
    "One row for each item that a workshop rated and revealed, and each question it left open.",
    ("workshop", "kind", "stage", "item"),
    _columns("""
        workshop TEXT the id of the workshop
        kind TEXT 'rated' or 'open question'
        stage TEXT the id of the stage
        item TEXT the id of the item or question in the kit
        item_id TEXT the same wherever the same was asked in the same words
        item_text TEXT the words of the item or question
        scale TEXT what 1 to 5 mean
        method TEXT cards, private, hands or room
        n WHOLE how many gave both answers (without a gap: an answer); room: 1
        k WHOLE how many of them see a shortfall
        s NUMBER S, signed gap in points, -100 to 100: needed minus today
        gap NUMBER G, S or 0, 0 to 100 points
        w NUMBER weight, 0 to 1
        r NUMBER R, priority in points: gap × weight
        se NUMBER standard error of S in points
        agreement NUMBER how far people agree on today, 0 to 1
        evidence TEXT assumed, heard or measured
        next_step TEXT what the item needs next
    """),
)

ACTIONS: Final = Table(
    "actions",
    "One row for each action in a workshop's plan, or decided on there.",
    ("workshop", "stage", "action"),
    _columns("""
        workshop TEXT the id of the workshop
        stage TEXT the id of the stage
        action TEXT the id of the action; it keeps it in later workshops
        title TEXT what is to be done
        function TEXT who does it, as a function
        has_owner TRUTH whether it has an owner; names are never here
        status TEXT not started, under way, done or dropped, as this workshop says
        is_open TRUTH whether it is still to be done
        since DAY the day of the workshop that first agreed it
        due DAY when it is due
        days WHOLE done: days from the first workshop to the later one that found it done
    """),
)

VOTES: Final = Table(
    "votes",
    "One row for each revealed answer; only on request.",
    ("workshop", "stage", "round", "item", "facet", "voter", "group_name", "answer"),
    _columns("""
        workshop TEXT the id of the workshop
        stage TEXT the id of the stage
        item TEXT the id of the item
        item_id TEXT as in items
        facet TEXT what was asked about the item: needed, today, weight, …
        round WHOLE 1, and 2 for a second vote
        method TEXT cards, hands or room
        voter TEXT a number that is the same in one round of a stage and means nothing elsewhere
        group_name TEXT the group, where three or more answered in it and in the rest
        answer TEXT 1 to 5, or words
        points WHOLE the answer if it is a number
        times WHOLE how often it was given
    """),
)

_MAY_LACK: Final = {"voter", "group_name"}
"""Columns of a key that may be null: hands belong to no voter."""

TABLES: Final = (WORKSHOPS, ITEMS, ACTIONS)
"""The tables that are always written."""

YEAR: Final = Column("year", Type.WHOLE, "the year of the workshop, in the path only")

NO_YEAR: Final = "__HIVE_DEFAULT_PARTITION__"
"""The folder of workshops without a day: programs that read such folders take it for no year."""


def published() -> Mapping[str, Any]:
    """Return the schema as values for JSON: what `schema tidy` prints, and what lies beside."""
    return {
        "schema": SCHEMA,
        "partition": {"name": YEAR.name, "type": YEAR.type.value, "about": YEAR.about},
        "null": "an empty text is null; so is a number that nobody gave, never 0",
        "text": f"NFC, one line, at most {LONGEST} letters",
        "tables": {
            table.name: {
                "about": table.about,
                "key": list(table.key),
                "columns": [
                    {
                        "name": column.name,
                        "type": column.type.value,
                        "null": column.name not in table.key or column.name in _MAY_LACK,
                        "about": column.about,
                    }
                    for column in table.columns
                ],
            }
            for table in (*TABLES, VOTES)
        },
    }
