import json
from pathlib import Path

import pytest

from commands import ROOT, SAMPLES, run, sample, saved, start

KIT = ROOT / "src" / "valueworkshop" / "kits" / "essentials.toml"
SPOILT_DATE, SPOILT_ORDER = 'date = "soon"', 'order = "first"'


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file that somebody spoilt by hand, in two places."""
    path = saved(tmp_path, sample("phone-shop"), "broken")
    text = path.read_text().replace("order = 1000\n", f"{SPOILT_ORDER}\n", 1)
    path.write_text(text.replace("date = 2026-06-17\n", f"{SPOILT_DATE}\n", 1))
    return path


def line_of(path: Path, text: str) -> int:
    return path.read_text().split("\n").index(text) + 1


@pytest.mark.parametrize("command", ["check", "open", "show", "export", "ballots"])
def test_a_broken_file_is_told_place_by_place_and_left_alone(command: str, broken: Path) -> None:
    before = broken.read_bytes(), broken.stat().st_mtime_ns
    result = run(broken.parent, command, "broken")
    assert (result.exit_code, result.stdout) == (3, "")
    date, order = result.stderr.splitlines()
    assert date.startswith(f"{broken}:{line_of(broken, SPOILT_DATE)}:")
    assert ": date: must be a date" in date
    assert order.startswith(f"{broken}:{line_of(broken, SPOILT_ORDER)}:")
    assert ".order: must be a whole number" in order
    assert (broken.read_bytes(), broken.stat().st_mtime_ns) == before
    assert [path.name for path in broken.parent.iterdir()] == ["broken.toml"]


def test_twenty_problems_are_told_to_people_and_all_to_programs(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("phone-shop"))
    path.write_text(path.read_text().replace("order = ", 'order = "x" #'))
    told = run(tmp_path, "check", "one").stderr.splitlines()
    all_of_them = json.loads(run(tmp_path, "check", "--json", "one").stdout)["files"][0]["problems"]
    assert len(told) == 21
    assert told[-1] == f"… and {len(all_of_them) - 20} more problems"
    assert run(tmp_path, "show", "one").stderr.splitlines() == told


def test_sound_files_are_said_to_be_sound() -> None:
    result = run(SAMPLES, "check", "phone-shop", "restaurant", str(KIT))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{SAMPLES / 'phone-shop.toml'}: sound",
        f"{SAMPLES / 'restaurant.toml'}: sound",
        f"{KIT}: sound, a kit",
    ]


def test_an_unknown_key_is_a_warning_with_the_nearest_known(tmp_path: Path) -> None:
    path = saved(tmp_path, sample("phone-shop"))
    path.write_text(path.read_text().replace("schema = 2\n", 'schema = 2\nofer = "x"\n', 1))
    result = run(tmp_path, "check", "one")
    assert (result.exit_code, result.stdout) == (0, f"{path}: sound\n")
    assert result.stderr.startswith(f"{path}:3:1: ofer: warning: ")
    assert "did you mean `offer`?" in result.stderr


@pytest.mark.parametrize("text", ['[stages.a]\nkind = "questios"\n', "[stages.a\n"])
def test_a_broken_kit_is_judged_as_a_kit(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'id = "mine"\ntitle = "Mine"\n{text}')
    result = run(tmp_path, "check", str(path), "--json")
    assert result.exit_code == 3
    (told,) = json.loads(result.stdout)["files"]
    assert (told["kind"], told["sound"]) == ("kit", False)
    assert told["problems"][0]["line"] in (3, 4)


def test_the_verdicts_on_many_files_as_json(broken: Path) -> None:
    result = run(broken.parent, "check", "broken", "nowhere", str(KIT), "--json")
    assert (result.exit_code, result.stderr) == (4, "")
    told = json.loads(result.stdout)
    assert told["schema"] == 1
    spoilt, missing, kit = told["files"]
    first = spoilt["problems"][0]
    assert (first["path"], first["line"]) == ("date", line_of(broken, SPOILT_DATE))
    assert (missing["path"], missing["kind"], missing["sound"]) == (None, None, False)
    assert (kit["kind"], kit["sound"], kit["problems"]) == ("kit", True, [])


def test_missing_before_broken_before_sound(broken: Path) -> None:
    folder = broken.parent
    saved(folder, sample("restaurant"), "fine")
    assert run(folder, "check", "fine").exit_code == 0
    assert run(folder, "check", "broken", "fine").exit_code == 3
    assert run(folder, "check", "nowhere", "broken", "fine").exit_code == 4


def test_the_codes_are_those_of_the_process(broken: Path) -> None:
    folder = str(broken.parent)
    assert start("--sessions", folder, "check", "broken").returncode == 3
    assert start("--sessions", folder, "open", "brokn").returncode == 4
    assert start("--sessions", folder, "chek").returncode == 2


def test_kits_are_listed_with_their_minutes() -> None:
    assert run(SAMPLES, "kits").stdout == (
        "complete  Complete: 318 minutes with six people\n"
        "essentials  Essentials: 83 minutes with six people\n"
        "jobs  Jobs to be done: 91 minutes with six people\n"
        "journey-and-voice  Journey and voice: 127 minutes with six people\n"
        "quick  Quick: 30 minutes with six people\n"
        "value-proposition  Value proposition: 109 minutes with six people\n"
    )
    told = json.loads(run(SAMPLES, "kits", "--json").stdout)
    assert told["schema"] == 1
    assert [(kit["id"], kit["minutes_for_six"]) for kit in told["kits"]] == [
        ("complete", 318),
        ("essentials", 83),
        ("jobs", 91),
        ("journey-and-voice", 127),
        ("quick", 30),
        ("value-proposition", 109),
    ]
