"""Filled ballots of paper in lines: a line of digits for each sheet, one typed anew by number."""

from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import answers


def test_sheets_are_typed_in_order_and_counted(folder: Path) -> None:
    path = with_people(new_file(folder))
    typed = ["/go B", "/sheets", "4" * 10, "9", "4" * 8, "5" * 19, "5" * 18, "33", "stop"]
    text = talked(path, typed)
    assert "Sheet 1 of 4" in text
    assert "8 answers of this sheet are left." in text
    assert "you typed 19 answers, but there are 18" in text
    assert "Sheets in: 2 of 4 printed." in text
    assert "4444" not in text
    assert not saved(path).revealed
    again = talked(path, ["/sheets 1", "1" * 18, "/sheets 7"])
    assert "there are sheets 1 to 4" in again
    assert keyboard_turns.ballots_in(saved(path), "checklist") == (2, 4)
    given = [
        b.answers["needed"] for b in answers(saved(path), "checklist").rounds["1"].ballots.values()
    ]
    assert sorted({next(iter(each.values())) for each in given}) == [1, 3, 5]
