"""A whole workshop in lines makes the session that the same answers make in the app."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from running import appears, new_file, running, saved_of, type_text
from typed_lines import talked
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.notes.model import MOST_PARTS, Note, add_note, unsplit
from valueworkshop.files.text import session_file

IN_LINES = [
    *("N", "", "", "T", "A", "B", "", "Role", "Day", "", "K", "", "Ada, l", "Ben, f", ""),
    *("Hm", "So", "/heard", "/open", "", *[""] * 8),
    *("54", "2", "3", "4d", "21", "reveal", "", "/method room", "4", "2", "-", "r", "", *[""] * 4),
    *("", ""),
    *("/dots 1 3", "2", "", "Ring", "", "Ada", "", "", "+9", "", "", ""),
    *("X", "", "", "", "2026-12-20", "4", ""),
]
BY_KEYS = [
    *("text:N", "enter", "enter", "enter", "text:T", "enter"),
    *(
        "text:A",
        "enter",
        "text:B",
        "enter",
        "enter",
        "text:Role",
        "enter",
        "text:Day",
        "enter",
        "enter",
        "text:K",
        "enter",
        "enter",
    ),
    *("text:Ada, l", "enter", "text:Ben, f", "enter", "enter"),
    *("text:Hm", "enter", "ctrl+t", "text:So", "enter", "ctrl+o", *["enter"] * 9),
    *("5", "4", "2", "3", "4", "d", "enter", "2", "1", "enter"),
    *("m", "m", "4", "2", "minus", "enter", "enter", *["n"] * 4),
    *("n", "n"),
    *(
        "3",
        "down",
        "space",
        "n",
        "plus",
        "text:Ring",
        "tab",
        "tab",
        "text:Ada",
        "tab",
        "tab",
        "tab",
    ),
    *("text:+9", "ctrl+n", "n"),
    *("text:X", "enter", "enter", "enter", "enter", "text:2026-12-20", "enter", "4", "enter"),
]


NOTES = ("One line alone", "One\nTwo\nThree", "\n".join(f"l{n}" for n in range(MOST_PARTS + 1)))


@pytest.mark.parametrize("text", NOTES, ids=["one", "three", "many"])
async def test_a_note_is_split_with_the_same_words(tmp_path: Path, text: str) -> None:
    paths = [new_file(tmp_path / name) for name in ("lines", "keys")]
    for path in paths:
        document = session_file.read(path)
        note = Note(question="rivals", text=text)
        session = add_note(document.session, "guiding", "n", note)
        place = Place(stage="guiding", at="rivals")
        path.write_bytes(session_file.dumps(replace(session, place=place)))
    in_lines = " ".join(talked(paths[0], ["/split 1"]).split())
    async with running(paths[1]) as pilot:
        await appears(pilot, text[:2])
        await pilot.press("escape", "s")
        words = unsplit(text) or "Split into 3 notes."
        await appears(pilot, words)
        assert words in in_lines
        assert saved_of(pilot) == session_file.read(paths[0]).session


async def test_lines_and_keys_make_the_same_session(tmp_path: Path) -> None:
    in_lines, by_keys = (new_file(tmp_path / name) for name in ("lines", "keys"))
    talked(in_lines, IN_LINES)
    async with running(by_keys) as pilot:
        await appears(pilot, "Which organisation")
        for texts, keys in groupby(BY_KEYS, lambda key: key.startswith("text:")):
            if texts:
                await type_text(pilot, "".join(key.removeprefix("text:") for key in keys))
            else:
                await pilot.press(*keys)
        by_app = saved_of(pilot)
    assert session_file.read(in_lines).session == by_app
