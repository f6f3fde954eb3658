"""A workshop as plain values for other programs: what `show --json` and `list --json` print.

Numbers are unrounded; null means 'there is none', never 0. Points run from 0 to 100 unless we say
otherwise. For an unrevealed vote there is only the number of ballots that are in. Participants are
counted, never named, and no answer says who gave it.

The keys of `of_workshop`:

    schema      1; a higher number comes with keys that mean something else
    session     id, title, organisation, date (year-month-day or null), facilitator, offer,
                people (how many), groups {name: how many}, segments [], competitors [],
                do_nothing, stage (where the team is, or null)
    index       value (points, higher is worse), steps (of 25 points), low and high (leaving out
                any one person), margin {error (standard error), half, low, high (value less and
                plus half, 90 % interval)} or null, floor (what disagreement alone would make on
                average), limit (what it exceeds one time in twenty), act_line (the priority that
                it exceeds one time in five), coverage (0 to 1),
                evidence {assumed, heard, measured} (shares of the weight, together 1) or null,
                evidenced (the index over what is heard or measured), people, provisional [reasons],
                skipped [stage ids]
    stages      {stage id: title, letter, in_index, points (its share in the index), gap, floor,
                items {item id: …}}, the stages in which items are rated from 1 to 5, in order;
                if a stage is not in the index, the numbers of its items are null
      item      text, revealed, then for a hidden vote: votes_in; for a revealed one: n, short
                (how many of n see a shortfall), far_short (one of two steps or more), signed (-100
                to 100), gap, surplus, weight (0 to 1), priority, error, floor, resolution, paired,
                room, rank {place, best, worst} or null, asks, kept_as_split (the reason, or null),
                round (the one that counts), evidence {grade, source, when}, facets {facet id: …}
      facet     label, n, counts [of 1, 2, 3, 4, 5], dont_know, skipped, mean, median (1 to 5),
                agreement (0 to 1), distance (from the median, in scale points), level (agrees,
                mixed, split), luck (whether chance alone could make them agree as much), shift (n
                who answered the round before too, as far as we know, before and after (means), up
                and down (how many moved), or null)
    lenses      {stage id: kind, title, and what the kind's `values` says about it}, the stages of
                the kinds that have their own numbers, in their order
      worth     of a close: was it worth the time, once the answers were shown: counts [of 1, 2, 3,
                4, 5], n, mean (1 to 5, null below three answers), room (the one number that older
                workshops have for all, or null)
    gaps        {gap id: title, meaning, value (in `unit`, null if there is none), unit, said (in
                words, or how to get it), first (1 to 3 for those that matter most, or null),
                stage and item (where it comes from, or null)}, the nine gaps in their order: value,
                evidence, perception, company, competitive, focus, ladder, knowledge, follow_through
    contradictions  [rule, said, answers [{stage, item, said}] (the two that cannot both hold),
                dismissed (the reason, or null)]
    segments    {segment id: name, people, index, gap {stage id: …}}, those that three voters or
                more had in mind
    knowledge   {stage id: title, total, unanswered, open, assumed, heard, measured}
    open        [stage, question, text] of each question marked 'we do not know'
    groups      [stage, question, group (its id, or null for the notes in none), name (or null),
                notes [texts]], of each question whose notes were gathered
    dots        [id, about (notes, open questions, candidates, groups), stage and question (or
                null), budget, most, revealed, votes_in and of (ballots), options: for a hidden
                vote none; for a revealed one, the most dots first: option, text, dots,
                people (or null), place, tied]
    actions     [stage, id, title, closes [{key, text}], owner, function, first_step, due, success,
                serves, status, origin, lacking []] in order
    parked      [text, stage, became (undecided, action, open question, let go), action (its id, or
                null)] in order
"""

import json
import re
from dataclasses import asdict
from typing import Any, Final

from valueworkshop.core.scoring.item_score import Facet, ItemVotes, score_item
from valueworkshop.core.session.order import ordered
from valueworkshop.core.session.people import groups_of
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.actions.score import lacking
from valueworkshop.core.stages.agreed import model as actions
from valueworkshop.core.stages.dots import score as dots
from valueworkshop.core.stages.dots.edits import is_revealed
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.labels import label
from valueworkshop.core.stages.notes import model as notes
from valueworkshop.core.stages.notes.groups import gathered
from valueworkshop.core.stages.votes import model as ratings
from valueworkshop.core.stages.votes.item_evidence import known_by
from valueworkshop.core.stages.votes.score import facet_totals, scores, votes_in
from valueworkshop.core.stages.votes.second_rounds import Shift, shift, split_of
from valueworkshop.core.summary.contradictions import Found, contradictions
from valueworkshop.core.summary.gap_summary import Gap, Summary, gap_index, summarise
from valueworkshop.core.summary.nine_gaps import foremost, nine
from valueworkshop.core.summary.segments_apart import by_segment

