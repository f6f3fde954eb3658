"""A server of rooms behind nginx with TLS, set up word for word as docs/serve.md says."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2
import pytest

from in_terminal import started
from phone_rooms import private_session
from terminal import Terminal
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.votes.model import answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file
from valueworkshop.phones.serving.run_server import opened

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

DOCS = Path(__file__).parents[2] / "docs" / "serve.md"
NAME = "workshops.example.org"
HERE = "localhost"
"""The name that leads here, instead of that in docs/serve.md."""


def program(name: str, package: str) -> str:
    """Return the path of a program; without it the test says which package has it."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        pytest.fail(f"{name} is not here: apt-get install {package}")
    return found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def as_in_the_docs(changed: Mapping[str, str]) -> str:
    """Return the configuration of nginx in docs/serve.md with other names and ports."""
    block = re.search(r"```nginx\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    text = block[1]
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return text


@dataclass
class Site:
    """A server with a proxy before it: the name in browsers, and the certificate to trust."""

    name: str
    plain: int
    certificate: Path
    database: str
    log: Path

    @property
    def url(self) -> str:
        return f"https://{self.name}"

    def phone(self) -> httpx2.Client:
        """Return a phone that trusts the certificate, and says where its forms come from."""
        trusted = ssl.create_default_context(cafile=self.certificate)
        said = {"origin": self.url, "sec-fetch-site": "same-origin"}
        return httpx2.Client(verify=trusted, base_url=self.url, follow_redirects=True, headers=said)


@contextmanager
def running(argv: list[str], **more: str) -> Iterator[None]:
    """Run a program, with all that it starts, until the end."""
    found = subprocess.Popen(
        argv, env={**os.environ, **more}, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(found.pid, signal.SIGKILL)
        found.wait()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    nginx, openssl = program("nginx", "nginx"), program("openssl", "openssl")
    tls, plain, inside = free_port(), free_port(), free_port()
    made = Site(
        name=f"{HERE}:{tls}",
        plain=plain,
        certificate=tmp_path / "site.pem",
        database=f"sqlite:///{tmp_path / 'rooms.sqlite'}",
        log=tmp_path / "error.log",
    )
    key = tmp_path / "site.key"
    about = ["-subj", f"/CN={HERE}", "-addext", f"subjectAltName=DNS:{HERE}", "-days", "2"]
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", *about]
    files = ["-keyout", str(key), "-out", str(made.certificate)]
    subprocess.run([openssl, *asked, *files], check=True, capture_output=True)
    servers = as_in_the_docs(
        {
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "https://$http_host": f"https://{made.name}",
            "listen 443 ssl;": f"listen 127.0.0.1:{tls} ssl;",
            f"server_name {NAME};": f"server_name {HERE};",
            "/etc/ssl/workshops.pem": str(made.certificate),
            "/etc/ssl/workshops.key": str(key),
            "127.0.0.1:8080": f"127.0.0.1:{inside}",
        }
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        f"{user} pid {tmp_path}/nginx.pid; daemon off; error_log {made.log} info;\n"
        f"events {{}}\nhttp {{ access_log {tmp_path}/access.log; {folders}\n{servers} }}\n",
        encoding="utf-8",
    )
    at = f"127.0.0.1:{inside}"
    serve = [sys.executable, "-m", "valueworkshop", "serve", "--at", at, "--name", made.name]
    with ExitStack() as stack:
        stack.enter_context(running(serve, VALUEWORKSHOP_DATABASE=made.database))
        proxy = [nginx, "-e", str(made.log), "-p", str(tmp_path), "-c", str(configuration)]
        stack.enter_context(running(proxy))
        yield made


def ready(site: Site) -> bool:
    """Whether the server answers through its proxy."""
    try:
        with site.phone() as phone:
            return phone.get("/").status_code == 200
    except httpx2.HTTPError:
        return False


def joined(site: Site, code: str) -> httpx2.Client:
    """Return a phone that came by the address as people type it, and joined."""
    phone = site.phone()
    front = phone.get(f"http://{HERE}:{site.plain}/")
    assert str(front.url) == f"{site.url}/"
    assert "Join the workshop" in phone.post("/", data={"code": code}).text
    answer = phone.post(f"/{code}/join")
    assert str(answer.url) == f"{site.url}/{code}"
    (cookie,) = phone.cookies.jar
    assert cookie.secure
    assert cookie.path == f"/{code}"
    return phone


def tap(phone: httpx2.Client, code: str, answer: int) -> str:
    form = {"do": "rate", "stage": "checklist", "item": "touchpoint", "facet": "needed"}
    form |= {"answer": str(answer), "at": "touchpoint", "id": f"tap{answer}"}
    answered = phone.post(f"/{code}/answer", data=form)
    assert str(answered.url).startswith(f"{site_of(phone)}/{code}")
    return str(answered.text)


def site_of(phone: httpx2.Client) -> str:
    return str(phone.base_url).rstrip("/")


def app(site: Site, tmp_path: Path, file: Path, **more: str) -> Terminal:
    """Open a workshop with its room on the server."""
    env = {"VALUEWORKSHOP_TOKEN": opened(site.database).make_room("Blue room"), **more}
    args = ("phones", file.stem, "--server", site.url)
    return started(tmp_path, *args, size=(120, 40), more=env)


def test_phones_wall_and_app_work_through_nginx_as_the_page_says(
    site: Site, tmp_path: Path
) -> None:
    session = replace(private_session(), place=Place(stage="checklist", at="touchpoint"))
    path = save_new(session, tmp_path / "sessions")
    with app(site, tmp_path, path, SSL_CERT_FILE=str(site.certificate)) as terminal:
        terminal.wait_for("your organisation's server")
        terminal.until(lambda: ready(site), "the server answers")
        terminal.press("enter")
        terminal.wait_for("or type", HERE, "joining is open")
        code = opened(site.database).rooms()[0].code
        with closing(joined(site, code)) as phone, closing(joined(site, code)) as other:
            terminal.wait_for("phones 2")
            assert "→ sent" in tap(phone, code, 4)
            tap(other, code, 2)
            terminal.until(
                lambda: "✓ kept" in phone.get(f"/{code}/at/touchpoint").text, "the app has it"
            )
            wall = phone.get(f"/{code}/wall").text
            assert code in wall
            state = phone.get(f"/{code}/state")
            known = {"if-none-match": state.headers["etag"]}
            assert phone.get(f"/{code}/state", headers=known).status_code == 304
            elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
            assert phone.post(f"/{code}/answer", headers=elsewhere).status_code == 403
            assert phone.post(f"/{code}/answer", content=b"a" * 10_000).status_code == 413
            long = "A long thought. " * 200
            note = {"do": "note", "stage": "guiding", "item": "rivals", "text": long}
            assert phone.post(f"/{code}/answer", data=note).status_code == 409
            terminal.press("escape")
            terminal.wait_gone("or type")
            terminal.press("R")
            terminal.press("y")
            terminal.until(lambda: "1 gave 4" in phone.get(f"/{code}/wall").text, "the reveal")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
    saved = session_file.read(path).session
    given = answers(saved, "checklist").rounds["1"].ballots.values()
    assert sorted(ballot.answers["needed"]["touchpoint"] for ballot in given) == [2, 4]
    assert (tmp_path / "access.log").read_text(encoding="utf-8").count("\n") == 2  # to https only
    assert "temporary file" not in site.log.read_text(encoding="utf-8")


def test_a_certificate_that_nobody_knows_is_said_and_no_token_is_sent(
    site: Site, tmp_path: Path
) -> None:
    path = save_new(private_session(), tmp_path / "sessions")
    with app(site, tmp_path, path) as terminal:
        terminal.wait_for("your organisation's server")
        terminal.until(lambda: ready(site), "the server answers")
        terminal.press("enter")
        terminal.wait_for("certificate")
        assert opened(site.database).rooms()[0].code == ""
        terminal.press("escape")
        terminal.press("ctrl+q")
        assert terminal.exit_code() == 0
