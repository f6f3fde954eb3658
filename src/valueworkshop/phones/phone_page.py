"""The page of one person as HTML: it works without a script, and every text in it is escaped."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Final

from valueworkshop.phones.asked import (
    LEFT_OUT,
    PICKS,
    Ahead,
    Ballot,
    DotBallot,
    Facet,
    Nameless,
    Page,
    Picks,
    Room,
    Spreads,
    Worth,
    Writing,
)
from valueworkshop.phones.asked import Rating as Rated
from valueworkshop.phones.entry_pages import name_field
from valueworkshop.phones.page_frame import ALL, KEPT, Frame, document, form, links, row, squares
from valueworkshop.phones.shown_page import shown, text
from valueworkshop.phones.take_answer import NAMES
from valueworkshop.phones.written_page import spreads, writing


def phone_page(page: Page, frame: Frame) -> str:
    """Return what a phone shows."""
    asked = page.asked
    if isinstance(asked, Ballot):
        body, nav, right = _ballot(asked, frame)
    elif isinstance(asked, DotBallot):
        body, nav, right = _dots(asked, frame), links(frame, word=True), ""
    elif isinstance(asked, Writing):
        body, nav, right = writing(asked, frame)
    elif isinstance(asked, Worth):
        body, nav, right = _worth(asked, frame), links(frame, word=True), ""
    elif isinstance(asked, Spreads):
        body, nav, right = spreads(asked, frame), links(frame, word=True), ""
    elif isinstance(asked, Nameless):
        body, nav, right = _nameless(frame), links(frame, word=True), ""
    elif isinstance(asked, Ahead):
        body, nav, right = _ahead(asked, frame), links(frame, word=True), ""
    else:
        body, nav, right = _beside(asked, frame)
    left = f"<span>{text(page.stage or page.workshop)}</span>"
    if frame.stage:
        left = f'<span><a href="{frame.base}">‹ All stages</a> {text(page.stage)}</span>'
    head = f"<header>{left}<span>{right}</span></header>"
    return document(page.workshop, f"{head}{body}", frame, nav)


def _beside(room: Room, frame: Frame) -> tuple[str, str, str]:
    """Return what the room sees; what is left to answer beside it, if that is asked for."""
    if isinstance(room.left, Spreads) and frame.at == ALL:
        return spreads(room.left, frame), links(frame, word=True), ""
    if isinstance(room.left, Ballot) and frame.at in {ALL, *_parts(room.left)}:
        return _ballot(room.left, frame)
    return _room(room), links(frame, *_rest(room, frame), word=True), ""


def _ballot(ballot: Ballot, frame: Frame) -> tuple[str, str, str]:
    """Return the part of a ballot that is asked for, the links below it, and how far it is."""
    parts = _parts(ballot)
    at = frame.at if frame.at in {*parts, ALL} else ""
    at = at or (ballot.at if ballot.at in parts else "") or _first_open(ballot, parts)
    if at == ALL or (not at and len(parts) > 1):
        return _all(ballot, frame, parts)
    at = at or parts[0]
    number = parts.index(at) + 1
    right = squares(number, len(parts))
    if at == PICKS and ballot.picks:
        body = _picks(ballot, ballot.picks, frame)
    else:
        rating = next(each for each in ballot.ratings if each.item == at)
        body = _rating(ballot, rating, frame)
    after = parts[number] if number < len(parts) else ALL
    last = "Next <b>›</b>" if number < len(parts) else "To the list <b>›</b>"
    below = (
        (
            f'<a href="{frame.part}/{ALL}"><b>≡</b> All {len(parts)}</a>',
            f'<a href="{frame.part}/{escape(after)}" id="next">{last}</a>',
        )
        if len(parts) > 1
        else ()
    )
    return body, links(frame, *below, word=not below), right


def _parts(ballot: Ballot) -> list[str]:
    return [rating.item for rating in ballot.ratings] + ([PICKS] if ballot.picks else [])


def _rest(room: Room, frame: Frame) -> tuple[str, ...]:
    """Return the link to what somebody has not answered while the room looks at something else."""
    one = isinstance(room.left, Ballot) and room.left.one
    if room.left is None or one or room.left.done == room.left.of:
        return ()
    left = room.left.of - room.left.done
    return (f'<a href="{frame.part}/{ALL}">{left} to answer <b>›</b></a>',)


_PICKING: Final = "The most and the least important"


def _ahead(asked: Ahead, frame: Frame) -> str:
    """Return the list of stages that may be answered before the day."""
    rows = []
    first = next((each.stage for each in asked.parts if each.done < each.of), "")
    for each in asked.parts:
        told = f"{each.done} of {each.of} answered" if each.done else "not yet"
        marks = "■" if each.done == each.of else "◧" if each.done else "□"
        path = f"{frame.base}/in/{each.stage}"
        rows.append(row(path, each.title, told, marks, here=each.stage == first))
    if not rows:
        return "<h1>Nothing to answer yet</h1><p>Come back later: this page stays open.</p>"
    return (
        "<h1>Before the workshop</h1><p>Answer here whatever you like, in any order. You can close "
        "this page, come back, and change every answer until they are shown in the workshop.</p>"
        f'<ul class="rows">{"".join(rows)}</ul>'
        "<p>If you come back on another phone, your word brings your answers along: write it "
        "down.</p>"
    )


def _nameless(frame: Frame) -> str:
    """Ask somebody who joined without a name for it, where answers have one."""
    return (
        "<h1>This one is with names</h1><p>Once the answers are shown, your name is beside yours. "
        "What you answered before without a name stays without.</p>"
        f'<form method="post" action="{frame.base}/join">'
        f'<input type="hidden" name="stage" value="{escape(frame.stage)}">{name_field()}'
        '<p><button class="main">Go on</button></p></form>'
    )


def _first_open(ballot: Ballot, parts: list[str]) -> str:
    """Return the first part that is not answered; '' if all are."""
    done = {rating.item: rating.is_done for rating in ballot.ratings}
    if ballot.picks:
        done[PICKS] = ballot.picks.is_done
    return next((part for part in parts if not done[part]), "")


def _rating(ballot: Ballot, rating: Rated, frame: Frame) -> str:
    ends = "".join(f"<dt>{n}</dt><dd>{text(words)}</dd>" for n, words in rating.ends)
    about = f"<p>{text(rating.about)}</p>" if rating.about else ""
    first = next((facet.key for facet in rating.facets if not facet.given), "")
    asked = "".join(
        _facet(ballot, rating.item, facet, frame, is_first=facet.key == first)
        for facet in rating.facets
    )
    done = "<p>Kept. You can change it until the answers are shown.</p>" if rating.is_done else ""
    ends = f'<dl class="ends">{ends}</dl>' if ends else ""
    return (
        f'<h1 dir="auto">{text(rating.text)}</h1>{about}{ends}{asked}{done}{_mind(ballot, frame)}'
    )


def _facet(ballot: Ballot, item: str, facet: Facet, frame: Frame, *, is_first: bool) -> str:
    fields = {"do": "rate", **_of(ballot), "item": item, "facet": facet.key, "at": item}
    return _question(facet, item, frame, fields, is_first=is_first)


def _of(ballot: Ballot) -> dict[str, str]:
    """Return the fields that say what is answered, and with which promise."""
    return {"stage": ballot.stage, **({NAMES: "1"} if ballot.named else {})}


def _question(
    facet: Facet,
    item: str,
    frame: Frame,
    fields: Mapping[str, str],
    *,
    is_first: bool,
    may_leave: bool = True,
) -> str:
    """Return a question with a button for each answer: the border says what was kept."""

    def button(value: str, label: str, word: str) -> str:
        pressed = "true" if facet.given == value else "false"
        said = f' aria-label="{escape(label)}, {escape(word)}"' if word and word != label else ""
        return (
            f'<button name="answer" value="{value}" aria-pressed="{pressed}"{said} '
            f'id="{escape(f"{item}-{facet.key}-{value}")}">{text(label)}</button>'
        )

    points = "".join(button(c.value, c.label, c.word) for c in facet.choices)
    left = "".join(button(c.value, c.label, "") for c in LEFT_OUT) if may_leave else ""
    kept = frame.kept.get((item, fields.get("facet", "")), KEPT)
    state = f"<span>{f'{text(facet.word)} {kept}'.strip()}</span>" if facet.given else ""
    kind = ' class="open"' if is_first else ""
    return form(
        frame,
        fields,
        f"<fieldset{kind}><legend>{text(facet.label)}{state}</legend><p>{text(facet.question)}</p>"
        f'<div class="points">{points}</div><div class="leave">{left}</div></fieldset>',
    )


def _mind(ballot: Ballot, frame: Frame) -> str:
    """Ask which customers somebody has in mind, where the team has segments."""
    if not ballot.segments:
        return ""
    buttons = "".join(
        f'<button name="answer" value="{escape(key)}" '
        f'aria-pressed="{"true" if key == ballot.segment else "false"}">{text(name)}</button>'
        for key, name in (*ballot.segments, ("", "no one in particular"))
    )
    inside = (
        "<fieldset><legend>customer</legend><p>Which customer did you picture?</p>"
        f'<div class="points words">{buttons}</div></fieldset>'
    )
    return form(frame, {"do": "mind", **_of(ballot)}, inside)


def _worth(asked: Worth, frame: Frame) -> str:
    """Ask whether it was worth the time; nobody skips that with a number."""
    fields = {"do": "worth", "stage": asked.stage}
    least, most = asked.facet.choices[0], asked.facet.choices[-1]
    ends = f"{least.label} is ‘{least.word}’, {most.label} is ‘{most.word}’."
    facet = replace(asked.facet, question=ends)  # the question itself is the heading
    return (
        f'<h1 dir="auto">{text(asked.facet.question)}</h1>'
        "<p>Nobody sees who says what. All answers are shown together.</p>"
        + _question(facet, "", frame, fields, is_first=not facet.given, may_leave=False)
    )


def _all(ballot: Ballot, frame: Frame, parts: list[str]) -> tuple[str, str, str]:
    """Return the list of all parts with what was answered, the links, and how far it is."""
    rows = []
    first = _first_open(ballot, parts)
    for rating in ballot.ratings:
        told = " · ".join(f"{each.label} {_short(each)}" for each in rating.facets if each.given)
        missing = ", ".join(each.label for each in rating.facets if not each.given)
        told = f"{told} · {missing} missing" if told and missing else told or "not yet"
        marks = "".join("■" if each.given else "□" for each in rating.facets)
        rows.append(
            row(f"{frame.part}/{rating.item}", rating.text, told, marks, here=rating.item == first)
        )
    if ballot.picks:
        marks = "■" if ballot.picks.is_done else "□"
        told = "picked" if ballot.picks.is_done else "not yet"
        rows.append(row(f"{frame.part}/{PICKS}", _PICKING, told, marks, here=first == PICKS))
    body = (
        f"<h1>{ballot.done} of {ballot.of} answered</h1>"
        "<p>You can change every answer until they are shown.</p>"
        f'<ul class="rows">{"".join(rows)}</ul><p>{text(ballot.promised)}</p>'
    )
    go_on = f'<a href="{frame.part}/{escape(first)}">Go on <b>›</b></a>' if first else ""
    return body, links(frame, go_on, word=True), ""


def _short(facet: Facet) -> str:
    return {"d": "don’t know", "s": "skipped"}.get(facet.given, facet.given)


def _picks(ballot: Ballot, picks: Picks, frame: Frame) -> str:
    """Ask for the next pick among all items, with what was picked so far."""
    fields = {"do": "pick", **_of(ballot), "at": PICKS}
    buttons = "".join(
        f'<li><button class="row" name="answer" value="{escape(item)}">{text(words)}</button></li>'
        for item, words in picks.items
    )
    so_far = "".join(
        f"<li><strong>{text(words)}</strong> {text(way)}</li>" for words, way in picks.picked
    )
    head = picks.question or "All is picked"
    again = '<button class="plain" name="answer" value="-again">pick anew</button>'
    leave = "".join(
        f'<button class="plain" name="answer" value="-{c.value}">{text(c.label)}</button>'
        for c in LEFT_OUT
    )
    below = again if picks.picked or picks.left else ""
    return (
        f"<h1>{text(head)}</h1>"
        + (f"<ul>{so_far}</ul>" if so_far else "")
        + (f"<p>{text(picks.left)}</p>" if picks.left and not so_far else "")
        + form(
            frame,
            fields,
            f'<ul class="rows">{buttons}</ul><div class="leave">'
            f"{leave if picks.question else ''}{below}</div>",
        )
    )


def _dots(ballot: DotBallot, frame: Frame) -> str:
    """Ask to put dots on options, and to hand them in."""
    if ballot.handed_in:
        return (
            "<h1>Handed in</h1><p>Your dots are kept. Nobody sees them before they are shown.</p>"
        )
    fields = {"do": "dots", "vote": ballot.vote}
    rows = []
    for option, words, put, most in ballot.options:
        less = _dot_button(option, put - 1, "−", f"one dot less on {words}", on=put > 0)
        more = _dot_button(option, put + 1, "+", f"one dot more on {words}", on=put < most)
        dots = "●" * put or "·"
        rows.append(
            f'<li><div class="row"><span dir="auto">{text(words)}'
            f"<small>{put} of yours</small></span>"
            f'<i aria-hidden="true">{dots}</i></div><div class="points">{less}{more}</div></li>'
        )
    left = "1 dot left" if ballot.left == 1 else f"{ballot.left} dots left"
    hand_in = '<button class="main" name="answer" value="-done">Hand in</button>'
    return (
        f'<p dir="auto"><strong>{text(ballot.title)}</strong></p><h1>{left} of {ballot.budget}</h1>'
        "<p>Put them where they count most. As long as + can be tapped, one can have several.</p>"
        + form(frame, fields, f'<ul class="rows">{"".join(rows)}</ul>{hand_in}')
    )


def _dot_button(option: str, dots: int, label: str, said: str, *, on: bool) -> str:
    off = "" if on else " disabled"
    value = escape(f"{option}:{dots}")
    return (
        f'<button name="answer" value="{value}" aria-label="{escape(said)}"{off}>{label}</button>'
    )


def _room(room: Room) -> str:
    said = f"<p><strong>{text(room.said)}</strong></p>" if room.said else ""
    return f"{shown(room.shown)}{said}" if room.shown else f"<h1>{text(room.said)}</h1>"
