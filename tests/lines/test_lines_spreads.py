"""Points over disciplines in lines: as dots, in private, and a second time."""

from pathlib import Path

from running import save_as, with_people
from typed_lines import saved, talked
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.allocation.model import Spread, answers
from valueworkshop.core.stages.allocation.score import allocation


def made(folder: Path) -> Path:
    kit = Kit(id="k", title="K", stages={"focus": Stage(kind="allocation", title="Disciplines")})
    session = with_people(Session(id="s", title="Focus", kit=kit), ("Ada", ""), ("Ben", ""))
    return save_as(session, folder)


def shares(path: Path, spread: Spread) -> list[int]:
    found = allocation(saved(path), "focus", spread).shares
    return [round(100 * share) for share in found.values()]


def test_dots_are_typed_as_digits_and_never_repeated(folder: Path) -> None:
    path = made(folder)
    text = talked(path, ["/method dots", "532", "77", "8 2 0", "reveal"])
    assert "but we need 4" in text
    assert "532" not in text
    assert shares(path, Spread.TODAY) == [65, 25, 10, 0]


def test_the_keyboard_goes_round_for_all_spreads_and_points_are_spread_again(folder: Path) -> None:
    path = made(folder)
    ada = ["", "5311", "1 6 2", "0"]
    ben = ["", "1234", "19", "0 10 0 0", "4 0 0 6"]
    hidden = talked(path, ["/method private", "pass", *ada, *ben])
    assert "Hand the keyboard to Ben." in hidden
    assert "Hand the keyboard back to the facilitator." in hidden
    assert "Votes in: 2 of 2." in hidden
    assert not saved(path).revealed
    assert not any(told in hidden for told in ("5311", "1234", "top two"))
    shown = talked(path, ["reveal", "/revote", "/calloff", "/revote", "pass", "", "7 3", "skip"])
    assert "2 people: the top two get" in " ".join(shown.split())
    assert "A new vote, starting blank" in shown
    given = answers(saved(path), "focus")
    assert given.again == {"today": 2}
    assert shares(path, Spread.RECOGNISED) == [5, 80, 10, 5]


def test_who_gave_all_points_gives_a_spread_anew(folder: Path) -> None:
    path = made(folder)
    ada = ["", "5311", "1 6 2", "0"]
    typed = ["/method private", "pass", *ada, "stop", "pass Ada", "", "", "0 0 10", "", "stop"]
    assert "You gave all your points." in talked(path, typed)
    (ballot,) = answers(saved(path), "focus").ballots.values()
    assert sorted(ballot["today"].values()) == [10, 10, 30, 50]
    assert max(ballot["recognised"].values()) == 100
