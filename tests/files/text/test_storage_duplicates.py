"""57: things that are there twice after copy and paste."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage_examples import line_of, session, text
from valueworkshop.core.session.order import ordered
from valueworkshop.files.home.named_sessions import glance
from valueworkshop.files.home.sessions_folder import listing
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.files.text.session_file import Document, dumps, loads, written

END = "# end of session"
NOTE = text()[text().index("[answers.ask.notes.n1]") : text().index("[answers.end]")]


def read(content: str) -> Document:
    return loads(content.encode(), "x.toml")


def with_copies(*copies: str) -> str:
    return text().replace(END, "\n".join([*copies, END]))


def test_the_second_gets_a_new_id_and_both_lines_are_named() -> None:
    content = with_copies(NOTE.replace("for days", "for weeks"))
    document = read(content)
    first = line_of("[answers.ask.notes.n1]")
    second = content[: content.rindex("[answers.ask.notes.n1]")].count("\n") + 1
    (warning,) = document.warnings
    assert str(warning) == (
        f"x.toml:{second}:1: answers.ask.notes.n1: is here twice (first on line {first}); "
        'we read this one as another thing, with the id "n1-2"'
    )
    notes = document.session.answers["ask"].notes
    assert [key for key, _ in ordered(notes)] == ["n2", "n1", "n1-2"]
    assert notes["n1-2"] == replace(notes["n1"], text="They wait\nfor weeks")
    assert notes["n1"] == session().answers["ask"].notes["n1"]


def test_what_stands_in_the_second_goes_with_it() -> None:
    changed = NOTE.replace('grade = "heard"', 'grade = "measured"')
    notes = read(with_copies(changed)).session.answers["ask"].notes
    assert notes["n1"].evidence.grade == "heard"
    assert notes["n1-2"].evidence.grade == "measured"


def test_every_copy_gets_an_id_that_is_free() -> None:
    person = '[people.p1]\nname = "Copy"\n'
    taken = '[people.p1-2]\nname = "Taken"\n'
    document = read(with_copies(person, taken, person, '[ "people" . \'p1\' ]\nname = "c"\n'))
    assert {key: each.name for key, each in document.session.people.items()} == {
        "p2": "Ada",
        "p1": "Bo",
        "p1-3": "Copy",
        "p1-2": "Taken",
        "p1-4": "Copy",
        "p1-5": "c",
    }
    assert len(document.warnings) == 3


def test_a_copied_person_does_not_vote_on_the_ballot_of_the_first() -> None:
    document = read(with_copies('[people.p1]\nname = "Copy"\nvoter = "v2"\n'))
    assert document.session.people["p1"].voter == "v2"
    assert document.session.people["p1-2"].voter == ""


def test_an_id_that_is_no_plain_word_is_copied_too() -> None:
    person = '[people."ä \\"b\\""]\nname = "x"\n\n'
    document = read(with_copies(person, person, '[[people."ä \\"b\\"".z]]\ny = 1\n'))
    assert list(document.session.people)[-2:] == ['ä "b"', 'ä "b"-2']
    assert dict(document.extras) == {("people", 'ä "b"-2', "z"): [{"y": 1}]}


def test_comments_and_later_mistakes_keep_their_places() -> None:
    content = with_copies("# a copy\n" + NOTE.replace("order = 2000", "order = 2000 # last"))
    document = read(content)
    saved = written(document.session, document.extras, document.comments)[0].decode()
    assert "# a copy\n[answers.ask.notes.n1-2]\n" in saved
    assert "order = 2000 # last\n" in saved
    assert read(saved).session == document.session
    wrong = content.replace("# a copy\n", "# a copy\n[people.x]\nname = 5\n")
    with pytest.raises(FileProblem) as caught:
        read(wrong)
    (problem,) = caught.value.problems
    assert problem.line == wrong[: wrong.index("name = 5")].count("\n") + 1


def test_a_list_shows_a_workshop_with_copies(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(with_copies(NOTE), encoding="utf-8")
    (entry,) = listing(tmp_path)
    assert glance(entry).title == session().title


@pytest.mark.parametrize(
    ("twice", "path"),
    [
        ('[kit.stages.ask]\nkind = "questions"\ntitle = "x"\n', "kit.stages.ask"),
        ("[answers.rate.rounds.1.ballots.v2]\n", "answers.rate.rounds.1.ballots.v2"),
        ("[answers.ask.notes.n1.evidence]\n", "answers.ask.notes.n1.evidence"),
        ('[people.x]\nname = "a"\nname = "b"\n', "people.x.name"),
        ("[place]\n", "place"),
    ],
)
def test_what_cannot_be_told_apart_is_refused_with_both_lines(twice: str, path: str) -> None:
    content = with_copies(twice)
    for also in (content, content.replace(END, f"{NOTE}{END}")):
        with pytest.raises(FileProblem) as caught:
            read(also)
        assert f" {path}: is here twice; rename one" in str(caught.value)
        assert "(first on line " in str(caught.value)


def test_too_many_copies_are_refused() -> None:
    copies = ["[people.p1]\n"] * 2000
    with pytest.raises(FileProblem, match=r"people\.p1: is here twice"):
        read(with_copies(*copies))
    # We do not follow keys of many parts any further, which would take long.
    with pytest.raises(FileProblem, match="nested too deeply"):
        read(with_copies('[people.p1]\nname = "c"\n', *(["[" + "a." * 1_900 + "a]\n"] * 100)))


def test_reading_twice_gives_the_same() -> None:
    assert read(with_copies(NOTE)) == read(with_copies(NOTE))
    assert dumps(read(with_copies(NOTE)).session) != dumps(session())
