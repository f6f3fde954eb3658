"""Rooms on a server: several workers over one database, and the facilitator's app that follows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from phone_rooms import private_session
from postgresql_cluster import cluster
from served_rooms import App, Server, at_worker, serving, tap, word_of
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import Ballot, answers
from valueworkshop.core.stages.votes.second_rounds import vote_again
from valueworkshop.core.stages.votes.secrecy import make_open
from valueworkshop.phones.room_news import News, Told
from valueworkshop.phones.server_client import ServerError
from valueworkshop.phones.serving import host_door
from valueworkshop.phones.serving.tables import DatabaseError, connected, prepare

FILE = "rooms.sqlite"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.external)])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server over a database of each kind; PostgreSQL in `make test-external`."""
    with serving(request.getfixturevalue(request.param)) as found:
        yield found


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / FILE}"


@pytest.fixture
def in_a_file(sqlite: str) -> Iterator[Server]:
    """A server whose whole database can be looked through."""
    with serving(sqlite) as found:
        yield found


def opened(server: Server, session: Session | None = None) -> tuple[App, str]:
    """Return an app that has opened its room, and the room's code."""
    app = server.app(session or private_session())
    app.follow()
    return app, app.follower.code


def ballots(session: Session, number: str = "1") -> list[Ballot]:
    return list(answers(session, "checklist").rounds[number].ballots.values())


def test_a_phone_joins_by_any_worker_and_its_tap_is_kept_once_the_app_has_it(
    server: Server,
) -> None:
    app, code = opened(server)
    assert len(code) == 6
    phone = server.phone(worker=1)
    assert "Join the workshop" in phone.post("/", data={"code": "222222"}).text
    assert "organisation" in phone.post("/", data={"code": code}).text
    phone.post(f"/{code}/join")
    assert "mostly → sent 13:23" in tap(phone, code, "touchpoint", "needed", "4")
    assert app.session.people == {}
    app.follow()
    assert [each.name for each in app.session.people.values()] == ["Phone 1"]
    assert [each.answers for each in ballots(app.session)] == [{"needed": {"touchpoint": 4}}]
    page = at_worker(server, phone, 0).get(f"/{code}/at/touchpoint").text
    assert "mostly ✓ kept 13:23" in page


def test_an_answer_can_be_changed_until_the_reveal_and_comes_in_once(server: Server) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "4")
    app.follow()
    tap(phone, code, "touchpoint", "needed", "2")
    tap(at_worker(server, phone, 1), code, "touchpoint", "needed", "4")  # sent again: it is known
    app.follow()
    assert [each.answers for each in ballots(app.session)] == [{"needed": {"touchpoint": 2}}]
    assert "a little ✓ kept" in phone.get(f"/{code}/at/touchpoint").text


def test_the_page_is_new_when_the_app_has_taken_an_answer_and_only_then(server: Server) -> None:
    app, code = opened(server)
    phone, other = server.phone(code), server.phone(code)
    app.follow()
    tap(phone, code, "touchpoint", "needed", "4")
    mine, others = (each.get(f"/{code}/state").headers["etag"] for each in (phone, other))
    app.follow()
    assert phone.get(f"/{code}/state").headers["etag"] != mine
    assert other.get(f"/{code}/state").headers["etag"] == others


def test_a_reveal_is_shown_and_what_comes_after_it_is_refused(server: Server) -> None:
    app, code = opened(server)
    phone, late = server.phone(code), server.phone(code, worker=1)
    tap(phone, code, "touchpoint", "needed", "5")
    tap(phone, code, "touchpoint", "today", "1")
    app.follow()
    tap(late, code, "touchpoint", "needed", "1")
    app.desk.reveal(keyboard_turns.reveal_all(app.session, "checklist"))
    app.desk.commit(replace(app.session, place=Place(stage="checklist", at="touchpoint")))
    app.follow()
    assert len(ballots(app.session)) == 1
    assert "Too late" in late.get(f"/{code}").text
    assert "Too late" in tap(phone, code, "touchpoint", "today", "3")
    assert "1 gave 5" in phone.get(f"/{code}").text
    assert "1 gave 5" in phone.get(f"/{code}/wall").text


def test_what_was_answered_while_the_room_went_on_counts_until_it_is_revealed(
    server: Server,
) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "5")
    app.desk.commit(replace(app.session, place=Place(stage="guiding", at="rivals")))
    app.follow()
    assert [each.answers for each in ballots(app.session)] == [{"needed": {"touchpoint": 5}}]
    assert "Too late" not in phone.get(f"/{code}").text


