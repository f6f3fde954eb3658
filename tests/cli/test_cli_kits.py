import json
from pathlib import Path

import pytest
from click.testing import Result

from commands import CONTROL, run
from places import SAMPLES
from valueworkshop.core.session.order import ordered
from valueworkshop.core.stages import KINDS
from valueworkshop.core.stages.asked_list import Worded, leave_out, put
from valueworkshop.core.stages.notes.model import answers
from valueworkshop.core.stages.votes.custom_items import OwnAsks, items_of
from valueworkshop.files.home.kits import kit_of, load_kit, shipped
from valueworkshop.files.home.kits_of_workshops import kit_from
from valueworkshop.files.text.session_file import dumps, read

SHIPPED = shipped()


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the team's own kits, empty."""
    folder = tmp_path / "kits"
    folder.mkdir()
    monkeypatch.setenv("VALUEWORKSHOP_KITS", str(folder))
    return folder


def listed(folder: Path) -> list[dict[str, object]]:
    result = run(folder, "kits", "--json")
    assert result.exit_code == 0
    found: list[dict[str, object]] = json.loads(result.stdout)["kits"]
    return found


def write(folder: Path, name: str, old: str = "", new: str = "") -> Path:
    """Write a kit of the team, with a mistake in place of `old`."""
    made = run(folder, "kits", "new", "Mine", "-o", "-").stdout
    assert old in made
    path = folder / name
    path.write_text(made.replace(old, new, 1) if old else made, encoding="utf-8")
    return path


def test_a_team_s_own_kits_stand_behind_those_that_ship(kits: Path) -> None:
    path = write(kits, "mine.toml")
    assert [kit["id"] for kit in listed(kits)] == [*SHIPPED, "mine"]
    last = listed(kits)[-1]
    assert (last["title"], last["minutes_for_six"], last["minutes_for_twelve"]) == ("Mine", 73, 101)
    assert (last["path"], last["problem"]) == (str(path), None)
    assert run(kits, "kits").stdout.splitlines()[-1] == (
        "mine  Mine: 73 minutes with six people, your own"
    )


def test_a_broken_kit_is_listed_with_its_reason_and_hides_none(kits: Path) -> None:
    broken = write(kits, "broken.toml", 'kind = "ratings"', 'kind = "rating"')
    (kits / "cut.toml").write_bytes(b"[stages.a")
    (kits / "latin.toml").write_bytes(b'title = "\xe9"')
    (kits / "notes.txt").write_text("no kit", encoding="utf-8")
    write(kits, "sound.toml")
    result = run(kits, "kits")
    assert result.exit_code == 0
    lines = dict(line.split("  ", 1) for line in result.stdout.splitlines())
    assert list(lines) == [*SHIPPED, "broken", "cut", "latin", "sound"]
    assert lines["broken"].startswith(f"cannot be used: {broken}:44:1: stages.rate.kind: this ver")
    assert "is not UTF-8: byte 10 is 0xe9" in lines["latin"]
    assert lines["sound"].startswith("Mine: 73 minutes")
    problems = {kit["id"]: kit["problem"] for kit in listed(kits)}
    assert [name for name, problem in problems.items() if problem] == ["broken", "cut", "latin"]


