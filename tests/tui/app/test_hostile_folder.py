"""Cases 32 and 38: a folder of odd things, and a file whose name is no text, in the app itself."""

import os
from pathlib import Path

from running import appears, new_file, running, saved_of, screen_text, type_text

ODD = 250


async def test_a_thousand_odd_things_hold_up_nothing(folder: Path) -> None:
    new_file(folder, "The one")
    for number in range(ODD):
        os.mkfifo(folder / f"pipe{number}.toml")
        (folder / f"loop{number}.toml").symlink_to(f"loop{number}.toml")
        (folder / f"nowhere{number}.toml").symlink_to("nothing")
        (folder / f"folder{number}.toml").mkdir()
    async with running(folder) as pilot:
        shown = screen_text(pilot)
        assert "The one" in shown
        assert not any(word in shown for word in ("pipe", "loop", "nowhere", "folder0"))


async def test_a_file_whose_name_is_no_text_is_opened_and_saved(folder: Path) -> None:
    made = new_file(folder, "The one")
    path = made.rename(os.fsdecode(os.fsencode(folder) + b"/\xff\x9b.toml"))
    async with running(folder) as pilot:
        assert "The one" in screen_text(pilot)
        await pilot.press("enter")
        await appears(pilot, "Which organisation is it for?")
        await type_text(pilot, "Ada")
        await pilot.press("enter")
        assert saved_of(pilot).organisation == "Ada"
    assert b'organisation = "Ada"' in path.read_bytes()
