"""Names of keys as people and as Textual write them, and which ones a terminal sends."""

import difflib
from collections.abc import Sequence
from typing import Final

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from valueworkshop.tui.widgets.keys import WRITTEN

_MODIFIERS: Final = ("ctrl", "shift", "alt", "super", "hyper", "meta")

_PLAIN: Final = frozenset(
    key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")
)
_CALLED: Final = {
    **{sign.lower(): key for key, sign in WRITTEN.items()},
    "return": "enter",
    "del": "delete",
    "ins": "insert",
}
_MODIFIED: Final = {"control": "ctrl", "s": "shift", "option": "alt", "cmd": "super"}
_ARROWS: Final = ("up", "down", "left", "right")

# Keys that, in terminals we tried, do not arrive or arrive as another one.
_AS_ANOTHER: Final = {
    "ctrl+m": "most terminals send Enter for it",
    "ctrl+i": "most terminals send Tab for it",
    "ctrl+h": "most terminals send Backspace for it",
    "ctrl+enter": "most terminals send Enter for it",
    "shift+enter": "most terminals send Enter for it",
    "alt+enter": "most terminals send Enter for it",
    "ctrl+slash": "most terminals send ctrl+_ for it",
    "ctrl+space": "most terminals send ctrl+@ for it",
}
_TAKEN: Final = {
    "ctrl+a": "screen takes it",
    "ctrl+b": "tmux takes it",
    "ctrl+c": "terminals copy with it",
    "ctrl+v": "terminals paste with it",
    "ctrl+plus": "terminals change the size of letters with it",
    "ctrl+minus": "terminals change the size of letters with it",
}
_BY_ALTGR: Final = frozenset("[]{}\\@~|")


def named(key: str) -> str | None:
    """Return Textual's name of a key, question_mark for ?, ctrl+n also for ^n; None if it has none.

    A letter with shift is the capital.
    """
    *modifiers, plain = _parts(key)
    if not plain or any(each not in _MODIFIERS for each in modifiers):
        return None
    if len(plain) == 1:
        plain = plain.lower() if "ctrl" in modifiers else plain
        if modifiers == ["shift"] and plain.isalpha():
            return plain.upper()
        plain = "comma" if plain == "," else _by_textual(plain)
    elif plain not in _PLAIN and _sign(plain) is None:
        return None
    return "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), plain])


def near_key(key: str) -> str:
    """Return the key whose name is most like `key`, '' if none is."""
    *modifiers, plain = _parts(key)
    modifiers = [_nearest(each, _MODIFIERS) for each in modifiers]
    if named(plain) is None:
        plain = _nearest(plain, sorted(_PLAIN))
    return "+".join([*modifiers, plain]) if plain and all(modifiers) else ""


def prints(key: str) -> bool:
    """Whether a key, by Textual's name, types a character."""
    sign = _sign(key)
    return sign is not None and sign.isprintable()


def doubtful(key: str) -> str:
    """Say why a key, by Textual's name, may not arrive in many terminals; '' if it does."""
    why = _AS_ANOTHER.get(key) or _TAKEN.get(key) or _by_modifiers(key)
    if (_sign(key) or "") in _BY_ALTGR:
        why = "on many keyboards it takes AltGr"
    return f"{key}: {why}" if why else ""


def _by_modifiers(key: str) -> str:
    *modifiers, plain = key.split("+")
    if "alt" in modifiers:
        return "a Mac types another letter with it, and some terminals send Esc"
    if {"super", "hyper", "meta"} & set(modifiers):
        return "most terminals do not send it"
    if "ctrl" in modifiers:
        if plain in _ARROWS:
            return "a Mac takes it for itself"
        if not (plain.isascii() and plain.isalpha() and len(plain) == 1):
            return "most terminals send nothing for it"
    return ""


def _sign(key: str) -> str | None:
    """Return the character that a key types, by Textual's name."""
    return key_to_character(REPLACED_KEYS.get(key, key))


def _by_textual(sign: str) -> str:
    (binding,) = Binding.make_bindings([Binding(sign, "")])
    return binding.key


def _nearest(name: str, names: Sequence[str]) -> str:
    if name in names:
        return name
    return next(iter(difflib.get_close_matches(name, names, n=1)), "")


def _parts(key: str) -> list[str]:
    """Return modifiers and the plain key, by Textual's names as far as we know them."""
    key = key.strip()
    if len(key) > 1 and key.startswith("^"):
        key = f"ctrl+{key[1:]}"
    before, plus, plain = key.rpartition("+")
    if plus and not plain:  # the key is + itself
        before, plain = before.removesuffix("+"), "+"
    modifiers = [_MODIFIED.get(each.lower(), each.lower()) for each in before.split("+") if each]
    if plain in _CALLED:
        plain = _CALLED[plain]
    elif len(plain) > 1:
        plain = _CALLED.get(plain.lower(), plain.lower())
    if plain == "shift+tab":  # people write it as one key
        return [*modifiers, "shift", "tab"]
    return [*modifiers, plain]
