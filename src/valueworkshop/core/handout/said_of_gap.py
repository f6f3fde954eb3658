"""A gap in the sentences of the report: what falls short, who sees it, how we know, who acts."""

from collections.abc import Sequence
from typing import Final

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.facts import Facts
from valueworkshop.core.scoring.agreement import Level
from valueworkshop.core.scoring.hundred_points import in_steps
from valueworkshop.core.scoring.item_score import Facet
from valueworkshop.core.scoring.rounding import whole
from valueworkshop.core.session.evidence import Evidence, Grade
from valueworkshop.core.session.people import spoken
from valueworkshop.core.show.blocks import Aside, Quote, Run, Runs, Strong
from valueworkshop.core.show.pictures import in_a_sentence, whole_words
from valueworkshop.core.show.spoken import begun, closed, listed, number
from valueworkshop.core.stages.agreed.model import Action
from valueworkshop.core.stages.notes.model import Note
from valueworkshop.core.stages.votes.group_answers import groups_apart
from valueworkshop.core.stages.votes.group_words import how_many
from valueworkshop.core.stages.votes.model import NEEDED, TODAY, asks, facets_asked
from valueworkshop.core.summary.gap_summary import Gap
from valueworkshop.core.summary.gap_words import steps_in_words

NO_ACTION: Final = Strong("No action yet.")
UNHEARD: Final = "No customer has told us anything about it."

_LOW, _HIGH = slice(0, 2), slice(3, 5)
_QUOTED: Final = 240
"""At most so many cells of a note are quoted: the rest is in the full report."""


def phrase(facts: Facts, gap: Gap) -> str:
    """Return what falls short as a part of a sentence: 'keeping the experience we promise'.

    An item without such words is quoted: '“We keep the experience we promise”'.
    """
    stage, _, item = gap.key.partition("/")
    asked = asks(facts.session, stage).items.get(item)
    lack = one_line(asked.lack) if asked else ""
    return lack or f"“{in_a_sentence(gap.title.rstrip('.'))}”"


def how_large(gap: Gap) -> str:
    """Say how far an item falls short: '2.3 steps short (57 points)' as a sentence."""
    short = gap.score.gap or 0.0
    return f"{capital(steps_in_words(in_steps(short)))} short ({whole(short)} points)."


def who_sees_it(facts: Facts, gap: Gap) -> str:
    """Say who sees a shortfall: 'All seven of us see a gap' as a sentence."""
    score = gap.score
    if score.room:
        return "The room gave one rating together."
    if score.n == 1 and score.paired:
        return "One person's view."
    if score.short is None:
        return "Hands were counted, so we cannot say how many see a gap."
    if score.short == score.n:
        everybody = score.n == facts.people
        all_of = f"{number(score.n)} of us" if everybody else f"{number(score.n)} who rated it"
        return f"{'All' if score.n > 2 else 'Both' if score.n == 2 else 'The'} {all_of} see a gap."
    return f"{capital(number(score.short))} of {number(score.n)} {_sees(score.short)} a gap."


def _sees(count: int) -> str:
    return "sees" if count == 1 else "see"


def camps(facts: Facts, gap: Gap) -> str:
    """Say what two camps think, by group only where each has three people; '' without camps."""
    stage, _, item = gap.key.partition("/")
    for key, facet in ((TODAY, gap.score.today), (NEEDED, gap.score.needed)):
        if facet.level is Level.SPLIT:
            label = one_line(facets_asked(facts.session, stage)[key].label)
            return _by_group(facts, stage, item, key, label) or (
                f"We are two camps on '{label}': {_ends(facet)}."
            )
    return ""


def _ends(facet: Facet) -> str:
    low, high = sum(facet.counts[_LOW]), sum(facet.counts[_HIGH])
    between = facet.n - low - high
    return f"{low} low, {high} high, {between or 'none'} between"


