"""What docs/facilitating.md names exists: commands, options, keys, and the minutes of the plan."""

import re
from pathlib import Path

import click
from textual.binding import Binding

from commands import BY_NAME
from valueworkshop.files.home.kits import load_kit
from valueworkshop.tui.app import key_places
from valueworkshop.tui.widgets.key_names import named
from valueworkshop.tui.widgets.keys import written

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "facilitating.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"`([^`]+)`", PAGE)


def test_every_command_and_option_of_it_exists() -> None:
    told = [text.split()[1:] for text in QUOTED if text.startswith("valueworkshop ")]
    assert {name for name, *_ in told} <= set(BY_NAME)
    for name, *rest in told:
        known = {
            option
            for parameter in BY_NAME[name].params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        assert {word for word in rest if word.startswith("--")} <= known


def test_whatever_else_is_quoted_is_a_key_a_command_a_kit_or_an_option() -> None:
    keys = {
        written(key.key)
        for place in key_places.places()
        for binding in place.bindings
        for key in Binding.make_bindings([binding])
    }
    others = [text for text in QUOTED if not text.startswith("valueworkshop ")]
    options = {o for c in BY_NAME.values() for p in c.params for o in p.opts}
    known = {*BY_NAME, *options, "essentials"}
    assert len(others) > 20
    for text in others:
        assert text in known or written(named(text) or "") in keys, text


def test_its_time_plan_is_that_of_the_kit() -> None:
    rows = re.findall(r"^\| (.+?) \| \**(\d+)\** \| \**(\d+)\** \|$", PAGE, flags=re.MULTILINE)
    kit = load_kit("essentials")
    planned = [(stage.minutes.six, stage.minutes.twelve) for stage in kit.stages.values()]
    planned.append((kit.minutes(6), kit.minutes(12)))
    assert [(int(six), int(twelve)) for _, six, twelve in rows] == planned


def test_it_is_short_enough_to_be_read_before_a_workshop() -> None:
    assert 900 <= len(PAGE.split()) <= 1600
