"""Reads a workshop's file whole, for what the library knows about it."""

from dataclasses import replace
from pathlib import Path
from typing import Final
from zlib import crc32

from valueworkshop.core.clean_text import capital, one_line
from valueworkshop.core.handout.facts import look_again
from valueworkshop.core.scoring.gap_points import points
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.agreed import promises as review
from valueworkshop.core.stages.agreed.model import Action, Status, answers
from valueworkshop.core.stages.agreed.promises import status_of
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.labels import label
from valueworkshop.core.summary import gap_words
from valueworkshop.core.summary.customers_in_words import in_words
from valueworkshop.core.summary.gap_summary import Summary, summarise
from valueworkshop.files.text import session_file
from valueworkshop.files.text.problems import FileProblem
from valueworkshop.library.record import KnownGap, Record, Task

MOST_GAPS: Final = 8
"""So many gaps of a workshop we keep: what a preview has room for."""


def record_at(path: Path) -> Record:
    """Read a whole file. Never raises, whatever the file holds."""
    try:
        session = session_file.session_at(path)
    except FileProblem as error:
        first = error.problems[0]
        line = f"line {first.line}: " if first.line else ""
        told = str(error).split("\n", 1)[0]
        return Record(path=path, problem=told, why=one_line(f"{line}{first.message}"))
    return record_of(path, session)


def record_of(path: Path, session: Session) -> Record:
    """Return what the library knows about a session."""
    stages = list(session.kit.stages)
    here = session.place.stage
    summary = summarise(session, wait=False)  # what takes long, the preview does not claim
    index, heard = summary.index, summary.customers
    asking = [key for key in stages if not of_stage(session, key).skipped]
    parts = [KINDS[session.stage(key).kind].progress(session, key) for key in asking]
    return Record(
        path=path,
        id=session.id,
        title=one_line(session.title),
        organisation=one_line(session.organisation),
        date=session.date,
        offer=one_line(session.offer),
        stage=stages.index(here) + 1 if here in stages else 0,
        stages=len(stages),
        stage_title=one_line(session.stage(here).title) if here in stages else "",
        done=sum(part.total > 0 and part.done >= part.total for part in parts),
        to_do=sum(part.total > 0 for part in parts),
        index=index.value,
        said=_said(summary),
        people=index.people,
        is_firm=not index.provisional,
        customers=heard.value if heard else None,
        customers_said=in_words(heard) if heard else "",
        gaps=_largest(summary),
        asked=crc32("\n".join(sorted(gap.title for gap in summary.gaps)).encode()),
        follows=session.follows.id,
        tasks=tuple(_tasks(session)),
        look_again=look_again(session),
    )


def _said(summary: Summary) -> str:
    """Say in a short sentence what the index means, or why there is none."""
    index = summary.index
    if index.value is None or index.steps is None:
        return gap_words.index_in_words(replace(summary, customers=None))
    if not index.value or summary.is_above_chance is False:
        return gap_words.index_in_words(summary).replace(f" ({points(index.value)} of 100)", "")
    steps = capital(gap_words.steps_in_words(index.steps))
    if summary.chance is None:  # not worked out: so we do not say that it is more than chance
        return f"{steps} on average"
    return f"{steps} below what customers need"


def _largest(summary: Summary) -> tuple[KnownGap, ...]:
    """Return the largest gaps; of equal ones first the one with the higher priority."""
    known = [
        KnownGap(
            title=one_line(gap.title),
            signed=gap.score.signed,
            today=gap.score.today.mean,
            needed=gap.score.needed.mean,
        )
        for gap in summary.gaps
        if gap.score.signed is not None and gap.score.signed > 0
    ]
    return tuple(sorted(known, key=lambda gap: -gap.signed)[:MOST_GAPS])


def _tasks(session: Session) -> list[Task]:
    """Return the actions of this plan, then those of last time whose state it changes."""
    agreed = [
        _task(session, stage, key, action)
        for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)
        for key, action in answers(session, stage).in_order
    ]
    known = {task.id for task in agreed}
    decided = [
        _task(session, stage, key, replace(promise.was, status=status_of(session, key, promise)))
        for stage in stages_with(session.kit, Trait.LOOKS_BACK)
        for key, promise in review.answers(session, stage).promises
        if key not in known and promise.decision is not None
    ]
    return agreed + decided


def _task(session: Session, stage: str, key: str, action: Action) -> Task:
    return Task(
        stage=stage,
        id=key,
        title=one_line(action.title),
        owner=one_line(action.owner),
        function=one_line(action.function),
        due=action.due,
        status=action.status.value,
        is_open=action.status not in (Status.DONE, Status.DROPPED),
        first_step=one_line(action.first_step),
        success=one_line(action.success),
        closes=tuple((each, one_line(label(session, each))) for each in action.closes),
        serves=one_line(action.serves),
        origin=one_line(action.origin),
    )
