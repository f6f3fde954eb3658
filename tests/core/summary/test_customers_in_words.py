"""Where the team has no index, that of the customers is told beside the reason; never pooled."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from commands import run, saved
from surveyed_items import EMPTY, rated, surveyed
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.projected_blocks import Said
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.gap_words import index_in_words
from valueworkshop.library.read_record import record_of
from valueworkshop.library.table import Row
from valueworkshop.lines.stages import summary as summary_lines
from valueworkshop.tui.library.row_words import drawn

NO_TEAM = "No ratings from the team yet"


def headline(session: Session, segment: str = "") -> str:
    return index_in_words(summarise(session, segment))


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (EMPTY, NO_TEAM),
        (surveyed(n=2), NO_TEAM),
        (
            surveyed(n=343, pair="5,5"),
            f"{NO_TEAM}. 343 customers: index 0 of 100",
        ),
        (surveyed(n=1200), f"{NO_TEAM}. 1,200 customers: index 75 of 100"),
        (
            surveyed(pair=",2"),
            f"{NO_TEAM}. 42 customers answered, none of them on both needed and today: no index",
        ),
    ],
)
def test_customers_speak_where_the_team_has_not(session: Session, said: str) -> None:
    assert headline(session) == said


def test_a_vote_that_was_not_revealed_changes_nothing_here() -> None:
    hidden = replace(rated(surveyed()), revealed={})
    assert headline(hidden) == headline(surveyed())


def test_they_fall_silent_once_the_team_has_its_own_index_and_leave_it_as_it_is() -> None:
    alone = headline(rated(EMPTY))
    assert alone.startswith("Today is 3.0 steps below")
    assert headline(rated(surveyed())) == alone
    assert headline(rated(surveyed(pair="5,5"))) == alone


def test_of_a_segment_only_its_customers_speak() -> None:
    session = surveyed(surveyed(n=9), key="i2", n=5, segment="shops", pair="5,4")
    no_gap = "Too few of us had this segment in mind to show its gaps"
    assert headline(session, "shops") == f"{no_gap}. 5 customers of this segment: index 25 of 100"
    assert headline(surveyed(n=9), "shops") == no_gap
    assert headline(session).endswith("14 customers: index 57 of 100")


def test_the_library_keeps_it_beside_the_index_and_not_as_the_index() -> None:
    found = record_of(Path("heard.toml"), surveyed())
    assert (found.index, found.customers) == (None, 75.0)
    assert found.customers_said == "42 customers: index 75 of 100"
    row = drawn(Row(record=found), 60, dt.date(2026, 11, 30)).plain
    assert "(75)" in row.split()
    both = record_of(Path("heard.toml"), rated(surveyed()))
    assert (both.index, both.customers, both.customers_said) == (75.0, None, "")


def test_every_front_end_tells_it_where_the_summary_is_told() -> None:
    """The projector and line mode, as the headline of the app is `index_in_words` itself."""
    stages = {**EMPTY.kit.stages, "sum": Stage(kind="summary", title="Summary")}
    kit = replace(EMPTY.kit, stages=stages)
    session = replace(surveyed(), kit=kit, place=Place(stage="sum"))
    said = f"{NO_TEAM}. 42 customers: index 75 of 100."
    parts = project(session).shown.parts
    assert said in [part.text for part in parts if isinstance(part, Said)]
    assert said in summary_lines.told(session, "sum")


def test_the_list_and_show_tell_it(tmp_path: Path) -> None:
    saved(tmp_path, surveyed())
    listed = run(tmp_path, "list").stdout
    assert "no gap index yet; 42 customers: index 75 of 100" in listed
    assert f"{NO_TEAM}. 42 customers: index 75 of 100." in run(tmp_path, "show", "one").stdout
