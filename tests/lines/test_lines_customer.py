"""The one real customer in lines: asked in the frame, said at each stage, edited by a command."""

from pathlib import Path

from typed_lines import new_file, saved, talked


def test_it_is_said_at_each_stage_and_edited_anywhere(folder: Path) -> None:
    path = new_file(folder)
    typed = ["/customer", "/customer a buyer; in May; spares, fast", "/go A", "/go B"]
    text = " ".join(talked(path, typed).split())
    assert "Nobody has named a customer to keep in mind." in text
    assert "No names." in text
    assert text.count("Keep in mind: a buyer · in May · spares, fast.") == 2
    assert saved(path).customer.wanted == "spares, fast"
    talked(path, ["/customer -"])
    assert not saved(path).customer.parts
    talked(path, ["/customer a clerk", "/undo"])
    assert not saved(path).customer.parts
