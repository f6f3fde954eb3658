"""Values that fit exactly make the session that pydantic would make, others have its faults."""

import copy
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from hostile_sessions import workshop
from made_sessions import moderate, sessions
from valueworkshop.core.session.session import Session
from valueworkshop.files.text import decode
from valueworkshop.files.text.exact_fit import MisfitError, fitted
from valueworkshop.files.text.problems import Fault, InvalidError
from valueworkshop.files.text.session_file import dumps

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "sessions").glob("*.toml"))

WRONG: tuple[Any, ...] = (
    *("", "x", "5", "2026-11-22", "don't know", "true"),
    *(0, 1, 5, 6, -1, 2**70, 3.0, 2.5, True, False),
    *(dt.date(2026, 11, 22), dt.datetime(2026, 11, 22, tzinfo=dt.UTC), dt.time(9)),
    *([], ["x"], [1, 2], ["a", "b", "c", "d", "e"], {}, {"x": 1}, {"x": {}}, {"x": {"y": "z"}}),
)
"""What a file may hold in any place, and what fits in some."""


def plain(session: Session) -> dict[str, Any]:
    """Return what the file of a session holds, without its schema."""
    tree = tomli.loads(dumps(session).decode())
    del tree["schema"]
    return tree


def outcome(raw: dict[str, Any]) -> Session | list[Fault]:
    """Return the session, or what is wrong with it."""
    try:
        return decode.decode_session(raw)
    except InvalidError as error:
        return error.faults


def verdict(raw: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Session | list[Fault]:
    """Return the same, with pydantic judging everything."""

    def never(_shape: type, value: Any) -> Any:
        raise MisfitError(value)

    with monkeypatch.context() as patched:
        patched.setattr(decode, "fitted", never)
        return outcome(raw)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_is_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tomli.loads(path.read_text(encoding="utf-8"))
    del raw["schema"]
    assert outcome(raw) == verdict(raw, monkeypatch)


@moderate
@given(sessions())
def test_each_session_is_the_same(session: Session) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        raw = plain(session)
        assert outcome(raw) == verdict(raw, monkeypatch) == session


@moderate
@given(st.data())
def test_each_broken_one_has_the_same_faults(data: st.DataObject) -> None:
    raw = plain(workshop())
    for _ in range(data.draw(st.integers(1, 3), "how many")):
        table, key = data.draw(st.sampled_from(list(_places(raw))), "where")
        if data.draw(st.booleans(), "removed"):
            del table[key]
        else:
            table[key] = copy.deepcopy(data.draw(st.sampled_from(WRONG), "what"))
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert outcome(raw) == verdict(raw, monkeypatch)


def _places(table: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (table or list, key) of everything in a tree."""
    pairs = table.items() if isinstance(table, dict) else enumerate(table)
    for key, below in list(pairs):
        yield table, key
        if isinstance(below, dict | list):
            yield from _places(below)


@pytest.mark.parametrize("raw", [{"name": "Ann"}, {"name": "Ann", "later": 1}])
def test_what_is_left_out_has_its_default_and_what_is_unknown_counts_not(raw: Any) -> None:
    from valueworkshop.core.session.people import Person  # noqa: PLC0415 - only here

    assert fitted(Person, raw) == Person(name="Ann")


def test_reading_a_sound_file_loads_no_pydantic() -> None:
    code = (
        "import sys; from pathlib import Path; from valueworkshop.files.text import session_file;"
        "session_file.read(Path(sys.argv[1])); print('pydantic' in sys.modules)"
    )
    for path in SAMPLES:
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "False", path.name
