"""Stages are added to a running workshop from any kit that ships, renamed, moved and left out."""

from dataclasses import replace

import pytest

from made_sessions import ASK, END, RATE, empty
from running import TODAY, counted_ids
from valueworkshop.core.compare.step_in_words import step_in_words
from valueworkshop.core.description import told_at
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.stage_places import first_of
from valueworkshop.core.stages.workshop_stages import add_stage, move_stage, rename_stage
from valueworkshop.exports.without_names import anonymous
from valueworkshop.files.home.kits import load_kit, shipped
from valueworkshop.files.home.stages_of_kits import stages_of_kits
from valueworkshop.files.text.session_file import dumps, loads


def order(session: Session) -> list[str]:
    return list(session.kit.stages)


def test_every_stage_of_a_kit_that_ships_can_be_added_and_is_asked_like_any() -> None:
    session = empty()
    offered = stages_of_kits(session)
    assert {each.plan.kind for each in offered} >= {"statements", "journey", "ladder", "allocation"}
    assert not {each.plan.kind for each in offered} & {"frame", "actions", "close", "review"}
    keys = []
    for each in offered:
        session, key = add_stage(session, each.key, each.plan, ASK)
        keys.append(key)
    assert order(session)[1:3] == [ASK, keys[-1]]
    assert len(set(order(session))) == len(empty().kit.stages) + len(offered)
    assert order(session)[-1] == END
    again = loads(dumps(session), "it").session
    assert again == session
    for key in keys:
        here = replace(session, place=first_of(session, key))
        assert session.stage(key).optional
        project(here)
        told_at(here, key, here.place.at)
    assert not stages_of_kits(session)


@pytest.mark.parametrize("name", shipped())
def test_any_kit_can_take_a_warm_up_and_a_check_out(name: str) -> None:
    session = replace(empty(), kit=load_kit(name))
    there = set(session.kit.stages)
    for each in ("warm-up", "check-out"):
        if each in there:
            continue
        offered = next(one for one in stages_of_kits(session) if one.key == each)
        session, key = add_stage(session, each, offered.plan, order(session)[0])
        assert session.stage(key).optional
        assert not has(session.stage(key), Trait.IS_BREAK)
    assert {"warm-up", "check-out"} <= set(loads(dumps(session), "it").session.kit.stages)


def test_a_letter_or_an_id_that_is_taken_stays_with_the_stage_that_has_it() -> None:
    kit = load_kit("complete")
    letter = kit.stages["ladder"].letter
    session, key = add_stage(empty(), RATE, kit.stages["ladder"], END)
    assert key == f"{RATE}-2"
    assert order(session)[-2:] == [key, END]
    assert session.stage(key).letter == letter
    session, other = add_stage(session, "ladder", kit.stages["ladder"], ASK)
    assert session.stage(other).letter == ""


def test_undo_takes_a_stage_back_with_the_team_where_it_was() -> None:
    desk = Desk(empty(), ids=counted_ids(), today=lambda: TODAY)
    before = desk.session
    session, key = add_stage(before, "ladder", load_kit("complete").stages["ladder"], ASK)
    assert step_in_words(before, session) == "stage “Charging ladder”"
    desk.commit(session)
    desk.move(first_of(session, key))
    desk.undo()
    assert desk.session == before
    desk.redo()
    assert key in desk.session.kit.stages


def test_the_frame_and_the_close_keep_their_places() -> None:
    session = empty()
    assert move_stage(session, ASK, -1) is session
    assert move_stage(session, order(session)[-2], 1) is session
    moved = move_stage(session, RATE, -1)
    assert order(moved)[1:3] == [RATE, ASK]
    assert moved != session
    assert order(loads(dumps(moved), "it").session) == order(moved)


def test_a_stage_has_the_name_that_the_team_gives_it() -> None:
    people = {"p1": Person(name="Hannelore")}
    session = replace(rename_stage(empty(), ASK, "What Hannelore asks", ""), people=people)
    assert session.stage(ASK).title == "What Hannelore asks"
    assert rename_stage(session, ASK, " ", "") is session
    assert "Hannelore" not in anonymous(session).stage(ASK).title
    assert KINDS[session.stage(ASK).kind].lists
