import os
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from storage_examples import line_of, session, text
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.files.text.bounded_read import LARGEST
from valueworkshop.files.text.problems import FileProblem, NotFoundError, Problem
from valueworkshop.files.text.session_file import (
    Document,
    dumps,
    loads,
    read,
)
from valueworkshop.files.text.toml_text import LONGEST_TEXT, MOST_ITEMS, digest


def problems_of(content: str | bytes) -> list[str]:
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(FileProblem) as caught:
        loads(data, "x.toml")
    return str(caught.value).split("\n")


def changed(old: str, new: str) -> str:
    assert old in text()
    return text().replace(old, new, 1)


def warned(content: str) -> Document:
    return loads(content.encode(), "x.toml")


def test_reads_from_a_file_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(dumps(session()))
    document = read(path)
    assert document.session == session()
    assert document.digest == digest(dumps(session()))
    path.write_bytes(dumps(replace(session(), title="Other")))
    assert read(path).digest != document.digest


# Files that are none


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_an_empty_file(content: bytes) -> None:
    assert problems_of(content) == ["x.toml: is empty; restore it from a backup or delete it"]


def test_a_file_of_zeros() -> None:
    assert "full of zeros" in problems_of(b"\0" * 4096)[0]


def test_a_nul_between_text() -> None:
    assert problems_of(b"schema = 1\na\0b")[0].startswith("x.toml:2:2: a NUL character")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16(encoding: str) -> None:
    message = problems_of(text().encode(encoding))[0]
    assert "UTF-16" in message if encoding == "utf-16" else "NUL" in message


def test_a_latin_1_byte_is_named_by_its_place() -> None:
    data = text().encode().replace(b"Lyon", b"Ly\xf3n")
    at = data.index(b"\xf3")
    (message,) = problems_of(data)
    line = line_of("evidence = ") if "evidence = " in text() else line_of('source = "dealer')
    assert message.startswith(f"x.toml:{line}:")
    assert f"byte {at + 1} is 0xf3" in message


def test_a_byte_order_mark_is_accepted() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(session()), "x").session == session()


def test_crlf_is_accepted_and_says_the_same() -> None:
    crlf = dumps(session()).replace(b"\n", b"\r\n")
    assert loads(crlf, "x") == loads(dumps(session()), "x")
    half = dumps(session()).replace(b"\n", b"\r\n", 5)
    assert loads(half, "x").session == session()


def test_a_lone_carriage_return_is_named_by_its_place() -> None:
    messages = problems_of(changed("The catalogue", "The\rcatalogue"))
    line = line_of("offer")
    assert messages[0].startswith(f"x.toml:{line}:13: a carriage return alone")
    assert problems_of(text().replace("\n", "\r"))


def test_a_file_cut_at_the_end_of_any_line_is_noticed() -> None:
    lines = text().splitlines(keepends=True)
    for count in range(1, len(lines)):
        assert problems_of("".join(lines[:count]))
    assert problems_of("".join(lines[:-1]))[-1].startswith(
        f"x.toml:{len(lines) - 2}: the last line"
    )


def test_the_end_may_be_followed_by_blank_lines_only() -> None:
    assert loads((text() + "\n \n").encode(), "x").session == session()
    assert "the last line is not" in problems_of(text() + "more = 1\n")[0]


def test_merge_conflict_marks() -> None:
    torn = changed('title = "Dealers', '<<<<<<< HEAD\ntitle = "Dealers')
    line = line_of("title")
    assert problems_of(torn)[0].startswith(f"x.toml:{line}:1: an unresolved merge")


# Files that are no TOML


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('offer = "The catalogue"', "offer = “The catalogue”", ":9: this is not a value: put text"),
        ('offer = "The catalogue"', 'offer "The catalogue"', ":7: Expected '='"),
        ('offer = "The catalogue"', 'offer = "The catalogue', ":23: the text has no closing quote"),
        ("date = 2026-11-22", "date = 2026-02-30", ":8: is not a date"),
    ],
)
def test_slips_of_the_pen_are_named_by_line_and_column(old: str, new: str, said: str) -> None:
    line = line_of(old)
    assert problems_of(changed(old, new))[0].startswith(f"x.toml:{line}{said}")


