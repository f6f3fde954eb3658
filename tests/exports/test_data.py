import json
import re
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest

from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.votes.edits import reveal, take_ballot
from valueworkshop.core.stages.votes.model import Ballot, Plan, asks
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.exports import workshop_json
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text.session_file import read

SAMPLES = ("phone-shop", "prestige-car-maker", "restaurant")
COUNTED = ("needed", "today", "weights")  # facets, told under `facets`


@pytest.fixture(params=SAMPLES)
def session(request: pytest.FixtureRequest) -> Session:
    return read(Path(__file__).parents[2] / "sessions" / f"{request.param}.toml").session


def told(session: Session) -> dict[str, Any]:
    """Return the values as another program reads them."""
    found: dict[str, Any] = json.loads(workshop_json.as_json(workshop_json.of_workshop(session)))
    return found


def test_every_number_of_an_item_is_told_unrounded(session: Session) -> None:
    items = told(session)["stages"]["checklist"]["items"]
    found = scores(session, "checklist")
    assert list(items) == list(found)
    for key, score in found.items():
        for name in (field.name for field in fields(ItemScore)):
            if name not in COUNTED:
                assert items[key][name] == getattr(score, name), (key, name)


def test_every_number_of_a_facet_is_told(session: Session) -> None:
    items = told(session)["stages"]["checklist"]["items"]
    for key, score in scores(session, "checklist").items():
        facets = items[key]["facets"]
        for name, facet in (("needed", score.needed), ("today", score.today)):
            assert facets[name]["counts"] == list(facet.counts)
            for number in ("n", "dont_know", "skipped", "mean", "median", "agreement", "distance"):
                assert facets[name][number] == getattr(facet, number)
            assert facets[name]["level"] == (facet.level.value if facet.level else None)
            assert facets[name]["luck"] is facet.luck
        assert ("weight" in facets) is (score.weights is not None)


def test_the_index_and_all_beside_it_are_told(session: Session) -> None:
    index = summarise(session).index
    found = told(session)["index"]
    for name in ("value", "steps", "low", "high", "floor", "coverage", "evidenced", "people"):
        assert found[name] == getattr(index, name)
    assert found["evidence"] == (asdict(index.evidence) if index.evidence else None)
    assert found["provisional"] == list(index.provisional)
    stage = told(session)["stages"]["checklist"]
    assert (stage["gap"], stage["floor"]) == (index.stages[0].gap, index.stages[0].floor)


def test_what_items_ask_for_their_ranks_and_evidence_are_told(session: Session) -> None:
    items = told(session)["stages"]["checklist"]["items"]
    for gap in summarise(session).gaps:
        item = items[gap.key.partition("/")[2]]
        assert item["asks"] == (gap.asks.value if gap.asks else None)
        assert item["rank"] == (asdict(gap.rank) if gap.rank else None)
        assert item["evidence"]["grade"] == gap.evidence.grade.value


def test_knowledge_questions_and_actions_are_told(session: Session) -> None:
    found = told(session)
    counted = found["knowledge"]["guiding"]
    assert {key: counted[key] for key in counted if key != "title"} == asdict(
        knowledge(session, "guiding")
    )
    assert len(found["open"]) == counted["open"] > 0
    assert len(found["actions"]) == 3
    for action in found["actions"]:
        assert action["owner"]
        assert all(closed["text"] != closed["key"] for closed in action["closes"])


def test_participants_are_counted_and_never_named(session: Session) -> None:
    bare = replace(session, answers={}, facilitator="")
    text = workshop_json.as_json(workshop_json.of_workshop(bare))
    assert told(session)["session"]["people"] == len(session.people)
    for key, person in session.people.items():
        assert f'"{person.name}"' not in text
        assert f'"{key}"' not in text
        assert not person.voter or person.voter not in workshop_json.as_json(
            workshop_json.of_workshop(session)
        )


def test_a_stage_without_a_gap_tells_its_facets() -> None:
    kit = load_kit("essentials")
    stage = kit.stages["checklist"]
    assert isinstance(stage.asks, Plan)
    facets = {"best": stage.asks.facets["needed"], "today": stage.asks.facets["today"]}
    compared = replace(stage, asks=replace(stage.asks, facets=facets))
    session = Session(id="x", title="X", kit=replace(kit, stages={"f": compared}))
    item = next(iter(asks(session, "f").items))
    session = take_ballot(session, "f", "1", "v", Ballot(answers={"best": {item: 4}}))
    assert told(session)["stages"]["f"]["items"][item]["votes_in"] == 1
    found = told(reveal(session, "f", "1", item))["stages"]["f"]
    assert (found["in_index"], found["gap"]) == (False, None)
    assert found["items"][item]["gap"] is None
    assert found["items"][item]["facets"]["best"]["counts"] == [0, 0, 0, 1, 0]


def test_nothing_is_null_and_never_zero() -> None:
    found = told(Session(id="x", title="X", kit=load_kit("essentials")))
    assert found["index"]["value"] is None
    assert found["index"]["evidence"] is None
    assert found["session"]["stage"] is None
    assert found["actions"] == found["open"] == []
    assert (
        workshop_json.in_a_list(Session(id="x", title="X", kit=load_kit("essentials")))["stage"]
        is None
    )


def test_a_list_tells_where_a_team_stands(session: Session) -> None:
    moved = replace(session, place=Place(stage="checklist"))
    stage = {"id": "checklist", "title": "Value-creation checklist", "number": 3, "of": 7}
    assert workshop_json.in_a_list(moved)["stage"] == stage
    assert workshop_json.in_a_list(moved)["index"] == summarise(session).index.value


def test_json_is_strict_safe_and_the_same_text() -> None:
    text = "é 漢 \x1b \x9b \u202e \u2028 \ud800"
    written = workshop_json.as_json({"a": text})
    assert json.loads(written) == {"schema": 1, "a": text}
    assert "é 漢" in written
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", written)
    with pytest.raises(ValueError, match="not JSON compliant"):
        workshop_json.as_json({"a": float("nan")})


def test_every_key_is_explained(session: Session) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for each in value for key in keys(each)}
        if not isinstance(value, dict):
            return set()
        return set(value) | {key for each in value.values() for key in keys(each)}

    ids = {key for stage in session.kit.stages for key in (stage, *asks(session, stage).items)}
    ids |= {"needed", "today", "weight", *told(session)["session"]["groups"]}
    explained = set(re.findall(r"\w+", workshop_json.__doc__ or ""))
    assert keys(told(session)) - ids - explained == set()
