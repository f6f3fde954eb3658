"""What docs/safety.md says of the tests is true."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")


def test_every_case_is_there_once_with_a_test_or_marked_open() -> None:
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", PAGE, flags=re.MULTILINE)
    numbers = [int(number) for number, _ in rows]
    assert numbers == list(range(1, 81))
    assert all("::test_" in shown or shown.startswith("open") for _, shown in rows)


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"([\w/]+\.py)::(test_\w+)", PAGE)
    assert len(named) > 60
    for file, test in named:
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {test}(" in text, f"{file} has no {test}"
