"""Choosing what to work on, and agreeing who does what by when."""

import datetime as dt
from pathlib import Path

import pytest

from running import (
    TODAY,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    type_text,
    with_people,
    words_on,
)
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import in_words
from valueworkshop.core.stages.agreed.model import Action, Status, add_action, answers, asks
from valueworkshop.core.stages.notes.model import mark_open
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.files.text import session_file

CHOOSE, ACT = ("act", "choose"), ("act", "act")
OPEN = ("decision", "problem", "why-us")


@pytest.fixture
def bare(folder: Path) -> Session:
    """A session with two gaps and three open questions."""
    session = session_file.read(new_file(folder)).session
    session = with_people(session, ("Ada", "leaders"), ("Ben", ""), ("Cy", ""))
    for item, today in (("touchpoint", 1), ("together", 2)):
        for facet, given in (("needed", 5), ("today", today), ("weight", 4)):
            for voter in ("v1", "v2", "v3"):
                session = votes.answer(
                    session,
                    "checklist",
                    "1",
                    voter=voter,
                    facet=facet,
                    item=item,
                    given=given,  # type: ignore[arg-type]
                )
        session = votes.reveal(session, "checklist", "1", item)
    for question in OPEN:
        session = mark_open(session, "guiding", question, is_open=True)
    return session


@pytest.fixture
def path(folder: Path, bare: Session) -> Path:
    """That session on disk."""
    return save_as(bare, folder)


def with_actions(session: Session, *titles: str) -> Session:
    """Return the session with actions that are owned and dated."""
    for n, title in enumerate(titles):
        action = Action(title=title, owner="Ada", due=TODAY)
        session = add_action(session, "act", f"a{n}", action)
    return session


def titles(session: Session) -> list[str]:
    """The actions in order."""
    return [action.title for _, action in answers(session, "act").in_order]


def not_covered(text: str) -> str:
    """Return what is on the card of what no action covers."""
    _, _, card = text.partition("Not covered by an action yet")
    return card.partition("╰")[0]


async def test_dots_are_typed_and_a_digit_never_moves_the_cursor(path: Path) -> None:
    session = session_file.read(path).session
    save_as(with_people(session, ("Ada", ""), ("Ben", "")), path.parent)
    async with running(path, at=CHOOSE, size=(120, 40)) as pilot:
        assert "Which 3 shall we work on?" in screen_text(pilot)
        await pilot.press("4", "down", "2", "down", "1", "2", "down", "0", "down", "0")
        assert sorted(answers(saved_of(pilot), "act").dots.values()) == [2, 4, 12]
        assert "18 of 6 dots: check the counts." in screen_text(pilot)
        await pilot.press("up", "up", "up", "down", "3")
        assert "9 of 6 dots: check the counts." in screen_text(pilot)
        dots = answers(saved_of(pilot), "act").dots
        assert dots["checklist/touchpoint"] == 4
        assert dots["checklist/together"] == 2
        assert sorted(dots.values()) == [2, 3, 4]
        assert "●●●●" in screen_text(pilot)
        await pilot.press("home", "0")
        assert "checklist/touchpoint" not in answers(session_of(pilot), "act").dots
        await pilot.press("u")
        assert answers(session_of(pilot), "act").dots["checklist/touchpoint"] == 4


async def test_three_are_chosen_and_a_fourth_is_refused_in_words(path: Path) -> None:
    async with running(path, at=CHOOSE) as pilot:
        for _ in range(3):
            await pilot.press("space", "down")
        assert len(answers(session_of(pilot), "act").chosen) == 3
        await pilot.press("space")
        assert len(answers(saved_of(pilot), "act").chosen) == 3
        assert "3" in screen_text(pilot).split("\n")[-2]
        await pilot.press("home", "enter")
        assert len(answers(session_of(pilot), "act").chosen) == 2
        assert "1 more to choose" in screen_text(pilot)


@pytest.mark.parametrize(
    ("keys", "closes"),
    [
        (["a"], ("checklist/touchpoint",)),
        (["end", "a"], ("guiding/why-us",)),
        (["+"], ()),
    ],
)
async def test_an_action_comes_from_a_gap_an_open_question_or_nothing(
    path: Path, keys: list[str], closes: tuple[str, ...]
) -> None:
    async with running(path, at=CHOOSE) as pilot:
        await pilot.press(*[{"+": "plus"}.get(key, key) for key in keys])
        await type_text(pilot, "Ring back")
        await pilot.press("ctrl+n")
        (action,) = answers(saved_of(pilot), "act").actions.values()
        assert (action.title, action.closes) == ("Ring back", closes)


