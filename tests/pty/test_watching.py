"""Two terminals, one workshop: the facilitator's and the projector's."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from in_terminal import QUESTION, started, workshop_at_a_question
from valueworkshop.files.shared.view_follower import CLOSED

pytestmark = pytest.mark.pty


def test_the_projector_follows_a_window_that_is_killed_and_opened_again(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    path = workshop_at_a_question(tmp_path)
    with started(tmp_path, "watch", path.stem, size=(60, 20)) as wall:
        wall.wait_for(QUESTION, CLOSED)
        with started(tmp_path, "open", path.stem) as main:
            main.wait_for(QUESTION)
            wall.wait_gone(CLOSED)
            main.type("Zebrafish in the tank")
            main.wait_for("Zebrafish in the tank")
            main.press("enter")
            begun = time.monotonic()
            wall.wait_for("A   Zebrafish in the tank")
            record_testsuite_property(
                "seconds_until_an_edit_is_on_the_wall", time.monotonic() - begun
            )
            main.type("half a thou")
            main.wait_for("half a thou")
            wall.receive(0.5)
            assert "half a thou" not in wall.text  # as long as it is not kept
            path.rename(path.with_name("renamed.toml"))  # the window goes on, and shows all
            main.press("ctrl+n")
            wall.wait_gone(QUESTION)
            main.signal(signal.SIGKILL)
            main.exit_code()
        path.with_name("renamed.toml").rename(path)
        wall.wait_for(CLOSED)
        with started(tmp_path, "open", path.stem) as again:
            again.wait_for("Last time, this workshop was interrupted")
            wall.wait_gone(CLOSED)
            again.press("enter")
            again.wait_gone("Last time, this workshop was interrupted")
            again.press("ctrl+q")
            assert again.exit_code() == 0
        wall.wait_for(CLOSED)
        wall.press("q")
        assert wall.exit_code() == 0
