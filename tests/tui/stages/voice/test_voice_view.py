"""Bringing a survey in, and reading customers beside the team, by keys alone."""

import datetime as dt
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from running import (
    appears,
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    until,
    words_on,
)
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.kit import Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import (
    EVERYONE,
    Asked,
    Asks,
    Import,
    Known,
    answers,
    take,
)
from valueworkshop.files.text import session_file
from valueworkshop.survey.import_dialogue import Dialogue, Doing

CONTACT = "checklist/touchpoint"
SURVEY = "\n".join(
    [
        "Email,Needed: Every contact creates value,Today: Every contact creates value,Segment",
        "a@x.org,5,2,North",
        "b@x.org,4,odd,South",
        "c@x.org,99,3,North",
        *["d@x.org,5,3,North"] * 30,
    ]
)


DATED = "\n".join(
    [
        "Timestamp,Needed: Every contact creates value,Today: Every contact creates value",
        *[f"2026/03/{day} 10:00:00,5,2" for day in (12, 13, 14)],
    ]
)


def with_voice(folder: Path) -> Session:
    session = session_file.read(new_file(folder)).session
    voice = Stage(kind="voice", title="Customer voice", letter="M", asks=Asks())
    kit = replace(session.kit, stages={**session.kit.stages, "voice": voice})
    return replace(session, kit=kit, segments={"n": Segment(name="North")})


@pytest.fixture
def path(folder: Path) -> Path:
    """A workshop that hears customers, with a survey beside it."""
    (folder / "s.csv").write_text(SURVEY, encoding="utf-8")
    return save_as(with_voice(folder), folder)


def counted(session: Session) -> Session:
    """The session with an import of three hundred customers, some of a segment."""
    counts = {EVERYONE: {CONTACT: {"5,2": 200}}, "n": {CONTACT: {"4,4": 100}}}
    items = {CONTACT: Asked(lo=1, hi=5, needed="How important?", today="How is it?")}
    found = Import(
        source="autumn.csv", digest="d", rows=310, respondents=300, items=items, counts=counts
    )
    return take(session, "voice", "i1", found, Known())


@asynccontextmanager
async def reading(path: Path, survey: Path, shows: str = "'odd'") -> AsyncIterator[Pilot[None]]:
    """Run the app up to where the survey was read."""
    async with running(path, at=("voice", "files"), size=(100, 30)) as pilot:
        await pilot.press("+")
        pilot.app.post_message(events.Paste(str(survey)))
        await pilot.press("enter")
        await until(pilot, lambda: shows in words_on(pilot), shows)
        yield pilot


async def test_a_survey_is_read_explained_and_taken_and_undone(path: Path) -> None:
    async with reading(path, path.parent / "s.csv") as pilot:
        assert "Enter on each word marked ?" in screen_text(pilot)
        await pilot.press("a")
        assert answers(session_of(pilot), "voice").imports == {}
        await pilot.press("enter", "2", "enter")
        await appears(pilot, "'South' (once): which segment?")
        await pilot.press("enter")
        await appears(pilot, "a new segment: South")
        await pilot.press("enter")
        await appears(pilot, "33 of 33 rows with 65 answers; 1 refused. a takes it.")
        assert "99 is not on the scale 1 to 5" in screen_text(pilot)
        await pilot.press("a")
        assert "Taken: 65 answers. Customers: 33. Refused: 1. u removes" in screen_text(pilot)
        session = saved_of(pilot)
        (_, found) = answers(session, "voice").in_order[0]
        assert found.counts["n"][CONTACT] == {"5,2": 1, ",3": 1, "5,3": 30}
        assert [segment.name for segment in session.segments.values()] == ["North", "South"]
        await pilot.press("u")
        assert answers(session_of(pilot), "voice").imports == {}
        assert list(session_of(pilot).segments) == ["n"]


