"""Parking a thought from wherever one is, and deciding at the close what becomes of it."""

from pathlib import Path

from running import app_of, new_file, running, saved_of, screen_text, session_of, settled, type_text
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.spot import Spot
from valueworkshop.tui.app.park_screen import ParkScreen
from valueworkshop.tui.app.unsettled import unsettled
from valueworkshop.tui.widgets.writing import Writing


async def test_a_thought_is_parked_while_writing_and_decided_at_the_close(folder: Path) -> None:
    async with running(new_file(folder), at=("guiding", "rivals"), size=(120, 40)) as pilot:
        app = app_of(pilot)
        await type_text(pilot, "half a no")
        await pilot.press("ctrl+r")
        await type_text(pilot, "the dealer")
        stack = app.screen_stack
        assert unsettled(stack)[Spot("guiding", "rivals", "parked")] == "the dealer"
        await pilot.press("ctrl+r", "enter")  # asked once only
        assert "Parked, 1 so far" in screen_text(pilot)
        await type_text(pilot, "te")  # the text is still in the field, and the user goes on with it
        assert pilot.app.screen.query_one(Writing).text == "half a note"
        assert "· the dealer" in screen_text(pilot)

        await pilot.press("escape", "P")
        await type_text(pilot, "price")
        await pilot.press("escape")  # keeps it too
        await pilot.press("ctrl+g", "ctrl+r")  # over another form
        await type_text(pilot, "app")
        await pilot.press("enter", "escape")
        await pilot.press("P", "enter")  # nothing is not parked
        thoughts = parking_lot.in_order(session_of(pilot))
        assert [thought.text for _, thought in thoughts] == ["the dealer", "price", "app"]
        assert {thought.at for _, thought in thoughts} == {"rivals"}

        assert app.sitting is not None
        app.sitting.desk.move(Place(stage="close", at="parked"))
        await settled(pilot)
        assert "What do we do with the parked thoughts?" in screen_text(pilot)
        assert "3 still to decide." in screen_text(pilot)
        await pilot.press("a", "o", "x")
        became = [thought.became for _, thought in parking_lot.in_order(saved_of(pilot))]
        assert became == [Became.ACTION, Became.OPEN, Became.LET_GO]
        assert "All decided" in screen_text(pilot)
        await pilot.press("u")
        assert "1 still to decide." in screen_text(pilot)
        await pilot.press("enter")
        assert session_of(pilot).place.at == "look_again"
        assert "When do we look at this again?" in screen_text(pilot)
        await pilot.press("ctrl+n", "ctrl+n")
        assert "1 parked thought is still undecided." in screen_text(pilot)

        await pilot.press("ctrl+r")
        await type_text(pilot, "left")
        assert isinstance(app.screen, ParkScreen)
        app.stand_up()  # leaving keeps it
        assert not unsettled(app.screen_stack, forms=False)
    async with running(next(iter(folder.glob("*.toml")))) as pilot:  # noqa: ASYNC240 - a test's
        assert "left" in [thought.text for thought in session_of(pilot).parked.values()]
