"""Who joins as whom: seats, groups, names, late ones, and coming back, as phones see it."""

import asyncio
import re
from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from phone_rooms import CODE, Opened, heading, opened, private_session, rated
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.edits import choose_method
from valueworkshop.core.stages.votes.model import Method, answers
from valueworkshop.core.stages.votes.secrecy import make_open
from valueworkshop.phones.site import FREE_TRIES

ADA = Person(name="Ada", group="leaders")
BEN = Person(name="Ben", group="front line", order=1)
EVE = Person(name="Eve", group="observers", order=2)


def with_people(session: Session, *people: Person) -> Session:
    """Return a session with these people, under the ids a, b, c …."""
    return replace(session, people=dict(zip("abcdef", people, strict=False)))


def with_names(session: Session) -> Session:
    """Return a session in which people vote with names."""
    return make_open(replace(session, open_votes=True), "checklist", "1")


def join(client: TestClient, **form: str) -> str:
    """Join, and return the page that comes then."""
    return str(client.post(f"/{CODE}/join", data=form).text)


def word_of(client: TestClient) -> str:
    """Return the word of a phone."""
    found = re.search(r'class="big">(\w{4})<', client.get(f"/{CODE}/word").text)
    assert found
    return found[1]


def names(room: Opened) -> list[str]:
    """Return the names in the list of people."""
    return [person.name for person in room.session.people.values()]


def who_gave(room: Opened, item: str = "touchpoint", facet: str = "needed") -> dict[str, object]:
    """Return by name what people gave in a vote with names."""
    (vote,) = answers(room.session, "checklist").rounds.values()
    assert vote.open
    people = room.session.people
    return {people[key].name: each.get(facet, item) for key, each in vote.ballots.items()}


def test_a_group_is_chosen_and_a_seat_of_that_group_taken() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        phone = room.phone(joined=False)
        page = phone.get(f"/{CODE}").text
        assert 'value="leaders" required' in page
        assert "none of these" in page
        assert 'id="name"' not in page
        join(phone, group="front line")
        assert room.room.seats.people == {"b"}


@pytest.mark.parametrize("form", [{}, {"group": ""}, {"group": "nobody's"}])
def test_without_a_group_the_page_asks_again(form: dict[str, str]) -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        assert "Choose your group" in join(room.phone(joined=False), **form)
        assert not room.room.seats.people


def test_those_in_no_group_take_nobodys_place() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        join(room.phone(joined=False), group="-")
        assert names(room) == ["Ada", "Ben", "Phone 3"]
        assert [each.group for each in room.session.people.values()][-1] == ""


def test_a_full_group_gets_another_seat() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        for _ in range(2):
            join(room.phone(joined=False), group="leaders")
        assert names(room) == ["Ada", "Ben", "Phone 3"]
        assert [each.group for each in room.session.people.values()][-1] == "leaders"


def test_with_names_a_name_on_the_list_is_that_person_however_it_is_typed() -> None:
    with opened(with_names(with_people(private_session(), ADA, BEN))) as room:
        phone = room.phone(joined=False)
        assert 'id="name"' in phone.get(f"/{CODE}").text
        join(phone, name="  bEN ")
        rated(phone, "touchpoint", "needed", "4", names="1")
        assert names(room) == ["Ada", "Ben"]
        assert who_gave(room) == {"Ben": 4}


def test_with_names_nobody_joins_without_one() -> None:
    with opened(with_names(with_people(private_session(), ADA, BEN))) as room:
        phone = room.phone(joined=False)
        assert "Type your name" in join(phone, name=" \t ")
        assert "Type your name" in join(phone)
        assert not room.room.seats.people


def test_somebody_who_is_not_on_the_list_is_added_with_name_and_group() -> None:
    with opened(with_names(with_people(private_session(), ADA, BEN))) as room:
        join(room.phone(joined=False), name="Zoë\x1b[31m <b>", group="leaders")
        added = list(room.session.people.values())[-1]
        assert (added.name, added.group) == ("Zoë[31m <b>", "leaders")


def test_two_of_one_name_are_told_apart_by_their_group() -> None:
    people = (ADA, Person(name="Ada", group="front line", order=1), BEN)
    with opened(with_names(with_people(private_session(), *people))) as room:
        join(room.phone(joined=False), name="Ada", group="front line")
        assert room.room.seats.people == {"b"}
        join(room.phone(joined=False), name="Ada", group="front line")
        assert room.room.seats.people == {"a", "b"}


def test_a_name_that_is_in_already_is_asked_again_and_nothing_is_lost() -> None:
    with opened(with_names(with_people(private_session(), ADA, BEN))) as room:
        first, second = room.phone(joined=False), room.phone(joined=False)
        join(first, name="Ada")
        page = join(second, name="ada")
        assert "come back with your word" in page
        assert 'value="ada"' in page
        assert names(room) == ["Ada", "Ben"]
        join(second, name="Ada Byron", group="leaders")
        assert names(room) == ["Ada", "Ben", "Ada Byron"]


