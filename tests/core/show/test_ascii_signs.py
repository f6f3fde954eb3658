"""Plain signs: each of ours has one of one cell; what people wrote stays."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import valueworkshop
from valueworkshop.core.show.ascii_signs import PLAIN, Written, plain

SOURCE = Path(valueworkshop.__file__).parent
FOR_FILES = {"exports", "survey", "files", "phones"}
"""What these know of characters is for files and browsers, not for a terminal."""


def test_every_sign_in_the_source_has_a_plain_one() -> None:
    files = [p for p in SOURCE.rglob("*.py") if p.relative_to(SOURCE).parts[0] not in FOR_FILES]
    used = {c for path in files for c in path.read_text(encoding="utf-8") if not c.isascii()}
    assert {"●", "▼", "…"} < used
    letters = {c for c in used if unicodedata.category(c).startswith("L")}
    assert not used - set(PLAIN) - letters


def test_a_plain_sign_is_one_cell_of_ascii() -> None:
    assert all(len(sign) == len(to) == 1 and to.isascii() for sign, to in PLAIN.items())


@pytest.mark.parametrize(
    ("line", "said", "drawn"),
    [
        ("  ▼▼ 25   ● today", (), "  vv 25   * today"),
        (" 7–18 September  – ", ("seen 7–18 September",), " 7–18 September  - "),
        ("“Too slow” … 2 more", ("“Too slow”",), "“Too slow” ~ 2 more"),
        ("cheap – fas…", ("cheap – fast",), "cheap – fas~"),
        ("cheap –", ("cheap – fast",), "cheap –"),
        ("■■□ ▸ 東京 · é", (), "##- > 東京 . é"),
    ],
)
def test_signs_are_drawn_plainly_unless_somebody_wrote_them(
    line: str, said: tuple[str, ...], drawn: str
) -> None:
    assert plain(line, Written(said)) == drawn


SIGNED = st.text(st.sampled_from(["a", "b", " ", "ö", *list(PLAIN)[::9]]), min_size=2)


@given(SIGNED)
def test_nothing_moves_and_what_is_plain_stays(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
    assert not set(plain(text)) & set(PLAIN)


@given(SIGNED.filter(lambda text: len(text.split()) == 1 and len(text.strip()) > 1))
def test_a_text_somebody_wrote_stays_wherever_it_is_drawn(text: str) -> None:
    assert plain(f"● {text} ●", Written({"note": text}))[2:-2] == text


def test_large_digits_can_be_read_without_lines_to_draw_them() -> None:
    twenty = ("╺━┓┏━┓", "┏━┛┃ ┃", "┗━╸┗━┛")
    assert [plain(line) for line in twenty] == ["--++-+", "+-+| |", "+--+-+"]
