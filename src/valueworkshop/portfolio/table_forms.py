"""How a part of a table is written and read: as CSV by ourselves, as Parquet by DuckDB."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from valueworkshop.exports.csv import guarded
from valueworkshop.portfolio.table_schema import Cell, Row, Table, Type

CSV: Final = "csv"
PARQUET: Final = "parquet"
FORMS: Final = (PARQUET, CSV)

_SPOOL: Final = ".spool.csv"


class Form(Protocol):
    """A form of tables. Both give back exactly the rows that they were given."""

    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        """Write a part as a new file, or over an old one."""

    def read(self, path: Path, table: Table) -> list[Row]:
        """Return the rows of a part. Raises OSError or ValueError."""


def form_of(name: str) -> Form:
    """Return the form with one of the names of `FORMS`. Raises ImportError without its extra."""
    return CsvForm() if name == CSV else ParquetForm()


class CsvForm:
    """A comma between cells, every text in quotes, nothing for null, a row of names first.

    No cell begins a formula: an apostrophe comes before one that would.
    """

    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        """Write a part as a new file, or over an old one."""
        _write(path, table, rows, lambda text: str(guarded(text)))

    def read(self, path: Path, table: Table) -> list[Row]:
        """Return the rows of a part. Raises OSError or ValueError."""
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            if next(lines, None) != list(table.types):
                raise ValueError
            kinds = [_READ[column.type] for column in table.columns]
            return [
                tuple(kind(cell) if cell else None for kind, cell in zip(kinds, line, strict=True))
                for line in lines
            ]


class ParquetForm:
    """Parquet, compressed with zstd."""

    def __init__(self) -> None:
        """Open DuckDB in memory. Raises ImportError where it is not installed."""
        import duckdb  # noqa: PLC0415 - an extra

        self._duckdb: Any = duckdb
        self._connection: Any = duckdb.connect(config={"threads": 2})

    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        """Write a part as a new file, or over an old one."""
        spool = path.with_name(path.name + _SPOOL)
        _write(spool, table, rows, str)
        self._connection.execute(
            f"COPY (SELECT * FROM {csv_read([spool], table)}) TO {quoted(str(path))} "  # noqa: S608
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        spool.unlink()

    def read(self, path: Path, table: Table) -> list[Row]:
        """Return the rows of a part. Raises OSError or ValueError."""
        columns = ", ".join(f'"{name}"' for name in table.types)
        read = f"SELECT {columns} FROM read_parquet({quoted(str(path))})"  # noqa: S608
        try:
            found: list[Row] = self._connection.execute(read).fetchall()
        except self._duckdb.Error as error:
            raise ValueError from error
        return found


def csv_read(paths: Iterable[Path | str], table: Table) -> str:
    """Return how DuckDB reads parts in CSV, with the types of the table."""
    types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in table.types.items())
    files = ", ".join(quoted(str(path)) for path in paths)
    return (
        f"read_csv([{files}], columns = {{{types}}}, header = true, auto_detect = false, "
        "delim = ',', quote = '\"', escape = '\"', nullstr = '', new_line = '\\n')"
    )


def quoted(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def _write(path: Path, table: Table, rows: Iterable[Row], told: Callable[[str], str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(table.types) + "\n")
        for row in rows:
            file.write(",".join(_written(cell, told) for cell in row) + "\n")


def _written(cell: Cell, told: Callable[[str], str]) -> str:
    match cell:
        case None:
            return ""
        case str():
            return '"' + told(cell).replace('"', '""') + '"'
        case bool():
            return "true" if cell else "false"
        case dt.date():
            return cell.isoformat()
        case _:
            return repr(cell)


_READ: Final[Mapping[Type, Callable[[str], Cell]]] = {
    Type.TEXT: str,
    Type.WHOLE: int,
    Type.NUMBER: float,
    Type.TRUTH: {"true": True, "false": False}.__getitem__,
    Type.DAY: dt.date.fromisoformat,
}
