"""DuckDB in this process, over tidy tables in a folder or an object store."""

from collections.abc import Sequence
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.text.problems import FileProblem, Problem
from valueworkshop.portfolio.five_questions import Record
from valueworkshop.portfolio.table_forms import CSV, csv_read, quoted
from valueworkshop.portfolio.table_schema import TABLES, VOTES, YEAR, Table
from valueworkshop.portfolio.tables_there import There, there_at

_FEW: Final = 30
"""So few files are read by one thread: several add up in another order each time, and a mean then
differs in its last digit."""


class DuckDbEngine:
    """Answers SQL on the tables that are there. Raises ImportError without its extra."""

    def __init__(self, where: str) -> None:
        """Open tables by the path of their folder or its address, as 's3://bucket/tables'.

        Raises FileProblem if there are none.
        """
        import duckdb  # noqa: PLC0415 - an extra

        self._where, self._error = where, duckdb.Error
        there = there_at(where)
        few = sum(map(len, there.files.values())) <= _FEW
        self._connection: Any = duckdb.connect(config={"threads": 1} if few else {})
        if there.files_of is not None:
            self._connection.register_filesystem(there.files_of)
        for table in (*TABLES, VOTES):
            if table is not VOTES or there.files[table.name]:
                self._run(_view(table, there))

    def ask(self, sql: str) -> Sequence[Record]:
        """Return the rows of a query, each by the names of its columns."""
        found = self._run(sql)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _run(self, sql: str) -> Any:
        try:
            return self._connection.execute(sql)
        except self._error as error:
            message = f"cannot be read as tables: {one_line(str(error))}"
            raise FileProblem([Problem(file=one_line(self._where), message=message)]) from error

    def close(self) -> None:
        """Let go of the memory and the files."""
        self._connection.close()


def _view(table: Table, there: There) -> str:
    """Return what makes a view of a table with the year of its path; an empty one of no file."""
    names = [f'"{name}"' for name in (*table.types, YEAR.name)]
    files = there.files[table.name]
    if not files:
        types = {**table.types, YEAR.name: YEAR.type.value}
        empty = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in types.items())
        return f"CREATE VIEW {table.name} AS SELECT {empty} WHERE false"
    if there.form == CSV:
        read = csv_read(files, table)
    else:
        read = f"read_parquet([{', '.join(map(quoted, files))}])"
    years = f"hive_partitioning = true, hive_types = {{'{YEAR.name}': {YEAR.type.value}}}"
    read = f"{read[:-1]}, {years})"
    return f"CREATE VIEW {table.name} AS SELECT {', '.join(names)} FROM {read}"  # noqa: S608
