import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage_examples import NASTY
from valueworkshop.core.session.spot import Spot
from valueworkshop.files.safe.typed_pieces import (
    LONG,
    Lines,
    Piece,
    pieces_of,
    readable,
    unknown_to,
)

SPOT, OTHER = Spot("guiding", "expectations"), Spot("frame", "offer")


def typed(texts: list[str], spot: Spot = SPOT) -> bytes:
    """Return the lines of a field that shows these texts one after the other."""
    lines = Lines("s1")
    return b"".join(lines.line(spot, text) for text in texts)


def stood(data: bytes) -> list[str]:
    return [piece.text for piece in pieces_of(data, "s1")[0]]


def checked(said: object) -> bytes:
    payload = json.dumps(said).encode()
    return b"%08x %s\n" % (zlib.crc32(payload), payload)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=[]), max_size=900)))
def test_the_last_text_of_a_field_is_read_back(texts: list[str]) -> None:
    """1, 61: whatever it is made of."""
    last = texts[-1] if texts else ""
    assert stood(typed(texts)) == ([last] if last else [])


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_are_read_back(text: str) -> None:
    """61"""
    long = "x" * LONG
    assert stood(typed([text])) == [text]
    assert stood(typed([long + text, text + long + text])) == [text + long + text]


def test_a_long_note_is_not_written_anew_at_each_key() -> None:
    note = "word " * 2_000
    data = typed([note[:end] for end in range(1, len(note))])
    assert stood(data) == [note[:-1]]
    assert len(data) < 1_000 * len(note)  # whole each time it would be 5,000 × as long
    one_more = Lines("s1")
    one_more.line(SPOT, note)
    assert len(one_more.line(SPOT, note + "x")) < 200
    assert len(one_more.line(SPOT, note[:50] + "in the middle" + note[50:] + "x")) < 200


def test_the_same_again_is_not_written() -> None:
    lines = Lines("s1")
    assert lines.line(SPOT, "") == b""
    assert lines.line(SPOT, "a") != b""
    assert lines.line(SPOT, "a") == b""
    assert lines.standing == {SPOT: "a"}
    assert lines.line(SPOT, "") != b""
    assert lines.line(SPOT, "") == b""
    assert lines.standing == {}


def test_fields_stand_beside_each_other() -> None:
    lines = Lines("s1")
    data = lines.line(SPOT, "a") + lines.line(OTHER, "b") + lines.line(SPOT, "ab")
    assert pieces_of(data, "s1") == ([Piece(SPOT, "ab"), Piece(OTHER, "b")], 0)
    assert pieces_of(lines.whole(), "s1")[0] == [Piece(SPOT, "ab"), Piece(OTHER, "b")]
    data += lines.line(SPOT, "")
    assert pieces_of(data, "s1") == ([Piece(OTHER, "b")], 0)


def test_lines_of_another_session_are_not_taken() -> None:
    assert pieces_of(typed(["a"]), "s2") == ([], 1)


# 15: damage


@given(st.data())
def test_cut_anywhere_an_earlier_text_is_read(data: st.DataObject) -> None:
    texts = ["x" * LONG + "y" * n for n in range(1, 20)]
    whole = typed(texts)
    cut = data.draw(st.integers(0, len(whole)))
    assert stood(whole[:cut]) in [[], *([text] for text in texts)]
    assert stood(whole[:cut] + b"\0" * (len(whole) - cut)) in [[], *([text] for text in texts)]


@given(st.binary(max_size=60), st.data())
def test_damaged_anywhere_nothing_made_up_is_read(noise: bytes, data: st.DataObject) -> None:
    texts = ["x" * LONG + "y" * n for n in range(1, 8)]
    whole = typed(texts)
    at = data.draw(st.integers(0, len(whole)))
    found = stood(whole[:at] + noise + whole[at + len(noise) :])
    assert found in [[], *([text] for text in texts)]


def test_a_change_of_a_line_that_is_missing_is_not_made() -> None:
    texts = ["x" * LONG + "y" * n for n in range(1, 5)]
    lines = typed(texts).splitlines(keepends=True)
    data = lines[0] + lines[1] + lines[3]
    assert pieces_of(data, "s1") == ([Piece(SPOT, texts[1])], 1)


@pytest.mark.parametrize(
    "said",
    [
        [],
        None,
        5,
        {},
        {"n": 1, "id": "s1", "stage": "a", "at": "b", "field": "c", "text": 5},
        {"n": True, "id": "s1", "stage": "a", "at": "b", "field": "c", "text": "x"},
        {"n": 1, "id": "s1", "stage": "a", "at": "b", "field": "c", "text": "x", "on": 0},
        {**dict.fromkeys(("id", "stage", "at", "field", "text"), "s1"), "n": 1, "on": 0, "head": 5,
         "tail": 0},
        {**dict.fromkeys(("id", "stage", "at", "field", "text"), "s1"), "n": 1, "on": 0, "head": 0,
         "tail": -1},
    ],
)  # fmt: skip
def test_a_sound_line_of_another_shape_is_left_out(said: object) -> None:
    data = checked(said) + typed(["sound"])
    assert pieces_of(data, "s1") == ([Piece(SPOT, "sound")], 1)


def test_deep_json_ends_nothing() -> None:
    payload = b"[" * 100_000
    assert pieces_of(b"%08x %s\n" % (zlib.crc32(payload), payload), "s1") == ([], 1)


# What is shown


def test_what_the_session_holds_is_not_lost() -> None:
    pieces = [Piece(SPOT, "kept\n"), Piece(SPOT, "half a th"), Piece(OTHER, "  ")]
    assert unknown_to([" kept", "half a thought"], pieces) == [Piece(SPOT, "half a th")]


def test_pieces_as_a_text() -> None:
    pieces = [Piece(SPOT, "one"), Piece(Spot("o", "", "due"), "two")]
    assert readable(pieces) == "guiding / expectations\n\none\n\no / due\n\ntwo\n"
