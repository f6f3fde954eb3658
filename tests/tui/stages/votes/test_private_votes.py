"""The keyboard goes round: covers, private ballots, the reveal of all, a second vote."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from running import (
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
from valueworkshop.core.session.people import OBSERVERS
from valueworkshop.core.session.session import Segment
from valueworkshop.core.stages.votes.model import Method, answers, was_revealed
from valueworkshop.core.stages.votes.second_rounds import split_of
from valueworkshop.files.text import session_file
from valueworkshop.tui.stages.votes.ballot_screen import BallotScreen
from valueworkshop.tui.widgets.cover_screen import CoverScreen

STAGE, FIRST, LAST = "checklist", "touchpoint", "renewal"
PEOPLE = (("Ada", "leaders"), ("Ben", ""), ("Cy", ""), ("Olga", OBSERVERS))
SHORT = [*"454545", *"252525", *"333333"]  # 18 answers: six items, three questions each


def on_screen(pilot: Pilot[None]) -> type:
    """Which screen is before the others."""
    return type(pilot.app.screen)


async def test_the_keyboard_goes_round_and_nobody_sees_what_was_answered(folder: Path) -> None:
    session = with_people(session_file.read(new_file(folder)).session, *PEOPLE)
    session = replace(session, segments={"s1": Segment(name="small dealers")})
    async with running(save_as(session, folder), at=(STAGE, FIRST), size=(60, 20)) as pilot:
        await pilot.press("m", "m", "m")
        text = screen_text(pilot)
        assert "Votes in: 0 of 3" in text  # who only looks on is not waited for
        assert "anyone who opens that file" in " ".join(text.split())
        await pilot.press("enter")
        assert on_screen(pilot) is CoverScreen
        assert "Ada" in screen_text(pilot)
        await pilot.press("enter", *"4d-1", "backspace")
        ballot = screen_text(pilot)
        assert "4 of 18" in ballot
        assert "[●]" in ballot
        assert "We renew the experience" in ballot
        await pilot.press("space", "s")
        assert "4       d      -" in screen_text(pilot)
        assert "small dealers" in screen_text(pilot)
        await pilot.press("2", "enter")
        assert on_screen(pilot) is BallotScreen  # answers are missing
        assert "14 answers are missing" in screen_text(pilot)
        await pilot.press("up", "left", *SHORT)
        assert "All your answers are in" in screen_text(pilot)
        await pilot.press("enter")
        assert "Ben" in screen_text(pilot)
        assert "Votes in: 1 of 3" in screen_text(pilot)
        await pilot.press("n")  # Ben is not here now
        await pilot.press("enter", *SHORT, "enter")
        assert "the facilitator" in screen_text(pilot)
        await pilot.press("enter")
        assert "Enter hands the keyboard to Ben" in screen_text(pilot)
        await nothing_is_revealed_unasked(pilot)
        vote = answers(saved_of(pilot), STAGE).rounds["1"]
        assert vote.method is Method.PRIVATE
        assert list(vote.ballots) == sorted(vote.ballots)
        assert vote.ballots["v1"].segment == "s1"
        await pilot.press("enter", "enter", *SHORT[:2], "escape")  # stopped: what is in stays
        assert answers(session_of(pilot), STAGE).rounds["1"].ballots["v2"].get("needed", FIRST) == 4
        await pilot.press("enter", "enter", *SHORT[2:], "enter", "enter")
        assert "Votes in: 3 of 3" in screen_text(pilot)
        await pilot.press("enter")
        assert not any(session_of(pilot).revealed.values())
        assert all(said in screen_text(pilot) for said in ("Enter All are in", "R reveals them"))
        await pilot.press("R")
        assert sum(session_of(pilot).revealed.values()) == 6
        assert "1 of 6, widest spread first" in screen_text(pilot)
        await pilot.press("W")
        assert "2 of 6, widest spread first" in screen_text(pilot)
        await what_was_voted_on_again_is_shown(pilot)
        await over(pilot)


async def nothing_is_revealed_unasked(pilot: Pilot[None]) -> None:
    """R asks where votes are missing; the key that asks is no answer."""
    await pilot.press("R")
    assert "Only 2 of 3 have voted on all. Reveal anyway?" in screen_text(pilot)
    await pilot.press("R", "enter", "escape")
    assert not any(session_of(pilot).revealed.values())


async def what_was_voted_on_again_is_shown(pilot: Pilot[None]) -> None:
    """R shows the item of the second vote, not the one with the widest spread."""
    again = session_of(pilot).place.at
    await pilot.press("r", "y", "enter", *["enter", *"433", "enter"] * 3, "enter", "R")
    assert was_revealed(session_of(pilot), STAGE, "2", again)
    assert session_of(pilot).place.at == again
    assert "This is the new vote. W goes to the item with the widest spread." in said(pilot)
    await pilot.press("W")
    assert "1 of 6, widest spread first" in screen_text(pilot)
    assert session_of(pilot).place.at != again


async def over(pilot: Pilot[None]) -> None:
    """Go on: the stage is over, and its ballots are nobody's any more."""
    assert {person.voter for person in session_of(pilot).people.values()} > {"v1", "v2", "v3"}
    await pilot.press("ctrl+g", *"gap summary")
    assert "Going there removes the names from the ballots for good" in said(pilot)
    await pilot.press("escape")
    assert "removes the names" not in said(pilot)
    while session_of(pilot).place.at != LAST:
        assert "removes the names" not in said(pilot)
        assert "Enter Next item" in said(pilot)
        await pilot.press("n")
    assert screen_text(pilot).split("\n")[-1].strip().startswith("Enter Next stage")
    assert "The next stage removes the names from the ballots for good" in said(pilot)
    await pilot.press("t", "right", "enter", "u")  # what is said there leaves the warning
    assert "Undone: " in said(pilot)
    assert "The next stage removes the names from the ballots for good" in said(pilot)
    await pilot.press("n")  # the stage is over
    assert "Names are now removed from the ballots" in screen_text(pilot)
    assert {person.voter for person in saved_of(pilot).people.values()} == {""}
    await pilot.press("u")
    assert {person.voter for person in session_of(pilot).people.values()} == {""}
    assert "removes the names" not in said(pilot)
    await pilot.press("f")
    assert "no longer carry names. Here you change them" in " ".join(screen_text(pilot).split())


