"""The app as textual-serve starts it: without a terminal, over pipes that lead to a browser."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from in_terminal import PROGRAM, environment
from phone_rooms import private_session
from valueworkshop.core.session.session import Place
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file

SERVED = {
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "COLUMNS": "100",
    "ROWS": "30",
}


class Page:
    """What textual-serve does for a page: it passes on what the program draws and people type."""

    def __init__(self, tmp_path: Path, *args: str) -> None:
        self.program = subprocess.Popen(
            [*PROGRAM, "--sessions", str(tmp_path / "sessions"), *args],
            env=environment(tmp_path / "home", **SERVED),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.program.stdout is not None
        assert self.program.stdin is not None
        self._out, self._in = self.program.stdout, self.program.stdin
        self.told: list[dict[str, object]] = []

    def begin(self) -> bytes:
        """Return the line by which textual-serve knows that this is an app."""
        return self._out.readline()

    def draw_until(self, text: str) -> None:
        """Read what is drawn until a text comes."""
        drawn = b""
        while text.encode() not in drawn:
            kind, payload = self._packet()
            assert kind == b"D", (kind, payload)
            drawn += payload

    def type(self, text: str) -> None:
        """Send what somebody types."""
        self._send(b"D", text.encode())

    def close(self) -> None:
        """Close the page."""
        self._send(b"M", json.dumps({"type": "quit"}).encode())

    def lose(self) -> None:
        """End as a server that was killed."""
        self._in.close()

    def end(self) -> tuple[int, list[bytes]]:
        """Return the exit code, and which kinds of packets came until then."""
        kinds = []
        while (packet := self._packet())[0]:
            kinds.append(packet[0])
        return self.program.wait(), kinds

    def _send(self, kind: bytes, payload: bytes) -> None:
        self._in.write(kind + len(payload).to_bytes(4, "big") + payload)
        self._in.flush()

    def _packet(self) -> tuple[bytes, bytes]:
        kind = self._out.read(1)
        return kind, self._out.read(int.from_bytes(self._out.read(4), "big")) if kind else b""


def begun(tmp_path: Path) -> tuple[Path, Page]:
    """Return the file of a workshop at a question, and a page on which it is open."""
    session = replace(private_session(), place=Place(stage="guiding", at="rivals"))
    path = save_new(session, tmp_path / "sessions")
    return path, Page(tmp_path, "open", path.stem)


@pytest.mark.parametrize("how", ["close", "lose"])
def test_a_page_that_is_closed_loses_nothing_that_was_typed(tmp_path: Path, how: str) -> None:
    path, page = begun(tmp_path)
    with page.program:
        assert page.begin() == b"__GANGLION__\n"
        page.draw_until("What value does each")
        page.type("A note\rHalf Zoë’s note")
        getattr(page, how)()
        code, kinds = page.end()
    assert code == 0
    assert set(kinds) <= {b"D", b"M"}  # nothing else is printed between the packets
    saved = path.read_text(encoding="utf-8")
    assert "A note" in saved
    assert "Half Zoë’s note" in saved


def test_the_projector_is_shown_in_a_browser_too(tmp_path: Path) -> None:
    path = save_new(private_session(), tmp_path / "sessions")
    page = Page(tmp_path, "watch", path.stem)
    with page.program:
        assert page.begin() == b"__GANGLION__\n"
        page.draw_until("Every contact creates value")
        page.close()
        assert page.end()[0] == 0


def test_without_a_browser_or_a_terminal_it_is_refused(tmp_path: Path) -> None:
    path = save_new(private_session(), tmp_path / "sessions")
    refused = subprocess.run(
        [*PROGRAM, "open", str(path)],
        env=environment(tmp_path / "home"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert refused.returncode == 2
    assert b"this is not a terminal" in refused.stderr
    session_file.read(path)
