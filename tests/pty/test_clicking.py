"""The mouse in a real terminal, by the reports that terminals send (SGR)."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from in_terminal import saved, started
from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.votes.model import ROOM, vote_on
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.home.new_sessions import new_session

MOUSE: Final = 1000
"""The mode in which a terminal reports clicks."""


def test_an_item_is_rated_by_clicks_and_the_terminal_gets_its_mouse_back(tmp_path: Path) -> None:
    session = new_session("essentials", random_ids(Random(1)), dt.date(2026, 11, 22), "Dealers")
    session = replace(session, place=Place(stage="checklist", at="together"))
    path = save_new(session, tmp_path / "sessions")
    with started(tmp_path, "open", str(path)) as terminal:
        for facet, point in (
            ("needed", "5 completely"),
            ("today", "2 a little"),
            ("weight", "5 matters most"),
        ):
            terminal.wait_for(f"▸{facet}")
            terminal.click(point)
        terminal.wait_for("1 of 1 in")
        terminal.click("Enter Reveal")
        terminal.wait_for("Next item")
        assert terminal.modes[MOUSE]
        terminal.press("ctrl+p")
        terminal.wait_for("type part of its name")
        terminal.type("mouse off")
        terminal.wait_for("Select text with the terminal instead")
        terminal.press("enter", "enter")
        terminal.until(lambda: not terminal.modes[MOUSE], "the mouse let go")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    ballot = vote_on(saved(path), "checklist", "together").ballots[ROOM]
    given = [ballot.get(facet, "together") for facet in ("needed", "today", "weight")]
    assert given == [5, 2, 5]
