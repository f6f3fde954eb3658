"""The ledger on screen: lines written, rated and drawn; amounts, and two columns where they fit."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from keys_on_screen import no_widget_binds_a_key_twice, no_word_is_cut_and_help_is_there
from revealed_votes import revealed
from running import (
    fly,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    with_people,
)
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.ledger.model import (
    ALTERNATIVE,
    Asks,
    ChargedFor,
    Line,
    Sort,
    answers_of,
    lines_of,
)
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.text import session_file

BOOK = "book"
HOSTILE = "[/x] 顧客 [@click=app.quit]👩‍👩‍👧‍👦[/]"


def workshop(*lines: Line) -> Session:
    """A ledger of two people with these lines, l0, l1, …, and a segment with a hostile name."""
    stages = {
        "frame": Stage(kind="frame", title="Frame"),
        BOOK: Stage(kind="ledger", title="Net value ledger", letter="E", asks=Asks()),
    }
    session = Session(id="s", title="Dealers", kit=Kit(id="k", title="K", stages=stages))
    session = replace(session, segments={"d": Segment(name=HOSTILE)})
    session = with_people(session, ("Ada", ""), ("Ben", ""))
    for n, line in enumerate(lines):
        session = put_item(session, BOOK, f"l{n}", line)
    return session


def lines(pilot: Pilot[None]) -> list[Line]:
    """The current lines, benefits first."""
    return [line for _, line in lines_of(session_of(pilot), BOOK)]


LASTS = Line(text="It lasts", kind=Sort.QUALITY)
PRICE = Line(text="The price", kind=Sort.MONEY, amount=900)
WAIT = Line(text="Waiting", kind=Sort.TIME)


async def test_lines_are_asked_for_kind_by_kind_and_then_rated(folder: Path) -> None:
    async with running(save_as(workshop(), folder), at=(BOOK, "")) as pilot:
        assert "nothing on: quality, interface" in screen_text(pilot)
        await pilot.press("down", "enter")
        assert "What is so well made" in screen_text(pilot)
        await type_text(pilot, "lasts")
        await pilot.press("enter", "end", "enter")
        assert "What do they pay, at first and later?" in screen_text(pilot)
        await type_text(pilot, "fee")
        await pilot.press("enter")
        assert [(line.text, line.kind) for line in lines(pilot)] == [
            ("lasts", Sort.QUALITY),
            ("fee", Sort.MONEY),
        ]
        await pilot.press("escape")
        assert "5  they get all they could wish for" in screen_text(pilot)
        await pilot.press(*"5533", "enter")
        assert "They get 100 of 100 with us, 50 elsewhere." in screen_text(pilot)
        await pilot.press("enter", *"2233", "enter")
        assert "It costs them 75 of 100 with us, 50 elsewhere." in screen_text(pilot)
        await pilot.press("p")
        shown = screen_text(pilot)
        assert "Net, ours: all customers" in shown
        assert "they get 100, it costs them 75" in shown
        assert "███ 100" in shown.replace(" ", "").replace("100", " 100")
        assert shown.index("What they get") < shown.index("lasts")
        await pilot.press("p")
        assert "↑ they get · → they give · line: net 0" in screen_text(pilot)
        assert "gap" not in screen_text(pilot)


async def test_the_form_keeps_segment_amount_and_what_is_charged_for(folder: Path) -> None:
    async with running(save_as(workshop(LASTS), folder), at=(BOOK, "l0")) as pilot:
        await pilot.press("i", "a")
        assert "charged for" not in screen_text(pilot)
        await type_text(pilot, "service")
        await pilot.press("tab", "tab", "space", "tab", "m", "tab", "space", "tab")
        await type_text(pilot, "1,5")
        await pilot.press("enter")
        assert "'1,5' is no amount here" in screen_text(pilot)
        await type_text(pilot, "00")
        await pilot.press("tab", "t", "escape")
        found = next(line for line in lines(pilot) if line.kind is Sort.MONEY)
        assert (found.text, found.segment, found.amount) == ("service", "d", 1500)
        assert found.charged_for is ChargedFor.TIME
        assert "for [/x] 顧客" in screen_text(pilot)
        await pilot.press("c")
        await type_text(pilot, "EUR a year")
        await pilot.press("enter", "escape", "n")
        assert "cost, money" in screen_text(pilot)
        assert "1,500 (EUR a year)" in screen_text(pilot)
        assert answers_of(saved_of(pilot), BOOK).unit == "EUR a year"


async def test_an_amount_that_cannot_be_read_is_in_the_way_only_once(folder: Path) -> None:
    async with running(save_as(workshop(PRICE), folder), at=(BOOK, "l0")) as pilot:
        await pilot.press("i", "enter", "shift+tab", "shift+tab")
        await type_text(pilot, "x")
        await pilot.press("enter", "enter")
        assert [line.amount for line in lines(pilot)] == [900]


async def test_what_is_typed_outlives_leaving(folder: Path) -> None:
    path = save_as(workshop(), folder)
    async with running(path, at=(BOOK, "")) as pilot:
        await pilot.press("a")
        await type_text(pilot, "parts")
        await pilot.press("ctrl+q")
    kept = lines_of(session_file.read(path).session, BOOK)
    assert [(line.text, line.kind) for _, line in kept] == [("parts", Sort.BENEFIT)]


async def test_two_columns_where_there_is_room_and_each_moves_by_itself(folder: Path) -> None:
    path = save_as(workshop(LASTS, PRICE, WAIT), folder)
    async with running(path, at=(BOOK, "l0"), size=(120, 40)) as pilot:
        await pilot.press("i")
        row = next(line for line in screen_text(pilot).split("\n") if "What customers get" in line)
        assert "What they give" in row
        await pilot.press("right", "down", "J")
        assert [line.text for line in lines(pilot)] == ["It lasts", "Waiting", "The price"]
        await pilot.press("x")
        assert "Removed." in screen_text(pilot)
        await pilot.press("u", "home", "a")
        await type_text(pilot, "mess")
        await pilot.press("enter")
        assert [line.kind for line in lines(pilot)][-1] is Sort.COST
        await fly(pilot, (80, 24))
        assert "What customers get" in screen_text(pilot)
        assert "  What they give\n" in screen_text(pilot)
        assert "mess" in screen_text(pilot)


async def test_an_amount_has_evidence_without_a_vote_and_the_alternative_can_be_left_out(
    folder: Path,
) -> None:
    async with running(save_as(workshop(PRICE, WAIT), folder), at=(BOOK, "l0")) as pilot:
        assert "elsewhere" in screen_text(pilot)
        await pilot.press("o")
        assert "elsewhere" not in screen_text(pilot)
        assert answers(session_of(pilot), BOOK).left_out == (ALTERNATIVE,)
        await pilot.press("t", "right", "enter")
        assert answers(session_of(pilot), BOOK).evidence["l0"].grade.value == "heard"
        await pilot.press("n", "t")
        assert "Waiting" in screen_text(pilot)
        assert list(answers(session_of(pilot), BOOK).evidence) == ["l0"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_any_text_is_shown_as_it_is_at_every_size(
    folder: Path, size: tuple[int, int]
) -> None:
    odd = Line(text=HOSTILE, kind=Sort.BRAND, segment="d", about=HOSTILE)
    session = revealed(workshop(odd, replace(odd, kind=Sort.TIME)), BOOK, "l0", 4, 2)
    session = revealed(session, BOOK, "l1", 2, 2)
    async with running(save_as(session, folder), at=(BOOK, "l0"), size=size) as pilot:
        for keys in (
            (),
            ("p",),
            ("p",),
            ("p", "i"),
            ("enter",),
            ("escape", "f1"),
        ):
            await pilot.press(*keys)
            assert "[/x] 顧客" in screen_text(pilot)
            assert all(cell_len(line) <= size[0] for line in screen_text(pilot).split("\n"))


async def test_the_keys_of_columns_and_form_are_told_whole(folder: Path) -> None:
    async with running(save_as(workshop(LASTS, WAIT), folder), at=(BOOK, "l0")) as pilot:
        for keys in (("i",), ("a",)):
            await pilot.press(*keys)
            for size in ((60, 20), (120, 40)):
                await fly(pilot, size)
                no_word_is_cut_and_help_is_there(pilot)
            no_widget_binds_a_key_twice(pilot)
