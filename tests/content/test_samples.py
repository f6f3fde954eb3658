import calendar
import datetime as dt
import re
from importlib.resources import files
from pathlib import Path

import pytest

from picked_weights import rating_kit
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import STEP
from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.people import FRONT_LINE, LEADERS, groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.actions.score import lacking
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.notes.quotes import quotes, untied
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.home.new_sessions import DEMO
from valueworkshop.files.text.session_file import dumps, read

ROOT = Path(__file__).parents[2]
SAMPLES = ("phone-shop", "prestige-car-maker", "restaurant")

_BY = re.compile(r"By (\d{1,2} [A-Z][a-z]+), .")
_MONTH = re.compile(rf"\b({'|'.join(calendar.month_name[1:])}) (20\d\d)\b")


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Session:
    return loaded(request.param)


def loaded(name: str) -> Session:
    return read(file_of(name)).session


def file_of(name: str) -> Path:
    return ROOT / "sessions" / f"{name}.toml"


def held(session: Session) -> dt.date:
    assert session.date is not None
    return session.date


def notes(session: Session) -> list[questions.Note]:
    return list(questions.answers(session, "guiding").notes.values())


def agreed(session: Session) -> list[actions.Action]:
    return [action for _, action in actions.answers(session, "act").in_order]


def candidates(session: Session) -> set[str]:
    """Return the keys of what can be worked on: the rated items, and the questions left open."""
    rated = {f"checklist/{item}" for item in ratings.asks(session, "checklist").items}
    return rated | {f"guiding/{key}" for key in questions.answers(session, "guiding").open}


def rounds(session: Session) -> list[ratings.Round]:
    return list(ratings.answers(session, "checklist").rounds.values())


def given_answers(session: Session) -> list[ratings.Answer]:
    return [
        answer
        for vote in rounds(session)
        for ballot in vote.ballots.values()
        for by_item in ballot.answers.values()
        for answer in by_item.values()
    ]


def split(session: Session) -> list[str]:
    return [
        item
        for item, score in scores(session, "checklist").items()
        if Level.SPLIT in (score.needed.level, score.today.level)
    ]


def group_mean(session: Session, item: str, group: str) -> float:
    given = [
        ballot.get(ratings.TODAY, item)
        for vote in rounds(session)
        for ballot in vote.ballots.values()
        if ballot.group == group
    ]
    rated = [answer for answer in given if isinstance(answer, int)]
    assert len(rated) >= 3
    return sum(rated) / len(rated)


def test_the_samples_are_the_three_that_are_tested() -> None:
    # There may be others: workshops that somebody began from this clone.
    assert {path.stem for path in (ROOT / "sessions").glob("*.toml")} >= set(SAMPLES)


def test_the_example_that_ships_is_one_of_the_samples() -> None:
    shipped = files("valueworkshop") / "examples" / f"{DEMO}.toml"
    assert shipped.read_bytes() == (ROOT / "sessions" / f"{DEMO}.toml").read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_what_the_program_saves(name: str) -> None:
    document = read(file_of(name))
    assert not document.warnings
    assert dumps(document.session) == file_of(name).read_bytes()


def test_it_was_asked_what_the_essentials_kit_asks(sample: Session) -> None:
    """It began before the kit had people pick: its own copy still has the weight rated."""
    assert sample.kit == rating_kit(load_kit("essentials"))


def test_nobody_takes_it_for_a_real_company(sample: Session) -> None:
    assert sample.organisation.startswith("Sample: ")


def test_the_frame_is_filled_in(sample: Session) -> None:
    assert sample.title
    assert sample.facilitator
    assert sample.offer
    assert len(sample.segments) >= 3
    assert len(sample.competitors) >= 3
    assert held(sample).year == 2026


def test_two_groups_may_be_shown_apart(sample: Session) -> None:
    assert len(sample.people) >= 5
    groups = groups_of(sample.people)
    assert set(groups) == {LEADERS, FRONT_LINE}
    assert min(groups.values()) >= 3


def test_everybody_has_a_function_that_the_kit_names(sample: Session) -> None:
    functions = actions.asks(sample, "act").functions
    assert all(person.function in functions for person in sample.people.values())
    assert len({person.function for person in sample.people.values()}) >= 4


def test_every_question_has_notes_or_is_open(sample: Session) -> None:
    assert 15 <= len(notes(sample)) <= 25
    counted = knowledge(sample, "guiding")
    assert counted.unanswered == 0
    assert counted.open == 2


