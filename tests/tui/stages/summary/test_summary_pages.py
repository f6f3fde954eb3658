"""Nine gaps, contradictions and two seats as pages of the summary, and one segment alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lenses import CHECKLIST, FAMILIES, FLEETS, JOURNEY, LADDER, bare, promised, rungs, thought_of
from running import (
    app_of,
    fly,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    type_text,
)
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.ladder.model import Rung
from valueworkshop.core.stages.summary.model import answers, dismiss
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.files.home.settings import Settings

SUMMARY = ("summary", "")
SAMPLE = Path(__file__).parents[4] / "sessions" / "restaurant.toml"
RULE = "promise-kept-yet-far-below"


async def test_the_gaps_that_matter_most_head_the_summary_and_o_shows_all_nine(
    folder: Path,
) -> None:
    path = save_as(rungs(bare(), now=Rung.GOODS, aim=Rung.EXPERIENCES), folder)
    async with running(path, at=SUMMARY) as pilot:
        await pilot.press("o")
        text = screen_text(pilot)
        assert "▸ 1  Ladder" in text
        assert "2 rungs to climb" in text
        assert "–  Follow-through" in text
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage=LADDER, at="aim")
        await pilot.press("escape")
        await settled(pilot)
        assert "▸ 1  Ladder" in screen_text(pilot)
        await pilot.press("escape")
        assert "–  Follow-through" not in screen_text(pilot)


async def test_the_map_shows_where_each_gap_lies_and_its_next_step(folder: Path) -> None:
    async with running(save_as(promised(5, 1), folder), at=SUMMARY, size=(100, 40)) as pilot:
        await pilot.press("m")
        text = screen_text(pilot)
        assert "one step below" in text
        assert "▸ ▼▼ 100  Support" in text
        assert "more than a step short" in text
        assert "▸● Support" in text
        await pilot.press("escape")
        assert "one step below" not in screen_text(pilot)


async def test_the_cursor_lights_a_point_of_the_map_and_enter_goes_to_its_item(
    folder: Path,
) -> None:
    path = shutil.copy(SAMPLE, folder)
    async with running(Path(path), at=SUMMARY, size=(120, 40)) as pilot:
        await pilot.press("m")
        await settled(pilot)
        first = screen_text(pilot)
        assert "more than a step short · act" in first
        await pilot.press("down")
        assert screen_text(pilot).count("▸◉") + screen_text(pilot).count("▸●") == 1
        assert screen_text(pilot) != first
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place.stage != "summary"
        await pilot.press("escape")
        await settled(pilot)
        assert "one step below" in screen_text(pilot)


async def test_a_map_read_aloud_is_a_list_of_where_all_lie(folder: Path) -> None:
    look = Settings(accessible=True)
    async with running(
        save_as(promised(5, 1), folder), at=SUMMARY, size=(100, 30), look=look
    ) as pilot:
        await pilot.press("m")
        assert "Support: more than a step short" in screen_text(pilot)


async def test_a_contradiction_shows_both_answers_and_leads_to_either_and_back(
    folder: Path,
) -> None:
    async with running(save_as(promised(5, 1), folder), at=SUMMARY) as pilot:
        assert "! 1 contradiction" in screen_text(pilot)
        await pilot.press("c")
        text = screen_text(pilot)
        assert "!  We say that we keep our promise, yet one moment falls" in text
        assert "1  Value-creation checklist: 'We keep the experience" in text
        assert "2  Journey: at 'Support'" in text
        for key, place in (
            ("1", Place(stage=CHECKLIST, at="fulfilment")),
            ("2", Place(stage=JOURNEY, at="support")),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert session_of(pilot).place == place
            await pilot.press("escape")
            await settled(pilot)
            assert session_of(pilot).place == Place(stage="summary")
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage=JOURNEY, at="support")


async def test_t_shows_our_seat_beside_the_customers_and_again_the_gaps(folder: Path) -> None:
    session = replace(promised(5, 1), offer="Vans")
    async with running(save_as(session, folder), at=SUMMARY, size=(120, 40)) as pilot:
        await pilot.press("t")
        text = screen_text(pilot)
        assert "What we offer  Our seat" in text
        assert "│ What they want  The customers' seat" in text
        assert "· Vans" in text
        assert "? Support: expected 5.0" in text
        assert "nobody asked J" in text
        await fly(pilot, (80, 24))
        rows = [row for row in screen_text(pilot).split("\n") if "Our seat" in row]
        assert rows
        assert not any("customers" in row for row in rows)
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert "we cannot say." in screen_text(pilot)
        await pilot.press("escape")
        assert "Our seat" not in screen_text(pilot)
        assert "Where we fall short" in screen_text(pilot)


async def test_one_is_dismissed_with_a_reason_and_taken_back(folder: Path) -> None:
    async with running(save_as(promised(5, 1), folder), at=SUMMARY) as pilot:
        await pilot.press("c", "x")
        await type_text(pilot, "Closed that week")
        await pilot.press("enter")
        assert answers(saved_of(pilot), "summary").dismissed == {RULE: "Closed that week"}
        text = screen_text(pilot)
        assert "–  dismissed: We say that we keep our promise" in text
        assert "Dismissed by the team: Closed that week" in text
        await pilot.press("x")
        assert answers(saved_of(pilot), "summary").dismissed == {}
        await pilot.press("x", "escape")
        assert answers(saved_of(pilot), "summary").dismissed == {}


async def test_a_reason_that_was_begun_is_kept_when_the_app_is_left(folder: Path) -> None:
    async with running(save_as(promised(5, 1), folder), at=SUMMARY) as pilot:
        await pilot.press("c", "x")
        await type_text(pilot, "Half a")
        await pilot.press("ctrl+q")
        assert answers(saved_of(pilot), "summary").dismissed == {RULE: "Half a"}


async def test_a_reason_of_markup_is_only_text(folder: Path) -> None:
    session = dismiss(promised(5, 1), "summary", RULE, "[red]no[/red]\n[/]")
    async with running(save_as(session, folder), at=SUMMARY, size=(120, 40)) as pilot:
        assert "1 dismissed" in screen_text(pilot)
        await pilot.press("c")
        assert "[red]no[/red]" in screen_text(pilot)


async def test_s_reads_the_summary_for_a_segment_and_names_it_with_n(folder: Path) -> None:
    session = thought_of(*[(FLEETS, 1)] * 6, *[(FAMILIES, 4)] * 2)
    async with running(save_as(session, folder), at=SUMMARY) as pilot:
        assert "▼▼   81" in screen_text(pilot)
        await pilot.press("s")
        assert "Families alone: not shown, as fewer than three" in screen_text(pilot)
        await pilot.press("s", "s")
        assert "Families alone" not in screen_text(pilot)
    session = thought_of(*[(FLEETS, 1)] * 6, *[(FAMILIES, 4)] * 3)
    async with running(save_as(session, folder), at=SUMMARY, size=(120, 40)) as pilot:
        await pilot.press("s")
        assert "Families alone: n 3, those who thought of them" in screen_text(pilot)
        assert "▼▼   25" in screen_text(pilot)
        assert "the gap of Fleets is 75 points larger" in " ".join(screen_text(pilot).split())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_page_fits_every_size(folder: Path, size: tuple[int, int]) -> None:
    session = rungs(promised(5, 1), now=Rung.GOODS, aim=Rung.EXPERIENCES)
    async with running(save_as(session, folder), at=SUMMARY, size=(80, 24)) as pilot:
        await fly(pilot, size)
        for key in ("o", "c", "c"):
            await pilot.press(key)
            assert max(map(len, screen_text(pilot).split("\n"))) <= size[0]
            assert app_of(pilot).screen.query_one("#why").region.height


async def test_s_says_which_segment_a_voter_has_in_mind(folder: Path) -> None:
    async with running(save_as(bare(), folder), at=(CHECKLIST, "fulfilment")) as pilot:
        assert "Person 0 thinks of: no particular customers" in screen_text(pilot)
        await pilot.press("s", "4")
        assert "Person 1 thinks of: no particular customers" in screen_text(pilot)
        await pilot.press("left")
        assert "Person 0 thinks of: Families" in screen_text(pilot)
        ballot = votes.answers(saved_of(pilot), CHECKLIST).rounds["1"].ballots["v0"]
        assert ballot == votes.Ballot(
            group="leaders", segment=FAMILIES, answers={"needed": {"fulfilment": 4}}
        )
        await pilot.press("u", "u")
        assert votes.answers(saved_of(pilot), CHECKLIST).rounds == {}


async def test_without_segments_there_is_no_such_key(folder: Path) -> None:
    session = replace(bare(), segments={})
    async with running(save_as(session, folder), at=(CHECKLIST, "fulfilment")) as pilot:
        assert "thinks of" not in screen_text(pilot)
        await pilot.press("s")
        assert votes.answers(saved_of(pilot), CHECKLIST).rounds == {}
