"""Passing on from the app: what is chosen is written, and nothing else is."""

import json
import os
from pathlib import Path

import pytest

from made_sessions import SUM, empty
from running import appears, letters_on, running, save_as, screen_text, session_of, words_on
from valueworkshop.exports.choices import WHOLE, Part
from valueworkshop.exports.export_forms import FORMS, Form, Wanted, written
from valueworkshop.files.safe.state_folder import state_folder
from valueworkshop.tui.workshop.export_screen import PARTS, ExportScreen


def test_every_form_and_part_has_words() -> None:
    assert set(FORMS) == set(Form)
    assert all(about.words for about in FORMS.values())
    assert set(PARTS) == WHOLE


async def test_what_is_not_installed_is_listed_with_what_brings_it(
    car_maker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valueworkshop.exports.export_forms.find_spec", lambda _name: None)
    async with running(car_maker, at=("summary", "")) as pilot:
        await pilot.press("e")
        text = words_on(pilot)
        assert "Not installed here: Word document, sheets for Excel." in text
        assert "pip install 'valueworkshop[office]'" in text
        await pilot.press("w", "enter")
        await appears(pilot, "Could not export")
        await pilot.press("escape")
    assert not list(car_maker.parent.glob("*.docx"))


async def test_every_form_is_written_from_the_app(car_maker: Path) -> None:
    async with running(car_maker, at=("summary", "")) as pilot:
        for steps, form in enumerate(FORMS):
            await pilot.press("e", *["right"] * bool(steps), "enter")  # the next after the last
            await appears(pilot, "Exported to")
            path = car_maker.with_suffix(form.suffix)
            assert path.stat().st_size > 100, form


async def test_what_may_still_be_a_name_stands_above_what_would_be_written(folder: Path) -> None:
    session = empty(title="Picard met Quentin", facilitator="Jean-Luc Picard")
    async with running(save_as(session, folder), at=(SUM, "")) as pilot:
        await pilot.press("e")
        assert "Quentin. Please check" not in screen_text(pilot)
        await pilot.press("tab", "tab", "right")
        await appears(pilot, "may be names: Quentin. Please check")


async def test_what_is_chosen_is_written_and_esc_writes_nothing(car_maker: Path) -> None:
    async with running(car_maker, at=("summary", ""), size=(60, 20)) as pilot:
        session = session_of(pilot)
        await pilot.press("e", "escape")
        assert not list(car_maker.parent.glob("*.md"))

        await pilot.press("e", "right", "tab", "right", "tab", "right", "tab", "space", "enter")
        await appears(pilot, "Exported to")
        page = car_maker.with_suffix(".html")
        wanted = Wanted(form=Form.HTML, full=True, parts=WHOLE - {Part.SUMMARY}, anonymous=True)
        assert page.read_text() == written(session, wanted)

        await pilot.press("e")  # as it was chosen for the last one, but for its parts
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.wanted.parts == WHOLE
        assert (screen.wanted.form, screen.wanted.full) == (Form.HTML, True)
        assert screen.wanted.anonymous
        await pilot.press("e")  # by its letter: everything
        await appears(pilot, "Ratings never carry names")
        assert not screen.query_one("#parts").display
        assert "prestige-car-maker.json" in letters_on(pilot)
        await pilot.press("tab", "tab", "ctrl+u", *"nowhere/x", "enter")
        await appears(pilot, "Could not export to")
        await pilot.press("escape", "e")  # nothing was written, so nothing is remembered of it
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.wanted.form is Form.HTML
        await pilot.press("e", "enter")
        assert json.loads(car_maker.with_suffix(".json").read_text())["schema"] == 1
        assert session_of(pilot) == session


async def test_another_start_begins_with_what_was_chosen_last(car_maker: Path) -> None:
    async with running(car_maker, at=("summary", "")) as pilot:
        await pilot.press("e", "w", "tab", "right", "tab", "right", "enter")
        await appears(pilot, "Exported to")
    async with running(car_maker, at=("summary", "")) as pilot:
        await pilot.press("e")
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.wanted.form is Form.DOCX
        assert screen.wanted.full
        assert screen.wanted.anonymous
        assert "prestige-car-maker.docx" in letters_on(pilot)


@pytest.mark.parametrize("kept", ["", "[]", "[" * 9000, "{", '{"form": "gone", "names": 3}', "\0"])
async def test_a_spoilt_memory_of_the_last_export_is_none(car_maker: Path, kept: str) -> None:
    state = state_folder(os.environ, Path.cwd())
    state.mkdir(parents=True, exist_ok=True)
    (state / "export.json").write_text(kept)
    async with running(car_maker, at=("summary", "")) as pilot:
        await pilot.press("e")
        screen = pilot.app.screen
        assert isinstance(screen, ExportScreen)
        assert (screen.wanted.form, screen.wanted.anonymous) == (Form.MD, False)
