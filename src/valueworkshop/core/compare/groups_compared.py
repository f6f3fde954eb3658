"""Groups of notes then and now: by the words of their question, and by their names."""

from collections.abc import Mapping
from dataclasses import dataclass

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.notes.groups import gathered
from valueworkshop.core.stages.notes.model import answers, asks


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """A group with how many notes it held then and how many now; None where it was not there.

    `at` is 'stage/question' in the workshop of now.
    """

    question: str
    at: str
    name: str
    then: int | None
    now: int | None


def groups_then_and_now(then: Session, now: Session) -> list[GroupChange]:
    """Return the groups on questions that both workshops asked: those of now, then the others."""
    before, after = _groups(then), _groups(now)
    asked = _questions(now)
    both = _questions(then).keys() & asked.keys()
    found = {**after, **{key: each for key, each in before.items() if key not in after}}
    return [
        GroupChange(
            question=question,
            at=asked[key[0]],
            name=name,
            then=before[key][2] if key in before else None,
            now=after[key][2] if key in after else None,
        )
        for key, (question, name, _) in found.items()
        if key[0] in both
    ]


def _questions(session: Session) -> Mapping[str, str]:
    """Return where each question is asked, as 'stage/question', by its words as they compare."""
    return {
        folded(one_line(asked.text)): f"{stage}/{key}"
        for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS)
        for key, asked in asks(session, stage).questions.items()
    }


def _groups(session: Session) -> Mapping[tuple[str, str], tuple[str, str, int]]:
    """Return (words of the question, name, notes) of each group, by both words as they compare."""
    found = {}
    for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS):
        given = answers(session, stage)
        for key, asked in asks(session, stage).questions.items():
            for group in gathered(given, key):
                if group.key:
                    text, name = one_line(asked.text), one_line(group.name)
                    found[folded(text), folded(name)] = (text, name, len(group.notes))
    return found
