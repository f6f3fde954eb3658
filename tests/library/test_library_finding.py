"""Words are found wherever people wrote them, at their place, and nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given

from made_sessions import ASK, END, RATE, empty, moderate, sessions
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits
from valueworkshop.files.text.session_file import dumps
from valueworkshop.library.word_search import Hit, find, texts


def found_in(folder: Path, session: Session, words: str) -> list[Hit]:
    (folder / "one.toml").write_bytes(dumps(session))
    return list(find(folder, words))


def with_note(text: str) -> Session:
    return questions.add_note(empty(), ASK, "n1", questions.Note(question="why", text=text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They ring at noon", "NOON ring"),
        ("Die Straße ist laut", "strasse"),
        ("cafe\u0301 au lait", "café"),
        ("one line\nand the next", "next one"),
        ('they say "never"', '"never"'),
        ("a path C:\\orders", "c:\\orders"),
        ("陳 said so", "陳"),
    ],
)
def test_words_are_found_in_any_order_and_case(folder: Path, text: str, words: str) -> None:
    (hit,) = found_in(folder, with_note(text), words)
    assert hit.place == Place(stage=ASK, at="why")
    assert hit.where == "A Guiding questions · Why us?"
    assert hit.text == " ".join(text.split())


@pytest.mark.parametrize("words", ["ring never", "", "  ", "Guiding", "small", "e7kepqws"])
def test_not_all_words_no_words_ids_and_the_words_of_a_kit_find_nothing(
    folder: Path, words: str
) -> None:
    assert found_in(folder, with_note("They ring at noon"), words) == []


def test_each_hit_says_where_it_stands(folder: Path) -> None:
    session = with_note("noon")
    evidence = Evidence(grade=Grade.HEARD, source="noon guest", when="May")
    session = edits.grade(session, RATE, "contact", evidence)
    session = close.change(session, END, close.Answers(surprises="noon it is"))
    session = Session(
        id="s", title="Noon", kit=session.kit, answers=session.answers,
        people={"p": Person(name="Mr Noon")},
    )  # fmt: skip
    told = {(hit.where, hit.place.stage, hit.place.at) for hit in found_in(folder, session, "noon")}
    assert told == {
        ("title", "frame", "title"),
        ("person", "frame", "people"),
        ("A Guiding questions · Why us?", ASK, "why"),
        ("B Checklist · Every contact helps · source", RATE, "contact"),
        ("Close · surprises", END, "surprises"),
    }


def test_a_broken_file_is_passed_over(folder: Path) -> None:
    (folder / "bad.toml").write_text('title = "noon')
    assert [hit.path.name for hit in found_in(folder, with_note("noon"), "noon")] == ["one.toml"]


@moderate
@given(sessions())
def test_every_text_is_found_by_its_own_words(
    tmp_path_factory: pytest.TempPathFactory, session: Session
) -> None:
    folder = tmp_path_factory.mktemp("found")
    (folder / "one.toml").write_bytes(dumps(session))
    wanted = [text for _, text in texts(session) if text.split()]
    for text in wanted[:: max(1, len(wanted) // 3)]:
        assert one_line(text) in {hit.text for hit in find(folder, text)}
