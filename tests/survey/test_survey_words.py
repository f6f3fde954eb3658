"""Words for numbers: a list counts for a column only if every word of the column fits it."""

import datetime as dt
from pathlib import Path

from survey_files import CONTACT, NEEDED, PROMISE, TODAY, heard, ids, table, written
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import EVERYONE, answers
from valueworkshop.survey.file_layout import SAMPLE
from valueworkshop.survey.survey_reading import Reading, read

HEAD = [f"{NEEDED} [{CONTACT}]", f"{TODAY} [{CONTACT}]"]
FIVE = ["very poor", "poor", "fair", "good", "very good"]
FOUR = ["very poor", "rather poor", "rather good", "very good"]
DAY = dt.date(2026, 11, 30)


def reading(folder: Path, text: str, session: Session | None = None) -> Reading:
    return read(written(folder, text), session or heard(), "voice").count()


def asked(found: Reading) -> list[str]:
    assert found.counted is not None
    return sorted(found.counted.labels)


def test_a_word_that_comes_late_makes_all_of_its_column_asked_about(tmp_path: Path) -> None:
    rows = [[5, word] for word in FIVE] * SAMPLE
    found = reading(tmp_path, table(HEAD, *rows, [5, "rather poor"]))
    assert asked(found) == sorted([*FIVE, "rather poor"])
    assert found.open_labels[0] == "rather poor", "what no list knows comes first"
    found = found.with_label("rather poor", None).count()
    assert asked(found) == []
    assert found.counted is not None
    assert found.counted.counts[EVERYONE]["rate/contact"] == {
        (5, number): SAMPLE for number in range(1, 6)
    } | {(5, None): 1}


def test_a_number_said_of_a_word_makes_the_others_no_surer(tmp_path: Path) -> None:
    found = reading(tmp_path, table(HEAD, *([5, word] for word in FOUR)))
    found = found.with_label("rather poor", 2).with_label("rather good", 3).count()
    assert asked(found) == ["very good", "very poor"]
    found = found.with_label("very poor", 1).with_label("very good", 4).count()
    assert found.refusal == ""
    assert {(m.lo, m.hi) for _, m in found.matching.answered()} == {(1, 5)}, "as its numbers say"


def test_a_list_that_another_said_number_contradicts_is_not_taken(tmp_path: Path) -> None:
    found = reading(tmp_path, table(HEAD, *([5, word] for word in FIVE)))
    assert asked(found) == []
    assert asked(found.with_label("fair", 4).count()) == sorted(set(FIVE) - {"fair"})
    assert asked(found.with_label("fair", 3).count()) == []


def test_each_column_is_of_a_list_of_its_own(tmp_path: Path) -> None:
    head = [f"{TODAY} [{CONTACT}]", f"{TODAY} [{PROMISE}]"]
    agree = ["strongly disagree", "disagree", "neutral", "agree", "strongly agree"]
    found = reading(tmp_path, table(head, *zip(FIVE, agree, strict=True)))
    assert asked(found) == []
    odd = reading(tmp_path, table(head, *zip(FOUR, agree[:4], strict=True)))
    assert asked(odd) == sorted(FOUR)


def test_words_of_an_earlier_file_count_only_if_all_are_known(tmp_path: Path) -> None:
    found = reading(tmp_path, table(HEAD, *([5, word] for word in FOUR)))
    for number, word in enumerate(FOUR, 1):
        found = found.with_label(word, number)
    session = found.count().taken(heard(), ids=ids(), today=DAY)
    assert answers(session, "voice").known.labels == dict(zip(FOUR, (1, 2, 3, 4), strict=True))
    again = reading(tmp_path, table(HEAD, *([4, word] for word in FOUR[1:])), session)
    assert asked(again) == []
    assert again.counted is not None
    assert again.counted.counts[EVERYONE]["rate/contact"] == {(4, 2): 1, (4, 3): 1, (4, 4): 1}
    five = reading(tmp_path, table(HEAD, *([4, word] for word in FIVE)), session)
    assert five.counted is not None
    assert five.counted.counts.get(EVERYONE, {}).get("rate/contact", {}) == {
        (4, number): 1 for number in range(1, 6)
    }


def test_words_of_a_usual_list_are_not_kept_for_a_file_of_fewer(tmp_path: Path) -> None:
    five = reading(tmp_path, table(HEAD, *([5, word] for word in FIVE)))
    session = five.taken(heard(), ids=ids(), today=DAY)
    assert answers(session, "voice").known.labels == {}
    four = reading(tmp_path, table(HEAD, *([5, word] for word in FOUR)), session)
    assert asked(four) == sorted(FOUR)


def test_a_fraction_is_no_word_of_a_list(tmp_path: Path) -> None:
    found = reading(tmp_path, table(HEAD, *([5, word] for word in [*FIVE, "3.5"])))
    assert asked(found) == []
    assert found.counted is not None
    assert found.counted.refused_as == {"3.5 is not a whole number": 1}
