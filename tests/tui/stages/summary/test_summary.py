"""The gap summary: its picture, its words, and what can be done from it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from running import (
    app_of,
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    settled,
    type_text,
    until,
    with_people,
    workshop_of,
)
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.model import Abstained, Answer
from valueworkshop.files.text import session_file

STAGE = "checklist"
TEXTS = {
    "touchpoint": "Every contact",
    "together": "Customers crea",
    "experience": "Looking after",
}


@pytest.fixture
def bare(folder: Path) -> Session:
    """A new session of three people."""
    session = session_file.read(new_file(folder)).session
    for path in folder.iterdir():
        path.unlink()
    return with_people(session, ("Ada", ""), ("Ben", ""), ("Cy", ""))


def rated(
    session: Session,
    answers: Mapping[str, Mapping[str, Mapping[str, Answer]]],
    *,
    reveal: bool = True,
) -> Session:
    """Return the session with answers by item, facet and voter."""
    for item, by_facet in answers.items():
        for facet, by_voter in by_facet.items():
            for voter, given in by_voter.items():
                session = votes.answer(
                    session, STAGE, "1", voter=voter, facet=facet, item=item, given=given
                )
        if reveal:
            session = votes.reveal(session, STAGE, "1", item)
    return session


def all_say(*given: Answer) -> dict[str, Answer]:
    """Three people's answers: one for all, or one each."""
    each = given * 3 if len(given) == 1 else given
    return dict(zip(("v1", "v2", "v3"), each, strict=True))


def gap(needed: Answer, today: Answer, weight: Answer = 3) -> dict[str, dict[str, Answer]]:
    """An item on which all agree."""
    return {"needed": all_say(needed), "today": all_say(today), "weight": all_say(weight)}


def order_on_screen(text: str) -> list[str]:
    """The items of the picture, from above."""
    lines = text.split("\n")
    found = [
        (
            next(
                (
                    n
                    for n, line in enumerate(lines)
                    if words in line and ("●" in line or "◉" in line)
                ),
                99,
            ),
            item,
        )
        for item, words in TEXTS.items()
    ]
    return [item for row, item in sorted(found) if row < 99]


async def test_the_picture_is_sorted_by_priority_with_sign_and_number(
    folder: Path, bare: Session
) -> None:
    session = rated(
        bare,
        {"touchpoint": gap(4, 3, 5), "together": gap(5, 2, 5), "experience": gap(3, 4, 3)},
    )
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        text = screen_text(pilot)
        assert order_on_screen(text) == ["together", "touchpoint", "experience"]
        assert "▸ ▼▼   75" in text
        assert "▼▼   25" in text
        assert "▲   -25" in text


