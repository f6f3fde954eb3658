"""The table of workshops: filtered, sorted, grouped, and kept up to date file by file."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import moderate
from valueworkshop.files.home.sessions_folder import Entry
from valueworkshop.library.record import Record, Task
from valueworkshop.library.table import Heading, Order, Row, Shelf, Wish

TODAY = dt.date(2026, 11, 23)
LATE = Task(stage="act", id="a1", title="Call", due=dt.date(2026, 1, 1))
OPEN = Task(stage="act", id="a2", title="Write")

RECORDS = (
    Record(path=Path("z.toml"), id="z", title="zoo", offer="Tours", date=TODAY, done=2, to_do=7),
    Record(path=Path("broken.toml"), problem="line 3: no value", why="no value"),
    Record(path=Path("a.toml"), id="a", title="Äpfel", offer="Fruit", index=50.0, tasks=(LATE,)),
    Record(
        path=Path("b.toml"), id="b", title="Bakery", offer="tours", organisation="Meyer & Sons",
        date=dt.date(2025, 5, 1), done=7, to_do=7, index=20.0, tasks=(OPEN, LATE),
    ),
)  # fmt: skip


def entries(*records: Record) -> list[Entry]:
    return [Entry(each.path, dt.datetime.now(dt.UTC), str(n)) for n, each in enumerate(records)]


def shelf_of(*records: Record) -> Shelf:
    shelf = Shelf()
    shelf.tell(entries(*records))
    shelf.take(records)
    return shelf


def shown(wish: Wish, *records: Record) -> list[str]:
    lines = shelf_of(*(records or RECORDS)).arranged(wish, TODAY)
    return [line.words if isinstance(line, Heading) else line.record.path.stem for line in lines]


@pytest.mark.parametrize(
    ("order", "found", "turned"),
    [
        (Order.CHANGED, "z broken a b", "b a broken z"),
        (Order.TITLE, "b z a broken", "a z b broken"),
        (Order.DATE, "z b broken a", "b z broken a"),
        (Order.STAGE, "b z broken a", "z b broken a"),
        (Order.INDEX, "a b z broken", "b a z broken"),
        (Order.OPEN, "b a z broken", "a b z broken"),
        (Order.LATE, "a b z broken", "a b z broken"),
    ],
)
def test_what_has_nothing_to_be_sorted_by_comes_last(order: Order, found: str, turned: str) -> None:
    assert shown(Wish(order=order)) == found.split()
    assert shown(Wish(order=order, turned=True)) == turned.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "z broken a b"),
        ("TOURS", "z b"),
        ("tours bak", "b"),
        ("äpfel", "a"),
        ("2025-05", "b"),
        ("sons meyer", "b"),
        ("broken", "broken"),
        ("nothing", ""),
    ],
)
def test_words_are_looked_for_in_any_order_and_case(words: str, found: str) -> None:
    assert shown(Wish(words=words)) == found.split()


def test_those_of_one_offer_stand_together_those_without_any_last() -> None:
    found = shown(Wish(by_offer=True))
    assert found == ["Tours", "z", "b", "Fruit", "a", "", "broken"]


def test_a_copy_stands_behind_what_it_is_a_copy_of_in_any_order() -> None:
    copy = Record(path=Path("b (copy).toml"), id="b", title="Bakery")
    lines = shelf_of(copy, *RECORDS).arranged(Wish(order=Order.TITLE), TODAY)
    assert lines[:2] == [Row(RECORDS[3]), Row(copy, Path("b.toml"))]


def test_only_what_changed_or_was_not_read_whole_is_looked_at_again() -> None:
    head = Record(path=Path("head.toml"), title="head", is_whole=False)
    shelf = shelf_of(head, *RECORDS)
    told = entries(head, *RECORDS)
    assert not shelf.differs(told)
    assert shelf.unread() == 1
    told[2] = Entry(told[2].path, told[2].modified, "new")
    assert shelf.differs(told)
    assert [entry.path.stem for entry in shelf.tell(told[:3])] == ["head", "broken"]
    assert [record.path.stem for record in shelf.records] == ["head", "z", "broken"]
    shelf.take([RECORDS[3]])
    assert len(shelf.records) == 3, "one that is gone meanwhile does not come back"


@moderate
@given(
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=3), st.integers(0, 3)), max_size=8),
    st.sampled_from(Order),
    st.sampled_from([True, False]),
)
def test_every_wish_shows_each_workshop_once(
    given_rows: list[tuple[str, str, int]],
    order: Order,
    by_offer: bool,  # noqa: FBT001 - hypothesis passes by name
) -> None:
    records = [
        Record(path=Path(f"{n}.toml"), id=str(stage), title=title, offer=offer, stage=stage)
        for n, (title, offer, stage) in enumerate(given_rows)
    ]
    lines = shelf_of(*records).arranged(Wish(order=order, by_offer=by_offer), TODAY)
    found = [line.record.path for line in lines if isinstance(line, Row)]
    assert sorted(found) == sorted(record.path for record in records)


def test_a_file_that_changed_is_to_be_read_until_it_was() -> None:
    """A look at the folder may be broken off before it has read what it was told."""
    shelf = shelf_of(*RECORDS)
    told = entries(*RECORDS)
    told[2] = Entry(told[2].path, told[2].modified, "new")
    assert [entry.path for entry in shelf.tell(told)] == [RECORDS[2].path]
    assert [entry.path for entry in shelf.tell(told)] == [RECORDS[2].path]
    shelf.take([RECORDS[2]])
    assert shelf.tell(told) == []
