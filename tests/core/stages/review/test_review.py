"""What became of last time: what is decided, what that does to this plan, what comes next time."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from full_report import report
from made_sessions import ACT, ASK, RATE, empty, moderate, rated, sessions
from valueworkshop.core.compare.next_workshop import next_after, next_title
from valueworkshop.core.session.dot_votes import DotVote, Way
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, has
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.agreed.last_time import in_words
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.promises import (
    Decision,
    Outcome,
    Promise,
    Through,
    answers,
    by_function,
    decide,
    settle,
    status_of,
    through,
)
from valueworkshop.core.stages.dots import edits as dots
from valueworkshop.core.stages.dots.pools import of_question
from valueworkshop.core.stages.journey import model as journey
from valueworkshop.core.stages.kind import Progress, Trait
from valueworkshop.core.stages.ledger import model as ledger
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.review.show import age
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.summary.gap_measures import follow_through_gap
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.exports.without_names import anonymous
from valueworkshop.exports.workshop_json import of_workshop
from valueworkshop.files.text import session_file
from valueworkshop.library.read_record import record_of

SAMPLES = Path(__file__).parents[4] / "sessions"
REVIEW = "review"
SPRING, AUTUMN, WINTER = dt.date(2026, 3, 2), dt.date(2026, 11, 22), dt.date(2027, 2, 1)
HEARD = Evidence(grade=Grade.HEARD, source="dealer", when="May")


def ids(prefix: str = "i") -> Ids:
    numbers = iter(range(10**6))
    return lambda: f"{prefix}{next(numbers)}"


def spring() -> Session:
    """A workshop of spring with an assumed item of weight, and four actions, one of them done."""
    session = rated((5, 1, 5), (5, 2, 5), (5, 1, 5), (5, 2, 5), into=empty(date=SPRING))
    for key, action in {
        "ring": Action(title="Ring them", owner="Ada", function="sales", due=dt.date(2026, 4, 1)),
        "list": Action(title="One list", owner="Bo", function="product", due=dt.date(2026, 12, 1)),
        "van": Action(title="A van"),
        "old": Action(title="Old", status=Status.DONE),
    }.items():
        session = actions.add_action(session, ACT, key, action)
    return session


def autumn() -> Session:
    return next_after(spring(), ids(), AUTUMN)


def promise(session: Session, key: str) -> Promise:
    return answers(session, REVIEW).actions[key]


def plan(session: Session) -> dict[str, Action]:
    return dict(actions.answers(session, ACT).actions)


def assumed(session: Session) -> str:
    ((key, _),) = answers(session, REVIEW).assumed
    return key


def test_the_next_one_begins_with_what_the_last_one_left_and_is_empty_but_for_that() -> None:
    before, after = spring(), autumn()
    assert next(iter(after.kit.stages)) == REVIEW
    assert (after.follows.id, after.follows.title) == (before.id, before.title)
    assert [key for key, _ in answers(after, REVIEW).promises] == ["ring", "list", "van"]
    assert promise(after, "ring").since == SPRING
    assert promise(after, "ring").history == ("2026-03-02: agreed, due 2026-04-01",)
    ((_, found),) = answers(after, REVIEW).assumed
    assert (found.subject, found.text) == (f"{RATE}/contact", "Every contact helps")
    assert set(after.answers) == {REVIEW}
    assert summarise(after).gaps == ()
    assert session_file.loads(session_file.dumps(after), "x").session == after


@moderate
@given(sessions())
def test_whatever_a_workshop_holds_the_next_one_has_no_answer_of_it(session: Session) -> None:
    after = next_after(session, ids(), AUTUMN)
    assert not any(person.voter for person in after.people.values())
    assert not after.revealed
    assert not after.dots
    assert not after.parked
    for stage in votes.voted(after):
        assert not votes.answers(after, stage).rounds
        anew = has(session.stage(stage), Trait.WEIGHS_CHOICES)  # what this one chooses
        assert anew or votes.asks(after, stage) == votes.asks(session, stage)
    still = [
        key
        for stage in session.kit.of_kind("actions")
        for key, action in actions.answers(session, stage).in_order
        if action.status not in (Status.DONE, Status.DROPPED)
    ]
    assert list(dict(answers(after, REVIEW).promises)) == still
    assert session_file.loads(session_file.dumps(after), "x").session == after


def test_an_own_kind_of_items_and_its_settings_go_along() -> None:
    demo = session_file.read(SAMPLES / "office-coffee.toml").session
    stands = ledger.answers_of(demo, "ledger")
    priced = {key: replace(line, amount=1200) for key, line in stands.items.items()}
    demo = demo.with_answers("ledger", replace(stands, items=priced))
    after = next_after(demo, ids(), AUTUMN)
    lines, left = (dict(ledger.lines_of(each, "ledger")) for each in (demo, after))
    assert lines
    assert left == {key: replace(line, amount=None) for key, line in lines.items()}
    assert journey.touchpoints(after, "journey") == journey.touchpoints(demo, "journey")
    assert (after.segments, after.competitors) == (demo.segments, demo.competitors)
    assert [p.name for p in after.people.values()] == [p.name for p in demo.people.values()]


@pytest.mark.parametrize(
    ("title", "then"),
    [
        ("Dealers", "Dealers 2"),
        ("Dealers 2", "Dealers 3"),
        ("Workshop of 2026-03-02", "Workshop of 2026-11-22"),
        ("A1", "A1 2"),
    ],
)
def test_the_next_title_is_another_one(title: str, then: str) -> None:
    assert next_title(title, AUTUMN) == then


def test_what_stays_is_in_this_plan_as_it_was_and_what_is_carried_over_without_a_day() -> None:
    session = decide(autumn(), REVIEW, "ring", Decision.KEEP)
    session = decide(session, REVIEW, "list", Decision.CARRY)
    assert plan(session)["ring"].due == dt.date(2026, 4, 1)
    assert plan(session)["list"].due is None
    assert plan(session)["list"].owner == "Bo"


def test_another_word_on_it_takes_it_out_of_the_plan_again() -> None:
    session = decide(autumn(), REVIEW, "ring", Decision.CARRY)
    for decision in (Decision.DONE, None):
        assert plan(decide(session, REVIEW, "ring", decision)) == {}
    assert decide(session, REVIEW, "ring", None) == autumn().with_answers(ACT, actions.Answers())


def test_what_was_agreed_anew_on_it_outlives_a_second_word() -> None:
    session = decide(autumn(), REVIEW, "ring", Decision.CARRY)
    anew = replace(plan(session)["ring"], owner="Cy", due=dt.date(2026, 12, 24))
    session = actions.change_action(session, ACT, "ring", anew)
    for decision in (Decision.KEEP, Decision.CARRY):
        session = decide(session, REVIEW, "ring", decision)
        assert plan(session)["ring"] == anew


def test_dropping_needs_a_reason() -> None:
    session = autumn()
    assert decide(session, REVIEW, "van", Decision.DROP, "  ") is session
    session = decide(session, REVIEW, "van", Decision.DROP, "too dear")
    assert promise(session, "van").reason == "too dear"


def test_what_came_of_last_time_is_counted_in_all_and_by_function() -> None:
    session = autumn()
    assert through(session, REVIEW) == Through(late=1, open=2)
    session = decide(session, REVIEW, "list", Decision.DONE)
    session = decide(session, REVIEW, "van", Decision.DROP, "too dear")
    counted = through(session, REVIEW)
    assert counted == Through(done=1, late=1, dropped=1)
    assert in_words(counted) == "Of 3 actions, 1 done, 1 late, 1 dropped"
    assert by_function(session, REVIEW)["sales"] == Through(late=1)
    told = of_workshop(session)["lenses"][REVIEW]
    assert (told["done"], told["late"], told["dropped"], told["open"]) == (1, 1, 1, 0)
    assert told["functions"]["product"]["done"] == 1
    gap = follow_through_gap(session, summarise(session))
    assert (gap.number, gap.share) == (1, 1 / 3)
    assert gap.said == "of 3 actions, 1 done, 1 late, 1 dropped since last time"


def test_what_the_plan_says_later_of_an_action_that_stays_counts() -> None:
    session = decide(autumn(), REVIEW, "ring", Decision.KEEP)
    done = replace(plan(session)["ring"], status=Status.DONE)
    session = actions.change_action(session, ACT, "ring", done)
    assert status_of(session, "ring", promise(session, "ring")) is Status.DONE
    assert through(session, REVIEW).done == 1


@given(st.lists(st.sampled_from([*Decision, None]), min_size=3, max_size=3))
def test_each_action_is_counted_once_whatever_was_decided(said: list[Decision | None]) -> None:
    session = autumn()
    for key, decision in zip(("ring", "list", "van"), said, strict=True):
        session = decide(session, REVIEW, key, decision, "why")
    assert through(session, REVIEW).total == 3
    decided = sum(decision is not None for decision in said)
    assert KINDS["review"].progress(session, REVIEW) == Progress(decided, 4)
    on = {Decision.KEEP, Decision.CARRY}
    stays = [k for k, d in zip(("ring", "list", "van"), said, strict=True) if d in on]
    assert sorted(plan(session)) == sorted(stays)
    told = {task.id: task.status for task in record_of(Path("x.toml"), session).tasks}
    for key, decision in zip(("ring", "list", "van"), said, strict=True):
        status = status_of(session, key, promise(session, key))
        assert told.get(key) == (status.value if decision else None)


def test_an_action_has_one_history_over_three_workshops() -> None:
    session = decide(autumn(), REVIEW, "ring", Decision.CARRY)
    anew = replace(plan(session)["ring"], due=dt.date(2026, 12, 24))
    session = actions.change_action(session, ACT, "ring", anew)
    session = decide(session, REVIEW, "list", Decision.DONE)
    third = next_after(session, ids("j"), WINTER)
    assert promise(third, "ring").since == SPRING
    assert promise(third, "ring").history == (
        "2026-03-02: agreed, due 2026-04-01",
        "2026-11-22: carried over, due 2026-12-24",
    )
    assert promise(third, "van").history[-1] == "2026-11-22: not decided"
    assert set(answers(third, REVIEW).actions) == {"ring", "van"}
    assert third.kit.of_kind("review") == [REVIEW]


def test_what_was_learnt_is_how_the_same_item_is_known_and_goes_when_it_is_taken_back() -> None:
    session = autumn()
    key = assumed(session)
    settled = settle(session, REVIEW, key, Outcome.CONFIRMED, learnt="They do", evidence=HEARD)
    assert votes.answers(settled, RATE).evidence["contact"] == HEARD
    back = settle(settled, REVIEW, key, Outcome.KEPT)
    assert votes.answers(back, RATE).evidence["contact"] == Evidence()
    assert answers(next_after(settled, ids("j"), WINTER), REVIEW).assumptions == {}
    ((_, again),) = answers(next_after(back, ids("j"), WINTER), REVIEW).assumed
    assert (again.since, again.outcome) == (SPRING, None)


def test_an_item_in_other_words_is_not_known_by_it() -> None:
    session = autumn()
    stage = session.kit.stages[RATE]
    contact = replace(stage.asks.items["contact"], text="Other words")
    items = {**stage.asks.items, "contact": contact}
    stages = {
        **session.kit.stages,
        RATE: replace(stage, asks=replace(stage.asks, items=items)),
    }
    session = replace(session, kit=replace(session.kit, stages=stages))
    settled = settle(session, REVIEW, assumed(session), Outcome.REFUTED, evidence=HEARD)
    assert RATE not in settled.answers


def test_an_assumed_note_with_dots_comes_again_and_what_was_learnt_is_a_note() -> None:
    session = replace(spring(), answers={})
    question = next(iter(questions.asks(session, ASK).questions))
    for key, text in (("n1", "They wait"), ("n2", "They pay late")):
        note = questions.Note(question=question, text=text)
        session = questions.add_note(session, ASK, key, note)
    pool = of_question(session, ASK, question)
    vote = DotVote(
        about=pool.about,
        stage=ASK,
        at=question,
        way=Way.COUNTED,
        options=dots.as_options(pool.texts),
        counted={"n1": 3},
    )
    session = dots.reveal(dots.begin(session, "w", vote), "w")
    session = replace(session, dots={"w": replace(session.dots["w"], counted={"n1": 3})})
    after = next_after(session, ids(), AUTUMN)
    ((key, found),) = answers(after, REVIEW).assumed
    assert (found.text, found.dots) == ("They wait", 3)
    learnt = settle(after, REVIEW, key, Outcome.REFUTED, learnt="They do not", evidence=HEARD)
    assert questions.answers(learnt, ASK).notes[key].text == "They do not"
    assert questions.answers(learnt, ASK).notes[key].evidence == HEARD
    assert key not in questions.answers(settle(learnt, REVIEW, key, None), ASK).notes


def test_the_report_tells_of_it_and_names_nobody_where_nobody_is_to_be_named() -> None:
    session = decide(autumn(), REVIEW, "van", Decision.DROP, "Ada says no")
    said = repr(report(session))
    assert "Ada says no" in said
    shown = KINDS["review"].told_at(session, REVIEW, "actions")
    assert "(dropped)" in repr(shown)
    assert "Ada" not in repr(shown)
    unnamed = answers(anonymous(session), REVIEW).actions["ring"].was
    assert unnamed.owner != "Ada"
    assert unnamed.title == "Ring them"


def test_how_far_it_is_is_said_and_what_came_of_all() -> None:
    session = autumn()
    keys = list(answers(session, REVIEW).actions)

    def notes(session: Session) -> str:
        return " ".join(KINDS["review"].place(session, REVIEW, "actions").notes)

    assert notes(session).startswith(f"{len(keys)} to decide")
    for key in keys:
        session = decide(session, REVIEW, key, Decision.DONE)
    assert notes(session).startswith(f"Of {len(keys)} actions, {len(keys)} done.")


def test_a_first_workshop_has_nothing_to_look_back_on() -> None:
    first = replace(autumn(), answers={}, follows=empty().follows)
    place = KINDS["review"].place(first, REVIEW, "")
    assert place.question == "Last time"
    assert place.notes == ("There is no earlier workshop to look back on.",)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, ""),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (62, "9 weeks"),
        (63, "2 months"),
        (245, "8 months"),
        (729, "24 months"),
        (731, "2 years"),
    ],
)
def test_an_age_is_told_in_the_unit_that_tells_most(days: int, said: str) -> None:
    assert age(AUTUMN - dt.timedelta(days), AUTUMN) == said


def test_an_age_that_nobody_knows_is_not_told() -> None:
    assert age(None, AUTUMN) == age(AUTUMN, None) == age(AUTUMN, SPRING) == ""