async def test_the_picture_follows_an_answer_changed_in_the_grid(
    folder: Path, bare: Session
) -> None:
    session = rated(bare, {"touchpoint": gap(5, 3, 3), "together": gap(5, 4, 3)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        assert order_on_screen(screen_text(pilot)) == ["touchpoint", "together"]
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage=STAGE, at="touchpoint")
        await pilot.press("g", "tab", "5", "5", "5", "escape")
        await pilot.press("ctrl+g")
        await type_text(pilot, "gap summary")
        await pilot.press("enter")
        order = ["together", "touchpoint"]
        await until(pilot, lambda: order_on_screen(screen_text(pilot)) == order, "the new order")
        assert "=     0" in screen_text(pilot)


async def test_what_changed_while_there_was_no_room_is_drawn_once_there_is(
    folder: Path, bare: Session
) -> None:
    """On the way back to the summary it is shown before it is laid out."""
    session = rated(bare, {"touchpoint": gap(5, 3, 3), "together": gap(5, 4, 3)})
    changed = rated(bare, {"touchpoint": gap(5, 5, 3), "together": gap(5, 4, 3)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        view, sitting = workshop_of(pilot).view, app_of(pilot).sitting
        assert view is not None
        assert sitting is not None
        view.display = False
        await until(pilot, lambda: not view.size.height, "a view without room")
        sitting.desk.commit(replace(changed, place=Place(stage="summary")))
        view.display = True
        order = ["together", "touchpoint"]
        await until(pilot, lambda: order_on_screen(screen_text(pilot)) == order, "the new order")


async def test_the_table_gives_the_numbers(folder: Path, bare: Session) -> None:
    session = rated(bare, {"touchpoint": gap(5, 2, 4)})
    async with running(save_as(session, folder), at=("summary", ""), size=(120, 40)) as pilot:
        text = screen_text(pilot)
        head = next(line for line in text.split("\n") if "rank" in line)
        assert [
            w for w in head.split() if w in {"needed", "today", "gap", "weight", "evidence"}
        ] == [
            "needed",
            "today",
            "gap",
            "weight",
            "evidence",
        ]
        row = next(line for line in text.split("\n") if "assumed" in line and "5.0" in line)
        assert "2.0" in row
        assert "75" in row
        assert "3 of 3" in row


D = Abstained.DONT_KNOW

EDGES: dict[str, tuple[dict[str, dict[str, dict[str, Answer]]], str]] = {
    "only today": (
        {"touchpoint": {"today": all_say(2)}},
        "We rated only today: without what is needed there is",
    ),
    "all abstain": (
        {"touchpoint": {"needed": all_say(D), "today": all_say(D)}},
        "None of us rated both",
    ),
    "nobody gave both": (
        {"touchpoint": {"needed": {"v1": 5}, "today": {"v2": 2}}},
        "None of us rated both",
    ),
    "one person": ({"touchpoint": {"needed": {"v1": 5}, "today": {"v1": 2}}}, "one person's view"),
    "nothing sways": ({item: gap(5, 2, 1) for item in TEXTS}, "every item got the lowest weight"),
    "no weight": (
        {"touchpoint": {"needed": all_say(5), "today": all_say(2)}},
        "3 of 3 see a shortfall",
    ),
}


@pytest.mark.parametrize(("given", "said"), EDGES.values(), ids=EDGES)
async def test_every_edge_is_said_in_words(
    folder: Path,
    bare: Session,
    given: dict[str, dict[str, dict[str, Answer]]],
    said: str,
) -> None:
    path = save_as(rated(bare, given), folder)
    async with running(path, at=("summary", ""), size=(120, 40)) as pilot:
        assert said in " ".join(screen_text(pilot).split())
        for size in ((60, 20), (80, 24)):
            await fly(pilot, size)
            assert screen_text(pilot)


ALL = ("touchpoint", "together", "experience", "fulfilment", "carriers", "renewal")


async def test_needs_that_are_all_5_are_said_to_tell_nothing_apart(
    folder: Path, bare: Session
) -> None:
    session = rated(bare, {item: gap(5, 3) for item in ALL})
    async with running(save_as(session, folder), at=("summary", ""), size=(120, 50)) as pilot:
        text = " ".join(screen_text(pilot).split())
        assert "Nearly all needs are rated 5" in text
        assert "Today is 2.0 steps below what customers need" in text


async def test_where_all_is_more_than_needed_no_shortfall_is_found(
    folder: Path, bare: Session
) -> None:
    session = rated(bare, {item: gap(2, 4) for item in ALL})
    async with running(save_as(session, folder), at=("summary", ""), size=(120, 50)) as pilot:
        text = screen_text(pilot)
        assert "No shortfall found" in text
        assert "▲   -50" in text
        assert "○───────●" in text


async def test_what_nobody_knows_is_said_beside_what_is_known(folder: Path, bare: Session) -> None:
    nobody: dict[str, dict[str, Answer]] = {"needed": all_say(D), "today": all_say(D)}
    given = {item: gap(5, 3) for item in ALL} | {"together": nobody}
    path = save_as(rated(bare, given), folder)
    async with running(path, at=("summary", ""), size=(120, 50)) as pilot:
        text = " ".join(screen_text(pilot).split())
        assert "Nobody knows" in text


async def test_nothing_rated_says_what_to_do(folder: Path, bare: Session) -> None:
    async with running(save_as(bare, folder), at=("summary", "")) as pilot:
        text = screen_text(pilot)
        assert "No ratings from the team yet" in text
        way = "Shortest way: B Value-creation checklist, 6 items, about"
        assert way in " ".join(text.split())
        assert "minutes. Enter goes there." in " ".join(text.split())
        await pilot.press("c")
        assert way in " ".join(screen_text(pilot).split())
        await pilot.press("c", "a")
        assert "nothing here to act on yet" in screen_text(pilot)
        await pilot.press("enter")
        text = screen_text(pilot)
        assert "Every contact creates value" in text
        await pilot.press("g")
        assert "Esc goes back to the item" in screen_text(pilot)
        await pilot.press("escape", "escape")
        assert "Shortest way" in screen_text(pilot)


async def test_votes_not_revealed_have_no_part(folder: Path, bare: Session) -> None:
    session = rated(bare, {"touchpoint": gap(5, 1)}, reveal=False)
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        assert "No ratings from the team yet" in screen_text(pilot)
        assert "100" not in screen_text(pilot)


async def test_open_questions_stand_below_the_gaps_and_lead_to_the_question(
    folder: Path, bare: Session
) -> None:
    session = questions.mark_open(bare, "guiding", "decision", is_open=True)
    session = rated(session, {"touchpoint": gap(5, 2)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        assert "?  open" in screen_text(pilot)
        await pilot.press("end")
        assert "An open question: nobody can answer it yet." in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert session_of(pilot).place == Place(stage="guiding", at="decision")


async def test_a_makes_an_action_that_closes_the_gap(folder: Path, bare: Session) -> None:
    session = rated(bare, {"touchpoint": gap(5, 2), "together": gap(5, 4)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Ring back")
        await pilot.press("escape")
        assert "Agreed: Ring back" in screen_text(pilot)
        (action,) = actions.answers(saved_of(pilot), "act").actions.values()
        assert action.title == "Ring back"
        assert action.closes == ("checklist/touchpoint",)


async def test_quitting_inside_the_form_keeps_the_action(folder: Path, bare: Session) -> None:
    session = rated(bare, {"touchpoint": gap(5, 2)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Ring back")
        await pilot.press("ctrl+q")
        (action,) = actions.answers(saved_of(pilot), "act").actions.values()
        assert action.title == "Ring back"


async def test_an_action_without_a_word_is_none(folder: Path, bare: Session) -> None:
    session = rated(bare, {"touchpoint": gap(5, 2)})
    async with running(save_as(session, folder), at=("summary", "")) as pilot:
        before = session_of(pilot)
        await pilot.press("a", "escape")
        assert replace(session_of(pilot), place=before.place) == before
