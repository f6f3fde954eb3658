"""A certificate encrypts the page; one that cannot be used is refused in a line that says why."""

import asyncio
import re
import ssl
from pathlib import Path

import pytest

from commands import SAMPLES, run
from phone_rooms import CODE, opened, private_session
from valueworkshop.cli import start_app
from valueworkshop.phones.certificate_files import CertificateError, read_certificate
from valueworkshop.phones.rooms import OneRoom
from valueworkshop.phones.server import Server, bound
from valueworkshop.phones.site import site
from valueworkshop.phones.way_of_serving import Certificate, Hosting, way_in

HERE = Path(__file__).parent / "certificates"
ROOM, KEY = HERE / "room.pem", HERE / "key.pem"


def test_a_certificate_says_whom_it_is_for() -> None:
    found = read_certificate(ROOM, KEY)
    assert found == Certificate(
        file=ROOM, key=KEY, names=("room.example.org",), addresses=("127.0.0.1",)
    )
    assert found.name_at("127.0.0.1") == "127.0.0.1"
    assert found.name_at("192.168.1.42") == "room.example.org"


def test_a_key_may_be_in_the_file_of_the_certificate(tmp_path: Path) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes(ROOM.read_bytes() + KEY.read_bytes())
    assert read_certificate(both).key == both


def test_without_a_name_of_its_own_phones_will_warn() -> None:
    found = Certificate(file=ROOM, key=KEY, names=("*.example.org",))
    assert found.name_at("10.0.0.5") == "10.0.0.5"
    assert not found.is_for("10.0.0.5")


@pytest.mark.parametrize(
    ("file", "key", "wrong", "what"),
    [
        ("nowhere.pem", "key.pem", "nowhere.pem", "cannot be read"),
        ("room.pem", "nowhere.pem", "nowhere.pem", "cannot be read"),
        ("room.pem", "", "room.pem", "give the file of its key with --key"),
        ("key.pem", "key.pem", "key.pem", "no certificate is in this file"),
        ("room.pem", "room.pem", "room.pem", "no private key"),
        ("room.pem", "other-key.pem", "other-key.pem", "does not belong to the certificate"),
        ("room.pem", "key-with-password.pem", "key-with-password.pem", "has a password"),
        ("expired.pem", "key.pem", "expired.pem", "has expired; renew it"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(file: str, key: str, wrong: str, what: str) -> None:
    with pytest.raises(CertificateError) as found:
        read_certificate(HERE / file, HERE / key if key else None)
    told = str(found.value)
    assert told.startswith(f"{HERE / wrong}: ")
    assert what in told


def test_what_is_no_certificate_inside_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.pem"
    cut.write_bytes(ROOM.read_bytes()[:200])
    with pytest.raises(CertificateError, match=r"cut\.pem: .* cannot be read"):
        read_certificate(cut, KEY)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--cert", str(ROOM)], "give the file of its key with --key"),
        (["--key", str(KEY)], "add --cert FILE"),
    ],
)
def test_the_command_says_it_before_anything_opens(more: list[str], told: str) -> None:
    result = run(SAMPLES, "phones", "office-coffee", *more)
    assert result.exit_code == 2
    assert told in result.stderr


def test_the_command_serves_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def app(*_: object, phones: object) -> int:
        asked.append(phones)
        return 0

    monkeypatch.setattr(start_app, "lacking", lambda: "")
    monkeypatch.setattr(start_app, "run", app)
    more = ("--ahead", "--cert", str(ROOM), "--key", str(KEY))
    assert run(SAMPLES, "phones", "office-coffee").exit_code == 0
    assert run(SAMPLES, "phones", "office-coffee", *more).exit_code == 0
    assert asked == [Hosting(), Hosting(before=True, certificate=read_certificate(ROOM, KEY))]


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("http://192.0.2.7:8765/4729", "192.0.2.7:8765"),
        ("https://room.example.org:8765/4729", "https://room.example.org:8765"),
    ],
)
def test_what_people_type(url: str, typed: str) -> None:
    assert way_in(url) == (typed, "4729")
    assert way_in("") == ("", "")


async def test_the_page_is_served_over_tls() -> None:
    trusting = ssl.create_default_context(cafile=ROOM)
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    with opened(private_session()) as room:
        listening = bound("127.0.0.1", 0)
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = Server(
            site(OneRoom(room.room), {host}, secure=True), listening, read_certificate(ROOM, KEY)
        )
        server.start()
        told = await _asked(host, trusting, "GET", f"/{CODE}")
        assert "Join the workshop" in told
        cookie = re.search(
            "set-cookie: (.*)", await _asked(host, trusting, "POST", f"/{CODE}/join"), re.IGNORECASE
        )
        await server.stop()
    assert cookie
    assert "Secure" in cookie[1]


async def _asked(host: str, trusting: ssl.SSLContext, method: str, path: str) -> str:
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port), ssl=trusting)
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0"
    writer.write(f"{head}\r\n\r\n".encode())
    told = (await reader.read()).decode()
    writer.close()
    return told
