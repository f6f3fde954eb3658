"""The file of settings: what is right counts, what is wrong is reported with its line."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from valueworkshop.files.home.settings import VARIABLE, Settings, config_file, in_force, read


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_key_is_taken_and_a_folder_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    text = """\
theme = "light"
bell = false
ascii = true
accessible = true
sessions = "ours"
[keys]
"workshop.next" = "f2"
notes.delete = ["x", "delete"]
"""
    found = read(written(tmp_path, text))
    assert found.problems == ()
    assert found.settings == Settings(
        theme="light",
        bell=False,
        ascii=True,
        accessible=True,
        sessions=tmp_path / "ours",
        keys={"workshop.next": ("f2",), "notes.delete": ("x", "delete")},
    )
    assert str(found.problem("notes.delete", "no")).endswith(":8:1: keys.notes.delete: no")


def test_what_is_wrong_is_told_with_its_line_and_the_rest_counts(tmp_path: Path) -> None:
    text = """\
theme = "blue"
bel = false
bell = "no"
ascii = true
sessions = 3
[keys]
"workshop.next" = 2
"workshop.undo" = ["u", 1]
"workshop.redo" = "y"
"""
    found = read(written(tmp_path, text))
    told = [str(problem).removeprefix(f"{found.path}:") for problem in found.problems]
    assert told == [
        '1:1: theme: must be "auto", "dark", "light", "ansi" or a theme of Textual, as "nord"',
        "2:1: bel: is not a setting; did you mean bell?",
        "3:1: bell: must be true or false, without quotes",
        '5:1: sessions: must be the path of a folder, as in "~/Workshops"',
        '7:1: keys."workshop.next": must be the name of a key, or a list of such names',
        '8:1: keys."workshop.undo": must be the name of a key, or a list of such names',
    ]
    assert found.settings == Settings(ascii=True, keys={"workshop.redo": ("y",)})


def test_no_file_sets_nothing_and_a_broken_one_says_why(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml").problems == ()
    assert read(written(tmp_path, "")).problems == ()
    for bad, why in [("theme = ", "not a value"), ("keys = 3", "begin it with a line [keys]")]:
        found = read(written(tmp_path, bad))
        assert why in str(found.problems[0])
        assert found.settings == Settings()
    assert "is not a file" in str(read(tmp_path).problems[0])


@example(b"sessions = '~nobody-here/x'")
@settings(max_examples=25)
@given(st.text(max_size=40) | st.binary(max_size=40))
def test_no_file_whatever_is_in_it_stops_anything(
    tmp_path_factory: pytest.TempPathFactory, data: str | bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(errors="replace"))
    assert isinstance(read(path).settings, Settings)


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    assert config_file({VARIABLE: "mine.toml"}, tmp_path) == tmp_path / "mine.toml"
    assert config_file({}, tmp_path).name == "config.toml"
    base = Settings(theme="light", accessible=True)
    assert in_force(base, {}) == base
    env = {"VALUEWORKSHOP_THEME": "dark", "ACCESSIBLE": "0", "VALUEWORKSHOP_ASCII": "1"}
    assert in_force(base, env) == Settings(theme="dark", ascii=True)
    assert in_force(base, {"VALUEWORKSHOP_THEME": "blue", "ACCESSIBLE": ""}) == base


def test_a_hook_is_a_program_with_its_words_and_a_path_begins_beside_the_file(
    tmp_path: Path,
) -> None:
    for text, words in (
        ("\"to-jira --quiet 'a b'\"", ("to-jira", "--quiet", "a b")),
        ('["to-jira", "a b"]', ("to-jira", "a b")),
        ('"bin/to-jira"', (str(tmp_path / "bin" / "to-jira"),)),
        ('"/usr/bin/to-jira"', ("/usr/bin/to-jira",)),
    ):
        found = read(written(tmp_path, f"[hooks]\nactions = {text}\n"))
        assert found.problems == ()
        assert found.settings.hooks == {"actions": words}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hooks = 3", "must be a table"),
        ('[hooks]\nnotes = "x"', "is not a hook; the hooks are actions"),
        ("[hooks]\nactions = 3", "must be a program"),
        ('[hooks]\nactions = ""', "must be a program"),
        ("[hooks]\nactions = [3]", "must be a program"),
        ('[hooks]\nactions = "it\'s"', "must be a program"),
        ('[hooks]\nactions = "~nobody-here/x"', "must be a program"),
    ],
)
def test_a_hook_that_is_no_program_is_told_and_left_out(
    text: str, said: str, tmp_path: Path
) -> None:
    found = read(written(tmp_path, text))
    assert found.settings.hooks == {}
    assert said in str(found.problems[0])