def test_an_answer_of_an_earlier_round_is_none_of_the_next(server: Server) -> None:
    app, code = opened(server)
    phone, late = server.phone(code), server.phone(code)
    tap(phone, code, "touchpoint", "needed", "5")
    app.follow()
    tap(late, code, "touchpoint", "needed", "1")
    app.desk.reveal(keyboard_turns.reveal_all(app.session, "checklist"))
    app.desk.commit(vote_again(app.session, "checklist", "touchpoint"))
    app.follow()
    assert len(ballots(app.session)) == 1
    assert not ballots(app.session, "2")
    assert "✓ kept" not in phone.get(f"/{code}/at/touchpoint").text
    assert "a little → sent" in tap(phone, code, "touchpoint", "needed", "2", id="again")


def test_a_word_brings_a_ballot_back_at_another_worker(server: Server) -> None:
    app, code = opened(server)
    older, newer = server.phone(code), server.phone(worker=1)
    tap(older, code, "touchpoint", "needed", "4")
    assert newer.post(f"/{code}/again", data={"word": "zzzz"}).status_code == 404
    newer.post(f"/{code}/again", data={"word": word_of(older, code).lower()})
    assert "mostly" in newer.get(f"/{code}/at/touchpoint").text
    assert older.get(f"/{code}/state").status_code == 403
    app.follow()
    assert len(app.session.people) == 1


def note(text: str) -> dict[str, str]:
    return {"do": "note", "stage": "guiding", "item": "rivals", "at": "rivals", "text": text}


def test_notes_stay_hidden_are_changed_and_shown(server: Server) -> None:
    at = Place(stage="guiding", at="rivals")
    app, code = opened(server, replace(private_session(), place=at))
    phone, other = server.phone(code), server.phone(code, worker=1)
    phone.post(f"/{code}/answer", data={**note("Repairs"), "id": "1"})
    app.follow()
    assert "1 note of yours" in phone.get(f"/{code}").text
    assert "Repairs" not in other.get(f"/{code}").text + other.get(f"/{code}/wall").text
    (key,) = app.session.silent
    (sheet,) = app.session.silent[key].sheets.values()
    (kept,) = sheet.notes
    change = {**note("Repairs, quickly"), "note": kept, "id": "2"}
    assert "2 notes" not in phone.post(f"/{code}/answer", data=change).text
    app.follow()
    other.post(f"/{code}/answer", data={**note("On its way"), "id": "3"})
    showing = silent_edits.showing(app.session, key)
    assert showing is not None
    app.desk.part(showing)
    app.follow()
    assert "Repairs, quickly" in other.get(f"/{code}").text
    assert "1 note of yours" in other.get(f"/{code}").text  # in the next round: it is not lost
    assert "note of yours" not in phone.get(f"/{code}").text


def test_a_listed_seat_and_a_name_are_taken_by_the_app(server: Server) -> None:
    people = {"a": Person(name="Ada"), "b": Person(name="Ben", order=1)}
    session = replace(private_session(), people=people)
    app, code = opened(server, session)
    for _ in range(3):
        server.phone(code)
    app.follow()
    assert [each.name for each in app.session.people.values()] == ["Ada", "Ben", "Phone 3"]
    assert app.follower.counts().phones == 3
    server.now[0] += 60
    app.follower.drop_asleep()
    app.follow()
    app.follow()
    assert app.follower.counts().phones == 0


def with_names() -> Session:
    people = {"a": Person(name="Ada"), "o": Person(name="Olga", group="observers", order=1)}
    return make_open(replace(private_session(), people=people, open_votes=True), "checklist", "1")


def test_with_names_the_app_says_who_is_who_and_whom_it_asks_again(server: Server) -> None:
    app, code = opened(server, with_names())
    ada, observer, other = server.phone(), server.phone(worker=1), server.phone()
    assert "Type your name" in ada.post(f"/{code}/join").text
    ada.post(f"/{code}/join", data={"name": "ada "})
    observer.post(f"/{code}/join", data={"name": "Olga"})
    other.post(f"/{code}/join", data={"name": "Ada"})
    for phone in (ada, observer, other):
        tap(phone, code, "touchpoint", "needed", "4", names="1")
    app.follow()
    (given,) = answers(app.session, "checklist").rounds["1"].ballots.items()
    assert given[0] == "a"
    assert "mostly ✓ kept" in ada.get(f"/{code}/at/touchpoint").text
    assert "observers do not vote" in observer.get(f"/{code}").text
    assert "Somebody of this name is in already" in other.get(f"/{code}").text
    other.post(f"/{code}/join", data={"name": "Ada Byron"})
    app.follow()
    assert [each.name for each in app.session.people.values()] == ["Ada", "Olga", "Ada Byron"]


def test_a_phone_without_a_name_gives_it_where_answers_have_one(server: Server) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    app.follow()
    assert [each.name for each in app.session.people.values()] == ["Phone 1"]
    app.desk.commit(make_open(replace(app.session, open_votes=True), "checklist", "1"))
    app.follow()
    assert "This one is with names" in phone.get(f"/{code}").text
    phone.post(f"/{code}/join", data={"name": "Ada"})
    tap(phone, code, "touchpoint", "needed", "4", names="1")
    app.follow()
    assert [each.name for each in app.session.people.values()] == ["Ada"]
    assert len(ballots(app.session)) == 1


