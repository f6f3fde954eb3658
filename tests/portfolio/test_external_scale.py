"""Many workshops: every figure again in plain Python, for as many as a group may have."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from test_five_questions import TODAY, asked, tables_in

from made_tables import workshops, write
from recomputed import Tables, differences, differences_in_pieces
from valueworkshop.portfolio.table_schema import TABLES

pytestmark = pytest.mark.external

PIECE = 2_000
"""Workshops held at once: whole teams, of four each."""


def in_pieces(number: int) -> Iterator[Tables]:
    """Yield the rows that `write` puts into files, without the files."""
    made = workshops(number)
    while piece := list(islice(made, PIECE)):
        yield {
            table.name: [
                dict(zip(table.types, row, strict=True))
                for _, rows in piece
                for row in rows[table.name]
            ]
            for table in TABLES
        }


@pytest.mark.parametrize("number", [1_000, 10_000, 100_000])
def test_every_figure_comes_out_again_in_plain_python(tmp_path: Path, number: int) -> None:
    write(tmp_path, number, "parquet")
    found = asked(tmp_path)
    assert sum(row["workshops"] for row in found["taking_part"]) == number
    assert differences_in_pieces(found, in_pieces(number), TODAY) == []


def test_they_come_out_of_the_rows_in_the_files_too(tmp_path: Path) -> None:
    write(tmp_path, 10_000, "parquet")
    assert differences(asked(tmp_path), tables_in(tmp_path, "parquet"), TODAY) == []
