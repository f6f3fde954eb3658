import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sessions import dates, empty, lines, moderate, names
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import (
    FRONT_LINE,
    LEADERS,
    Person,
    groups_of,
    read_person,
    took_part,
    write_person,
)
from valueworkshop.core.session.session import Competitor, Segment, Session
from valueworkshop.core.session.typed_values import TypedError, parse_date
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.frame.model import (
    Field,
    change,
    places,
    progress,
    text_of,
)
from valueworkshop.core.stages.frame.show import ASKED
from valueworkshop.core.stages.votes.secrecy import give_voters

LISTS = (Field.SEGMENTS, Field.COMPETITORS, Field.PEOPLE)


def numbered() -> Ids:
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers)}"


def typed(session: Session, field: Field, *texts: str) -> Session:
    ids = numbered()
    for text in texts:
        session = change(session, field, text, ids)
    return session


def ids_by_name(session: Session, field: Field = Field.SEGMENTS) -> dict[str, str]:
    lists: dict[Field, Mapping[str, Segment | Competitor | Person]] = {
        Field.SEGMENTS: session.segments,
        Field.COMPETITORS: session.competitors,
        Field.PEOPLE: session.people,
    }
    return {thing.name: key for key, thing in lists[field].items()}


def test_every_field_has_its_question() -> None:
    assert list(ASKED) == list(Field) == [Field(place) for place in places(empty(), "frame")]
    assert all(prompt.question.endswith("?") for prompt in ASKED.values())
    assert {field for field in Field if ASKED[field].many_lines} == {*LISTS, Field.CUSTOMER}


@pytest.mark.parametrize("field", [Field.TITLE, Field.ORGANISATION, Field.FACILITATOR, Field.OFFER])
def test_a_line_is_kept_on_one_line(field: Field) -> None:
    session = typed(empty(), field, "  Dealers\n and\x1b owners ")
    assert text_of(session, field) == "Dealers and owners"


def test_all_but_the_title_may_stay_empty() -> None:
    for field in Field:
        if field is Field.TITLE:
            with pytest.raises(TypedError, match="needs a title"):
                typed(empty(), field, " \x00\n ")
        else:
            full = typed(empty(), field, "2026-11-22")
            assert text_of(typed(full, field, ""), field) == ""


@moderate
@given(st.sampled_from(sorted(set(Field) - {Field.PEOPLE, Field.DATE})), lines)
def test_a_field_reads_as_it_was_typed_and_typing_that_changes_nothing(
    field: Field, line: str
) -> None:
    if field is Field.TITLE and not line:
        return
    session = typed(empty(), field, line)
    assert text_of(session, field) == line
    assert typed(session, field, text_of(session, field)) == session


@given(dates)
def test_a_date_reads_as_it_is_typed(date: dt.date | None) -> None:
    session = replace(empty(), date=date)
    assert typed(empty(), Field.DATE, text_of(session, Field.DATE)) == session


@pytest.mark.parametrize("bad", ["tomorrow", "2026-13-01", "2026-02-30", "soon", "2026"])
def test_what_is_no_date_is_refused_and_says_what_to_type(bad: str) -> None:
    with pytest.raises(TypedError, match=rf"'{bad}' is not a date\. Type it like 15 Jan"):
        parse_date(bad)


@pytest.mark.parametrize("field", LISTS)
def test_a_list_is_typed_one_a_line(field: Field) -> None:
    session = typed(empty(), field, "\n one \r\n\r\ntwo\u2028 \nthree")
    assert text_of(session, field) == "one\ntwo\nthree"


@pytest.mark.parametrize("field", LISTS)
def test_a_line_keeps_its_id_when_it_is_renamed(field: Field) -> None:
    before = ids_by_name(typed(empty(), field, "a\nb\nc"), field)
    after = ids_by_name(typed(empty(), field, "a\nb\nc", "a\nbeta\nc"), field)
    assert after == {"a": before["a"], "beta": before["b"], "c": before["c"]}


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_lines_keep_their_ids_in_any_order(field: Field, order: tuple[str, ...]) -> None:
    before = typed(empty(), field, "a\nb\nc")
    after = typed(empty(), field, "a\nb\nc", "\n".join(order))
    assert ids_by_name(after, field) == ids_by_name(before, field)
    assert text_of(after, field) == "\n".join(order)


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("place", range(4))
def test_lines_keep_their_ids_when_one_is_put_in(field: Field, place: int) -> None:
    wanted = ["a", "b", "c"]
    before = ids_by_name(typed(empty(), field, "a\nb\nc"), field)
    wanted.insert(place, "new")
    after = ids_by_name(typed(empty(), field, "a\nb\nc", "\n".join(wanted)), field)
    assert after == {**before, "new": "id4"}


