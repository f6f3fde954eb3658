"""One pass over a survey file: how many gave which answers, and what could not be taken."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.ids import Ids
from valueworkshop.core.session.order import last
from valueworkshop.core.session.session import Segment, Session
from valueworkshop.core.stages.voice.model import (
    EVERYONE,
    NEEDED,
    TODAY,
    Asked,
    Import,
    take,
    words_of,
)
from valueworkshop.survey.acts import Text, joined
from valueworkshop.survey.answer_dates import AnswerDates
from valueworkshop.survey.cell_values import MISSING, is_fraction, key_of, number_in
from valueworkshop.survey.column_matching import Match, Matching, remembered
from valueworkshop.survey.counted_answers import MOST_REMEMBERED, Counted
from valueworkshop.survey.file_layout import Header, Look, is_header
from valueworkshop.survey.left_out_rows import MOST_TOTALS, TOTAL, Reasons, Totals
from valueworkshop.survey.number_words import without_unsure
from valueworkshop.survey.row_reader import OnProgress, SurveyError, rows
from valueworkshop.survey.segment_names import called

NEW: Final = "+"
"""Marks the name of a segment that does not exist yet."""

_MOST_PAIRS: Final = 9_000  # different pairs of an item and segment that a file can hold

Cell: TypeAlias = int | str | None
"""What a cell says: a number on the scale, no answer (None), or why it cannot be taken ('' for a
word that is asked about)."""


class _Column:
    """Reads the cells of one column of answers, and remembers what each text means."""

    def __init__(self, header: Header, match: Match, matching: Matching) -> None:
        self.header, self._match, self._matching = header, match, matching
        self._missing = MISSING | set(matching.missing)
        self.read: dict[str, Cell] = {}
        self.words: set[str] = set()

    def cell(self, text: str) -> Cell:
        """Return what a cell says."""
        found = self._meaning(text)
        if len(self.read) < MOST_REMEMBERED:
            self.read[text] = found
        return found

    def _meaning(self, text: str) -> Cell:
        key = key_of(text)
        if key in self._missing:
            return None
        number = self._matching.labels.get(key)
        is_word = number is not None or number_in(text) is None
        if is_word and len(self.words) < MOST_REMEMBERED:
            self.words.add(key)
        if number is None:
            number = number_in(text)
        lo, hi = self._match.lo, self._match.hi
        if number is not None and not hi > lo:
            return None  # it is counted once the scale is known
        if number is not None:
            return number if lo <= number <= hi else f"{number} is not on the scale {lo} to {hi}"
        if is_fraction(text):
            self.words.discard(key)
            return f"{one_line(text[:40])} is not a whole number"
        return ""


def faults(look: Look, matching: Matching, texts: Mapping[str, str]) -> list[Text]:
    """Say why a file cannot be counted the way it is matched.

    `texts` holds the text of each item, by 'stage/item'.
    """
    answered = matching.answered()
    if not answered and matching.questions is not None:
        said = (
            f"{matching.questions.short} has a question in each row, so each row is one answer, "
            "not one customer: export it with one row per customer, or use a pivot table "
            "(customers down, questions across)"
        )
        return [said]
    if not answered:
        why = matching.notes or ("none is about an item of this workshop",)
        return [("we found no column with answers yet: ", *joined(why, "; "))]
    found: list[Text] = [
        f"column {look.headers[place].short}: on which scale are its answers?"
        for place, match in answered
        if not match.hi > match.lo
    ]
    for item, places in _by_item(matching).items():
        scales = {(m.lo, m.hi) for m in (matching.columns[place] for place in places.values())}
        if len(scales) > 1:
            several = " and on ".join(f"{lo} to {hi}" for lo, hi in sorted(scales))
            found.append(
                f"'{texts.get(item, item)}' is asked on {several}: each item needs one scale"
            )
    return found


def count(look: Look, matching: Matching, on_progress: OnProgress | None = None) -> Counted:
    """Count the answers of a file. Raises SurveyError; a single bad answer is only refused.

    A column without a scale has no answers yet, but we ask about its words: see `faults`. If a word
    turns up that the sample did not hold, we may ask about all words of its column. Memory does not
    grow with the rows.
    """
    found = Counted()
    columns = [
        _Column(look.headers[place], match, matching) for place, match in matching.answered()
    ]
    places = [column.header.place for column in columns]
    at = {place: index for index, place in enumerate(places)}
    items = [
        (item, at.get(by_facet.get(NEEDED, -1), -1), at.get(by_facet.get(TODAY, -1), -1))
        for item, by_facet in _by_item(matching).items()
    ]
    segment_at = matching.segment_column()
    dates = AnswerDates(look.headers, places)

    def given() -> dict[int, dict[int, int]]:
        return _given(found, items, places)

    for number, cells in _customers(look, matching, found, given, on_progress):
        answers: list[int | None] = []
        for column, place in zip(columns, places, strict=True):
            text = cells[place] if place < len(cells) else ""
            said = column.read[text] if text in column.read else column.cell(text)
            if isinstance(said, str):
                _not_taken(found, number, column.header, text, said)
                said = None
            answers.append(said)
        if segment_at is None:
            segment = EVERYONE
        else:
            text = cells[segment_at] if segment_at < len(cells) else ""
            segment = _segment(text, look.headers[segment_at], matching, found)
        answers.append(None)  # at -1: what a facet says that was not asked
        if answers.count(None) < len(answers):
            found.respondents += 1
            dates.add(cells)
            _add(found, segment, items, answers)
    words = without_unsure(matching.words, [column.words for column in columns])
    if words.numbers != matching.words.numbers:
        return count(look, replace(matching, words=words), on_progress)
    _sum_up(look, found, items, places)
    found.newest = dates.newest
    return found


def _customers(
    look: Look,
    matching: Matching,
    found: Counted,
    given: Callable[[], Mapping[int, Mapping[int, int]]],
    on_progress: OnProgress | None,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of customers; count those that are left out.

    `given` returns, by column, how often each number was given so far.
    """
    totals = Totals(look, [place for place, _ in matching.answered()])
    reasons = Reasons(look, matching.state_columns())
    held: list[tuple[int, list[str]]] = []
    for number, cells in _respondents(look, found, on_progress):
        why = reasons.of(cells) or (TOTAL if totals.are_named(cells) else "")
        if why:
            found.leave_out(why)
        elif totals.may_be(cells) and len(held) < MOST_TOTALS:
            held.append((number, cells))
        else:
            yield from held
            held.clear()
            yield number, cells
    before = given() if held else {}
    for number, cells in held:
        if totals.sum_up(cells, before):
            found.leave_out(TOTAL)
        else:
            yield number, cells