async def test_an_action_comes_from_the_catalogue(path: Path) -> None:
    async with running(path, at=ACT) as pilot:
        await pilot.press("c")
        assert "lever" in screen_text(pilot)
        await pilot.press("down", "enter")
        await type_text(pilot, ": ring back")
        await pilot.press("escape")
        (title,) = titles(saved_of(pilot))
        assert title == "service quality: ring back"


async def test_tab_leads_through_all_fields_and_enter_keeps_them(path: Path) -> None:
    async with running(path, at=CHOOSE) as pilot:
        await pilot.press("a")
        assert "Tab Next field   Enter Keep" in screen_text(pilot)
        await type_text(pilot, "Ring back")
        await pilot.press("tab", "tab")
        await type_text(pilot, "Ada")
        await pilot.press("tab", "right", "tab")
        await type_text(pilot, "ask three dealers")
        await pilot.press("tab")
        await type_text(pilot, "+30")
        await pilot.press("tab")
        await type_text(pilot, "9 of 10 called")
        await pilot.press("tab", "right", "tab", "right", "enter")
        (action,) = answers(saved_of(pilot), "act").actions.values()
        assert action.title == "Ring back"
        assert action.owner == "Ada"
        assert action.function
        assert action.first_step == "ask three dealers"
        assert action.due == TODAY + dt.timedelta(days=30)
        assert action.success == "9 of 10 called"
        assert action.serves
        assert action.status is Status.UNDER_WAY


async def test_enter_after_the_first_line_keeps_it_and_enter_again_goes_on_with_it(
    path: Path,
) -> None:
    async with running(path, at=ACT) as pilot:
        await pilot.press("plus", *"Ring", "enter")
        assert titles(saved_of(pilot)) == ["Ring"]
        assert "nobody yet" in screen_text(pilot)
        await pilot.press("enter", "tab", "tab", *"Ada", "enter")
        (action,) = answers(saved_of(pilot), "act").actions.values()
        assert (action.title, action.owner) == ("Ring", "Ada")


async def test_a_date_that_is_none_is_said_and_traps_nobody(path: Path) -> None:
    async with running(path, at=ACT) as pilot:
        await pilot.press("plus")
        await type_text(pilot, "Ring back")
        await pilot.press("tab", "tab", "tab", "tab", "tab")
        await type_text(pilot, "soon")
        await pilot.press("ctrl+n")
        assert "'soon' is not a date" in screen_text(pilot)
        assert titles(session_of(pilot)) == []
        await pilot.press("escape")
        assert "Esc again keeps the action anyway" in words_on(pilot)
        await pilot.press("escape")
        (action,) = answers(saved_of(pilot), "act").actions.values()
        assert (action.title, action.due) == ("Ring back", None)


async def test_a_vote_on_what_to_do_has_the_dots_that_the_kit_says(
    folder: Path, bare: Session
) -> None:
    asked = asks(bare, "act").dots
    async with running(save_as(bare, folder), at=CHOOSE) as pilot:
        assert f"{asked} a person" in words_on(pilot)
        await pilot.press("full_stop", "enter", "enter")
        (vote,) = session_of(pilot).dots.values()
        assert vote.budget == asked


async def test_a_due_day_is_shown_before_it_is_kept(path: Path) -> None:
    async with running(path, at=ACT) as pilot:
        await pilot.press("plus", *"Ring back", *["tab"] * 5, *"in 2 weeks")
        due = TODAY + dt.timedelta(days=14)
        assert f"due {in_words(due)}" in screen_text(pilot)
        await pilot.press(*["backspace"] * 10, *"3/4/2027")
        assert f"due {in_words(due)}" not in screen_text(pilot)
        await pilot.press("enter")
        assert "could be 3 April or 4 March" in words_on(pilot)
        await pilot.press(*["backspace"] * 8, *"3 Apr 2027")
        assert "could be" not in words_on(pilot)
        assert "due Saturday, 3 April 2027" in screen_text(pilot)
        await pilot.press("enter")
        (action,) = answers(saved_of(pilot), "act").actions.values()
        assert action.due == dt.date(2027, 4, 3)


async def test_what_is_missing_is_said(folder: Path, bare: Session) -> None:
    async with running(save_as(bare, folder), at=ACT) as pilot:
        assert "No action is agreed yet" in screen_text(pilot)
        await pilot.press("plus")
        await type_text(pilot, "Ring back")
        await pilot.press("escape")
        text = screen_text(pilot)
        assert "1 action without an owner" in text
        assert "1 action without a due date" in text
        assert "Every contact creates value" in not_covered(text)
        assert "! no date yet" in text
        assert "nobody yet" in text


async def test_more_than_five_are_advised_against(folder: Path, bare: Session) -> None:
    path = save_as(with_actions(bare, *"abcdef"), folder)
    async with running(path, at=ACT) as pilot:
        assert "6 actions: more than 5 rarely all get done" in screen_text(pilot)
        assert "without an owner" not in screen_text(pilot)


