"""What phones see and do, request by request."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from phone_rooms import CODE, HOST, heading, opened, private_session, rated
from valueworkshop.core.session.dot_votes import About, DotVote, Way
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.allocation import model as allocation
from valueworkshop.core.stages.allocation import rounds
from valueworkshop.core.stages.close import worth
from valueworkshop.core.stages.dots.edits import as_options, begin
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.phones.site import FREE_TRIES, LARGEST_FORM


def test_a_phone_joins_by_the_code_and_is_asked_the_first_item() -> None:
    with opened(private_session()) as room:
        phone = room.phone(joined=False)
        wrong = phone.post("/", data={"code": "1111"}).text
        assert heading(wrong) == "Join the workshop"
        assert CODE not in wrong
        assert "No account" in phone.post("/", data={"code": CODE}).text
        assert heading(phone.post(f"/{CODE}/join").text) == "Every contact creates value"
        assert [each.name for each in room.session.people.values()] == ["Phone 1"]


def test_a_tap_is_the_vote_says_so_and_can_be_changed() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        assert rated(phone, "touchpoint", "needed", "4") == 200
        page = phone.get(f"/{CODE}/at/touchpoint").text
        assert "mostly ✓ kept 14:03" in page
        assert rated(phone, "touchpoint", "needed", "2") == 200
        assert "a little ✓ kept 14:03" in phone.get(f"/{CODE}/at/touchpoint").text
        (ballot,) = answers(room.session, "checklist").rounds["1"].ballots.values()
        assert ballot.answers == {"needed": {"touchpoint": 2}}


def test_an_answer_is_nobodys_undo_step_and_the_facilitators_edit_stays() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        room.desk.commit(replace(room.session, title="Another title"))
        rated(phone, "touchpoint", "needed", "4")
        assert room.desk.undo()
        assert room.session.title == "Dealers, autumn"
        assert answers(room.session, "checklist").rounds["1"].ballots


def test_a_form_that_is_sent_again_does_nothing() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        rated(phone, "touchpoint", "needed", "4")
        rated(phone, "touchpoint", "needed", "5")
        rated(phone, "touchpoint", "needed", "4")  # the first one once more: it was kept already
        (ballot,) = answers(room.session, "checklist").rounds["1"].ballots.values()
        assert ballot.answers == {"needed": {"touchpoint": 5}}


def test_a_word_brings_the_ballot_back_and_signs_the_older_phone_out() -> None:
    with opened(private_session()) as room:
        older, newer = room.phone(), room.phone(joined=False)
        rated(older, "touchpoint", "needed", "4")
        found = re.search(r'class="big">(\w{4})<', older.get(f"/{CODE}/word").text)
        assert found
        assert newer.post(f"/{CODE}/again", data={"word": "zzzz"}).status_code == 404
        newer.post(f"/{CODE}/again", data={"word": found[1].lower()})
        assert "mostly" in newer.get(f"/{CODE}/at/touchpoint").text
        assert older.get(f"/{CODE}/state").status_code == 403
        assert len(room.session.people) == 1


def test_late_answers_are_refused_with_a_word_and_the_reveal_is_shown() -> None:
    with opened(private_session()) as room:
        phone, other = room.phone(), room.phone()
        for client in (phone, other):
            rated(client, "touchpoint", "needed", "5")
            rated(client, "touchpoint", "today", "1")
        room.desk.reveal(keyboard_turns.reveal_all(room.session, "checklist"))
        form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "today"}
        page = phone.post(f"/{CODE}/answer", data={**form, "id": "x", "answer": "3"}).text
        assert "Too late" in page
        shown = phone.get(f"/{CODE}").text
        assert "2 gave 5" in shown
        assert "100" in shown
        assert "6 to answer" in shown
        assert heading(phone.get(f"/{CODE}/at/together").text) == "Customers create it with us"


def test_a_listed_seat_is_taken_before_a_new_one_is_made() -> None:
    people = {"a": Person(name="Ada", group="leaders"), "b": Person(name="Ben", order=1)}
    with opened(replace(private_session(), people=people)) as room:
        for _ in range(3):
            room.phone()
        assert [each.name for each in room.session.people.values()] == ["Ada", "Ben", "Phone 3"]


def test_only_our_own_pages_are_heard() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        url = f"/{CODE}/answer"
        assert phone.get(f"/{CODE}", headers={"host": "evil.example"}).status_code == 421
        assert phone.post(url, headers={"origin": "http://evil.example"}).status_code == 403
        assert phone.post(url, headers={"origin": "null"}).status_code == 403
        assert phone.post(url, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert phone.post(url, content=b"a" * (LARGEST_FORM + 1)).status_code == 413
        assert (
            phone.post(url, data={"do": "rate", "stage": "nope", "answer": "4"}).status_code == 400
        )
        assert room.phone(joined=False).post(url, data={"do": "rate"}).status_code == 403
        assert phone.get("/0000/wall").status_code == 404
        assert not answers(room.session, "checklist").rounds["1"].ballots


def test_headers_forbid_what_a_page_does_not_need() -> None:
    with opened(private_session()) as room:
        answer = room.phone().get(f"/{CODE}")
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["referrer-policy"] == "same-origin"
        joined = room.phone(joined=False).post(f"/{CODE}/join", follow_redirects=False)
        cookie = joined.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert f"path=/{CODE}" in cookie


def test_nothing_comes_from_outside_and_the_script_is_small() -> None:
    with opened(private_session()) as room:
        page = room.phone().get(f"/{CODE}").text
        assert not re.search(r"https?://", page)
        script = re.search(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
        assert script
        assert len(script[1].encode()) < 5 * 1024


def test_joining_can_be_closed_and_the_end_is_said() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        room.room.joining = False
        assert "Joining is closed" in room.phone(joined=False).get(f"/{CODE}").text
        assert heading(phone.get(f"/{CODE}").text) == "Every contact creates value"
        room.room.over = True
        assert phone.get(f"/{CODE}").status_code == 410


def test_a_state_that_has_not_changed_is_not_sent_again() -> None:
    with opened(private_session()) as room:
        phone, other = room.phone(), room.phone()
        state = phone.get(f"/{CODE}/state")
        assert len(state.content) < 1024
        mark = {"if-none-match": state.headers["etag"]}
        rated(other, "touchpoint", "needed", "4")
        assert phone.get(f"/{CODE}/state", headers=mark).status_code == 304
        room.desk.reveal(keyboard_turns.reveal_all(room.session, "checklist"))
        assert phone.get(f"/{CODE}/state", headers=mark).status_code == 200


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x>', "日本 & co"])
def test_words_of_people_are_words(words: str) -> None:
    session = replace(private_session(), title=words)
    with opened(session) as room:
        for path in (f"/{CODE}", f"/{CODE}/word", f"/{CODE}/wall", f"/{CODE}/at/all"):
            page = room.phone().get(path).text
            assert "<script>alert" not in page
            assert "<img" not in page


def test_many_wrong_codes_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("valueworkshop.phones.site.asyncio.sleep", sleep)
    with opened(private_session()) as room:
        phone = room.phone(joined=False)
        for number in range(FREE_TRIES + 2):
            phone.get(f"/{number:04d}")
        assert len([each for each in waited if each == 1]) == 2


def test_the_host_is_named_on_the_wall() -> None:
    with opened(private_session()) as room:
        page = room.phone(joined=False).get(f"/{CODE}/wall").text
        assert HOST in page
        assert CODE in page


def note(client: TestClient, text: str, question: str = "rivals", **more: str) -> str:
    """Write a note; return the page that comes then."""
    form = {"do": "note", "stage": "guiding", "item": question, "at": question, "text": text}
    return str(client.post(f"/{CODE}/answer", data={**form, "id": text, **more}).text)


def test_notes_arrive_hidden_and_stay_so_until_they_are_shown() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(session) as room:
        phone, other = room.phone(), room.phone()
        assert "1 note of yours" in note(phone, "Repairs that nobody does")
        assert "Repairs" not in other.get(f"/{CODE}").text
        assert "Repairs" not in other.get(f"/{CODE}/wall").text
        (key,) = room.session.silent
        (own,) = room.session.silent[key].sheets.values()
        (kept,) = own.notes
        assert "2 notes" not in note(phone, "Repairs, quickly", note=kept)
        assert "Repairs, quickly" in phone.get(f"/{CODE}").text
        showing = silent_edits.showing(room.session, key)
        assert showing is not None
        room.desk.part(showing)
        assert "Repairs, quickly" in other.get(f"/{CODE}").text


def test_nobody_changes_a_note_of_somebody_else() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(session) as room:
        phone, other = room.phone(), room.phone()
        note(phone, "Mine")
        (sheet,) = next(iter(room.session.silent.values())).sheets.values()
        assert "Too late" in note(other, "Theirs", note=next(iter(sheet.notes)))
        (kept,) = sheet.notes.values()
        assert kept.text == "Mine"


def test_a_phone_does_not_choose_the_id_of_its_note() -> None:
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    with opened(session) as room:
        note(room.phone(), "Mine", new="somebodys")
        (sheet,) = next(iter(room.session.silent.values())).sheets.values()
        assert "somebodys" not in sheet.notes


def test_points_make_a_hundred_or_are_not_kept() -> None:
    session = private_session("complete")
    (stage,) = session.kit.of_kind("allocation")
    session = allocation.choose_way(session, stage, allocation.Giving.PRIVATE)
    with opened(replace(session, place=Place(stage=stage, at="today"))) as room:
        phone = room.phone()
        form = {"do": "spread", "stage": stage, "item": "today", "points-social": "10"}
        url = f"/{CODE}/answer"
        page = phone.post(url, data={**form, "id": "1", "points-intimacy": "80"}).text
        assert "the points have to make 100" in page
        page = phone.post(url, data={**form, "id": "2", "points-intimacy": "90"}).text
        assert "1 of 3 given" in page
        room.desk.reveal(rounds.reveal(room.session, stage, "today"))
        shown = phone.get(f"/{CODE}").text  # the room looks at it; the rest is one tap away
        assert "<form" not in shown
        assert "2 to answer" in shown
        assert "0 of 2 given" in phone.get(f"/{CODE}/at/all").text
        more = {"do": "spread", "stage": stage, "item": "chosen", "points-social": "100"}
        assert "Too late" not in phone.post(url, data={**more, "id": "3", "at": "all"}).text
        (ballot,) = allocation.answers(room.session, stage).ballots.values()
        assert ballot["chosen"]["social"] == 100
        assert ballot["today"] == {"excellence": 0, "intimacy": 90, "innovation": 0, "social": 10}


def test_what_matters_most_is_picked_and_dots_are_put() -> None:
    with opened(private_session()) as room:
        phone = room.phone()
        form = {"do": "pick", "stage": "checklist", "at": "picks"}
        for item in ("together", "renewal"):
            page = phone.post(f"/{CODE}/answer", data={**form, "id": item, "answer": item}).text
        assert "matters most" in page
        (ballot,) = answers(room.session, "checklist").rounds["1"].ballots.values()
        assert ballot.answers["weight"]["together"] == 5
        options = as_options({"a": "A", "b": "B"})
        vote = DotVote(about=About.NOTES, budget=3, most=2, options=options)
        vote = replace(vote, stage="guiding", at="rivals")
        room.desk.commit(begin(room.session, "v", vote))
        assert "3 dots left" not in phone.get(f"/{CODE}").text  # the room is not there
        room.desk.commit(replace(room.session, place=Place(stage="guiding", at="rivals")))
        dots = {"do": "dots", "vote": "v"}
        assert "3 dots left" in phone.get(f"/{CODE}").text
        phone.post(f"/{CODE}/answer", data={**dots, "id": "1", "answer": "a:2"})
        page = phone.post(f"/{CODE}/answer", data={**dots, "id": "2", "answer": "-done"}).text
        assert heading(page) == "Handed in"
        assert [b.dots for b in room.session.dots["v"].handed_in.values()] == [{"a": 2}]
        counted = replace(vote, way=Way.COUNTED)
        room.desk.commit(begin(replace(room.session, dots={}), "v", counted))
        assert "Dots are counted in the room" in phone.get(f"/{CODE}").text


def test_at_the_close_each_phone_has_one_answer_that_can_be_changed() -> None:
    session = private_session()
    (stage,) = session.kit.of_kind("close")
    with opened(replace(session, place=Place(stage=stage, at="rating"))) as room:
        phones = [room.phone() for _ in range(3)]
        for number, answer in ((0, "2"), (0, "5"), (1, "4"), (2, "4")):
            form = {"do": "worth", "stage": stage, "id": f"{number}{answer}", "answer": answer}
            page = phones[number].post(f"/{CODE}/answer", data=form).text
            assert "✓ kept 14:03" in page
        assert "2 gave 4" not in phones[0].get(f"/{CODE}").text
        room.desk.reveal(worth.show(room.session, stage))
        found = worth.worth(room.session, stage)
        assert found is not None
        assert found.given == [4, 4, 5]