def test_a_folder_that_cannot_be_listed_hides_no_kit_that_ships(
    kits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from valueworkshop.files.home import kits as storage  # noqa: PLC0415 - to put something in it

    def refused(_folder: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(storage, "own", refused)
    lines = run(kits, "kits").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*SHIPPED, "?"]
    assert lines[-1].endswith(f"{kits}: cannot be listed: you have no permission for it")
    assert run(kits, "kits", "show", "essentials").exit_code == 0


def test_the_name_of_a_kit_that_ships_is_taken(kits: Path) -> None:
    path = write(kits, "Essentials.toml")
    said = f"{path}: has the name of a kit of valueworkshop, so you can use it only by its path"
    assert said in run(kits, "kits").stdout
    result = run(kits, "new", "A day", "--kit", "essentials", "--no-open")
    assert result.exit_code == 0
    assert said in result.stderr
    assert read(Path(result.stdout.strip())).session.kit == load_kit("essentials")
    by_path = run(kits, "new", "A day", "--kit", str(path), "--no-open")
    assert by_path.stderr == ""
    assert read(Path(by_path.stdout.strip())).session.kit.title == "Mine"
    refused = run(kits, "kits", "new", "Essentials")
    assert refused.exit_code == 2
    assert "valueworkshop has a kit called essentials; choose another name" in refused.stderr


def test_a_workshop_begins_with_a_kit_found_by_its_name(kits: Path, tmp_path: Path) -> None:
    write(kits, "mine.toml")
    for name in ("mine", "MINE", "mine.toml"):
        result = run(tmp_path, "new", "A day", "--kit", name, "--no-open")
        assert result.exit_code == 0
        assert read(Path(result.stdout.strip())).session.kit == load_kit("mine", kits)
    missing = run(tmp_path, "new", "A day", "--kit", "mien", "--no-open")
    assert missing.exit_code == 4
    assert "there is no kit of this name or at this path; did you mean mine?" in missing.stderr


def test_one_name_for_two_files_is_asked_back(kits: Path) -> None:
    for name in ("Mine.toml", "mine.toml"):
        write(kits, name)
    if len(list(kits.iterdir())) == 1:
        pytest.skip("names that differ by case only are one name here")
    assert run(kits, "kits", "show", "mine").exit_code == 0
    result = run(kits, "kits", "show", "MINE")
    assert result.exit_code == 3
    assert "several kits have this name; say which file: Mine.toml, mine.toml" in result.stderr


def test_a_kit_is_shown_as_a_plan() -> None:
    result = run(Path(), "kits", "show", "essentials")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Essentials (essentials)"
    assert "   25     35  A  Guiding questions (guiding: questions)" in lines
    assert "                Which problem does our offer solve for customers?" in lines
    assert "    5     10  Break (break: pause, can be left out)" in lines
    assert lines[-2:] == [
        "   83    116  in all",
        "   78    106  without what can be left out",
    ]


def test_a_kit_is_shown_as_it_is_written_and_for_programs(kits: Path) -> None:
    path = write(kits, "mine.toml")
    shown = run(kits, "kits", "show", "mine", "--toml")
    assert (shown.exit_code, shown.stdout) == (0, path.read_text(encoding="utf-8"))
    told = json.loads(run(kits, "kits", "show", "mine", "--json").stdout)["kit"]
    assert list(told["stages"])[:3] == ["frame", "ask", "rate"]
    assert told["stages"]["ask"]["asks"]["questions"]["choice"]["competitors"] is True
    assert run(kits, "kits", "show", "mine", "--json", "--toml").exit_code == 2
    assert run(kits, "kits", "show", "nowhere").exit_code == 4


def test_a_new_kit_is_sound_commented_and_named(kits: Path) -> None:
    result = run(kits, "kits", "new", "Our  dealers, é")
    path = kits / "our-dealers-é.toml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert "valueworkshop kits check" in result.stderr
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#:schema valueworkshop-kit-1.json\n# A kit says")
    kit, warnings = kit_of(path.read_bytes(), "kit")
    assert (kit.id, kit.title, warnings) == ("our-dealers-é", "Our dealers, é", [])
    checked = run(kits, "kits", "check", "our-dealers-é")
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_new_kit_can_begin_with_another(kits: Path) -> None:
    run(kits, "kits", "new", "Mine", "--from", "essentials")
    run(kits, "kits", "new", "Mine too", "--from", "mine")
    mine, again = (load_kit(name, kits) for name in ("mine", "mine-too"))
    assert mine.stages == again.stages == load_kit("essentials").stages
    assert (again.id, again.title) == ("mine-too", "Mine too")
    assert run(kits, "kits", "check", "mine", "mine-too").stderr == ""
    text = (kits / "mine-too.toml").read_text(encoding="utf-8")
    assert text.count("#:schema") == 1


def test_no_kit_is_overwritten(kits: Path, tmp_path: Path) -> None:
    path = write(kits, "mine.toml", "Break", "Coffee")
    before = path.read_bytes()
    for args in (["Mine"], ["Other", "-o", str(path)], ["Other", "-o", str(kits)]):
        result = run(kits, "kits", "new", *args)
        assert result.exit_code == 1
        assert "exists already; choose another name" in result.stderr
    assert path.read_bytes() == before
    nowhere = run(kits, "kits", "new", "Other", "-o", str(tmp_path / "none" / "k.toml"))
    assert (nowhere.exit_code, nowhere.stdout) == (1, "")
    assert f"there is no folder {tmp_path / 'none'}; make it" in nowhere.stderr
    assert run(kits, "kits", "new", " ").exit_code == 2
    write(kits, "bad.toml", "schema = 1", "schema = 9")
    assert run(kits, "kits", "new", "Other", "--from", "bad").exit_code == 3
    assert sorted(each.name for each in kits.iterdir()) == ["bad.toml", "mine.toml"]


def test_the_folder_of_kits_is_made_with_the_first(kits: Path) -> None:
    kits.rmdir()
    assert [kit["id"] for kit in listed(kits)] == SHIPPED
    assert run(kits.parent, "kits", "new", "Mine").exit_code == 0
    assert [kit["id"] for kit in listed(kits)] == [*SHIPPED, "mine"]


def checked(kits: Path, old: str, new: str) -> Result:
    write(kits, "mine.toml", old, new)
    return run(kits, "kits", "check", "mine")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'kind = "close"',
            'kind = "clos"',
            ":102:1: stages.close.kind: this version knows no kind",
        ),
        ("six = 8,", 'six = "8",', ":21:13: stages.frame.minutes.six: must be a whole number"),
        ("items.answer]\n", "items.answer]\ntext = 4\n", "text: is here twice"),
        ("choose = 3", "choose = 3.5", "stages.act.asks.choose: must be a whole number"),
        ('title = "Break"\n', "", "stages.break.title: is missing"),
        (
            "[stages.rate.asks.facets.needed]",
            "[stages.rate.asks]\npoints = -1\n[stages.rate.asks.facets.needed]",
            "stages.rate.asks.points: must be 0 or more",
        ),
    ],
)
def test_mistakes_name_file_and_line(kits: Path, old: str, new: str, said: str) -> None:
    result = checked(kits, old, new)
    assert (result.exit_code, result.stdout) == (3, "")
    assert said in result.stderr
    assert result.stderr.startswith(f"{kits / 'mine.toml'}:")


