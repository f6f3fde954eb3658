"""docs/portfolio.md says what the tables hold, and its queries run as they are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from made_tables import write
from valueworkshop.portfolio.table_schema import TABLES, VOTES, Table

PAGE = Path(__file__).parents[2] / "docs" / "portfolio.md"
BEGIN, END = "<!-- schema -->\n", "<!-- end of schema -->"


def written(table: Table) -> str:
    """Return a table of the columns of one table, those of its key in bold."""
    head = f"### {table.name}\n\n{table.about}\n\n| column | type | |\n|---|---|---|\n"
    return head + "".join(
        f"| {f'**{each.name}**' if each.name in table.key else each.name} "
        f"| {each.type.name.lower()} | {each.about} |\n"
        for each in table.columns
    )


def test_the_page_has_every_column() -> None:
    text = PAGE.read_text(encoding="utf-8")
    told = text.partition(BEGIN)[2].partition(END)[0]
    assert told == "\n".join(written(table) for table in (*TABLES, VOTES))


VIEWS, *QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("made")
    write(folder / "tables", 200, "parquet")
    with duckdb.connect() as connection:
        connection.execute(VIEWS.replace("'tables/", f"'{folder}/tables/"))
        yield connection


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split()[1].strip(","))
def test_a_query_runs_as_it_is_and_finds_something(tables: Any, query: str) -> None:
    found = tables.execute(query)
    names = [column[0] for column in found.description]
    rows = found.fetchall()
    assert rows
    assert len(set(names)) == len(names)
    assert not any(all(cell is None for cell in row) for row in rows)