async def test_the_survey_gets_a_date_and_may_be_called_measured(path: Path) -> None:
    (path.parent / "s.csv").write_text(DATED, encoding="utf-8")
    async with reading(path, path.parent / "s.csv", "3 of 3 rows") as pilot:
        assert 'the survey: of 14 March 2026, the newest answer in A "Timestamp"' in screen_text(
            pilot
        )
        await pilot.press("down", "down", "enter")
        await type_text(pilot, "2026-02")
        await pilot.press("enter")
        await appears(pilot, "the survey: of 1 February 2026, as you say")
        await pilot.press("down", "enter", "down", "enter")
        await appears(pilot, "counts as measured")
        await pilot.press("a")
        await appears(pilot, "survey of February 2026: 3 customers from 3 rows, 1 item, measured")
        (_, found) = answers(saved_of(pilot), "voice").in_order[0]
        assert (found.answered, found.evidence) == (dt.date(2026, 2, 1), Grade.MEASURED)
        await pilot.press("t")
        assert "counts as heard now" in screen_text(pilot)
        await pilot.press("t", "u")
        (_, found) = answers(session_of(pilot), "voice").in_order[0]
        assert found.evidence is Grade.HEARD


async def test_columns_scale_and_missing_words_are_corrected(path: Path) -> None:
    async with reading(path, path.parent / "s.csv") as pilot:
        await pilot.press("m")
        await type_text(pilot, "odd")
        await pilot.press("enter")
        await pilot.press("s")
        await type_text(pilot, "1-100")
        await pilot.press("enter")
        await appears(pilot, "1 to 100")
        await pilot.press("s")
        await type_text(pilot, "wide")
        await pilot.press("enter")
        assert "'wide' is not a scale" in screen_text(pilot)
        await pilot.press("down", "down", "down", "enter")
        assert "What is D" in screen_text(pilot)
        await pilot.press("home", "enter")
        await appears(pilot, "33 of 33 rows with 65 answers. a takes it.")
        assert "Segment" in screen_text(pilot)
        await pilot.press("escape")
        assert "Nothing was changed." in screen_text(pilot)
        assert answers(session_of(pilot), "voice").imports == {}


WEEK_1 = "\n".join(
    ["n,Needed: Every contact creates value,Today: Every contact creates value", *["1,5,3"] * 5]
)


@pytest.mark.parametrize(
    ("keys", "customers"), [(["enter"], [8]), (["down", "enter"], [5, 8]), (["escape"], [5])]
)
async def test_next_weeks_export_is_asked_about(
    folder: Path, keys: list[str], customers: list[int]
) -> None:
    path = save_as(with_voice(folder), folder)
    for week, more in ((1, 0), (2, 3)):
        (folder / f"week{week}").mkdir()
        (folder / f"week{week}" / "answers.csv").write_text(WEEK_1 + "\n1,4,2" * more)
    async with reading(path, folder / "week1" / "answers.csv", "5 of 5 rows") as pilot:
        await pilot.press("a", "+")
        pilot.app.post_message(events.Paste(str(folder / "week2" / "answers.csv")))
        await pilot.press("enter")
        await appears(pilot, "counting both would make 13")
        await pilot.press("a")
        assert "replace it: these are the same customers, counted once" in screen_text(pilot)
        await pilot.press(*keys)
        if keys == ["escape"]:
            await pilot.press("escape")
        given = answers(saved_of(pilot), "voice").in_order
        assert [found.respondents for _, found in given] == customers


async def test_a_file_that_was_dropped_is_found_and_what_is_left_out_is_named(
    folder: Path,
) -> None:
    path = save_as(with_voice(folder), folder)
    dropped = folder / "my survey.csv"
    rows = ["Status,Today: Every contact creates value", *["IP Address,4"] * 3, "Survey Test,1"]
    dropped.write_text("\n".join(rows))
    typed = Path(str(dropped).replace(" ", "\\ "))
    async with reading(path, typed, "3 of 4 rows with 3 answers; 1 test left out") as pilot:
        assert "whether a row counts" in screen_text(pilot)
        assert "Left out: 1 test, by column A" in screen_text(pilot)
        await pilot.press("enter", "home", "enter")  # the column is not taken: all rows count
        await appears(pilot, "4 of 4 rows with 4 answers")


