"""Parked thoughts: where they were said, what becomes of them at the close, and in the report."""

from dataclasses import replace

import pytest

from full_report import report
from valueworkshop.core.session import parking_lot, schedule
from valueworkshop.core.session.parked_thought import Became, Parked
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.spot import Spot
from valueworkshop.core.stages.agreed.model import answers, change_action
from valueworkshop.core.stages.close.parked_decisions import decide, make_action
from valueworkshop.core.stages.close.score import places, progress
from valueworkshop.exports.workshop_json import of_workshop
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.safe.typed_pieces import Piece
from valueworkshop.sitting.left_over import put_back


def made() -> Session:
    """A workshop with two thoughts parked, in a question and in the checklist."""
    session = Session(id="s", title="t", kit=load_kit("essentials"))
    for number, (at, text) in enumerate(
        (
            (Place(stage="guiding", at="rivals"), "the *dealer*\n at all?"),
            (Place(stage="checklist"), "b"),
        )
    ):
        session = parking_lot.park(replace(session, place=at), f"t{number}", text)
    return session


def actions(session: Session) -> list[tuple[str, str, str]]:
    """The actions of the workshop."""
    return [(key, a.title, a.origin) for key, a in answers(session, "act").in_order]


def test_a_thought_is_one_line_with_its_place() -> None:
    session = made()
    assert parking_lot.in_order(session)[0] == (
        "t0",
        Parked(text="the *dealer* at all?", stage="guiding", at="rivals", order=1000),
    )
    assert parking_lot.park(session, "t2", " \n ") is session


def test_a_thought_that_was_being_typed_when_all_ended_is_parked_where_it_was_typed() -> None:
    session = replace(made(), parked={})
    piece = Piece(Spot("guiding", "rivals", "parked"), "the dealer")
    back, notes = put_back(session, [piece], lambda: "new")
    assert back.parked["new"] == Parked(text="the dealer", stage="guiding", at="rivals", order=1000)
    assert (back.place, notes) == (session.place, 0)


def test_undecided_thoughts_count_in_the_close() -> None:
    session = made()
    assert places(session, "close") == [
        *("surprises", "stop", "decisions", "parked", "look_again", "rating")
    ]
    assert "parked" not in places(replace(session, parked={}), "close")
    before = progress(session, "close")
    session = decide(session, "t1", Became.LET_GO)
    after = progress(session, "close")
    assert (before.done, before.total, after.done, after.total) == (0, 7, 1, 7)


def test_an_action_made_of_a_thought_knows_where_it_was_said() -> None:
    session = make_action(made(), "t0", "new")
    assert actions(session) == [("new", "the *dealer* at all?", "parked in Guiding questions")]
    assert session.parked["t0"].became is Became.ACTION
    assert session.parked["t0"].action == "new"
    assert make_action(session, "t0", "again") == session
    undone = decide(session, "t0", Became.OPEN)
    assert actions(undone) == []
    assert undone.parked["t0"].action == ""


def test_an_action_on_which_somebody_worked_stays() -> None:
    session = make_action(made(), "t0", "new")
    worked_on = replace(answers(session, "act").actions["new"], owner="Ann")
    session = decide(change_action(session, "act", "new", worked_on), "t0", Became.LET_GO)
    assert [key for key, _, _ in actions(session)] == ["new"]
    assert session.parked["t0"].became is Became.LET_GO


def test_where_no_stage_takes_actions_that_is_said() -> None:
    session = made()
    stages = {key: stage for key, stage in session.kit.stages.items() if key != "act"}
    session = replace(session, kit=replace(session.kit, stages=stages))
    with pytest.raises(ValueError, match="no stage for actions"):
        make_action(session, "t0", "new")


def test_the_report_says_what_was_left_out_for_lack_of_time() -> None:
    session = replace(made(), place=Place(stage="frame"))
    for stage in ("checklist", "break"):
        kit = session.kit
        plan = replace(kit.stages[stage], optional=True)
        session = replace(session, kit=replace(kit, stages={**kit.stages, stage: plan}))
        session = replace(session, timing=schedule.skipped(session, stage, skip=True))
    text = report(session)
    assert "Left out for lack of time: Value-creation checklist.".replace("-", "") in (
        text.replace("\\", "").replace("-", "")
    )


def test_the_report_says_what_became_of_each() -> None:
    session = decide(make_action(made(), "t1", "new"), "t0", Became.OPEN)
    text = report(session)
    assert "## Parked" in text
    assert "Guiding questions" in text
    asked = text.split("## Open questions")[1]
    assert "dealer" in asked
    assert "Comes from: parked in Value" in text.replace("\\", "")
    assert of_workshop(session)["parked"][1] == {
        "text": "b",
        "stage": "checklist",
        "became": "action",
        "action": "new",
    }
