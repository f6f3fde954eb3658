"""Before the day people answer what they can alone, wherever the facilitator is."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from phone_rooms import CODE, Opened, heading, opened, private_session, rated
from valueworkshop.core.session.session import Place
from valueworkshop.core.session.voting_methods import Method, Ways
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import answers


def started(room: Opened) -> TestClient:
    """Return a phone of a room that is open before the day."""
    room.room.before = True
    return room.phone()


def listed(client: TestClient) -> dict[str, str]:
    """Return by stage what the list says of it."""
    found = re.findall(rf'href="/{CODE}/in/(\w+)".*?<small>(.*?)<', client.get(f"/{CODE}").text)
    return dict(found)


def test_the_list_has_what_people_can_answer_alone_and_how_much_is_done() -> None:
    with opened(private_session()) as room:
        phone = started(room)
        assert heading(phone.get(f"/{CODE}").text) == "Before the workshop"
        assert listed(phone) == {"guiding": "not yet", "checklist": "not yet"}
        rated(phone, "touchpoint", "needed", "4")
        assert listed(phone)["checklist"] == "not yet"
        page = phone.get(f"/{CODE}/in/checklist/at/touchpoint").text
        assert "mostly ✓ kept 14:03" in page
        rated(phone, "touchpoint", "today", "2")
        assert listed(phone)["checklist"] == "1 of 7 answered"


def test_a_tap_leads_back_to_the_stage_and_the_place_of_the_room_stays() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(session) as room:
        phone = started(room)
        form = {"do": "rate", "stage": "checklist", "item": "together", "facet": "needed"}
        answer = phone.post(f"/{CODE}/answer", data={**form, "answer": "3", "at": "together"})
        assert answer.url.path == f"/{CODE}/in/checklist/at/together"
        assert room.session.place == session.place
        (ballot,) = answers(room.session, "checklist").rounds["1"].ballots.values()
        assert ballot.answers == {"needed": {"together": 3}}


def test_notes_wait_hidden_and_are_there_on_the_day() -> None:
    session = replace(private_session(), place=Place(stage="checklist"))
    with opened(session) as room:
        phone = started(room)
        form = {"do": "note", "stage": "guiding", "item": "rivals", "at": "rivals", "text": "Mine"}
        assert "1 note of yours" in phone.post(f"/{CODE}/answer", data=form).text
        assert "Mine" not in room.phone().get(f"/{CODE}/in/guiding/at/rivals").text
        room.room.before = False
        room.desk.commit(replace(room.session, place=Place(stage="guiding", at="rivals")))
        assert "Mine" in phone.get(f"/{CODE}").text


def test_points_are_spread_before_the_day_where_each_does_so_alone() -> None:
    session = private_session("complete")
    (stage,) = session.kit.of_kind("allocation")
    with opened(session) as room:
        phone = started(room)
        assert stage not in listed(phone)
        room.desk.commit(allocation.choose_way(room.session, stage, allocation.Giving.PRIVATE))
        form = {"do": "spread", "stage": stage, "item": "today", "points-intimacy": "100"}
        page = phone.post(f"/{CODE}/answer", data=form).text
        assert "1 of 3 given" in page
        assert re.match("1 of 3", listed(phone)[stage])


@pytest.mark.parametrize("way", [Method.ROOM, Method.HANDS])
def test_what_the_room_gives_together_is_not_asked(way: Method) -> None:
    session = replace(private_session("complete"), ways=Ways(items=way))
    with opened(session) as room:
        phone = started(room)
        # Chosen for this stage, and statements begin in private.
        assert set(listed(phone)) == {"guiding", "checklist", "perception"}
        form = {"do": "rate", "stage": "value", "item": "ours", "facet": "today", "answer": "3"}
        assert "Too late" in phone.post(f"/{CODE}/answer", data=form).text


def test_what_was_shown_is_not_asked_and_late_answers_say_so() -> None:
    with opened(private_session()) as room:
        phone = started(room)
        rated(phone, "touchpoint", "needed", "5")
        rated(phone, "touchpoint", "today", "1")
        room.desk.reveal(keyboard_turns.reveal_all(room.session, "checklist"))
        form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "today"}
        assert "Too late" in phone.post(f"/{CODE}/answer", data={**form, "answer": "3"}).text
        page = phone.get(f"/{CODE}/in/checklist/at/all").text
        assert "/at/touchpoint" not in page
        assert "/at/together" in page


def test_the_page_can_be_closed_and_opened_again() -> None:
    with opened(private_session()) as room:
        room.room.before = True
        phone = room.phone(joined=False)
        cookie = phone.post(f"/{CODE}/join", follow_redirects=False).headers["set-cookie"]
        assert "Max-Age=" in cookie  # it outlives the browser
        rated(phone, "touchpoint", "needed", "4")
        room.room.over = True
        assert "go on when it is open again" in phone.get(f"/{CODE}").text
        room.room.over = False
        assert "mostly ✓" in phone.get(f"/{CODE}/in/checklist/at/touchpoint").text


def test_on_the_day_the_page_follows_the_room_again() -> None:
    with opened(private_session()) as room:
        phone = started(room)
        state = phone.get(f"/{CODE}/state").json()
        room.room.before = False
        assert phone.get(f"/{CODE}/state").json() != state
        page = phone.get(f"/{CODE}/in/guiding")
        assert page.url.path == f"/{CODE}"
        assert heading(page.text) == "Every contact creates value"


@pytest.mark.parametrize("stage", ["nope", "summary", "%3Cb%3E"])
def test_a_page_of_no_such_stage_is_the_list(stage: str) -> None:
    with opened(private_session()) as room:
        page = started(room).get(f"/{CODE}/in/{stage}").text
        assert heading(page) == "Before the workshop"
