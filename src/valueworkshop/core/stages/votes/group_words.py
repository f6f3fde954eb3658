"""How far two groups lie apart, in words and dots; of few people, only what they answered."""

from collections.abc import Iterable, Iterator, Mapping

from valueworkshop.core.clean_text import capital
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.people import FRONT_LINE, LEADERS
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.figures import Strip
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages.votes import words
from valueworkshop.core.stages.votes.group_answers import OTHERS, Apart, groups_apart
from valueworkshop.core.stages.votes.model import asks, facets_asked

TOO_FEW = "with so few, how far apart the groups are cannot be said"

_HIGH = 2  # the answers 4 and 5 of five


def named(group: str) -> str:
    """Return a group as it is called in a sentence: 'leaders', 'the front line'."""
    return f"the {group}" if group in {FRONT_LINE, OTHERS} else in_a_sentence(group)


def how_many(group: str, number: int, n: int) -> str:
    """Say how many of a group: 'all 3 leaders', 'none of the 4 from the front line'."""
    many = f"{number} of the {n}"
    if number in {0, n}:
        many = f"all {n}" if number else f"none of the {n}"
    if group in {LEADERS, OTHERS}:
        return f"{many} {group}"
    return f"{many} from {named(group)}"


def lines(session: Session, stage: str, item: str) -> list[str]:
    """Say for each facet of a revealed item how far two groups lie apart; [] without two groups."""
    facets = facets_asked(session, stage)
    found = groups_apart(session, stage).get(item, {})
    return [f"{capital(facets[key].label)}: {in_words(each)}." for key, each in found.items()]


def too_few(found: Iterable[Apart]) -> str:
    """Say why no distance is told where people are few, and what one answer does; else ''."""
    moves = [each.resolution for each in found if each.low is None]
    if not moves:
        return ""
    one = f"one answer a step away moves it by {_points(max(moves))}"
    return f"{capital(TOO_FEW)}: {one}{' or less' if len({*map(whole, moves)}) > 1 else ''}."


def in_words(found: Apart) -> str:
    """Say how far two groups lie apart, and how far they might; of few, how many say 4 or 5."""
    one, other = map(named, found.groups)
    if found.low is None or found.high is None:
        high = [sum(facet.counts[-_HIGH:]) for facet in found.answers]
        who = [
            how_many(group, number, facet.n)
            for group, number, facet in zip(found.groups, high, found.answers, strict=True)
        ]
        also = "and so do " if all(high) and high[0] == found.answers[0].n else ""
        return f"{who[0]} {'says' if high[0] == 1 else 'say'} 4 or 5, {also}{who[1]}"
    fits = f"anything from {_at(found.low)} to {_at(found.high)} fits these answers"
    if whole(found.points) == 0:
        return f"{one} and {other} are level on average; {fits}"
    side = "above" if found.points > 0 else "below"
    return f"{one} are {_points(found.points)} {side} {other}; {fits}"


def detail(found: Apart) -> str:
    """Say Cliff's δ in words; '' for few answers."""
    if found.delta is None:
        return ""
    one, other = map(named, found.groups)
    return (
        f"Cliff's δ {found.delta:+.2f}: how much more often one of {one} answers higher than one "
        f"of {other} than lower, from -1 to 1"
    )


def whole_stage(session: Session, stage: str) -> list[str]:
    """Say on how many of all that is compared two groups lie clearly apart; of few, why not."""
    facets, items = facets_asked(session, stage), asks(session, stage).items
    found = {
        (item, facet): each
        for item, by_facet in groups_apart(session, stage).items()
        for facet, each in by_facet.items()
    }
    few = too_few(found.values())
    said = [few] if few else []
    sure = {key: each.sure for key, each in found.items() if each.sure is not None}
    if not sure:
        return said
    item, facet = most = max(sure, key=lambda key: sure[key])
    clear = sum(each > 0 for each in sure.values())
    who = capital(" and ".join(map(named, found[most].groups)))
    of = "the one comparison" if len(sure) == 1 else f"{len(sure)} comparisons"
    if not clear:
        return [f"{who} are on none of {of} further apart than chance could put them.", *said]
    where = f"'{in_a_sentence(items[item].text)}' ({in_a_sentence(facets[facet].label)})"
    return [f"{who} are clearly apart on {clear} of {of}, most clearly on {where}.", *said]


def rows(session: Session, stage: str, item: str) -> list[tuple[str, str, Facet]]:
    """Return (facet, group, answers) of the two groups on a revealed item, facet by facet."""
    return list(_rows(session, stage, groups_apart(session, stage).get(item, {})))


def dots(session: Session, stage: str, item: str, width: int | None = None) -> list[str]:
    """Return these answers as dots, a line for each group of each facet."""
    shown = rows(session, stage, item)
    labels = [(facet, capital(group)) for facet, group, _ in shown]
    one, other = (max((len(pair[side]) for pair in labels), default=0) for side in (0, 1))
    room = None if width is None else width - one - other - 4
    drawn = words.dots(*(answered.counts for _, _, answered in shown), width=room)
    return [
        f"{facet:<{one}}  {group:<{other}}  {line}"
        for (facet, group), line in zip(labels, drawn, strict=True)
    ]


def aloud(session: Session, stage: str, item: str) -> list[str]:
    """Return these answers for people who cannot see the dots, each line clear alone."""
    return [
        f"{capital(facet)}, {group}: {_given(answered)}."
        for facet, group, answered in rows(session, stage, item)
    ]


def strips(session: Session, stage: str, item: str) -> list[Strip]:
    """Return these answers for formats that draw."""
    return [
        Strip(label=f"{facet}, {group}", counts=answered.counts, median=answered.median)
        for facet, group, answered in rows(session, stage, item)
    ]


def _rows(
    session: Session, stage: str, found: Mapping[str, Apart]
) -> Iterator[tuple[str, str, Facet]]:
    facets = facets_asked(session, stage)
    for key, each in found.items():
        for group, answered in zip(each.groups, each.answers, strict=True):
            yield facets[key].label, group, answered


def _given(answered: Facet) -> str:
    return ", ".join(f"{n} gave {point}" for point, n in enumerate(answered.counts, 1) if n)


def _points(value: float) -> str:
    amount = abs(whole(value))
    return "1 point" if amount == 1 else f"{amount} points"


def _at(value: float) -> str:
    amount = whole(value)
    return "0" if not amount else f"{abs(amount)} {'above' if amount > 0 else 'below'}"
