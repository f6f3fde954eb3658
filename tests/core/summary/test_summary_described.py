"""The summary describes itself as every stage does, though its numbers are made above them."""

from pathlib import Path

import pytest

from made_sessions import SUM, empty, rated
from valueworkshop.core import description
from valueworkshop.core.show.blocks import Chart, Number, Paragraph
from valueworkshop.core.show.figures import Bars
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.stage_places import places
from valueworkshop.core.summary.gap_summary import summarise
from valueworkshop.core.summary.gap_words import no_gaps
from valueworkshop.exports.workshop_report import blocks
from valueworkshop.files.text import session_file

SAMPLES = sorted((Path(__file__).parents[3] / "sessions").glob("*.toml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_all_that_a_summary_tells_stands_in_the_report(sample: Path) -> None:
    session = session_file.read(sample).session
    report = blocks(session)
    for stage in stages_with(session.kit, Trait.SUMS_UP):
        told = description.told(session, stage)
        assert told
        assert [block for block in told if block not in report] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_described_place_has_a_question_and_something_to_see(sample: Path) -> None:
    session = session_file.read(sample).session
    for place in places(session):
        assert description.place(session, place.stage, place.at).question
        assert isinstance(description.told_at(session, place.stage, place.at), list)


def test_the_index_and_a_bar_for_each_gap_are_there_to_see() -> None:
    session = rated((5, 1, 5), (5, 3, 5), (4, 1, 4))
    number, order, chart = description.told_at(session, SUM, "")
    assert order == Paragraph("Sorted by gap × weight.")  # or the numbers look out of order
    index = summarise(session).index.value
    assert index is not None
    assert isinstance(number, Number)
    assert number.text == f"{round(index)}"
    assert isinstance(chart, Chart)
    assert isinstance(chart.figure, Bars)
    assert [bar.label for bar in chart.figure.bars] == ["Every contact helps"]


def test_without_an_index_it_is_said_why() -> None:
    first, chart = description.told_at(empty(), SUM, "")
    assert first == Paragraph("No ratings from the team yet.", strong=True)
    assert isinstance(chart, Chart)
    assert "Shortest way: " in no_gaps(empty(), summarise(empty()))
