"""Corrections as users type them: they name columns by header and items by id."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from valueworkshop.core.clean_text import folded, one_line
from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.voice.model import DROP, EVERYONE, SEGMENT, STATE
from valueworkshop.survey.acts import Act, Way
from valueworkshop.survey.cell_values import key_of, number_in
from valueworkshop.survey.column_matching import Matching, targets, with_words
from valueworkshop.survey.counting import NEW
from valueworkshop.survey.file_layout import Header, Look
from valueworkshop.survey.row_reader import SurveyError
from valueworkshop.survey.segment_names import bare, called

_SCALE = re.compile(r"\s*(-?\d{1,4})\s*(?:-|–|to|\.\.)\s*(-?\d{1,4})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What the user typed about a survey.

    `columns` as 'header=stage/item:facet', '=segment', '=state' or '=drop'; `scales` as '0-10' for
    all or 'header=0-10' for one; `labels` as 'word=5', without a number for no answer; `segments`
    as 'word=name of a segment', without a name for none.
    """

    columns: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    segment_column: str = ""
    segments: tuple[str, ...] = ()


def corrected(
    matching: Matching, look: Look, session: Session, stage: str, said: Corrections
) -> Matching:
    """Return the corrected matching. Raises SurveyError if a correction does not fit."""
    asked = targets(session, stage)
    for text in said.labels:
        label, number = _parted(text, "a word and its number, as in 'Agree=4'")
        if number and number_in(number) is None:
            raise SurveyError(f"{one_line(number)} is not a whole number for '{one_line(label)}'")
        matching = matching.with_label(label, number_in(number) if number else None)
    for word in said.missing:
        matching = matching.with_label(word, None)
    for text in said.columns:
        name, target = _parted(text, "a header and what it is, as in 'Q3=checklist/when:today'")
        place = column_called(look, name).place
        matching = matching.with_target(place, _target(target, list(asked)), look)
    if said.segment_column:
        place = column_called(look, said.segment_column).place
        matching = matching.with_target(place, SEGMENT, look)
    matching = _with_scales(matching, look, said.scales)
    matching = with_words(matching, look)
    for text in said.segments:
        word, name = _parted(text, "a word and a segment, as in 'North=Small shops'")
        matching = with_segment(matching, session, word, name)
    return matching


def with_segment(matching: Matching, session: Session, word: str, name: str) -> Matching:
    """Return the matching with a word taken for a segment by name, made if need be; '' for none."""
    name = one_line(name)
    found = EVERYONE
    if name:
        new = matching.named.get(bare(name), f"{NEW}{name}")
        found = called(session.segments, name) or new
    named = {**matching.named, bare(word): found}
    if name:
        named[bare(name)] = found
    named.pop("", None)
    return replace(matching, segments={**matching.segments, key_of(word): found}, named=named)


def scale_in(text: str) -> tuple[int, int]:
    """Return the ends of a scale written as '0-10'. Raises SurveyError."""
    found = _SCALE.fullmatch(text)
    if found is None:
        raise SurveyError(
            f"'{one_line(text)}' is not a scale; write its two ends, as in 1-5 or 0-10"
        )
    return int(found[1]), int(found[2])


def column_called(look: Look, name: str) -> Header:
    """Return the one column of this header, code, beginning of a header, or '#3'.

    Raises SurveyError for none and for several.
    """
    wanted = folded(name)
    if re.fullmatch(r"#\d{1,5}", wanted) and 1 <= int(wanted[1:]) <= len(look.headers):
        return look.headers[int(wanted[1:]) - 1]
    exact = [h for h in look.headers if wanted in (folded(h.code), folded(h.text))]
    found = exact or [h for h in look.headers if wanted and wanted in folded(f"{h.code}\n{h.text}")]
    if len(found) == 1:
        return found[0]
    shown = one_line(name)[:80]
    if not found:
        raise SurveyError(f"no column is called '{shown}'; use its header, or its number as in #3")
    several = ", ".join(f"#{header.place + 1} {header.short}" for header in found[:4])
    raise SurveyError(f"'{shown}' could be several columns: {several}; use its number")


def _with_scales(matching: Matching, look: Look, scales: Sequence[str]) -> Matching:
    """Return the matching with other scales; one for a single column wins over one for all."""
    answered = [place for place, _ in matching.answered()]
    for text in sorted(scales, key=lambda text: "=" in text):
        name, equals, scale = text.rpartition("=")
        lo, hi = scale_in(scale)
        places = [column_called(look, name).place] if equals else answered
        matching = matching.with_scale(places, lo, hi)
    return matching


def _target(text: str, asked: Sequence[str]) -> str:
    target = one_line(text)
    if target in (SEGMENT, STATE, DROP) or target in asked:
        return target
    fitting = [known for known in asked if known.endswith(f"/{target}")]
    if len(fitting) == 1:
        return fitting[0]
    shown = f"for example {asked[0]}, " if asked else ""
    raise SurveyError(
        f"a column cannot be '{target[:80]}': use {shown}segment, state or drop; ",
        Way(Act.TARGETS),
        " lists all",
    )


def _parted(text: str, how: str) -> tuple[str, str]:
    """Return the text before and after the last '='. Raises SurveyError if there is none."""
    before, equals, behind = text.rpartition("=")
    if not equals or not before.strip():
        raise SurveyError(f"'{one_line(text)[:80]}' is not {how}")
    return before, behind.strip()
