"""import-survey: what it shows, asks and refuses, and that nothing changes before it is agreed."""

import datetime as dt
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import CONTROL, run, saved, start
from valueworkshop.cli import cli, import_survey
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import EVERYONE, Asks, answers
from valueworkshop.files.home.kits import load_kit
from valueworkshop.files.text.session_file import read

HOW, NOW = "How important is it?", "How is it today?"
CONTACT, TOGETHER = "Every contact creates value", "Customers create it with us"
SURVEY = "\n".join(
    [
        f"Timestamp,Email,{HOW} [{CONTACT}],{NOW} [{CONTACT}],{NOW} [{TOGETHER}],Region",
        "t,a@x.org,5,2,Agree,North",
        "t,b@x.org,4,1,Strongly agree,South",
        "t,c@x.org,4,-99,Disagree,North",
        "t,d@x.org,5,3,N/A,",
        *["t,e@x.org,5,3,,North"] * 20,
    ]
)


def kit_with_voice() -> Kit:
    kit = load_kit("essentials")
    voice = Stage(kind="voice", title="Customer voice", letter="M", asks=Asks())
    return Kit(id="heard", title="Heard", stages={**kit.stages, "voice": voice})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VALUEWORKSHOP_STATE", str(tmp_path / "state"))
    session = Session(
        id="heard001", title="Heard", kit=kit_with_voice(), segments={"n": Segment(name="North")}
    )
    saved(tmp_path / "s", session)
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    return tmp_path / "s"


def survey(folder: Path) -> str:
    return str(folder.parent / "survey.csv")


def test_a_dry_run_shows_all_and_changes_nothing(folder: Path) -> None:
    before = (folder / "one.toml").read_bytes()
    shown = run(folder, "import-survey", "one", survey(folder), "--dry-run")
    assert shown.exit_code == 0
    for part in (
        "survey.csv: UTF-8, comma between cells, 1 header row, 6 columns, probably from Google",
        f'C "{HOW} [{CONTACT}]"  →  {CONTACT}: needed, 1 to 5 (as its header says)',
        'F "Region"  →  the customers\' segment (it names segments of yours)',
        '1 personal data: B "Email"',
        "24 of 24 rows with 50 answers",
        "1 in all: -99 is not on the scale 1 to 5 (once)",
        f'row 4, column D "{NOW} [{CONTACT}]": -99 is not on the scale 1 to 5',
        "'South' (once): which segment?",
    ):
        assert part in shown.stdout
    assert "x.org" not in shown.stdout
    assert (folder / "one.toml").read_bytes() == before


def test_what_is_agreed_is_saved_as_counts(folder: Path) -> None:
    said = run(
        folder,
        *("import-survey", "one", survey(folder), "--yes", "--missing", "-99"),
        *("--segment", "South=North", "--column", "#5=drop"),
    )
    assert (said.exit_code, said.stdout.splitlines()[-1]) == (0, str(folder / "one.toml"))
    session = read(folder / "one.toml").session
    (_, found) = answers(session, "voice").in_order[0]
    assert (found.rows, found.respondents, found.refused) == (24, 24, 0)
    assert found.counts == {
        "n": {"checklist/touchpoint": {"5,2": 1, "4,1": 1, "4,": 1, "5,3": 20}},
        EVERYONE: {"checklist/touchpoint": {"5,3": 1}},
    }
    backups = list((folder.parent / "state").rglob("*.toml*"))
    assert backups, "what the file held before is kept"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((), "nothing was changed; to take what is shown above, add --yes"),
        (("--yes",), "what is 'South'? Say it with --segment WORD=NAME, or --new-segments"),
        (("--yes", "--column", "Region=drop", "--label", "agree=x"), "x is not a whole number"),
        (
            ("--yes", "--date", "March"),
            "'March' is not a date; type 2026-03-14, 14 March, or 2026-03",
        ),
        (("--yes", "--evidence", "sure"), "'sure' is neither heard nor measured"),
        (("--yes", "--scale", "9-1"), "9 to 1 is not a scale"),
        (("--yes", "--encoding", "klingon"), "no encoding is called klingon"),
        (("--yes", "--header-rows", "9", "--new-segments"), "on which scale are its answers"),
        (("--stage", "guiding"), "use voice"),
    ],
)
def test_what_is_not_clear_is_refused_in_one_line(
    folder: Path, given: tuple[str, ...], why: str
) -> None:
    before = (folder / "one.toml").read_bytes()
    refused = run(folder, "import-survey", "one", survey(folder), *given)
    assert refused.exit_code in (1, 2)
    assert why in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
    assert (folder / "one.toml").read_bytes() == before


