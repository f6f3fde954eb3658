"""What was chosen on screen: taken up, placed on the plane by the room, and seen as a whole."""

from dataclasses import replace
from pathlib import Path

from running import running, save_as, saved_of, screen_text, session_of, with_people
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Answers, Asks
from valueworkshop.core.stages.effort import model
from valueworkshop.core.stages.effort.model import choices, placed_at
from valueworkshop.core.stages.effort.score import weighed
from valueworkshop.core.stages.votes.model import Item, Plan, asks

WIDE = (120, 40)


def workshop() -> Session:
    """A workshop of three people that chose two things to work on."""
    items = {"when": Item(text="When they want it"), "price": Item(text="[/x] At their 価格")}
    stages = {
        "terms": Stage(kind="ratings", title="Terms", letter="H", asks=Plan(items=items)),
        "weigh": Stage(kind="effort", title="Effort and impact", asks=model.Asks()),
        "act": Stage(kind="actions", title="Choose and act", letter="O", asks=Asks()),
    }
    session = Session(id="s", title="Dealers", kit=Kit(id="k", title="K", stages=stages))
    session = with_people(session, ("Ada", ""), ("Ben", ""), ("Cleo", ""))
    return session.with_answers("act", Answers(chosen=("terms/when", "terms/price")))


async def test_the_room_takes_up_what_it_chose_and_places_it_with_keys_in_a_hurry(
    folder: Path,
) -> None:
    async with running(save_as(workshop(), folder), at=("weigh", ""), size=WIDE) as pilot:
        assert "c takes up what we chose" in " ".join(screen_text(pilot).split())
        await pilot.press("c")
        assert "Taken up: what we chose (2)." in screen_text(pilot)
        first, second = choices(session_of(pilot), "weigh")
        await pilot.press("l", "up", "left")
        assert "Impact 4, much · effort 2, little: quick win" in screen_text(pilot)
        await pilot.press("enter", "down", "down", "down", *["right"] * 4, "enter")
        saved = saved_of(pilot)
        assert placed_at(saved, "weigh", first) == (4, 2)
        assert placed_at(saved, "weigh", second) == (1, 5)
        assert [each.where for each in weighed(saved, "weigh").values()] == ["quick win", "leave"]
        shown = screen_text(pilot)
        assert "All of it is placed or voted on" in shown
        assert "Quick wins: When they want it." in shown
        assert "The room's one rating." in shown
        await pilot.press("u")
        assert placed_at(session_of(pilot), "weigh", second) is None
        await pilot.press("u")
        assert placed_at(session_of(pilot), "weigh", first) is None


async def test_a_click_moves_to_a_place_and_the_next_one_there_keeps_it(folder: Path) -> None:
    async with running(save_as(workshop(), folder), at=("weigh", "")) as pilot:
        await pilot.press("c", "l")
        await pilot.click("PlacingPlane", offset=(8, 3))
        assert "Impact 5, very much · effort 1, very little: quick win" in screen_text(pilot)
        await pilot.click("PlacingPlane", offset=(8, 3))
        item = next(iter(choices(session_of(pilot), "weigh")))
        assert placed_at(session_of(pilot), "weigh", item) == (5, 1)


async def test_it_is_rated_by_cards_as_all_is_and_has_no_plane_then(folder: Path) -> None:
    async with running(save_as(workshop(), folder), at=("weigh", "")) as pilot:
        await pilot.press("c", *"554112", "l")
        assert "Impact" not in screen_text(pilot)  # somebody has voted: no plane
        await pilot.press("R", "y")
        assert "On the plane: quick win." in screen_text(pilot)
        assert len(weighed(saved_of(pilot), "weigh")) == 1


async def test_nothing_to_take_up_is_said(folder: Path) -> None:
    session = workshop()
    session = session.with_answers("act", replace(session.answers["act"], chosen=()))
    async with running(save_as(session, folder), at=("weigh", "")) as pilot:
        await pilot.press("c")
        assert "There is nothing to take up yet" in screen_text(pilot)
        assert not asks(session_of(pilot), "weigh").items
