"""Keys of one's own: what a config file may say, what is told of it, and what texts call a key."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App

import valueworkshop
from valueworkshop.widgets import keys

SOURCE = Path(valueworkshop.__file__).parent


def import_all() -> None:
    """Import every module in which bindings may stand."""
    for path in SOURCE.rglob("*.py"):
        if path.parent.name in ("app", "widgets") or path.name == "view.py":
            import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))


def test_every_text_that_names_a_key_names_one_that_is_declared() -> None:
    import_all()
    known = {binding.id for _, binding in keys.declared()}
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "shown_key":
                binding_id = call.args[1]
                if path.name != "keys.py":
                    assert isinstance(binding_id, ast.Constant), ast.unparse(call)
                    assert binding_id.value in known, ast.unparse(call)


def test_a_text_names_the_key_as_it_is_written_on_screen() -> None:
    class Own(App[None]):
        other_keys = {"workshop.undo": ("ctrl+u",), "workshop.export": ("greater_than_sign", "x")}  # noqa: RUF012

    import_all()
    assert keys.shown_key(App(), "workshop.next") == "^n"
    assert keys.shown_key(App(), "workshop.leave") == "Esc"
    assert keys.shown_key(App(), "workshop.undo") == "u"
    assert keys.shown_key(Own(), "workshop.undo") == "^u"
    assert keys.shown_key(Own(), "workshop.export") == ">"
    with pytest.raises(KeyError):
        keys.shown_key(App(), "workshop.nothing")