def test_notes_differ_in_how_they_are_known(sample: Session) -> None:
    grades = [note.evidence.grade for note in notes(sample)]
    assert all(grades.count(grade) >= 3 for grade in Grade)
    assert all(note.evidence.complete for note in notes(sample))


def test_what_was_measured_has_a_figure(sample: Session) -> None:
    known = [note.evidence for note in notes(sample)]
    known += ratings.answers(sample, "checklist").evidence.values()
    for evidence in known:
        if evidence.grade is Grade.MEASURED:
            assert re.search(r"\d", evidence.source), evidence


def test_notes_use_every_particular(sample: Session) -> None:
    assert any("\n" in note.text for note in notes(sample))
    assert any(note.said_by for note in notes(sample))
    assert any(note.competitor == questions.DO_NOTHING for note in notes(sample))
    assert {note.segment for note in notes(sample)} - {""} <= set(sample.segments)
    assert len({note.segment for note in notes(sample)} - {""}) >= 2


def test_notes_name_competitors_only_where_that_is_asked(sample: Session) -> None:
    asked = questions.asks(sample, "guiding").questions
    for note in notes(sample):
        if note.competitor:
            assert asked[note.question].competitors, note.text
            assert note.competitor in {*sample.competitors, questions.DO_NOTHING}


def test_said_by_is_someone_who_took_part(sample: Session) -> None:
    roles = {person.name for person in sample.people.values()}
    assert {note.said_by for note in notes(sample)} - {""} <= roles


def test_every_vote_was_revealed(sample: Session) -> None:
    assert set(scores(sample, "checklist")) == set(ratings.asks(sample, "checklist").items)


def next_steps(sample: Session) -> dict[str, Asks | None]:
    """Return the next step of each statement of the checklist."""
    return {
        gap.key.partition("/")[2]: gap.asks
        for gap in summarise(sample).gaps
        if gap.key.startswith("checklist/")
    }


def test_one_statement_is_split_and_needs_talk(sample: Session) -> None:
    assert len(split(sample)) == 1
    item = split(sample)[0]
    assert next_steps(sample)[item] is Asks.TALK_FIRST


def test_statements_ask_for_different_things(sample: Session) -> None:
    asked = set(next_steps(sample).values())
    assert {Asks.TALK_FIRST, Asks.ACT, Asks.DELIGHT_OR_WASTE, Asks.WATCH} <= asked


def test_it_is_split_between_leaders_and_front_line(sample: Session) -> None:
    means = [group_mean(sample, split(sample)[0], group) for group in (LEADERS, FRONT_LINE)]
    assert means[0] - means[1] >= 1.5


def test_where_votes_are_not_open_nobody_is_linked_to_a_ballot(sample: Session) -> None:
    voters = {person.voter for person in sample.people.values()}
    ballots = {voter for vote in rounds(sample) for voter in vote.ballots}
    assert len(ballots) == len(sample.people)
    assert voters == {""}
    assert (ballots == set(sample.people)) is sample.open_votes
    assert all(vote.open is sample.open_votes for vote in rounds(sample))


def test_gaps_of_every_size(sample: Session) -> None:
    signed = [score.signed for score in scores(sample, "checklist").values()]
    found = [number for number in signed if number is not None]
    assert len(found) == 6
    assert sum(number >= STEP for number in found) >= 2
    assert sum(number <= -STEP for number in found) == 1
    assert any(0 < number < STEP for number in found)


def test_the_needs_tell_the_statements_apart(sample: Session) -> None:
    needed = [score.needed.mean for score in scores(sample, "checklist").values()]
    means = [mean for mean in needed if mean is not None]
    assert max(means) - min(means) >= 1.5


def test_some_do_not_know_and_some_skip(sample: Session) -> None:
    given = given_answers(sample)
    assert given.count(ratings.Abstained.DONT_KNOW)
    assert given.count(ratings.Abstained.SKIPPED)


def test_evidence_of_the_statements_is_mixed_and_backed(sample: Session) -> None:
    known = ratings.answers(sample, "checklist").evidence
    assert {evidence.grade for evidence in known.values()} == {Grade.HEARD, Grade.MEASURED}
    assert len(known) < len(ratings.asks(sample, "checklist").items)
    assert all(evidence.complete for evidence in known.values())


