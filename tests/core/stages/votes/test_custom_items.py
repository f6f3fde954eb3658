"""A team's own items: put, moved, removed; votes stay with them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from made_sessions import OWN_KIT, REASONS, WAY, empty, moderate, names, rated
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.journey.model import Answers, Touchpoint
from valueworkshop.core.stages.votes.custom_items import (
    OwnItem,
    items_of,
    move_item,
    put_item,
    remove_item,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.stages.votes.score import scores, votes_in


def own() -> Session:
    return empty(kit=OWN_KIT)


def order(session: Session, stage: str = WAY) -> list[str]:
    return list(asks(session, stage).items)


def drivers(*texts: str) -> Session:
    session = own()
    for key, text in zip("abcdef", texts, strict=False):
        session = put_item(session, REASONS, key, OwnItem(text=text))
    return session


def test_until_something_is_changed_the_kit_s_items_stand() -> None:
    assert order(own()) == ["find", "help"]
    assert WAY not in own().answers


def test_the_first_change_copies_them_and_votes_stay() -> None:
    session = rated((5, 2), (5, 3), item="help", stage=WAY, into=own())
    session = put_item(session, WAY, "new", Touchpoint(text="Delivery"), after="find")
    assert order(session) == ["find", "new", "help"]
    assert isinstance(session.answers[WAY], Answers)
    assert scores(session, WAY)["help"].n == 2
    assert items_of(session, WAY)["help"].term == "service"


def test_what_has_no_word_is_not_kept() -> None:
    assert put_item(own(), REASONS, "a", OwnItem(text=" \n ")) == own()


def test_renaming_keeps_the_place() -> None:
    session = put_item(drivers("one", "two"), REASONS, "a", OwnItem(text=" three\n"))
    assert [item.text for item in asks(session, REASONS).items.values()] == ["three", "two"]


def test_a_moment_that_is_renamed_loses_its_old_name_for_sentences() -> None:
    moment = Touchpoint(text="Support", lack="support")
    session = put_item(own(), WAY, "new", moment)
    assert asks(session, WAY).items["new"].lack == "support"
    session = put_item(session, WAY, "new", replace(moment, about="They ring us"))
    assert asks(session, WAY).items["new"].lack == "support"
    session = put_item(session, WAY, "new", replace(moment, text="Repair"))
    assert asks(session, WAY).items["new"].lack == ""


def test_what_is_taken_out_keeps_its_votes_and_the_last_of_a_kit_stays() -> None:
    session = rated((5, 2), item="help", stage=WAY, into=own())
    without = remove_item(session, WAY, "help")
    assert order(without) == ["find"]
    assert votes_in(without, WAY, "help") == 1
    assert remove_item(without, WAY, "find") == without
    assert order(remove_item(drivers("one"), REASONS, "a"), REASONS) == []


@moderate
@given(st.lists(names, min_size=1, max_size=6), st.data())
def test_moving_changes_the_order_by_one_place_and_nothing_else(
    texts: list[str], data: st.DataObject
) -> None:
    session = drivers(*texts)
    before = order(session, REASONS)
    key, by = data.draw(st.sampled_from(before)), data.draw(st.sampled_from((-1, 1)))
    moved = move_item(session, REASONS, key, by)
    wanted = [other for other in before if other != key]
    wanted.insert(min(max(before.index(key) + by, 0), len(before) - 1), key)
    assert order(moved, REASONS) == wanted
    assert {k: i.text for k, i in asks(moved, REASONS).items.items()} == {
        k: i.text for k, i in asks(session, REASONS).items.items()
    }
    assert move_item(session, REASONS, "nothing", by) == session
