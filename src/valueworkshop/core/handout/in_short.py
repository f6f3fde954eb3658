"""How a report opens: what the workshop was about, then all that matters in twenty seconds."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.facts import Facts, starts_first
from valueworkshop.core.handout.said_of_gap import (
    known_in_a_clause,
    owner,
    phrase,
    verb,
    who_sees_it,
)
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import FEWEST_APART, FRONT_LINE, groups_of
from valueworkshop.core.show.blocks import Run, Runs, Sentences, Strong, plain
from valueworkshop.core.show.pictures import in_a_sentence, whole_words
from valueworkshop.core.show.spoken import begun, closed, counted, day, listed, number
from valueworkshop.core.summary.gap_words import NOT_RATED, index_in_words

MOST_ABOUT: Final = 45
MOST_IN_SHORT: Final = 80
"""Words of the line under the title, and of 'In short': twenty seconds."""

_DETAIL: Final = 3
"""How easily the evidence of the largest gap is left out: first of all."""

_STEP: Final = 120
"""At most so many cells of a first step."""

NO_ACTION: Final = "No action agreed yet."
NO_PROBLEM: Final = "No shortfall found; that is not the same as no problem."
NOT_MORE_THAN_LUCK: Final = "No shortfall that our differences alone could not make."


def about(facts: Facts) -> Sentences:
    """Return the line under the title: the day, the offer, the customers, who took part."""
    session = facts.session
    names = [one_line(segment.name) for _, segment in ordered(session.segments)]
    runs = _about(facts, names)
    if _words(runs) > MOST_ABOUT and len(names) > 1:
        runs = _about(facts, [f"{number(len(names))} kinds of customers"])
    return Sentences(runs)


def _about(facts: Facts, segments: Sequence[str]) -> Runs:
    session = facts.session
    when = f", {day(session.date)}" if session.date else ""
    runs: list[Run] = [f"Workshop on customer value{when}."]
    whom = f", for {in_the_middle(segments)}" if segments else ""
    if offer := begun(one_line(session.offer)):
        runs += [" It was about ", Strong(offer), f"{whom}."]
    elif whom:
        runs.append(f" It was{whom.removeprefix(',')}.")
    return (*runs, *([f" {took_part(facts)}"] if facts.people else []))


def in_the_middle(names: Sequence[str]) -> str:
    """Return names as a list within a sentence, those of plain words in small letters."""
    return listed([_small(name) for name in names])


def _small(name: str) -> str:
    first = name.split(" ", maxsplit=1)[0]
    plain_words = " " in name and first[1:].islower() and name[len(first) :].islower()
    return name[:1].lower() + name[1:] if plain_words else name


def took_part(facts: Facts) -> str:
    """Say how many took part, and how many of each group that has three or more."""
    groups = groups_of(facts.session.people)
    large = {group: count for group, count in groups.items() if count >= FEWEST_APART}
    if facts.people == 1:
        return "One of us took part."
    who = f"{capital(number(facts.people))} of us took part"
    if sum(large.values()) < facts.people or len(large) < 2:
        return f"{who}."
    return f"{who}: {listed([_group(*each) for each in large.items()])}."


def _group(group: str, count: int) -> str:
    if group == FRONT_LINE:
        return f"{number(count)} from the front line"
    return f"{number(count)} {in_a_sentence(group)}"


def in_short(facts: Facts) -> Runs:
    """Return all that matters in at most 80 words, without the index.

    What is said of least importance goes first if there is no room for it.
    """
    parts = [*_gaps(facts), *_agreed(facts)]
    kept = list(parts)
    for dropped in sorted((part for part in parts if part[0]), key=lambda part: -part[0]):
        if sum(_words(runs) for _, runs in kept) <= MOST_IN_SHORT:
            break
        kept.remove(dropped)
    runs: list[Run] = []
    for _, part in kept:
        runs += [" ", *part] if runs else part
    return tuple(runs)


def without_details(facts: Facts) -> list[str]:
    """Return the sentences of 'In short' on gaps alone: no source, no name, no action."""
    return [plain(part) for rank, part in _gaps(facts) if rank != _DETAIL]


def _gaps(facts: Facts) -> list[tuple[int, Runs]]:
    """Return the sentences on gaps, each with how easily it is left out: 0 never."""
    if not facts.raters:
        return [(0, (_no_ratings(facts),))]
    if not facts.short:
        over = listed([phrase(facts, gap) for gap in facts.over[:3]])
        more = [(2, (f"Customers get more than they need in {over}.",))] if over else []
        return [(0, (NO_PROBLEM if facts.over else "No shortfall found.",)), *more]
    largest, *others = facts.short[:3]
    if facts.summary.is_above_chance is False:
        names = listed([phrase(facts, gap) for gap in facts.short[:3]])
        return [(0, (NOT_MORE_THAN_LUCK,)), (0, ("Check first: ", Strong(names), "."))]
    alone = "As the room sees it," if facts.is_rooms else "In one person's view"
    view = {1: alone, 2: "Two of us think"}
    begins = (
        f"{view.get(facts.raters, 'We think')} customers get less than they need, most of all in "
    )
    told: list[tuple[int, Runs]] = [(0, (begins, Strong(phrase(facts, largest)), "."))]
    seen, known = who_sees_it(facts, largest), known_in_a_clause(largest.evidence)
    if largest.score.short is not None and facts.raters > 1:
        told.append((_DETAIL, (f"{seen.rstrip('.')}, and {closed(known)}",)))
    else:
        told.append((_DETAIL, (closed(capital(known)),)))
    if others:
        runs: list[Run] = ["Next comes " if len(others) == 1 else "Next come "]
        for at, gap in enumerate(others):
            runs += [*([" and "] if at else []), Strong(phrase(facts, gap))]
        told.append((1, (*runs, ".")))
    return told


def _no_ratings(facts: Facts) -> str:
    notes = sum(len(getattr(given, "notes", ())) for given in facts.session.answers.values())
    why = index_in_words(facts.summary)
    return (
        f"{'No ratings yet' if why == NOT_RATED else why}. {capital(counted(notes, 'note'))}, "
        f"{counted(len(facts.summary.open), 'question')} open."
    )


def _agreed(facts: Facts) -> list[tuple[int, Runs]]:
    """Return the sentences on what was decided, who begins, and when we look again."""
    told: list[tuple[int, Runs]] = [(0, (how_much(facts),))]
    if starts := starts_first(facts):
        step = closed(begun(whole_words(starts.first_step, _STEP)))
        name = owner(starts)
        who = f"{capital(name)} {verb('start', [name])}: " if one_line(starts.owner) else "First: "
        told.append((2, (f"{who}{step}",)))
    if facts.look_again:
        told.append((0, (f"We look again on {day(facts.look_again)}.",)))
    return told


def how_much(facts: Facts) -> str:
    """Say how many things we decided, how many we stop, and how many actions we agreed."""
    decided, agreed = len(facts.decisions), len(facts.actions)
    said = [f"decided {counted(decided, 'thing')}"] if decided else []
    if facts.stopped:
        stops = number(len(facts.stopped))
        said.append(f"stop {stops}" if decided else f"stop {counted(len(facts.stopped), 'thing')}")
    if not agreed:
        return f"{NO_ACTION}{f' We {listed(said)}.' if said else ''}"
    said.append(f"agreed {counted(agreed, 'action')}")
    return f"We {listed(said)}."


def _words(runs: Runs) -> int:
    return len(plain(runs).split())
