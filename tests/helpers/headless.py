"""A headless Chromium over a pipe, with all that it says and loads. It needs only Python.

The protocol is Chromium's own for developers: JSON texts ended by NUL, read from file descriptor 3
and written to 4.
"""

import base64
import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")

_SWITCHES: Final = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
)


class MissingError(Exception):
    """A program is missing; the text says what to install."""


def found() -> str:
    """Return the path of a Chromium. Raises MissingError if there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise MissingError("there is no Chromium here: apt-get install chromium")
    return path


class Browser:
    """One window. `said` are the lines of its console and its errors, `asked` all it loaded."""

    def __init__(self, profile: Path) -> None:
        """Start it with an empty profile in a folder."""
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()

        def joined() -> None:
            """It reads from 3 and writes to 4, whatever numbers the pipes have here."""
            spare = os.dup(theirs_out)
            os.dup2(theirs_in, 3)
            os.dup2(spare, 4)

        command = [found(), *_SWITCHES, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            command,
            preexec_fn=joined,  # noqa: PLW1509 - there is one thread
            pass_fds=(3, 4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self._held = b""
        self._number = 0
        self._session = ""
        self.said: list[str] = []
        self.asked: list[str] = []
        self._loaded = False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        """Use it in a block, which ends it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        with contextlib.suppress(OSError):
            self.call("Browser.close")
        self._process.wait(20)
        self._in.close()
        self._out.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a request and return the answer; note the events in between."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        for told in self._messages():
            if told.get("id") == number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                answer: dict[str, Any] = told["result"]
                return answer
        raise RuntimeError("the browser ended")

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._held:
                part = os.read(self._in.fileno(), 1 << 20)
                if not part:
                    return
                self._held += part
            whole, _, self._held = self._held.partition(b"\0")
            told = json.loads(whole)
            self._note(told)
            yield told

    def _note(self, told: dict[str, Any]) -> None:
        params = told.get("params", {})
        match told.get("method"):
            case "Runtime.consoleAPICalled":
                self.said.append(str([each.get("value") for each in params["args"]]))
            case "Runtime.exceptionThrown":
                self.said.append(str(params["exceptionDetails"]))
            case "Log.entryAdded":
                self.said.append(params["entry"]["text"])
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            case "Page.loadEventFired":
                self._loaded = True

    def open(self, url: str) -> None:
        """Go to an address and wait until everything is loaded."""
        self._loaded = False
        self.call("Page.navigate", url=url)
        while not self._loaded:
            next(self._messages())

    def run(self, script: str) -> Any:
        """Run a script there and return its value; wait for it if it is a promise."""
        told = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"]["exception"].get("description", told))
        return told["result"].get("value")

    def picture(self, path: Path, width: int, height: int, *, dark: bool = False) -> None:
        """Draw the page as it is in a window of this size, to its end."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        drawn = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(drawn["data"]))

    def printed(self, path: Path, width: float = 8.27, height: float = 11.69) -> None:
        """Print the page as a PDF, on sheets of this size in inches: A4 if it is not said."""
        size = {"paperWidth": width, "paperHeight": height}
        path.write_bytes(base64.b64decode(self.call("Page.printToPDF", **size)["data"]))
