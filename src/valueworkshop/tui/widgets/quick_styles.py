"""Styles that are given again and again: only what differs is set.

Textual styles all widgets around each change of focus and of a class, and nearly all of them get
what they have already. It builds both looks of such a widget whole, to see what moves from one to
the other: in our styles nothing does (tests/tui/widgets/test_quick_styles.py).
"""

from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

# A set of rules is hashed a million times a minute, by its id: Python's own way needs no call.
RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]


class QuickStyles(Stylesheet):
    """The styles of an app without transitions."""

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # noqa: FBT001, FBT002 - as Textual's own
        """Set what is another value than the widget has; tell it if there is any, as Textual does.

        Where nothing may move, Textual tells it in any case.
        """
        base = node.styles.base
        held: dict[str, object] = dict(base._rules)  # noqa: SLF001 - as Textual's own
        given: dict[str, object] = dict(rules)
        found = [name for name in held | given if held.get(name) is not given.get(name)]
        for name in found:
            setattr(base, name, given.get(name))
        if found or not animate:
            node.notify_style_update()
