"""A mistake of our own: the file holds everything, and the user reads one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from in_terminal import QUESTION, environment, notes_in, workshop_at_a_question
from terminal import Terminal

pytestmark = pytest.mark.pty

_BEGIN = """
import asyncio
import sys
import threading
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen
from valueworkshop.cli import main

async def worker():
    raise RuntimeError("secret")

def in_a_handler(self):
    raise RuntimeError("secret")

def in_a_worker(self):
    self.app.run_worker(worker())

def in_a_thread(self):
    threading.Thread(target=in_a_handler, args=(self,)).start()

def in_a_thread_of_workers(self):
    self.run_worker(lambda: in_a_handler(self), thread=True)

def in_a_task(self):
    asyncio.get_running_loop().call_soon(in_a_handler, self)

WorkshopScreen.action_go_to = {where}
sys.argv[0] = "valueworkshop"
main()
"""


@pytest.mark.parametrize(
    "where", ["in_a_handler", "in_a_worker", "in_a_thread", "in_a_thread_of_workers", "in_a_task"]
)
def test_an_error_of_ours_saves_all_and_shows_no_traceback(tmp_path: Path, where: str) -> None:
    """8"""
    path = workshop_at_a_question(tmp_path)
    argv = [sys.executable, "-c", _BEGIN.format(where=where), "open", str(path)]
    env = environment(tmp_path / "home") | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with Terminal(argv, env=env) as terminal:
        terminal.wait_for(QUESTION)
        terminal.type("kept")
        terminal.press("enter")
        terminal.wait_for("1   kept")
        terminal.type("half a thought")
        terminal.wait_for("half a thought")
        terminal.press("ctrl+g")
        assert terminal.exit_code() == 1
        said = " ".join(terminal.text.split())
        assert "valueworkshop hit a bug and had to close. Please report it" in said
        assert f"Savedto{path}" in said.replace(" ", "")
        assert "Traceback" not in said
        assert "secret" not in said
        assert terminal.echoes
    assert notes_in(path) == ["kept", "half a thought"]
    argv = [sys.executable, "-m", "valueworkshop", "doctor", "--report"]
    report = subprocess.run(argv, env=env, capture_output=True, check=True).stdout.decode()
    assert "\nRuntimeError\n" in report
    assert "secret" not in report
