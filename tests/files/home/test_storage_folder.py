import datetime as dt
import os
import socket
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage_examples import session
from valueworkshop.files.home.named_sessions import find, glance, save_new
from valueworkshop.files.home.sessions_folder import Entry, free_path, listing, sessions_folder
from valueworkshop.files.safe import atomic
from valueworkshop.files.safe.file_names import file_name
from valueworkshop.files.text.problems import FileProblem, NotFoundError
from valueworkshop.files.text.session_file import dumps, read

DAY = dt.date(2026, 11, 22)


def names(folder: Path) -> list[str]:
    return [entry.path.name for entry in listing(folder)]


def test_where_sessions_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: Path("/docs"))
    env = {"VALUEWORKSHOP_SESSIONS": "from-env"}
    assert sessions_folder(None, {}, tmp_path) == Path("/docs/Workshops")
    assert sessions_folder(None, {"VALUEWORKSHOP_SESSIONS": ""}, tmp_path).name == "Workshops"
    (tmp_path / "sessions").mkdir()
    assert sessions_folder(None, {}, tmp_path) == tmp_path / "sessions"
    assert sessions_folder(None, env, tmp_path) == tmp_path / "from-env"
    assert sessions_folder(Path("given"), env, tmp_path) == tmp_path / "given"
    assert sessions_folder(Path("/abs"), env, tmp_path) == Path("/abs")
    monkeypatch.setenv("HOME", "/home/me")
    assert sessions_folder(Path("~/x"), env, tmp_path) == Path("/home/me/x")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dealers, autumn", "dealers-autumn-2026-11-22.toml"),
        ("../../x", "x-2026-11-22.toml"),
        ("CON", "workshop-con-2026-11-22.toml"),
        ("\0", "workshop-2026-11-22.toml"),
        ("é" * 300, "é" * 30 + "-2026-11-22.toml"),
        ("e\u0301" * 300, "é" * 30 + "-2026-11-22.toml"),
        ("🎉🎉", "workshop-2026-11-22.toml"),
        ("", "workshop-2026-11-22.toml"),
        ("客户价值 2026", "客户价值-2026-2026-11-22.toml"),
        ("हिन्दी", "हिन्दी-2026-11-22.toml"),
        ("-rf *", "rf-2026-11-22.toml"),
        ("a\u202eb\x1b[2J", "ab-2j-2026-11-22.toml"),
    ],
)
def test_a_name_for_a_file(title: str, name: str) -> None:
    assert file_name(title, DAY) == name


@pytest.mark.parametrize("title", ["CON", "nul", "com1", "LPT9", "COM¹", "aux."])
def test_a_name_without_a_date_is_no_device(title: str) -> None:
    assert file_name(title, None).startswith("workshop-")


@given(st.text(), st.none() | st.just(DAY))
def test_any_title_gives_a_name_that_every_system_takes(title: str, date: dt.date | None) -> None:
    name = file_name(title, date)
    assert len(name.encode()) <= 76
    assert unicodedata.normalize("NFC", name) == name
    assert name.endswith(".toml")
    assert not set(name) & set('<>:"/\\|?*\0 \n')
    assert not name.startswith((".", "-"))
    assert name.removesuffix(".toml").rstrip(". ") == name.removesuffix(".toml")


def test_a_free_path_differs_by_more_than_case_and_accents(tmp_path: Path) -> None:
    assert free_path(tmp_path / "gone", "a.toml") == tmp_path / "gone" / "a.toml"
    (tmp_path / "Caf\u0065\u0301.TOML").touch()
    (tmp_path / "CAFÉ-2.toml").touch()
    assert free_path(tmp_path, "café.toml") == tmp_path / "café-3.toml"


def test_titles_that_differ_by_case_or_accents_get_two_files(tmp_path: Path) -> None:
    given = [replace(session(), title=title) for title in ("Café", "CAFE\u0301", "café")]
    paths = [save_new(each, tmp_path / "new") for each in given]
    assert len({path.name.casefold() for path in paths}) == 3
    assert [read(path).session.title for path in paths] == ["Café", "CAFE\u0301", "café"]


