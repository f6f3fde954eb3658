"""A matching is corrected, kept for next time, and what is taken are counts alone."""

import datetime as dt
from pathlib import Path

import pytest

from survey_files import (
    CONTACT,
    CONTACT_NEEDED,
    CONTACT_TODAY,
    GOOGLE,
    LIMESURVEY,
    PROMISE_TODAY,
    TODAY,
    heard,
    ids,
    read,
    table,
    taken_for,
    told,
    written,
)
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import EVERYONE, answers, remove, same_file
from valueworkshop.files.text.session_file import dumps, loads
from valueworkshop.survey.column_matching import Matching, propose
from valueworkshop.survey.corrections import Corrections, corrected, scale_in
from valueworkshop.survey.counting import accept, count, faults
from valueworkshop.survey.file_layout import look
from valueworkshop.survey.row_reader import SurveyError

DAY = dt.date(2026, 11, 23)


def bring_in(
    session: Session, path: Path, said: Corrections | None = None, new_ids: Ids | None = None
) -> Session:
    """The session with a file imported as proposed, and as corrected."""
    found = look(path)
    matching = propose(found, session, "voice")
    matching = corrected(matching, found, session, "voice", said or Corrections())
    counted = count(found, matching)
    new_ids = new_ids or ids()
    return accept(session, "voice", found, matching, counted, ids=new_ids, today=DAY)


def test_counts_alone_are_kept_of_a_file(tmp_path: Path) -> None:
    session = bring_in(heard(), written(tmp_path, GOOGLE))
    (_, found) = answers(session, "voice").in_order[0]
    assert (found.source, found.when, found.rows, found.respondents) == ("survey.csv", DAY, 3, 3)
    assert found.counts == {
        EVERYONE: {
            "rate/contact": {"5,2": 1, "4,3": 1, "5,1": 1},
            "rate/promise": {"4,3": 1, "4,": 1, ",2": 1},
        }
    }
    saved = dumps(session)
    assert loads(saved, "x").session == session
    for personal in (b"a@x.org", b"Email", b"Call me", b"cmd()"):
        assert personal not in saved


def test_the_same_file_again_is_known_and_replaces_itself(tmp_path: Path) -> None:
    path = written(tmp_path, GOOGLE)
    once = bring_in(heard(), path)
    assert same_file(once, "voice", look(path).source.digest) is not None
    twice = bring_in(once, path)
    assert len(answers(twice, "voice").imports) == 1
    path = written(tmp_path, GOOGLE.replace("a@x", "d@x"), "other.csv")
    other = bring_in(once, path, new_ids=ids("o"))
    assert [found.source for _, found in answers(other, "voice").in_order] == [
        "survey.csv",
        "other.csv",
    ]


def test_how_a_file_was_read_is_known_next_time(tmp_path: Path) -> None:
    first = table(
        ["Q7", "Area", "Word"], [2, "N", "fine"], [-9, "S", "poor-ish"], *[[3, "N", ""]] * 30
    )
    said = Corrections(
        columns=("Q7=contact:today", "Word=rate/contact:needed"),
        scales=("1-7",),
        labels=("fine=6", "poor-ish=2"),
        missing=("-9",),
        segment_column="Area",
        segments=("N=North", "S="),
    )
    session = bring_in(heard(), written(tmp_path, first), said)
    assert [segment.name for segment in session.segments.values()] == ["North"]
    north = next(iter(session.segments))
    (_, found) = answers(session, "voice").in_order[0]
    assert (found.items["rate/contact"].lo, found.items["rate/contact"].hi) == (1, 7)
    assert found.counts[north]["rate/contact"] == {"6,2": 1, ",3": 30}
    assert found.counts[EVERYONE]["rate/contact"] == {"2,": 1}
    later = table(["Area", "Q7", "New", "Word"], ["N", 7, "x", "FINE"])
    again = look(written(tmp_path, later, "later.csv"))
    matching = propose(again, session, "voice")
    assert taken_for(matching) == {0: "segment", 1: CONTACT_TODAY, 3: CONTACT_NEEDED}
    assert {match.why for match in matching.columns.values()} == {"as last time"}
    counted = count(again, matching)
    assert not counted.is_open
    assert counted.counts == {north: {"rate/contact": {(6, 7): 1}}}
    forgotten = remove(session, "voice", next(iter(answers(session, "voice").imports)))
    assert answers(forgotten, "voice").imports == {}
    assert propose(again, forgotten, "voice") == matching


