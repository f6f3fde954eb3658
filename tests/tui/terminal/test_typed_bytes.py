"""What the terminal sends, as text: whole, in any pieces, and never obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.clean_text import LONGEST, clean
from valueworkshop.tui.terminal.typed_bytes import TypedBytes

BEGIN, END = "\x1b[200~", "\x1b[201~"


def decoded(*pieces: bytes) -> str:
    decoder = TypedBytes()
    return "".join(decoder.decode(piece) for piece in pieces) + decoder.decode(b"", final=True)


def test_keys_pass_as_they_are() -> None:
    assert decoded(b"a\x1b[A\x1b", b"\r", "é漢".encode()) == "a\x1b[A\x1b\ré漢"


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert decoded(b"a\xff\xc3(b") == "a\ufffd\ufffd(b"


def test_a_lone_escape_does_not_wait() -> None:
    assert TypedBytes().decode(b"\x1b") == "\x1b"


def test_a_paste_is_text_with_its_marks() -> None:
    sent = f"x{BEGIN}one\x1b[2Jtwo\x1b]0;t\x07{END}\x1b[A"
    assert decoded(sent.encode()) == f"x{BEGIN}one[2Jtwo]0;t\x07{END}\x1b[A"


@given(st.data(), st.text("ab\x1b[20~1é", max_size=30))
def test_the_pieces_in_which_it_comes_make_no_difference(data: st.DataObject, text: str) -> None:
    text = text.replace(END, "")
    sent = f"k{BEGIN}{text}{END}\x1b[B{BEGIN}{END}".encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    pieces = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert decoded(*pieces) == decoded(sent)


@pytest.mark.parametrize("text", ["", "\x1b", "\x1b[", "\x1b[20", "a\x1b[201"])
def test_half_an_end_is_no_end(text: str) -> None:
    assert decoded(f"{BEGIN}{text}".encode(), END.encode()) == (
        f"{BEGIN}{text}{END}".replace("\x1b", "").replace("[200~", BEGIN).replace("[201~", END)
    )


def in_pieces(data: bytes, size: int = 1 << 16) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("unit", ["x", "\x1b[2J\0", "\0", "\r\n", "漢"])
def test_of_a_paste_that_no_field_takes_enough_is_passed_on_to_refuse_it(unit: str) -> None:
    sent = f"{BEGIN}{unit * 1_500_000}{END}\x1b[B{BEGIN}next{END}".encode()
    before, _, behind = decoded(*in_pieces(sent)).partition(END)
    assert LONGEST < len(clean(before)) < 4 * LONGEST
    assert behind == f"\x1b[B{BEGIN}next{END}"


def test_what_is_left_out_of_a_paste_does_not_make_it_too_long() -> None:
    sent = f"{BEGIN}a{chr(0) * LONGEST}{chr(0x9B) * (LONGEST - 2)}b{END}".encode()
    pasted = decoded(*in_pieces(sent)).removeprefix(BEGIN).removesuffix(END)
    assert clean(pasted) == "ab"
