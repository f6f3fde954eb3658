"""A comparison, and a trend, as plain values for other programs: unrounded, None for none."""

from typing import Any

from valueworkshop.core.compare.groups_compared import groups_then_and_now
from valueworkshop.core.compare.item_matching import Asked
from valueworkshop.core.compare.trends import Trend
from valueworkshop.core.compare.two_workshops import Comparison, People
from valueworkshop.core.handout.worth_the_time import worth_as_values
from valueworkshop.core.scoring.value_gap_index import IndexScore
from valueworkshop.core.session.session import Session
from valueworkshop.core.summary.gap_summary import Gap


def of_comparison(found: Comparison) -> dict[str, Any]:
    """Return two workshops side by side."""
    return {
        "then": _session(found.then),
        "now": _session(found.now),
        "people": _people(found.people),
        "related": found.related,
        "index": {"then": found.index[0].value, "now": found.index[1].value},
        "worth": {"then": worth_as_values(found.then), "now": worth_as_values(found.now)},
        "index_over_common_items": {
            "then": _index(found.common[0]),
            "now": _index(found.common[1]),
            "change": found.by,
            "verdict": found.verdict,
        },
        "items": [
            {
                **_asked(change.item),
                "then": _gap(change.then),
                "now": _gap(change.now),
                "change": change.by,
                "verdict": change.verdict,
            }
            for change in found.changes
        ],
        "groups": [
            {"question": each.question, "name": each.name, "then": each.then, "now": each.now}
            for each in groups_then_and_now(found.then, found.now)
        ],
        "added": [_asked(item) for item in found.added],
        "removed": [_asked(item) for item in found.removed],
        "reworded": [{"then": _asked(old), "now": _asked(new)} for old, new in found.reworded],
    }


def of_trend(found: Trend) -> dict[str, Any]:
    """Return several workshops, oldest first."""
    return {
        "sessions": [_session(session) for session in found.sessions],
        "people": [_people(people) for people in found.people],
        "related": found.related,
        "index": [_index(index) for index in found.index],
        "worth": [worth_as_values(session) for session in found.sessions],
        "stages": [
            {
                "letter": line.letter,
                "title": line.title,
                "gaps": list(line.gaps),
                "same_items": line.same_items,
            }
            for line in found.stages
        ],
        "items": [
            {
                **_asked(line.item),
                "gaps": [_gap(gap) for gap in line.gaps],
                "change": line.by,
                "verdict": line.verdict,
            }
            for line in found.items
        ],
    }


def _session(session: Session) -> dict[str, Any]:
    day = session.date.isoformat() if session.date else None
    return {"id": session.id, "title": session.title, "date": day}


def _people(people: People) -> dict[str, Any]:
    return {
        "then": people.then,
        "now": people.now,
        "both": people.both,
        "the_same": people.are_the_same,
    }


def _index(index: IndexScore) -> dict[str, Any]:
    error = index.margin.error if index.margin else None
    return {
        "value": index.value,
        "noise_floor": index.floor,
        "error": error,
        "people": index.people,
    }


def _asked(item: Asked) -> dict[str, Any]:
    return {"key": item.key, "text": item.text, "stage": item.stage, "letter": item.letter}


def _gap(gap: Gap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    score = gap.score
    return {
        "n": score.n,
        "needed": score.needed.mean,
        "today": score.today.mean,
        "gap": score.gap,
        "signed": score.signed,
        "noise_floor": score.floor,
        "error": score.error,
        "agreement": score.today.agreement,
        "evidence": gap.evidence.grade,
    }
