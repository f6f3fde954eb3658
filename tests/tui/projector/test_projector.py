"""The projector's view: in the main window by a key, and in a second terminal that follows."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from made_sessions import RATE, SUM, TERMS, empty, rated
from running import (
    app_of,
    appears,
    fly,
    running,
    save_as,
    screen_text,
    session_of,
    until,
    workshop_of,
)
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.model import Answer
from valueworkshop.files.shared.view_follower import CLOSED, Follower
from valueworkshop.files.text import session_file
from valueworkshop.tui.app.watch_app import WatchApp
from valueworkshop.tui.projector.projection import Projection
from valueworkshop.tui.projector.projector_screen import ProjectorScreen
from valueworkshop.tui.widgets.motion import LASTS


def hidden() -> Session:
    """Two of three have voted on the first item, and it is not revealed."""
    people = {f"p{n}": Person(name=f"Quetzal {n}", voter=f"v{n}", order=n) for n in (1, 2, 3)}
    return rated((5, 1, 4), (5, 2, 3), into=empty(people=people), shown=False)


async def test_on_the_wall_the_answers_fall_into_place_too(folder: Path) -> None:
    passed = [100.0]
    async with running(save_as(hidden(), folder), at=(RATE, "contact")) as pilot:
        await pilot.press("v")
        app_of(pilot).motion = lambda: passed[0]
        await pilot.press("enter")
        await appears(pilot, "needed ─")
        assert "see a shortfall" not in screen_text(pilot)
        motion = pilot.app.screen.query_one(Projection).motion
        passed[0] += LASTS
        motion.step()
        await appears(pilot, "2 of 2 see a shortfall")
        await pilot.press("n", "b")
        assert motion.phase == 1


async def test_v_shows_what_may_be_seen_moves_reveals_and_leads_back(folder: Path) -> None:
    path = save_as(hidden(), folder)
    async with running(path, at=(RATE, "contact"), size=(60, 20)) as pilot:
        await pilot.press("v")
        await appears(pilot, "Every contact helps")
        text = screen_text(pilot)
        assert "votes in" in text
        assert "of 3" in text
        assert "Quetzal" not in text
        assert "●" not in text
        await pilot.press("d", "3", "x", "u")  # nothing is edited from here
        assert session_of(pilot).answers == hidden().answers
        await pilot.press("enter")
        await appears(pilot, "gap, of 100")
        assert is_revealed(session_of(pilot), RATE, "contact")
        assert "2 of 2 see a shortfall" in screen_text(pilot)
        await pilot.press("n")
        await appears(pilot, "We keep promises")
        assert "Enter Reveal" not in screen_text(pilot)  # nobody has voted on it
        await pilot.press("enter")
        assert not is_revealed(session_of(pilot), RATE, "promise")
        await pilot.press("b", "b")  # into another stage, whose view is made behind the projection
        await appears(pilot, "Why us?")
        assert isinstance(pilot.app.screen, ProjectorScreen)
        await pilot.press("v")
        await until(pilot, lambda: pilot.app.screen is workshop_of(pilot), "the workshop")
        await until(pilot, lambda: pilot.app.focused is not None, "the focus")
        assert session_of(pilot).place == Place(stage="ask", at="why")
        assert app_of(pilot).focused in workshop_of(pilot).view.query("*")  # type: ignore[union-attr]


async def test_a_second_terminal_follows_what_is_saved(folder: Path, tmp_path: Path) -> None:
    path = save_as(replace(hidden(), place=Place(stage=RATE, at="contact")), folder)
    app = WatchApp(Follower(path=path, state=tmp_path / "state"))
    async with app.run_test(size=(60, 20)) as pilot:
        await appears(pilot, "votes in")
        assert CLOSED in screen_text(pilot)
        many: list[tuple[Answer | None, ...]] = [(5, 1, 4), (5, 2, 4), (5, 5, 4)]
        gaps = empty()
        for stage, item in (
            (RATE, "contact"),
            (RATE, "promise"),
            (RATE, "renewal"),
            (TERMS, "when"),
            (TERMS, "price"),
        ):
            gaps = rated(*many, item=item, stage=stage, into=gaps)
        session = replace(gaps, place=Place(stage=SUM))
        path.write_bytes(session_file.dumps(session))
        await appears(pilot, "Where we fall short")
        await turned(pilot)
        await fly(pilot, (120, 40))
        theme = app.theme
        await pilot.press("t")
        assert app.theme != theme
        await pilot.press("q")
        assert not app.is_running


async def turned(pilot: Pilot[None]) -> None:
    """Turn to the last page and back: ↓ goes on only if there is more."""
    await fly(pilot, (60, 18))
    projection = pilot.app.screen.query_one(Projection)
    assert "1 of 2" in screen_text(pilot)
    await appears(pilot, "↓ More   q Quit")
    await pilot.press("down")
    assert "2 of 2" in screen_text(pilot)
    await pilot.press("down")
    assert "2 of 2" in screen_text(pilot)
    await pilot.press("up")
    assert "1 of 2" in screen_text(pilot)
    assert projection.page == 0
