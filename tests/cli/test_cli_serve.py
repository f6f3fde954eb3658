"""serve: rooms of a server are made, listed and removed, and what `phones --server` needs."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import SAMPLES
from phone_rooms import private_session
from served_rooms import serving
from valueworkshop.cli import cli
from valueworkshop.files.home.settings import config_file
from valueworkshop.phones.server_client import ServerError, usable

NAME = str(SAMPLES / "phone-shop.toml")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rooms.sqlite'}"


def serve(database: str, *args: str, typed: str = "") -> Result:
    """Run a command on the rooms of a database."""
    env = {"VALUEWORKSHOP_DATABASE": database}
    return CliRunner().invoke(cli, ["serve", *args], env=env, input=typed)


@pytest.fixture
def settings() -> Iterator[Path]:
    found = config_file(os.environ, Path.cwd())
    found.parent.mkdir(parents=True, exist_ok=True)
    yield found
    found.unlink(missing_ok=True)


def test_a_room_is_made_listed_and_removed(database: str) -> None:
    made = serve(database, "new", "Blue room")
    token = made.stdout.strip()
    assert len(token) == 32
    assert f'token = "{token}"' in made.stderr
    assert serve(database, "rooms").stdout == f"{'Blue room':<24} free\n"
    assert "choose another label" in serve(database, "new", "Blue room").stderr
    assert serve(database, "remove", "Blue room").exit_code == 0
    assert serve(database, "rooms").stdout == ""
    assert "no room called Blue room" in serve(database, "remove", "Blue room").stderr


def test_a_room_in_use_says_so_and_is_not_removed_by_mistake(database: str) -> None:
    with serving(database, workers=1) as server:
        app = server.app(private_session())
        app.follow()
        phone = server.phone(app.follower.code)
        form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "needed"}
        phone.post(f"/{app.follower.code}/answer", data={**form, "answer": "4", "id": "1"})
    listed = serve(database, "rooms").stdout
    assert "in use, phones 1, waiting 1, last followed 2026-11-22" in listed
    asked = serve(database, "remove", "Blue room", typed="n\n")
    assert "1 answers wait there" in asked.stdout
    assert serve(database, "rooms").stdout == listed
    assert serve(database, "remove", "Blue room", "--yes").exit_code == 0


def test_without_a_database_it_is_in_the_state_folder_of_this_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(tmp_path / "state"))
    assert CliRunner().invoke(cli, ["serve", "new", "Blue"]).exit_code == 0
    (found,) = (tmp_path / "state" / "server").glob("rooms.sqlite")
    for path in (found, found.parent):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    ("database", "args", "said"),
    [
        ("mysql://x/y", ("rooms",), "sqlite:///FILE or postgresql://"),
        ("postgresql://127.0.0.1:1/x", ("rooms",), "the database does not answer"),
        ("sqlite:////nowhere/at/all/rooms.sqlite", ("rooms",), "the database does not answer"),
        ("sqlite:///:memory:", ("--at", "nope", "rooms"), "use HOST:PORT"),
        ("sqlite:///:memory:", ("--at", "x:99999", "rooms"), "use HOST:PORT"),
        ("sqlite:///:memory:", ("--name", "https://x.example", "rooms"), "use a name alone"),
        ("sqlite:///:memory:", ("--workers", "0", "rooms"), "1<=x<=64"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(database: str, args: tuple[str, ...], said: str) -> None:
    result = serve(database, *args)
    assert result.exit_code in {1, 2}
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_said(database: str) -> None:
    result = serve(database, "--at", "192.0.2.1:8080")  # an address that nobody has
    assert result.exit_code == 1
    assert "cannot listen at 192.0.2.1:8080" in result.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://rooms.example", "begins with https://"),
        ("rooms.example", "begins with https://"),
        ("https://rooms.example", "needs the room's token"),
    ],
)
def test_phones_say_what_a_server_needs(url: str, said: str, tmp_path: Path) -> None:
    env = {"VALUEWORKSHOP_TOKEN": ""}
    args = ["--sessions", str(tmp_path), "phones", NAME, "--server", url]
    result = CliRunner().invoke(cli, args, env=env)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_settings_have_the_server_and_never_show_the_token(settings: Path) -> None:
    settings.write_text('server = "https://rooms.example"\ntoken = "secret-of-mine"\n')
    for args in (["config", "show"], ["config", "show", "--json"], ["config", "check"]):
        result = CliRunner().invoke(cli, args)
        assert result.exit_code == 0
        assert "secret-of-mine" not in result.output
    assert "https://rooms.example" in CliRunner().invoke(cli, ["config", "show"]).stdout
    settings.write_text('server = "rooms.example"\ntoken = 7\n')
    result = CliRunner().invoke(cli, ["config", "check"])
    assert 'server: must be the address of a server, as in "https://workshops' in result.stderr
    assert "token: must be the token of your room" in result.stderr


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://rooms.example/", "https://rooms.example"),
        (" https://Rooms.Example:8443", "https://rooms.example:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_of_a_server(url: str, cleaned: str) -> None:
    assert usable(url) == cleaned


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://x",
        "https://",
        "https://a:b@x",
        "https://x/y",
        "https://x:port",
        "http://10.0.0.1",
    ],
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ServerError):
        usable(url)
