"""Where a page promised no names, or names were taken back, nothing ties an answer to a name."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.testclient import TestClient

from phone_rooms import private_session
from postgresql_cluster import cluster
from served_rooms import App, Server, serving, tap
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.silent import edits as silent_edits
from valueworkshop.core.stages.votes import keyboard_turns
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.core.stages.votes.secrecy import make_open, make_secret
from valueworkshop.phones.serving.room_store import RoomStore
from valueworkshop.phones.serving.tables import METADATA

NAME = "Ada Lovelace"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rooms.sqlite'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.external)])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serving(request.getfixturevalue(request.param)) as found:
        yield found


def with_names() -> Session:
    return make_open(replace(private_session(), open_votes=True), "checklist", "1")


def followed(server: Server, session: Session) -> tuple[App, str]:
    app = server.app(session)
    app.follow()
    return app, app.follower.code


def named_phone(server: Server, code: str) -> TestClient:
    phone = server.phone()
    phone.post(f"/{code}/join", data={"name": NAME})
    return phone


def in_rows(engine: Engine) -> str:
    """Return all that the tables have, as text."""
    with engine.connect() as connection:
        return repr([connection.execute(each.select()).all() for each in METADATA.sorted_tables])


def pages(code: str, phones: Iterable[TestClient]) -> str:
    """Return every page of a room, as each of these phones sees it."""
    paths = ("", "/at/all", "/at/touchpoint", "/state", "/word", "/wall", "/wall/state", "/nope")
    answered = [phone.get(f"/{code}{path}") for phone in phones for path in paths]
    return "".join(f"{each.headers} {each.text}" for each in answered)


def test_once_a_vote_is_without_names_no_page_row_or_line_of_a_log_has_one(
    server: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    app, code = followed(server, with_names())
    phone = named_phone(server, code)
    assert NAME in in_rows(server.engine)  # until the app knows who that is
    tap(phone, code, "touchpoint", "needed", "4", names="1")
    app.follow()
    assert list(answers(app.session, "checklist").rounds["1"].ballots) == list(app.session.people)
    app.desk.commit(make_secret(app.session, "checklist", "1", server.ids))
    app.follow()
    other = server.phone(worker=1)
    other.post(f"/{code}/join", data={"name": "Ben Britten"})
    tap(other, code, "touchpoint", "needed", "2")
    app.follow()
    for shown in (False, True):
        if shown:
            app.desk.reveal(keyboard_turns.reveal_all(app.session, "checklist"))
            app.follow()
        found = pages(code, (phone, other, server.phone(worker=1)))
        found += in_rows(server.engine) + caplog.text + "".join(capfd.readouterr())
        assert "Ada" not in found
    assert not set(answers(app.session, "checklist").rounds["1"].ballots) & set(app.session.people)


def test_a_name_is_on_the_server_until_the_app_has_it_and_its_phone_is_not_asked_again(
    server: Server,
) -> None:
    app, code = followed(server, with_names())
    phone = named_phone(server, code)
    app.follow()
    assert NAME in [each.name for each in app.session.people.values()]
    assert NAME not in in_rows(server.engine)
    assert "with names" not in phone.get(f"/{code}").text
    tap(phone, code, "touchpoint", "needed", "4", names="1")
    app.follow()
    assert len(answers(app.session, "checklist").rounds["1"].ballots) == 1


def test_a_name_that_the_app_refuses_is_forgotten(server: Server) -> None:
    observer = {"o": Person(name=NAME, group="observers")}
    app, code = followed(server, replace(with_names(), people=observer))
    phone = named_phone(server, code)
    app.follow()
    assert "observers do not vote" in phone.get(f"/{code}").text
    assert NAME not in in_rows(server.engine)


def test_where_nobody_asks_for_a_name_none_is_taken(server: Server) -> None:
    _, code = followed(server, private_session())
    phone = named_phone(server, code)
    phone.post(f"/{code}/join", data={"name": NAME})
    assert NAME not in in_rows(server.engine)


@pytest.mark.parametrize("published", [True, False])
def test_a_tap_on_a_page_that_promised_no_names_is_never_kept_with_one(
    server: Server, *, published: bool
) -> None:
    app, code = followed(server, private_session())
    phone = server.phone(code)
    app.follow()
    app.desk.commit(make_open(replace(app.session, open_votes=True), "checklist", "1"))
    if published:
        app.follow()
    told = tap(phone, code, "touchpoint", "needed", "4")
    app.follow()
    assert ("Not kept" in told) == published
    assert not answers(app.session, "checklist").rounds["1"].ballots
    assert "This one is with names" in phone.get(f"/{code}").text


def note(text: str) -> dict[str, str]:
    return {"do": "note", "stage": "guiding", "item": "rivals", "at": "rivals", "text": text}


def test_a_note_to_which_no_name_was_promised_is_given_back_instead(server: Server) -> None:
    session = replace(with_names(), place=Place(stage="guiding", at="rivals"))
    app, code = followed(server, session)
    phone = named_phone(server, code)
    app.follow()
    phone.post(f"/{code}/answer", data={**note("Mine & only mine"), "id": "1"})
    begun = silent_edits.begin(app.session, "round", "guiding", "rivals")
    app.desk.commit(silent_edits.name_them(begun, "round", named=True))
    app.follow()
    assert not app.session.silent["round"].sheets
    app.desk.commit(replace(app.session, place=Place(stage="checklist")))
    app.follow()
    assert "You wrote: Mine &amp; only mine" in phone.get(f"/{code}").text
    tap(phone, code, "touchpoint", "needed", "4", names="1")
    assert "You wrote" not in phone.get(f"/{code}").text


def test_an_error_of_the_database_says_nothing_of_what_was_typed(server: Server) -> None:
    store = RoomStore(server.engine)
    with server.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE seats RENAME TO chairs")
    with pytest.raises(SQLAlchemyError, match="seats") as failed:
        store.tell_name("seat", NAME)
    assert NAME not in str(failed.value)
    with server.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE chairs RENAME TO seats")