@pytest.mark.parametrize("stops", ["South=North", "unclear"])
def test_what_comes_through_a_pipe_is_left_unread(folder: Path, stops: str) -> None:
    """Nobody is asked there, whether all is clear or not: the answers are somebody else's."""
    before = (folder / "one.toml").read_bytes()
    unread, typed = os.pipe()
    os.write(typed, b"y\ny\n")
    os.close(typed)
    with os.fdopen(unread, "rb") as others:
        told = () if stops == "unclear" else ("--segment", stops)
        given = ("--sessions", str(folder), "import-survey", "one", survey(folder), *told)
        refused = start(*given, stdin=others.fileno())
        assert others.read() == b"y\ny\n"
    assert refused.returncode == 1
    assert b"nothing was changed; to take what is shown above, add --yes" in refused.stderr
    assert (folder / "one.toml").read_bytes() == before


def test_the_survey_gets_its_date_and_evidence_by_options(folder: Path) -> None:
    said = ("--yes", "--new-segments", "--date", "2026-03", "--evidence", "measured")
    taken = run(folder, "import-survey", "one", survey(folder), *said)
    assert "of 1 March 2026, as you say" in taken.stdout
    (_, found) = answers(read(folder / "one.toml").session, "voice").in_order[0]
    assert (found.answered, found.evidence) == (dt.date(2026, 3, 1), Grade.MEASURED)


def test_new_segments_are_made_when_told(folder: Path) -> None:
    run(folder, "import-survey", "one", survey(folder), "--yes", "--new-segments")
    session = read(folder / "one.toml").session
    assert [segment.name for segment in session.segments.values()] == ["North", "South"]


def test_the_same_file_again_counts_once(folder: Path) -> None:
    for _ in range(2):
        done = run(folder, "import-survey", "one", survey(folder), "--yes", "--new-segments")
        assert done.exit_code == 0
    assert len(answers(read(folder / "one.toml").session, "voice").imports) == 1


def test_asked_on_a_terminal_words_are_explained_and_corrections_typed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_survey, "can_ask", lambda: True)
    (folder.parent / "survey.csv").write_text(SURVEY.replace("Agree", "Rather so"))
    typed = [
        *("maybe", "4"),  # 'Rather so' is no number; then it is
        *("5", "2"),  # and so are 'Strongly agree' and 'Disagree', of a scale that nobody knows
        "+",  # South becomes a segment of this name
        "--scale nonsense",
        "--label 'open",
        '--missing -99 --column "#3=drop"',
        "--evidence measured",
        *("some day", "2026-09"),
        "y",
    ]
    asked = CliRunner().invoke(
        cli,
        ["--sessions", str(folder), "import-survey", "one", survey(folder), "--scale", "1-5"],
        input="\n".join(typed),
    )
    assert asked.exit_code == 0, asked.output
    assert "Which number does 'Rather so' stand for?" in asked.stdout
    assert "'maybe' is not a whole number" in asked.stdout
    assert "'nonsense' is not a scale" in asked.stdout
    assert "a quotation mark is not closed" in asked.stdout
    session = read(folder / "one.toml").session
    (_, found) = answers(session, "voice").in_order[0]
    assert found.refused == 0
    assert (found.answered, found.evidence) == (dt.date(2026, 9, 1), Grade.MEASURED)
    assert found.counts["n"]["checklist/together"] == {",4": 1, ",2": 1}
    assert found.items["checklist/touchpoint"].needed == ""
    again = CliRunner().invoke(
        cli,
        ["--sessions", str(folder), "import-survey", "one", survey(folder)],
        input="n\n",
    )
    assert again.exit_code == 1
    assert "brought this file in before" in again.stdout
    assert "nothing was changed" in again.stderr


WEEK_1 = "\n".join([f"Time,{HOW} [{CONTACT}],{NOW} [{CONTACT}]", *["t,5,3"] * 5])


def week(folder: Path, number: int) -> str:
    """Next week's export holds this week's answers, and three more."""
    path = folder.parent / f"week{number}" / "answers.csv"
    path.parent.mkdir()
    path.write_text(WEEK_1 + "\nt,4,2" * (3 if number > 1 else 0), encoding="utf-8")
    return str(path)


def customers(folder: Path) -> int:
    given = answers(read(folder / "one.toml").session, "voice")
    return sum(found.respondents for _, found in given.in_order)


def test_what_was_taken_is_said(folder: Path) -> None:
    said = run(folder, "import-survey", "one", week(folder, 1), "--yes")
    assert said.stdout.splitlines()[-2:] == [
        "Taken: 10 answers. Customers: 5.",
        str(folder / "one.toml"),
    ]
    assert "Ready to take" not in said.stdout
    asked = run(folder, "import-survey", "one", survey(folder), "--dry-run")
    assert "Ready to take" in asked.stdout
    assert "Taken:" not in asked.stdout


