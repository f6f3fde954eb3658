"""Tables at an address: read by DuckDB as those in a folder are, and what is said if it fails."""

from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result
from test_five_questions import TODAY, tables_in

from made_tables import write
from recomputed import differences
from valueworkshop.cli import cli
from valueworkshop.portfolio.five_questions import answers
from valueworkshop.portfolio.portfolio_run import engine_at
from valueworkshop.portfolio.table_forms import FORMS


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["portfolio", *args])


@pytest.mark.parametrize("form", FORMS)
def test_tables_in_a_store_say_what_those_in_a_folder_say(tmp_path: Path, form: str) -> None:
    write(tmp_path, 40, form)
    store = fsspec.filesystem("memory")
    address = f"memory://bucket-{form}/tables"
    store.put(f"{tmp_path}/", address, recursive=True)
    engine = engine_at(address)
    found = answers(engine, TODAY)
    engine.close()
    assert differences(found, tables_in(tmp_path, form), TODAY) == []


def test_an_address_without_tables_says_so() -> None:
    result = run("--tables", "memory://nowhere/tables")
    assert result.exit_code == 4
    assert "memory://nowhere/tables: holds no tables" in result.stderr


def test_an_address_of_an_unknown_kind_is_one_clear_line() -> None:
    result = run("--tables", "what://is/this")
    assert result.exit_code == 3
    assert "what://is/this: cannot be listed" in result.stderr


def test_tables_that_are_none_are_named(tmp_path: Path) -> None:
    write(tmp_path, 4, "parquet")
    (part,) = (tmp_path / "items").glob("year=2023/*")
    part.write_bytes(b"PAR1 of a stranger PAR1")
    result = run("--tables", str(tmp_path))
    assert result.exit_code == 3
    assert "cannot be read as tables" in result.stderr
