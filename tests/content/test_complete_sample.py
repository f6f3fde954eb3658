"""The sample that went through every stage of the kit `complete`."""

from pathlib import Path

import pytest

from full_report import report
from picked_weights import rating_kit
from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.statements.score import statements
from valueworkshop.core.stages.votes.model import answers, asks, voted
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text.session_file import dumps, read

FILE = Path(__file__).parents[2] / "sessions" / "office-coffee.toml"


@pytest.fixture(scope="module")
def sample() -> Session:
    return read(FILE).session


def test_the_file_is_what_the_program_saves() -> None:
    document = read(FILE)
    assert not document.warnings
    assert dumps(document.session) == FILE.read_bytes()


def test_it_was_asked_all_that_the_complete_kit_asks(sample: Session) -> None:
    assert sample.kit == rating_kit(load_kit("complete"))
    assert sample.organisation.startswith("Sample: ")


def test_every_stage_was_passed_and_has_its_part_in_the_report(sample: Session) -> None:
    text = report(sample)
    for key, stage in sample.kit.stages.items():
        progress = KINDS[stage.kind].progress(sample, key)
        assert progress.done == progress.total, key
        if stage.kind not in {"frame", "pause", "summary", "actions"}:
            assert stage.title in text, key
    assert summarise(sample).unseen == 0


def test_several_people_groups_segments_and_competitors(sample: Session) -> None:
    assert len(sample.people) == 10
    assert sorted(groups_of(sample.people).values()) == [3, 3, 4]
    assert (len(sample.segments), len(sample.competitors)) == (2, 3)


def test_every_vote_is_on_what_is_asked_and_no_ballot_names_a_person(sample: Session) -> None:
    assert {person.voter for person in sample.people.values()} == {""}  # the stages are over
    for stage in voted(sample):
        plan = asks(sample, stage)
        for vote in answers(sample, stage).rounds.values():
            assert len(vote.ballots) == len(sample.people), stage
            assert vote.ballots.keys().isdisjoint(sample.people), stage
            for ballot in vote.ballots.values():
                assert set(ballot.answers) <= set(plan.facets)
                assert all(set(by_item) <= set(plan.items) for by_item in ballot.answers.values())


def test_three_groups_stand_side_by_side(sample: Session) -> None:
    for score in statements(sample, "perception").values():
        assert len(score.groups) == 3
        assert score.distance is not None