async def test_all_words_of_a_column_are_asked_about_and_tell_the_scale(folder: Path) -> None:
    path = save_as(with_voice(folder), folder)
    survey = folder / "words.csv"
    survey.write_text("Today: Every contact creates value\nvery poor\nrather good\nvery good\n")
    async with reading(path, survey, "'rather good' (once): which number") as pilot:
        words = ["rather good", "very poor", "very good"]
        at = [screen_text(pilot).index(f"'{word}' (once)") for word in words]
        assert at == sorted(at)
        for number in ("3", "1", "4"):
            await pilot.press("enter", number, "enter")
        await appears(pilot, "3 of 3 rows with 3 answers")
        assert "1 to 4" in screen_text(pilot)


async def test_answers_go_on_to_the_next_word_while_the_file_is_still_being_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file takes a while: Enter must not ask again about the word just answered."""
    path = save_as(with_voice(folder), folder)
    survey = folder / "words.csv"
    survey.write_text("Today: Every contact creates value\nvery poor\nrather good\nvery good\n")
    async with reading(path, survey, "'rather good' (once): which number") as pilot:
        may_count, count = threading.Event(), Dialogue.count

        def waits(dialogue: Dialogue, doing: Doing | None = None) -> Dialogue:
            assert may_count.wait(60)
            return count(dialogue, doing)

        monkeypatch.setattr(Dialogue, "count", waits)
        for number in ("3", "1", "4"):
            await pilot.press("enter", number, "enter")
        may_count.set()
        await appears(pilot, "numbers: very poor = 1, rather good = 3, very good = 4")
        await appears(pilot, "3 of 3 rows with 3 answers")


async def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(path: Path) -> None:
    async with reading(path, path.parent / "none.csv", "no such file") as pilot:
        await pilot.press("a")
        assert "there is nothing to take yet" in screen_text(pilot)
        await pilot.press("escape")
        assert answers(session_of(pilot), "voice").imports == {}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_customers_stand_beside_the_team_at_every_size(
    folder: Path, size: tuple[int, int]
) -> None:
    path = save_as(counted(with_voice(folder)), folder)
    async with running(path, at=("voice", "compare"), size=size) as pilot:
        shown = screen_text(pilot)
        large = "Customers, of 100" in shown
        assert large is (size[1] >= 30)
        assert large or "Customers' gap index 50 of 100" in shown
        assert "n 300" in shown
        assert "not revealed yet" in shown
        await pilot.press("s")
        assert "Customers beside us: North" in screen_text(pilot)
        assert "n 100" in screen_text(pilot)
        await pilot.press("s")
        assert "Customers beside us: all of them" in screen_text(pilot)


async def test_a_file_is_taken_out_and_put_back(folder: Path) -> None:
    path = save_as(counted(with_voice(folder)), folder)
    async with running(path, at=("voice", "files")) as pilot:
        assert "300 customers from 310 rows, 1 item" in screen_text(pilot)
        await pilot.press("d")
        assert answers(saved_of(pilot), "voice").imports == {}
        await pilot.press("u")
        assert list(answers(saved_of(pilot), "voice").imports) == ["i1"]
        await pilot.press("enter")
        assert session_of(pilot).place.at == "compare"
        await fly(pilot, (60, 20))
        assert "Customers beside us" in screen_text(pilot)


async def test_the_summary_tells_customers_where_the_team_has_rated_nothing(folder: Path) -> None:
    path = save_as(counted(with_voice(folder)), folder)
    async with running(path, at=("summary", ""), size=(80, 24)) as pilot:
        said = "No ratings from the team yet. 300 customers: index 50 of 100"
        assert said in " ".join(screen_text(pilot).split())


async def test_no_key_is_offered_that_does_nothing_without_a_file(folder: Path) -> None:
    async with running(save_as(with_voice(folder), folder), at=("voice", "files")) as pilot:
        bar = screen_text(pilot).split("\n")[-1]
        assert "Bring" in bar
        assert not any(word in bar for word in ("Compare", "Remove", "Delete", "Measured"))
