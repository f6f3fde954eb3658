"""A page with what its person answered since it was published: no session is behind it, and pure.

A server has the page that nobody in particular sees, and each person's forms. What comes of both is
what `asking.page` makes of the session once `take_answer` has taken the forms:
test_answered_page.py holds one against the other.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from valueworkshop.core.clean_text import clean
from valueworkshop.core.stages.votes import best_worst
from valueworkshop.core.stages.votes.model import LEAST, MOST, PICKS, Abstained, Answer
from valueworkshop.phones.asked import (
    LEFT_OUT,
    Ballot,
    DotBallot,
    Facet,
    Page,
    Room,
    Worth,
    Writing,
)
from valueworkshop.phones.asked import PICKS as PICKING
from valueworkshop.phones.asking import answer_of, ballot_of, spreads_of, value_of
from valueworkshop.phones.take_answer import (
    AGAIN,
    DONE,
    SumError,
    TooLateError,
    dots_of,
    hold_promise,
    note_of,
    points_of,
)

MIND: Final = "mind"
"""The part of a ballot that says whom a person has in mind."""

OF_DOTS: Final = "dots "
"""What comes before the id of a dot vote, which is of no stage."""

Form = Mapping[str, str]


def part_of(form: Form) -> tuple[str, str]:
    """Return what a form answers: the stage, or the dot vote, and the part of it."""
    do = form.get("do", "")
    if do == "dots":
        return OF_DOTS + form.get("vote", ""), ""
    part = {"pick": PICKING, "mind": MIND, "worth": ""}.get(do, form.get("item", ""))
    return form.get("stage", ""), part


def answered(page: Page, forms: Iterable[Form]) -> Page:
    """Return a page with all forms that it still asks for; each new note has its id as `new`."""
    return _all(page, forms).page


def with_answer(page: Page, forms: Iterable[Form], form: Form) -> Page:
    """Return a page with `forms` and then one more. Raises for that one what `take_answer` does."""
    return _taken(_all(page, forms), form).page


@dataclass(frozen=True, slots=True)
class _SoFar:
    """A page as it began and as it is, and what was picked: the page does not tell all of that."""

    asked: Page
    page: Page
    weights: Mapping[str, Answer]

    def with_ballot(self, ballot: Ballot) -> "_SoFar":
        """Return it with another ballot, which may stand beside what the room looks at."""
        old = self.page.asked
        asked = replace(old, left=ballot) if isinstance(old, Room) else ballot
        return replace(self, page=replace(self.page, asked=asked))


def _all(page: Page, forms: Iterable[Form]) -> _SoFar:
    so_far = _SoFar(page, page, {})
    for form in forms:
        with contextlib.suppress(TooLateError, SumError, ValueError):
            so_far = _taken(so_far, form)
    return so_far


def _taken(so_far: _SoFar, form: Form) -> _SoFar:
    if (take := _TAKEN.get(form.get("do", ""))) is None:
        raise ValueError("no such form")
    return take(so_far, form)


def _ballot(page: Page, form: Form) -> Ballot:
    found = ballot_of(page.asked)
    if found is None or found.stage != form.get("stage", ""):
        raise TooLateError
    hold_promise(form, named=found.named)
    return found


def _rate(so_far: _SoFar, form: Form) -> _SoFar:
    item, facet = form.get("item", ""), form.get("facet", "")
    given = value_of(answer_of(form.get("answer", "")))
    ballot = _ballot(so_far.page, form)
    if (item, facet) not in {(r.item, f.key) for r in ballot.ratings for f in r.facets}:
        raise TooLateError
    ratings = tuple(
        replace(each, facets=tuple(_given(f, facet, given) for f in each.facets))
        if each.item == item
        else each
        for each in ballot.ratings
    )
    return so_far.with_ballot(replace(ballot, ratings=ratings))


def _given(facet: Facet, key: str, given: str) -> Facet:
    return replace(facet, given=given) if facet.key == key else facet


def _mind(so_far: _SoFar, form: Form) -> _SoFar:
    ballot, segment = _ballot(so_far.page, form), form.get("answer", "")
    if segment and segment not in dict(ballot.segments):
        raise TooLateError
    return so_far.with_ballot(replace(ballot, segment=segment))


def _pick(so_far: _SoFar, form: Form) -> _SoFar:
    ballot, answer = _ballot(so_far.page, form), form.get("answer", "")
    first = ballot_of(so_far.asked.asked)
    if ballot.picks is None or first is None or first.picks is None:
        raise TooLateError
    texts, given = dict(first.picks.items), so_far.weights
    asked = tuple(texts)
    among = [*asked, *("" for _ in range(first.picks.among - len(asked)))]
    if answer == AGAIN:
        given = {}
    elif answer.startswith("-"):
        left = answer_of(answer[1:])
        if not isinstance(left, Abstained):
            raise ValueError("no such answer")
        given = best_worst.ended(given, asked, left)
    elif best_worst.wanted(given, among, asked) and answer in texts and answer not in given:
        given = best_worst.with_pick(given, among, asked, answer)
    now = best_worst.wanted(given, among, asked)
    words: Mapping[Answer, str] = {each.number: each.word for each in PICKS}
    picks = replace(
        first.picks,
        question="" if now is None else best_worst.asked_now(now, given, among),
        items=tuple((k, text) for k, text in texts.items() if k not in given) if now else (),
        picked=tuple((texts[k], words[given[k]]) for k in asked if given.get(k) in {MOST, LEAST}),
        left=next(
            (v.label for v in LEFT_OUT for g in given.values() if value_of(g) == v.value), ""
        ),
    )
    return replace(so_far, weights=given).with_ballot(replace(ballot, picks=picks))


def _note(so_far: _SoFar, form: Form) -> _SoFar:
    found, question = so_far.page.asked, form.get("item", "")
    if not isinstance(found, Writing) or found.stage != form.get("stage", ""):
        raise TooLateError
    own = {sheet.question: sheet for sheet in found.sheets}
    if question not in own:
        raise TooLateError
    hold_promise(form, named=own[question].named)
    written = dict(own[question].notes)
    key, text = note_of(form, written)
    if not key:
        return so_far
    written[key] = clean(text)
    kept = tuple((k, words) for k, words in written.items() if words.strip())
    sheets = tuple(
        replace(each, notes=kept) if each.question == question else each for each in found.sheets
    )
    return replace(so_far, page=replace(so_far.page, asked=replace(found, sheets=sheets)))


def _spread(so_far: _SoFar, form: Form) -> _SoFar:
    old, key = so_far.page.asked, form.get("item", "")
    found = spreads_of(old)
    if found is None or found.stage != form.get("stage", ""):
        raise TooLateError
    if key not in {each.key for each in found.spreads}:
        raise TooLateError
    spreads = []
    for each in found.spreads:
        things = each.things
        if each.key == key:
            points = points_of(form, [thing for thing, *_ in things])
            things = tuple((t, name, about, points[t]) for t, name, about, _ in things)
        spreads.append(replace(each, things=things))
    given = replace(found, spreads=tuple(spreads))
    asked = replace(old, left=given) if isinstance(old, Room) else given
    return replace(so_far, page=replace(so_far.page, asked=asked))


def _worth(so_far: _SoFar, form: Form) -> _SoFar:
    found, answer = so_far.page.asked, form.get("answer", "")
    if not isinstance(found, Worth) or found.stage != form.get("stage", ""):
        raise TooLateError
    if answer not in {each.value for each in found.facet.choices}:
        raise ValueError("no such answer")
    asked = replace(found, facet=replace(found.facet, given=answer))
    return replace(so_far, page=replace(so_far.page, asked=asked))


def _dots(so_far: _SoFar, form: Form) -> _SoFar:
    found, first = so_far.page.asked, so_far.asked.asked
    if not (isinstance(found, DotBallot) and isinstance(first, DotBallot)):
        raise TooLateError
    if found.vote != form.get("vote", "") or found.handed_in:
        raise TooLateError
    answer = form.get("answer", "")
    if answer == DONE:
        asked = replace(found, handed_in=True)
    else:
        option, dots = dots_of(answer)
        put = {key: count for key, _, count, _ in found.options}
        most = {key: room for key, _, _, room in found.options}
        if option not in most or not dots <= most[option]:
            raise ValueError("the vote does not allow so many")
        put[option] = dots
        left = found.budget - sum(put.values())
        options = tuple(
            (key, text, put[key], min(limit, left + put[key]))
            for key, text, _, limit in first.options
        )
        asked = replace(found, options=options, left=left)
    return replace(so_far, page=replace(so_far.page, asked=asked))


_TAKEN: Final[Mapping[str, Callable[[_SoFar, Form], _SoFar]]] = {
    "rate": _rate,
    "mind": _mind,
    "pick": _pick,
    "note": _note,
    "spread": _spread,
    "worth": _worth,
    "dots": _dots,
}
