"""What was chosen, in line mode: taken up by a command, then rated as all votes are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.dots.pools import Pool
from valueworkshop.core.stages.effort import show
from valueworkshop.core.stages.effort.model import Asks, Choice, take_up
from valueworkshop.core.stages.effort.score import weighed
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.summary.candidates import pool
from valueworkshop.core.summary.taken_up import to_take_up
from valueworkshop.lines.ask_custom_items import Numbered, ask_own, own_of
from valueworkshop.lines.dot_voting import dot_voting
from valueworkshop.lines.revealed_words import told_stage
from valueworkshop.lines.talk import Command, Talk


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask what to weigh, or for the votes on one of these."""
    ask_own(talk, stage, at, _OWN)


def told(session: Session, stage: str) -> list[str]:
    """Return what was revealed, as for all stages on which people vote."""
    return told_stage(session, stage)


def _about(session: Session, stage: str, item: str) -> str:
    found = weighed(session, stage).get(item)
    return found.where if found else ""


def _commands(talk: Talk, stage: str, _of_number: Numbered) -> Sequence[Command]:
    def take(_rest: str) -> None:
        offered = to_take_up(talk.session, talk.session.asked(stage, Asks).most)
        done = take_up(talk.session, stage, offered.found, offered.what, talk.desk.ids)
        if not talk.commit(done.session, done.said):
            talk.say(done.said)

    def pools(session: Session) -> Sequence[Pool]:
        stages = stages_with(session.kit, Trait.HOLDS_ACTIONS)[:1]
        return [pool(session, each) for each in stages]

    takes = Command(name=show.TAKE_UP.command, about=show.TAKE_UP.about, do=take)
    return [takes, dot_voting(talk, pools)]


_OWN: Final = replace(
    own_of(show.ITEMS),
    hint=f"{show.ITEMS.hint} /{show.TAKE_UP.command} takes up what we chose.",
    new=lambda _session, _stage, line: Choice(text=line),
    about=_about,
    commands=_commands,
)
