"""The summary in sentences. Each says no more than the answers carry."""

from valueworkshop.scoring.index import IndexScore
from valueworkshop.stages.ratings.words import points
from valueworkshop.summary.gaps import Gap, Summary
from valueworkshop.workshop.session import Session

DISCLAIMER = (
    "These are the team's own ratings turned into points. They order a discussion; "
    "they measure customers only where customers gave them."
)

METHOD = (
    ("Each item was rated from 1 to 5 for what customers need and for what is true today. "
    "One step on that scale is 25 points; a gap is the mean of needed less today, from 0 to 100, "
    "over those who gave both."),
    ("Priority is the gap times the weight people gave the item; where no weight was asked, all "
    "items count alike."),
    ("Agreement is one less Leik's ordinal dispersion; 'split' and 'mixed' follow scoring rules "
    "(Burke & Dunlap for mixed). The noise floor is the gap that disagreement alone would make."),
    "'Don't know' and 'skipped' are counted and shown, and are never a number.",
    "The checklist of value creation is C. K. Prahalad's.",
)


def index_in_words(summary: Summary) -> str:
    """Say the value gap index in steps, with its number; or why there is none."""
    index = summary.index
    if index.value is None or index.steps is None:
        return _no_index(summary)
    if round(index.value) == 0:
        return "No shortfall found (gap index 0 of 100). That is not the same as no problem."
    steps = f"{index.steps:.1f}"
    unit = "step" if steps == "1.0" else "steps"
    return f"About {steps} {unit} short on average (gap index {points(index.value)} of 100)"


def _no_index(summary: Summary) -> str:
    if not summary.gaps:
        return "Nothing rated yet."
    if all(gap.score.signed is None for gap in summary.gaps):
        if all(gap.score.today.n and not gap.score.needed.n for gap in summary.gaps):
            return "Only today was rated: there is no gap without what is needed."
        return "Nobody gave both what is needed and what is so today: no gap."
    if all(gap.score.weight in (None, 0.0) for gap in summary.gaps):
        return "Nothing here sways them: every weight is 1, so there is no index."
    return "No index: under half of what the kit asks has a gap yet."


def index_beside(index: IndexScore) -> list[str]:
    """Say what stands beside the index: range, noise floor, coverage, the evidenced index."""
    if index.value is None:
        return []
    said = []
    if index.low is not None and index.high is not None:
        said.append(f"{points(index.low)} to {points(index.high)} whoever is left out")
    elif index.people == 1:
        said.append("one view: no range")
    else:
        said.append("no range: hands are not linked to people")
    if index.floor is not None:
        said.append(f"disagreement alone would make {points(index.floor)}")
    if index.coverage is not None:
        said.append(f"{round(100 * index.coverage)} % of possible answers given")
    return said


def provisional(index: IndexScore) -> str:
    """Say why the index is provisional; '' where it is not."""
    if index.value is None or not index.provisional:
        return ""
    return f"Provisional: {'; '.join(index.provisional)}."


def evidence_in_words(index: IndexScore) -> str:
    """Say how the index is known, as shares of its weight; '' without an index."""
    shares = index.evidence
    if shares is None:
        return ""
    parts = [
        f"{round(100 * share)} % {word}"
        for word, share in (
            ("assumed", shares.assumed),
            ("heard", shares.heard),
            ("measured", shares.measured),
        )
    ]
    said = f"Evidence: {', '.join(parts)}."
    if index.evidenced is not None:
        said += f" Over what was heard or measured alone the index is {points(index.evidenced)}."
    return said


def remarks(session: Session, summary: Summary) -> list[str]:
    """Say what limits the summary: stages left out, items unseen, needs that tell nothing apart."""
    said = []
    if note := provisional(summary.index):
        said.append(note)
    skipped = [session.stage(key).title for key in summary.index.skipped]
    if skipped and summary.gaps:
        said.append(f"Not in the index: {', '.join(skipped)}.")
    if summary.unseen and summary.gaps:
        said.append(f"{summary.unseen} items are not revealed yet and have no part in this.")
    if summary.alike:
        said.append(
            "Nearly all needs are rated 5: they do not tell these items apart. "
            "Dots or the weight can."
        )
    if summary.gaps and not summary.weighed:
        said.append("Weight was not asked: all items count alike.")
    unknown = [gap.title for gap in summary.gaps if _nobody_knows(gap)]
    if unknown:
        said.append(f"Nobody knows: {'; '.join(unknown)}. That is a finding too.")
    return said


def _nobody_knows(gap: Gap) -> bool:
    score = gap.score
    return (
        not score.needed.n
        and not score.today.n
        and bool(score.needed.dont_know or score.today.dont_know)
    )


def rank_in_words(gap: Gap) -> str:
    """Say the rank with its range: '2 (1–3)'; '–' without one."""
    rank = gap.rank
    if rank is None:
        return "–"
    if rank.best is None or rank.worst is None or rank.best == rank.worst:
        return str(rank.place)
    return f"{rank.place} ({rank.best}–{rank.worst})"
