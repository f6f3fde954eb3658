"""Tying notes to rated items as their quotes in line mode."""

import shutil
from pathlib import Path

import pytest

from typed_lines import new_file, saved, talked
from valueworkshop.core.stages.notes.model import answers

SAMPLE = Path(__file__).parents[2] / "sessions" / "prestige-car-maker.toml"
FIRST, SECOND = "ewwd75nt", "q6d09932"


@pytest.fixture
def path(folder: Path) -> Path:
    return Path(shutil.copy(SAMPLE, folder))


def about(path: Path, key: str) -> str:
    return answers(saved(path), "guiding").notes[key].about


def test_a_note_is_tied_by_words_or_number_and_untied(path: Path) -> None:
    text = talked(path, ["/go A", "/link 1 contact", "/link 2 3"])
    assert "Note 1: quote for “Every contact creates value”." in text
    assert about(path, FIRST) == "checklist/touchpoint"
    assert about(path, SECOND) == "checklist/experience"
    text = talked(path, ["/go A", "/again", "/link 1 nothing", "/link 1 nothing", "/undo"])
    assert "quote for: Every contact" in " ".join(text.split())
    assert "Note 1: no longer a quote for anything." in text
    assert "Note 1 is as it was." in text
    assert about(path, FIRST) == "checklist/touchpoint"


def test_without_an_item_all_are_listed(path: Path) -> None:
    text = talked(path, ["/go A", "/link 2", "/link 2 bread"])
    assert "Item 4 of 7: We keep the experience we promise" in text
    assert "Item 7 of 7: nothing" in text
    assert "'bread' is not among the 7 here." in text
    assert about(path, SECOND) == "checklist/fulfilment"


def test_a_revealed_item_takes_a_note_by_its_number(path: Path) -> None:
    text = talked(path, ["/go B", "/link", "/link 1", "/link 99"])
    assert "Note 1 of 19: A car that starts every morning." in " ".join(text.split())
    assert "Note 1: quote for “Every contact creates value”." in text
    assert "say which note by its number, from 1 to 19." in text
    assert about(path, FIRST) == "checklist/touchpoint"
    talked(path, ["/go B", "/link 1"])
    assert about(path, FIRST) == ""


def test_there_must_be_a_note(folder: Path) -> None:
    assert "there is no note yet" in talked(new_file(folder), ["/go A", "/link 1 contact"])
