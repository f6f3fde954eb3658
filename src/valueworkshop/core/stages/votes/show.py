"""An item on which people vote, described: before the reveal the vote, after it the answers.

All kinds whose items are rated share this. Each adds in its own `show.py` what it says about an
item, and has `ITEMS`, and `pages(here)`: pictures of the whole stage with what they mean. The first
of them says the result of the stage.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring import gap_points
from valueworkshop.core.scoring.item_score import Facet, ItemScore, score_item
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import Chart, Dots, Known, Number, Paragraph, Sight, Voting
from valueworkshop.core.show.place import Here, Place
from valueworkshop.core.stages.votes import group_words, second_rounds, words
from valueworkshop.core.stages.votes.edits import is_revealed
from valueworkshop.core.stages.votes.group_answers import groups_apart
from valueworkshop.core.stages.votes.item_evidence import known_by
from valueworkshop.core.stages.votes.model import (
    Method,
    VotedOn,
    Votes,
    asks,
    facets_asked,
    facets_rated,
    facets_voted,
    vote_on,
)
from valueworkshop.core.stages.votes.reveal_notes import told as notes
from valueworkshop.core.stages.votes.reveal_notes import told_of_stage
from valueworkshop.core.stages.votes.score import facet_totals, item_votes

Voted: TypeAlias = Here[VotedOn, Votes]

NOTHING: Final = "There is nothing to vote on here yet."
AGAIN: Final = "A second vote: this one counts."
COUNTED: Final = "You are counting hands. After the reveal you see how many."
NOT_REVEALED: Final = "Nothing has been revealed yet."
ROOM: Final = "the room's one rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """What a kind calls one of its items, and whether people say how they know it.

    `heading` and `hint` go over the list of items if a team changes them.
    """

    one: str = "item"
    known: bool = True
    heading: str = ""
    hint: str = ""


def item_at(here: Voted, at: str) -> str:
    """Return the item at the team's place, the first if it is at none; '' for none."""
    items = asks(here.session, here.stage).items
    return at if at in items else next(iter(items), "")


def revealed_at(here: Voted, at: str) -> str:
    """Return the item at the team's place if the room has seen its vote, else ''."""
    item = item_at(here, at)
    return item if item and is_revealed(here.session, here.stage, item) else ""


def is_all_revealed(here: Voted) -> bool:
    """Whether the room has seen the votes on all items, of which there are some."""
    items = asks(here.session, here.stage).items
    return bool(items) and all(is_revealed(here.session, here.stage, item) for item in items)


def place(here: Voted, at: str, about: str = "") -> Place:
    """Return what people vote on at a place; `about` is what a kind says about all its items."""
    item = item_at(here, at)
    if not item:
        return Place(question=here.title, hint=NOTHING, about=about)
    asked = asks(here.session, here.stage).items[item]
    return Place(question=asked.text, hint=asked.about, about=about)


def told_at(
    here: Voted, at: str, own: Sequence[Sight] = (), below: Sequence[Sight] = ()
) -> list[Sight]:
    """Return the item at the team's place: its vote, or once it was revealed its answers.

    `own` is what a kind says about a revealed one, and comes first; `below` comes last.
    """
    item = item_at(here, at)
    if not item:
        return [Paragraph(NOTHING)]
    if not is_revealed(here.session, here.stage, item):
        return _vote(here.session, here.stage, item)
    return [*own, *answered(here.session, here.stage, item), *below]


def answered(session: Session, stage: str, item: str) -> list[Sight]:
    """Return the answers on a revealed item: its gap, the answers to each facet as dots.

    After them two groups side by side, if the team has groups that may be shown; what to talk
    about, what one answer moves, and how we know it.
    """
    votes = item_votes(session, stage, item)
    score = score_item(votes) if asks(session, stage).has_gap else None
    moves = words.step(score) if score else ""
    evidence = known_by(session, stage, item)
    dots = (
        _dots(key, facet.label, facet_totals(session, stage, item, key), room=votes.room)
        for key, facet in facets_rated(session, stage).items()
    )
    return [
        *([gap(score)] if score else []),
        *dots,
        *_groups(session, stage, item),
        *(Paragraph(f"{capital(each)}.") for each in words_of_picks(session, stage, item)),
        *talk(session, stage, item),
        *([Paragraph(f"{capital(moves)}.", aside=True)] if moves else []),
        Known(evidence.grade.value, evidence.source_in_words),
    ]