def test_before_the_day_there_is_a_list_of_all_that_can_be_answered(server: Server) -> None:
    app = server.app(private_session())
    app.follower.before = True
    app.follow()
    code = app.follower.code
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "4")
    assert "mostly" in phone.get(f"/{code}/in/checklist/at/touchpoint").text
    app.follow()
    assert [each.answers for each in ballots(app.session)] == [{"needed": {"touchpoint": 4}}]
    app.follower.before = False
    app.follow()
    assert "mostly ✓ kept" in phone.get(f"/{code}/at/touchpoint").text


# Stops and starts ----------------------------------------------------------------------------


def test_an_app_that_is_killed_and_started_again_takes_nothing_twice(server: Server) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "4")
    app.follow(times=1)  # on the disk, and the server has not heard of it
    tap(phone, code, "touchpoint", "today", "2")
    server.now[0] += 60
    again = server.app(app.disk[-1], kept=app.notes[-1], worker=1)
    again.follow()
    assert again.follower.code == code
    assert len(again.session.people) == 1
    assert [each.answers for each in ballots(again.session)] == [
        {"needed": {"touchpoint": 4}, "today": {"touchpoint": 2}}
    ]
    assert "a little ✓ kept" in phone.get(f"/{code}/at/touchpoint").text


def test_an_app_that_is_started_again_on_the_same_computer_follows_at_once(
    server: Server,
) -> None:
    app, code = opened(server)
    again = server.app(app.session, kept=app.notes[-1])
    again.follow()
    assert again.follower.code == code


def test_an_app_that_lost_its_list_of_what_it_took_takes_nothing_twice(server: Server) -> None:
    at = Place(stage="guiding", at="rivals")
    app, code = opened(server, replace(private_session(), place=at))
    phone = server.phone(code)
    phone.post(f"/{code}/answer", data={**note("Repairs"), "id": "1"})
    app.follow(times=1)
    server.now[0] += 60
    again = server.app(app.disk[-1])
    again.follow()
    (written,) = again.session.silent.values()
    assert [each.text for sheet in written.sheets.values() for each in sheet.notes.values()] == [
        "Repairs"
    ]
    assert len(again.session.people) == 1


def test_an_app_that_did_not_save_gets_everything_again(server: Server) -> None:
    app, code = opened(server)
    tap(server.phone(code), code, "touchpoint", "needed", "4")
    app.follow(times=1)
    server.now[0] += 60
    again = server.app(app.disk[0])  # killed before the disk had it
    again.follow()
    assert [each.answers for each in ballots(again.session)] == [{"needed": {"touchpoint": 4}}]


def test_a_disk_that_refuses_keeps_answers_on_the_server(server: Server) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "4")
    app.follower._edits._save = lambda: False  # noqa: SLF001 - the disk is full
    app.follow()
    assert "cannot be saved" in app.follower.problem
    assert "→ sent" in phone.get(f"/{code}/at/touchpoint").text
    app.follower._edits._save = lambda: True  # noqa: SLF001
    app.follow()
    assert "✓ kept" in phone.get(f"/{code}/at/touchpoint").text
    assert app.follower.problem == ""


def test_while_the_server_is_away_nothing_is_lost(server: Server) -> None:
    away: list[str] = []

    def ask(told: Told) -> News:
        if away:
            raise ServerError(away[0])
        return server.ask(told)

    app = server.app(private_session(), ask=ask)
    app.follow()
    phone = server.phone(app.follower.code)
    tap(phone, app.follower.code, "touchpoint", "needed", "4")
    away.append("no connection")
    with pytest.raises(ServerError):
        app.follow()
    away.clear()
    app.follow()
    assert len(ballots(app.session)) == 1


def test_another_window_waits_until_the_first_is_silent(server: Server) -> None:
    opened(server)
    second = server.app(private_session())
    with pytest.raises(ServerError, match="409"):
        second.follow()
    server.now[0] += 60
    second.follow()
    assert second.follower.code


def test_another_workshop_needs_another_room(server: Server) -> None:
    opened(server)
    server.now[0] += 60
    other = server.app(replace(private_session(), id="another"))
    with pytest.raises(ServerError, match="409"):
        other.follow()


# The end -------------------------------------------------------------------------------------


def rows(server: Server) -> dict[str, int]:
    """Return how many rows each table has."""
    with server.engine.connect() as connection:
        count: Callable[[str], int] = lambda name: (  # noqa: E731
            connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
        )
        return {name: count(name) for name in ("rooms", "seats", "answers")}


