"""What became of last time, answered in lines."""

from pathlib import Path

from typed_lines import TODAY, counted_ids, saved, talked
from valueworkshop.core.compare.next_workshop import next_after
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.agreed.promises import Decision, Outcome, answers
from valueworkshop.files.home.named_sessions import save_new
from valueworkshop.files.text import session_file

SAMPLES = Path(__file__).parents[2] / "sessions"


def followed(folder: Path) -> Path:
    """Save the workshop that follows the first of the chain."""
    winter = session_file.read(SAMPLES / "bakery-1-winter.toml").session
    return save_new(next_after(winter, counted_ids("s"), TODAY), folder)


def test_each_action_and_each_assumption_is_answered_by_a_line(folder: Path) -> None:
    path = followed(folder)
    of_actions = ["1", "2", "3", "", "3", "too dear", "", "carry"]
    of_assumptions = ["confirmed", "They said so", "measured", "7 of 9", "June", "3"]
    said = talked(path, [*of_actions, *of_assumptions, "/quit"])
    assert "Not dropped: it needs a reason." in said
    assert "Of 5 actions, 1 done, 3 late, 1 dropped." in said
    given = answers(saved(path), "review")
    decisions = [Decision.DONE, Decision.KEEP, Decision.DROP, None, Decision.CARRY]
    assert [promise.decision for _, promise in given.promises] == decisions
    assert [action.due is None for _, action in agreed(saved(path), "act").in_order] == [
        False,
        True,
    ]
    (_, first), (_, second) = given.assumed[:2]
    assert (first.outcome, second.outcome) == (Outcome.CONFIRMED, Outcome.KEPT)
    assert first.learnt == "They said so"
    assert first.evidence == Evidence(grade=Grade.MEASURED, source="7 of 9", when="June")


def test_what_was_learnt_is_kept_though_the_rest_is_never_answered(folder: Path) -> None:
    path = followed(folder)
    talked(path, ["", "", "", "", "", "2", "They said no", "/quit"])
    ((_, first), *_) = answers(saved(path), "review").assumed
    assert (first.outcome, first.learnt) == (Outcome.REFUTED, "They said no")
