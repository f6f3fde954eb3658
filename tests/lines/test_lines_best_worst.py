"""Line mode: picking what matters most and least, in private, by cards and by hands."""

from pathlib import Path

import pytest

from picked_weights import STAGE, with_picks
from typed_lines import new_file, saved, talked, with_people
from valueworkshop.core.stages.votes.model import LEAST, MOST, NEITHER, WEIGHT, Abstained, asks
from valueworkshop.core.stages.votes.model import answers as votes
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.files.text import session_file


@pytest.fixture
def path(folder: Path) -> Path:
    path = with_people(new_file(folder))
    path.write_bytes(session_file.dumps(with_picks(saved(path))))
    return path


def items(path: Path) -> list[str]:
    return list(asks(saved(path), STAGE).items)


def weights(path: Path, voter: str) -> dict[str, object]:
    return dict(votes(saved(path), STAGE).rounds["1"].ballots[voter].answers.get(WEIGHT, {}))


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_each_types_the_numbers_of_items_in_private(path: Path) -> None:
    first = ["", "53" * 6, "", "2", "2", "9", "6 3 4", ""]
    second = ["", "53" * 6, "", "1 2 3 4", "again", "d", ""]
    typed = ["/go B", "/method private", "pass", *first, *second, "stop"]
    hidden = on_one_line(talked(path, typed))
    assert "Pick the one that matters most to the customers you have in mind" in hidden
    assert "Not kept: that item is picked already." in hidden
    assert "Not kept: type a number from 1 to 6, d or -." in hidden
    assert "Votes in: 2 of 4." in hidden
    assert "picked it as" not in hidden
    one, two, three, four, five, six = items(path)
    assert weights(path, "v1") == {
        one: NEITHER,
        two: MOST,
        three: MOST,
        four: LEAST,
        five: NEITHER,
        six: LEAST,
    }
    assert weights(path, "v2") == dict.fromkeys(items(path), Abstained.DONT_KNOW)
    seen = on_one_line(talked(path, ["/go B", "reveal"]))
    assert "none of 1 picked it as mattering most" in seen
    assert scores(saved(path), STAGE)[two].weight == 1.0


def test_cards_say_most_least_or_neither(path: Path) -> None:
    asked = ["/go B", "5555", "3333", "2", "5135", "reveal"]
    text = on_one_line(talked(path, asked))
    assert "each notes the most important one and the least important, then the same" in text
    assert "Type 1 matters least, 3 neither, 5 matters most, d don't know" in text
    assert "Not kept: you can only answer with 1 3 5 d - ." in text
    assert "2 of 4 picked it as mattering most, 1 as mattering least: weight 0.62" in text


def test_nobody_gets_a_pick_too_many(path: Path) -> None:
    voted = [["5" * 4, "3" * 4, "5555", "reveal", ""] for _ in range(3)]
    text = on_one_line(talked(path, ["/go B", *voted[0], *voted[1], *voted[2]]))
    assert "Not kept: nobody picks so many items the same way." in text
    assert sum(given == MOST for given in weights(path, "v1").values()) == 2


def test_hands_are_counted_for_least_neither_and_most(path: Path) -> None:
    counted = ["0 0 0 0 4", "0 0 4", "1 0 3", "reveal"]
    text = on_one_line(talked(path, ["/go B", "/method hands", *counted]))
    assert "Type how many hands go up for least, neither, most, don't know" in text
    assert "3 of 4 picked it as mattering most, 1 as mattering least: weight 0.75" in text