def test_a_key_that_is_there_twice_is_named_with_both_lines() -> None:
    line = line_of("offer")
    (message,) = problems_of(changed("offer", 'offer = "a"\noffer'))
    assert message.startswith(f"x.toml:{line + 1}:1: offer: is here twice")
    assert f"(first on line {line})" in message


# Values that do not fit


@pytest.mark.parametrize(
    ("old", "new", "start", "said"),
    [
        ("speed = 5", "speed = 7", "speed = 7", 'must be 1 to 5, "don\'t know" or "skipped"'),
        ("speed = 5", 'speed = "5"', 'speed = "5"', "must be 1 to 5,"),
        ("speed = 5", "speed = true", "speed = true", "must be 1 to 5,"),
        ("speed = 5", "speed = 5.0", "speed = 5.0", "must be 1 to 5,"),
        ("rating = 4", "rating = 0", "rating = 0", "must be 1 to 5"),
        ("five = 3", "five = -3", "five = -3", "must be 0 or more"),
        ("speed = 3", "speed = -1", "speed = -1", "must be 0 or more"),
        ('grade = "heard"', 'grade = "herd"', "grade", 'must be "assumed", "heard" or "measured"'),
        ("date = 2026-11-22", 'date = "soon"', "date", "must be a date, as in 2026-11-22"),
        ("date = 2026-11-22", "date = 2026-11-22T10:00:00", "date", "must be a date"),
        ("date = 2026-11-22", "date = 20261122", "date", "must be a date"),
        ('title = "Dealers, autumn"', "title = 4", "title", "must be text"),
        ("order = 2000", 'order = "2"', 'order = "2"', "must be a whole number"),
        ("order = 2000", "order = 2.5", "order = 2.5", "must be a whole number"),
        ("order = 2000", "order = nan", "order = nan", "must be a number, not inf or nan"),
        ("order = 2000", "order = 1e400", "order = 1e400", "must be a number"),
        ("order = 2000", f"order = {2**63}", "order = 9223", "is too large a number"),
        ('open = [\n    "a-gains",\n]', "open = 3", "open = 3", "must be a list"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_line(
    old: str, new: str, start: str, said: str
) -> None:
    content = changed(old, new)
    (message,) = problems_of(content)
    assert message.startswith(f"x.toml:{line_of(start, content)}:1: ")
    assert said in message


def test_a_whole_problem_reads_as_designed() -> None:
    content = changed("speed = 5", "speed = 7")
    line = line_of("speed = 7", content)
    assert problems_of(content) == [
        (
            f"x.toml:{line}:1: answers.rate.rounds.1.ballots.v2.answers.needed.speed: "
            'must be 1 to 5, "don\'t know" or "skipped"'
        )
    ]


def test_a_number_of_5000_digits() -> None:
    assert "too long" in problems_of(changed("order = 2000", "order = " + "9" * 5000))[0]


def test_a_missing_key_is_named_at_its_table() -> None:
    content = changed('name = "Bo"\n', "")
    (message,) = problems_of(content)
    assert message.startswith(f"x.toml:{line_of('[people.p1]')}:1: people.p1.name: is missing")


def test_a_missing_key_points_at_the_slip_that_may_be_it() -> None:
    messages = problems_of(changed('title = "Dealers', 'titel = "Dealers'))
    assert messages == ["x.toml: title: is missing; is it `titel` here?"]


@pytest.mark.parametrize("table", ["people", "answers", "place", "kit"])
def test_a_word_where_a_table_belongs(table: str) -> None:
    content = f'schema = 1\nid = "a"\ntitle = "t"\n{table} = 5\n'
    if table != "kit":
        content += '[kit]\nid = "k"\ntitle = "k"\n'
    messages = problems_of(content + "# end of session\n")
    assert messages == [f"x.toml:4:1: {table}: must be a table"]


def test_a_wrong_item_of_a_list_is_counted_from_one() -> None:
    messages = problems_of(changed('    "a-gains",', '    "a-gains",\n    5,'))
    line = line_of('    "a-gains"') + 1
    assert messages == [f"x.toml:{line}:5: answers.ask.open[2]: must be text"]


def test_a_list_of_the_wrong_length() -> None:
    messages = problems_of(changed('    "completely",\n', ""))
    assert messages[0].endswith("labels: must be a list of 5")


def test_all_problems_are_told_in_the_order_of_the_file() -> None:
    content = changed("speed = 5", "speed = 7").replace("date = 2026-11-22", "date = 1", 1)
    messages = problems_of(content)
    assert len(messages) == 2
    assert "date" in messages[0]


def test_at_most_twenty_problems_are_shown_and_the_others_counted() -> None:
    people = "".join(f"[people.x{n}]\nname = {n}\n" for n in range(30))
    messages = problems_of(text().replace("# end of session", f"{people}# end of session"))
    assert len(messages) == 21
    assert messages[-1] == "… and 10 more problems"
    assert str(FileProblem([Problem(file="f", message="m")] * 21)).endswith("and 1 more problem")


def test_a_problem_prints_no_control_characters() -> None:
    problem = Problem(file="a\x1b[2J\udcff.toml", message="b\nc\u202e", path="d\x07")
    assert str(problem) == "a[2J\ufffd.toml: d: b c"


# Parts that do not belong together


def test_a_kind_that_this_version_does_not_know() -> None:
    content = changed('kind = "ratings"', 'kind = "rating"')
    (message,) = problems_of(content)
    line = line_of('kind = "rating"', content)
    assert message.startswith(f"x.toml:{line}:1: kit.stages.rate.kind: this version knows no kind")
    assert "did you mean `ratings`?" in message
    assert "newer" in problems_of(changed('kind = "ratings"', 'kind = "xylophone"'))[0]


def test_answers_to_a_stage_that_the_kit_lacks() -> None:
    messages = problems_of(text().replace("[answers.act", "[answers.acts"))
    assert len(messages) == 1
    assert "answers.acts: the kit has no stage with this id; is it `act`?" in messages[0]


def test_answers_in_a_stage_that_keeps_none() -> None:
    content = text().replace("# end", "[answers.who]\nx = 1\n# end")
    assert "keeps no answers" in problems_of(content)[0]
    content = text().replace("[kit.stages.ask]", "[kit.stages.who.asks]\nx = 1\n[kit.stages.ask]")
    assert "has no `asks`" in problems_of(content)[0]
    assert warned(text().replace("# end", "[answers.who]\n# end")).session == session()


def test_a_note_on_a_question_that_is_not_asked() -> None:
    content = changed('question = "z-pains"', 'question = "pains"')
    (message,) = problems_of(content)
    assert 'answers.ask.notes.n1.question: the stage asks nothing called "pains"' in message
    assert "it asks z-pains, a-gains" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("answers.needed]\nprice", "answers.wanted]\nprice", 'called "wanted"'),
        ('speed = "don', 'sped = "don', 'called "sped"'),
        ("[answers.rate.rounds.1.hands", "[answers.rate.rounds.first.hands", "by its number"),
    ],
)
def test_votes_that_belong_to_nothing(old: str, new: str, said: str) -> None:
    assert said in "\n".join(problems_of(changed(old, new)))


def test_a_place_outside_the_kit_is_no_place() -> None:
    gone = replace(session(), place=Place(stage="gone", at="x"))
    assert loads(dumps(gone), "x").session.place == Place()


def test_segments_and_competitors_that_are_gone_are_no_fault() -> None:
    note = replace(session().answers["ask"].notes["n1"], segment="gone", competitor="gone")
    given = questions.change_note(session(), "ask", "n1", note)
    assert loads(dumps(given), "x").session == given


# Schemas


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "is missing; put `schema = 2`"),
        ("schema = -1\n", "must be a whole number"),
        ("schema = true\n", "must be a whole number"),
        ('schema = "1"\n', "must be a whole number"),
        ("schema = 0\n", "must be a whole number"),
    ],
)
def test_the_schema_must_be_a_number_from_one(line: str, said: str) -> None:
    (message,) = problems_of(changed("schema = 2\n", line))
    assert said in message
    assert message.startswith("x.toml:2:1: schema: " if line else "x.toml: schema: ")


