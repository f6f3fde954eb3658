"""The kinds of stage: the one list of them, in the order in which a workshop meets them."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from valueworkshop.core.stages.kind import Kind

_NAMES: Final = (
    "frame",
    "review",
    "statements",
    "questions",
    "ratings",
    "ladder",
    "offers",
    "ledger",
    "allocation",
    "journey",
    "voice",
    "drivers",
    "summary",
    "actions",
    "close",
    "pause",
)


class _Kinds(Mapping[str, Kind]):
    """The kinds by name. Each is loaded when it is first asked for: most workshops need a few."""

    def __init__(self) -> None:
        self._loaded: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._loaded:
            if name not in _NAMES:
                raise KeyError(name)
            self._loaded[name] = import_module(f"valueworkshop.core.stages.{name}.kind").KIND
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


KINDS: Final[Mapping[str, Kind]] = _Kinds()
