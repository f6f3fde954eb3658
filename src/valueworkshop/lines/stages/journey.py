"""The touchpoints of a journey in line mode: what each feeds, and what carries it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.journey.model import Carrier, Term, Touchpoint, touchpoints
from valueworkshop.core.stages.journey.show import ITEMS
from valueworkshop.core.stages.journey.words import linked
from valueworkshop.core.stages.votes.custom_items import put_item
from valueworkshop.lines.ask_custom_items import Numbered, ask_own, own_of
from valueworkshop.lines.talk import Command, Talk, pick


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask for the touchpoints, or for the votes on one of them."""
    ask_own(talk, stage, at, _OWN)


def _about(session: Session, stage: str, item: str) -> str:
    touchpoint = touchpoints(session, stage).get(item)
    return linked(touchpoint) if touchpoint else ""


def _commands(talk: Talk, stage: str, of_number: Numbered) -> Sequence[Command]:
    def feeds(rest: str) -> None:
        key, word = of_number(rest)
        terms = {term.value: term.in_words for term in Term}
        term = Term(pick(word, terms)) if word else None
        put(key, replace(touchpoints(talk.session, stage)[key], term=term))

    def carried(rest: str) -> None:
        key, said = of_number(rest)
        known = {carrier.value: carrier.in_words for carrier in Carrier}
        chosen = {Carrier(pick(word, known)) for word in said.split(",") if word.strip()}
        in_order = tuple(carrier for carrier in Carrier if carrier in chosen)
        put(key, replace(touchpoints(talk.session, stage)[key], carriers=in_order))

    def put(key: str, touchpoint: Touchpoint) -> None:
        session = put_item(talk.session, stage, key, touchpoint)
        talk.commit(session, f"{touchpoint.text}: {linked(touchpoint) or 'nothing said'}.")

    terms = ", ".join(term.in_words for term in Term)
    carriers = ", ".join(carrier.in_words for carrier in Carrier)
    return [
        Command(name="feeds", usage="NUMBER TERM", about=f"what it feeds: {terms}", do=feeds),
        Command(
            name="carried", usage="NUMBER A, B", about=f"what carries it: {carriers}", do=carried
        ),
    ]


_OWN: Final = replace(
    own_of(ITEMS),
    new=lambda _session, _stage, line: Touchpoint(text=line),
    about=_about,
    commands=_commands,
)
