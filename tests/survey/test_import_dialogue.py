"""The dialogue that brings a survey in: its questions, what answers change, what is not taken."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import valueworkshop.survey
from survey_files import CONTACT, NEEDED, TODAY, heard, ids, table, told, written
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import answers
from valueworkshop.survey.acts import Act
from valueworkshop.survey.import_conversation import converse
from valueworkshop.survey.import_dialogue import Dialogue, begin
from valueworkshop.survey.import_preview import Part, parts, rows
from valueworkshop.survey.import_questions import QUESTIONS, Step
from valueworkshop.survey.row_reader import SurveyError

DAY = dt.date(2026, 11, 30)
HEAD = ["Area", f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]
ROWS = [["North", 5, "rather good"], ["South", 4, "bad"], *[["North", 5, "rather good"]] * 3]


def dialogue(folder: Path, text: str, session: Session | None = None) -> Dialogue:
    return begin(session or heard("North"), "voice", str(written(folder, text)), DAY).count()


def answered(found: Dialogue, act: Act, about: str, text: str) -> Dialogue:
    return found.answer(found.step(act, about), text)


def taken(found: Dialogue, prefix: str = "n") -> Session:
    return found.taken(found.session, ids=ids(prefix), today=DAY)


def test_words_are_open_until_they_are_explained_and_the_file_is_taken(tmp_path: Path) -> None:
    found = dialogue(tmp_path, table(HEAD, *ROWS))
    found = answered(found, Act.COLUMN, "0", "segment").count()
    assert [(step.act, step.about) for step in found.words] == [
        (Act.LABEL, "rather good"),
        (Act.LABEL, "bad"),
        (Act.SEGMENT, "South"),
    ]
    assert told(found.refusal).startswith("what is 'rather good', 'bad'?")
    for (act, about), text in zip(
        [(Act.LABEL, "rather good"), (Act.LABEL, "bad"), (Act.SEGMENT, "South")],
        ["4", "1", "+"],
        strict=True,
    ):
        assert found.is_open(found.step(act, about))
        found = answered(found, act, about, text)
        assert not found.is_open(found.step(act, about))
    found = found.count()
    assert (found.words, found.refusal, found.unanswered) == ([], "", "")
    agreed = answered(found, Act.TAKE, "", "y")
    assert (agreed.agreed, found.agreed) == (True, None), "a dialogue does not change"
    names = [segment.name for segment in taken(agreed).segments.values()]
    assert names == ["North", "South"]


@pytest.mark.parametrize(
    ("act", "about", "text", "why"),
    [
        (Act.LABEL, "bad", "worse", "'worse' is not a whole number"),
        (Act.SCALE, "", "wide", "'wide' is not a scale"),
        (Act.SCALE, "1", "9-1!", "9 to 1 is not a scale"),
        (Act.SCALE, "", " ", "On which scale are the answers? The lowest"),
        (Act.COLUMN, "", "#1=rate/none:today", "a column cannot be '"),
        (Act.MISSING, "", "", "What means no answer? For example -99"),
        (Act.HEADER_ROWS, "", "many", "'many' is not a number of rows"),
        (Act.HEADER_ROWS, "", "9" * 5000, "is not a number of rows"),
        (Act.TAKE, "", "perhaps", "Type yes to take it, no to leave it"),
        (Act.TAKE, "", "yes", "what is 'rather good', 'bad'? Say it with <label WORD=5>"),
    ],
)
def test_an_answer_that_does_not_fit_says_why(
    tmp_path: Path, act: Act, about: str, text: str, why: str
) -> None:
    found = dialogue(tmp_path, table(HEAD, *ROWS))
    with pytest.raises(SurveyError) as caught:
        answered(found, act, about, text)
    assert why in told(caught.value.args)


def test_every_question_offers_what_is_so_now(tmp_path: Path) -> None:
    found = dialogue(tmp_path, table(HEAD, *[["x", 5, 3]] * 3))
    column = found.step(Act.COLUMN, "2")
    assert column.question == f'What is C "{HEAD[2]}"?'
    assert list(column.choices)[:3] == ["drop", "segment", "state"]
    assert column.choices[column.now] == f"{CONTACT}: today"
    assert found.step(Act.SCALE, "2").now == "1-5"
    assert found.step(Act.SCALE, "0").now == "", "that column has no answers"
    assert found.step(Act.HEADER_ROWS).now == "1"
    segment = found.step(Act.SEGMENT, "South")
    assert segment.choices == {
        "North": "North",
        "+": "a new segment: South",
        "": "none of our segments",
    }


def test_a_scale_is_that_of_one_item_or_of_all(tmp_path: Path) -> None:
    text = table([*HEAD, f"{TODAY} [We keep promises]"], *[["x", 5, 3, 2]] * 3)
    one = answered(dialogue(tmp_path, text), Act.SCALE, "2", "0-10!").known.matching
    assert [(match.lo, match.hi) for _, match in one.answered()] == [(0, 10), (0, 10), (1, 5)]
    every = answered(dialogue(tmp_path, text), Act.SCALE, "2", "0-10").known.matching
    assert {(match.lo, match.hi) for _, match in every.answered()} == {(0, 10)}


def test_the_same_customers_are_taken_in_place_beside_or_not(tmp_path: Path) -> None:
    first = dialogue(tmp_path, table(HEAD[1:], *[[5, 3]] * 5))
    session = taken(answered(first, Act.TAKE, "", "yes"))
    text = table(HEAD[1:], *[[5, 3]] * 5, [4, 2])
    found = dialogue(tmp_path, text, session)
    assert found.refusal == ""
    assert told(found.unanswered).endswith(
        "Use <replace > to put this file in its place, or <beside > to count both"
    )
    assert found.step(Act.TAKE).question.startswith("This looks like the same survey")
    with pytest.raises(SurveyError, match="'replace', 'both' or 'no'"):
        answered(found, Act.TAKE, "", "yes")
    assert answered(found, Act.TAKE, "", "").agreed is False
    for text, imports in (("replace", 1), ("r", 1), ("both", 2)):
        agreed = answered(found, Act.TAKE, "", text)
        assert len(answers(taken(agreed, "b"), "voice").imports) == imports
    same = dialogue(tmp_path, table(HEAD[1:], *[[5, 3]] * 5), session)
    assert parts(same)[Part.BEFORE] == [
        "you brought this file in before, on 2026-11-30: the new answers replace the old ones"
    ]


def test_before_a_file_is_read_only_how_to_read_it_can_be_said(tmp_path: Path) -> None:
    found = begin(heard(), "voice", str(tmp_path / "none.csv"), DAY)
    assert found.refusal == "there is nothing to take yet"
    assert answered(found, Act.HEADER_ROWS, "", "3").header_rows == 3
    assert answered(found, Act.ENCODING, "", "").encoding == ""
    for act in (Act.COLUMN, Act.SCALE, Act.MISSING, Act.TAKE):
        with pytest.raises(SurveyError, match="nothing to take yet"):
            found.step(act)
    with pytest.raises(SurveyError, match="there is no such home folder"):
        begin(heard(), "voice", "~nobody-of-this-name/x.csv", DAY)


def test_a_column_of_too_many_words_is_not_asked_about_word_by_word(tmp_path: Path) -> None:
    words = [[1, 5, f"word {n}"] for n in range(60)]
    found = dialogue(tmp_path, table(HEAD, *words))
    assert found.words == []
    assert "has too many different words" in told(found.refusal)
    assert {row.act for row in rows(found)} == {Act.COLUMN, Act.DATE, Act.EVIDENCE}


def test_a_conversation_asks_words_first_takes_corrections_and_ends(tmp_path: Path) -> None:
    asked: list[tuple[Act, str]] = []
    shown: list[Dialogue] = []
    misfits: list[str] = []
    typed = iter(["no idea", "4", "1", "correct", "1", "", "soon", "2026-03", "y"])

    def ask(found: Dialogue, step: Step) -> str | Dialogue:
        asked.append((step.act, step.about))
        text = next(typed)
        return answered(found, Act.MISSING, "", "5") if text == "correct" else text

    found = converse(
        dialogue(tmp_path, table(HEAD, *ROWS, ["North", 5, "so"])),
        ask=ask,
        tell=shown.append,
        say=lambda text: misfits.append(told(text)),
    )
    assert misfits == [
        "'no idea' is not a whole number",
        "'soon' is not a date; type 2026-03-14, 14 March, or 2026-03",
    ]
    assert found.date == dt.date(2026, 3, 1)
    assert [about for _, about in asked][:2] == ["rather good", "rather good"]
    assert asked[-3:] == [(Act.DATE, ""), (Act.DATE, ""), (Act.TAKE, "")]
    assert len(shown) == 3, "at first, after the correction, and after the words"
    assert (found.agreed, found.known.matching.missing[-1]) == (True, "5")


NAMES_A_WAY = re.compile(r"(?<![\w-])--[a-z]|valueworkshop import|\bpress\b|\bin the app\b|/help")


def test_no_text_names_a_key_an_option_or_a_command() -> None:
    folder = Path(valueworkshop.survey.__file__).parent
    for path in folder.glob("*.py"):
        for text in texts_in(path):
            assert not NAMES_A_WAY.search(text), (path.name, text)
    for act, step in QUESTIONS.items():
        assert step.question.endswith("?"), act


def texts_in(path: Path) -> Iterator[str]:
    """Yield the texts of a module, less those that document it."""
    tree = ast.parse(path.read_text("utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            yield node.value