@pytest.mark.parametrize("gone", "abc")
def test_lines_keep_their_ids_when_one_is_taken_out(gone: str) -> None:
    left = [name for name in "abc" if name != gone]
    before = ids_by_name(typed(empty(), Field.SEGMENTS, "a\nb\nc"))
    after = ids_by_name(typed(empty(), Field.SEGMENTS, "a\nb\nc", "\n".join(left)))
    assert after == {name: before[name] for name in left}


def test_a_name_is_the_same_whatever_its_case_and_accents_coding() -> None:
    session = typed(empty(), Field.SEGMENTS, "Café owners\nb", "b\nCAFE\u0301  OWNERS")
    assert ids_by_name(session) == {"b": "id2", "CAFE\u0301 OWNERS": "id1"}


@moderate
@given(st.lists(names, max_size=6), st.lists(names, max_size=6))
def test_any_list_reads_as_it_was_typed_whatever_stood_there(
    old: list[str], new: list[str]
) -> None:
    session = typed(empty(), Field.COMPETITORS, "\n".join(old), "\n".join(new))
    assert text_of(session, Field.COMPETITORS) == "\n".join(new)
    assert len(session.competitors) == len(new)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ada", Person(name="Ada")),
        ("Ada, l", Person(name="Ada", group=LEADERS)),
        ("Ada,F,sales", Person(name="Ada", group=FRONT_LINE, function="sales")),
        ("Ada, , sales, north", Person(name="Ada", function="sales, north")),
        ("Waiter, night shift", Person(name="Waiter", group="night shift")),
    ],
)
def test_a_participant_is_name_group_function(line: str, person: Person) -> None:
    assert read_person(line) == person
    assert read_person(write_person(person)) == person


@pytest.mark.parametrize("line", [",", ", leaders", " ,, sales"])
def test_a_participant_without_a_name_is_refused(line: str) -> None:
    with pytest.raises(TypedError, match="start with a name or a role"):
        typed(empty(), Field.PEOPLE, f"Ada\n{line}")


def test_a_participant_keeps_the_voter_id_when_renamed_and_regrouped() -> None:
    session = give_voters(typed(empty(), Field.PEOPLE, "Ada, l\nBo, f"), lambda: "voter")
    after = typed(session, Field.PEOPLE, "Bo, f, support\nAda Lovelace, leaders")
    assert {person.voter for person in after.people.values()} == {"voter"}
    assert after.people["id2"].function == "support"


def test_two_who_share_a_role_keep_their_ids_when_they_change_places() -> None:
    session = typed(empty(), Field.PEOPLE, "Waiter, l\nWaiter, f", "Waiter, f\nWaiter, l")
    groups = {key: person.group for key, person in ordered(session.people)}
    assert groups == {"id2": FRONT_LINE, "id1": LEADERS}


def test_groups_are_counted_and_nobody_is_named() -> None:
    session = typed(empty(), Field.PEOPLE, "Ada, l\nBo, f\nCy, l\nDi")
    assert groups_of(session.people) == {LEADERS: 2, FRONT_LINE: 1}
    assert took_part(session.people) == "4 people: leaders 2, front line 1"
    assert took_part(typed(empty(), Field.PEOPLE, "Ada").people) == "1 person"
    assert took_part({}) == ""


def test_progress_counts_the_fields_with_something_in_them() -> None:
    assert (progress(empty(), "frame").done, progress(empty(), "frame").total) == (1, 8)
    assert progress(typed(empty(), Field.SEGMENTS, "a"), "frame").done == 2


def test_the_section_shows_only_what_is_known() -> None:
    assert KINDS["frame"].told(empty(), "frame") == []
    said = repr(
        KINDS["frame"].told(replace(empty(), competitors={"c": Competitor(name="Rival")}), "frame")
    )
    assert "Rival, doing nothing" in said
    assert "Took part" not in said
    without = replace(empty(), competitors={"c": Competitor(name="Rival")}, do_nothing=False)
    assert "doing nothing" not in repr(KINDS["frame"].told(without, "frame"))
