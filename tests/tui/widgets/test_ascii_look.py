"""The look in ASCII: every cell that is ours, at every stage of a sample with every lens."""

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Paste
from textual.pilot import Pilot

from running import running, save_as, screen_text, session_of, settled, to_library, workshop_of
from valueworkshop.core.session.session import Place
from valueworkshop.core.show.ascii_signs import plain
from valueworkshop.core.show.drawing.block_numerals import small_numerals
from valueworkshop.core.stages import KINDS
from valueworkshop.files.home.settings import Settings
from valueworkshop.files.shared.view_follower import Follower
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.preferences import Preferences
from valueworkshop.tui.app.watch_app import WatchApp
from valueworkshop.tui.stages.votes.view import VotesView
from valueworkshop.tui.widgets.ascii_filter import PlainSigns
from valueworkshop.tui.widgets.rows import Rows

SAMPLES = Path(__file__).parents[3] / "sessions"

EVERY_PLACE = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Every place, which takes long; else the first of every sixth stage."""


PLAINLY = Settings(ascii=True)


def ascii_sample(folder: Path) -> Path:
    """A sample whose every text is ASCII, so that all else on screen is ours."""
    text = (SAMPLES / "office-coffee.toml").read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFKD", text)
    path = folder / "office-coffee.toml"
    path.write_bytes(apart.encode("ascii", "ignore"))
    return path


async def see(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and look at every cell."""
    if keys:
        await pilot.press(*keys)
    await settled(pilot)
    seen = screen_text(pilot)
    assert seen.isascii(), [line for line in seen.split("\n") if not line.isascii()]


async def test_every_cell_is_ascii_where_people_wrote_ascii(folder: Path) -> None:
    async with running(ascii_sample(folder), size=(120, 40), look=PLAINLY) as pilot:
        workshop = workshop_of(pilot)
        stages = list(session_of(pilot).kit.stages.items())
        for key, stage in stages if EVERY_PLACE else stages[1::6]:
            places = KINDS[stage.kind].places(session_of(pilot), key) or [""]
            for at in places if EVERY_PLACE else places[:1]:
                workshop.desk.move(Place(stage=key, at=at))
                await see(pilot)
            if isinstance(workshop.view, VotesView):
                for _ in workshop.view.pictures():
                    await see(pilot, "p")
                await see(pilot, "g")
        await see(pilot, "ctrl+g")
        await see(pilot, "escape", "f1")
        await see(pilot, "end")
        await see(pilot, "escape", "ctrl+p")
        await pilot.press("escape")
        if EVERY_PLACE:
            workshop.desk.move(Place(stage="summary"))
            await settled(pilot)
            for key in ("T", "v", "N", "P"):
                await see(pilot, key)
                assert pilot.app.screen is not workshop
                await see(pilot, "escape")
        await pilot.press("escape")
        await to_library(pilot)
        await see(pilot)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        (Place(stage="summary"), "vv"),
        (Place(stage="checklist", at="together"), "vv"),
        (Place(stage="perception", at="decisions"), "-----+"),
        (Place(stage="value", at="ours"), "----+"),
    ],
)
async def test_the_projector_is_ascii_too(folder: Path, place: Place, seen: str) -> None:
    path = ascii_sample(folder)
    session = replace(session_file.read(path).session, place=place)
    follower = Follower(path=save_as(session, folder), state=folder / "state")
    app = WatchApp(follower, Preferences(settings=PLAINLY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.look()
        await see(pilot)
        shown = screen_text(pilot)
        await see(pilot, "down")
        assert seen in shown + screen_text(pilot)


def test_a_large_number_can_be_read_in_ascii() -> None:
    assert [plain(row) for row in small_numerals("27", "steep").letters()] == [
        '""# ""#',
        '#""   #',
        '"""   "',
    ]


def test_a_whole_block_is_no_brighter_than_half_of_one() -> None:
    paper, steep = Style(bgcolor="#121821"), Style(color="#ff8c42", bgcolor="#ff8c42")
    half = Style(color="#ff8c42", bgcolor="#121821")
    line = [Segment(" ", paper), Segment("█", steep), Segment("▀", half)]
    drawn = PlainSigns(lambda: ()).apply(line, Color(0, 0, 0))
    assert [(segment.text, segment.style) for segment in drawn[1:]] == [("#", half), ('"', half)]


async def test_what_people_wrote_stays_as_they_wrote_it(folder: Path) -> None:
    path = folder / "restaurant.toml"
    path.write_bytes((SAMPLES / "restaurant.toml").read_bytes())
    async with running(path, at=("guiding", "outsiders"), size=(120, 40), look=PLAINLY) as pilot:
        quote = "“If I have to look at my watch you have lost me.”"
        seen = screen_text(pilot)
        assert quote in seen
        assert "|> A Questions" in seen
        # While somebody writes it, a text is drawn as it is, whatever is in it.
        await pilot.press("escape")
        rows = pilot.app.screen.query_one("#notes", Rows)
        rows.highlighted = next(
            place for place, row in enumerate(rows.options) if quote in str(row.prompt)
        )
        await pilot.press("enter")
        pilot.app.post_message(Paste("…"))
        await settled(pilot)
        assert "lost me.”…" in screen_text(pilot)
