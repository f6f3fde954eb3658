"""What stands beside the list: the workshop under the cursor, as the library knows it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from running import TODAY, appears, counted_ids, fly, running, save_as, screen_text, settled
from valueworkshop.files.home.new_sessions import new_session
from valueworkshop.files.text import session_file
from valueworkshop.library.record import Record
from valueworkshop.tui.library import workshop_table
from valueworkshop.tui.library.library_screen import LibraryScreen
from valueworkshop.tui.library.preview import Preview

SAMPLES = Path(__file__).parents[3] / "sessions"


@pytest.fixture
def bakery(folder: Path) -> Path:
    """Three workshops that follow each other, and one alone."""
    for name in ("bakery-1-winter", "bakery-2-spring", "bakery-3-autumn", "office-coffee"):
        shutil.copy(SAMPLES / f"{name}.toml", folder)
    return folder


def beside(pilot: Pilot[None]) -> str:
    """What the preview shows."""
    preview = pilot.app.screen.query_one(Preview)
    lines = screen_text(pilot).split("\n")[preview.region.y : preview.region.bottom]
    return "\n".join(line[preview.region.x : preview.region.right] for line in lines)


async def go_to(pilot: Pilot[None], title: str) -> None:
    """Press keys until the cursor is on a workshop."""
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    await pilot.press("home")
    for _ in range(8):
        if screen.table.current and screen.table.current.title == title:
            return
        await pilot.press("j")
    raise AssertionError(title)


async def test_it_shows_the_workshop_under_the_cursor(bakery: Path) -> None:
    async with running(bakery, size=(120, 40)) as pilot:
        await settled(pilot)
        await go_to(pilot, "Bread before seven 3")
        shown = beside(pilot)
        for text in (
            *("Bread and rolls at the café", "0.9 steps below what customers need"),
            *("five of us · 22 Sep 2026", "■■■■■□ · at Close", "value gap, of 100"),
            *("▼▼   80 Bread comes on Sundays too", "● today · ○ needed · from 1 to 5"),
            *("Three workshops in a row", "38", "33", "not the same items each time"),
            *("! late 12 weeks", "1 done · 2 late · 1 to come"),
        ):
            assert text in shown, text
        await go_to(pilot, "Office coffee, a whole day")
        shown = beside(pilot)
        assert "! not firm yet" in shown
        assert "in a row" not in shown
        await pilot.press("end", "k", "k")
        assert "A new workshop" in beside(pilot)


async def test_a_move_reads_no_file(bakery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(bakery, size=(120, 40)) as pilot:
        await settled(pilot)

        def read(*_: object) -> None:
            raise AssertionError("a file was read")

        monkeypatch.setattr(session_file, "read", read)
        monkeypatch.setattr(session_file, "session_at", read)
        monkeypatch.setattr(Path, "open", read)
        monkeypatch.setattr(Path, "read_bytes", read)
        await go_to(pilot, "Bread before seven")
        assert "1.5 steps below what customers need" in beside(pilot)


async def test_what_is_not_read_yet_fills_in_at_its_place(bakery: Path) -> None:
    async with running(bakery, size=(120, 40)) as pilot:
        await settled(pilot)
        await go_to(pilot, "Bread before seven 2")
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        whole = screen.table.current
        assert whole is not None
        head = Record(
            path=whole.path, id=whole.id, title=whole.title, offer=whole.offer, is_whole=False
        )
        preview = screen.query_one(Preview)
        after = beside(pilot).split("\n")
        preview.show("", head, [head], TODAY)
        before = beside(pilot).split("\n")
        assert "…" in before[5]
        assert "No shortfall" not in "".join(before), "we do not know that"
        edges = [n for n, line in enumerate(before) if line.startswith(("╭", "╰"))]
        assert set(edges) <= {n for n, line in enumerate(after) if line.startswith(("╭", "╰"))}
        preview.show("", whole, screen.table.shelf.chain_of(whole), TODAY)
        assert beside(pilot).split("\n") == after


async def test_three_points_stand_for_a_file_only_while_it_is_read(
    bakery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor that is put on a row is no key: nothing waits for that."""
    monkeypatch.setattr(workshop_table, "_QUIET", 30)
    monkeypatch.setattr(workshop_table, "_LONGEST", 30)
    async with running(bakery, size=(80, 24)) as pilot:
        await appears(pilot, "✓ all stages")
        assert not any(line.rstrip(" │").endswith("…") for line in screen_text(pilot).split("\n"))


@pytest.mark.parametrize("size", [(120, 24), (120, 30), (160, 50), (140, 44)])
async def test_cards_fill_their_column_at_every_size(bakery: Path, size: tuple[int, int]) -> None:
    async with running(bakery, size=size) as pilot:
        await settled(pilot)
        await go_to(pilot, "Bread before seven 3")
        shown = beside(pilot).split("\n")
        assert shown[0].startswith("╭─ Bread before seven 3")
        assert shown[-1].startswith("╰─")
        assert "▼▼   80 Bread comes on Sundays too" in "\n".join(shown)
        assert all(line[0] in "╭│╰" and line[-1] in "╮│╯" for line in shown)


async def test_below_120_columns_there_is_none_and_it_comes_back(bakery: Path) -> None:
    async with running(bakery, size=(120, 40)) as pilot:
        await settled(pilot)
        await fly(pilot, (80, 24))
        assert not pilot.app.screen.query_one(Preview).display
        assert "! 2 late" in screen_text(pilot).split("\n")[0]
        await fly(pilot, (160, 50))
        assert "Largest gaps" in beside(pilot)


async def test_what_people_wrote_is_text_and_a_broken_file_says_why(folder: Path) -> None:
    session = new_session("essentials", counted_ids("n"), TODAY, "[b]日本の宿[/] $x")
    save_as(replace(session, offer="[red]客室[/red] " * 20), folder, "wide.toml")
    (folder / "broken.toml").write_text("schema = 2\ntitle = \n")
    async with running(folder, size=(120, 40)) as pilot:
        await appears(pilot, "[b]日本の宿[/] $x")
        await go_to(pilot, "[b]日本の宿[/] $x")
        assert "[red]客室[/red]" in beside(pilot)
        await pilot.press("home")
        await pilot.press("j") if "broken.toml" not in beside(pilot) else None
        assert "broken.toml" in beside(pilot)
        assert "Line 2: " in beside(pilot)
        assert "broken.toml:2:" in beside(pilot).replace("│\n│", "").replace(" ", "")


async def test_it_wears_another_theme_at_once(bakery: Path) -> None:
    async with running(bakery, size=(120, 40)) as pilot:
        await settled(pilot)
        preview = pilot.app.screen.query_one(Preview)

        def colours() -> set[str]:
            strip = preview.render_line(0)
            return {str(segment.style.color) for segment in strip if segment.style}

        before = colours()
        pilot.app.theme = "workshop-light"
        await settled(pilot)
        assert not colours() & before