def test_unknown_keys_and_advice_hold_nothing_up(kits: Path) -> None:
    result = checked(kits, "competitors = true", "competitor = true")
    path = kits / "mine.toml"
    assert (result.exit_code, result.stdout) == (0, f"{path}: sound, a kit\n")
    assert "stages.ask.asks.questions.choice.competitor: warning: is not known" in result.stderr
    assert "did you mean `competitors`?" in result.stderr
    result = checked(kits, 'low = "They wait for days, and ask again"', 'low = ""')
    assert result.exit_code == 0
    assert ": stages.rate.asks.items.answer: warning: lacks `low`" in result.stderr
    long = f'low = "They wait for days, and ask again"\nshort = "{"answer " * 5}"'
    result = checked(kits, 'low = "They wait for days, and ask again"', long)
    assert result.exit_code == 0
    assert "items.answer.short: warning: has 35 letters; a narrow list has" in result.stderr
    told = json.loads(run(kits, "kits", "check", "--json", "mine", "essentials").stdout)["files"]
    assert [(each["kind"], each["sound"], len(each["warnings"])) for each in told] == [
        ("kit", True, 1),
        ("kit", True, 0),
    ]
    assert run(kits, "check", str(path)).stderr == result.stderr
    assert run(kits, "kits", "check", "mine", "nowhere").exit_code == 4


