"""A comparison in sentences. If the answers do not support a verdict, they say so."""

from collections.abc import Iterable

from valueworkshop.core.compare.trends import Trend
from valueworkshop.core.compare.two_workshops import Comparison, People, Verdict
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import in_a_sentence
from valueworkshop.core.stages import stages_with
from valueworkshop.core.stages.agreed.last_time import of_last_time
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.promises import answers, is_late, status_of
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.votes.words import points, signed
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
    """Say what a change means."""
    return _VERDICTS[verdict] if verdict else "no verdict"


def verdict_in_short(verdict: Verdict | None) -> str:
    """Say the same beside the change itself, in three words or so; '–' for none."""
    if verdict is None:
        return "–"
    return "not the same people" if verdict is Verdict.OTHERS else verdict.value


_VERDICTS = {
    Verdict.BETTER: "better, the gap is smaller",
    Verdict.WORSE: "worse, the gap is larger",
    Verdict.NOISE: "no verdict, as it can move that much when the same people answer again",
    Verdict.OTHERS: "no verdict, other people answered",
    Verdict.FEW: "no verdict, too few answers",
}


def surplus_in_words(gaps: Iterable[Gap | None]) -> str:
    """Say how a surplus counts in a change, if one of these has any; '' if none has."""
    return SURPLUS if any(gap is not None and gap.score.surplus for gap in gaps) else ""


def people_of_trend(found: Trend) -> str:
    """Say whether the same people took part in all workshops."""
    if all(people.are_the_same for people in found.people):
        return f"The same {_count(found.people[0].now, 'person', 'people')} took part each time."
    return "Different people took part: a line by itself is no verdict."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
