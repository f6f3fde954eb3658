"""A search never skips a file that has the words because of its letters."""

from dataclasses import replace

import pytest

from made_sessions import ASK, empty
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.files.text.session_file import dumps
from valueworkshop.library.byte_search import FOLDING, may_hold, plain


def with_text(text: str) -> bytes:
    session = replace(empty(), organisation="nobody")
    return dumps(add_note(session, ASK, "n", Note(question="why", text=text)))


def test_all_letters_that_are_compared_as_ascii_are_known() -> None:
    letters = (chr(code) for code in range(128, 0x10000) if not 0xD800 <= code < 0xE000)
    assert "".join(c for c in letters if any(map(str.isascii, plain(c)))) == FOLDING


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("\u212aelvin", "kelvin"),
        ("caf\u0065\u0301", "café"),
        ("ÖLMÜHLE", "ölmühle"),
        ('she said "no"', 'said "no"'),
        ("a\\b", "a\\b"),
        ("a line\n[kit]\nbelow", "below"),
        ("first\n[answers]\nlast", "last"),
        ("tab\there", "here"),
        ("\x1b\u0080odd", "odd"),
        ("'''quoted", "quoted"),
        ('ends with """', "ends"),
    ],
)
def test_what_stands_there_may_be_there(text: str, word: str) -> None:
    assert may_hold(with_text(text), plain(word).split())


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (rb'"caf\u00e9"', "café"),
        (b'"""cus\\\n     tomer"""', "customer"),
        (b"'plain'", "plain"),
    ],
)
def test_escapes_of_toml_are_thought_of(written: bytes, word: str) -> None:
    data = with_text("needle").replace(b'"needle"', written)
    assert may_hold(data, [word])


def test_what_only_the_kit_asks_is_left_out_without_reading_the_file() -> None:
    data = with_text("they ring")
    assert "guiding" in plain(data.decode())
    assert not may_hold(data, ["guiding questions"])
    assert may_hold(data + b"[answers.more]\n", ["guiding questions"])
