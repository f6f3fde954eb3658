"""Where what was chosen lies, as the stages that weigh it say: 'quick win' beside its gap."""

from collections.abc import Mapping

from valueworkshop.core.scoring.effort_fields import Field
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.kind import Trait


def beside(words: str, key: str, where: Mapping[str, str]) -> str:
    """Return the words of something with its field behind them: 'Support (quick win)'."""
    return f"{words} ({where[key]})" if key in where else words


def in_a_field(session: Session) -> dict[str, str]:
    """Return the fields of what surely lies in one, by 'stage/item'."""
    fields = set(Field)
    return {key: words for key, words in placed(session).items() if words in fields}


def placed(session: Session) -> dict[str, str]:
    """Return in words where each thing lies, by 'stage/item'; only what the room has seen."""
    return {
        key: words
        for stage in stages_with(session.kit, Trait.WEIGHS_CHOICES)
        for key, words in KINDS[session.stage(stage).kind].placed(session, stage).items()
    }