def test_observers_do_not_vote() -> None:
    with opened(with_names(with_people(private_session(), ADA, EVE))) as room:
        assert "observers do not vote" in join(room.phone(joined=False), name="Eve")
        assert names(room) == ["Ada", "Eve"]


def test_a_late_one_lands_at_the_question_of_now_and_sees_the_list_of_all() -> None:
    with opened(private_session()) as room:
        first = room.phone()
        rated(first, "touchpoint", "needed", "5")
        rated(first, "touchpoint", "today", "5")
        room.desk.commit(replace(room.session, place=Place(stage="checklist", at="experience")))
        late = room.phone()
        assert heading(late.get(f"/{CODE}").text) == heading(first.get(f"/{CODE}").text)
        assert heading(late.get(f"/{CODE}/at/all").text) == "0 of 7 answered"


def test_who_joins_when_a_vote_with_names_comes_up_says_who_they_are_first() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        phone = room.phone(joined=False)
        join(phone, group="leaders")  # it is Zoe, on Ada's seat
        room.desk.commit(with_names(room.session))
        assert heading(phone.get(f"/{CODE}").text) == "This one is with names"
        assert "Not kept" in page_after(phone)
        assert not answers(room.session, "checklist").rounds["1"].ballots
        join(phone, name="Zoe")
        assert names(room) == ["Zoe", "Ben", "Ada"]
        rated(phone, "touchpoint", "needed", "4", names="1")
        assert who_gave(room) == {"Zoe": 4}


def page_after(client: TestClient, answer: str = "4") -> str:
    """Tap on a page that promised no names; return the page that comes then."""
    form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "needed"}
    return str(client.post(f"/{CODE}/answer", data={**form, "id": "x", "answer": answer}).text)


def test_two_who_sat_on_each_others_seats_answer_under_their_own_names() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        of_ben, of_ada = room.phone(joined=False), room.phone(joined=False)
        join(of_ben, group="leaders")
        join(of_ada, group="front line")
        room.desk.commit(with_names(room.session))
        assert "in already" in join(of_ben, name="Ben")  # on Ben's seat somebody sits still
        join(of_ada, name="Ada B.")
        join(of_ben, name="Ben")
        for client, answer in ((of_ben, "2"), (of_ada, "4")):
            rated(client, "touchpoint", "needed", answer, names="1")
        assert who_gave(room) == {"Ben": 2, "Ada B.": 4}


def test_a_seat_without_a_line_goes_when_its_person_says_who_they_are() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        phone = room.phone(joined=False)
        join(phone, group="-")
        assert names(room) == ["Ada", "Ben", "Phone 3"]
        room.desk.commit(with_names(room.session))
        join(phone, name="Ben")
        assert sorted(names(room)) == ["Ada", "Ben"]


def test_what_was_answered_without_a_name_stays_with_its_phone_and_without() -> None:
    session = choose_method(private_session("complete"), "terms", "1", Method.PRIVATE)
    with opened(with_people(session, ADA, BEN)) as room:
        phone = room.phone(joined=False)
        join(phone, group="front line")
        rated(phone, "touchpoint", "needed", "4")
        room.desk.commit(make_open(room.session, "terms", "1"))
        room.desk.commit(replace(room.session, place=Place(stage="terms")))
        join(phone, name="Cleo")
        room.desk.commit(replace(room.session, place=Place(stage="checklist")))
        assert "mostly" in phone.get(f"/{CODE}/at/touchpoint").text
        assert not answers(room.session, "checklist").rounds["1"].open


def test_somebody_who_began_at_the_keyboard_goes_on_there() -> None:
    with opened(with_names(with_people(private_session(), ADA, BEN))) as room:
        cell = keyboard_turns.Cell(item="touchpoint", facet="needed")
        ids = room.desk.ids
        room.desk.commit(keyboard_turns.answered(room.session, "checklist", "b", cell, 5, ids))
        phone = room.phone(joined=False)
        join(phone, name="Ben")
        assert "completely" in phone.get(f"/{CODE}/at/touchpoint").text
        assert names(room) == ["Ada", "Ben"]


def test_notes_with_names_ask_who_writes_and_give_back_what_was_promised_otherwise() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(with_people(session, ADA, BEN)) as room:
        phone = room.phone(joined=False)
        join(phone, group="leaders")
        begun = silent_edits.begin(room.session, "round", "guiding", "rivals")
        room.desk.commit(silent_edits.name_them(begun, "round", named=True))
        form = {"do": "note", "stage": "guiding", "item": "rivals", "text": "Mine & only mine"}
        answer = phone.post(f"/{CODE}/answer", data=form)
        assert answer.status_code == 409
        assert "Mine &amp; only mine" in answer.text
        assert not room.session.silent["round"].sheets
        assert heading(phone.get(f"/{CODE}").text) == "This one is with names"
        join(phone, name="Ada")
        page = phone.get(f"/{CODE}").text
        assert 'name="names" value="1"' in page
        phone.post(f"/{CODE}/answer", data={**form, "names": "1"})
        (sheet,) = room.session.silent["round"].sheets.values()
        assert [note.text for note in sheet.notes.values()] == ["Mine & only mine"]


