"""A team's own kit, written from docs/kits.md alone, runs: no code knows of it."""

from pathlib import Path
from typing import Any

import pytest
import tomli_w

from full_report import report
from running import (
    TODAY,
    app_of,
    counted_ids,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    top_line_says,
    type_text,
    with_people,
)
from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.votes.model import VotedOn
from valueworkshop.exports import workshop_json
from valueworkshop.files.home.kits import kit_of
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.text.codec import encode

PAGE = Path(__file__).parents[3] / "docs" / "kits.md"
BICYCLES = Path(__file__).parents[2] / "docs" / "bicycles.toml"
PAYLOAD = "[/x] [b]$x{0} [@click=app.quit]go[/]"


def examples() -> str:
    """All examples of the page, one after the other, as one kit."""
    blocks = PAGE.read_text(encoding="utf-8").split("```toml\n")[2:]
    parts = [block.partition("```")[0] for block in blocks]
    return "\n".join(['id = "page"\ntitle = "The page"', *parts])


def begun(text: str) -> Session:
    kit = kit_of(text.encode(), "kit.toml")[0]
    return new_session(kit, counted_ids("s"), TODAY, "A morning")


async def test_it_runs_from_the_first_stage_to_the_last(folder: Path) -> None:
    session = begun(BICYCLES.read_text(encoding="utf-8"))
    places = [
        (key, at)
        for key, stage in session.kit.stages.items()
        for at in KINDS[stage.kind].places(session, key) or [""]
    ]
    places = places[places.index(("frame", "people")) :]
    async with running(save_as(session, folder), at=places[0]) as pilot:
        stood: list[tuple[str, str]] = []
        while len(stood) < len(places):
            place = session_of(pilot).place
            stage = session.kit.stages[place.stage]
            stood.append((place.stage, place.at))
            await top_line_says(pilot, f"{stage.letter} {stage.title}".strip())
            shown = screen_text(pilot)
            if isinstance(stage.asks, VotedOn) and place.at:
                plan = stage.asks.plan(session, place.stage)
                assert plan.items[place.at].text in shown
                given = "y" if stage.kind == "statements" else "543"
                await pilot.press(*given[: len(plan.facets)], "enter")
            elif place.at in ("after", "surprises"):
                await type_text(pilot, "squeak")
                if place.at == "after":
                    await pilot.press("enter")  # a note; a field is kept by going on
            await pilot.press("ctrl+n")
        assert stood == places
        kept = saved_of(pilot)
        assert set(kept.answers) == {"honest", "riders", "counter", "years", "end"}
        assert "This is the end" in screen_text(pilot)
    told = report(kept)
    assert {stage for stage in kept.answers if session.stage(stage).title not in told} == set()
    assert "squeak" in told
    assert list(workshop_json.of_workshop(kept)["stages"]) == ["counter", "years", "why"]


def bare() -> str:
    """A stage of each kind that says nothing of what it asks, as one kit."""
    stages = [f'[stages.{kind}]\nkind = "{kind}"\ntitle = "{kind}"' for kind in KINDS]
    return "\n".join(['id = "bare"\ntitle = "Bare"', *stages])


@pytest.mark.parametrize("text", [examples(), bare()], ids=["examples", "bare"])
async def test_every_kind_as_the_page_shows_it_can_be_stood_in(folder: Path, text: str) -> None:
    session = with_people(begun(text), ("Ada", "leaders"), ("Bo", "front line"))
    assert {stage.kind for stage in session.kit.stages.values()} == set(KINDS)
    report(session)
    workshop_json.as_json(workshop_json.of_workshop(session))
    async with running(save_as(session, folder)) as pilot:
        for key, stage in session.kit.stages.items():
            sitting = app_of(pilot).sitting
            assert sitting is not None
            sitting.desk.move(Place(stage=key))
            await settled(pilot)
            assert f"{stage.letter} {stage.title}".strip()[:20] in screen_text(pilot)


def _everywhere(value: Any, payload: str) -> Any:
    """Put a payload into each text of a kit's tree but ids of its own making, kinds and links."""
    if isinstance(value, dict):
        fixed = ("kind", "id", "term", "carriers")
        return {k: v if k in fixed else _everywhere(v, payload) for k, v in value.items()}
    if isinstance(value, list):
        return [_everywhere(each, payload) for each in value]
    return payload if isinstance(value, str) else value


@pytest.mark.parametrize("at", [("riders", "after"), ("counter", "ready")])
async def test_its_text_is_shown_letter_for_letter(folder: Path, at: tuple[str, str]) -> None:
    tree = encode(kit_of(BICYCLES.read_bytes(), "kit.toml")[0])
    session = begun(tomli_w.dumps(_everywhere(tree, PAYLOAD)))
    async with running(save_as(session, folder), at=at, size=(120, 100)) as pilot:
        letters = "".join(clean(PAYLOAD).split())
        assert letters in "".join(screen_text(pilot).split())
        await pilot.press("f1")
        assert letters in "".join(screen_text(pilot).split())
        assert pilot.app.is_running
