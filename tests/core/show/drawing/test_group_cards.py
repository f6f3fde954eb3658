"""Groups of notes in cells: columns where there is room, an outline where there is not."""

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.show.drawing.group_cards import HEAD, aloud, drawn, group_cards, in_rows
from valueworkshop.core.show.stage_figures import NoteCard, NoteGroups

BOARD = NoteGroups(
    title="Groups",
    cards=(
        NoteCard(name="Speed", notes=("They ring back", "Ten days, always"), dots="4 dots"),
        NoteCard(name="Price", notes=()),
        NoteCard(name="Not in a group", notes=("日本語のとても長いメモ",), is_left_over=True),
    ),
)


def text(width: int) -> str:
    return "\n".join(group_cards(BOARD, width, 0).letters())


def test_columns_stand_beside_each_other() -> None:
    first = text(96).splitlines()[0]
    assert all(name in first for name in ("Speed", "Price", "Not in a group"))
    assert "4 dots · 2" in text(96)
    assert "no notes" in text(96)


def test_an_outline_has_a_note_a_line_below_its_group() -> None:
    lines = [line.rstrip() for line in text(60).splitlines()]
    assert lines[:4] == [
        "  Speed (4 dots)",
        "    · They ring back",
        "    · Ten days, always",
        "  Price (0)",
    ]


def test_cursor_and_marks() -> None:
    for width in (60, 96):
        found = drawn(BOARD, width, at=(0, 1), marked={(0, 0)})
        rows = list(found.canvas.letters())
        left, top, _, _ = found.spots[0, 1]
        assert "▸" in rows[top][left : left + 4]
        assert sum(row.count("■") for row in rows) == 1
        assert (
            sum(row.count("▸") for row in drawn(BOARD, width, at=(1, HEAD)).canvas.letters()) == 1
        )


def test_in_letters_and_aloud() -> None:
    assert list(in_rows(BOARD))[:2] == ["Speed (4 dots)", "  · They ring back"]
    assert list(aloud(BOARD))[:2] == ["Speed, 4 dots: 2 notes.", "They ring back"]


@given(
    st.lists(st.lists(st.text("ab 日\n", min_size=1, max_size=60), max_size=4), max_size=7),
    st.integers(40, 150),
)
def test_every_letter_of_every_note_is_there_in_any_width(
    notes: list[list[str]], width: int
) -> None:
    cards = tuple(NoteCard(name=f"G{n}", notes=tuple(each)) for n, each in enumerate(notes))
    found = drawn(NoteGroups(title="", cards=cards), width)
    seen = "".join(found.canvas.letters())
    for sign in "ab日":
        assert seen.count(sign) == sum(note.count(sign) for each in notes for note in each) + (
            sum(card.notes == () for card in cards) * "no notes".count(sign) if width >= 76 else 0
        )
    assert len(found.spots) == sum(len(each) + 1 for each in notes)