def said(pilot: Pilot[None]) -> str:
    """What is on screen, in one line, without the borders of cards."""
    return words_on(pilot)


async def test_a_second_vote_is_blank_counts_and_shows_the_shift(folder: Path) -> None:
    people = [("Ada", ""), ("Ben", ""), ("Cy", ""), ("Di", "")]
    session = with_people(session_file.read(new_file(folder)).session, *people)
    async with running(save_as(session, folder), at=(STAGE, FIRST), size=(180, 50)) as pilot:
        await pilot.press(*"1555", *"2222", *"4444", "enter")
        assert "Needed: one person answered 1, all others 5" in said(pilot)
        await pilot.press("k")
        await type_text(pilot, "two markets")
        await pilot.press("enter")
        assert "We keep both views: two markets" in said(pilot)
        assert "We keep both views: two markets. u undoes it." in said(pilot)
        whole = session_of(pilot)
        await pilot.press("r")
        assert "Vote again on this item?" in screen_text(pilot)
        assert screen_text(pilot).split("\n")[-1].split()[:4] == ["y", "Yes", "Esc", "No"]
        await pilot.press("r", "enter", "n")  # the key that asks is no answer
        assert session_of(pilot) == whole
        await pilot.press("r", "y", "u")
        assert session_of(pilot) == whole
        assert "We keep both views: two markets" in said(pilot)
        await pilot.press("r", "y")
        assert "[ ] Ada" in screen_text(pilot)
        assert "▸needed" in screen_text(pilot)  # what is asked is what an answer goes to
        assert "1555" not in screen_text(pilot)
        await pilot.press("escape")  # nothing was given: it is called off
        assert "We keep both views" in said(pilot)
        await pilot.press("r", "y", *"4555", *"2222", *"4444", "enter")
        text = said(pilot)
        assert "Round 2 counts; 4 people answered both rounds." in text
        assert "Needed: of 4 people, 1 went up and 0 down" in text
        assert "We keep both views" not in text
        assert "After round 1 we kept both views: two markets." in text
        assert split_of(session_of(pilot), STAGE, FIRST) is None
        assert was_revealed(session_of(pilot), STAGE, "2", FIRST)
        assert "Ada" not in text
        await pilot.press("enter", "o")
        assert "stay without names" in screen_text(pilot)


async def test_who_has_handed_on_can_answer_again_and_nobody_reads_what_was_there(
    folder: Path,
) -> None:
    session = with_people(session_file.read(new_file(folder)).session, *PEOPLE)
    async with running(save_as(session, folder), at=(STAGE, FIRST), size=(100, 30)) as pilot:
        await pilot.press("m", "m", "m")
        await pilot.press("enter", *["enter", *SHORT, "enter"] * 3, "enter")
        assert "Votes in: 3 of 3" in screen_text(pilot)
        before = answers(session_of(pilot), STAGE).rounds["1"].ballots
        await pilot.press("right", "right")
        assert "Enter hands the keyboard to Ben." in said(pilot)
        await pilot.press("enter")
        assert on_screen(pilot) is CoverScreen
        await pilot.press("enter", "space")
        assert "nothing from before" in said(pilot)
        assert not any(f"[{answer}]" in screen_text(pilot) for answer in "45")
        await pilot.press("1")
        await pilot.press("left", "space")
        assert "[1]" in screen_text(pilot)
        await pilot.press("enter", "enter")  # the cover goes to the facilitator: all are in
        assert "Votes in: 3 of 3" in screen_text(pilot)
        after = answers(session_of(pilot), STAGE).rounds["1"].ballots
        changed = [voter for voter in after if after[voter] != before[voter]]
        assert len(changed) == 1
        assert after[changed[0]].get("needed", FIRST) == 1
        assert not any(session_of(pilot).revealed.values())
        await pilot.press("left")  # before the first in the list is the last
        assert "Enter hands the keyboard to Cy." in said(pilot)