def test_at_the_end_what_waits_is_taken_and_everything_is_deleted(server: Server) -> None:
    app, code = opened(server)
    phones = [server.phone(code, worker=n % 2) for n in range(3)]
    for phone in phones:
        tap(phone, code, "touchpoint", "needed", "4")
    app.follower.over = True
    app.follow()
    assert len(ballots(app.session)) == 3
    assert app.follower.closed
    assert rows(server) == {"rooms": 1, "seats": 0, "answers": 0}
    assert phones[0].get(f"/{code}").status_code == 410
    assert "with the facilitator" in phones[0].get(f"/{code}").text


def test_what_was_deleted_is_in_the_file_no_more(in_a_file: Server, tmp_path: Path) -> None:
    at = Place(stage="guiding", at="rivals")
    app, code = opened(in_a_file, replace(private_session(), place=at))
    in_a_file.phone(code).post(f"/{code}/answer", data={**note("Repairs"), "id": "1"})
    app.follow(times=1)
    assert b"Repairs" in whole(tmp_path)
    app.follower.over = True
    app.follow()
    assert app.follower.closed
    assert b"Repairs" not in whole(tmp_path)
    assert b"Dealers, autumn" not in whole(tmp_path)


def whole(folder: Path) -> bytes:
    """Return all that is in the files of a database."""
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE}*"))


def test_what_the_room_has_seen_is_on_the_server_no_more(server: Server) -> None:
    app, code = opened(server)
    phone = server.phone(code)
    tap(phone, code, "touchpoint", "needed", "4")
    app.follow()
    app.desk.reveal(keyboard_turns.reveal_all(app.session, "checklist"))
    app.follow()
    with server.engine.connect() as connection:
        forms = connection.exec_driver_sql("SELECT form FROM answers").scalars().all()
    assert forms == [""]
    assert "Too late" in tap(phone, code, "touchpoint", "needed", "4", id="other")


def test_a_message_that_comes_after_the_end_opens_nothing(server: Server) -> None:
    said: list[Told] = []

    def ask(told: Told) -> News:
        said.append(told)
        return server.ask(told)

    app = server.app(private_session(), ask=ask)
    app.follow()
    app.follower.over = True
    app.follow()
    assert server.ask(said[0], worker=1).closed
    assert rows(server) == {"rooms": 1, "seats": 0, "answers": 0}
    assert server.hosts.rooms()[0].code == ""


def test_a_room_can_be_used_for_the_next_workshop(server: Server) -> None:
    app, code = opened(server)
    app.follower.over = True
    app.follow()
    other = server.app(replace(private_session(), id="another"))
    other.follow()
    assert other.follower.code != code
    assert server.phone().get(f"/{code}").status_code == 404


def test_a_room_that_nobody_follows_is_emptied_in_the_end(server: Server) -> None:
    _, code = opened(server)
    server.phone(code)
    server.now[0] += 29 * 24 * 3600
    server.hosts.sweep(30 * 24 * 3600)
    assert rows(server)["seats"] == 1
    server.now[0] += 2 * 24 * 3600
    server.hosts.sweep(30 * 24 * 3600)
    assert rows(server)["seats"] == 0
    assert server.phone().get(f"/{code}").status_code == 404


# Guards --------------------------------------------------------------------------------------


def test_only_a_token_opens_the_door(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[str] = []

    async def wait() -> None:
        waited.append("a while")

    told = Told(host="x", workshop="y")
    assert server.ask(told).code
    monkeypatch.setattr(host_door, "a_while", wait)
    server.token = "guessed"  # noqa: S105 - by nobody
    with pytest.raises(ServerError, match="401"):
        server.ask(told)
    assert server.workers[0].post("/host").status_code == 401
    assert len(waited) == 2


def test_no_secret_is_in_the_database(in_a_file: Server, tmp_path: Path) -> None:
    app, code = opened(in_a_file)
    phone = in_a_file.phone(code)
    app.follow()
    found = whole(tmp_path)
    assert code.encode() in found
    assert in_a_file.token.encode() not in found
    assert phone.cookies["seat"].encode() not in found
    (path,) = tmp_path.glob(FILE)
    assert path.stat().st_mode & 0o077 == 0


def test_a_database_that_fails_is_a_word_to_come_back(server: Server) -> None:
    _, code = opened(server)
    phone = server.phone(code)
    with server.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE answers")
    form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "needed"}
    answer = phone.post(f"/{code}/answer", data={**form, "answer": "4"})
    assert answer.status_code == 503
    assert "kept on this phone" in answer.text


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "rooms.sqlite", "", "postgres"])
def test_another_database_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(DatabaseError, match="sqlite:///FILE or postgresql://"):
        connected(url)


def test_a_database_of_another_version_is_refused(server: Server) -> None:
    with server.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE about SET tables = 99")
    with pytest.raises(DatabaseError, match="another version"):
        prepare(server.engine)
