"""A comparison in sentences. If the answers do not support a verdict, they say so."""

from collections.abc import Iterable
from typing import Final

from valueworkshop.core.compare.trends import Trend
from valueworkshop.core.compare.two_workshops import Comparison, People, Verdict
from valueworkshop.core.handout.worth_the_time import worth_of
from valueworkshop.core.scoring.gap_points import points, signed
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.last_time import of_last_time
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.promises import answers, is_late, status_of
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.words import mean
from valueworkshop.core.summary.gap_summary import Gap

SURPLUS = "A gap below 0 is a surplus; in the change it counts as 0."

METHOD = (
    "Items are the same if you asked them in the same words; we do not compare a reworded one. A "
    "change gets a verdict only if it is more than two standard errors of the difference, and more "
    "than one step by one person; it gets none when other people answered. "
    f"{SURPLUS} For workshops on different offers or kits we show both, without change."
)

SIDE_BY_SIDE = "Different offers or kits: we show both, but differences are not changes."


def named(session: Session) -> str:
    """Return the name of a workshop: its title and day."""
    title = in_a_sentence(session.title)
    return f"{title} ({session.date.isoformat()})" if session.date else title


def people_in_words(people: People) -> str:
    """Say whether the same people took part."""
    if not people.then or not people.now:
        return (
            "We do not know who took part in both: they may be the same people or not, so there is "
            "no verdict."
        )
    if people.are_the_same:
        return f"The same {_count(people.now, 'person', 'people')} took part."
    return (
        f"Different people took part: {people.then} then, {people.now} now, {people.both} "
        "both times. So there is no verdict on any change."
    )


def people_in_short(people: People) -> str:
    """Say the same in one sentence."""
    if not people.then or not people.now or people.are_the_same:
        return people_in_words(people).partition(":")[0].rstrip(".") + "."
    return f"Other people answered: {people.both} of {people.now} took part both times."


def index_in_words(found: Comparison) -> list[str]:
    """Say how the gap index changed, over all and over what both asked."""
    over_all = [points(index.value) for index in found.index]
    said = [f"Gap index: {over_all[0]} then, {over_all[1]} now."]
    if not found.related:
        return [*said, SIDE_BY_SIDE]
    asked = len([change for change in found.changes if change.by is not None])
    if found.by is None or found.verdict is None:
        return [*said, "There is no index for the items that both asked."]
    then, now = (points(index.value) for index in found.common)
    items = _count(asked, "item", "items")
    said.append(
        f"Over the {items} that both asked and rated: {then} then, {now} now, "
        f"{signed(found.by)}: {verdict_in_words(found.verdict)}."
    )
    return said


def summed_up(found: Comparison) -> list[tuple[str, ...]]:
    """Say in three lines what the index covers, how it changed, and who took part.

    Of each line there are a long form and shorter ones.
    """
    over_all = [points(index.value) for index in found.index]
    people = (people_in_short(found.people), people_in_short(found.people).partition(":")[0])
    if found.by is None:
        none = SIDE_BY_SIDE if found.related is False else _NO_INDEX
        return [("Over all that each asked",), (none, none.partition(":")[0]), people]
    asked = sum(change.by is not None for change in found.changes)
    amount = points(abs(found.by))
    change = f"{amount} {'less' if found.by < 0 else 'more'}"
    change = "As much as then" if amount == "0" else change
    words = (verdict_in_words(found.verdict), verdict_in_short(found.verdict))
    whole = f"For all items {over_all[0]} → {over_all[1]}."
    return [
        (f"Over the {_count(asked, 'item', 'items')} that both asked",),
        tuple(f"{change}: {said}" for said in words),
        (*(f"{whole} {said}" for said in people), people[1]),
    ]


_NO_INDEX = "There is no index for the items that both asked."


def last_time(found: Comparison) -> str:
    """Say what became of the actions of the earlier one, if the later one looked back on it."""
    return of_last_time(found.now) if found.now.follows.id == found.then.id else ""


def late_since(found: Comparison) -> list[tuple[str, Action]]:
    """Return (stage, action) of the earlier one for each action that was late by the later one."""
    now = found.now
    if now.follows.id != found.then.id:
        return []
    return [
        (stage, promise.was)
        for stage in stages_with(now.kit, Trait.LOOKS_BACK)
        for key, promise in answers(now, stage).promises
        if is_late(now, promise)
        and status_of(now, key, promise) not in (Status.DONE, Status.DROPPED)
    ]


def verdict_in_words(verdict: Verdict | None) -> str:
    """Say what a change of a gap means; what moved it, today or what is needed, it does not say."""
    return _VERDICTS[verdict] if verdict else "no verdict"


def verdict_in_short(verdict: Verdict | None) -> str:
    """Say the same beside the change itself, in three words or so; '–' for none."""
    return _SHORT.get(verdict, verdict.value) if verdict else "–"


_VERDICTS = {
    Verdict.BETTER: "the gap is smaller",
    Verdict.WORSE: "the gap is larger",
    Verdict.NOISE: "no verdict, as it can move that much when the same people answer again",
    Verdict.OTHERS: "no verdict, other people answered",
    Verdict.FEW: "no verdict, too few answers",
}
_SHORT = {
    Verdict.BETTER: "smaller gap",
    Verdict.WORSE: "larger gap",
    Verdict.OTHERS: "not the same people",
}


def moves_in_words(then: Gap, now: Gap) -> str:
    """Say which of the two means moved, in the numbers that are shown; '' if one is not known."""
    means = [(then.score.today, now.score.today), (then.score.needed, now.score.needed)]
    if any(facet.mean is None for pair in means for facet in pair):
        return ""
    today, needed = (_way(mean(first), mean(last)) for first, last in means)
    return (
        f"Today is {('lower than', 'as it was', 'higher than')[today + 1]}"
        f"{' then' if today else ''}; "
        f"{('less', 'as much', 'more')[needed + 1]} is needed."
    )


def _way(then: str, now: str) -> int:
    """Return 1 for up, -1 for down, 0 where both are the same number."""
    return (float(now) > float(then)) - (float(now) < float(then))


def surplus_in_words(gaps: Iterable[Gap | None]) -> str:
    """Say how a surplus counts in a change, if one of these has any; '' if none has."""
    return SURPLUS if any(gap is not None and gap.score.surplus for gap in gaps) else ""


def people_of_trend(found: Trend) -> str:
    """Say whether the same people took part in all workshops."""
    if all(people.are_the_same for people in found.people):
        return f"The same {_count(found.people[0].now, 'person', 'people')} took part each time."
    return "Different people took part: a line by itself is no verdict."


WORTH: Final = "Was it worth the time?"
"""What we call the answers to it over several workshops."""

NAMELESS: Final = "These answers have no names, so a difference gets no verdict."
"""Why we say nothing about a change of them."""


def worth_in_words(then: Session, now: Session) -> str:
    """Say what both rooms said about their time, each with how many answered; '' for neither."""
    both = [worth_of(session) for session in (then, now)]
    if not any(both):
        return ""
    said = [each.in_short if each else "not asked" for each in both]
    return f"{WORTH} Then {said[0]}, now {said[1]}. {NAMELESS}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
