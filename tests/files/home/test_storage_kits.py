import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage_examples import KIT
from valueworkshop.core.clean_text import one_line
from valueworkshop.core.stages.close import model as close
from valueworkshop.core.stages.notes import model as questions
from valueworkshop.core.stages.pause import model as pause
from valueworkshop.files.home.kit_advice import judged
from valueworkshop.files.home.kits import (
    VARIABLE,
    kit_of,
    kits_folder,
    load_kit,
    offered,
    read_kit,
    shipped,
    started,
)
from valueworkshop.files.text.problems import FileProblem, NotFoundError

examples = settings(max_examples=int(os.environ.get("VALUEWORKSHOP_EXAMPLES", "20")), deadline=None)


def problems_of(text: str) -> str:
    with pytest.raises(FileProblem) as caught:
        kit_of(text.encode(), "k.toml")
    return str(caught.value)


def test_a_kit_is_read_in_the_order_in_which_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "k.toml"
    path.write_text(KIT)
    kit = load_kit(path)
    assert load_kit(str(path)) == kit
    assert kit.title == "Tiny"
    assert list(kit.stages) == ["second", "first", "end", "break"]
    asks = kit.stages["second"].asks
    assert isinstance(asks, questions.Asks)
    assert list(asks.questions) == ["q2", "q1"]
    assert asks.questions["q1"].probes == ("why", "who")
    assert kit.stages["first"].minutes.twelve == 20
    assert list(kit.stages["first"].asks.items) == ["b", "a"]
    assert read_kit(path)[1] == []


def test_a_stage_asks_what_its_kind_asks_unless_it_says_more() -> None:
    kit, _ = kit_of(KIT.encode(), "k.toml")
    assert kit.stages["end"].asks == close.Asks()
    assert kit.stages["break"].asks == pause.Asks()


def test_a_kit_needs_no_schema_but_a_newer_one_is_refused() -> None:
    assert kit_of(KIT.replace("schema = 1\n", "").encode(), "k") == kit_of(KIT.encode(), "k")
    assert "k.toml:1:1: schema: is 2, from a newer" in problems_of(
        KIT.replace("schema = 1", "schema = 2")
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "close"', 'kind = "closed"', "this version knows no kind of stage"),
        ('kind = "close"', "kind = 3", "stages.end.kind: must be text"),
        ('text = "B"', "text = 3", "stages.first.asks.items.b.text: must be text"),
        ('label = "Needed"', 'lable = "Needed"', "label: is missing; is it `lable` here?"),
        ("six = 10", 'six = "10"', "stages.first.minutes.six: must be a whole number"),
        ('title = "Close"', "title = “Close”", "this is not a value"),
        ('kind = "pause"', 'kind = "summary"\nasks = {x = 1}', "has no `asks`"),
    ],
)
def test_errors_name_the_line_and_the_remedy(old: str, new: str, said: str) -> None:
    told = problems_of(KIT.replace(old, new))
    assert said in told
    assert told.startswith("k.toml:")
    assert told.split(":")[1].isdigit()


def test_a_stage_that_is_no_table() -> None:
    assert "stages: must be a table" in problems_of('id = "a"\ntitle = "b"\nstages = 3\n')
    assert "stages.a: must be a table" in problems_of('id = "a"\ntitle = "b"\nstages.a = 3\n')


def test_unknown_keys_are_warned_of() -> None:
    _, warnings = kit_of(KIT.replace("probes", "probess").encode(), "k.toml")
    assert [str(each) for each in warnings] == [
        (
            "k.toml:14:1: stages.second.asks.questions.q1.probess: is not known here: "
            "it has no effect and stays in the file; did you mean `probes`?"
        )
    ]


def test_a_kit_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(NotFoundError, match="no-such-kit: there is no kit of this name") as caught:
        load_kit("no-such-kit")
    for name in shipped():
        assert name in str(caught.value)


def test_every_kit_that_ships_can_be_read_without_a_warning() -> None:
    assert shipped() == sorted(shipped())
    for name in shipped():
        kit, warnings = read_kit(name)
        assert kit.stages
        assert warnings == []
        assert load_kit(name) == kit


def test_the_folder_is_that_of_the_variable_else_among_the_user_s_data(tmp_path: Path) -> None:
    assert kits_folder({VARIABLE: "mine"}, tmp_path) == tmp_path / "mine"
    elsewhere = kits_folder({}, tmp_path)
    assert elsewhere == kits_folder({VARIABLE: ""}, tmp_path)
    assert elsewhere.parts[-2:] == ("valueworkshop", "kits")
    assert kits_folder({VARIABLE: "~/k"}, tmp_path) == Path.home() / "k"


def test_what_a_workshop_can_begin_with_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.toml").write_text(KIT)
    (tmp_path / "essentials.toml").write_text(KIT)
    (tmp_path / "broken.toml").write_text("x")
    found = offered(tmp_path)
    own = [str(tmp_path / name) for name in ("essentials.toml", "tiny.toml")]
    shortest_first = sorted(shipped(), key=lambda name: load_kit(name).minutes(6))
    assert list(found) == [*shortest_first, *own]
    for name, plan in found.items():
        whole = load_kit(name)
        assert list(plan.stages) == list(whole.stages)
        assert (plan.title, plan.minutes(6)) == (whole.title, whole.minutes(6))
    assert load_kit("tiny", tmp_path) == load_kit(tmp_path / "tiny.toml")


def test_a_kit_in_the_folder_gives_way_to_a_path(tmp_path: Path) -> None:
    (tmp_path / "kits").mkdir()
    (tmp_path / "kits" / "tiny.toml").write_text(KIT)
    other = tmp_path / "tiny.toml"
    other.write_text(KIT.replace("Tiny", "Other"))
    assert load_kit("tiny", tmp_path / "kits").title == "Tiny"
    assert load_kit(str(other), tmp_path / "kits").title == "Other"


_TITLES = st.text(min_size=1).filter(one_line)
_WRITTEN = ('"Tiny"', "'Tiny' # a comment", '"""\nTi\\\n   ny"""', "'''Tiny'''")


@given(_TITLES, st.sampled_from(_WRITTEN), st.booleans())
@examples
def test_a_copy_differs_in_title_and_id_alone(title: str, written: str, crlf: bool) -> None:  # noqa: FBT001
    text = KIT.replace('"Tiny"', written, 1) + "\n# the last word\n"
    data = text.replace("\n", "\r\n").encode() if crlf else text.encode()
    new_id, copied = started(title, (data, "k.toml"))
    kit, warnings = kit_of(copied, "copy.toml")
    assert (kit.id, kit.title, warnings) == (new_id, one_line(title), [])
    assert kit.stages == kit_of(data, "k.toml")[0].stages
    assert copied.decode().startswith("#:schema valueworkshop-kit-1.json\n")
    assert copied.decode().endswith("\n# the last word\n")
    assert started(title, (copied, "k.toml")) == (new_id, copied)


@given(_TITLES)
@examples
def test_a_new_kit_is_sound_and_needs_no_advice(title: str) -> None:
    new_id, data = started(title)
    kit, warnings = judged(data, "k.toml")
    assert (kit.id, kit.title, warnings) == (new_id, one_line(title), [])
    assert Path(f"{new_id}.toml").name == f"{new_id}.toml"