def _by_group(facts: Facts, stage: str, item: str, facet: str, label: str) -> str:
    """Say which group is at which end; '' unless each of two groups is at one end as a whole."""
    found = groups_apart(facts.session, stage).get(item, {}).get(facet)
    if found is None:
        return ""
    said: list[str] = []
    for group, given in zip(found.groups, found.answers, strict=True):
        low, high = sum(given.counts[_LOW]), sum(given.counts[_HIGH])
        if max(low, high) < given.n:
            return ""
        put = f"put '{label}' at " if not said else "at "
        said.append(f"{how_many(group, given.n, given.n)} {put}{'4 or 5' if high else '1 or 2'}")
    return f"We are two camps: {', '.join(said)}."


def how_known(evidence: Evidence) -> Runs:
    """Say how we know an item: 'We measured: 78 % of 3,412 agreed times kept' as a sentence."""
    told = ", ".join(filter(None, map(one_line, (evidence.source, evidence.when))))
    match evidence.grade:
        case Grade.MEASURED:
            return (Aside("We measured:"), f" {closed(told)}") if told else ("We measured it.",)
        case Grade.HEARD:
            said = Aside("Customers told us:")
            return (said, f" {closed(told)}") if told else ("Customers told us.",)
    return (Aside("Our own guess."),)


def known_in_a_clause(evidence: Evidence) -> str:
    """Say the same within a sentence: 'it is measured: 78 % of 3,412 agreed times kept'."""
    told = begun(in_a_sentence(evidence.source)) if one_line(evidence.source) else ""
    match evidence.grade:
        case Grade.MEASURED:
            return f"it is measured{f': {told}' if told else ''}"
        case Grade.HEARD:
            return f"customers told us{f': {told}' if told else ''}"
    return "it is our own guess"


def who_acts(facts: Facts, gap: Gap) -> Run:
    """Say who acts on a gap: 'The Service adviser acts on it' as a sentence."""
    found = facts.closing(gap.key)
    if not found:
        return NO_ACTION
    owners = list(dict.fromkeys(owner(action) for action in found if one_line(action.owner)))
    if not owners:
        return "There is an action, and no owner yet."
    return f"{capital(listed(owners))} {verb('act', owners)} on it."


def verb(word: str, owners: Sequence[str]) -> str:
    """Return a verb as it goes with owners: several, and a group such as 'leaders', 'act'."""
    one = len(owners) == 1 and not (owners[0].islower() and owners[0].endswith("s"))
    return f"{word}s" if one else word


def owner(action: Action) -> str:
    """Return who does an action, as we call them in a sentence; 'no owner yet' if nobody does."""
    return spoken(action.owner) if one_line(action.owner) else "no owner yet"


def quotes_under(facts: Facts, gap: Gap) -> tuple[Quote, ...]:
    """Return what somebody said about an item, one line of a note with where it comes from.

    Without one, that no customer spoke of it, if it is our own guess; else nothing.
    """
    if notes := facts.quotes.get(gap.key, ()):
        note = notes[0][1]
        return (Quote(f"“{quoted(note)}”", source(note)),)
    return (Quote(UNHEARD),) if gap.evidence.grade is Grade.ASSUMED else ()


def quoted(note: Note) -> str:
    """Return the words of a note that are quoted: those it has in “ ” itself, else its first line.

    The marks around them are not part of it.
    """
    text = note.text
    opening = text.find("“")
    closing = text.find("”", opening)
    if 0 <= opening < closing - 1:
        text = text[opening + 1 : closing]
    first = next((line for line in text.split("\n") if one_line(line)), "")
    return whole_words(first, _QUOTED).strip('“”"')


def source(note: Note) -> str:
    """Return who said a note and when: 'owner, a surgeon, 2 February 2026'; else 'one of us'."""
    told = ", ".join(filter(None, map(one_line, (note.evidence.source, note.evidence.when))))
    if note.evidence.grade is Grade.ASSUMED:
        return "one of us"
    return told or ("a customer" if note.evidence.grade is Grade.HEARD else "measured")
