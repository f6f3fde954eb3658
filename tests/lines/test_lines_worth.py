"""Was it worth the time, in line mode: typed unseen, shown by an empty line, asked again."""

from pathlib import Path

from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.close.model import answers


def test_each_types_a_number_unseen_and_an_empty_line_shows_them(folder: Path) -> None:
    path = with_people(new_file(folder))
    text = " ".join(talked(path, ["/go close", *[""] * 4, "4", "6", "5 2", "", ""]).split())
    assert "Was this session worth the time?" in text
    assert "1 no, 2 hardly, 3 partly, 4 yes, 5 fully." in text
    assert "1 of 4 has answered." in text
    assert "Not kept: type a number from 1 to 5" in text
    assert "3 of 4 have answered." in text
    before, _, after = text.partition("3 of 4 have answered.")
    assert "on average" not in before
    assert "1 gave 2, 1 gave 4, 1 gave 5; 3.7 of 5 on average; 3 of 4 answered." in after
    assert sorted(answers(saved(path), "close").ballots.values()) == [2, 4, 5]


def test_it_can_be_asked_again(folder: Path) -> None:
    path = new_file(folder)
    lines = ["/go close", *[""] * 4, "1", "", "/again", "", "5", "4", "/again", "3", "", ""]
    text = talked(path, lines)
    assert text.count("All answers are gone; everybody answers again.") == 2
    assert list(answers(saved(path), "close").ballots.values()) == [3]
