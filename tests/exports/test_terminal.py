import re

import pytest
from rich.cells import cell_len

from nasty_texts import BY_HAND
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tasks,
)
from valueworkshop.exports.terminal_text import written


def shown(*blocks: Block, width: int = 80, colour: bool = False) -> str:
    return written(blocks, width, styled=colour).removesuffix("\n")


def test_a_whole_report() -> None:
    text = shown(
        Heading("Acme", 1),
        Paragraph("One\ntwo"),
        Heading("By item", 3),
        Table(("Item", "Gap"), (("When", "54"), ("[b]How[/b]", "7"))),
        Quote("Too late.", source="P1"),
        Bullets(("one", "two")),
        Tasks(((False, "open"), (True, "[x] done"))),
        Chart(("▼▼  54  ██    When",)),
    )
    assert (
        text
        == """\
Acme

One
two

By item
Item         Gap
────────────────
When         54
[b]How[/b]   7

  Too late.
  — P1

- one
- two

[ ] open
[x] [x] done

▼▼  54  ██    When"""
    )


def test_numbers_stand_to_the_right() -> None:
    table = Table(("Item", "Gap"), (("a", "5"), ("b", "100")), numeric=frozenset({1}))
    lines = [line for line in shown(table).splitlines() if line[:1] in {"a", "b"}]
    assert [cell_len(line) for line in lines] == [len("Item   100")] * 2


def test_headings_are_bold_and_no_text_brings_a_colour() -> None:
    text = shown(Heading("H"), Paragraph("[red]x[/red] :smile: \x1b[31my"), colour=True)
    assert "\x1b[1mH" in text
    assert "[red]x[/red] :smile: [31my" in re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "\x1b[31m" not in text


@pytest.mark.parametrize("width", [20, 80])
def test_any_text_is_shown_within_the_width(width: int) -> None:
    for text in BY_HAND:
        blocks: list[Block] = [Heading(text), Paragraph(text), Quote(text, text), Bullets((text,))]
        blocks += [
            Tasks(((True, text),)),
            Table((text, "n"), ((text, "1"), ("x",))),
            Chart((text,)),
        ]
        for line in shown(*blocks, width=width).splitlines():
            assert cell_len(line) <= width, text
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", line), text


def test_a_long_label_wraps_and_nothing_is_cut() -> None:
    text = shown(Chart(("▼▼  54  " + "word " * 30,)), Bullets(("item " * 30,)), width=40)
    assert text.count("word") == text.count("item") == 30


def test_no_blocks_and_empty_blocks_are_shown() -> None:
    assert shown() == ""
    assert shown(Table((), ()), Bullets(()), Quote(""), Chart(())).strip() == ""