def test_which_rows_count_is_known_next_time(tmp_path: Path) -> None:
    said = Corrections(columns=("lastpage=state", "segment=drop"))
    session = bring_in(heard(), written(tmp_path, LIMESURVEY), said)
    again = loads(dumps(session), "x").session
    assert again == session
    matching = propose(look(written(tmp_path, LIMESURVEY)), again, "voice")
    assert matching.state_columns() == [1, 2]
    assert matching.columns[1].why == matching.columns[2].why == "as last time"


def test_an_unknown_segment_is_asked_about(tmp_path: Path) -> None:
    session = heard("North")
    finished = LIMESURVEY.replace('"2",""', '"2","1980-01-01 00:00:00"')
    found, matching, counted = read(written(tmp_path, finished), session)
    assert counted.segments == {"South": 1}
    with pytest.raises(SurveyError, match="some words still need an answer first"):
        accept(session, "voice", found, matching, counted, ids=ids(), today=DAY)
    for answer, name in (("South=North", "North"), ("South=Far south", "Far south")):
        said = Corrections(segments=(answer,))
        taken = bring_in(session, written(tmp_path, finished), said)
        assert name in {segment.name for segment in taken.segments.values()}
        assert len(taken.segments) == (1 if name == "North" else 2)


def proposed(folder: Path, text: str) -> tuple[Matching, list[str]]:
    """A file as proposed, and what keeps it from being counted."""
    found = look(written(folder, text))
    matching = propose(found, heard(), "voice")
    return matching, [told(line) for line in faults(found, matching, {"rate/contact": CONTACT})]


def test_what_keeps_a_file_from_being_counted_is_said(tmp_path: Path) -> None:
    assert "we found no column with answers" in proposed(tmp_path, table(["a"], [1]))[1][0]
    odd = table([f"{TODAY} {CONTACT}"], [5_000], [1])
    assert "on which scale" in proposed(tmp_path, odd)[1][0]
    matching = proposed(tmp_path, GOOGLE)[0]
    found = look(written(tmp_path, GOOGLE))
    matching = matching.with_scale([2], 0, 10)
    assert faults(found, matching, {"rate/contact": CONTACT}) == [
        f"'{CONTACT}' is asked on 0 to 10 and on 1 to 5: each item needs one scale"
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Corrections(columns=("Nope=segment",)), "no column is called 'Nope'"),
        (Corrections(columns=("#99=segment",)), "no column is called '#99'"),
        (Corrections(columns=("important=drop",)), "could be several columns: #3"),
        (Corrections(columns=("#3=rate/none:today",)), "a column cannot be '"),
        (Corrections(columns=("#3",)), "is not a header and what it is"),
        (Corrections(scales=("5-1",)), "5 to 1 is not a scale"),
        (Corrections(scales=("wide",)), "'wide' is not a scale; write its two ends"),
        (Corrections(scales=("0-1000",)), "at most 100 steps"),
        (Corrections(labels=("good=well",)), "well is not a whole number for 'good'"),
        (Corrections(labels=("good",)), "is not a word and its number"),
        (Corrections(segments=("North",)), "is not a word and a segment"),
    ],
)
def test_a_correction_that_does_not_fit_says_why(
    tmp_path: Path, said: Corrections, why: str
) -> None:
    with pytest.raises(SurveyError) as caught:
        bring_in(heard(), written(tmp_path, GOOGLE), said)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("1-5", (1, 5)), ("0 to 10", (0, 10)), ("-3..3", (-3, 3)), ("-5--1", (-5, -1))],
)
def test_scales_as_people_write_them(text: str, ends: tuple[int, int]) -> None:
    assert scale_in(text) == ends


def test_one_column_has_an_answer_and_a_column_is_dropped_if_told(tmp_path: Path) -> None:
    found = look(written(tmp_path, GOOGLE))
    session = heard()
    said = Corrections(columns=("#4=contact:today", "#6=drop"))
    matching = corrected(propose(found, session, "voice"), found, session, "voice", said)
    assert taken_for(matching) == {2: CONTACT_NEEDED, 3: CONTACT_TODAY, 5: "drop"}
    assert PROMISE_TODAY not in taken_for(matching).values()
