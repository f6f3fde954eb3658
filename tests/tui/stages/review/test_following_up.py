"""A workshop after a workshop: begun in a few keys, and what last time left, decided by one key."""

import shutil
from pathlib import Path

from running import running, screen_text, session_of, settled, type_text, workers_done
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.agreed.promises import Answers, Decision, Outcome, answers
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

SAMPLES = Path(__file__).parents[4] / "sessions"


async def test_a_workshop_is_followed_up_in_a_few_keys_and_what_was_left_is_decided(
    folder: Path,
) -> None:
    shutil.copy(SAMPLES / "bakery-1-winter.toml", folder)
    async with running(folder) as pilot:

        def given() -> Answers:
            return answers(session_of(pilot), "review")

        await pilot.press("home", "f", "y")
        await settled(pilot)
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert session_of(pilot).title == "Bread before seven 2"
        assert "5 to decide" in screen_text(pilot)
        assert "10 months" in screen_text(pilot)
        assert "2026-01-20: agreed, due 2026-03-02" in screen_text(pilot)
        await pilot.press("d", "c", "s", "x", "enter")
        keys = [key for key, _ in given().promises]
        assert "Not dropped: it needs a reason." in screen_text(pilot)
        await pilot.press("x")
        await type_text(pilot, "too dear")
        await pilot.press("enter")
        await settled(pilot)
        decided = [promise.decision for _, promise in given().promises]
        done = [Decision.DONE, Decision.CARRY, Decision.KEEP, Decision.DROP]
        assert decided == [*done, None]
        assert set(agreed(session_of(pilot), "act").actions) == {keys[1], keys[2]}
        await pilot.press("u")
        assert given().actions[keys[3]].decision is None
        await pilot.press("ctrl+y", "end", "d", "enter")
        await settled(pilot)
        assert "Has anybody asked customers since?" in screen_text(pilot)
        await pilot.press("c")
        await type_text(pilot, "They said so")
        await pilot.press("enter", "right", "tab")
        await type_text(pilot, "7 of 9")
        await pilot.press("enter")
        await settled(pilot)
        (_, first), (_, second) = given().assumed
        assert (first.outcome, first.learnt) == (Outcome.CONFIRMED, "They said so")
        known = Evidence(grade=Grade.MEASURED, source="7 of 9")
        item = first.subject.partition("/")[2]
        assert votes.answers(session_of(pilot), "checklist").evidence[item] == known
        await pilot.press("s")
        assert given().assumed[1][1].outcome is Outcome.KEPT
        assert "All settled" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place.stage == "frame"
        assert second.outcome is None
        pilot.app.follow_up()  # type: ignore[attr-defined]
        await workers_done(pilot)
        await settled(pilot)
        assert session_of(pilot).title == "Bread before seven 3"
        assert set(given().actions) == {keys[1], keys[2]}
    assert len(list(folder.glob("*.toml"))) == 3  # noqa: ASYNC240 - a test's