def test_a_file_that_appears_while_we_save_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create(path: Path, data: bytes, **given: Any) -> None:
        monkeypatch.undo()
        path.write_bytes(b"theirs")
        atomic.create(path, data, **given)

    monkeypatch.setattr("valueworkshop.files.safe.atomic.create", create)
    taken = tmp_path / file_name(session().title, session().date)
    path = save_new(session(), tmp_path)
    assert taken.read_bytes() == b"theirs"
    assert path != taken
    assert read(path).session == session()


def test_a_list_names_regular_files_only_the_latest_first(tmp_path: Path) -> None:
    for number, name in enumerate(("a.toml", "b.TOML", "c.txt", ".d.toml")):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (number, number))
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    (tmp_path / "nowhere.toml").symlink_to("nothing")
    (tmp_path / "link.toml").symlink_to("a.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.toml"))
    assert names(tmp_path) == ["b.TOML", "a.toml", "link.toml"]
    assert next(listing(tmp_path)).modified == dt.datetime(1970, 1, 1, 0, 0, 1, tzinfo=dt.UTC)
    assert names(tmp_path / "gone") == []
    assert names(tmp_path / "a.toml") == []


def test_a_time_that_no_calendar_has_is_long_ago(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.touch()
    os.utime(path, (0, 2**40))
    (entry,) = listing(tmp_path)
    assert entry.modified.year in (1970, 2446)  # some file systems cut it off


def test_a_name_that_is_not_utf_8_is_listed_and_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml"))
    path.write_bytes(dumps(session()))
    (entry,) = listing(tmp_path)
    assert glance(entry).title == session().title
    assert read(entry.path).session == session()
    atomic.write(entry.path, dumps(session()))
    path.write_bytes(b"")
    problem = glance(entry).problem
    assert problem is not None
    str(problem).encode()


def test_a_glance_tells_title_date_and_offer_or_the_problem(tmp_path: Path) -> None:
    path = save_new(session(), tmp_path)
    entry = Entry(path, dt.datetime.now(dt.UTC))
    seen = glance(entry)
    assert (seen.title, seen.date, seen.offer) == ("Dealers, autumn", DAY, "The catalogue")
    assert seen.problem is None
    path.write_bytes(dumps(session())[:-20])
    assert "the last line is not" in str(glance(entry).problem)
    path.write_text("schema = 1\ntitle = 3\n# end of session\n")
    assert "title: is missing or no text" in str(glance(entry).problem)
    path.write_text('schema = 1\ntitle = "t"\ndate = 3\noffer = 4\n# end of session\n')
    assert (glance(entry).title, glance(entry).date, glance(entry).offer) == ("t", None, "")
    path.unlink()
    assert isinstance(glance(entry).problem, NotFoundError)


def test_finds_what_a_command_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, here = tmp_path / "sessions", tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    path = save_new(session(), folder)
    for name in (str(path), path.name, path.stem, path.stem.upper(), "dealers, AUTUMN"):
        assert find(folder, name) == path
    (here / path.stem).write_text("a path goes first")
    assert find(folder, path.stem) == Path(path.stem)


def test_what_is_not_there_or_not_clear_is_told(tmp_path: Path) -> None:
    first = save_new(session(), tmp_path)
    with pytest.raises(NotFoundError, match="did you mean 'Dealers, autumn'") as caught:
        find(tmp_path, "dealers autum")
    assert "there is no workshop of this name in" in str(caught.value)
    for name in ("", "zzzzzz", "a\0b", "x" * 5000):
        with pytest.raises(NotFoundError):
            find(tmp_path, name)
    second = save_new(session(), tmp_path)
    with pytest.raises(FileProblem, match="several workshops") as caught_two:
        find(tmp_path, session().title)
    assert first.name in str(caught_two.value)
    assert second.name in str(caught_two.value)
    assert find(tmp_path, first.stem) == first


def test_a_file_that_is_broken_can_be_found_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("x")
    assert find(tmp_path, "broken") == path
    with pytest.raises(NotFoundError):
        find(tmp_path, "")
