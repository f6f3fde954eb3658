"""Another program shows the app, as `textual serve` does in a browser: over pipes, in packets."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from commands import retitled, saved

WEB = "textual.drivers.web_driver:WebDriver"


def packets(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the content of each packet, until the stream ends."""
    assert stream.readline() == b"__GANGLION__\n"
    while kind := stream.read(1):
        yield kind, stream.read(int.from_bytes(stream.read(4), "big"))


def test_a_program_that_serves_browsers_shows_the_app(tmp_path: Path) -> None:
    saved(tmp_path / "sessions", retitled("Dealers"))
    command = [sys.executable, "-m", "valueworkshop", "--sessions", str(tmp_path / "sessions")]
    env = {**os.environ, "TEXTUAL_DRIVER": WEB, "COLUMNS": "120", "ROWS": "30"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
    ) as shown:
        assert shown.stdin is not None
        assert shown.stdout is not None
        assert shown.stderr is not None
        drawn, last = b"", b""
        for kind, content in packets(shown.stdout):
            last = content
            if kind == b"D":
                drawn += content
            if b"Dealers" in drawn and not shown.stdin.closed:
                shown.stdin.write(b"D\x00\x00\x00\x01\x11")  # ctrl+q
                shown.stdin.close()
        assert last == b'{"type": "exit"}'
        assert shown.wait() == 0
        assert shown.stderr.read() == b""
