"""A path is understood as people type it, and as terminals write it when a file is dropped."""

from pathlib import Path

import pytest

from valueworkshop.survey.typed_path import path_in

WANTED = Path("/home/ann/My survey (1).csv")


@pytest.mark.parametrize(
    "text",
    [
        "/home/ann/My survey (1).csv",
        "  /home/ann/My survey (1).csv \n",
        "'/home/ann/My survey (1).csv'",
        '"/home/ann/My survey (1).csv" ',
        r"/home/ann/My\ survey\ \(1\).csv",
        "file:///home/ann/My%20survey%20(1).csv",
        "file://localhost/home/ann/My%20survey%20%281%29.csv",
        "file:/home/ann/My%20survey%20(1).csv",
        "'file:///home/ann/My%20survey%20(1).csv'",
        "& '/home/ann/My survey (1).csv'",
        '& "/home/ann/My survey (1).csv"',
    ],
)
def test_a_dropped_file_is_found(text: str) -> None:
    assert path_in(text) == WANTED


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (r"'/home/o'\''hara.csv'", "/home/o'hara.csv"),
        ("& '/home/o''hara.csv'", "/home/o'hara.csv"),
        (r"/home/o\'hara.csv", "/home/o'hara.csv"),
        (r"C:\Users\ann\a b.csv", r"C:\Users\ann\a b.csv"),
        ("file:///C:/Users/ann/a%20b.csv", "C:/Users/ann/a b.csv"),
        (r"& 'C:\Users\ann\a b.csv'", r"C:\Users\ann\a b.csv"),
        ("file:///home/100%25%20sure.csv", "/home/100% sure.csv"),
        ("survey.csv", "survey.csv"),
        ("", "."),
    ],
)
def test_odd_paths_are_what_they_say(text: str, path: str) -> None:
    assert path_in(text) == Path(path)


def test_what_is_there_as_it_was_typed_is_taken_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / r"a\ b.csv"
    odd.write_text("n")
    assert path_in(str(odd)) == odd
    assert path_in("\0") == Path("\0")
    assert path_in("x" * 5_000) == Path("x" * 5_000)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert path_in("~/b.csv") == tmp_path / "b.csv"
    with pytest.raises(RuntimeError):
        path_in("~nobody-of-this-name/b.csv")
