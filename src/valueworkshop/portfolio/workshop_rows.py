"""One workshop as rows of the tidy tables: numbers of the core, and no name of anybody.

It has only what the room has seen. Fewer than three people are never told apart: where fewer gave
an answer, there is no number of it but how many; only what a whole room agreed on is one answer.
"""

import datetime as dt
import hashlib
import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.compare.item_matching import asked as asked_items
from valueworkshop.core.scoring.item_score import ItemScore
from valueworkshop.core.session.people import FEWEST_APART
from valueworkshop.core.session.schedule import of_stage
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages import KINDS, stages_with
from valueworkshop.core.stages.agreed import promises as review
from valueworkshop.core.stages.agreed.model import Action, Status
from valueworkshop.core.stages.agreed.model import answers as agreed
from valueworkshop.core.stages.kind import Trait
from valueworkshop.core.stages.revealed_only import seen
from valueworkshop.core.stages.votes import model as votes
from valueworkshop.core.stages.votes.item_evidence import all_known_by
from valueworkshop.core.stages.votes.score import facet_totals, scores
from valueworkshop.core.summary.gap_summary import Summary, summarise
from valueworkshop.exports import csv
from valueworkshop.exports.without_names import names_of
from valueworkshop.portfolio.table_schema import LONGEST, Row

RATED: Final = "rated"
OPEN_QUESTION: Final = "open question"
_BETWEEN: Final = ": "
_PLAIN: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")