# Keys that are not known


def test_unknown_keys_are_warned_of_and_kept() -> None:
    content = changed("offer =", "ofer = 1\noffer =")
    content = content.replace("[people.p2]", "[people.p2]\nshoe.size = 44", 1)
    document = warned(content)
    assert [str(warning) for warning in document.warnings] == [
        (
            f"x.toml:{line_of('ofer', content)}:1: ofer: is not known here: it has no effect and "
            "stays in the file; did you mean `offer`?"
        ),
        (
            f"x.toml:{line_of('shoe', content)}:1: people.p2.shoe: is not known here: "
            "it has no effect and stays in the file"
        ),
    ]
    assert document.session == session()
    assert dict(document.extras) == {("ofer",): 1, ("people", "p2", "shoe"): {"size": 44}}
    saved = dumps(document.session, document.extras)
    assert loads(saved, "x").extras == document.extras
    assert dumps(loads(saved, "x").session, document.extras) == saved


def test_a_quote_for_an_item_that_is_not_there_is_warned_of_and_kept() -> None:
    notes = questions.answers(session(), "ask").notes
    some = {key: replace(note, about=f"rate/{key}") for key, note in notes.items()}
    kept = session().with_answers("ask", replace(questions.answers(session(), "ask"), notes=some))
    document = loads(dumps(kept), "x.toml")
    assert document.session == kept
    assert {warning.path: warning.message[:24] for warning in document.warnings} == {
        f"answers.ask.notes.{key}.about": f'nothing called "rate/{key}"' for key in some
    }
    assert dumps(document.session, document.extras) == dumps(kept)