def _respondents(
    look: Look, found: Counted, on_progress: OnProgress | None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the header that hold one respondent each."""
    width = len(look.headers)
    begins = {name[0] for name in look.names if name}
    for number, cells in rows(look.source, look.limits, on_progress):
        if number <= look.header_rows:
            continue
        if cells[0] in begins and is_header(look, cells):
            found.repeated += 1
        elif len(cells) > width and any(cells[width:]):
            found.rows += 1
            found.refuse(number, "", f"the row has {len(cells)} cells, the header {width}")
        else:
            found.rows += 1
            yield number, cells


def _not_taken(found: Counted, row: int, header: Header, text: str, why: str) -> None:
    if why:
        found.refuse(row, header.short, why)
    else:
        found.ask(found.labels, text, header.short)


def _segment(text: str, header: Header, matching: Matching, found: Counted) -> str:
    word = key_of(text)
    if word in MISSING or word in matching.missing:
        return EVERYONE
    known = found.segments_met.get(word) or matching.segment_of(word)
    if known is None:
        found.ask(found.segments, text, header.short)
        return EVERYONE
    if word not in found.segments_met and len(found.segments_met) < MOST_REMEMBERED:
        found.segments_met[word] = known
    return known


def _add(
    found: Counted, segment: str, items: list[tuple[str, int, int]], answers: list[int | None]
) -> None:
    counted = found.counts.setdefault(segment, {})
    for item, needed, today in items:
        pair = answers[needed], answers[today]
        if pair != (None, None):
            by_pair = counted.setdefault(item, {})
            by_pair[pair] = by_pair.get(pair, 0) + 1


def _sum_up(
    look: Look, found: Counted, items: list[tuple[str, int, int]], places: list[int]
) -> None:
    """Count the answers of each column; refuse more pairs than a workshop's file can hold."""
    for counted in found.counts.values():
        if any(len(pairs) > _MOST_PAIRS for pairs in counted.values()):
            raise SurveyError(
                f"{look.source.name}: over {_MOST_PAIRS:,} different pairs of answers to one "
                "item are more than a workshop's file can hold; import the answers for needed "
                "and for today from two files, or on a coarser scale"
            )
    given = _given(found, items, places)
    found.given = {place: sum(numbers.values()) for place, numbers in given.items()}


def _given(
    found: Counted, items: list[tuple[str, int, int]], places: list[int]
) -> dict[int, dict[int, int]]:
    """Return by column how often each number was given."""
    given: dict[int, dict[int, int]] = {place: {} for place in places}
    for counted in found.counts.values():
        for item, *facets in items:
            for pair, often in counted.get(item, {}).items():
                for at, number in zip(facets, pair, strict=True):
                    if number is not None:
                        numbers = given[places[at]]
                        numbers[number] = numbers.get(number, 0) + often
    return given


def accept(  # noqa: PLR0913 - what is known only now, and the workshop it goes into
    session: Session,
    stage: str,
    look: Look,
    matching: Matching,
    counted: Counted,
    *,
    ids: Ids,
    today: dt.date,
    instead: Collection[str] = (),
    answered: dt.date | None = None,
    evidence: Grade = Grade.HEARD,
) -> Session:
    """Return the session with the counts brought in, how they were read, and new segments.

    They replace an earlier import of the same file, and the imports `instead`. `answered` is the
    date of the survey if the user said one, else it is that of the newest answer. Raises
    SurveyError while a question is open.
    """
    if counted.is_open:
        raise SurveyError("some words still need an answer first")
    session, made = _with_segments(session, matching, ids)
    meant = {**matching.segments, **counted.segments_met}
    segments = {word: made.get(found, found) for word, found in meant.items()}
    by_segment: dict[str, dict[str, dict[str, int]]] = {}
    for segment, by_item in counted.counts.items():
        for item, pairs in by_item.items():
            by_pair = by_segment.setdefault(made.get(segment, segment), {}).setdefault(item, {})
            for pair, number in pairs.items():
                by_pair[words_of(pair)] = by_pair.get(words_of(pair), 0) + number
    taken = Import(
        source=look.source.name,
        digest=look.source.digest,
        when=today,
        answered=answered or _not_after(today, counted),
        evidence=evidence,
        rows=counted.rows,
        respondents=counted.respondents,
        refused=counted.refused,
        items=asked(look, matching),
        counts=by_segment,
    )
    known = remembered(look, replace(matching, segments=segments))
    return take(session, stage, ids(), taken, known, instead=instead)


def _not_after(today: dt.date, counted: Counted) -> dt.date:
    """Return the date of the newest answer, today if there is none or a clock was wrong."""
    return min(today, counted.newest[0]) if counted.newest else today


def asked(look: Look, matching: Matching) -> dict[str, Asked]:
    """Return how a file asks about each item."""
    return {item: _asked(look, matching, places) for item, places in _by_item(matching).items()}


def _asked(look: Look, matching: Matching, places: Mapping[str, int]) -> Asked:
    match = matching.columns[next(iter(places.values()))]
    words = {
        facet: look.headers[place].text[:200] or look.headers[place].letters
        for facet, place in places.items()
    }
    return Asked(lo=match.lo, hi=match.hi, needed=words.get(NEEDED, ""), today=words.get(TODAY, ""))


def _with_segments(
    session: Session, matching: Matching, ids: Ids
) -> tuple[Session, dict[str, str]]:
    """Return the session with the segments that are to be made, and their ids by '+name'."""
    made: dict[str, str] = {}
    segments = dict(session.segments)
    for found in dict.fromkeys(matching.segments.values()):
        if not found.startswith(NEW):
            continue
        name = one_line(found.removeprefix(NEW))
        key = called(segments, name)
        if not key:
            key = ids()
            segments[key] = Segment(name=name, order=last(segments))
        made[found] = key
    return replace(session, segments=segments), made


def _by_item(matching: Matching) -> dict[str, dict[str, int]]:
    """Return the columns of answers by item and facet."""
    found: dict[str, dict[str, int]] = {}
    for place, match in matching.answered():
        found.setdefault(match.item, {})[match.facet] = place
    return found