async def test_status_goes_round_and_a_dropped_action_closes_nothing(
    folder: Path, bare: Session
) -> None:
    action = Action(title="a", closes=("checklist/touchpoint",), owner="Ada", due=TODAY)
    path = save_as(add_action(bare, "act", "a1", action), folder)
    async with running(path, at=ACT) as pilot:
        assert "Customers create it" in not_covered(screen_text(pilot))
        assert "Every contact" not in not_covered(screen_text(pilot))
        seen = []
        for _ in Status:
            await pilot.press("s")
            seen.append(answers(session_of(pilot), "act").actions["a1"].status)
            if seen[-1] is Status.DROPPED:
                assert "Every contact" in not_covered(screen_text(pilot))
        assert seen == [Status.UNDER_WAY, Status.DONE, Status.DROPPED, Status.NOT_STARTED]


async def test_actions_are_edited_moved_deleted_and_brought_back(
    folder: Path, bare: Session
) -> None:
    path = save_as(with_actions(bare, "a", "b", "c"), folder)
    async with running(path, at=ACT) as pilot:
        await pilot.press("down", "enter")
        await type_text(pilot, "2")
        await pilot.press("ctrl+n")
        assert titles(session_of(pilot)) == ["a", "b2", "c"]
        await pilot.press("K")
        assert titles(session_of(pilot)) == ["b2", "a", "c"]
        await pilot.press("J", "J")
        assert titles(session_of(pilot)) == ["a", "c", "b2"]
        await pilot.press("d")
        assert titles(session_of(pilot)) == ["a", "c"]
        assert "u puts it back" in screen_text(pilot)
        await pilot.press("u")
        assert titles(saved_of(pilot)) == ["a", "c", "b2"]


async def test_a_title_emptied_by_accident_keeps_the_old_one(folder: Path, bare: Session) -> None:
    path = save_as(with_actions(bare, "abc"), folder)
    async with running(path, at=ACT) as pilot:
        await pilot.press("enter", "backspace", "backspace", "backspace", "escape")
        assert titles(session_of(pilot)) == ["abc"]


@pytest.mark.parametrize(
    ("days", "said"), [(3, "in 3 days"), (-5, "! late 5 days"), (0, "today"), (30, "in 4 weeks")]
)
async def test_due_days_are_said_from_today(
    folder: Path, bare: Session, days: int, said: str
) -> None:
    action = Action(title="Ring back", owner="Ada", due=TODAY + dt.timedelta(days))
    async with running(save_as(add_action(bare, "act", "a1", action), folder), at=ACT) as pilot:
        assert f"Ada {said}" in " ".join(screen_text(pilot).replace("□□ not started", "").split())


async def test_what_is_done_is_not_late(folder: Path, bare: Session) -> None:
    due = TODAY - dt.timedelta(5)
    action = Action(title="Ring back", owner="Ada", due=due, status=Status.DONE)
    async with running(save_as(add_action(bare, "act", "a1", action), folder), at=ACT) as pilot:
        assert "■■ done" in screen_text(pilot)
        assert "late" not in screen_text(pilot)


async def test_a_wide_screen_shows_the_action_under_the_cursor_beside(
    folder: Path, bare: Session
) -> None:
    session = add_action(bare, "act", "a1", Action(title="Ring back", owner="Ada", due=TODAY))
    more = Action(title="Write", owner="Ben", due=TODAY, success="9 of 10 write back")
    path = save_as(add_action(session, "act", "a2", more), folder)
    async with running(path, at=ACT, size=(120, 40)) as pilot:
        assert "9 of 10 write back" not in screen_text(pilot)
        await pilot.press("down")
        assert "9 of 10 write back" in screen_text(pilot)
        assert "2 of 2" in screen_text(pilot)


async def test_the_answers_to_the_candidate_under_the_cursor_stand_below(path: Path) -> None:
    async with running(path, at=CHOOSE, size=(120, 40)) as pilot:
        assert "gap 100 of 100" in screen_text(pilot)
        await pilot.press("down")
        assert "gap 75 of 100" in screen_text(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (160, 50)])
async def test_long_and_wide_words_are_whole_at_every_size(
    folder: Path, bare: Session, size: tuple[int, int]
) -> None:
    title = "Kunden rufen wir am zweiten Tag zurück und fragen 日本の皆様 nach dem Stand der Dinge"
    action = Action(title=title, owner="Ada [b]x[/b]", due=TODAY, closes=("checklist/touchpoint",))
    path = save_as(add_action(bare, "act", "a1", action), folder)
    async with running(path, at=ACT, size=size) as pilot:
        text = screen_text(pilot)
        for word in title.split():
            assert word in text
        assert "Ada [b]x[/b]" in text