def test_what_a_kit_says_steers_no_terminal(kits: Path) -> None:
    nasty = r"a\u001B[31m\u009B2J\u202E[/x] {0} $x"
    path = write(kits, "mine.toml")
    text = path.read_text(encoding="utf-8")
    for old in ('"Mine"', '"Break"', '"Why do they choose us, or somebody else?"'):
        assert old in text
        text = text.replace(old, f'"{nasty}"')
    path.write_text(text, encoding="utf-8")
    for args in ((), ("show", "mine"), ("show", "mine", "--json"), ("--json",), ("check", "mine")):
        result = run(kits, "kits", *args)
        assert result.exit_code == 0
        assert not CONTROL.search(result.stdout + result.stderr)
    assert run(kits, "kits", "show", "mine").stdout.count("a[31m2J[/x] {0} $x") == 3
    path.write_bytes(path.read_bytes() + b"# \x1b[31m\n")
    assert not CONTROL.search(run(kits, "kits", "show", "mine", "--toml").stdout)


def test_doctor_says_where_a_team_s_kits_are(kits: Path) -> None:
    write(kits, "mine.toml")
    (kits / "cut.toml").write_bytes(b"[stages.a")
    told = run(kits, "doctor").stdout
    assert f"kits         {kits} (2, 1 cannot be used: valueworkshop kits)\n" in told
    values = json.loads(run(kits, "doctor", "--json").stdout)["kits"]
    assert values == {"path": str(kits), "own": 2, "broken": 1}


def test_a_workshop_becomes_a_kit_that_asks_the_same(kits: Path, car_maker: Path) -> None:
    """Nothing that anybody answered is in it, and it is checked like any."""
    folder = car_maker.parent
    session = read(car_maker).session
    own = put(
        session, "guiding", KINDS["questions"].lists[0], "own1", Worded(text="What do they fear?")
    )
    own = leave_out(own, "guiding", KINDS["questions"].lists[0], "rivals")
    car_maker.write_bytes(dumps(own))
    result = run(folder, "kits", "from", car_maker.stem, "--title", "Cars again")
    assert result.exit_code == 0
    path = kits / "cars-again.toml"
    assert result.stdout == f"{path}\n"
    assert run(folder, "kits", "check", "cars-again").exit_code == 0
    kit = load_kit("cars-again", kits)
    asked = kit.stages["guiding"].asks.questions
    assert asked["own1"].text == "What do they fear?"
    assert "rivals" not in asked
    assert not any(stage.own or stage.aside for stage in kit.stages.values())
    text = path.read_text(encoding="utf-8")
    for note in answers(session, "guiding").notes.values():
        assert note.text not in text
    for person in session.people.values():
        assert person.name not in text
    again = run(folder, "kits", "from", car_maker.stem, "--title", "Cars again")
    assert (again.exit_code, "exists already" in again.stderr) == (1, True)
    assert run(folder, "new", "--kit", "cars-again", "Next").exit_code == 0


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_makes_a_sound_kit(kits: Path, sample: Path) -> None:
    """The team's own moments, drivers and lines go into it, without amounts and segments."""
    del kits
    session = read(sample).session
    kit, warnings = kit_of(kit_from(session, "Again")[1], "again")
    assert not warnings
    for key, stage in kit.stages.items():
        asks = stage.asks
        if isinstance(asks, OwnAsks):
            then, now = items_of(session, key), asks.items
            assert [each.text for _, each in ordered(then)] == [each.text for each in now.values()]
            assert not any(getattr(each, "amount", None) for each in now.values())
            assert not any(getattr(each, "segment", "") for each in now.values())
    assert KINDS["review"].name not in {stage.kind for stage in kit.stages.values()}


def test_a_title_of_no_letter_makes_no_kit(kits: Path, car_maker: Path) -> None:
    result = run(car_maker.parent, "kits", "from", car_maker.stem, "--title", " ")
    assert result.exit_code == 2
    assert not list(kits.iterdir())
