"""Two people with the same name are called differently, whatever else we know about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.clean_text import folded
from valueworkshop.core.session.people import Person, called, same_names_in_words


def people(*lines: tuple[str, str, str]) -> dict[str, Person]:
    """Return people of (name, group, function), in order."""
    return {
        f"p{n}": Person(name=name, group=group, function=function, order=n)
        for n, (name, group, function) in enumerate(lines)
    }


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ([("Ada", "", ""), ("Ben", "", "")], ["Ada", "Ben"]),
        ([("Ada", "leaders", ""), ("Ada", "sales", "")], ["Ada (leaders)", "Ada (sales)"]),
        ([("Ada", "l", "law"), ("ADA", "l", "tax")], ["Ada (law)", "ADA (tax)"]),
        ([("Ada", "l", ""), ("Ben", "", ""), (" ada", "l", "")], ["Ada (1)", "Ben", " ada (2)"]),
        ([("Ada", "", ""), ("Ada", "l", "")], ["Ada (1)", "Ada (2)"]),
        ([("A", "", ""), ("A", "", ""), ("A (1)", "", "")], ["A (1, 2)", "A (2)", "A (1)"]),
    ],
)
def test_names_are_told_apart_by_group_by_function_else_by_number(
    lines: list[tuple[str, str, str]], names: list[str]
) -> None:
    assert list(called(people(*lines)).values()) == names


@given(st.lists(st.tuples(*[st.sampled_from(["", "A", "a", "A (1)", "A (B)", "B"])] * 3)))
def test_no_two_are_called_alike(lines: list[tuple[str, str, str]]) -> None:
    names = called(people(*lines))
    assert len({folded(name) for name in names.values()}) == len(lines)


def test_one_is_told_who_shares_a_name() -> None:
    (said,) = same_names_in_words(people(("Ada", "l", ""), ("Ben", "", ""), ("Ada", "s", "")))
    assert said.startswith("2 people are called Ada. We call them Ada (l), Ada (s);")
