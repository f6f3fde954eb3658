"""Ballots to print: a sheet per person with every item to rate and a box for every answer.

They show what is asked, and no answer.
"""

from collections.abc import Iterable, Sequence

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Table
from valueworkshop.core.stages.votes import best_worst, paper
from valueworkshop.core.stages.votes.model import (
    Choice,
    Facet,
    Item,
    asks,
    facets_asked,
    facets_rated,
    voted,
)

BOX = "☐"

_HOW = (
    "Answer alone. Tick one box in each line. 'Don't know' is a good answer; "
    "'skip' is for what you would rather not rate."
)


def rating_stages(session: Session) -> list[str]:
    """Return the ids of the stages that have something to print."""
    return [key for key in voted(session) if asks(session, key).items]


def for_people(session: Session, stages: Iterable[str], *, named: bool = False) -> list[Block]:
    """Return a ballot for each participant, by group; only `named` ones say whose they are.

    Without names they come group by group, so that the number of a ballot tells less about its
    owner.
    """
    sheets = paper.owners(session, named=named)
    owners = [_owner(each.name, session.people[each.person].group) for each in sheets]
    return _sheets(session, list(stages), owners)


def blank(session: Session, stages: Iterable[str], copies: int) -> list[Block]:
    """Return `copies` ballots that belong to nobody yet."""
    return _sheets(session, list(stages), [""] * copies)


def _owner(name: str, group: str) -> str:
    parts = [f"Name: {name}"] if name else []
    return " · ".join([*parts, f"Group: {group}"] if group else parts)


def _sheets(session: Session, stages: Sequence[str], owners: Sequence[str]) -> list[Block]:
    body = [block for stage in stages for block in _stage(session, stage)]
    blocks: list[Block] = []
    for number, owner in enumerate(owners, start=1):
        # In print, a heading of level 1 starts a sheet.
        blocks.append(Heading(f"Ballot {number} of {len(owners)}", level=1))
        said = (session.title, f"Our offer: {session.offer}" if session.offer else "", owner)
        blocks.append(Paragraph("\n".join(text for text in said if text)))
        blocks.append(Paragraph(_HOW))
        blocks += body
    return blocks


def _stage(session: Session, stage: str) -> list[Block]:
    plan, facets = asks(session, stage), facets_rated(session, stage)
    asked = tuple(f"{facet.label}: {facet.question}" for facet in facets.values())
    blocks: list[Block] = [
        Heading(session.stage(stage).title),
        *([Paragraph(f"The scale: {plan.scale}.")] if plan.scale else []),
        Bullets(asked),
    ]
    for number, (key, item) in enumerate(plan.items.items(), start=1):
        here = facets_rated(session, stage, key)
        own = [f"{f.label}: {f.question}" for k, f in here.items() if f != facets[k]]
        blocks += _item(number, item, list(facets.values()), plan.choices, own)
    for key, facet in facets_asked(session, stage).items():
        if plan.is_picked(key):
            blocks += _picks(facet, list(plan.items.values()))
    return blocks


def _picks(facet: Facet, items: Sequence[Item]) -> list[Block]:
    """Return one table for all items in which people tick what matters most and least."""
    number = {1: "one item", 2: "two items"}.get(best_worst.most_of(len(items)), "no item")
    how = (
        f"{facet.question} Tick {number} in each column, and no item twice; or, if you don't know, "
        "only the last box."
    )
    rows = [(f"{n}. {item.text}", BOX, BOX) for n, item in enumerate(items, start=1)]
    header = ("", "matters most", "matters least")
    return [
        Heading(capital(facet.label), level=3),
        Paragraph(how),
        Table(header, (*rows, ("don't know", BOX, ""))),
    ]


def _item(
    number: int,
    item: Item,
    facets: Sequence[Facet],
    choices: Sequence[Choice],
    own: Sequence[str],
) -> list[Block]:
    """Return the boxes of an item; `own` are the questions that differ from those of the stage."""
    header = ("", *(choice.head for choice in choices), "don't know", "skip")
    ends = tuple(
        f"{point} looks like this: {text}"
        for point, text in ((1, item.low), (5, item.high))
        if text
    )
    boxes = (BOX,) * (len(header) - 1)
    rows = tuple((facet.label, *boxes) for facet in facets)
    blocks: list[Block] = [Heading(f"{number}. {item.text}", level=3)]
    if ends or own:
        blocks.append(Bullets((*own, *ends)))
    return [*blocks, Table(header, rows)]
