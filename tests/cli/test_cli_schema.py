import json
from pathlib import Path

import pytest

from commands import run
from valueworkshop.files.home import json_schema

MADE = {"session": json_schema.of_session, "kit": json_schema.of_kit}


@pytest.mark.parametrize("what", MADE)
def test_a_schema_is_printed(what: str, tmp_path: Path) -> None:
    for arguments in ((), ("-o", "-")):
        result = run(tmp_path, "schema", what, *arguments)
        assert result.exit_code == 0
        assert json.loads(result.stdout) == MADE[what]()


def test_a_schema_is_written_to_a_file_that_is_new(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    result = run(tmp_path, "schema", "session", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema.of_session()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text("mine", encoding="utf-8")
    for target in (path, tmp_path):
        result = run(tmp_path, "schema", "kit", "-o", str(target))
        assert result.exit_code == 1
        assert f"{target} exists already; name another file" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "kit", "-o", str(tmp_path / "none" / "s.json"))
    assert result.exit_code == 1
    assert f"there is no folder {tmp_path / 'none'}; make it" in result.stderr


def test_what_there_is_no_schema_of_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, "schema", "ballot")
    assert result.exit_code == 2
    assert "'ballot' is not one of 'session', 'kit'" in result.stderr
