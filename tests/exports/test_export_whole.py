"""A workshop as JSON and back: every answer and every score, nothing that was not revealed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from hostile_sessions import GIVEN, filled
from made_sessions import RATE, empty, moderate, rated, sessions, texts
from payloads import MARKUP, TERMINAL
from valueworkshop.core.session.people import Person
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.agreed.model import Action, add_action
from valueworkshop.core.stages.notes.model import Note, add_note
from valueworkshop.core.stages.revealed_only import hidden, seen
from valueworkshop.core.stages.votes.edits import answer, count_hands, reveal
from valueworkshop.core.stages.votes.model import Answer, Hands, answers, voted, was_revealed
from valueworkshop.core.stages.votes.second_rounds import keep_split, vote_again
from valueworkshop.exports import whole_json, without_names, workshop_json
from valueworkshop.exports.draft_mark import missing
from valueworkshop.exports.export_forms import Form, Wanted, exported, written
from valueworkshop.exports.whole_json_schema import of_export
from valueworkshop.files.home.new_sessions import demo_session
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem

STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values()))


def back(text: str) -> Session:
    """Return the session that an export makes."""
    return whole_json.read(text.encode(), "x.json").session


def as_kept(session: Session) -> Session:
    """Return a session as its own file gives it back."""
    return session_file.loads(session_file.dumps(session), "x.toml").session


OFFICE = {Form.DOCX, Form.XLSX}


@moderate
@given(sessions())
def test_what_comes_back_is_equal_in_every_answer_and_score(session: Session) -> None:
    session = seen(as_kept(session))
    taken = whole_json.read(whole_json.written(session, linked=True).encode(), "x")
    assert taken.session == session
    assert taken.remarks == ()
    shared = whole_json.read(whole_json.written(session).encode(), "x")
    assert shared.remarks == ()
    assert workshop_json.of_workshop(shared.session) == workshop_json.of_workshop(session)
    assert not any(person.voter for person in shared.session.people.values())


def otherwise(session: Session) -> Session:
    """Return the session with another answer wherever the room has not seen it."""

    def turned(stage: str, number: str, by_item: Mapping[str, Answer]) -> dict[str, Answer]:
        return {
            item: given
            if was_revealed(session, stage, number, item) or not isinstance(given, int)
            else (1 if given == 5 else 5)
            for item, given in by_item.items()
        }

    for stage in set(voted(session)) & set(session.answers):
        rounds = {
            number: replace(
                vote,
                ballots={
                    voter: replace(
                        ballot,
                        answers={
                            facet: turned(stage, number, by_item)
                            for facet, by_item in ballot.answers.items()
                        },
                    )
                    for voter, ballot in vote.ballots.items()
                },
            )
            for number, vote in answers(session, stage).rounds.items()
        }
        given = replace(answers(session, stage), rounds=rounds)
        session = session.with_answers(stage, given)
    return session


@moderate
@given(sessions())
def test_no_form_depends_on_what_was_not_revealed(session: Session) -> None:
    for form in set(Form) - OFFICE:
        full, anonymous = form is Form.HTML, form is Form.TEXT
        wanted = Wanted(form=form, full=full, anonymous=anonymous, linked=form is Form.JSON)
        assert written(otherwise(session), wanted) == written(session, wanted)
    told = workshop_json.of_workshop(session)
    assert workshop_json.of_workshop(seen(session))["index"] == told["index"]


@settings(moderate, max_examples=3)  # a document takes a second
@given(sessions())
def test_no_office_file_depends_on_what_was_not_revealed(session: Session) -> None:
    for form in OFFICE:
        wanted = Wanted(form=form, full=True)
        assert exported(otherwise(session), wanted) == exported(session, wanted)


def test_a_withheld_vote_is_counted_and_said_when_it_comes_back() -> None:
    session = reveal(rated((5, 2, 3), (4, 1, 2)), RATE, "1", "contact")
    for voter in ("v1", "v2"):
        session = answer(session, RATE, "1", voter=voter, facet="today", item="promise", given=4)
    told = json.loads(whole_json.written(session))
    assert told["withheld"] == hidden(session) == {f"{RATE}/1/promise": 2}
    assert "promise" not in json.dumps(told["session"]["answers"])
    assert whole_json.read(json.dumps(told).encode(), "x").remarks == (
        "1 vote was not revealed when it was exported: take it again.",
    )


def test_withheld_votes_of_a_stage_are_sorted_by_item_whichever_was_answered_first() -> None:
    session = replace(demo_session(), revealed={})
    items: dict[str, list[str]] = {}
    for key in hidden(session):
        stage, _, item = key.rpartition("/")
        items.setdefault(stage, []).append(item)
    assert max(len(found) for found in items.values()) >= 5
    assert items == {stage: sorted(found) for stage, found in items.items()}


def test_every_field_comes_back_as_it_was_typed() -> None:
    session = as_kept(filled(STRANGE))
    assert back(whole_json.written(session, linked=True)) == seen(session)
    jsonschema.validate(json.loads(whole_json.written(session)), of_export())


def test_the_published_schema_fits_what_is_written() -> None:
    schema = of_export()
    jsonschema.Draft202012Validator.check_schema(schema)
    for session in (demo_session(), empty()):
        told = json.loads(whole_json.written(session))
        jsonschema.validate(told, schema)
        assert told["$schema"] == schema["$id"] == schema["properties"]["$schema"]["const"]
        assert told["draft"] == missing(session)
    assert missing(demo_session()) == []
    assert missing(empty())


def people(*named: tuple[str, str]) -> Session:
    """Return a workshop in which these people of (name, group) rated, spoke and promised."""
    listed = {
        f"p{n}": Person(name=name, group=group, function="legal", voter=f"v{n}")
        for n, (name, group) in enumerate(named, 1)
    }
    session = replace(empty(), people=listed, facilitator="Zoe Lead")
    for person in listed.values():
        where = {"voter": person.voter, "facet": "today", "item": "contact"}
        session = answer(session, RATE, "1", **where, given=4)
    session = reveal(session, RATE, "1", "contact")
    for n, (name, _) in enumerate(named, 1):
        action = Action(title=f"Ask {name}, not {name}son", owner=name.upper())
        session = add_action(session, "act", f"a{n}", action)
        note = Note(question="pains", text=f"{name} says so", said_by=name)
        session = add_note(session, "ask", f"n{n}", note)
    return add_action(session, "act", "a0", Action(title="t", owner="Quentin"))


TEAM = (("Ada", "front"), ("Ben", "front"), ("Cem", "front"), ("Dora", "legal"))


def test_without_names_people_are_their_group_if_that_is_large_enough() -> None:
    session = without_names.anonymous(people(*TEAM))
    said = list(texts(session))
    found = {
        word for text in said for word in ("Ada", "Ben", "Cem", "Dora") if word in text.split()
    }
    assert found == set()
    assert "Zoe Lead" not in said
    assert "Quentin" not in said
    assert sorted(p.name for p in session.people.values()) == [
        *("front", "front", "front", without_names.SOMEBODY)
    ]
    assert {p.group for p in session.people.values()} == {"front", ""}
    # The three of 'front' cannot be shown apart either: we would know the others.
    assert {b.group for b in answers(session, RATE).rounds["1"].ballots.values()} == {""}
    told = json.loads(whole_json.written(people(*TEAM), anonymous=True))
    owners = [action["owner"] for action in told["scores"]["actions"]]
    assert sorted(owners) == sorted(
        ["front"] * 3 + [without_names.SOMEBODY, without_names.AN_OWNER]
    )
    assert told["scores"]["actions"][0]["title"] == "Ask front, not Adason"


@moderate
@given(sessions())
def test_leaving_names_out_keeps_every_number(session: Session) -> None:
    with_names, without = (
        workshop_json.of_workshop(session),
        workshop_json.of_workshop(without_names.anonymous(session)),
    )
    for key in ("index", "segments", "knowledge"):
        assert without[key] == with_names[key]


def test_no_reference_is_taken_for_a_text() -> None:
    assert {field for _, field in GIVEN} - {"voter"} <= without_names.REFERENCES | {"stage", "at"}


def test_open_votes_are_nobodys_without_names() -> None:
    session = people(*TEAM)
    given = answers(session, RATE)
    vote = given.rounds["1"]
    by_person = dict(zip(session.people, vote.ballots.values(), strict=True))
    given = replace(given, rounds={"1": replace(vote, open=True, ballots=by_person)})
    session = session.with_answers(RATE, given)
    assert set(answers(back(whole_json.written(session)), RATE).rounds["1"].ballots) == {
        *session.people
    }
    closed = answers(without_names.anonymous(session), RATE).rounds["1"]
    assert not closed.open
    assert set(closed.ballots).isdisjoint(session.people)
    assert {ballot.group for ballot in closed.ballots.values()} == {""}


def test_small_groups_of_hands_are_counted_together() -> None:
    session = empty()
    for group, hands in (("front", Hands(two=3)), ("one", Hands(five=1)), ("two", Hands(five=2))):
        where = {"facet": "today", "item": "contact", "group": group}
        session = count_hands(session, RATE, "1", **where, hands=hands)
    told = answers(without_names.unlinked(session), RATE).rounds["1"].hands["today"]["contact"]
    assert told == {"front": Hands(two=3), "no group": Hands(five=3)}


def refused(text: str | bytes) -> str:
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(FileProblem) as caught:
        whole_json.read(raw, "x.json")
    return str(caught.value)


def changed(**keys: object) -> str:
    return json.dumps({**json.loads(whole_json.written(empty())), **keys})


def test_what_is_no_export_is_refused_with_place_and_remedy() -> None:
    good = whole_json.written(empty())
    told = json.loads(good)
    assert "export NAME --to json" in refused("[]")
    assert "`show --json` prints" in refused(
        workshop_json.as_json(workshop_json.of_workshop(empty()))
    )
    assert refused("").startswith("x.json: is empty")
    assert "cut off" in refused(good[: len(good) // 2].rstrip())
    assert refused('{"a": 1,\n "b" 2}').startswith("x.json:2:6: this is not JSON")
    assert '"schema" is twice' in refused(
        good.replace('"schema": 1', '"schema": 1, "schema": 1', 1)
    )
    assert "NaN is not a number" in refused('{"a": NaN}')
    assert "not UTF-8" in refused(b"\xff\xfe{")
    assert "from a newer version" in refused(changed(schema=2))
    assert "from a newer version" in refused(changed(session={**told["session"], "schema": 99}))
    assert refused(changed(session={**told["session"], "title": 5})).startswith(
        "x.json: session.title: must be"
    )
    assert refused(changed(session=[])).startswith("x.json: session: is missing")
    wrong = {**told["session"], "date": "yesterday"}
    assert refused(changed(session=wrong)).startswith("x.json: session.date: ")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        '{"a": ' + "9" * 5_000 + "}",
        changed(session={"schema": 2, "title": "x" * 3_000_000}),
        changed(session={"schema": 2, **{f"k{n}": 1 for n in range(10_001)}}),
        b" " * (whole_json.LARGEST + 1),
    ],
    ids=["lists", "tables", "digits", "text", "entries", "size"],
)
def test_a_bomb_is_refused(bomb: str | bytes) -> None:
    assert refused(bomb).startswith("x.json")


def test_scores_that_do_not_follow_from_the_answers_are_told() -> None:
    told = json.loads(whole_json.written(demo_session()))
    told["scores"]["index"]["value"] = 1
    told["session"]["unknown"] = 1
    first, second = whole_json.read(json.dumps(told).encode(), "x").remarks
    assert first == "session.unknown is not known here and was left out."
    assert "The answers count." in second


def test_a_quote_for_an_item_that_is_not_there_comes_back_and_is_told() -> None:
    session = empty()
    for key, about in {"n1": "rate/contact", "n2": "rate/gone"}.items():
        session = add_note(session, "ask", key, Note(question="pains", text="So", about=about))
    taken = whole_json.read(whole_json.written(session).encode(), "x")
    assert taken.session == as_kept(session)
    (remark,) = taken.remarks
    assert remark.startswith('session.answers.ask.notes.n2.about: nothing called "rate/gone" is')


def test_the_samples_come_back() -> None:
    for path in sorted((Path(__file__).parents[2] / "sessions").glob("*.toml"))[:2]:
        session = session_file.read(path).session
        assert back(whole_json.written(session, linked=True)) == session


@pytest.mark.parametrize("full", [False, True])
def test_a_split_that_another_vote_ended_is_still_told(*, full: bool) -> None:
    session = keep_split(rated((5, 1), (5, 1), (5, 5), (5, 5)), RATE, "contact", "two markets")
    session = vote_again(session, RATE, "contact")
    wanted = Wanted(form=Form.MD, full=full)
    assert "two markets" not in written(session, wanted)  # the item has no result now
    for n in range(1, 5):
        at = {"voter": f"v{n}", "item": "contact"}
        session = answer(session, RATE, "2", **at, facet="needed", given=5)
        session = answer(session, RATE, "2", **at, facet="today", given=2)
    session = reveal(session, RATE, "2", "contact")
    assert "After round 1 we kept both views: two markets." in written(session, wanted)
