"""Value disciplines: what counts, what is said, and that nothing unrevealed shows."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from valueworkshop.core.projector.project import project
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.show.blocks import Bullets, Chart, Paragraph, Voting
from valueworkshop.core.show.card_figures import StackedBars
from valueworkshop.core.show.place import Grading
from valueworkshop.core.show.projected_blocks import Drawn
from valueworkshop.core.stages.allocation import KIND, show
from valueworkshop.core.stages.allocation.model import (
    UNKNOWN,
    Answers,
    Spread,
    align,
    answers,
    spread_points,
)
from valueworkshop.core.stages.allocation.picture import bars, tracks
from valueworkshop.core.stages.allocation.score import allocation, focus, progress, slips, values
from valueworkshop.core.stages.allocation.words import in_words, spread_in_words
from valueworkshop.core.stages.votes.edits import reveal
from valueworkshop.core.stages.votes.model import ROOM

KIT = Kit(id="k", title="K", stages={"focus": Stage(kind="allocation", title="Disciplines")})
EVEN = {"excellence": 25, "intimacy": 25, "innovation": 25, "social": 25}
INTIMATE = {"excellence": 20, "intimacy": 60, "innovation": 20}


def session(*given: tuple[str, Spread, dict[str, int]], shown: bool = True) -> Session:
    made = Session(id="s", title="S", kit=KIT)
    for voter, spread, points in given:
        made = spread_points(made, "focus", voter, spread, points)
        if shown:
            made = reveal(made, "focus", "1", spread.value)
    return made


def test_the_distance_from_today_to_the_choice() -> None:
    found = focus(session(("v", Spread.TODAY, EVEN), ("v", Spread.CHOSEN, INTIMATE)), "focus")
    assert found.to_move == pytest.approx(35)
    assert found.unseen is None
    assert found.leads == ("intimacy",)


def test_shares_that_do_not_add_up_as_they_are_said_are_marked() -> None:
    thirds = {"excellence": 1, "intimacy": 1, "innovation": 1}
    drawn = bars(session(("v", Spread.TODAY, thirds)), "focus", 76)
    assert sum("  33 " in line for line in drawn) == 3
    assert drawn[-1] == "(rounded)"
    assert "(rounded)" not in bars(session(("v", Spread.TODAY, EVEN)), "focus", 76)


def test_nothing_unrevealed_is_told_anywhere() -> None:
    hidden = session(("v", Spread.TODAY, EVEN), ("v", Spread.CHOSEN, INTIMATE), shown=False)
    assert KIND.told(hidden, "focus") == []
    assert bars(hidden, "focus", 76) == in_words(hidden, "focus") == []
    assert values(hidden, "focus")["spreads"] == {}
    assert progress(hidden, "focus").done == 0


def test_the_rooms_one_spread_gives_way_to_peoples() -> None:
    alone = session((ROOM, Spread.TODAY, EVEN))
    assert spread_in_words(allocation(alone, "focus", Spread.TODAY), room=True).startswith(
        "The room's one spread: the top two get 50 of 100"
    )
    both = spread_points(alone, "focus", "v", Spread.TODAY, INTIMATE)
    assert allocation(both, "focus", Spread.TODAY).shares["intimacy"] == 0.6


def test_layers_are_asked_of_what_leads_and_the_weakest_is_named() -> None:
    made = session(("v", Spread.CHOSEN, INTIMATE))
    for layer, rating in (("strategy", 4), ("people", 2), ("processes", 2)):
        made = align(made, "focus", "intimacy", layer, rating)  # type: ignore[arg-type]
    made = align(made, "focus", "intimacy", "technology", UNKNOWN)
    made = align(made, "focus", "excellence", "strategy", 1)
    assert in_words(made, "focus")[-1] == (
        "Weakest layers: People (Customer intimacy), Processes (Customer intimacy); "
        "the room's rating: 2 of 5."
    )
    lines = tracks(made, "focus", 76)
    assert lines[0] == "Customer intimacy"
    assert lines[1].startswith("  1 ···●· 5")
    assert "don't know" in lines[4]
    assert "not rated" in lines[5]
    taken_back = align(made, "focus", "excellence", "strategy", None)
    assert set(answers(taken_back, "focus").alignment) == {"intimacy"}


def test_a_choice_without_a_lead_says_so() -> None:
    said = in_words(session(("v", Spread.CHOSEN, EVEN)), "focus")
    assert "nothing leads" in said[0]


def test_who_abstained_and_who_was_rescaled_is_said() -> None:
    made = session(
        ("v", Spread.TODAY, EVEN), ("w", Spread.TODAY, {"social": 50}), ("x", Spread.TODAY, {})
    )
    said = spread_in_words(allocation(made, "focus", Spread.TODAY), room=False)
    assert said.startswith("2 people: ")
    assert "1 did not add up to 100, so we scaled them; 1 abstained." in said


def test_the_report_names_nobody_and_credits() -> None:
    made = session(("ada", Spread.TODAY, EVEN), ("ada", Spread.CHOSEN, INTIMATE))
    blocks = KIND.told(made, "focus")
    assert any(isinstance(block, Chart) for block in blocks)
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "Treacy" in texts[0]
    assert "1 of 3 spreads not revealed yet." in texts
    assert "ada" not in str(blocks)
    assert any(isinstance(block, Bullets) for block in blocks)


def test_a_spread_is_seen_once_it_was_revealed() -> None:
    given = (("v", Spread.TODAY, EVEN), ("v", Spread.CHOSEN, INTIMATE))
    named, voting = KIND.told_at(session(*given, shown=False), "focus", "chosen")
    assert isinstance(named, Bullets)
    assert named.items[0] == "Operational excellence"
    assert isinstance(voting, Voting)
    shares, who, *said, known = KIND.told_at(session(*given), "focus", "chosen")
    assert isinstance(shares, Chart)
    assert isinstance(shares.cells, StackedBars)
    assert shares.cells.leads == 1
    assert shares.cells.stacks[1].shares == (600, 200, 200, 0)
    assert shares.words[1] == "Customer intimacy: 60 of 100."
    assert list(shares.drawn(76)) == bars(session(*given), "focus", 76)
    assert isinstance(who, Paragraph)
    assert who.text.startswith("One person's view: ")
    assert said == [Paragraph(text) for text in in_words(session(*given), "focus")]
    assert known == Paragraph("Evidence: assumed.", aside=True)


def test_the_wall_shows_the_revealed_spreads_as_bars_to_compare() -> None:
    given = (("v", Spread.TODAY, EVEN), ("v", Spread.CHOSEN, INTIMATE))
    made = replace(session(*given), place=Place(stage="focus", at="chosen"))
    (drawn,) = (part for part in project(made).shown.parts if isinstance(part, Drawn))
    assert isinstance(drawn.figure, StackedBars)
    assert drawn.figure.parts[0] == "Customer intimacy"  # what we choose is at the left
    assert [stack.numbers for stack in drawn.figure.stacks] == [
        ("25", "25", "25", "25"),
        ("60", "20", "20", "0"),
    ]
    assert [stack.beside for stack in drawn.figure.stacks] == ["4.0", "2.3"]


def test_the_layers_are_asked_for_once_something_leads() -> None:
    nothing = session()
    assert "once the choice is revealed" in KIND.place(nothing, "focus", "alignment").hint
    assert "Nothing has been revealed yet" in str(show.whole(KIND.here(nothing, "focus")))
    made = align(session(("v", Spread.CHOSEN, INTIMATE)), "focus", "intimacy", "people", 2)
    assert KIND.place(made, "focus", "alignment").hint == ""
    layers = KIND.told_at(made, "focus", "alignment")[0]
    assert isinstance(layers, Chart)
    assert layers.words[1] == "People, for Customer intimacy: 2 of 5."
    assert list(layers.drawn(76)) == tracks(made, "focus", 76)


def test_how_a_spread_is_known_is_asked_once_it_was_revealed() -> None:
    given = ("v", Spread.TODAY, EVEN)
    assert KIND.place(session(given, shown=False), "focus", "today").acts == ()
    (grading,) = KIND.place(session(given), "focus", "today").acts
    assert isinstance(grading, Grading)
    heard = Evidence(grade=Grade.HEARD, source="ten dealers", when="May")
    done = grading.do(session(given), heard)
    assert answers(done.session, "focus").evidence == {"today": heard}


def test_wide_characters_keep_within_the_width() -> None:
    made = session(("v", Spread.TODAY, EVEN), ("v", Spread.CHOSEN, INTIMATE))
    for width in (60, 76, 110):
        assert all(cell_len(line) <= width for line in bars(made, "focus", width))


def test_points_for_nothing_that_is_asked_are_refused_or_found() -> None:
    empty = Session(id="s", title="S", kit=KIT)
    for wrong in ({"price": 10}, {"social": -1}):
        with pytest.raises(ValueError, match="disciplines of the stage"):
            spread_points(empty, "focus", "v", Spread.TODAY, wrong)
    made = align(session(("v", Spread.TODAY, EVEN)), "focus", "price", "people", 3)
    made = align(made, "focus", "social", "weather", 3)
    ballots = {"v": {"today": {"price": -4}, "later": {"social": -1}}}
    found = slips(made.with_answers("focus", Answers(ballots=ballots)), "focus")
    assert {keys for keys, _ in found} == {
        ("ballots", "v", "today", "price"),
        ("ballots", "v", "later"),
        ("ballots", "v", "later", "social"),
    }
    assert {keys for keys, _ in slips(made, "focus")} == {
        ("alignment", "price"),
        ("alignment", "social", "weather"),
    }