def test_a_note_that_came_too_late_is_given_back() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(session) as room:
        phone = room.phone()
        room.desk.commit(replace(room.session, place=Place(stage="checklist")))
        form = {"do": "note", "stage": "guiding", "item": "rivals", "text": "A long thought"}
        answer = phone.post(f"/{CODE}/answer", data=form)
        assert answer.status_code == 409
        assert "A long thought" in answer.text


def test_a_word_works_in_any_case_once_joining_is_closed_and_never_for_a_dropped_phone() -> None:
    with opened(private_session()) as room:
        older, newer = room.phone(), room.phone(joined=False)
        word = word_of(older)
        room.room.joining = False
        assert f"/{CODE}/again" in newer.get(f"/{CODE}").text
        newer.post(f"/{CODE}/again", data={"word": f" {word.lower()} "})
        assert heading(newer.get(f"/{CODE}").text) == "Every contact creates value"
        assert "Joining is closed" in older.get(f"/{CODE}").text  # signed out
        (person,) = room.room.seats.people
        room.room.seats.drop(person)
        again = older.post(f"/{CODE}/again", data={"word": word})
        assert again.status_code == 404
        assert "Nobody here has this word" in again.text


def test_joining_twice_is_joining_once() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        join(phone)
        join(phone, name="Somebody else")
        assert names(room) == ["Phone 1"]


async def test_a_join_is_decided_once_whatever_the_facilitator_edits_meanwhile() -> None:
    with opened(with_people(private_session(), ADA)) as room:
        joining = asyncio.create_task(room.room.join())
        await asyncio.sleep(0)  # it is on its way, and not on the desk yet
        assert room.room.seats.people == {"a"}
        people = {"z": Person(name="Zoe", order=-1), **room.session.people}
        room.desk.commit(replace(room.session, people=people))
        secret = await joining
        seat = room.room.holder(secret)
        assert seat is not None
        assert seat.person == "a"
        assert set(room.session.people) == {"z", "a"}


async def test_a_join_survives_that_its_line_is_taken_from_the_list_meanwhile() -> None:
    with opened(with_people(private_session(), ADA)) as room:
        joining = asyncio.create_task(room.room.join())
        await asyncio.sleep(0)
        room.desk.commit(replace(room.session, people={}))
        seat = room.room.holder(await joining)
        assert seat is not None
        assert room.session.people[seat.person].name == "Ada"


@pytest.mark.parametrize("guessers", [3, 100])
def test_wrong_guesses_wait_in_one_line_however_many_guess_at_once(
    guessers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = most = slept = 0
    sleep = asyncio.sleep

    async def counted(seconds: float) -> None:
        nonlocal at_once, most, slept
        if seconds != 1:
            await sleep(seconds)
            return
        slept += 1
        at_once += 1
        most = max(most, at_once)
        for _ in range(3):
            await sleep(0)
        at_once -= 1

    monkeypatch.setattr("valueworkshop.phones.site.asyncio.sleep", counted)
    with opened(private_session()) as room:
        app = room.first.app

        async def guess(number: int) -> int:
            sent: list[MutableMapping[str, Any]] = []

            async def send(message: MutableMapping[str, Any]) -> None:
                sent.append(message)

            async def receive() -> MutableMapping[str, Any]:
                return {"type": "http.request", "body": b""}

            host = (b"host", b"192.0.2.7:8765")
            scope = {"type": "http", "method": "GET", "path": f"/{number:04d}", "headers": [host]}
            await app(
                {**scope, "query_string": b"", "raw_path": None, "root_path": ""}, receive, send
            )
            return int(str(sent[0]["status"]))

        async def all_guess() -> list[int]:
            return await asyncio.gather(*(guess(n) for n in range(FREE_TRIES + guessers)))

        assert room.first.portal is not None
        assert set(room.first.portal.call(all_guess)) == {404}
    assert slept == guessers
    assert most == 1


def test_before_the_day_too_somebody_says_who_they_are() -> None:
    with opened(with_people(private_session(), ADA, BEN)) as room:
        room.room.before = True
        phone = room.phone(joined=False)
        join(phone, group="leaders")
        room.desk.commit(make_open(room.session, "checklist", "1"))
        page = phone.get(f"/{CODE}/in/checklist").text
        assert heading(page) == "This one is with names"
        join(phone, name="Ada", stage="checklist")
        assert heading(phone.get(f"/{CODE}/in/checklist").text) == "Every contact creates value"
