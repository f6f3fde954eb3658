"""Cases 65 and 69: every cell of every stage, with markup and addresses in all fields."""

import os
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from hostile_sessions import TEXT, fields_of_text, fields_with, hand_made, workshop
from payloads import MARKUP
from running import app_of, close_forms, running, screen_text, session_of, settled
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS

SHORT_FIRST = sorted(("".join(text.split()) for text in MARKUP.values()), key=len)
STRANGE = "".join(SHORT_FIRST)
"""All markup as one word, so that it breaks into lines where any word as long does."""

HARMLESS = "".join(chr(0x1401 + number) for number in range(len(STRANGE)))
"""A word of the same width in which each letter is another, of a script without capitals."""

SIZE = (120, 40)

FULL = "VALUEWORKSHOP_EXAMPLES" in os.environ
"""Whether to go to each place, open its help and click on each line: that takes a minute."""


def places(session: Session) -> list[Place]:
    """Return the places in order: once in every other stage, unless all are tried."""
    return [
        Place(stage=stage, at=at)
        for stage, plan in list(session.kit.stages.items())[:: 1 if FULL else 2]
        for at in (KINDS[plan.kind].places(session, stage) or [""])[: None if FULL else 1]
    ]


async def still(pilot: Pilot[None]) -> str:
    """Return what is on screen once all is laid out."""
    await settled(pilot)
    shown = screen_text(pilot)
    await pilot.pause()
    while (now := screen_text(pilot)) != shown:
        shown = now
        await pilot.pause()
    return shown


async def seen(pilot: Pilot[None], place: Place) -> list[str]:
    """Return what is on screen at a place and, where all is tried, in the help of each stage."""
    sitting = app_of(pilot).sitting
    assert sitting is not None
    first = FULL and place.stage != sitting.desk.session.place.stage
    sitting.desk.move(place)
    shown = [await still(pilot)]
    if first:
        await pilot.press("f1")
        shown.append(await still(pilot))
        await pilot.press("escape")
    return shown


def cells_that_act(pilot: Pilot[None]) -> list[str]:
    """Return the texts on screen that would do something, or open something, at a click."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and (segment.style.link or "@click" in segment.style.meta)
    ]


async def click_each_line(pilot: Pilot[None], shown: str) -> None:
    """Click on the first sign in the middle of each line, and close what opens."""
    lines = list(enumerate(shown.split("\n")))
    for row, line in lines if FULL else lines[3::12]:
        column = next((at for at, sign in enumerate(line) if at >= 30 and sign != " "), None)
        if column is not None:
            await pilot.click(offset=(column, row))
            await close_forms(pilot)


def test_a_text_is_in_every_field_that_holds_one() -> None:
    """So that a later field is tried too, or is in `GIVEN` for a reason."""
    assert set(fields_of_text()) <= set(fields_with(workshop(), TEXT))


async def test_each_cell_shows_what_was_typed_and_does_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(App, "open_url", lambda _app, url, **_: opened.append(url))
    path = folder / "made.toml"
    screens: dict[str, list[str]] = {}
    for text in (HARMLESS, STRANGE):
        path.write_bytes(hand_made(text, ids=False))
        async with running(path, size=SIZE) as pilot:
            session = session_of(pilot)
            screens[text] = []
            for place in places(session):
                screens[text] += await seen(pilot, place)
                assert cells_that_act(pilot) == [], place
            if text == STRANGE:
                for first in places(session)[:: 1 if FULL else 4]:
                    await click_each_line(pilot, (await seen(pilot, first))[0])
            assert pilot.app.is_running
            assert pilot.app.return_value is None
    assert opened == []
    meant = str.maketrans(HARMLESS, STRANGE)
    assert len(screens[HARMLESS]) == len(screens[STRANGE])
    for harmless, strange in zip(screens[HARMLESS], screens[STRANGE], strict=True):
        assert any(sign in harmless for sign in HARMLESS)
        # Without the top line, whose room for the title depends on the words about saving.
        assert strange.split("\n")[1:] == harmless.translate(meant).split("\n")[1:]