Words = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The rows of one workshop by table. `about` tells a copy from another one with the same id.

    Every row begins with the id of the workshop.
    """

    id: str
    about: str
    year: int | None
    rows: dict[str, list[Row]]


def extract(session: Session, key: bytes, *, with_votes: bool = False) -> Extract:
    """Return a session as rows. `key` keeps others from finding out who the same people are."""
    session = seen(session)
    names = names_of(session)

    def words(text: str) -> str | None:
        """Return a text for a cell: one line of NFC that names nobody; None if it is empty."""
        plain = unicodedata.normalize("NFC", one_line(names.replaced(text)))
        return (f"{plain[: LONGEST - 1]}…" if len(plain) > LONGEST else plain) or None

    summary = summarise(session)
    items = list(_items(session, summary, words))
    rows = {
        "workshops": [_workshop(session, summary, words, key)],
        "items": [*items, *_open_questions(session, summary, words)],
        "actions": list(_actions(session, words)),
    }
    if with_votes:
        same = {(str(row[2]), str(row[3])): str(row[4]) for row in items}
        rows["votes"] = list(_votes(session, words, same))
    day = session.date
    return Extract(
        id=_id(session.id),
        about=_digest((session.title, day.isoformat() if day else "")),
        year=day.year if day else None,
        rows=rows,
    )


def _digest(words: Sequence[str]) -> str:
    data = "\n".join(words).encode(errors="surrogatepass")
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _id(text: str) -> str:
    """Return an id as it is if it is one of ours, else a number that is the same each time."""
    return text if _PLAIN.fullmatch(text) else _digest((text,))


def _workshop(session: Session, summary: Summary, words: Words, key: bytes) -> Row:
    index, day = summary.index, session.date
    asking = [stage for stage in session.kit.stages if not of_stage(session, stage).skipped]
    parts = [KINDS[session.stage(stage).kind].progress(session, stage) for stage in asking]
    whose = [one_line(text) for text in (session.organisation, session.offer)]
    team = _BETWEEN.join(filter(None, whose)) or session.title
    told = None if _are_few(index.people, _all_rooms(summary)) else index
    shares = told.evidence if told else None
    return (
        _id(session.id),
        words(session.title),
        words(session.organisation),
        words(session.offer),
        words(team),
        _digest([folded(text) for text in (*whose, "" if any(whose) else session.title)]),
        _id(session.kit.id),
        day,
        f"{day.year:04d}-Q{(day.month + 2) // 3}" if day else None,
        _id(session.follows.id) if session.follows.id else None,
        _same_people(session, key),
        len(session.people),
        sum(part.total > 0 for part in parts),
        sum(part.total > 0 and part.done >= part.total for part in parts),
        sum(len(scores(session, stage)) for stage in votes.voted(session)),
        told.value if told else None,
        told.low if told else None,
        told.high if told else None,
        told.margin.error if told and told.margin else None,
        told.evidenced if told else None,
        not told.provisional if told and told.value is not None else None,
        index.coverage,
        shares.assumed if shares else None,
        shares.heard if shares else None,
        shares.measured if shares else None,
    )


def _are_few(people: int, room: bool) -> bool:  # noqa: FBT001 - the two belong together
    return people < FEWEST_APART and not room


def _all_rooms(summary: Summary) -> bool:
    """Whether everything was one answer of a whole room."""
    given = [gap.score for gap in summary.gaps if gap.score.n]
    return bool(given) and all(score.room for score in given)


def _same_people(session: Session, key: bytes) -> str | None:
    """Return a number that is equal where the same people took part, as far as names tell."""
    names = sorted(one_line(person.name).casefold() for person in session.people.values())
    if not any(names):
        return None
    data = "\n".join(names).encode(errors="surrogatepass")
    return hmac.new(key, data, hashlib.blake2b).hexdigest()[:16]


def _items(session: Session, summary: Summary, words: Words) -> Iterator[Row]:
    gaps = {gap.key: gap for gap in summary.gaps}
    same = {each.key: _digest(each.words) for each in asked_items(session)}
    for stage in votes.voted(session):
        plan, known = votes.asks(session, stage), all_known_by(session, stage)
        for item, score in scores(session, stage).items():
            text = plan.items[item].text
            gap = gaps.get(f"{stage}/{item}")
            facet = votes.TODAY if gap else next(iter(votes.facets_asked(session, stage)), "")
            total = facet_totals(session, stage, item, facet)
            n = score.n if gap else total.n
            few = _are_few(n, score.room)
            yield (
                _id(session.id),
                RATED,
                _id(stage),
                _id(item),
                same.get(f"{stage}/{item}") or _digest((folded(text), facet)),
                words(text),
                words(plan.scale or ", ".join(each.word for each in plan.choices)),
                _method(session, stage, item, score),
                n,
                *((None,) * 6 if few or gap is None else _numbers(score)),
                None if _are_few(total.n, score.room) else total.agreement,
                known[item].grade.value,
                gap.asks.value if gap and gap.asks and not few else None,
            )


def _numbers(score: ItemScore) -> Row:
    """Return k, S, G, w, R and the error; without w and R where fewer than three gave a weight."""
    weights = score.weights
    few = weights is not None and _are_few(weights.n, score.room)
    return (
        score.short,
        score.signed,
        score.gap,
        None if few else score.weight,
        None if few else score.priority,
        score.error,
    )


def _method(session: Session, stage: str, item: str, score: ItemScore) -> str:
    if score.room or not score.paired:
        return (votes.Method.ROOM if score.room else votes.Method.HANDS).value
    method = votes.vote_on(session, stage, item).method
    return (method if method is votes.Method.PRIVATE else votes.Method.CARDS).value


def _open_questions(session: Session, summary: Summary, words: Words) -> Iterator[Row]:
    for finding in summary.open:
        stage, _, question = finding.key.partition("/")
        same = _digest((folded(finding.title),))
        nothing: Row = (None,) * 11
        yield (
            _id(session.id),
            OPEN_QUESTION,
            _id(stage),
            _id(question),
            same,
            words(finding.title),
            *nothing,
            None,
        )


def _actions(session: Session, words: Words) -> Iterator[Row]:
    """Yield the actions of the plan, then those of last time on which this workshop decided."""
    promised = {
        key: (stage, promise)
        for stage in stages_with(session.kit, Trait.LOOKS_BACK)
        for key, promise in review.answers(session, stage).promises
    }
    planned = set()
    for stage in stages_with(session.kit, Trait.HOLDS_ACTIONS):
        for key, action in agreed(session, stage).in_order:
            planned.add(key)
            earlier = promised.get(key)
            since = (earlier[1].since if earlier else None) or session.date
            yield _action(session, words, (stage, key), action, action.status, since)
    for key, (stage, promise) in promised.items():
        if key not in planned and promise.decision is not None:
            status = review.status_of(session, key, promise)
            yield _action(session, words, (stage, key), promise.was, status, promise.since)


def _action(
    session: Session,
    words: Words,
    at: tuple[str, str],
    action: Action,
    status: Status,
    since: dt.date | None,
) -> Row:
    took = (session.date - since).days if session.date and since else 0
    return (
        _id(session.id),
        *map(_id, at),
        words(action.title),
        words(action.function),
        bool(one_line(action.owner)),
        status.value,
        status not in (Status.DONE, Status.DROPPED),
        since,
        action.due,
        took if status is Status.DONE and took > 0 else None,
    )


def _votes(session: Session, words: Words, same: dict[tuple[str, str], str]) -> Iterator[Row]:
    """Yield the ratings of an export for spreadsheets, but none of a room of one or two."""
    rows = list(csv.rows(session))
    given = Counter(_place(row) for row in rows for _ in range(int(row[-1])))
    for row in rows:
        stage, _, item, _, facet, _, number, method, voter, group, answer, times = row
        if _are_few(given[_place(row)], method == votes.Method.ROOM.value):
            continue
        yield (
            _id(session.id),
            _id(str(stage)),
            _id(str(item)),
            same.get((_id(str(stage)), _id(str(item)))),
            _id(str(facet)),
            int(number),
            str(method),
            str(voter) or None,
            words(str(group)),
            str(answer),
            answer if isinstance(answer, int) else None,
            int(times),
        )


def _place(row: csv.Row) -> tuple[str | int, ...]:
    """Return what was asked: stage, item, facet and round."""
    return (row[0], row[2], row[4], row[6])
