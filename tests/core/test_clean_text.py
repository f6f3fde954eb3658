import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.clean_text import clean, folded, one_line

CONTROLS = [
    *range(0x09),
    *range(0x0B, 0x0D),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
]
OVERRIDES = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
any_text = st.text(
    st.characters() | st.sampled_from("\r\n\x85\u2028\u2029\t\x1b\x9b\x00\u202e\u2066\ud800\udfff")
)


@pytest.mark.parametrize("number", [*CONTROLS, *OVERRIDES])
def test_what_steers_a_terminal_or_reorders_text_is_taken_out(number: int) -> None:
    assert clean(f"a{chr(number)}b") == "ab"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"])
def test_each_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"
    assert clean(f"a{end}{end}b") == "a\n\nb"
    assert one_line(f"a{end}b") == "a b"


@pytest.mark.parametrize("surrogate", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_a_character_is_shown_as_a_replacement(surrogate: int) -> None:
    assert clean(f"a{chr(surrogate)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "kept",
    [
        "tabs\tand\nlines",
        "e\u0301 is not é",
        "👩\u200d👩\u200d👧",
        "שלום \u200fעולם",
        "\ufeff first",
        "[/x] [b `$x` \\",
        "  spaces  ",
        "中文\u3000空白",
    ],
)
def test_everything_else_stays_as_it_was_typed(kept: str) -> None:
    assert clean(kept) == kept


@given(any_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


@given(any_text)
def test_what_is_left_can_be_written_to_a_file(text: str) -> None:
    clean(text).encode()
    assert not set(map(ord, clean(text))) & {*CONTROLS, *OVERRIDES, 0x0D, 0x85, 0x2028, 0x2029}


def test_names_are_compared_without_case_spaces_and_the_coding_of_accents() -> None:
    assert folded("  Café\tOwners ") == folded("cafe\u0301 OWNERS")
    assert folded("Straße") == folded("STRASSE")
    assert folded("cafe") != folded("café")


def test_a_space_that_somebody_chose_stays_in_a_line_and_tells_no_names_apart() -> None:
    assert one_line(" 5\u202f000\u00a0€\n a \t year ") == "5\u202f000\u00a0€ a year"
    assert one_line("客户\u3000价值") == "客户\u3000价值"
    assert folded("5\u202f000\u00a0€") == folded("5 000 €")
