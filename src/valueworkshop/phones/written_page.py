"""What people write and spread on a phone: notes on questions, and points that make a hundred."""

from collections.abc import Mapping
from html import escape

from valueworkshop.phones.asked import Sheet, Spread, Spreads, Writing
from valueworkshop.phones.page_frame import ALL, KEPT, Frame, document, form, links, row, squares
from valueworkshop.phones.shown_page import parts, text
from valueworkshop.phones.take_answer import LONGEST_NOTE, NAMES, WHOLE


def writing(asked: Writing, frame: Frame) -> tuple[str, str, str]:
    """Return a sheet to write on or the list of them, the links below, and how far it is."""
    keys = [sheet.question for sheet in asked.sheets]
    at = frame.at if frame.at in {*keys, ALL} else asked.at
    if at not in keys:
        return _all(asked, frame), links(frame, word=True), ""
    number = keys.index(at)
    after = keys[number + 1] if number + 1 < len(keys) else ALL
    last = "Next <b>›</b>" if number + 1 < len(keys) else "To the list <b>›</b>"
    nav = links(
        frame,
        f'<a href="{frame.part}/{ALL}"><b>≡</b> All {len(keys)}</a>',
        f'<a href="{frame.part}/{escape(after)}" id="next">{last}</a>',
    )
    seen = parts(asked.shown.parts) if at == asked.at else ""
    seen = f"<h2>What the room sees</h2>{seen}" if seen else ""
    return _sheet(asked.stage, asked.sheets[number], frame) + seen, nav, squares(number, len(keys))


def _sheet(stage: str, sheet: Sheet, frame: Frame) -> str:
    fields = {"do": "note", "stage": stage, "item": sheet.question, "at": sheet.question}
    if sheet.named:
        fields[NAMES] = "1"
    new = form(
        frame,
        fields,
        '<label for="text">One thought per note</label>'
        f'<textarea id="text" name="text" rows="3" maxlength="{LONGEST_NOTE}"></textarea>'
        '<p><button class="main">Keep</button></p>',
    )
    count = len(sheet.notes)
    own = f"<h2>{count} note{'s' if count > 1 else ''} of yours</h2>" if count else ""
    kept = "".join(_note(fields, note, words, frame) for note, words in sheet.notes)
    return f'<h1 dir="auto">{text(sheet.text)}</h1><p>{text(sheet.promised)}</p>{new}{own}{kept}'


def unkept_page(title: str, told: str, given: Mapping[str, str], frame: Frame) -> str:
    """Return the page that gives somebody back what they wrote and we could not keep."""
    words = given.get("text", "")
    body = (
        f"<header><span>{text(title)}</span></header><h1>Not kept</h1><p>{text(told)}</p>"
        '<label for="text">This is what you wrote. Copy it if you want to keep it.</label>'
        f'<textarea id="text" rows="6" readonly>{escape(words)}</textarea>'
        f'<p><a href="{frame.base}">Back to the workshop</a></p>'
    )
    return document(title, body, frame)


def _note(fields: dict[str, str], note: str, words: str, frame: Frame) -> str:
    """Return a note of this person, which can be changed, and taken back by leaving nothing."""
    field = f"note-{note}"
    change = form(
        frame,
        {**fields, "note": note},
        f'<label for="{escape(field)}">Change it; without a word it is gone</label>'
        f'<textarea id="{escape(field)}" name="text" rows="3" maxlength="{LONGEST_NOTE}">'
        f"{escape(words)}</textarea><p><button>Keep</button></p>",
    )
    return (
        f'<div class="note"><p dir="auto">{text(words)}</p>'
        f"<details><summary>change</summary>{change}</details></div>"
    )


def _all(asked: Writing, frame: Frame) -> str:
    rows = []
    for sheet in asked.sheets:
        count = len(sheet.notes)
        told = f"{count} of yours" if count else "nothing of yours yet"
        here = sheet.question == asked.at
        marks = "■" if count else "□"
        rows.append(row(f"{frame.part}/{sheet.question}", sheet.text, told, marks, here=here))
    return f'<h1>{len(asked.sheets)} questions</h1><ul class="rows">{"".join(rows)}</ul>'


def spreads(asked: Spreads, frame: Frame) -> str:
    """Return each spread with a field for each thing."""
    done = sum(each.is_done for each in asked.spreads)
    head = f"<h1>{WHOLE} points, {done} of {len(asked.spreads)} given</h1>"
    return head + "".join(_spread(asked.stage, each, frame) for each in asked.spreads)


def _spread(stage: str, spread: Spread, frame: Frame) -> str:
    rows = []
    for key, name, about, points in spread.things:
        field = f"{spread.key}-{key}"
        value = "" if points is None else str(points)
        rows.append(
            f'<div class="pair"><label for="{escape(field)}">{text(name)} '
            f"<small>{text(about)}</small></label>"
            f'<input id="{escape(field)}" name="points-{escape(key)}" type="number" min="0" '
            f'max="{WHOLE}" step="1" inputmode="numeric" value="{value}"></div>'
        )
    kept = frame.kept.get((spread.key, ""), KEPT)
    state = f"<span>{kept}</span>" if spread.is_done else ""
    kind = "" if spread.is_done else ' class="open"'
    inside = (
        f"<fieldset{kind}><legend>{text(spread.key)}{state}</legend><p>{text(spread.question)}</p>"
        f'{"".join(rows)}<p><button class="main">Keep</button></p></fieldset>'
    )
    return form(frame, {"do": "spread", "stage": stage, "item": spread.key}, inside)
