"""The kit `complete`, run from its first stage to its last by the room alone."""

from pathlib import Path

from full_report import report
from running import (
    TODAY,
    app_of,
    appears,
    counted_ids,
    running,
    save_as,
    saved_of,
    session_of,
    type_text,
)
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages import KINDS
from valueworkshop.files.home.new_sessions import new_session

Keys = tuple[str, ...]

WALK: dict[str, tuple[Keys, str]] = {
    "frame": ((), "Which organisation"),
    "perception": (("y", "enter"), "The room's one answer"),
    "guiding": (("text:Hm", "enter"), "Hm"),
    "coffee": ((), "Coffee"),
    "checklist": (("5", "2", "5", "enter"), "gap 75 of 100"),
    "ladder": (("2", "enter", "d", "enter", "4"), "Two rungs to climb"),
    "value": (("4", "3", "4", "2", "enter"), "the room's one rating"),
    "ledger": (("a", "text:Calm", "enter"), "Calm"),
    "components": (("3", "4", "enter"), "Ours is 1.0 step behind the best alternative"),
    "so-far": ((), "Every contact creates value"),
    "lunch": ((), "Lunch"),
    "focus": (("7", "0", "enter", "f"), "30"),
    "terms": (("4", "4", "3", "enter"), "gap 0 of 100"),
    "carriers": (("5", "3", "5", "enter"), "gap 50 of 100"),
    "journey": (("4", "2", "5", "enter"), "gap 50 of 100"),
    "voice": ((), "Customer voice"),
    "drivers": (("a", "text:Care", "enter"), "Care"),
    "break": ((), "Break"),
    "summary": ((), "Every contact creates value"),
    "effort": (("c", "5", "2", "enter"), "On the plane: quick win"),
    "act": (("plus", "text:Ring", "ctrl+n"), "Ring"),
    "close": (("text:So", "ctrl+n"), ""),
}
"""By stage: the keys of a room in a hurry, and what is on screen then."""


async def test_a_room_goes_through_every_stage_and_all_of_it_is_kept(folder: Path) -> None:
    session = new_session("complete", counted_ids("s"), TODAY, "A whole day")
    assert set(WALK) == set(session.kit.stages)
    async with running(save_as(session, folder)) as pilot:
        sitting = app_of(pilot).sitting
        assert sitting is not None
        for stage, plan in session.kit.stages.items():
            places = KINDS[plan.kind].places(session_of(pilot), stage)
            at = session_of(pilot).place
            if at.stage != stage:
                sitting.desk.move(Place(stage=stage, at=next(iter(places), "")))
                await pilot.press()
            keys, shown = WALK[stage]
            for key in keys:
                if key.startswith("text:"):
                    await type_text(pilot, key.removeprefix("text:"))
                else:
                    await pilot.press(key)
            await appears(pilot, shown)  # the top line says less while it says that it saves
        kept = saved_of(pilot)
        text = report(kept)
        for told in ("Hm", "Ring", "Leaders decide", "ours is 1.0 step behind"):
            assert told.casefold() in text.casefold()