def test_the_largest_gap_has_a_quote_from_a_customer(sample: Session) -> None:
    found = quotes(sample)
    largest = max(scores(sample, "checklist").items(), key=lambda each: each[1].priority or 0)[0]
    assert f"checklist/{largest}" in found
    for _, note in (pair for pairs in found.values() for pair in pairs):
        assert note.evidence.grade is Grade.HEARD
        assert note.evidence.complete
    assert list(untied(sample)) == []


def test_dots_lie_on_candidates_and_are_as_many_as_were_handed_out(sample: Session) -> None:
    given, plan = actions.answers(sample, "act"), actions.asks(sample, "act")
    assert set(given.dots) <= candidates(sample)
    assert sum(given.dots.values()) == plan.dots * len(sample.people)


def test_the_three_with_most_dots_were_chosen(sample: Session) -> None:
    given = actions.answers(sample, "act")
    by_dots = sorted(given.dots, key=lambda key: -given.dots[key])
    assert len(given.chosen) == 3
    assert set(given.chosen) == set(by_dots[:3])


def test_three_actions_close_what_was_chosen(sample: Session) -> None:
    closed = [key for action in agreed(sample) for key in action.closes]
    assert len(agreed(sample)) == 3
    assert all(action.closes for action in agreed(sample))
    assert set(actions.answers(sample, "act").chosen) <= set(closed) <= candidates(sample)


def test_actions_are_owned_dated_and_say_how_success_shows(sample: Session) -> None:
    plan = actions.asks(sample, "act")
    roles = {person.name for person in sample.people.values()}
    for action in agreed(sample):
        assert not lacking(action)
        assert action.owner in roles
        assert action.function in plan.functions
        assert action.serves in plan.outcomes
        assert action.success
        assert action.due is not None
        assert action.due > held(sample)
        assert len(action.title) <= 60
    assert len({action.owner for action in agreed(sample)}) == 3


def test_owners_act_for_their_own_function(sample: Session) -> None:
    functions = {person.name: person.function for person in sample.people.values()}
    assert all(functions[action.owner] == action.function for action in agreed(sample))


def test_first_steps_are_taken_within_two_weeks(sample: Session) -> None:
    for action in agreed(sample):
        found = _BY.match(action.first_step)
        assert found, action.first_step
        day = dt.datetime.strptime(f"{found[1]} 2026 +0000", "%d %B %Y %z").date()
        assert dt.timedelta() < day - held(sample) <= dt.timedelta(days=14)


def test_the_close_is_filled_in_and_the_next_look_comes_after_the_last_action(
    sample: Session,
) -> None:
    given = close.answers(sample, "close")
    assert given.surprises
    assert given.stop
    assert given.decisions
    assert given.rating is not None
    assert given.look_again is not None
    assert all(action.due and action.due <= given.look_again for action in agreed(sample))


def test_nothing_was_known_before_it_was_heard(sample: Session) -> None:
    known = [note.evidence for note in notes(sample)]
    known += ratings.answers(sample, "checklist").evidence.values()
    for evidence in known:
        for name, year in _MONTH.findall(evidence.when):
            month = dt.datetime.strptime(f"1 {name} {year} +0000", "%d %B %Y %z").date()
            assert month <= held(sample), evidence


def test_it_opens_at_the_end_with_every_stage_done(sample: Session) -> None:
    assert sample.place.stage == "close"
    for key, stage in sample.kit.stages.items():
        progress = KINDS[stage.kind].progress(sample, key)
        assert progress.done == progress.total, key


def test_no_two_samples_share_an_id_or_what_they_do_not_know() -> None:
    sessions = [loaded(name) for name in SAMPLES]
    assert len({session.id for session in sessions}) == 3
    assert len({questions.answers(session, "guiding").open for session in sessions}) == 3


def test_one_counts_hands_one_only_cards_and_two_weigh() -> None:
    sessions = [loaded(name) for name in SAMPLES]
    by_hand = [any(vote.hands for vote in rounds(session)) for session in sessions]
    assert sorted(by_hand) == [False, False, True]
    weighed = [ratings.WEIGHT in ratings.facets_asked(session, "checklist") for session in sessions]
    assert weighed.count(True) == 2


def test_the_phone_shop_teaches_that_the_gain_depends_on_where_one_starts() -> None:
    shop = loaded("phone-shop")
    texts = [note.text for note in notes(shop)]
    assert any("70 %" in text for text in texts)
    assert any("what we sold before" in text for text in texts)
    assert any("pay us" in text for text in texts)
