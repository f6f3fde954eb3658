"""What we say about a survey: how we read it, what is taken and what is not."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import DROP, EVERYONE, SEGMENT, STATE, Import
from valueworkshop.core.stages.voice.survey_evidence import day_in_words
from valueworkshop.survey.acts import Act, Text, Way
from valueworkshop.survey.column_matching import Match, Matching
from valueworkshop.survey.counted_answers import MOST_WORDS, SHOWN, Counted
from valueworkshop.survey.counting import NEW
from valueworkshop.survey.file_layout import Content, Header, Look
from valueworkshop.survey.left_out_rows import PREVIEW, SPAM, TEST, TOTAL, UNFINISHED
from valueworkshop.survey.row_reader import DELIMITERS

_DROPPED = (Content.PERSONAL, Content.FORM, Content.FREE, Content.EMPTY, Content.ANSWERS)
_NAMED = 6  # dropped columns of a kind that are named


def of_file(look: Look) -> str:
    """Say in a line what the file is."""
    source = look.source
    likely = " (likely)" if source.guessed else ""
    rows = "1 header row" if look.header_rows == 1 else f"{look.header_rows} header rows"
    if look.titles:
        rows = f"answers start below row {look.header_rows}"
    told = [
        f"{source.encoding_in_words}{likely}",
        f"{DELIMITERS.get(source.delimiter, source.delimiter)} between cells",
        rows,
        f"{len(look.headers):,} columns",
    ]
    shape = f", probably from {look.shape}" if look.shape else ""
    return f"{source.name}: {', '.join(told)}{shape}"


def of_column(header: Header, match: Match, asked: Mapping[str, str]) -> str:
    """Say what a column is taken for, on which scale, and why."""
    why = f" ({match.why})" if match.why else ""
    return f"{header.short}  →  {_taken_for(match, asked)}{why}"


def in_short(header: Header, match: Match, asked: Mapping[str, str]) -> str:
    """Say the same for a narrow line, with the most important part first."""
    unsure = "" if match.why.startswith(("as ", "you ", "it ")) else f"  ! {match.why}"
    return f"{_taken_for(match, asked)}  ←  {header.short}{unsure}"


def _taken_for(match: Match, asked: Mapping[str, str]) -> str:
    if match.target == SEGMENT:
        return "the customers' segment"
    if match.target == STATE:
        return "whether a row counts"
    if match.target == DROP:
        return "not taken"
    scale = f", {match.lo} to {match.hi}" if match.hi > match.lo else ", scale not known"
    return f"{asked.get(match.target, match.target)}{scale}"


def of_dropped(look: Look, matching: Matching) -> list[str]:
    """Say which columns are not taken, by what seems to be in them."""
    by_content: dict[Content, list[Header]] = {}
    for header in look.headers:
        match = matching.columns.get(header.place)
        if match is None or match.target == DROP:
            by_content.setdefault(header.content, []).append(header)
    lines = []
    for content in _DROPPED:
        headers = by_content.get(content, [])
        if not headers:
            continue
        names = [header.short for header in headers[:_NAMED]]
        more = len(headers) - len(names)
        what = "about nothing in this workshop" if content is Content.ANSWERS else content.value
        lines.append(
            f"{len(headers):,} {what}: {', '.join(names)}" + (f" and {more:,} more" if more else "")
        )
    return lines


def of_words(matching: Matching, session: Session, counted: Counted | None) -> list[str]:
    """Say which words are numbers, no answer, or segments; of these only what the file has."""
    lines = []
    if matching.labels:
        pairs = sorted(matching.labels.items(), key=lambda pair: (pair[1], pair[0]))
        lines.append("numbers: " + ", ".join(f"{word} = {number}" for word, number in pairs))
    if matching.missing:
        lines.append(
            "no answer, besides empty cells, N/A and the like: " + ", ".join(matching.missing)
        )
    if counted is not None and counted.segments_met:
        told = [
            f"{word} = {segment_name(session, segment)}"
            for word, segment in sorted(counted.segments_met.items())[:MOST_WORDS]
        ]
        lines.append("segments: " + ", ".join(told))
    return lines


def segment_name(session: Session, segment: str) -> str:
    """Return the name of a segment of a matching."""
    if segment == EVERYONE:
        return "no segment"
    if segment.startswith(NEW):
        return f"{segment.removeprefix(NEW)} (new)"
    known = session.segments.get(segment)
    return known.name if known else "a segment that you removed"


def of_taken(counted: Counted) -> str:
    """Say how many respondents and answers are taken."""
    again = f"; the header comes {counted.repeated} times more" if counted.repeated else ""
    left_out = f"; {_left_out(counted)} left out" if counted.left_out else ""
    refused = f"; {counted.refused:,} refused" if counted.refused else ""
    return (
        f"{counted.respondents:,} of {_rows(counted.rows)} "
        f"with {_answers(counted)}{left_out}{again}{refused}"
    )


def taken(counted: Counted | None) -> str:
    """Say what we took."""
    counted = counted or Counted()
    left_out = f" Left out: {_left_out(counted)}." if counted.left_out else ""
    refused = f" Refused: {counted.refused:,}." if counted.refused else ""
    return f"Taken: {_answers(counted)}. Customers: {counted.respondents:,}.{left_out}{refused}"


def of_left_out(look: Look, matching: Matching, counted: Counted) -> list[str]:
    """Say which rows are left out, and how to count them anyway."""
    if not counted.left_out:
        return []
    columns = [look.headers[place].short for place in matching.state_columns()]
    if not columns or set(counted.left_out) == {TOTAL}:
        return [_left_out(counted)]
    which = "column" if len(columns) == 1 else "columns"
    them = "it" if len(columns) == 1 else "them"
    said = f"{_left_out(counted)}, by {which} {' and '.join(columns)}"
    return [f"{said} (if you drop {them}, all rows count)"]


def of_survey(date: dt.date | None, evidence: Grade, counted: Counted | None) -> list[str]:
    """Say when customers answered, with the reason, and how well their answers are known."""
    newest = counted.newest if counted else None
    when = "of today: the file does not say when customers answered"
    if date is not None:
        when = f"of {day_in_words(date)}, as you say"
    elif newest is not None:
        when = f"of {day_in_words(newest[0])}, the newest answer in {newest[1]}"
    return [when, f"what customers answered counts as {evidence.value}"]


def of_before(before: Sequence[Import], counted: Counted) -> str:
    """Say which files seem to hold the same customers, and what counting both would make."""
    names = " and ".join(
        f"{one_line(found.source)}{f' of {found.when}' if found.when else ''} "
        f"({_customers(found.respondents)})"
        for found in before
    )
    both = counted.respondents + sum(found.respondents for found in before)
    return (
        f"this looks like the same survey as {names}: this file has "
        f"{_customers(counted.respondents)}, counting both would make {both:,}"
    )


def _customers(number: int) -> str:
    return "1 customer" if number == 1 else f"{number:,} customers"


def _left_out(counted: Counted) -> str:
    return ", ".join(
        f"{number:,} {one if number == 1 else many}"
        for why, (one, many) in _LEFT_OUT.items()
        if (number := counted.left_out.get(why, 0))
    )


_LEFT_OUT: Final = {
    PREVIEW: ("preview", "previews"),
    TEST: ("test", "tests"),
    SPAM: ("spam", "spam"),
    UNFINISHED: ("unfinished", "unfinished"),
    TOTAL: ("row of totals", "rows of totals"),
}


def _answers(counted: Counted) -> str:
    answers = sum(counted.given.values())
    return f"{answers:,} {'answer' if answers == 1 else 'answers'}"


def of_refused(counted: Counted) -> list[Text]:
    """Say what is refused: how much of it, the first ones with row and column."""
    if not counted.refused:
        return []
    often = sorted(counted.refused_as.items(), key=lambda pair: (-pair[1], pair[0]))
    kinds = ", ".join(f"{why} ({_times(number)})" for why, number in often[:5])
    more = f" and {len(often) - 5} other reasons" if len(often) > 5 else ""
    lines: list[Text] = [f"{counted.refused:,} in all: {kinds}{more}"]
    if any("not on the scale" in why for why in counted.refused_as):
        missing = Way(Act.MISSING, "NUMBER")
        lines.append(("If one of these numbers means no answer: ", missing, "."))
    lines += [refusal.in_words for refusal in counted.refusals]
    left = counted.refused - len(counted.refusals)
    return [*lines, f"and {left:,} more after these first {SHOWN}"] if left else lines


def of_asked(counted: Counted) -> list[str]:
    """Ask about the words that the user has to explain before the file can be taken."""
    lines = [of_label(word, times) for word, times in _often(counted.labels)]
    lines += [of_segment(word, times) for word, times in _often(counted.segments)]
    if counted.endless:
        lines.append(
            f"too many different words to ask about, in {', '.join(counted.endless)}: "
            "does it have ratings or segments?"
        )
    return lines


def of_label(word: str, times: int) -> str:
    """Ask which number a word stands for; it came so many `times`."""
    return f"'{word}' ({_times(times)}): which number, or no answer?"


def of_segment(word: str, times: int) -> str:
    """Ask which segment a word stands for; it came so many `times`."""
    return f"'{word}' ({_times(times)}): which segment?"


def of_same_file(before: Import | None) -> str:
    """Say that this very file was brought in before; '' if it was not."""
    if before is None:
        return ""
    when = f", on {before.when}" if before.when else ""
    return f"you brought this file in before{when}: the new answers replace the old ones"


def _often(words: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
