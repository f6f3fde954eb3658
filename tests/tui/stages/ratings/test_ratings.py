"""Rating items: cards, hands and the room's one number; unseen, revealed, repaired."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import (
    fly,
    new_file,
    running,
    save_as,
    saved_of,
    screen_text,
    session_of,
    still_text,
    type_text,
    with_people,
)
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes.model import (
    EVERYONE,
    ROOM,
    Abstained,
    Answer,
    Ballot,
    Hands,
    Method,
    answers,
)
from valueworkshop.files.text import session_file

STAGE, FIRST, SECOND = "checklist", "touchpoint", "together"
FACETS = ("needed", "today", "weight")
TRIO = (("Ada", "leaders"), ("Ben", "front line"), ("Cy", "front line"))


@pytest.fixture
def path(folder: Path) -> Path:
    """A new workshop of three people."""
    session = session_file.read(new_file(folder)).session
    return save_as(with_people(session, *TRIO), folder)


@pytest.fixture
def alone(folder: Path) -> Path:
    """A new workshop without participants."""
    return new_file(folder)


def given(session: Session, facet: str, item: str = FIRST) -> list[Answer | None]:
    """What Ada, Ben and Cy answered."""
    ballots = answers(session, STAGE).rounds["1"].ballots
    return [ballots.get(v, Ballot()).get(facet, item) for v in ("v1", "v2", "v3")]


def revealed(session: Session, item: str = FIRST) -> bool:
    """Whether the room has seen an item's vote."""
    return votes.is_revealed(session, STAGE, item)


async def test_one_key_an_answer_and_the_cursor_goes_through_people_and_facets(
    path: Path,
) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        assert "[ ] Ada" in screen_text(pilot)
        await pilot.press("5")
        assert "[ ] Ben" in screen_text(pilot)
        assert "How true must this be" in screen_text(pilot)
        await pilot.press("4", "d")
        assert "How true is it today?" in screen_text(pilot)
        assert "[ ] Ada" in screen_text(pilot)
        await pilot.press("2", "minus", "1")
        await pilot.press("3", "3", "3")
        session = saved_of(pilot)
        assert given(session, "needed") == [5, 4, Abstained.DONT_KNOW]
        assert given(session, "today") == [2, Abstained.SKIPPED, 1]
        assert given(session, "weight") == [3, 3, 3]