def _groups(session: Session, stage: str, item: str) -> list[Sight]:
    said = group_words.lines(session, stage, item)
    if not said:
        return []
    few = group_words.too_few(groups_apart(session, stage)[item].values())
    aloud = tuple(group_words.aloud(session, stage, item))
    draw = partial(group_words.dots, session, stage, item)
    return [*map(Paragraph, filter(None, (*said, few))), Chart((), draw=draw, words=aloud)]


def words_of_picks(session: Session, stage: str, item: str) -> list[str]:
    """Say how people picked a revealed item, where they pick what matters most and least."""
    plan, room = asks(session, stage), item_votes(session, stage, item).room
    return [
        f"{facet.label}: {words.picks(facet_totals(session, stage, item, key), room=room)}"
        for key, facet in facets_asked(session, stage).items()
        if plan.is_picked(key)
    ]


def talk(session: Session, stage: str, item: str) -> list[Paragraph]:
    """Return what to talk about on a revealed item, in whole sentences."""
    return [Paragraph(f"{capital(text)}.") for text in notes(session, stage, item)]


def beside(session: Session, stage: str) -> list[Paragraph]:
    """Return what is said once beside the picture of a stage: of agreement, and of groups."""
    return [Paragraph(text, aside=True) for text in told_of_stage(session, stage)]


def gap(score: ItemScore) -> Number | Paragraph:
    """Return the gap of an item with its sign and who sees it, or why there is none."""
    if score.signed is None:
        return Paragraph(f"{capital(words.nothing(score))}.")
    over, means = bool(score.surplus), _means(score)
    return Number(
        text=gap_points.points(score.surplus if over else score.gap),
        name="" if over else "gap",
        words=f"of 100 more than needed{means}" if over else f"of 100{means}",
        mark=gap_points.sign(score.signed),
        said=words.shortfall(score),
    )


def _means(score: ItemScore) -> str:
    """Name the means that a gap comes from, where the medians beside it would make another.

    Where some gave only one of the answers, the means of all would make another gap, too.
    """
    both = (score.needed, score.today)
    if score.paired and any(facet.n != score.n for facet in both):
        return f" (of the {score.n} who gave both answers)"
    if all(facet.median == facet.mean for facet in both):
        return ""
    return " (means {} and {})".format(*map(words.mean, both))


def _dots(key: str, label: str, facet: Facet, *, room: bool) -> Dots:
    one, two, three, four, five = facet.counts
    return Dots(
        label=label,
        counts=(one, two, three, four, five),
        said=_of_room(facet) if room else _of_people(facet),
        room=room,
        facet=key,
        given=_of_room(facet) if room else _given(facet),
        median=words.middle(facet) if facet.n and not room else "",
        spread="" if room else words.spread(facet),
    )


def _of_room(facet: Facet) -> str:
    if facet.n:
        return ROOM
    return f"{words.abstained(facet).removeprefix('1 ') or 'no answer'}, {ROOM}"


def _given(facet: Facet) -> str:
    """Return how many gave a number, and how many did not: '9 answers, 1 don't know'."""
    return ", ".join(filter(None, (_answers(facet), words.abstained(facet))))


def _answers(facet: Facet) -> str:
    return "1 answer" if facet.n == 1 else f"{facet.n or 'no'} answers"


def _of_people(facet: Facet) -> str:
    of = _answers(facet)
    middle = f"median {words.middle(facet)} of {of}" if facet.n else "nobody gave a number"
    if facet.distance is not None:
        middle += f", {words.distance(facet)} from it on average"
    return "; ".join(filter(None, (middle, words.spread(facet), words.abstained(facet))))


def _vote(session: Session, stage: str, at: str) -> list[Sight]:
    """Return an item whose vote goes on: none of the answers."""
    plan, method = asks(session, stage), vote_on(session, stage, at).method
    item = plan.items[at]
    ends = [f"{point}  {text}" for point, text in ((1, item.low), (5, item.high)) if text]
    again = AGAIN if second_rounds.is_again(session, stage, at) else ""
    said: list[Sight] = [
        Paragraph(text) for text in (again, *ends, "" if ends else plan.scale) if text
    ]
    if method is Method.HANDS:  # a sum that grows as they are counted would show each count
        return [*said, Paragraph(COUNTED, strong=True)]
    voting = Voting(of=1 if method is Method.ROOM else session.expected)
    facets = facets_voted(session, stage, at).values()
    if method is Method.PRIVATE or len(facets) < 2:
        return [*said, voting]
    return [*said, *(replace(voting, asked=f"{each.label}: {each.question}") for each in facets)]