@pytest.mark.parametrize(("told", "counted"), [("--replace", 8), ("--beside", 13)])
def test_next_weeks_export_is_not_counted_twice_unasked(
    folder: Path, told: str, counted: int
) -> None:
    run(folder, "import-survey", "one", week(folder, 1), "--yes")
    later = week(folder, 2)
    refused = run(folder, "import-survey", "one", later, "--yes")
    assert refused.exit_code == 1
    (why,) = [line for line in refused.stderr.splitlines() if line.startswith("Error")]
    assert "this file has 8 customers, counting both would make 13" in why
    assert "--replace" in why
    assert "--beside" in why
    assert customers(folder) == 5
    assert run(folder, "import-survey", "one", later, "--yes", told).exit_code == 0
    assert customers(folder) == counted


@pytest.mark.parametrize(
    ("typed", "counted"), [("\ny\nr\n", 8), ("\nb\n", 13), ("n\n", 5), ("\nn\n", 5)]
)
def test_next_weeks_export_is_asked_about_on_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, counted: int
) -> None:
    run(folder, "import-survey", "one", week(folder, 1), "--yes")
    monkeypatch.setattr(import_survey, "can_ask", lambda: True)
    command = ["--sessions", str(folder), "import-survey", "one", week(folder, 2)]
    said = CliRunner().invoke(cli, command, input=typed)
    asked = "Take this? Type r to replace it, b to count both, n" in said.stdout
    assert asked is (typed != "n\n")
    assert customers(folder) == counted


def test_words_of_a_scale_that_nobody_knows_are_all_told(folder: Path) -> None:
    four = ["Not at all", "Somewhat", "Very", "Extremely"]
    rows = [f"{HOW} [{CONTACT}]", *(f"{word} important" for word in four)]
    (folder.parent / "survey.csv").write_text("\n".join(rows))
    refused = run(folder, "import-survey", "one", survey(folder), "--yes")
    assert refused.exit_code == 1
    asked = ", ".join(f"'{word} important'" for word in four)
    assert f"what is {asked}? Say it with --label WORD=5" in refused.stderr
    labels = [f"--label={word} important={number}" for number, word in enumerate(four, 1)]
    taken = run(folder, "import-survey", "one", survey(folder), "--yes", *labels)
    assert taken.exit_code == 0
    (_, found) = answers(read(folder / "one.toml").session, "voice").in_order[0]
    assert found.counts[EVERYONE]["checklist/touchpoint"] == {f"{n},": 1 for n in range(1, 5)}
    assert (found.items["checklist/touchpoint"].lo, found.items["checklist/touchpoint"].hi) == (
        1,
        4,
    )


def test_rows_that_are_left_out_are_named(folder: Path) -> None:
    rows = [f"Status,{NOW} [{CONTACT}]", *["IP Address,4"] * 3, "Survey Preview,1", "Spam,1"]
    (folder.parent / "survey.csv").write_text("\n".join(rows))
    said = run(folder, "import-survey", "one", survey(folder), "--yes")
    assert 'A "Status"  →  whether a row counts' in said.stdout
    assert '1 preview, 1 spam, by column A "Status"' in said.stdout
    assert "Taken: 3 answers. Customers: 3. Left out: 1 preview, 1 spam." in said.stdout


def test_a_file_can_be_named_as_a_terminal_writes_it(folder: Path) -> None:
    path = folder.parent / "my survey.csv"
    path.write_text(WEEK_1)
    told = path.as_uri()
    assert run(folder, "import-survey", "one", told, "--yes").exit_code == 0
    refused = run(folder, "import-survey", "one", "~nobody-of-this-name/x.csv", "--yes")
    assert refused.exit_code == 1
    assert "there is no such home folder" in refused.stderr


def test_targets_are_listed_and_a_survey_must_be_named(folder: Path) -> None:
    listed = run(folder, "import-survey", "one", "--targets")
    assert f"checklist/touchpoint:needed  {CONTACT}: needed" in listed.stdout
    assert "state  whether a row counts" in listed.stdout
    assert run(folder, "import-survey", "one").exit_code == 2


def test_a_workshop_without_the_stage_says_so(folder: Path) -> None:
    saved(folder, Session(id="x", title="None", kit=load_kit("essentials")), "none")
    refused = run(folder, "import-survey", "none", survey(folder), "--yes")
    assert refused.exit_code == 1
    assert "no stage for the customer voice" in refused.stderr


def test_nothing_of_a_file_steers_the_terminal(folder: Path) -> None:
    text = SURVEY.replace("Region", "\x1b]0;x\x07Reg\u202eion").replace("Disagree", "\x1b[2Jx")
    (folder.parent / "survey.csv").write_text(text, encoding="utf-8")
    shown = run(folder, "import-survey", "one", survey(folder), "--dry-run")
    assert shown.exit_code == 0
    assert not CONTROL.search(shown.stdout)
