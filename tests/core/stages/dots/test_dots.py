"""Dot votes: no ballot past its budget, nothing told before the reveal, no more claimed then."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from full_report import report
from made_sessions import ASK, empty, moderate, sessions
from valueworkshop.core.projector.project import project
from valueworkshop.core.session.desk import Desk
from valueworkshop.core.session.dot_votes import About, DotBallot, DotVote, Way
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.people import OBSERVERS, Person
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.session.three_way_merge import three_way
from valueworkshop.core.show.projected_blocks import Point, Voting
from valueworkshop.core.stages.dots import edits, words
from valueworkshop.core.stages.dots.pools import (
    last_revealed,
    of_open,
    of_question,
    of_stage,
    running,
)
from valueworkshop.core.stages.dots.score import (
    changes,
    counting,
    is_close,
    leaders,
    results,
    slips,
    votes_in,
)
from valueworkshop.core.stages.notes.model import (
    Note,
    add_note,
    change_note,
    delete_note,
    mark_open,
)
from valueworkshop.exports.csv import table
from valueworkshop.exports.workshop_json import as_json, of_workshop

TODAY = lambda: None  # noqa: E731 - no day is needed here


def ids(prefix: str = "x") -> Ids:
    """Return ids that are known beforehand."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers)}"


def began(people: int = 3, options: int = 4, budget: int = 3, most: int = 2) -> Session:
    """A vote 'w' on the notes n0, n1, … of one question, by the people p0, p1, …."""
    named = {f"p{n}": Person(name=f"P{n}", order=n) for n in range(people)}
    session = empty(people=named)
    for n in range(options):
        session = add_note(session, ASK, f"n{n}", Note(question="why", text=f"note {n}"))
    return vote_on(session, "w", budget, most)


def vote_on(session: Session, key: str, budget: int = 3, most: int = 2) -> Session:
    pool = of_question(session, ASK, "why")
    vote = DotVote(
        about=pool.about,
        stage=pool.stage,
        at=pool.at,
        budget=budget,
        most=most,
        options=edits.as_options(pool.texts),
    )
    return edits.begin(session, key, vote)


def voted(session: Session, *ballots: Mapping[str, int], key: str = "w") -> Session:
    """Return the session after p0, p1, … each put down and handed in their dots."""
    new_id = ids(f"{key}v")
    for n, ballot in enumerate(ballots):
        for option, dots in ballot.items():
            session = edits.put(session, key, f"p{n}", option, dots, new_id)
        session = edits.hand_in(session, key, f"p{n}", new_id)
    return session


def dots_of(session: Session, key: str = "w") -> list[tuple[str, int, int | None, int, bool]]:
    return [(r.option, r.dots, r.people, r.place, r.tied) for r in results(session, key)]


@pytest.mark.parametrize(
    ("options", "dots"), [(1, 1), (2, 1), (3, 1), (4, 2), (9, 3), (10, 4), (29, 10), (300, 10)]
)
def test_a_third_of_the_options_is_suggested(options: int, dots: int) -> None:
    assert edits.suggested(options) == dots


def test_by_itself_at_most_half_of_the_dots_go_on_one() -> None:
    assert [edits.half(budget) for budget in (1, 2, 3, 4, 10)] == [1, 1, 1, 2, 5]


def test_what_is_revealed_is_sorted_by_dots_with_ties_as_ties() -> None:
    session = voted(began(), {"n2": 2, "n0": 1}, {"n2": 1, "n1": 1}, {"n2": 1})
    assert results(session, "w") == ()
    session = edits.reveal(session, "w")
    assert dots_of(session) == [
        ("n2", 4, 3, 1, False),
        ("n0", 1, 1, 2, True),
        ("n1", 1, 1, 2, True),
        ("n3", 0, 0, 4, False),
    ]
    assert [result.option for result in leaders(results(session, "w"), 2)] == ["n2"]
    assert [result.option for result in leaders(results(session, "w"), 3)] == ["n2", "n0", "n1"]
    assert [result.option for result in leaders(results(session, "w"), 9)] == ["n2", "n0", "n1"]


def test_nothing_leads_where_nobody_put_a_dot_or_all_put_as_many() -> None:
    nothing = edits.reveal(voted(began(), {}, {}), "w")
    assert leaders(results(nothing, "w"), 3) == []
    assert words.outcome(nothing, "w") == "Nobody put a dot on anything."
    tied = edits.reveal(voted(began(), {"n0": 2}, {"n1": 2}), "w")
    assert leaders(results(tied, "w"), 1) == []
    assert words.outcome(tied, "w") == (
        "2 of 4 share the first place with 2 dots each: the dots do not decide between them."
    )


