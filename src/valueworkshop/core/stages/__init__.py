"""The kinds of stage: the one list of them, in the order in which a workshop meets them."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from valueworkshop.core.scoring.kept_results import kept
from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.stages.kind import Kind, Trait

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
    "effort",
    "actions",
    "close",
    "pause",
)


class _Kinds(Mapping[str, Kind]):
    """The kinds by name. Each is loaded when somebody first needs it: most workshops need a few."""

    def __init__(self) -> None:
        self._loaded: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._loaded:
            if name not in _NAMES:
                raise KeyError(name)
            self._loaded[name] = import_module(f"{__name__}.{name}").KIND
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


KINDS: Final[Mapping[str, Kind]] = _Kinds()


def has(stage: Stage, trait: Trait) -> bool:
    """Whether a stage has a trait: by its kind, and by what it asks."""
    kind = KINDS[stage.kind]
    return trait in kind.traits and trait not in kind.lacks(stage.asks)


def stages_with(kit: Kit, trait: Trait) -> list[str]:
    """Return the ids of the stages of a kit whose kind has a trait, in order."""
    return list(_with(kit, trait))


@kept(lambda kit, trait: (kit, trait))
def _with(kit: Kit, trait: Trait) -> tuple[str, ...]:
    return tuple(key for key, stage in kit.stages.items() if has(stage, trait))


def kind_with(trait: Trait) -> str:
    """Return the name of the first kind that has a trait."""
    return next(name for name, kind in KINDS.items() if trait in kind.traits)
