"""`new --after`: the workshop that follows one, by command."""

import shutil
from pathlib import Path

import pytest

from commands import run
from valueworkshop.files.text import session_file

SAMPLES = Path(__file__).parents[2] / "sessions"


def test_a_workshop_follows_another_one_with_a_title_of_its_own_if_one_is_given(
    tmp_path: Path,
) -> None:
    shutil.copy(SAMPLES / "bakery-3-autumn.toml", tmp_path)
    said = run(tmp_path, "new", "--after", "bread before seven 3", "--no-open")
    after = session_file.read(Path(said.stdout.strip())).session
    assert (after.title, after.follows.title) == ("Bread before seven 4", "Bread before seven 3")
    assert len(after.kit.of_kind("review")) == 1
    named = run(tmp_path, "new", "Winter", "--after", "bakery-3-autumn", "--no-open")
    assert session_file.read(Path(named.stdout.strip())).session.title == "Winter"


@pytest.mark.parametrize("option", [("--kit", "complete"), ("--only", "J")])
def test_what_is_asked_is_that_of_the_one_before(tmp_path: Path, option: tuple[str, str]) -> None:
    said = run(tmp_path, "new", "--after", "x", "--no-open", *option)
    assert said.exit_code == 2
    assert f"leave out {option[0]}" in said.stderr


def test_one_that_is_not_there_is_not_followed(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "--after", "nothing", "--no-open").exit_code == 4
    assert not list(tmp_path.iterdir())
