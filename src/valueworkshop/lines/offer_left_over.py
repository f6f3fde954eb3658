"""Offers what an interrupted sitting left, in line mode, before the first question."""

from dataclasses import replace

from valueworkshop.files.safe.drafts import left_drafts
from valueworkshop.files.safe.typing_log import left_over
from valueworkshop.lines.talk import Talk
from valueworkshop.sitting.left_over import (
    Found,
    beside,
    found_in,
    is_alone,
    is_note,
    put_aside,
    put_back,
    text_to_show,
)


def offer(talk: Talk) -> None:
    """Ask what to do with left-over text that is not in the session, if there is any.

    Without an answer it asks again the next time.
    """
    sitting, session = talk.sitting, talk.session
    left, drafts = left_over(sitting.state, session.id), left_drafts(sitting.state, session.id)
    found = found_in(session, left.pieces, drafts, sitting.found)
    if not found.pieces and found.draft is None:
        if left.files or drafts:
            put_aside(sitting, left, drafts)
        return
    _tell(talk, found)
    while line := talk.ask("type back or aside, or nothing to be asked again later").casefold():
        if line in {"back", "b"}:
            _put_back(talk, found)
        if line in {"back", "b", "aside", "a"}:
            talk.say(put_aside(sitting, left, drafts))
            return
        talk.say(f"Not kept: {line}", "back puts it back, aside moves it to the backups.")


def _tell(talk: Talk, found: Found) -> None:
    talk.say("Last time, this workshop was interrupted before everything was saved. We found this.")
    if found.draft is not None:
        becomes = "back brings all of it back" if found.fits else "back saves it as a new file"
        talk.say(f"A draft that could not be saved: {becomes}.")
    for number, piece in enumerate(found.pieces, 1):
        stage = talk.session.kit.stages.get(piece.spot.stage)
        where = stage.title if stage else piece.spot.stage
        kept = is_note(talk.session, piece) or is_alone(talk.session, piece)
        goes = "a note" if kept else "a text that goes to the backups"
        talk.say(f"Text {number} of {len(found.pieces)}, {goes}, in {where}: {text_to_show(piece)}")


def _put_back(talk: Talk, found: Found) -> None:
    session = talk.session
    if found.draft is not None and found.fits:
        session = replace(found.draft, place=session.place)
    elif found.draft is not None:
        talk.say(beside(talk.sitting, found.draft))
    session, count = put_back(session, found.pieces, talk.desk.ids)
    talk.commit(session)
    talk.say(f"Notes put back: {count}. /undo removes them again." if count else "Put back.")
