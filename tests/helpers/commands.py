"""What the tests of the commands share: running them, and sessions to run them on."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from click import Context
from click.testing import CliRunner, Result

from picked_weights import rating_kit
from valueworkshop.cli import cli
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Answer, Ballot
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text.session_file import dumps, read

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sessions"
ITEMS = ("touchpoint", "together", "experience", "fulfilment", "carriers", "renewal")
FACETS = ("needed", "today", "weight")

_HERE = Context(cli)
BY_NAME = {
    name: command
    for name in cli.list_commands(_HERE)
    if (command := cli.get_command(_HERE, name)) is not None
}

# All that could steer a terminal: C0 except tab and line feed, DEL, C1, direction overrides.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def run(folder: Path, *args: str) -> Result:
    """Run a command on a folder of sessions, in this process, without a terminal."""
    return CliRunner().invoke(cli, ["--sessions", str(folder), *args])


def start(
    *args: str,
    env: Mapping[str, str] | None = None,
    code: str = "-mvalueworkshop",
    stdin: int = subprocess.DEVNULL,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in its own process, or `code` in its place."""
    given = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    begin = [code] if code.startswith("-m") else ["-c", code]
    return subprocess.run(
        [sys.executable, *begin, *args],
        stdin=stdin,
        capture_output=True,
        env={**given, **(env or {})},
        timeout=60,
        check=False,
    )


def sample(name: str) -> Session:
    return read(SAMPLES / f"{name}.toml").session


def saved(folder: Path, session: Session, name: str = "one") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(dumps(session))
    return path


def rated(answers: Mapping[str, Answer], *, shown: tuple[str, ...] = ()) -> Session:
    """Return a session in which four people gave the same answers by facet; `shown` items only."""
    people = {
        f"p{number}": Person(
            name=f"Person {number}", group="leaders", voter=f"v{number}", order=number
        )
        for number in range(1, 5)
    }
    session = Session(
        id="votes", title="Votes", kit=rating_kit(load_kit("essentials")), people=people
    )
    ballot = Ballot(answers={f: dict.fromkeys(ITEMS, given) for f, given in answers.items()})
    for number in range(1, 5):
        session = take_ballot(session, "checklist", "1", f"v{number}", ballot)
    for item in shown:
        session = reveal(session, "checklist", "1", item)
    return session


def retitled(title: str) -> Session:
    return replace(sample("phone-shop"), title=title)
