import datetime as dt
import difflib
import os
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage_examples import NASTY, everywhere, kit, session, sessions, text
from valueworkshop.core.clean_text import clean
from valueworkshop.core.session.kit import Kit, Minutes, Stage
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Place, Segment, Session
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.votes import edits as votes
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.files.text.codec import encode
from valueworkshop.files.text.session_file import dumps, loads

SLOW = settings(
    max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def again(given: Session) -> Session:
    return loads(dumps(given), "x.toml").session


def test_the_example_comes_back_equal_and_without_warnings() -> None:
    document = loads(dumps(session()), "x.toml")
    assert document.session == session()
    assert document.warnings == ()
    assert document.extras == {}


@SLOW
@given(sessions())
def test_any_session_comes_back_with_its_text_clean(given: Session) -> None:
    stages = {key: replace(stage, aside={}) for key, stage in given.kit.stages.items()}
    given = replace(given, kit=replace(given.kit, stages=stages))  # asides: test_asked_list.py
    data = dumps(given)
    read = loads(data, "x.toml").session
    assert encode(read) == encode(given)
    assert list(read.kit.stages) == list(given.kit.stages)
    assert dumps(read) == data
    assert again(read) == read


@pytest.mark.parametrize("content", NASTY, ids=lambda content: ascii(content)[:20])
def test_every_nasty_text_in_every_field_comes_back_clean(content: str) -> None:
    short = content[:2000] if len(content) > 2000 else content
    assert again(everywhere(session(), short)) == everywhere(session(), clean(short))
    long = replace(session(), offer=content)
    assert again(long).offer == clean(content)


@SLOW
@given(st.text() | st.sampled_from(NASTY[:-1]))
def test_any_text_comes_back_clean_alone_and_between_other_text(content: str) -> None:
    given = replace(session(), offer=content, organisation=f"a\n{content}\n")
    read = again(given)
    assert read.offer == clean(content)
    assert read.organisation == clean(f"a\n{content}\n")


@SLOW
@given(st.text(min_size=1, max_size=20).filter(clean))
def test_any_name_of_a_group_can_be_a_key(group: str) -> None:
    hands = ratings.Hands(two=1)
    given = votes.count_hands(
        session(), "rate", "1", facet="today", item="price", group=group, hands=hands
    )
    read = again(given).answers["rate"].rounds["1"].hands
    assert read["today"]["price"] == {clean(group): hands}


def test_dates_and_order_numbers_come_back() -> None:
    for date in (dt.date.min, dt.date(2024, 2, 29), dt.date.max, None):
        assert again(replace(session(), date=date)).date == date
    for order in (-(2**63), -1, 0, 2**63 - 1):
        people = {"p": Person(name="A", order=order)}
        assert again(replace(session(), people=people)).people == people


def test_the_same_session_gives_the_same_bytes_however_it_was_made() -> None:
    one = session()
    other = replace(
        one,
        people=dict(reversed(list(one.people.items()))),
        answers=dict(reversed(list(one.answers.items()))),
    )
    assert list(one.people) != list(other.people)
    assert dumps(one) == dumps(other)
    assert dumps(again(one)) == dumps(one)


def test_things_with_an_order_are_written_in_it_and_others_by_their_key() -> None:
    tied = {
        "b": Segment(name="B", order=1),
        "a": Segment(name="A", order=1),
        "c": Segment(name="C"),
    }
    encoded = encode(replace(session(), segments=tied))
    assert list(encoded["segments"]) == ["c", "a", "b"]
    assert list(encoded["people"]) == ["p2", "p1"]
    assert list(encoded["answers"]) == ["act", "ask", "end", "rate"]
    assert list(encoded["answers"]["rate"]["rounds"]["1"]["ballots"]) == ["v1", "v2"]


def test_a_kit_keeps_the_order_in_which_it_was_written() -> None:
    read = again(session()).kit
    assert list(read.stages) == ["who", "ask", "rate", "act", "end"]
    assert list(read.stages["ask"].asks.questions) == ["z-pains", "a-gains"]
    assert list(read.stages["rate"].asks.items) == ["speed", "price"]
    assert dumps(again(session())) == dumps(session())


def test_scalars_come_first_and_defaults_are_left_out() -> None:
    encoded = encode(session())
    tables = [isinstance(value, dict) for value in encoded.values()]
    assert tables == sorted(tables)
    assert "facilitator" not in encoded
    assert "do_nothing" not in encoded
    assert encoded["people"]["p1"]["name"] == "Bo"
    nameless = encode(replace(session(), title="", people={"p": Person(name="")}))
    assert nameless["title"] == ""
    assert nameless["people"] == {"p": {"name": ""}}


def test_the_wording_of_a_kit_is_written_even_where_it_is_the_default() -> None:
    stages = encode(session())["kit"]["stages"]
    assert stages["end"]["asks"]["surprises"] == "What surprised us?"
    assert stages["rate"]["asks"]["labels"][0] == "not at all"
    assert stages["act"]["asks"]["choose"] == 3
    assert "minutes" not in stages["act"]
    assert "intro" not in stages["act"]
    assert again(session()).kit == kit()


def test_what_was_asked_without_asks_stays_so() -> None:
    plain = replace(session(), kit=Kit(id="k", title="t", stages={}), answers={}, place=Place())
    stages = {
        "a": Stage(kind="questions", title="A"),
        "b": Stage(kind="questions", title="B", asks=questions.Asks(), minutes=Minutes(six=1)),
    }
    given = replace(plain, kit=replace(plain.kit, stages=stages))
    assert again(given) == given
    answered = given.with_answers("b", questions.Answers())
    assert again(answered) == answered


def changed_lines(before: Session, after: Session) -> int:
    one, other = (dumps(each).decode().splitlines() for each in (before, after))
    diff = list(difflib.unified_diff(one, other, n=0, lineterm=""))[2:]
    return sum(line[0] in "+-" for line in diff)


def test_one_changed_rating_changes_one_line() -> None:
    after = votes.answer(session(), "rate", "1", voter="v2", facet="today", item="speed", given=3)
    assert changed_lines(session(), after) == 2  # one out, one in


def test_one_new_rating_and_one_taken_back_change_at_most_three_lines() -> None:
    new = votes.answer(session(), "rate", "1", voter="v2", facet="today", item="price", given=3)
    assert 1 <= changed_lines(session(), new) <= 3
    gone = votes.answer(session(), "rate", "1", voter="v2", facet="today", item="speed", given=None)
    assert 1 <= changed_lines(session(), gone) <= 3


def test_one_more_reveal_is_one_more_line() -> None:
    after = votes.reveal(session(), "rate", "1", "price")
    assert changed_lines(session(), after) == 1
    assert changed_lines(after, votes.reveal(after, "rate", "1", "a long name " * 9)) == 1


def test_one_changed_note_changes_at_most_three_lines() -> None:
    notes = session().answers["ask"].notes
    for content in ("They wait\nfor weeks", "They do not wait " * 20):
        note = replace(notes["n1"], text=content)
        after = questions.change_note(session(), "ask", "n1", note)
        assert 1 <= changed_lines(session(), after) <= 5
    after = questions.change_note(session(), "ask", "n2", replace(notes["n2"], text="x" * 300))
    assert changed_lines(session(), after) == 2


def test_what_no_file_can_hold_is_an_error() -> None:
    @dataclass
    class Odd:
        number: Any = field(default=None)

    with pytest.raises(TypeError, match="float"):
        encode(Odd(1.5))
    with pytest.raises(TypeError, match="no table"):
        encode("text")


def test_the_file_reads_as_it_was_designed() -> None:
    lines = text().split("\n")
    assert lines[0] == "#:schema valueworkshop-session-2.json"
    assert lines[1] == "schema = 2"
    assert lines[-2:] == ["# end of session", ""]
    assert "[answers.rate.rounds.1.ballots.v2.answers.needed]" in lines
    assert 'price = "skipped"' in lines
    assert "date = 2026-11-22" in lines
