"""The questions asked of a library, or of tables that are there; and the answers as other forms."""

import datetime as dt
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from valueworkshop.exports.csv import written
from valueworkshop.exports.html_page import render
from valueworkshop.portfolio.five_questions import QUESTIONS, Answers, Engine, answers
from valueworkshop.portfolio.portfolio_report import TITLE, report
from valueworkshop.portfolio.table_forms import PARQUET
from valueworkshop.portfolio.tidy_run import Order, Tell, quietly, tidy

LACKING: Final = "this needs more than is installed: pip install 'valueworkshop[portfolio]'"
NO_WORKSHOP: Final = "There is no workshop to ask about yet."

DUCKDB: Final = "duckdb"
SPARK: Final = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The answers on a day, and which files are not in them."""

    day: dt.date
    found: Answers
    left_out: Sequence[str] = ()


def order_for(folders: Sequence[Path], state: Path) -> Order:
    """Return what keeps the tables of a library in the state folder, to be quick the next time."""
    told = "\n".join(sorted(str(folder.resolve()) for folder in folders))
    name = hashlib.blake2b(os.fsencode(told), digest_size=8).hexdigest()
    return Order(folders=folders, to=state / "portfolio" / name, state=state, form=PARQUET)


def engine_at(where: str, name: str = DUCKDB) -> Engine:
    """Return what answers SQL on tables. Raises ImportError without its extra, or FileProblem."""
    if name == SPARK:
        from valueworkshop.portfolio.spark_engine import SparkEngine  # noqa: PLC0415 - seldom

        return SparkEngine(where)
    from valueworkshop.portfolio.duckdb_engine import DuckDbEngine  # noqa: PLC0415 - one of two

    return DuckDbEngine(where)


def asked(engine: Engine, today: dt.date, left_out: Sequence[str] = ()) -> Portfolio:
    """Ask all questions, and close the engine."""
    try:
        return Portfolio(day=today, found=answers(engine, today), left_out=left_out)
    finally:
        engine.close()


def asked_of(
    folders: Sequence[Path], state: Path, today: dt.date, tell: Tell = quietly
) -> Portfolio | None:
    """Return what the workshops of some folders say; None if there is none.

    Raises ImportError without the extra, OSError or FileProblem if they cannot be read.
    """
    order = order_for(folders, state)
    outcome = tidy(order, tell)
    if not outcome.workshops:
        return None
    return asked(engine_at(str(order.to)), today, outcome.left_out)


def as_values(portfolio: Portfolio) -> dict[str, Any]:
    """Return all answers as values for JSON, unrounded; null where there is none."""
    return {
        "day": portfolio.day.isoformat(),
        "questions": {
            question.key: {
                "title": question.title,
                "about": question.about,
                "parts": {
                    part: [_plain(row) for row in portfolio.found[part]] for part in question.parts
                },
            }
            for question in QUESTIONS
        },
        "left_out": list(portfolio.left_out),
    }


def as_csv(portfolio: Portfolio, part: str) -> str:
    """Return one part as a table for spreadsheets; a part without rows has no columns."""
    rows = [_plain(row) for row in portfolio.found[part]]
    cells = (tuple("" if cell is None else _cell(cell) for cell in row.values()) for row in rows)
    return written(rows[0].keys() if rows else (), cells)


def _cell(value: Any) -> str | int:
    return value if isinstance(value, int) else str(value)


def as_page(portfolio: Portfolio) -> str:
    """Return the report as one HTML page."""
    blocks = report(portfolio.found, portfolio.left_out)
    return render(blocks, TITLE, f"As of {portfolio.day.isoformat()}")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in row.items()
    }
