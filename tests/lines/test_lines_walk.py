"""Every kind of stage is answered in lines; a workshop is walked through by empty lines."""

import re
import shutil
from io import StringIO
from pathlib import Path

from fake_time import FakeTime
from full_report import report
from hostile_sessions import filled
from payloads import MARKUP, TERMINAL
from running import save_as
from typed_lines import is_plain, new_file, saved, talked
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.journey.model import Asks, Touchpoint
from valueworkshop.files.text.session_file import dumps, read
from valueworkshop.lines.walk import run

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ROOT = Path(__file__).parents[2]

ANSWERS = {
    "frame": ["Nordlicht", "", "", "Coffee", "Offices", "", "Kiosk", "", ""],
    "perception": ["y", "reveal", ""],
    "guiding": [r"It simply works,\\", "as the internet does", "/heard Ada; October", ""],
    "coffee": [""],
    "checklist": ["5", "2", "4", "r", "/measured 40 of 100; May", ""],
    "ladder": ["2", "/why the invoice says so", "", "d", "", "4", ""],
    "value": ["4", "3", "4", "2", "reveal", ""],
    "ledger": ["time: waiting", "benefit: calm", "/amount 1 1,200", "", "4", "3", "reveal", ""],
    "components": ["3", "4", "reveal", ""],
    "so-far": ["/nine", "/contradictions", "/seats", ""],
    "lunch": [""],
    "focus": ["70 30 0 0", "reveal", "", "50 50 0 0", "r", "", "80 20 0 0", "r", "", "3", "d", ""],
    "terms": ["4", "4", "3", "reveal", ""],
    "carriers": ["5", "3", "5", "reveal", ""],
    "journey": [
        "/items",
        "/feeds 1 hassle",
        "/carried 1 brand, culture",
        "",
        "4",
        "2",
        "5",
        "r",
        "",
    ],
    "voice": ["{survey}", "", "yes", "", ""],
    "drivers": ["Care", "", "4", "5", "reveal", ""],
    "break": [""],
    "summary": ["/act 1 Ring the first ten", ""],
    "effort": ["/take", "Paint it", "", "5", "2", "reveal", ""],
    "act": ["/dots 1 3", "1", "", "Call them", "1", "Ada", "", "soon", "+30", "", "", "", ""],
    "close": ["A lot", "", "Meetings", "", "Three things", "", "20.12.2026", "4", "", ""],
}
"""By stage: what a room in a hurry types. The room gives one answer: nobody is named."""


def test_a_room_answers_in_every_stage_and_all_of_it_is_kept(folder: Path, tmp_path: Path) -> None:
    path = new_file(folder, "complete")
    survey = tmp_path / "survey.csv"
    survey.write_text("Every contact creates value (today)\n" + "4\n2\n3\n5\n")
    stages = saved(path).kit.stages
    assert set(ANSWERS) == set(stages)
    # Only a workshop with an earlier one asks about last time: see
    # tests/core/stages/review/test_review.py.
    assert {plan.kind for plan in stages.values()} == set(KINDS) - {"review"}
    lines: list[str] = []
    for stage, typed in ANSWERS.items():
        lines += [f"/go {list(stages).index(stage) + 1}", "/help", *typed]
    text = talked(path, [line.replace("{survey}", str(survey)) for line in lines])
    session = saved(path)
    for stage, plan in stages.items():
        progress = KINDS[plan.kind].progress(session, stage)
        assert progress.done or not progress.total, (stage, text)
    assert is_plain(text, typed=200)
    assert "There is no command" not in text
    assert "Not kept" not in text
    assert "touchpoint> /feeds 1 hassle" in text  # visible, although it asked for a vote before
    told = report(session)
    for said in ("as the internet does", "Ring the first ten", "Call them", "is 1.0 step behind"):
        assert said.casefold() in told.casefold()


def test_a_whole_workshop_is_walked_through_by_empty_lines(folder: Path) -> None:
    path = Path(shutil.copy(ROOT / "sessions" / "office-coffee.toml", folder))
    before = saved(path)
    text = talked(path, ["/go 1", *[""] * 400])
    assert is_plain(text)
    assert "This is the end of the workshop" in text
    for number in range(1, len(before.kit.stages) + 1):
        assert f"\nStage {number} of {len(before.kit.stages)}: " in text
    assert saved(path) == before


def test_our_seat_is_read_out_beside_the_customers(folder: Path) -> None:
    path = Path(shutil.copy(ROOT / "sessions" / "office-coffee.toml", folder))
    at = list(saved(path).kit.stages).index("summary") + 1
    text = " ".join(talked(path, [f"/go {at}", "/seats"]).split())
    assert "/seats reads out our seat beside the customers'." in text
    assert "Our seat, What carries the value:" in text
    assert "I Carriers: They gain from other customers of ours: today 1.7." in text
    assert "The customers' seat, Their journey:" in text
    assert "J Journey: Finding us: expected 3.3, lived 3.1. Nobody asked: our own guess" in text


def test_a_kits_moments_are_offered_for_adapting_before_they_are_rated(folder: Path) -> None:
    way = {"find": Touchpoint(text="Finding us"), "buy": Touchpoint(text="Buying")}
    stages = {"way": Stage(kind="journey", title="Journey", asks=Asks(items=way))}
    path = save_as(Session(id="s", title="S", kit=Kit(id="k", title="K", stages=stages)), folder)
    text = " ".join(talked(path, ["/items", "/change 1 Hearing of us", "", "/go 1"]).split())
    said = "These 2 touchpoints are only suggested. /items lists them"
    assert text.count(said) == 1
    assert text.index(said) < text.index("Hearing of us")


def test_no_text_in_a_workshop_steers_the_terminal(folder: Path) -> None:
    strange = "".join("".join(text.split()) for text in (*MARKUP.values(), *TERMINAL.values()))
    path = folder / "hostile.toml"
    path.write_bytes(dumps(filled(f"\x1b]0;x\x07 {strange}\nline two\u202e")))
    target = StringIO()
    everywhere = ["/go 1", *["/who", "/show", "/help", ""] * 150, "/show all", "/nine"]
    source = StringIO("".join(f"{line}\n" for line in everywhere))
    assert run(path, read(path), source=source, target=target, clock=FakeTime()) == 0
    assert not CONTROL.search(target.getvalue())
    assert is_plain(target.getvalue(), typed=20)
