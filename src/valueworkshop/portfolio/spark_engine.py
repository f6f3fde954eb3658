"""Spark, for tables that outgrow one machine: the same tables, the same questions."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.files.text.problems import FileProblem, Problem
from valueworkshop.portfolio.five_questions import Record
from valueworkshop.portfolio.table_forms import CSV
from valueworkshop.portfolio.table_schema import TABLES, VOTES, YEAR, Table
from valueworkshop.portfolio.tables_there import There, is_address, there_at

_HADOOP: Final = {"s3": "s3a"}
"""What Spark calls the scheme of an address, where it differs."""

_UNREAD: Final = "cannot be read as tables"
_JAVA: Final = "which needs Java 17 or later"
_NO_STORE: Final = r"No FileSystem for scheme|FileSystem not found"


class SparkEngine:
    """Answers SQL on the tables that are there. Raises ImportError without its extra."""

    def __init__(self, where: str) -> None:
        """Open tables by the path of their folder or its address, as 's3://bucket/tables'.

        The session is the one that there is, or one on this machine: `spark-submit` and the
        settings of Spark say where it runs. Raises FileProblem if there are no tables.
        """
        from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415

        there = there_at(where)
        self._where, self._errors = where, (PySparkException, Py4JError)
        self._ours = SparkSession.getActiveSession() is None
        try:
            builder = SparkSession.builder.appName("valueworkshop portfolio")
            self._spark: Any = builder.getOrCreate()
        except self._errors as error:
            raise self._problem(f"Spark does not start, {_JAVA}", error) from error
        try:
            for table in (*TABLES, VOTES):
                if table is not VOTES or there.files[table.name]:
                    self._frame(table, there, where).createOrReplaceTempView(table.name)
        except self._errors as error:
            self.close()
            raise self._problem(_UNREAD, error) from error

    def _frame(self, table: Table, there: There, where: str) -> Any:
        types = {**table.types, YEAR.name: YEAR.type.value}
        schema = ", ".join(f"`{name}` {kind}" for name, kind in types.items())
        if not there.files[table.name]:
            return self._spark.createDataFrame([], schema)
        reader = self._spark.read.schema(schema)
        root = f"{_address(where)}/{table.name}"
        if there.form == CSV:
            return reader.csv(root, header=True, quote='"', escape='"')
        return reader.parquet(root)

    def ask(self, sql: str) -> Sequence[Record]:
        """Return the rows of a query, each by the names of its columns."""
        try:
            return [row.asDict() for row in self._spark.sql(sql).collect()]
        except self._errors as error:
            raise self._problem(_UNREAD, error) from error

    def _problem(self, said: str, error: Exception) -> FileProblem:
        """Return what a user is told; Java's list of calls is left out."""
        text = str(error).partition("\n: ")[2] or str(error)
        reason = one_line(text.strip().partition("\n")[0])
        if re.search(_NO_STORE, reason):
            reason = f"Spark has no library for this store, such as hadoop-aws for S3 ({reason})"
        problem = Problem(file=one_line(self._where), message=f"{said}: {reason}")
        return FileProblem([problem])

    def close(self) -> None:
        """Stop Spark, if nobody had started it before."""
        if self._ours:
            self._spark.stop()


def _address(where: str) -> str:
    """Return a path or an address as Spark reads it, without a stroke at its end."""
    if not is_address(where):
        return Path(where).resolve().as_uri()
    scheme, _, rest = where.rstrip("/").partition("://")
    return f"{_HADOOP.get(scheme, scheme)}://{rest}"
