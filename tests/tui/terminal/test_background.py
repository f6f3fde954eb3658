"""The terminal's answer about its background, taken out of what people type."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from valueworkshop.tui.terminal import background
from valueworkshop.tui.terminal.background import Answer, Background, Ears

WHITE = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
ANSWERS = (
    (WHITE, True),
    ("\x1b]11;rgb:ffff/ffff/ffff\x07", True),
    ("\x1b]11;rgb:FA/F0/E6\x07", True),
    ("\x1b]11;rgba:eeee/ffff/ffff/ffff\x07", True),
    ("\x1b]11;#fdf6e3\x07", True),
    ("\x1b]11;rgb:0000/0000/0000\x1b\\", False),
    ("\x1b]11;rgb:1/1/2\x07", False),
    ("\x1b]11;rgb:2828/2a2a/3636\x07", False),
)

TYPED = st.lists(st.sampled_from([*"xyzß日 \r\t", "\x1b[A", "\x1b[1;5C", "\x1bOP"]), max_size=6)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(background, "monotonic", made)
    return made


def asked() -> Answer:
    answer = Answer()
    answer.expect()
    return answer


def heard(ears: Ears, *pieces: str) -> list[Message]:
    return [message for piece in pieces for message in ears.feed(piece)]


def keys(messages: Sequence[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


def lights(messages: Sequence[Message]) -> list[bool]:
    return [message.light for message in messages if isinstance(message, Background)]


@pytest.mark.parametrize(("answer", "light"), ANSWERS)
def test_an_answer_says_light_or_dark_in_every_form(answer: str, light: bool) -> None:  # noqa: FBT001
    found = heard(Ears(asked()), "a", answer, "b")
    assert lights(found) == [light]
    assert keys(found) == ["a", "b"]


@given(before=TYPED, after=TYPED, cuts=st.sets(st.integers(1, 60)))
def test_keys_around_an_answer_in_pieces_keep_their_order(
    before: list[str], after: list[str], cuts: set[int]
) -> None:
    text = "".join([*before, WHITE, *after])
    at = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    pieces = [text[one:other] for one, other in pairwise(at)]
    found = heard(Ears(asked()), *pieces)
    assert lights(found) == [True]
    assert keys(found) == keys(heard(Ears(Answer()), "".join([*before, *after])))


@pytest.mark.parametrize("at", range(6, len(WHITE) - 1))
@pytest.mark.parametrize("key", ["x", "\r", "\x1b[A", "\x1bOP", "日"])
def test_a_key_in_the_middle_of_an_answer_goes_through(at: int, key: str) -> None:
    found = heard(Ears(asked()), "q", WHITE[:at], key, WHITE[at:], "z")
    assert lights(found) == [True]
    assert keys(found) == keys(heard(Ears(Answer()), "q", key, "z"))


def test_esc_alone_is_held_only_while_an_answer_may_come(clock: Clock) -> None:
    answer = asked()
    assert answer.taken_out("\x1b") == ""
    assert answer.let_go() == ""
    clock.now += 0.2
    assert answer.let_go() == "\x1b"
    assert answer.taken_out("\x1b[?2026;2$y") == "\x1b[?2026;2$y"  # the next question's answer
    assert answer.taken_out("\x1b") == "\x1b"
    late = asked()
    clock.now += background.PATIENCE
    assert late.taken_out("\x1b") == "\x1b"
    assert Answer().taken_out("\x1b") == "\x1b"


def test_a_late_answer_is_no_typed_text(clock: Clock) -> None:
    answer = asked()
    clock.now += 60
    assert keys(heard(Ears(answer), "a", WHITE, "b")) == ["a", "b"]


def test_half_an_answer_holds_up_nothing_for_long(clock: Clock) -> None:
    answer = asked()
    assert answer.taken_out("a\x1b]11;rgb:ff") == "a"
    assert answer.taken_out("xy") == "xy"
    clock.now += background.PATIENCE
    assert answer.let_go() == ""
    assert answer.taken_out("feed") == "feed"
    assert answer.light is None


@pytest.mark.parametrize("text", ["\x1b]0;title\x07", "\x1b]1", "\x1bx", "\x1b\x1b[A", "\x1b]12;?"])
def test_what_only_begins_like_an_answer_is_passed_on(clock: Clock, text: str) -> None:
    answer = asked()
    passed = answer.taken_out(text)
    clock.now += 0.2
    assert passed + answer.let_go() == text