def test_unknown_keys_are_kept_where_the_table_around_them_is_left_out() -> None:
    content = text().replace("# end", "[answers.ask.notes.n2.evidence]\nfoo = 1.5\n# end")
    document = warned(content)
    assert dict(document.extras) == {("answers", "ask", "notes", "n2", "evidence", "foo"): 1.5}
    saved = dumps(document.session, document.extras)
    assert loads(saved, "x").extras == document.extras


def test_unknown_keys_go_with_what_they_stood_in_and_come_back_with_it() -> None:
    document = warned(changed("[people.p2]", "[people.p2]\nshoe = 44"))
    without = replace(document.session, people={"p1": Person(name="Bo")})
    assert b"shoe" not in dumps(without, document.extras)
    assert b"shoe" in dumps(document.session, document.extras)


def test_a_value_that_equals_its_default_is_no_unknown_key() -> None:
    document = warned(changed("offer =", 'facilitator = ""\noffer ='))
    assert (document.extras, document.warnings) == ({}, ())


def test_text_in_unknown_keys_is_cleaned_too() -> None:
    document = warned(changed("offer =", 'note = "a\\u001b[2Jb"\noffer ='))
    assert document.extras == {("note",): "a[2Jb"}


def test_two_keys_that_are_one_when_clean_are_refused() -> None:
    content = text().replace("# end", '[people."a\\u0007"]\nname="A"\n[people.a]\nname="B"\n# end')
    assert "people.a: is here twice, once with characters" in problems_of(content)[0]


# Limits


