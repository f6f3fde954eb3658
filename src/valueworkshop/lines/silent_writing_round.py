"""Silent writing in line mode: the keyboard goes round, unseen; one word shows all notes."""

from valueworkshop.core.clean_text import capital
from valueworkshop.core.session.people import called
from valueworkshop.core.stages.silent import edits, words
from valueworkshop.lines.hand_round import ANYBODY, hand_round, passed_to
from valueworkshop.lines.talk import Command, Moved, Talk


def silent_writing(talk: Talk, stage: str, at: str) -> Command:
    """Return the command with which each writes alone on a question."""

    def write(_rest: str) -> None:
        with talk.lines.covered():
            _write(talk, stage, at)
        raise Moved

    about = "let each person write notes alone, unseen, until all are shown together"
    return Command(name="alone", about=about, do=write)


def _write(talk: Talk, stage: str, at: str) -> None:
    """Go on with the round on a question, else begin one, until the user goes on."""
    if not edits.writers(talk.session):
        talk.say(words.NOBODY)
        return
    if not edits.running(talk.session, stage, at):
        talk.commit(edits.begin(talk.session, talk.desk.ids(), stage, at))
    key = edits.running(talk.session, stage, at)
    if not key:
        return
    talk.say(f"Silent writing: {words.subject(talk.session, talk.session.silent[key])}")
    talk.say(words.ABOUT, f"Nobody sees what you type, not even you. {words.HELD}")
    talk.say(words.promised(talk.session.silent[key]), ANYBODY)
    while key in talk.session.silent and (line := _asked(talk, key)):
        if line.split()[0] in {"pass", "p"}:
            names = called(talk.session.people)
            people = ((person, names[person]) for person, _ in edits.writers(talk.session))
            if (person := passed_to(talk, line, people)) is not None:
                _around(talk, key, person)
        elif line in {"names", "n"}:
            _name_them(talk, key)
        elif line in {"show", "s"} and edits.waits(talk.session, key):
            _show(talk, key)
            return
        else:
            talk.say("Type pass, names or show. You can show the notes once there are any.")


def _asked(talk: Talk, key: str) -> str:
    talk.say(f"{capital(words.progress(talk.session, key))}.")
    return talk.ask("type pass, names, show, or nothing to go on", _drop(talk, key)).casefold()


def _drop(talk: Talk, key: str) -> Command:
    def drop(_rest: str) -> None:
        talk.commit(edits.drop(talk.session, key), f"{words.DROPPED} /undo brings it back.")
        raise Moved

    return Command(name="drop", about="drop this silent writing and all its notes", do=drop)


def _name_them(talk: Talk, key: str) -> None:
    named = not talk.session.silent[key].named
    if talk.commit(edits.name_them(talk.session, key, named=named)):
        talk.say(words.promised(talk.session.silent[key]))
    else:
        talk.say(words.STAYS)


def _show(talk: Talk, key: str) -> None:
    show = edits.showing(talk.session, key)
    if show is not None and not talk.desk.is_refused():
        talk.desk.part(show)
        talk.say(words.shown(len(show.notes)))


def _around(talk: Talk, key: str, chosen: str) -> None:
    """Let everybody write who has not; ask people who were left out in another round.

    First comes `chosen`, if it is not '', who may have written.
    """
    asked: set[str] = {chosen}
    name = called(talk.session.people).get(chosen)

    def following() -> tuple[str, str] | None:
        person = edits.next_up(talk.session, key, skipped=asked)
        asked.add(person)
        return (person, called(talk.session.people)[person]) if person else None

    first = (chosen, name) if name else None
    hand_round(talk, following, lambda person, _: _sheet(talk, key, person), first)


def _sheet(talk: Talk, key: str, person: str) -> None:
    """Take one person's notes, a line each, then their sheet. Each is kept as it comes."""
    found = talk.session.silent.get(key)
    if found is None:
        return
    talk.say(
        words.subject(talk.session, found),
        f"{words.promised(found)} Each line is a note; an empty line hands the keyboard on. The "
        "word back takes your last note away.",
    )
    ids, own = talk.desk.ids, list[str]()
    while text := talk.ask_text("note").strip():
        session, writer = edits.sheet_for(talk.session, key, person, ids)
        if text.casefold() == "back":
            if own:
                talk.commit(edits.write(session, key, writer, own.pop(), ""))
        else:
            own.append(ids())
            talk.commit(edits.write(session, key, writer, own[-1], text))
        talk.say(
            "You have written 1 note." if len(own) == 1 else f"You have written {len(own)} notes."
        )
    session, writer = edits.sheet_for(talk.session, key, person, ids)
    talk.commit(edits.hand_on(session, key, writer), "Your sheet is in.")
