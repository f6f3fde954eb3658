"""The charging ladder: marks, distances in rungs, and the words for them."""

import pytest

from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Bullets, Chart, Paragraph
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.ladder.model import Rung, View, answers, grade, place, say_why
from valueworkshop.core.stages.ladder.score import climb, progress, values
from valueworkshop.core.stages.ladder.show import in_words

KIT = Kit(id="k", title="K", stages={"ladder": Stage(kind="ladder", title="Charging ladder")})


def session(
    now: Rung | None = None, customers: Rung | None = None, aim: Rung | None = None
) -> Session:
    given = Session(id="s", title="S", kit=KIT)
    for view, rung in ((View.NOW, now), (View.CUSTOMERS, customers), (View.AIM, aim)):
        if rung is not None:
            given = place(given, "ladder", view, rung)
    return given


def said(given: Session) -> str:
    return " ".join(in_words(KINDS["ladder"].here(given, "ladder")))


def test_the_distance_is_counted_in_rungs() -> None:
    found = climb(session(Rung.GOODS, Rung.COMMODITIES, Rung.EXPERIENCES), "ladder")
    assert (found.to_climb, found.seen_below) == (2, 1)


@pytest.mark.parametrize("now", Rung)
@pytest.mark.parametrize("aim", Rung)
def test_what_is_said_agrees_with_the_distance(now: Rung, aim: Rung) -> None:
    told = said(session(now, None, aim))
    if aim is now:
        assert told == "We want to stay where we are."
    elif aim.height > now.height:
        assert "to climb" in told
    else:
        assert "lower than where we are" in told


def test_without_marks_there_is_no_distance_and_no_section() -> None:
    empty = session()
    assert climb(empty, "ladder").to_climb is climb(empty, "ladder").seen_below is None
    assert said(empty) == "We have not placed where we are or where we want to be yet."
    assert KINDS["ladder"].told(empty, "ladder") == []
    assert progress(empty, "ladder").done == 0


def test_half_a_distance_is_none() -> None:
    assert said(session(Rung.GOODS)) == (
        "Where we want to be is not placed yet, so we cannot say how far it is."
    )
    assert said(session(aim=Rung.GOODS)) == (
        "Where we are now is not placed yet, so we cannot say how far it is."
    )


def test_not_knowing_is_an_answer_and_is_said() -> None:
    given = place(session(Rung.GOODS, Rung.GOODS, Rung.SERVICES), "ladder", View.CUSTOMERS, None)
    assert climb(given, "ladder").seen_below is None
    assert (
        said(given)
        == "One rung to climb. We do not know what customers would say. Let us ask them."
    )
    assert progress(given, "ladder").done == 3
    placed = place(given, "ladder", View.CUSTOMERS, Rung.SERVICES)
    assert not answers(placed, "ladder").customers.unknown
    assert said(placed).endswith("Customers see us one rung higher than we do, as far as we know.")


def test_words_and_evidence_stay_when_a_mark_moves() -> None:
    heard = Evidence(grade=Grade.HEARD, source="dealer in Lyon", when="October")
    given = grade(session(Rung.GOODS), "ladder", View.NOW, heard)
    given = say_why(given, "ladder", View.NOW, "The bill lists parts,\nnot hours.")
    mark = answers(place(given, "ladder", View.NOW, Rung.SERVICES), "ladder").now
    assert mark.evidence == heard
    assert mark.why == "The bill lists parts,\nnot hours."


def test_each_mark_stands_on_its_rung_in_the_picture() -> None:
    given = session(Rung.GOODS, Rung.GOODS, Rung.EXPERIENCES)
    (picture,) = [
        block for block in KINDS["ladder"].told(given, "ladder") if isinstance(block, Chart)
    ]
    top, services, goods, commodities, legend = picture.rows
    assert "○" in top
    assert "●" in goods
    assert "◇" in goods
    assert not {"○", "●", "◇"} & {*services, *commodities}
    assert all(sign in legend for sign in "○●◇")


def test_the_report_has_the_picture_the_reasons_and_the_credit() -> None:
    given = say_why(session(Rung.GOODS, aim=Rung.SERVICES), "ladder", View.NOW, "Parts\nonly")
    blocks = KINDS["ladder"].told(given, "ladder")
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "B. Joseph Pine II" in paragraphs[0]
    assert "One rung to climb." in paragraphs
    assert any(isinstance(block, Chart) for block in blocks)
    told = next(block for block in blocks if isinstance(block, Bullets)).items
    assert told[0].endswith("tangible things (goods); assumed. Why: Parts only")
    assert told[1].endswith("Not placed yet.")


def test_the_values_are_plain() -> None:
    found = values(session(Rung.GOODS, aim=Rung.SERVICES), "ladder")
    assert found["to_climb"] == 1
    assert found["seen_below"] is None
    assert found["marks"]["now"] == {
        "rung": "goods",
        "unknown": False,
        "why": "",
        "evidence": "assumed",
    }
