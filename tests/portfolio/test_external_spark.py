"""The same questions on Spark, row by row beside DuckDB. Spark runs here, on Debian's Java."""

import json
import math
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from test_five_questions import SAMPLES, TODAY, tables_in

import spark_answers
from made_tables import write
from recomputed import differences
from valueworkshop.portfolio.five_questions import PARTS, QUESTIONS, Record, sql_of
from valueworkshop.portfolio.portfolio_run import engine_at
from valueworkshop.portfolio.table_forms import FORMS
from valueworkshop.portfolio.tidy_run import Order, tidy

pytestmark = pytest.mark.external

PAGE: Final = Path(__file__).parents[2] / "docs" / "portfolio.md"
_, *COPIED = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
ASKED: Final = [sql_of(each, part, TODAY) for each in QUESTIONS for part in each.parts]
WHOLE: Final = [
    "SELECT * FROM workshops ORDER BY workshop",
    "SELECT * FROM items ORDER BY workshop, kind, stage, item",
    "SELECT * FROM actions ORDER BY workshop, stage, action",
]
QUERIES: Final = {
    "csv": [*ASKED, *WHOLE],
    "parquet": [*ASKED, *WHOLE, *COPIED],
    "samples": ASKED,
    "address": WHOLE,
}
SPARK: Final = (
    "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 "
    "--conf spark.ui.showConsoleProgress=false pyspark-shell"
)

Told = Mapping[str, Sequence[Sequence[Record]]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Made tables in both forms, and those of the samples."""
    home = tmp_path_factory.mktemp("tables")
    for form in FORMS:
        write(home / form, 200, form)
    order = Order(folders=[SAMPLES], to=home / "samples", state=home / "state", form="parquet")
    tidy(order)
    return {name: home / name for name in (*FORMS, "samples")}


@pytest.fixture(scope="module")
def told(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What Spark answers to each query, by the name of the tables; 'address' are those in CSV."""
    if shutil.which("java") is None:
        pytest.fail("Java is not here: apt-get install default-jre-headless")
    wheres = {name: str(folder) for name, folder in folders.items()}
    wheres["address"] = folders["csv"].as_uri()
    out = tmp_path_factory.mktemp("told") / "rows"
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, spark_answers.__file__, str(out)],
        input=json.dumps([[where, QUERIES[name]] for name, where in wheres.items()]),
        env={**os.environ, "PYTHONPATH": path, "PYSPARK_SUBMIT_ARGS": SPARK},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    rows = pickle.loads(out.read_bytes())  # noqa: S301 - we have just written it
    return dict(zip(wheres, rows, strict=True))


def unlike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return type(one) is not type(other) or bool(one != other)


@pytest.mark.parametrize("name", [*FORMS, "samples", "address"])
def test_spark_says_what_duckdb_says_row_by_row(
    folders: dict[str, Path], told: Told, name: str
) -> None:
    duckdb = engine_at(str(folders.get(name, folders["csv"])))
    for sql, rows in zip(QUERIES[name], told[name], strict=True):
        if sql in COPIED:  # they leave the order of equals open
            continue
        others = duckdb.ask(sql)
        assert len(rows) == len(others), sql
        for row, other in zip(rows, others, strict=True):
            assert list(row) == list(other), sql
            assert not [key for key in row if unlike(row[key], other[key])], (sql, row, other)


@pytest.mark.parametrize("name", FORMS)
def test_every_figure_of_spark_comes_out_again_in_plain_python(
    folders: dict[str, Path], told: Told, name: str
) -> None:
    found = dict(zip(PARTS, told[name], strict=False))
    assert differences(found, tables_in(folders[name], name), TODAY) == []


@pytest.mark.parametrize("at", range(len(COPIED)))
def test_a_query_of_the_page_says_the_same_on_both(
    folders: dict[str, Path], told: Told, at: int
) -> None:
    rows = told["parquet"][at - len(COPIED)]
    assert rows

    def rounded(row: Record) -> str:
        return repr([round(c, 6) if isinstance(c, float) else str(c) for c in row.values()])

    others = engine_at(str(folders["parquet"])).ask(COPIED[at])
    assert sorted(map(rounded, rows)) == sorted(map(rounded, others))
