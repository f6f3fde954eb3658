"""How sure we are, in five plain rows; and what nobody knows yet."""

from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.facts import Facts
from valueworkshop.core.handout.said_of_gap import owner, phrase
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session import parking_lot
from valueworkshop.core.session.parked_thought import Became
from valueworkshop.core.show.blocks import Block, Bullets, Heading, Paragraph, Table
from valueworkshop.core.show.spoken import counted, day, listed, number
from valueworkshop.core.stages.votes.score import stage_votes
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.gap_summary import Gap

HEADING: Final = "How sure we are"
OPEN: Final = "What nobody knows yet"

_NEARLY: Final = 0.9
_MOSTLY: Final = 0.7
_NAMED: Final = 2


def how_sure(facts: Facts) -> list[Block]:
    """Return the table, and the one sentence on what ratings are; nothing if nobody rated."""
    if not facts.raters:
        return []
    rows = [
        ("How large?", _how_large(facts)),
        ("Give or take?", _give_or_take(facts)),
        ("Only luck?", _only_luck(facts)),
        ("Known from?", _known_from(facts)),
        ("All answered?", _all_answered(facts)),
    ]
    told = tuple(row for row in rows if row[1])
    return [
        Heading(HEADING),
        Table(("Question", "Answer"), told),
        Paragraph(gap_words.DISCLAIMER),
    ]


def _how_large(facts: Facts) -> str:
    index = facts.summary.index
    if index.value is None or index.steps is None:
        return f"{gap_words.index_in_words(facts.summary)}."
    if not index.value:
        return f"Nothing is short, on average ({points(index.value)} of 100)."
    far = gap_words.steps_in_words(index.steps)
    weighed = " What sways customers more counts more." if facts.summary.weighed else ""
    over = " What they get too much of counts as 0." if facts.over else ""
    return (
        f"Today is {far} of four below what customers need, on average "
        f"({points(index.value)} of 100).{weighed}{over}"
    )


def _give_or_take(facts: Facts) -> str:
    index = facts.summary.index
    if facts.raters == 1 or index.value is None:
        return "" if index.value is None else _one_view(facts)
    if facts.raters == 2:
        return "Too few of us to say."
    if index.margin is None:
        return "We cannot say: not all answers are linked to people."
    return gap_words.margin(index).removeprefix("Give or take ").replace(": with", ". With", 1)


def _one_view(facts: Facts) -> str:
    return "The room gave one rating together." if facts.is_rooms else "One person's view."


def _only_luck(facts: Facts) -> str:
    """Say whether chance could make the index; '' for one person."""
    if facts.raters < 3 or facts.summary.index.value is None:
        return "" if facts.raters != 2 else "Too few of us to say."
    above = facts.summary.is_above_chance
    said = gap_words.luck(facts.summary)
    if above is None:
        return said
    if not above:
        return f"It can be. {said}"
    return f"Hardly. {said} We could still all be wrong together."


def _known_from(facts: Facts) -> str:
    index = facts.summary.index
    if index.evidence is None:
        return ""
    said = f"{capital(gap_words.shares_in_words(index.evidence))}."
    if index.evidenced is not None and index.evidence.assumed:
        said += f" Without our guesses it would be {points(index.evidenced)}{_beyond(index)}."
    return said


def _beyond(index: IndexScore) -> str:
    """Say where that is outside what the margin allows: it takes our guesses as they are."""
    if index.margin is None or index.evidenced is None:
        return ""
    inside = index.margin.low <= index.evidenced <= index.margin.high
    return "" if inside else ", which 'give or take' does not cover"


def _all_answered(facts: Facts) -> str:
    index = facts.summary.index
    if not index.possible:
        return ""
    given, possible = index.answered, index.possible
    if given >= possible:
        return f"Yes, all {possible}."
    share = given / possible
    how = "Nearly" if share >= _NEARLY else "Mostly" if share >= _MOSTLY else "Only"
    begins = f"{how} {given} of {possible}." if how == "Only" else f"{how}: {given} of {possible}."
    missing = [(count, gap) for gap in facts.summary.gaps if (count := _missing(facts, gap)) > 0]
    missing.sort(key=lambda each: -each[0])
    said = [f"{number(count)} of us on {phrase(facts, gap)}" for count, gap in missing[:_NAMED]]
    if not said:
        return begins
    more = f", and on {counted(len(missing) - _NAMED, 'more item')}" * (len(missing) > _NAMED)
    return f"{begins} Not fully answered by {listed(said)}{more}."


def _missing(facts: Facts, gap: Gap) -> int:
    stage = gap.key.partition("/")[0]
    present = stage_votes(facts.session, stage).present
    return 0 if gap.score.room else present - gap.score.n


def unknown(facts: Facts) -> list[Block]:
    """Return the open questions with who finds out by when; and that no customer was asked."""
    asked = [_open(facts, finding.title, finding.key) for finding in facts.summary.open]
    thoughts = (thought for _, thought in parking_lot.in_order(facts.session))
    asked += [one_line(thought.text) for thought in thoughts if thought.became is Became.OPEN]
    if facts.raters and facts.customers is None:
        asked.append("How customers themselves would rate this: none has been asked to yet.")
    if unseen := facts.summary.unseen:
        are = "is" if unseen == 1 else "are"
        asked.append(f"{capital(counted(unseen, 'item'))} {are} not revealed yet, nor counted.")
    return [Heading(OPEN), Bullets(tuple(asked))] if asked else []


def _open(facts: Facts, title: str, key: str) -> str:
    found = facts.closing(key)
    if not found:
        return f"{one_line(title)} (nobody finds out yet)"
    first = found[0]
    when = f", by {day(first.due)}" if first.due else ", no day yet"
    return f"{one_line(title)} ({capital(owner(first).removeprefix('the '))}{when})"
