"""`find` and `actions`: over all workshops of a folder."""

import csv
import io
import json
from pathlib import Path

from commands import CONTROL, SAMPLES, run, sample, saved
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.notes import model as questions


def test_find_tells_each_text_in_its_place() -> None:
    result = run(SAMPLES, "find", "my", "MOTHER")
    assert result.exit_code == 0
    assert result.stdout.startswith("Lunch and dinner on the square · ")
    assert "I would not take my mother to the cheap one." in result.stdout
    (hit,) = json.loads(run(SAMPLES, "find", "mother", "--json").stdout)["hits"]
    assert (hit["stage"], hit["at"]) == ("guiding", "price-or-quality")


def test_nothing_found_is_4_and_says_so() -> None:
    result = run(SAMPLES, "find", "zzqq")
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", "zzqq: nothing found\n")
    told = run(SAMPLES, "find", "zzqq", "--json")
    assert (told.exit_code, json.loads(told.stdout)["hits"]) == (4, [])


def test_what_steers_a_terminal_is_not_passed_on(tmp_path: Path) -> None:
    note = questions.Note(question="rivals", text="evil \x1b]0;x\x07 [red]")
    saved(tmp_path, questions.add_note(sample("restaurant"), "guiding", "x", note))
    assert not CONTROL.search(run(tmp_path, "find", "evil").stdout)


def test_actions_of_all_workshops_by_day() -> None:
    result = run(SAMPLES, "actions", "--workshop", "restaurant")
    assert result.exit_code == 0
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith("! 2026-10-16  Say at the door") or first[2:12] == "2026-10-16"
    assert second.strip().startswith("Waiter · ")
    assert "3 actions" in result.stderr
    assert run(SAMPLES, "actions", "--owner", "nobody at all").stdout == ""


def test_actions_as_json_and_as_a_table_without_formulas(tmp_path: Path) -> None:
    session = sample("restaurant")
    evil = actions.Action(title="=1+1", owner="@all", status=actions.Status.DONE)
    saved(tmp_path, actions.add_action(session, "act", "evil", evil))
    told = json.loads(run(tmp_path, "actions", "--json").stdout)["actions"]
    assert [row["due"] for row in told] == ["2026-10-16", "2026-10-23", "2026-10-30"]
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "actions", "--all", "--csv").stdout)))
    assert (rows[-1]["title"], rows[-1]["owner"], rows[-1]["status"]) == ("'=1+1", "'@all", "done")
    assert run(tmp_path, "actions", "--csv", "--json").exit_code == 2