def test_a_lead_that_one_ballot_could_turn_is_called_close() -> None:
    close = edits.reveal(voted(began(), {"n0": 2, "n1": 1}, {"n0": 1}), "w")
    assert is_close(close, "w")  # 3 to 1; the first one could have put 0 and 2: 1 to 2
    assert "Close: one person's dots" in words.outcome(close, "w")
    clear = edits.reveal(voted(began(), {"n0": 2}, {"n0": 2}, {"n0": 2}), "w")
    assert not is_close(clear, "w")  # 6 to 0; the most that turns is 4 to 2
    assert words.outcome(clear, "w") == "First: “note 0”, 6 dots by 3 people."


@settings(moderate)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(("n0", "n1", "n2")), st.integers(1, 2), max_size=1),
        min_size=1,
        max_size=3,
    )
)
def test_close_is_what_changing_one_ballot_shows(ballots: list[dict[str, int]]) -> None:
    session = edits.reveal(voted(began(options=3, budget=2), *ballots), "w")
    found = results(session, "w")
    first = found[0].option
    others = [{}, *({a: n} for a in ("n0", "n1", "n2") for n in (1, 2))]
    others += [{a: 1, b: 1} for a in ("n0", "n1") for b in ("n1", "n2") if a != b]
    turned = False
    for place in range(len(ballots)):
        for other in others:
            instead = [*ballots[:place], other, *ballots[place + 1 :]]
            got = {o: sum(b.get(o, 0) for b in instead) for o in ("n0", "n1", "n2")}
            turned = turned or any(got[o] >= got[first] for o in got if o != first)
    assert is_close(session, "w") == (turned and found[0].dots > 0)


PUTS = st.lists(
    st.tuples(
        st.sampled_from(("p0", "p1")), st.sampled_from(("n0", "n1", "n2")), st.integers(-1, 9)
    ),
    max_size=25,
)


@given(PUTS, st.integers(1, 10), st.integers(1, 10))
def test_no_ballot_is_past_its_budget(
    puts: list[tuple[str, str, int]], budget: int, most: int
) -> None:
    session, new_id = began(2, 3, budget, min(most, budget)), ids()
    for person, option, dots in puts:
        try:
            session = edits.put(session, "w", person, option, dots, new_id)
        except ValueError:
            continue
    vote = session.dots["w"]
    for ballot in vote.ballots.values():
        assert ballot.spent <= budget
        assert all(0 < dots <= vote.most for dots in ballot.dots.values())
    assert list(slips(session)) == []


@given(st.permutations(({"n0": 2}, {"n1": 1, "n2": 1}, {"n0": 1, "n2": 1})))
def test_who_votes_when_changes_nothing(ballots: list[dict[str, int]]) -> None:
    session = edits.reveal(voted(began(), *ballots), "w")
    assert [(r[0], r[1]) for r in dots_of(session)] == [("n0", 3), ("n2", 2), ("n1", 1), ("n3", 0)]


@settings(moderate)
@given(sessions())
def test_a_vote_is_as_its_reports_say_and_a_hidden_one_says_nothing(session: Session) -> None:
    for key, vote in session.dots.items():
        found = results(session, key)
        assert bool(found) == edits.is_revealed(session, key)
        if found:
            assert sum(r.dots for r in found) == sum(b.spent for b in vote.handed_in.values())
            assert vote.voters == {}
    other = replace(
        session,
        dots={
            key: vote
            if edits.is_revealed(session, key)
            else replace(vote, ballots={v: replace(b, dots={}) for v, b in vote.ballots.items()})
            for key, vote in session.dots.items()
        },
    )
    assert report(session) == report(other)
    assert as_json(of_workshop(session)) == as_json(of_workshop(other))
    assert table(session) == table(other)


def test_before_the_reveal_only_the_number_of_votes_is_told() -> None:
    session = voted(began(), {"n3": 2}, {"n3": 2})
    assert words.progress(session, "w") == "votes in: 2 of 3"
    assert counting(session, About.NOTES, ASK, "why") == {}
    assert "A dot vote is under way, votes in: 2 of 3." in report(session)
    assert report(session).index("note 0") < report(session).index("note 3")
    shown = report(edits.reveal(session, "w"))
    assert shown.index("note 3") < shown.index("note 0")
    assert "4 dots by 2 people" in shown
    assert "2 of 3 people voted" in shown


