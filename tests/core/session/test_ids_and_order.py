import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from valueworkshop.core.session.ids import random_ids
from valueworkshop.core.session.order import SPACING, last, ordered, put_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    order: int = 0


def things(*orders: int) -> dict[str, Thing]:
    return {chr(ord("a") + place): Thing(order=order) for place, order in enumerate(orders)}


def keys(of: dict[str, Thing]) -> list[str]:
    return [key for key, _ in ordered(of)]


def changed(before: dict[str, Thing], after: dict[str, Thing]) -> set[str]:
    return {key for key in before if before[key] != after[key]}


some = st.lists(st.integers(-3000, 3000), min_size=1, max_size=8).map(lambda it: things(*it))


def test_ids_are_eight_letters_that_nobody_misreads_the_first_no_digit() -> None:
    new_id = random_ids(random.Random(7))
    made = [new_id() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert {len(one) for one in made} == {8}
    assert set("".join(made)) == set("0123456789abcdefghjkmnpqrstvwxyz")
    assert not any(one[0].isdigit() for one in made)


def test_the_same_seed_gives_the_same_ids() -> None:
    ids, again = random_ids(random.Random(1)), random_ids(random.Random(1))
    assert [ids() for _ in range(9)] == [again() for _ in range(9)]


def test_things_stand_by_their_number_and_equal_ones_by_their_id() -> None:
    assert keys(things(2, 1, 2, 1)) == ["b", "d", "a", "c"]


def test_a_new_thing_comes_behind_all_others() -> None:
    assert last({}) == SPACING
    assert last(things(5, 3000, 7)) == 3000 + SPACING


def test_a_move_changes_one_number() -> None:
    before = things(1000, 2000, 3000, 4000)
    after = put_at(before, "d", 1)
    assert keys(after) == ["a", "d", "b", "c"]
    assert changed(before, after) == {"d"}
    assert after["d"].order == 1500


def test_the_first_and_the_last_place_are_always_free() -> None:
    before = things(1000, 1001)
    assert changed(before, put_at(before, "b", 0)) == {"b"}
    assert keys(put_at(before, "b", 0)) == ["b", "a"]
    assert changed(before, put_at(before, "a", 99)) == {"a"}
    assert keys(put_at(before, "a", 99)) == ["b", "a"]


def test_where_no_number_is_left_all_are_spaced_anew() -> None:
    after = put_at(things(1000, 1001, 5000), "c", 1)
    assert keys(after) == ["a", "c", "b"]
    assert [thing.order for _, thing in ordered(after)] == [SPACING, 2 * SPACING, 3 * SPACING]


def test_a_thing_alone_stays_as_it_is() -> None:
    assert put_at(things(7), "a", 5) == things(7)


@given(some, st.data())
def test_a_thing_stands_where_it_was_put_and_the_others_in_their_order(
    before: dict[str, Thing], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(before)))
    position = data.draw(st.integers(-2, 10))
    after = put_at(before, key, position)
    others = [other for other in keys(before) if other != key]
    others.insert(max(0, min(position, len(others))), key)
    assert keys(after) == others
    moved = changed(before, after)
    assert moved <= {key} or [t.order for _, t in ordered(after)] == [
        SPACING * place for place in range(1, len(after) + 1)
    ]


@given(some, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=60))
def test_no_number_of_moves_wears_the_order_out(
    before: dict[str, Thing], moves: list[tuple[int, int]]
) -> None:
    told = keys(before)
    for which, where in moves:
        key = told[which % len(told)]
        before = put_at(before, key, where % len(told))
        told.remove(key)
        told.insert(where % (len(told) + 1), key)
        assert keys(before) == told