SCHEMA: Final = 1
"""The version of the keys of everything printed as JSON."""

# `clean` takes signs out of texts that may still be in a path, and would steer a terminal.
_UNSAFE: Final = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(values: dict[str, Any]) -> str:
    """Return `values` with the schema number as strict JSON. Raises ValueError for nan and inf."""
    text = json.dumps({"schema": SCHEMA, **values}, ensure_ascii=False, allow_nan=False, indent=2)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def of_workshop(session: Session) -> dict[str, Any]:
    """Return every score of a session and what the team agreed; the keys are listed above."""
    summary = summarise(session)
    return {
        "session": _session(session),
        "index": _index(summary),
        "stages": {
            stage: _stage(session, stage, summary)
            for stage in ratings.voted(session)
            if ratings.asks(session, stage).scale
        },
        "lenses": {
            key: {"kind": stage.kind, "title": stage.title, **told}
            for key, stage in session.kit.stages.items()
            if (told := KINDS[stage.kind].values(session, key))
        },
        "gaps": _gaps(session, summary),
        "contradictions": [_contradiction(found) for found in contradictions(session)],
        "segments": {
            found.segment: {
                "name": session.segments[found.segment].name,
                "people": found.index.people,
                "index": found.index.value,
                "gap": {stage.key: stage.gap for stage in found.index.stages},
            }
            for found in by_segment(session)
        },
        "knowledge": {
            stage: {"title": session.stage(stage).title, **asdict(counted)}
            for stage, counted in summary.knowledge
        },
        "open": [
            {"stage": stage, "question": question, "text": finding.title}
            for finding in summary.open
            for stage, _, question in [finding.key.partition("/")]
        ],
        "groups": _groups(session),
        "dots": _dots(session),
        "actions": [
            _action(session, stage, key, action)
            for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS)
            for key, action in actions.answers(session, stage).in_order
        ],
        "parked": [
            {
                "text": thought.text,
                "stage": thought.stage or None,
                "became": thought.became.value,
                "action": thought.action or None,
            }
            for _, thought in ordered(session.parked)
        ],
    }


def in_a_list(session: Session) -> dict[str, Any]:
    """Return what a list shows: id, title, date, offer, stage (as reached, or null), index."""
    return {
        "id": session.id,
        "title": session.title,
        "date": session.date.isoformat() if session.date else None,
        "offer": session.offer,
        "stage": _reached(session),
        "index": gap_index(session).value,
    }


def _reached(session: Session) -> dict[str, Any] | None:
    stages, at = list(session.kit.stages), session.place.stage
    if at not in stages:
        return None
    title = session.stage(at).title
    return {"id": at, "title": title, "number": stages.index(at) + 1, "of": len(stages)}


def _session(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": session.title,
        "organisation": session.organisation,
        "date": session.date.isoformat() if session.date else None,
        "facilitator": session.facilitator,
        "offer": session.offer,
        "people": len(session.people),
        "groups": groups_of(session.people),
        "segments": [segment.name for _, segment in ordered(session.segments)],
        "competitors": [rival.name for _, rival in ordered(session.competitors)],
        "do_nothing": session.do_nothing,
        "stage": session.place.stage or None,
    }


def _groups(session: Session) -> list[dict[str, Any]]:
    return [
        {
            "stage": stage,
            "question": question,
            "group": group.key or None,
            "name": group.name if group.key else None,
            "notes": [note.text for _, note in group.notes],
        }
        for stage in stages_with(session.kit, Trait.HOLDS_QUESTIONS)
        for question in notes.asks(session, stage).questions
        for group in gathered(notes.answers(session, stage), question)
    ]


def _index(summary: Summary) -> dict[str, Any]:
    index, chance = summary.index, summary.chance
    return {
        "value": index.value,
        "steps": index.steps,
        "low": index.low,
        "high": index.high,
        "margin": asdict(index.margin) if index.margin else None,
        "floor": index.floor,
        "limit": chance.limit if chance else None,
        "act_line": chance.act if chance else None,
        "coverage": index.coverage,
        "evidence": asdict(index.evidence) if index.evidence else None,
        "evidenced": index.evidenced,
        "people": index.people,
        "provisional": list(index.provisional),
        "skipped": list(index.skipped),
    }


def _gaps(session: Session, summary: Summary) -> dict[str, Any]:
    found = nine(session, summary)
    first = [gap.key for gap in foremost(found)]
    return {
        gap.key: {
            "title": gap.title,
            "meaning": gap.meaning,
            "value": gap.found.number,
            "unit": gap.unit,
            "said": gap.found.said,
            "first": first.index(gap.key) + 1 if gap.key in first else None,
            "stage": gap.found.place.stage if gap.found.place else None,
            "item": (gap.found.place.at or None) if gap.found.place else None,
        }
        for gap in found
    }


