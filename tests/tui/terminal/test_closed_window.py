"""A window that is closed: its driver drops what it would draw."""

import io
import signal
import threading

import pytest
from textual.app import App
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from valueworkshop.tui.terminal.background import AskingDriver


async def test_nothing_waits_for_a_writer_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projector did not end with its window when more was drawn than a queue holds."""
    with monkeypatch.context() as patch:
        patch.setattr(signal, "signal", lambda *_: None)  # it would take over those of a stop
        driver = AskingDriver(App())
    writer = WriterThread(io.StringIO())
    writer.start()
    writer.stop()
    driver._writer_thread = writer  # noqa: SLF001 - as where the terminal is gone

    def draw() -> None:
        for _ in range(2 * MAX_QUEUED_WRITES):
            driver.write("a frame")

    drawing = threading.Thread(target=draw, daemon=True)
    drawing.start()
    drawing.join(10)
    assert not drawing.is_alive()
