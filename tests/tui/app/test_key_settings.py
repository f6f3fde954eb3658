"""Your own keys: what a config file may say, what we say about it, and how texts name a key."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

import valueworkshop
from fake_time import FakeTime
from places import SPOTS, session_for, stand
from running import (
    TODAY,
    counted_ids,
    new_file,
    save_as,
    screen_text,
    session_of,
    settled,
    type_text,
)
from valueworkshop.files.home import settings
from valueworkshop.files.home.settings import Settings
from valueworkshop.files.text import session_file
from valueworkshop.tui.app import key_places, key_settings
from valueworkshop.tui.app.app import WorkshopApp
from valueworkshop.tui.app.preferences import Preferences
from valueworkshop.tui.app.read_preferences import preferences
from valueworkshop.tui.app.watch_app import WatchApp
from valueworkshop.tui.widgets import keys
from valueworkshop.tui.widgets.key_bar import KeyBar
from valueworkshop.tui.widgets.key_names import doubtful, named, near_key, prints

SOURCE = Path(valueworkshop.__file__).parent


def test_every_text_that_names_a_key_names_one_that_is_declared() -> None:
    known = {binding.id for place in key_places.places() for binding in place.bindings}
    asked = re.compile(r"(?:shown|spoken)_key\([\w.]+, [\"']([^\"']+)")
    for path in SOURCE.rglob("*.py"):
        if path.name != "keys.py":
            for binding_id in asked.findall(path.read_text("utf-8")):
                assert binding_id in known, (path, binding_id)


SAID = re.compile(
    r"\b(Enter|Esc|Tab|Space|Bksp|PgDn|PgUp|ctrl\+[a-z])\b|\^[a-z]\b"
    r"|(?:^|[ (])(?!a )[a-zA-HJ-Z+<>-] (?:again )?(?!(?:is|has|was|this|less)\b)[a-z]+s\b"
)
"""Words of ours with a key in them, as texts name one: 'Enter keeps it', 'd drops one'."""

ABOUT_KEYS = ("key_settings.py", "key_names.py", "keys.py", "key_bar.py", "key_order.py")
"""What keys themselves are called is said here."""

TYPED_IN = ("lines", "cli")
"""Front ends without keys: they name commands and what is typed."""


def test_no_text_has_a_key_written_into_it() -> None:
    """People with another key for an action would read the old one: see `shown_key`."""
    known = {binding.id for place in key_places.places() for binding in place.bindings}
    found = []
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0]
        if room in TYPED_IN or (room == "tui" and path.name in ABOUT_KEYS):
            continue
        for text in texts_in(path):
            named = re.findall(r"\{(\w+\.\w+)\}", text) if room == "tui" else []
            assert set(named) <= known, (path, text)
            if SAID.search(text):
                found.append((str(path), text))
    assert not found, "\n".join(f"{path}: {text}" for path, text in found)


def texts_in(path: Path) -> Iterator[str]:
    """Yield the texts of a module of several words each, less those that document it."""
    tree = ast.parse(path.read_text("utf-8"))
    about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for node in texts:
        if isinstance(node.value, str) and " " in node.value and id(node) not in about:
            yield node.value


def test_a_text_names_the_key_as_it_is_written_on_screen() -> None:
    class Own(App[None]):
        other_keys = {"workshop.undo": ("ctrl+u",), "workshop.export": ("greater_than_sign", "x")}  # noqa: RUF012

    assert key_places.places()
    assert keys.shown_key(App(), "workshop.next") == "^n"
    assert keys.shown_key(App(), "workshop.leave") == "Esc"
    assert keys.shown_key(App(), "workshop.undo") == "u"
    assert keys.shown_key(Own(), "workshop.undo") == "^u"
    assert keys.shown_key(Own(), "workshop.export") == ">"
    assert keys.spoken_key(Own(), "workshop.undo") == "ctrl+u"
    with pytest.raises(KeyError):
        keys.shown_key(App(), "workshop.nothing")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *[("?", "question_mark"), ("n", "n"), ("N", "N"), ("shift+n", "N"), (",", "comma")],
        *[("^n", "ctrl+n"), ("Ctrl+N", "ctrl+n"), ("control+n", "ctrl+n"), ("+", "plus")],
        *[("Esc", "escape"), ("PgDn", "pagedown"), ("S-Tab", "shift+tab"), ("→", "right")],
        *[("F2", "f2"), ("ctrl++", "ctrl+plus"), ("plus", "plus"), ("é", "é")],
        *[("escap", None), ("ctl+n", None), ("", None), ("nonsense", None), ("ctrl+", "ctrl+plus")],
    ],
)
def test_a_key_is_known_as_it_is_written_on_screen_and_as_textual_calls_it(
    written: str, name: str | None
) -> None:
    assert named(written) == name
    if name is not None:
        assert named(name) == name


def test_what_is_no_key_is_told_with_the_nearest_and_what_does_not_arrive_with_why() -> None:
    assert near_key("escap") == "escape"
    assert near_key("ctl+n") == "ctrl+n"
    assert near_key("zzzzzz") == ""
    assert prints("plus")
    assert not prints("ctrl+n")
    for key in ("ctrl+m", "alt+x", "ctrl+1", "ctrl+comma", "ctrl+left", "ctrl+b", "at", "super+a"):
        assert doubtful(key).startswith(key), key
    for key in ("n", "ctrl+n", "f2", "enter", "question_mark", "shift+tab", "ctrl+j"):
        assert doubtful(key) == "", key


def test_no_class_declares_a_key_twice_and_each_binding_has_a_name() -> None:
    for place in key_places.places():
        bound = [
            each.key for binding in place.bindings for each in Binding.make_bindings([binding])
        ]
        assert len(bound) == len(set(bound)), (place.cls, sorted(bound))
        for binding in place.bindings:
            assert binding.id, (place.cls, binding)
            assert binding.description or not binding.show, (place.cls, binding)


def test_every_key_has_an_action_where_it_is_bound() -> None:
    """Nothing reports a mistake in the name of an action: the key is shown, and does nothing."""
    for place in key_places.places():
        screens = [
            cls
            for cls in vars(sys.modules[place.cls.__module__]).values()
            if isinstance(cls, type) and issubclass(cls, Screen)
        ]
        for binding in place.bindings:
            for each in re.sub(r"\(.*?\)", "", binding.action).split(","):
                where, _, action = each.rpartition(".")
                holders: dict[str, list[type]]
                holders = {"": [place.cls], "app": [WorkshopApp], "screen": screens}
                found = [
                    f"{own}{action}"
                    for own in _ACTION
                    for cls in holders[where]
                    if hasattr(cls, f"{own}{action}")
                ]
                assert found, (place.cls, binding.id, binding.action)


_ACTION = ("action_", "_action_")


def test_every_place_with_keys_has_a_name_that_a_list_of_keys_can_show() -> None:
    """A class with keys needs a line in tui/app/key_places.py, one that is gone has none.

    A kind that is drawn from its description has its own name, unless a line says it better.
    """
    places = key_places.places()
    names = [place.about for place in places]
    assert not [place.cls for place in places if place.about == place.cls.__name__]
    assert set(key_places.NAMES.values()) <= set(names)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 50


def checked(wanted: Mapping[str, Sequence[str]]) -> key_settings.Checked:
    return key_settings.check(wanted, key_places.places())


def test_each_app_knows_the_keys_of_places_where_nobody_has_been() -> None:
    assert issubclass(WorkshopApp, keys.LoadsPlaces)
    assert issubclass(WatchApp, keys.LoadsPlaces)


def test_the_usual_keys_may_all_be_written_down_as_they_are() -> None:
    usual = {
        binding.id: [each.key for each in Binding.make_bindings([binding])]
        for place in key_places.places()
        for binding in place.bindings
        if binding.id
    }
    wrong = dict(checked(usual).wrong)
    assert set(wrong.values()) <= {"this key cannot be changed; remove the line"}
    assert set(checked({k: v for k, v in usual.items() if k not in wrong}).keys) == {
        binding for binding in usual if binding not in wrong
    }


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"app.quti": ["x"]}, "did you mean app.quit?"),
        ({"app.quit": []}, "needs a key"),
        ({"workshop.next": ["ctl+n"]}, '"ctl+n" is not a key; did you mean ctrl+n?'),
        ({"workshop.next": ["Z"]}, "Z is a letter"),
        ({"workshop.next": ["ctrl+g"]}, "^g is Go to (workshop.go_to)"),
        ({"workshop.next": ["ctrl+q"]}, "^q is Quit (app.quit)"),
        ({"workshop.next": ["ctrl+k"]}, "^k is Delete to line end"),
        ({"notes.delete": ["s"]}, "s is Split (notes.split)"),
        ({"notes.delete": ["n"]}, "n is Next (workshop.next_letter)"),
        ({"notes.delete": ["down"]}, "↓ is Down"),
        ({"cards.rate_2": ["x"]}, "cannot be changed"),
        ({"writing.keep": ["f2"]}, "cannot be changed"),
    ],
)
def test_a_key_that_cannot_be_is_told_and_then_no_other_counts(
    wanted: dict[str, list[str]], said: str
) -> None:
    found = checked({**wanted, "workshop.undo": ["U"]})
    assert found.keys == {}
    assert [said in told for _, told in found.wrong] == [True], found.wrong


def test_two_actions_may_change_keys_with_each_other_and_far_ones_may_share_one() -> None:
    assert checked({"notes.delete": ["s"], "notes.split": ["d"]}).wrong == ()
    assert checked({"actions.delete": ["q"]}).wrong == ()  # q quits `watch`, which has no actions
    assert checked({"notes.delete": ["W"], "workshop.next": ["ctrl+n", "Z"]}).wrong == ()


async def test_keys_of_ones_own_work_and_are_shown_in_their_place(folder: Path) -> None:
    config = folder.parent / "config.toml"
    config.write_text('theme = "light"\n[keys]\n"workshop.next" = "f5"\n"app.help_f1" = "f3"\n')
    path = new_file(folder)
    app = WorkshopApp(
        folder,
        (path, session_file.read(path)),
        ids=counted_ids(),
        today=lambda: TODAY,
        preferences=preferences(settings.read(config), {}),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.theme == "workshop-light"
        bar = pilot.app.screen.query_one(KeyBar)
        assert [entry[1:] for entry in bar.shown_keys()][-3:] == [
            ("F5", "Next"),
            ("^g", "Go to"),
            ("F3", "Help"),
        ]
        place = session_of(pilot).place
        await pilot.press("ctrl+n")
        assert session_of(pilot).place == place
        await pilot.press("f5")
        await settled(pilot)
        assert session_of(pilot).place != place
        await pilot.press("f3")
        assert "F5" in screen_text(pilot)
        await pilot.press("escape", "ctrl+p")
        await type_text(pilot, "next")
        await settled(pilot)
        (row,) = [line for line in screen_text(pilot).split("\n") if " Next  " in line]
        assert row.split() == ["│", "▸", "Next", "F5", "│"]


async def test_a_mistake_in_the_file_is_told_at_the_start_and_the_usual_keys_work(
    folder: Path,
) -> None:
    config = folder.parent / "config.toml"
    config.write_text('[keys]\n"workshop.nxt" = "f4"\n')
    app = WorkshopApp(folder, preferences=preferences(settings.read(config), {}))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = " ".join(screen_text(pilot).split())
        assert "did you mean workshop.next?" in shown
        assert "`valueworkshop config check`. All keys are the usual ones." in shown


REMAPPED = {
    "grid.facet": "f2",
    "votes.item": "f3",
    "parked.go_on": "f4",
    "time.stop_or_go": "f5",
    "workshop.undo": "f7",
    "unsaved.again": "f8",
}


async def test_texts_on_the_screens_name_the_keys_of_ones_own(folder: Path) -> None:
    own = Preferences(settings=Settings(), keys={each: (key,) for each, key in REMAPPED.items()})
    spots = {spot.name: spot for spot in SPOTS if spot.sample == "restaurant"}
    told = {
        "parked thoughts": (("a",), "All decided. F4 goes on."),
        "grid": ((), "F2 shows another facet"),
        "revealed": (("r", "y"), "F3 or F7 cancels it"),
        "time": ((), "F5"),
        "unsaved": ((), "F8   try again"),
        "notes": (("d",), "F7 puts it back"),
    }
    path = save_as(session_for(spots["grid"]), folder)
    app = WorkshopApp(
        folder,
        (path, session_file.read(path)),
        ids=counted_ids(),
        today=lambda: TODAY,
        preferences=own,
        clock=FakeTime(),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for name, (keys, said) in told.items():
            await stand(pilot, spots[name])
            await pilot.press(*keys)
            await settled(pilot)
            assert said in " ".join(screen_text(pilot).split("\n")), name
