"""Results are kept by the identity of what they are made from, and only the latest."""

from collections.abc import Callable

from valueworkshop.core.scoring import kept_results as module
from valueworkshop.core.scoring.kept_results import as_before, kept


class Box:
    """A value with an identity."""

    def __init__(self, number: int) -> None:
        self.number = number


def counting() -> tuple[list[int], Callable[[Box, str], str]]:
    made: list[int] = []

    @kept(lambda box, word: (box, word))
    def doubled(box: Box, word: str) -> str:
        made.append(box.number)
        return f"{word}{2 * box.number}"

    return made, doubled


def test_the_same_value_is_worked_out_once() -> None:
    made, doubled = counting()
    box = Box(3)
    assert [doubled(box, "a"), doubled(box, str(b"a", "ascii"))] == ["a6", "a6"]
    assert made == [3]


def test_another_value_is_worked_out_anew_however_alike() -> None:
    made, doubled = counting()
    assert {doubled(Box(3), "a") for _ in range(50)} == {"a6"}
    assert made == [3] * 50
    box = Box(1)
    assert [doubled(box, word) for word in "ab"] == ["a2", "b2"]


def test_only_the_latest_are_kept() -> None:
    made, doubled = counting()
    boxes = [Box(number) for number in range(module._MOST + 1)]  # noqa: SLF001 - how many
    for box in boxes:
        doubled(box, "")
    doubled(boxes[-1], "")
    assert len(made) == len(boxes)
    doubled(boxes[0], "")
    assert made[-1] == 0


def test_what_came_out_the_same_is_the_very_same_as_before() -> None:
    first, second, third = [1, 2], [1, 2], [1, 3]
    assert as_before(("a test",), first) is first
    assert as_before(("a test",), second) is first
    assert as_before(("another",), second) is second
    assert as_before(("a test",), third) is third
    assert as_before(("a test",), (1, 3)) == (1, 3)