async def test_backspace_goes_one_back_and_the_next_key_corrects(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("5", "4", "backspace", "2", "3")
        assert given(session_of(pilot), "needed") == [5, 2, 3]
        await pilot.press("backspace")
        assert "[●] Cy" in screen_text(pilot)


async def test_before_the_reveal_no_screen_shows_an_answer(path: Path) -> None:
    """Nothing on screen differs, whatever was answered, wherever one goes."""

    async def seen(keys: str) -> list[str]:
        copy = Path(shutil.copy(path, path.parent / f"{keys}.toml"))
        async with running(copy, at=(STAGE, FIRST), size=(120, 40)) as pilot:
            shown = []

            async def look(*pressed: str) -> None:
                await pilot.press(*pressed)
                await pilot.app.workers.wait_for_complete()
                saved_of(pilot)  # how far saving is, which takes room, is the same each time
                await pilot.pause()
                shown.append(still_text(pilot))

            await look(*keys)
            await look("u")
            await look("ctrl+y")
            await look("g")
            await look("down", "up", "tab")
            await look("g")
            await fly(pilot, (60, 20))
            await look()
            await fly(pilot, (120, 40))
            await look("ctrl+n")
            await look("b")
            await look("enter")  # answers are missing: this asks
            await look("question_mark")
            await look("escape", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
            await look("ctrl+n")
            await look("ctrl+n")
            return shown

    assert await seen("5555") == await seen("1234")


async def test_hands_are_unseen_until_the_reveal(path: Path) -> None:
    async def seen(keys: str) -> list[str]:
        copy = Path(shutil.copy(path, path.parent / f"{keys}.toml"))
        async with running(copy, at=(STAGE, FIRST)) as pilot:
            await pilot.press("m", *keys)
            saved_of(pilot)  # how far saving is, which takes room, is the same each time
            await pilot.pause()
            first = still_text(pilot)
            await pilot.press("ctrl+n", "b")
            saved_of(pilot)
            await pilot.pause()
            return [first, still_text(pilot)]

    one, other = await seen("100000"), await seen("000001")
    assert one == other


async def test_reveal_asks_again_when_answers_are_missing(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("5", "enter")
        assert "8 answers are missing" in screen_text(pilot)
        assert not revealed(session_of(pilot))
        await pilot.press("4", "enter")
        assert "7 answers are missing" in screen_text(pilot)
        assert not revealed(session_of(pilot))
        await pilot.press("enter")
        assert revealed(session_of(pilot))
        assert revealed(saved_of(pilot))


async def test_nothing_answered_reveals_nothing(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("enter", "enter")
        assert not revealed(session_of(pilot))
        assert "No answers yet" in screen_text(pilot)


async def test_the_reveal_shows_dots_median_n_agreement_and_who_sees_a_shortfall(
    path: Path,
) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555", *"233", *"44d", "enter")
        text = screen_text(pilot)
        assert revealed(session_of(pilot))
        assert "needed · median 5" in text
        assert "today · median 3" in text
        assert text.count("▆▆▆") == 3 + 3 + 2
        assert text.count("3 answers ") == 2
        assert "2, 1 don't know" in text
        assert "▼▼ gap 58 of 100" in text
        assert "3 of 3 see a shortfall" in text
        assert " assumed " in text
        assert "Ada" not in text


async def test_undo_takes_answers_back_but_no_reveal(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555", *"233", *"444", "enter")
        await pilot.press("u", "u")
        assert revealed(session_of(pilot))
        assert given(session_of(pilot), "weight") == [4, None, None]
        assert "│ 1 answer " in screen_text(pilot)
        await pilot.press("ctrl+y", "ctrl+y")
        assert given(session_of(pilot), "weight") == [4, 4, 4]
        for _ in range(12):
            await pilot.press("u")
        assert revealed(session_of(pilot))
        assert revealed(saved_of(pilot))


async def test_enter_goes_to_the_next_item_after_the_reveal(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555555555", "enter", "enter")
        assert session_of(pilot).place.at == SECOND
        assert "[ ] Ada" in screen_text(pilot)
        assert "▸needed" in screen_text(pilot)
        await pilot.press("3")
        assert given(session_of(pilot), "needed", SECOND) == [3, None, None]


async def test_an_item_left_half_way_goes_on_where_answers_are_missing(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"5555", "ctrl+n", "b")
        assert "▸today" in screen_text(pilot)
        assert "[ ] Ben" in screen_text(pilot)


async def test_hands_are_counted_by_group_and_those_of_no_group_too(folder: Path) -> None:
    people = [*TRIO, ("Di", ""), ("Ed", "")]
    session = with_people(session_file.read(new_file(folder)).session, *people)
    async with running(save_as(session, folder), at=(STAGE, FIRST)) as pilot:
        await pilot.press("m")
        text = screen_text(pilot)
        assert "leaders  (1)" in text
        assert "front line  (2)" in text
        assert "no group  (2)" in text
        await pilot.press(*"020", *"000", *"000", *"001", *"101", *"000")
        assert "5 of 5 hands counted" not in screen_text(pilot)  # already at the next facet
        counted = answers(saved_of(pilot), STAGE).rounds["1"].hands["needed"][FIRST]
        assert counted == {
            "leaders": Hands(five=1),
            "front line": Hands(one=2),
            "no group": Hands(four=1, five=1),
        }
        assert "▸today" in screen_text(pilot)
        await pilot.press("tab", "tab")
        assert "Now: needed, which is counted. Enter reveals." in screen_text(pilot)


@pytest.mark.parametrize("people", [24, 0])
async def test_two_digits_are_one_count(folder: Path, people: int) -> None:
    session = session_file.read(new_file(folder)).session
    session = with_people(session, *[(f"P{n}", "") for n in range(people)])
    async with running(save_as(session, folder), at=(STAGE, FIRST)) as pilot:
        while "Call out each number" not in screen_text(pilot):
            await pilot.press("m")
        await pilot.press(*"12", *"0", "1", "right", *"11", *"00")
        counted = answers(session_of(pilot), STAGE).rounds["1"].hands["needed"][FIRST]
        assert counted == {EVERYONE: Hands(one=12, three=1, four=11)}
        assert "▸today" in screen_text(pilot)


async def test_hands_ask_before_they_reveal_half_of_a_vote(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", *"12", *"00", *"00", *"00", *"00", *"00", "enter")
        assert not revealed(session_of(pilot))
        assert "Hands are missing: today, weight" in screen_text(pilot)
        await pilot.press("enter")
        assert revealed(session_of(pilot))
        assert "No gap: you rated only what is needed." in screen_text(pilot)


async def test_counted_hands_say_that_they_are_not_linked(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", *"00", *"00", *"00", *"00", *"12", *"00")
        await pilot.press(*"00", *"12", *"00", *"00", *"00", *"00")
        await pilot.press(*"00", *"00", *"12", *"00", *"00", *"00", "enter")
        text = screen_text(pilot)
        assert "▼▼ gap 75 of 100" in text
        assert "hands counted: we cannot say who sees a shortfall" in text


async def test_without_participants_the_room_gives_one_rating(alone: Path) -> None:
    async with running(alone, at=(STAGE, FIRST)) as pilot:
        assert "the room" in screen_text(pilot)
        await pilot.press("4", "2", "3", "enter")
        assert "the room's one rating" in screen_text(pilot)
        vote = answers(saved_of(pilot), STAGE).rounds["1"]
        assert vote.method is Method.ROOM
        assert vote.ballots[ROOM].get("needed", FIRST) == 4


async def test_switching_how_to_vote_loses_nothing(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"543")
        await pilot.press("m", *"100000")
        await pilot.press("m", "2")
        await pilot.press("m", "m")
        vote = answers(session_of(pilot), STAGE).rounds["1"]
        assert vote.method is Method.CARDS
        assert given(session_of(pilot), "needed") == [5, 4, 3]
        assert vote.hands["needed"][FIRST]["leaders"] == Hands(one=1)
        assert vote.ballots[ROOM].get("needed", FIRST) == 2
        assert "3 of 3 in" not in screen_text(pilot)
        assert "▸today" in screen_text(pilot)


async def test_the_weight_can_be_left_out_and_asked_again(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("w")
        assert "all items count alike" in screen_text(pilot)
        assert answers(saved_of(pilot), STAGE).left_out == ("weight",)
        await pilot.press(*"555", *"222", "enter")
        assert revealed(session_of(pilot))
        assert "▸weight" not in screen_text(pilot)
        await pilot.press("w")
        assert answers(session_of(pilot), STAGE).left_out == ()


async def test_the_evidence_of_an_item_is_graded_with_source_and_date(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555222444", "enter", "t")
        await pilot.press("right", "tab")
        await type_text(pilot, "dealers")
        await pilot.press("tab")
        await type_text(pilot, "May")
        await pilot.press("enter")
        wanted = Evidence(grade=Grade.HEARD, source="dealers", when="May")
        assert answers(saved_of(pilot), STAGE).evidence[FIRST] == wanted
        assert " heard  dealers, May " in screen_text(pilot)


async def test_leaving_the_grading_untouched_is_no_edit(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555222444", "enter")
        before = session_of(pilot)
        await pilot.press("t", "escape")
        assert session_of(pilot) == before


async def answered(pilot: Pilot[None]) -> None:
    """Answer and reveal the first item, and answer the second unseen."""
    await pilot.press(*"555", *"222", *"444", "enter", "enter")
    await pilot.press(*"111", *"333", *"444")


async def test_the_grid_repairs_and_keeps_its_place(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await answered(pilot)
        await pilot.press("g")
        text = screen_text(pilot)
        assert "Ada" not in text
        row = next(line for line in text.split("\n") if "Every contact" in line)
        assert row.split()[:3] == ["5", "5", "5"]
        hidden = next(line for line in text.split("\n") if "create it with us" in line)
        assert "1" not in hidden
        assert hidden.count("●") == 3
        await pilot.press("up", "tab", "1", "right", "1")
        assert given(saved_of(pilot), "today") == [1, 2, 1]
        row = next(line for line in screen_text(pilot).split("\n") if "Every contact" in line)
        assert row.startswith(" ▸") or "▸" in row[:5]
        await pilot.press("delete")
        assert given(session_of(pilot), "today") == [1, 2, None]
        await pilot.press("u", "u", "u")
        assert given(session_of(pilot), "today") == [2, 2, 2]
        await pilot.press("escape")
        assert "▸weight" in screen_text(pilot)
        assert "Every contact" not in screen_text(pilot).partition("Undone")[0]


async def test_who_joins_later_can_vote(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555")
        await pilot.press("ctrl+g")
        await type_text(pilot, "people")
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("ctrl+j")
        await type_text(pilot, "Dora, f")
        await pilot.press("enter", "enter")
        await pilot.app.workers.wait_for_complete()
        assert session_of(pilot).place == Place(stage=STAGE, at=FIRST)
        assert "Dora" in screen_text(pilot)
        await pilot.press("tab", "tab")
        await pilot.press("right", "right", "right", "4")
        session = saved_of(pilot)
        assert given(session, "needed") == [5, 5, 5]
        dora = next(p for p in session.people.values() if p.name == "Dora")
        assert dora.voter
        ballot = answers(session, STAGE).rounds["1"].ballots[dora.voter]
        assert ballot.get("needed", FIRST) == 4


async def test_people_without_a_voter_get_one_with_the_first_answer(folder: Path) -> None:
    session = with_people(session_file.read(new_file(folder)).session, *TRIO)
    people = {key: replace(person, voter="") for key, person in session.people.items()}
    path = save_as(replace(session, people=people), folder)
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"543211")
        session = saved_of(pilot)
        ballots = answers(session, STAGE).rounds["1"].ballots
        voters = [person.voter for _, person in sorted(session.people.items())]
        assert [ballots[v].get("needed", FIRST) for v in voters] == [5, 4, 3]
        assert [ballots[v].get("today", FIRST) for v in voters] == [2, 1, 1]
        assert set(ballots) == set(voters)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_whose_card_is_typed_is_on_screen_however_many_there_are(
    folder: Path, size: tuple[int, int]
) -> None:
    people = [(f"Person {n}", "leaders") for n in range(1, 21)]
    session = with_people(session_file.read(new_file(folder)).session, *people)
    async with running(save_as(session, folder), at=(STAGE, FIRST), size=size) as pilot:
        for number in range(1, 21):
            assert f"[ ] Person {number}" in screen_text(pilot), number
            await pilot.press("3")


async def test_what_was_typed_wrongly_is_repaired_by_name_after_the_reveal(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press(*"555111444", "enter")
        assert "▼▼ gap 100 of 100" in screen_text(pilot)
        await pilot.press("f")
        assert "[●] Ada" in screen_text(pilot)
        await pilot.press("1")
        assert "the new one counts" in screen_text(pilot)
        await pilot.press("enter")
        assert given(session_of(pilot), "needed") == [1, 5, 5]
        assert "gap 67 of 100" in screen_text(pilot)


async def test_more_hands_than_people_are_named_before_the_reveal(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", *"12", *"12", *"00", *"00", *"00", *"00", "enter")
        assert "More hands than people: needed" in screen_text(pilot)
        assert not revealed(session_of(pilot))


async def test_a_count_of_hands_is_told_only_when_it_is_whole(path: Path) -> None:
    async with running(path, at=(STAGE, FIRST)) as pilot:
        await pilot.press("m", "1")
        text = screen_text(pilot)
        assert "counting" in text
        assert "hands counted" not in text