def test_a_projector_shows_how_many_have_voted_then_the_dots() -> None:
    session = replace(voted(began(), {"n3": 2}), place=Place(stage=ASK, at="why"))
    *notes, last = project(session).shown.parts
    assert last == Voting(given=1, of=3)
    assert notes[0] == Point(text="note 0", mark="A")
    shown = project(edits.reveal(session, "w")).shown.parts
    assert shown[0] == Point(text="note 3", mark="2")


def test_a_projector_shows_a_vote_on_all_notes_wherever_the_team_stands_in_the_stage() -> None:
    session = replace(began(), dots={}, place=Place(stage=ASK, at="who"))
    pool = of_stage(session, ASK)
    vote = DotVote(
        about=pool.about, stage=pool.stage, options=edits.as_options(pool.texts), budget=3, most=2
    )
    session = voted(edits.begin(session, "w", vote), {"n3": 2})
    shown = project(session).shown
    assert (shown.above, shown.heading) == (
        "3 dots each, at most 2 on one.",
        words.subject(session, vote),
    )
    assert shown.parts[:2] == (Voting(given=1, of=3), Point(text="note 0"))
    last = project(edits.reveal(session, "w")).shown.parts[-1]
    assert "First: “note 3”, 2 dots by 1 person." in str(last)


def test_a_ballot_counts_once_it_is_handed_in_and_stays_then() -> None:
    session = edits.put(began(), "w", "p0", "n0", 2, ids())
    assert votes_in(session, "w") == (0, 3)
    session = edits.hand_in(session, "w", "p0", ids())
    assert votes_in(session, "w") == (1, 3)
    with pytest.raises(ValueError, match="does not allow"):
        edits.put(session, "w", "p0", "n1", 1, ids())


def test_who_comes_late_is_awaited_who_left_stays_counted_who_observes_is_not() -> None:
    session = voted(began(2), {"n0": 1})
    people = {**session.people, "p9": Person(name="Late"), "p8": Person(name="O", group=OBSERVERS)}
    assert edits.awaited(replace(session, people=people), "w") == ["p9", "p1"]
    left = replace(session, people={"p1": session.people["p1"]})
    assert votes_in(left, "w") == (1, 2)
    revealed = edits.reveal(left, "w")
    assert dots_of(revealed)[0][:2] == ("n0", 1)
    assert votes_in(revealed, "w") == (1, 2)


def test_the_keyboard_goes_round_from_whoever_voted_last() -> None:
    session = voted(began(4), {}, {"n0": 1})  # p0 and p1 have voted
    assert edits.next_up(session, "w") == "p2"
    assert edits.next_up(session, "w", "p2") == "p3"
    assert edits.next_up(session, "w", "p3") == "p2"
    assert edits.next_up(session, "w", "p3", {"p2"}) == "p3"
    assert edits.next_up(session, "w", "gone", {"p2", "p3"}) == ""


def test_the_reveal_forgets_who_voted_and_undo_does_not_bring_it_back() -> None:
    desk = Desk(began(), ids=ids(), today=TODAY)  # type: ignore[arg-type]
    desk.commit(voted(desk.session, {"n0": 1}, {"n1": 1}))
    assert set(desk.session.dots["w"].voters) == {"p0", "p1"}
    desk.reveal(edits.reveal(desk.session, "w"))
    seen = desk.session
    desk.commit(add_note(seen, ASK, "late", Note(question="why", text="late")))
    assert desk.undo()
    assert desk.session.dots == seen.dots
    assert not desk.undo()  # that would be what the room has seen
    assert desk.session.dots == seen.dots
    assert edits.put(seen, "w", "p2", "n0", 1, ids()) == seen
    assert edits.drop(seen, "w") == seen


def test_ballots_of_two_windows_come_together() -> None:
    base = began()
    ours = edits.hand_in(edits.put(base, "w", "p0", "n0", 2, ids("a")), "w", "p0", ids("b"))
    theirs = edits.hand_in(edits.put(base, "w", "p1", "n1", 1, ids("c")), "w", "p1", ids("d"))
    merged, conflicts = three_way(base, ours, theirs)
    assert conflicts == ()
    assert len(merged.dots["w"].handed_in) == 2
    shown = edits.reveal(ours, "w")
    desk = Desk(shown, ids=ids(), today=TODAY)  # type: ignore[arg-type]
    assert desk.take(base, theirs)
    assert desk.session.dots["w"].voters == {}


