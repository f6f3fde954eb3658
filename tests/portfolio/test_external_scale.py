"""Many workshops: every figure again in plain Python, for as many as a group may have."""

from pathlib import Path

import pytest
from test_five_questions import TODAY, asked, tables_in

from made_tables import write
from recomputed import differences

pytestmark = pytest.mark.external


@pytest.mark.parametrize("number", [1_000, 10_000, 100_000])
def test_every_figure_comes_out_again_in_plain_python(tmp_path: Path, number: int) -> None:
    write(tmp_path, number, "parquet")
    found = asked(tmp_path)
    assert sum(row["workshops"] for row in found["taking_part"]) == number
    assert differences(found, tables_in(tmp_path, "parquet"), TODAY) == []
