"""Over every sample: map, table and next step say the same of each item."""

from pathlib import Path

import pytest

from valueworkshop.core.scoring.gap_points import points, sign
from valueworkshop.core.scoring.importance_map import Band
from valueworkshop.core.scoring.next_step import Asks
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.diagonal_map import MapLetter
from valueworkshop.core.summary.gap_map import figure, map_letters, map_lines
from valueworkshop.core.summary.gap_summary import Gap, summarise
from valueworkshop.files.text import session_file

SAMPLES = sorted((Path(__file__).parents[3] / "sessions").glob("*.toml"))
SHORT = {Band.SHORT, Band.A_STEP, Band.FAR_SHORT}
OF_A_SHORTFALL = {Asks.ACT, Asks.CHECK_FIRST, Asks.ASK_MORE_OF_US, Asks.ASK_CUSTOMERS}


def of_sample(path: Path) -> Session:
    return session_file.loads(path.read_bytes(), path.name).session


def on_map(session: Session, segment: str = "") -> list[tuple[Gap, MapLetter]]:
    summary = summarise(session, segment)
    drawn = [gap for gap in summary.gaps if gap.score.signed is not None]
    return list(zip(drawn, map_letters(session, summary), strict=True))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_map_sign_and_next_step_never_contradict_each_other(path: Path) -> None:
    session = of_sample(path)
    for segment in ("", *session.segments):
        for gap, letter in on_map(session, segment):
            zone, mark = letter.position.band, sign(gap.score.signed)
            assert letter.label == gap.title
            assert letter.said.startswith(f"{mark:<2} {points(gap.score.signed):>3}  ")
            assert letter.said.endswith(gap.then)
            if zone is Band.OVER:
                assert mark in {"▲", "="}
                assert gap.asks not in OF_A_SHORTFALL
            if zone in SHORT:
                assert mark in {"▼▼", "▼", "="}
                assert gap.asks is not Asks.DELIGHT_OR_WASTE
            if zone is Band.FAR_SHORT:
                assert mark == "▼▼"
            if zone is Band.SHORT:
                assert mark != "▼▼"
            if mark == "▲":
                assert zone in {Band.OVER, Band.LEVEL}
            if gap.asks in OF_A_SHORTFALL:
                assert zone in SHORT
            if gap.asks is Asks.DELIGHT_OR_WASTE:
                assert zone is Band.OVER


def test_the_samples_reach_every_zone() -> None:
    zones = {letter.position.band for path in SAMPLES for _, letter in on_map(of_sample(path))}
    assert zones == set(Band)


def test_the_map_lists_each_gap_with_its_zone_and_its_next_step() -> None:
    session = of_sample(next(path for path in SAMPLES if path.stem == "restaurant"))
    summary = summarise(session)
    lines = map_lines(session, summary, 100)
    assert any("on the line: a step short" in line for line in lines)
    assert sum(gap.title[:20] in line for line in lines for gap in summary.gaps) == len(
        summary.gaps
    )
    found = figure(session, summary)
    assert found is not None
    assert found.diagonals
    assert [spot.label for spot in found.spots] == [gap.title for gap in summary.gaps]
