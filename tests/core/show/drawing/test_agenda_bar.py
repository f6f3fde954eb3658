"""An agenda as a bar: its cells add up, it gets shorter, and no word stands over another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.agenda_bar import Slot, agenda_bar, shape, slot_at
from valueworkshop.core.show.pictures import cell_len

SLOTS = (
    Slot(minutes=10, role="talk", name="Frame", starts="09:00"),
    Slot(minutes=30, role="asked", letter="A", name="Questions", starts="09:10", optional=True),
    Slot(minutes=10, name="Coffee", starts="09:40", optional=True),
    Slot(minutes=20, role="accent", letter="O", name="Choose and act", starts="09:50"),
)


def without(number: int) -> list[Slot]:
    """The stages with one of them left out."""
    slot = SLOTS[number]
    out = Slot(
        minutes=slot.minutes, role=slot.role, letter=slot.letter, name=slot.name, left_out=True
    )
    return [out if n == number else each for n, each in enumerate(SLOTS)]


def test_a_stage_is_as_wide_as_it_takes_time_and_says_so() -> None:
    drawn = agenda_bar(SLOTS, 70, 8, "10:10").letters()
    assert drawn == [
        "09:00     09:10                         09:40     09:50         10:10 ",
        "█████████ █████████████████████████████ ╱ ╱ ╱ ╱ ╱ ███████████████████ ",
        "█████████ █████████████████████████████  ╱ ╱ ╱ ╱  ███████████████████ ",
        "█Frame███ █A█Questions█████████████████ ╱Coffee ╱ █O█Choose█and█act██ ",
        "█10██████ █30██████████████████████████  10╱ ╱ ╱  █20████████████████ ",
        "█████████ █████████████████████████████ ╱ ╱ ╱ ╱ ╱ ███████████████████ ",
        "█████████ ███████████████████████████○█  ╱ ╱ ╱ ○  ███████████████████ ",
        "                                                                      ",
    ]


def test_what_is_left_out_is_a_mark_and_the_bar_gets_shorter_while_the_others_stay() -> None:
    whole, less = shape(SLOTS, 70, 70).letters()[0], shape(without(1), 70, 70).letters()[0]
    assert whole.count("█") - less.count("█") == 29
    assert less == "█████████ ╎ ╱ ╱ ╱ ╱ ╱ ███████████████████".ljust(70)
    drawn = agenda_bar(without(1), 70, 8, "09:40")
    assert "A Questions" in drawn.letters()[-1]
    assert any(run.text.strip() == "A Questions" and run.ink == "muted" for run in drawn.rows()[-1])


def test_the_cursor_shows_where_it_is_without_colour() -> None:
    drawn = agenda_bar(SLOTS, 40, 9, "10:10", 2).letters()
    at = drawn[0].index("▸09:40")
    assert any(row[at : at + 5] == "▔▔▔▔▔" for row in drawn)
    assert any("Coffee" in row for row in drawn)
    assert slot_at(SLOTS, 40, at) == 2
    assert slot_at(SLOTS, 40, 39) == 3
    assert slot_at(SLOTS, 40, 99) is None


def test_a_shape_is_as_long_as_its_share() -> None:
    assert len(shape(SLOTS, 40, 140).letters()[0].strip()) in {19, 20}
    assert shape(SLOTS, 70, 70, gaps=False).letters()[0].count("█") == 60
    assert shape(SLOTS, 40, 0).letters() == [" " * 40]
    assert plain(shape(SLOTS, 20, 70).letters()[0]) == "## ####### /  ##### "


NAMES = st.text("aé日本 -", max_size=12)


@given(
    st.lists(
        st.builds(
            Slot,
            minutes=st.integers(0, 240),
            role=st.sampled_from(["talk", "asked", "accent", ""]),
            letter=st.sampled_from(["", "A", "日"]),
            name=NAMES,
            starts=st.sampled_from(["", "09:00"]),
            optional=st.booleans(),
            left_out=st.booleans(),
        ),
        max_size=40,
    ),
    st.integers(0, 90),
    st.integers(0, 14),
)
def test_it_fills_its_cells_whatever_the_kit(slots: list[Slot], width: int, height: int) -> None:
    at = len(slots) // 2 if slots else None
    rows = agenda_bar(slots, width, height, "10:00", at).letters()
    assert len(rows) == height
    assert all(cell_len(row) == width for row in rows)
    assert cell_len(shape(slots, width, 100).letters()[0]) == width


@pytest.mark.parametrize("width", [0, 1, 5])
def test_no_stages_are_an_empty_bar(width: int) -> None:
    assert agenda_bar([], width, 1).letters() == [" " * width]
