"""Offers on screen: rated, compared in pictures, and a lever test that keeps nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from running import fly, running, save_as, saved_of, screen_text, session_of
from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Competitor, Place, Session
from valueworkshop.core.stages.notes.model import DO_NOTHING
from valueworkshop.core.stages.offers.model import OURS, Asks
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Ballot, answers
from valueworkshop.tui.stages.offers.lever_screen import LeverScreen

VALUE = "value"
HOSTILE = "[/x] 顧客 [@click=app.quit]👩‍👩‍👧‍👦[/]"


def workshop(**changes: object) -> Session:
    """A workshop of the value equation, ours and a competitor's offer revealed."""
    stages = {
        "frame": Stage(kind="frame", title="Frame"),
        VALUE: Stage(kind="offers", title="Value equation", letter="D", asks=Asks()),
    }
    session = Session(
        id="s",
        title="Dealers",
        offer="Line 400",
        competitors={"hydra": Competitor(name="Hydra")},
        kit=Kit(id="k", title="K", stages=stages),
    )
    for offer, rating in ((OURS, (4, 3, 4, 2)), ("hydra", (4, 4, 4, 4))):
        for voter in ("v1", "v2"):
            given = {term: {offer: a} for term, a in zip(TERMS, rating, strict=True)}
            session = take_ballot(session, VALUE, "1", voter, Ballot(answers=given))  # type: ignore[arg-type]
        session = reveal(session, VALUE, "1", offer)
    return replace(session, **changes)  # type: ignore[arg-type]


def row_of(shown: str, word: str, *, above: int = 0) -> str:
    """The first row with a word, or one above it."""
    rows = shown.split("\n")
    return rows[next(n for n, row in enumerate(rows) if word in row) - above]


@pytest.fixture
def path(folder: Path) -> Path:
    """That workshop as a file."""
    return save_as(workshop(), folder)


async def test_each_offer_is_rated_on_the_four_terms_doing_nothing_too(path: Path) -> None:
    async with running(path, at=(VALUE, DO_NOTHING)) as pilot:
        assert "Doing nothing" in screen_text(pilot)
        assert "the thing or the work itself?" in screen_text(pilot)
        await pilot.press("2", "1", "4")
        assert "sparing them trouble" in screen_text(pilot)
        await pilot.press("3", "enter")
        assert "Net -25, the room's one rating." in screen_text(pilot)
        assert "Not compared with doing nothing: nobody rated all four terms of both." in " ".join(
            screen_text(pilot).split()
        )
        given = answers(saved_of(pilot), VALUE).rounds["1"].ballots["room"].answers
        assert [given[term][DO_NOTHING] for term in TERMS] == [2, 1, 4, 3]


async def test_pictures_of_what_was_revealed_one_after_the_other(path: Path) -> None:
    async with running(path, at=(VALUE, OURS), size=(80, 40)) as pilot:
        await pilot.press("p")
        shown = screen_text(pilot)
        assert "product 4.0 + service 3.0" in shown
        assert "price 2.0 + hassle 4.0" in shown  # what costs them counts upwards there
        assert "2.0" in row_of(shown, "strongest lever", above=1)
        assert "▼ 2.0" in row_of(shown, "strongest lever", above=1)
        assert "38 behind" in shown
        assert "takes our net from +13 to +25" in shown
        assert "1 not revealed yet" in shown
        assert "Shaun Smith, smith+co" in shown
        assert "doing nothing" not in shown
        await pilot.press("pagedown")
        shown = screen_text(pilot)
        assert "Improve first: little hassle" in shown
        assert "1 offer is not revealed yet." in shown
        await pilot.press("p")
        shown = screen_text(pilot)
        assert "value map" in shown
        assert "B  Hydra" in shown
        assert "Shaun Smith, smith+co" in shown
        await pilot.press("p")
        assert "Line 400" in screen_text(pilot)
        assert "value map" not in screen_text(pilot)


async def test_the_lever_test_shows_at_once_what_a_step_does_and_keeps_nothing(path: Path) -> None:
    async with running(path, at=(VALUE, OURS)) as pilot:
        before = session_of(pilot)
        await pilot.press("l", "down", "down", "down", "plus")
        assert "▸   2.0    3.0  little hassle (+1 step)" in screen_text(pilot)
        assert "-38    -25  25 points behind Hydra" in screen_text(pilot)
        await pilot.press("up", "minus")
        assert "▸   4.0    3.0  fair price (-1 step)" in screen_text(pilot)
        await pilot.press("0")
        assert "-38    -38  38 points behind Hydra" in screen_text(pilot)
        assert "nothing here is saved" in screen_text(pilot)
        await pilot.press("plus", "escape")
        assert not isinstance(pilot.app.screen, LeverScreen)
        assert session_of(pilot) is before


async def test_the_lever_test_waits_for_our_offer(folder: Path) -> None:
    hidden = workshop(revealed={})
    async with running(save_as(hidden, folder), at=(VALUE, OURS)) as pilot:
        await pilot.press("l")
        assert not isinstance(pilot.app.screen, LeverScreen)
        await pilot.press("enter", "enter", "l")  # the first says that answers are missing
        assert isinstance(pilot.app.screen, LeverScreen)
        assert "Hydra" not in screen_text(pilot)


async def test_in_a_small_window_a_long_lever_test_scrolls(folder: Path) -> None:
    session = workshop(competitors={f"c{n:02}": Competitor(name=f"N{n}") for n in range(20)})
    for n in range(20):
        given = {term: {f"c{n:02}": 3} for term in TERMS}
        session = take_ballot(session, VALUE, "1", "v1", Ballot(answers=given))  # type: ignore[arg-type]
        session = reveal(session, VALUE, "1", f"c{n:02}")
    async with running(save_as(session, folder), at=(VALUE, OURS), size=(60, 18)) as pilot:
        await pilot.press("l")
        assert "Shaun Smith, smith+co" not in screen_text(pilot)
        await pilot.press("pagedown", "pagedown")
        assert "Shaun Smith, smith+co" in screen_text(pilot)
        await pilot.press("pageup", "pageup")
        assert "product quality" in screen_text(pilot)


async def test_names_are_shown_as_they_are_at_every_size(folder: Path) -> None:
    odd = workshop(offer=HOSTILE, competitors={"hydra": Competitor(name=HOSTILE)})
    async with running(save_as(odd, folder), at=(VALUE, OURS)) as pilot:
        for size in ((60, 20), (80, 24), (120, 40)):
            await fly(pilot, size)
            for keys in (("p",), ("p",), ("p", "l"), ("escape",)):
                await pilot.press(*keys)
                assert "[/x] 顧客" in screen_text(pilot)


async def test_a_place_of_a_competitor_that_is_gone_shows_none_of_its_votes(folder: Path) -> None:
    gone = workshop(competitors={}, place=Place(stage=VALUE, at="hydra"))
    async with running(save_as(gone, folder)) as pilot:
        assert "Line 400" in screen_text(pilot)
        assert "Hydra" not in screen_text(pilot)
        await pilot.press("question_mark")
        help_text = " ".join(str(static.render()) for static in pilot.app.screen.query("Static"))
        assert "Lexus" in help_text
        assert "Shaun Smith, smith+co" in help_text
        assert "Weight on/off" not in help_text
