"""What differs is all that is set, and it comes to the same as Textual's way."""

import re
from pathlib import Path
from typing import Any

from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.pilot import Pilot

from running import app_of, running
from valueworkshop.tui.terminal.themes import OWN
from valueworkshop.tui.widgets import quick_styles
from valueworkshop.tui.widgets.quick_styles import QuickStyles

SCREENS = Path(quick_styles.__file__).parents[1]


def worn(pilot: Pilot[None]) -> dict[DOMNode, dict[str, Any]]:
    """Return the rules that each widget has, and each of its parts."""
    found: dict[DOMNode, dict[str, Any]] = {}
    for node in pilot.app.screen.walk_children(with_self=True):
        found[node] = dict(node.styles.base.get_rules())
        for part, styles in node._component_styles.items():  # noqa: SLF001 - nothing public tells
            found[node][part] = dict(styles.base.get_rules())
    return found


async def is_as_textual_would(pilot: Pilot[None], monkeypatch: Any) -> None:
    pilot.app.stylesheet.update(pilot.app.screen)
    ours = worn(pilot)
    with monkeypatch.context() as patch:
        patch.setattr(QuickStyles, "replace_rules", Stylesheet.replace_rules)
        pilot.app.stylesheet.update(pilot.app.screen)
    assert worn(pilot) == ours
    assert len(ours) > 10


async def test_each_widget_wears_what_textual_would_give_it(
    car_maker: Path, monkeypatch: Any
) -> None:
    async with running(car_maker, at=("guiding", "rivals"), size=(120, 40)) as pilot:
        assert isinstance(pilot.app.stylesheet, QuickStyles)
        for keys in (("tab",), ("ctrl+n",), ("escape",), ("f1",)):
            await pilot.press(*keys)
            await is_as_textual_would(pilot, monkeypatch)
        await pilot.press("escape")
        for look in ("light", "dark"):
            app_of(pilot).wear(look)
            await pilot.pause()
            await is_as_textual_would(pilot, monkeypatch)
            assert pilot.app.theme == OWN.get(look, pilot.app.theme)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await is_as_textual_would(pilot, monkeypatch)


async def test_nothing_moves_from_one_look_to_another(car_maker: Path) -> None:
    """If anything should, `QuickStyles` has to leave it to Textual."""
    async with running(car_maker, at=("summary", "")) as pilot:
        app_of(pilot).load_places()
        await pilot.press("f1")
        rules = pilot.app.stylesheet.rules
        assert len(rules) > 100
        assert [rule for rule in rules if rule.styles.has_rule("transitions")] == []
    for module in SCREENS.rglob("*.py"):
        assert not re.search(r"\btransition:", module.read_text(encoding="utf-8")), module