def test_what_became_of_the_options_is_told() -> None:
    session = voted(began(), {"n0": 1, "n1": 1})
    session = edits.reveal(session, "w")
    session = change_note(session, ASK, "n0", Note(question="why", text="other words"))
    session = delete_note(session, ASK, "n1")
    session = add_note(session, ASK, "n9", Note(question="why", text="a late note"))
    now = of_question(session, ASK, "why").texts
    found = changes(session.dots["w"], now)
    assert (set(found.edited), set(found.gone)) == ({"n0"}, {"n1"})
    assert found.added == ("a late note",)
    shown = report(session)
    assert "note 0 – changed since the vote" in shown
    assert "note 1 – deleted since the vote" in shown
    assert "Added after the vote began: “a late note”." in shown


def test_the_last_vote_that_was_revealed_counts_and_the_earlier_is_kept() -> None:
    session = edits.reveal(voted(began(), {"n0": 2}), "w")
    session = voted(vote_on(session, "z", budget=1, most=1), {"n1": 1}, key="z")
    pools = (of_question(session, ASK, "why"), of_open(session))
    assert (running(session, pools), last_revealed(session, pools)) == ("z", "w")
    assert counting(session, About.NOTES, ASK, "why")["n0"].dots == 2
    session = edits.reveal(session, "z")
    assert (running(session, pools), last_revealed(session, pools)) == ("", "z")
    assert counting(session, About.NOTES, ASK, "why")["n0"].dots == 0
    assert results(session, "w")[0].option == "n0"
    assert "You voted 2 times on this; only the latest" in report(session)


def test_dots_counted_in_the_room_add_to_those_of_ballots() -> None:
    session = edits.choose_way(voted(began(), {"n0": 1}), "w", Way.COUNTED)
    session = edits.count(session, "w", "n0", 12)
    assert words.progress(session, "w") == "votes in: 1 of 3; counted: 1 of 4"
    assert words.excess(session, "w") == "More than 6 dots: check the counts."
    over = edits.count(session, "w", "n1", 3)
    assert words.excess(over, "w") == words.excess(session, "w")
    for each in over.dots["w"].options.keys() - over.dots["w"].counted:
        over = edits.count(over, "w", each, 0)
    assert words.excess(over, "w") == "15 of 6 dots: check the counts."
    shown = edits.reveal(session, "w")
    assert dots_of(shown)[0] == ("n0", 13, None, 1, False)
    assert edits.count(session, "w", "n0", None).dots["w"].counted == {}
    for wrong in (-1, edits.MOST_COUNTED + 1):
        with pytest.raises(ValueError, match="counted from 0"):
            edits.count(session, "w", "n0", wrong)
    hands = edits.count(began(budget=1, most=1), "w", "n1", 2)
    assert dots_of(edits.reveal(hands, "w"))[0] == ("n1", 2, 2, 1, False)


@pytest.mark.parametrize(
    ("budget", "most", "options"), [(0, 1, 3), (11, 1, 3), (3, 4, 3), (3, 0, 3), (3, 1, 1)]
)
def test_a_vote_that_makes_no_sense_does_not_begin(budget: int, most: int, options: int) -> None:
    with pytest.raises(ValueError, match=r"dots|options"):
        began(options=options, budget=budget, most=most)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"budget": 11}, ("w", "budget")),
        ({"most": 4}, ("w", "most")),
        ({"counted": {"n0": -1}}, ("w", "counted", "n0")),
        ({"counted": {"gone": 1}}, ("w", "counted", "gone")),
        ({"ballots": {"v": DotBallot(dots={"n0": 3})}}, ("w", "ballots", "v", "dots", "n0")),
        ({"ballots": {"v": DotBallot(dots={"n0": 2, "n1": 2})}}, ("w", "ballots", "v", "dots")),
    ],
)
def test_a_file_with_dots_that_cannot_be_is_told_where(
    change: dict[str, object], at: tuple[str, ...]
) -> None:
    session = began()
    vote = replace(session.dots["w"], **change)  # type: ignore[arg-type]
    assert [where for where, _ in slips(replace(session, dots={"w": vote}))] == [at]


def test_open_questions_and_a_whole_stage_can_be_voted_on() -> None:
    session = mark_open(began(), ASK, "why", is_open=True)
    assert list(of_open(session).texts) == [f"{ASK}/why"]
    assert list(of_stage(session, ASK).texts) == ["n0", "n1", "n2", "n3"]
