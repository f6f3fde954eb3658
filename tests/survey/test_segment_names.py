"""Segments of a survey and of the frame: matched by name, asked about if not, remembered."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from survey_files import CONTACT, NEEDED, TODAY, heard, ids, table, told, written
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import EVERYONE, Import, answers
from valueworkshop.survey.acts import Act
from valueworkshop.survey.import_dialogue import Dialogue, begin
from valueworkshop.survey.import_preview import Part, parts, rows
from valueworkshop.survey.segment_names import called

DAY = dt.date(2026, 11, 30)
HEAD = ["Kind of customer", f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]


def dialogue(folder: Path, session: Session, *words: str, head: Sequence[str] = HEAD) -> Dialogue:
    file = written(folder, table(head, *[[word, 5, 3] for word in words]))
    return begin(session, "voice", str(file), DAY).count()


def taken(found: Dialogue, prefix: str = "n") -> Session:
    assert not found.refusal
    return found.taken(found.session, ids=ids(prefix), today=DAY)


def by_name(session: Session) -> dict[str, int]:
    """How many customers the last import has, by the name of their segment."""
    last: Import = answers(session, "voice").in_order[-1][1]
    return {
        session.segments[key].name if key != EVERYONE else "": sum(
            n for pairs in counts.values() for n in pairs.values()
        )
        for key, counts in last.counts.items()
    }


@pytest.mark.parametrize(
    "word",
    ["Small shops", "SMALL  SHOPS", "small-shops", " Small shops.", "“Small” Shops", "Smallshops"],
)
def test_names_match_whatever_their_case_spaces_and_punctuation(tmp_path: Path, word: str) -> None:
    session = heard("Small shops", "Chains")
    found = dialogue(tmp_path, session, word, "chains!", word)
    assert (found.words, found.refusal) == ([], "")
    assert by_name(taken(found)) == {"Small shops": 2, "Chains": 1}
    assert list(taken(found).segments) == list(session.segments), "no segment is made"
    said = [told(line) for line in parts(found)[Part.WORDS] if told(line).startswith("segments")]
    assert "= Small shops" in said[0]


@pytest.mark.parametrize("word", ["A+", "A", "<100", ">100", "C++"])
def test_signs_that_tell_names_apart_still_do(tmp_path: Path, word: str) -> None:
    found = dialogue(tmp_path, heard("A+", "A", "<100", ">100"), word, "A")
    asked = [step.about for step in found.words]
    assert asked == (["C++"] if word == "C++" else [])
    if not asked:
        assert by_name(taken(found))[word] >= 1


def test_a_name_that_may_be_two_segments_is_asked_about() -> None:
    twins = {"a": Segment(name="Small shops"), "b": Segment(name="Small-shops")}
    assert called(twins, "small SHOPS") == "a"
    assert called(twins, "smallshops") == ""


def test_who_imports_is_asked_which_segment_a_word_is_and_it_is_remembered(tmp_path: Path) -> None:
    session = heard("Small shops", "Chains")
    found = dialogue(tmp_path, session, "Chains", "corner stores", "Corner Stores!")
    one, other = found.words
    assert {one.about, other.about} == {"corner stores", "Corner Stores!"}
    assert list(one.choices) == ["Small shops", "Chains", "+", ""]
    found = found.answer(one, "small shops")
    assert not found.is_open(other), "another spelling is not asked about again"
    first = taken(found.count())
    assert by_name(first) == {"Small shops": 2, "Chains": 1}

    renamed = {
        key: Segment(name="Corner shops" if one.name == "Small shops" else one.name)
        for key, one in first.segments.items()
    }
    (tmp_path / "later").mkdir()
    again = Session(id="x", title="x", kit=first.kit, segments=renamed, answers=first.answers)
    later = dialogue(tmp_path / "later", again, "Corner stores", "Corner stores", "Chains")
    assert later.words == []
    both = later.answer(later.step(Act.TAKE), "b")
    assert by_name(both.taken(again, ids=ids("m"), today=DAY)) == {"Corner shops": 2, "Chains": 1}


def test_a_new_segment_takes_all_spellings_of_its_name(tmp_path: Path) -> None:
    found = dialogue(tmp_path, heard("Chains"), "Chains", "Web-shops", "web shops")
    found = found.answer(found.words[0], "+").count()
    assert found.words == []
    assert by_name(taken(found)) == {"Chains": 1, "Web-shops": 2}


def test_what_was_matched_can_be_said_otherwise(tmp_path: Path) -> None:
    found = dialogue(tmp_path, heard("Small shops", "Chains"), "small-shops", "Chains")
    (row,) = [row for row in rows(found) if row.about == "small-shops"]
    assert (row.act, row.mark, row.text) == (
        Act.SEGMENT,
        "●",
        "the segment 'small-shops': Small shops",
    )
    step = found.step(Act.SEGMENT, row.about)
    assert step.now == "Small shops"
    other = found.answer(step, "Chains").count()
    assert by_name(taken(other)) == {"Chains": 2}
    typed = found.answer(found.step(Act.SEGMENT), "small-shops=").count()
    assert by_name(taken(typed)) == {"": 1, "Chains": 1}