@pytest.mark.parametrize("size", [LARGEST + 1, 20_000_000_000])
def test_a_file_past_the_limit_is_refused_before_it_is_read(tmp_path: Path, size: int) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(FileProblem, match="larger than 10 MB"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        "a." * 40_000 + "a = 1",
        "a = " + "[" * 100_000,
        "a = " + "[" * 300 + "]" * 300,
        "[" + "a." * 20_000 + "a]",
        "[" + "a." * 500 + "a]",
        "x = [" + "1," * 50_000 + "]",
        "".join(f"[people.x{n}]\nname = {n}\n" for n in range(50_000)),
        "".join(f"[answers.s{n}]\nname = {n}\n" for n in range(9_000)),
    ],
    ids=["key", "open", "lists", "header", "tables", "items", "people", "answers"],
)
def test_what_is_made_to_choke_a_reader_is_refused_in_few_words(content: str) -> None:
    content = f'schema = 1\nid = "a"\ntitle = "t"\nkit = {{ id = "k", title = "k" }}\n{content}\n'
    messages = problems_of(content + "# end of session\n")
    assert len(messages) <= 21
    assert sum(map(len, messages)) < 200_000


def test_a_file_that_grows_while_it_is_read_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"x" * 100)
    small = os.stat_result((stat.S_IFREG, *(0 for _ in range(9))))
    monkeypatch.setattr("valueworkshop.files.text.bounded_read.LARGEST", 99)
    monkeypatch.setattr("valueworkshop.files.text.bounded_read.os.fstat", lambda _: small)
    with pytest.raises(FileProblem, match="larger than"):
        read(path)
    monkeypatch.undo()
    assert "larger than" in problems_of(b"x" * (LARGEST + 1))[0]


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr("tomli.loads", fail)
    assert "too much for this computer's memory" in problems_of(text())[0]


def test_what_would_not_open_again_is_not_saved() -> None:
    longest = replace(session(), offer="é" * (LONGEST_TEXT // 2))
    assert loads(dumps(longest), "x").session == longest
    with pytest.raises(FileProblem, match="offer: is longer than 2 MB"):
        dumps(replace(session(), offer="é" * (LONGEST_TEXT // 2) + "e"))
    with pytest.raises(FileProblem, match="revealed: has more than 10,000"):
        dumps(replace(session(), revealed=dict.fromkeys(map(str, range(MOST_ITEMS + 1)), True)))
    notes = {f"n{n}": questions.Note(question="z-pains", text="x" * 1_900_000) for n in range(6)}
    with pytest.raises(FileProblem, match="larger than 10 MB"):
        dumps(session().with_answers("ask", questions.Answers(notes=notes)))


def test_a_number_that_no_file_holds_is_not_saved() -> None:
    hands = ratings.Hands(one=2**63)
    round_ = ratings.Round(hands={"needed": {"speed": {"all": hands}}})
    given = session().with_answers("rate", ratings.Votes(rounds={"1": round_}))
    with pytest.raises(FileProblem, match="is too large a number"):
        dumps(given)


# What is no file


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no such file"):
        read(tmp_path / "gone.toml")
    with pytest.raises(FileProblem, match="no file can have this name"):
        read(Path("a\0b"))


def test_a_folder_a_pipe_a_socket_and_a_device_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.toml"))
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    for name in ("pipe.toml", "folder.toml", "socket.toml", "loop.toml"):
        with pytest.raises(FileProblem):
            read(tmp_path / name)
    with pytest.raises(FileProblem, match="is not a file but"):
        read(Path("/dev/zero"))
    with pytest.raises(FileProblem, match="circle"):
        read(tmp_path / "loop.toml")


def test_reading_and_writing_import_neither_pydantic_nor_textual_before_a_file_is_opened() -> None:
    script = (
        "import sys\n"
        "from valueworkshop.files.safe import atomic\n"
        "from valueworkshop.files.text import codec, decode, reference_checks\n"
        "from valueworkshop.files.home import kits, sessions_folder\n"
        "from valueworkshop.files.saving import saver\n"
        "print(sorted({'pydantic', 'textual', 'rich'} & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
