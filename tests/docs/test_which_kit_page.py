"""The page that says when to take which kit: every kit that ships, with its minutes."""

import re
from pathlib import Path

from valueworkshop.files.home.kits import load_kit, shipped

PAGE = (Path(__file__).parents[2] / "docs" / "which-kit.md").read_text(encoding="utf-8")


def test_every_kit_has_a_row_with_its_minutes_and_a_section() -> None:
    rows = re.findall(r"^\| .+ \| `([\w-]+)` \| (\d+) \| .+ \|$", PAGE, flags=re.MULTILINE)
    assert sorted((name, int(minutes)) for name, minutes in rows) == [
        (name, load_kit(name).minutes(6)) for name in shipped()
    ]
    assert [int(minutes) for _, minutes in rows] == sorted(int(minutes) for _, minutes in rows)
    assert sorted(re.findall(r"^## `([\w-]+)`", PAGE, flags=re.MULTILINE)) == shipped()