def _contradiction(found: Found) -> dict[str, Any]:
    one = found.contradiction
    return {
        "rule": one.rule,
        "said": one.sentence,
        "answers": [
            {"stage": stage, "item": item, "said": quoted.said}
            for quoted in (one.one, one.other)
            for stage, _, item in [quoted.key.partition("/")]
        ],
        "dismissed": found.reason or None,
    }


def _stage(session: Session, stage: str, summary: Summary) -> dict[str, Any]:
    plan = ratings.asks(session, stage)
    scored = next((found for found in summary.index.stages if found.key == stage), None)
    gaps = {gap.key: gap for gap in summary.gaps}
    seen = scores(session, stage)
    return {
        "title": session.stage(stage).title,
        "letter": session.stage(stage).letter,
        "in_index": plan.has_gap,
        "points": plan.points,
        "gap": scored.gap if scored else None,
        "floor": scored.floor if scored else None,
        "items": {
            item: {
                "text": asked.text,
                "revealed": item in seen,
                **(
                    _item(session, stage, item, gaps.get(f"{stage}/{item}"))
                    if item in seen
                    else {"votes_in": votes_in(session, stage, item)}
                ),
            }
            for item, asked in plan.items.items()
        },
    }


def _item(session: Session, stage: str, item: str, gap: Gap | None) -> dict[str, Any]:
    """Return the numbers of a revealed item; `gap` is None if the stage has no gap."""
    score = score_item(ItemVotes()) if gap is None else gap.score
    seen = scores(session, stage)[item]
    evidence = known_by(session, stage, item)
    split = split_of(session, stage, item)
    return {
        "n": None if gap is None else score.n,
        "short": score.short,
        "far_short": score.far_short,
        "signed": score.signed,
        "gap": score.gap,
        "surplus": score.surplus,
        "weight": score.weight,
        "priority": score.priority,
        "error": score.error,
        "floor": score.floor,
        "resolution": score.resolution,
        "paired": seen.paired,
        "room": seen.room,
        "rank": asdict(gap.rank) if gap and gap.rank else None,
        "asks": gap.asks.value if gap and gap.asks else None,
        "kept_as_split": split.reason if split else None,
        "round": int(ratings.answers(session, stage).counting(item)),
        "evidence": {
            "grade": evidence.grade.value,
            "source": evidence.source,
            "when": evidence.when,
        },
        "facets": {
            key: {
                "label": facet.label,
                **_facet(facet_totals(session, stage, item, key)),
                **(_NO_SCALE if ratings.asks(session, stage).is_picked(key) else {}),
                "shift": _shift(shift(session, stage, item, key)),
            }
            for key, facet in ratings.facets_asked(session, stage).items()
        },
    }


def _shift(moved: Shift | None) -> dict[str, Any] | None:
    if moved is None:
        return None
    means = {"before": float(moved.before), "after": float(moved.after)}
    return {"n": moved.n, **means, "up": moved.up, "down": moved.down}


_NO_SCALE: Final = {
    **dict.fromkeys(("median", "agreement", "distance", "level")),
    "luck": False,
}
"""What picks do not have: they are no points on a scale."""


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "n": facet.n,
        "counts": list(facet.counts),
        "dont_know": facet.dont_know,
        "skipped": facet.skipped,
        "mean": facet.mean,
        "median": facet.median,
        "agreement": facet.agreement,
        "distance": facet.distance,
        "level": facet.level.value if facet.level else None,
        "luck": facet.luck,
    }


def _action(session: Session, stage: str, key: str, action: actions.Action) -> dict[str, Any]:
    return {
        "stage": stage,
        "id": key,
        "title": action.title,
        "closes": [{"key": closed, "text": label(session, closed)} for closed in action.closes],
        "owner": action.owner,
        "function": action.function,
        "first_step": action.first_step,
        "due": action.due.isoformat() if action.due else None,
        "success": action.success,
        "serves": action.serves,
        "status": action.status.value,
        "origin": action.origin,
        "lacking": lacking(action),
    }


def _dots(session: Session) -> list[dict[str, Any]]:
    """Return every dot vote in the order in which they began; a hidden one without its dots."""
    told = []
    for key, vote in ordered(session.dots):
        handed_in, of = dots.votes_in(session, key)
        told.append(
            {
                "id": key,
                "about": vote.about.value,
                "stage": vote.stage or None,
                "question": vote.at or None,
                "budget": vote.budget,
                "most": vote.most,
                "revealed": is_revealed(session, key),
                "votes_in": handed_in,
                "of": of,
                "options": [asdict(result) for result in dots.results(session, key)],
            }
        )
    return told
