"""At 120×40 no text is cut beside free cells, no cursor hides a figure, and each card fits."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from cards import cards_that_fit
from cursor_rows import hidden_figures
from cut_texts import cut_texts
from elsewhere import EVERYWHERE, OUTSIDE, go_outside, outside
from places import SPOTS, Spot, opened, stand

SIZE = (120, 40)

STILL_CUT: set[str] = set()
"""Places with a cut text beside free cells. The list only gets shorter: take out what is mended."""

PARTS = 4
"""Each part of the places starts the app once."""


class Ragged(App[None]):
    """What both checks are for."""

    CSS = """
    #ends { width: 12; text-wrap: nowrap; text-overflow: ellipsis; }
    #whole { width: 40; height: 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static("words that go on and on", id="ends")
        yield Static("words that go on and on", id="whole")
        yield Static("words\nbelow", id="low", classes="low")
        yield OptionList("[red]●━━○[/] one", "[red]●━━○[/] two")

    def get_css_variables(self) -> dict[str, str]:
        given = super().get_css_variables()
        return given | dict.fromkeys(("tint", "band", "line", "track"), given["surface"])


async def test_what_is_cut_or_hidden_is_found() -> None:
    app = Ragged()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not cut_texts(pilot)  # twelve cells are all that this text has
        app.query_one("#low").styles.height = 1
        await pilot.pause()
        assert [text for text in cut_texts(pilot) if "1 of 2 lines" in text]
        assert len(await hidden_figures(pilot)) == 2


def parts() -> list[list[Spot]]:
    """The places in the workshops, in parts of about the same size."""
    return [EVERYWHERE[part::PARTS] for part in range(PARTS)]


async def looked_at(pilot: Pilot[Any], name: str, cut: dict[str, list[str]]) -> list[str]:
    """Note what is cut at a place; return what the cursor hides there."""
    if found := cut_texts(pilot):
        cut[name] = found
    return [f"{name}: {each}" for each in await hidden_figures(pilot)]


def judge(names: list[str], cut: dict[str, list[str]], hidden: list[str]) -> None:
    known = STILL_CUT & set(names)
    assert {name: found for name, found in cut.items() if name not in known} == {}
    assert known <= set(cut), "mended: take it out of STILL_CUT"
    assert hidden == []


@pytest.mark.long
@pytest.mark.parametrize("spots", parts(), ids=lambda spots: spots[0].name)
async def test_a_place_uses_its_room(folder: Path, spots: list[Spot]) -> None:
    cut: dict[str, list[str]] = {}
    hidden: list[str] = []
    cards = 0
    async with opened(spots[0], folder, SIZE) as pilot:
        for spot in spots:
            await stand(pilot, spot)
            if spot in SPOTS:
                cards += cards_that_fit(pilot, spot.name)
            hidden += await looked_at(pilot, spot.name, cut)
    assert cards >= 2
    judge([spot.name for spot in spots], cut, hidden)


async def test_what_opens_from_the_library_uses_its_room(folder: Path) -> None:
    cut: dict[str, list[str]] = {}
    hidden: list[str] = []
    for number, place in enumerate(OUTSIDE):
        async with outside(folder / str(number), SIZE, empty=place.empty) as pilot:
            await go_outside(pilot, place)
            hidden += await looked_at(pilot, place.name, cut)
    judge([place.name for place in OUTSIDE], cut, hidden)
