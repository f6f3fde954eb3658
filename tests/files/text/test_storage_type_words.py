import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

import pytest

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.model import Answer, Method, Round
from valueworkshop.files.text.problems import Keys
from valueworkshop.files.text.type_words import must_be


@pytest.mark.parametrize(
    ("shape", "keys", "said"),
    [
        (Answer, (), 'must be 1 to 5, "don\'t know" or "skipped"'),
        (Method, (), 'must be "room", "cards", "hands" or "private"'),
        (Literal[1, 3], (), "must be 1 or 3"),
        (Literal["a", "b"], (), 'must be "a" or "b"'),
        (dt.date | None, (), "must be a date, as in 2026-11-22"),
        (Session, ("date",), "must be a date, as in 2026-11-22"),
        (Session, ("people", "p1", "order"), "must be a whole number"),
        (Session, ("people", "p1"), "must be a table"),
        (Round, ("items", 7), "must be text"),
        (Round, ("hands", "f", "i", "g", "one"), "must be a whole number"),
        (tuple[int, str], (), "must be a list of 2"),
        (tuple[int, str], (1,), "must be text"),
        (tuple[int, str], (2,), "does not fit here"),
        (Mapping[str, bool], ("x",), "must be true or false"),
        (Session, ("gone",), "does not fit here"),
        (str, ("gone",), "does not fit here"),
    ],
)
def test_says_what_a_value_must_be(shape: Any, keys: Keys, said: str) -> None:
    assert must_be(shape, keys) == said
