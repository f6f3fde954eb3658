"""Questions answered in words, described: the notes, how we know them, what is open."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from valueworkshop.core.clean_text import one_line
from valueworkshop.core.session.dot_votes import About
from valueworkshop.core.session.evidence import Grade
from valueworkshop.core.session.session import Session
from valueworkshop.core.show.blocks import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Quote,
    Sentences,
    Sight,
    Strong,
    Voting,
)
from valueworkshop.core.show.drawing.group_cards import aloud, in_rows
from valueworkshop.core.show.place import Act, Doing, Done, Here, Place
from valueworkshop.core.show.stage_figures import NoteCard, NoteGroups
from valueworkshop.core.stages.dots import show as dots
from valueworkshop.core.stages.dots.pools import (
    Pool,
    of_groups,
    of_open,
    of_question,
    of_stage,
)
from valueworkshop.core.stages.dots.score import Result, counting
from valueworkshop.core.stages.dots.words import got
from valueworkshop.core.stages.notes.groups import Gathered, gathered, group_of
from valueworkshop.core.stages.notes.model import (
    DO_NOTHING,
    Answers,
    Asks,
    Note,
    Question,
    mark_open,
)
from valueworkshop.core.stages.notes.quotes import quoted
from valueworkshop.core.stages.questions.score import knowledge
from valueworkshop.core.stages.silent import show as silent

Questions: TypeAlias = Here[Asks, Answers]
Noted: TypeAlias = list[tuple[Note, Result | None]]
"""Notes with what each got in dots."""

OPEN: Final = Act(
    id="questions.open",
    key="ctrl+o",
    label="Don't know",
    command="open",
    about="mark that nobody can answer this yet, or undo that",
)
DELETE: Final = Act(
    id="notes.delete",
    key="d,delete",
    label="Delete",
    command="delete",
    about="delete a note",
)
SPLIT: Final = Act(
    id="notes.split",
    key="s",
    label="Split",
    command="split",
    about="make each paragraph, or each line, a note of its own",
)
UP: Final = Act(
    id="notes.up",
    key="K,shift+up",
    label="Note up",
    command="up",
    about="move a note up",
    hidden=True,
)
DOWN: Final = Act(
    id="notes.down",
    key="J,shift+down",
    label="Note down",
    command="down",
    about="move a note down",
    hidden=True,
)
MOVE: Final = Act(
    id="notes.move",
    key="m",
    label="Note to the next question",
    command="move",
    about="move a note to another question",
    hidden=True,
)
MOVE_BACK: Final = Act(
    id="notes.move_back", key="M", label="Note to the question before", hidden=True
)
QUOTE: Final = Act(
    id="notes.quote",
    key="q",
    label="Quote for",
    command="link",
    about="say for which rated item a note is a quote, or 'nothing'",
)
ACTS: Final = (OPEN, DELETE, SPLIT, UP, DOWN, MOVE, MOVE_BACK, QUOTE)

LETTERS: Final = {Grade.ASSUMED: "A", Grade.HEARD: "H", Grade.MEASURED: "M"}
"""The letter before a note for how we know it."""

_NOTHING_ASKED: Final = Question(text="There is no question here")
_OPEN: Final = "we do not know yet."


def place(here: Questions, at: str) -> Place:
    """Return a question with its prompts, and whether it has an answer."""
    key = question_at(here, at)
    asked = here.asked.questions.get(key, _NOTHING_ASKED)

    def toggle(session: Session) -> Done:
        is_open = key not in session.given(here.stage, Answers).open
        said = "Marked open: you can choose it to work on." if is_open else "No longer marked open."
        return Done(mark_open(session, here.stage, key, is_open=is_open), said)

    return Place(
        question=asked.text,
        above=asked.group,
        hint="\n".join(map(one_line, asked.probes)),
        about="\n".join(f"· {one_line(probe)}" for probe in asked.probes),
        notes=(*silent.under_way(here.session, here.stage, key), *_standing(here, key)),
        acts=(Doing(OPEN, toggle),) if asked is not _NOTHING_ASKED else (),
        growing=not counting(here.session, About.NOTES, here.stage, key),
    )


def told(here: Questions) -> list[Block]:
    """Return every note under its question, with how we know it; by dots after a dot vote."""
    session, stage, given = here.session, here.stage, here.given
    counted = knowledge(session, stage)
    if counted.unanswered == counted.total:
        return []
    asked = "1 question" if counted.total == 1 else f"{counted.total} questions"
    blocks: list[Block] = [Heading(here.title), Paragraph(f"Of {asked}: {counted.in_words}.")]
    for key, question in here.asked.questions.items():
        notes = given.of(key)
        written = silent.told(session, stage, key)
        if not notes and key not in given.open and not written:
            continue
        blocks.append(Heading(question.text, level=3))
        blocks += _notes_told(here, key)
        if key in given.open:
            blocks.append(Paragraph("Open: we do not know yet."))
        blocks += written
        if session.dots:
            blocks += dots.told(session, of_question(session, stage, key))
            blocks += dots.told(session, of_groups(session, stage, key))
    return [*blocks, *dots.told(session, of_stage(session, stage))] if session.dots else blocks


def told_at(here: Questions, at: str) -> list[Sight]:
    """Return the notes on a question, and how we know each, without probes and names.

    After a dot vote those with the most dots come first, with their dots; the result of a vote on
    more than this question comes below them.
    """
    key = question_at(here, at)
    found: list[Sight] = [_notes_shown(here, key)]
    if key in here.given.open:
        found.append(Paragraph(_OPEN.capitalize(), strong=True))
    if here.session.dots:
        nearest, *wider = dot_pools(here, key)
        found += dots.came_of(here.session, wider) + dots.voting(here.session, (nearest,))
    voting = any(isinstance(each, Voting) for each in found)
    return [*found, *silent.writing(here.session, here.stage, key, counted=not voting)]


def dot_pools(here: Questions, at: str) -> tuple[Pool, ...]:
    """Return the notes on a question, its groups, the notes of the stage, all open questions."""
    session, stage, key = here.session, here.stage, question_at(here, at)
    notes, groups = of_question(session, stage, key), of_groups(session, stage, key)
    wider = (of_stage(session, stage), of_open(session))
    return (notes, groups, *wider) if groups.texts or _voted_on(here, key) else (notes, *wider)


def question_at(here: Questions, at: str) -> str:
    """Return the question at the team's place, the first if it is at none; '' for none."""
    asked = here.asked.questions
    return at if at in asked else next(iter(asked), "")


def origin(here: Questions, note: Note, *, named: bool = False) -> str:
    """Say how we know a note and whom it is about; if `named`, also who said it, and for what."""
    return " · ".join([note.evidence.in_words, *particulars(here, note, named=named)])


def particulars(here: Questions, note: Note, *, named: bool = True) -> list[str]:
    """Return what there is to say of a note beside how we know it."""
    session, parts = here.session, list[str]()
    if note.competitor == DO_NOTHING:
        parts.append("about doing nothing")
    elif note.competitor in session.competitors:
        parts.append(f"about {session.competitors[note.competitor].name}")
    if note.segment in session.segments:
        parts.append(f"for {session.segments[note.segment].name}")
    if named and note.said_by:
        parts.append(f"said by {note.said_by}")
    if named and (group := group_of(here.given, note)):
        parts.append(f"in “{one_line(here.given.groups[group].name)}”")
    if named and (item := quoted(session, note.about)):
        parts.append(f"quote for: {one_line(item.text)}")
    return parts


def _standing(here: Questions, key: str) -> tuple[str, ...]:
    """Say whether a question is open or nobody has answered it yet; () if neither is so."""
    if key in here.given.open:
        return (f"Marked open: {_OPEN}",)
    return () if here.given.of(key) else ("No notes yet.",)


def board(here: Questions, at: str) -> NoteGroups | None:
    """Return the groups of a question as a figure, by dots if people voted; None without groups."""
    key = question_at(here, at)
    cards = [
        NoteCard(
            name=one_line(each.name),
            notes=tuple(note.text for note, _ in notes),
            dots=got(result) if result else "",
            is_left_over=not each.key,
        )
        for each, result, notes in _grouped(here, key)
    ]
    return NoteGroups(title="Groups", cards=tuple(cards)) if cards else None


def _notes_told(here: Questions, key: str) -> list[Block]:
    """Return the notes on a question, each group under its name, by dots after a dot vote."""
    groups = _grouped(here, key)
    if not groups:
        return _quoted(here, _by_dots(here, here.given.of(key), key))
    blocks: list[Block] = []
    for each, result, notes in groups:
        if notes:
            named = one_line(each.name)
            dots_got = (f" ({got(result)})",) if result else ()
            blocks.append(Sentences((Strong(named), *dots_got)))
            blocks += _quoted(here, notes)
    return blocks


def _quoted(here: Questions, notes: Noted) -> list[Block]:
    return [
        Quote(note.text, " · ".join([*([got(result)] if result else []), origin(here, note)]))
        for note, result in notes
    ]


def _notes_shown(here: Questions, key: str) -> Sight:
    """Return the groups of a question as a picture; without groups its notes as a list."""
    if figure := board(here, key):
        return Chart(rows=tuple(in_rows(figure)), words=tuple(aloud(figure)), cells=figure)
    notes = _by_dots(here, here.given.of(key), key)
    marks = tuple(str(each.dots) if each else LETTERS[note.evidence.grade] for note, each in notes)
    return Bullets(tuple(note.text for note, _ in notes), marks)


def _grouped(here: Questions, key: str) -> list[tuple[Gathered, Result | None, Noted]]:
    """Return the groups of a question and what each got, the most dots first; what is left, last.

    Each comes with its notes and what each of these got.
    """
    counted = counting(here.session, About.GROUPS, here.stage, key)
    found = [
        (each, counted.get(each.key), _by_dots(here, each.notes, key))
        for each in gathered(here.given, key)
    ]
    return sorted(found, key=lambda one: (not one[0].key, -one[1].dots if one[1] else 1))


def _by_dots(here: Questions, notes: Iterable[tuple[str, Note]], key: str) -> Noted:
    """Return notes on a question with what each got, those with the most dots first."""
    counted = counting(here.session, About.NOTES, here.stage, key)
    pairs = [(note, counted.get(other)) for other, note in notes]
    return sorted(pairs, key=lambda pair: -pair[1].dots if pair[1] else 1) if counted else pairs


def _voted_on(here: Questions, key: str) -> bool:
    """Whether people voted on the groups of a question, which may be gone."""
    return any(
        (vote.about, vote.stage, vote.at) == (About.GROUPS, here.stage, key)
        for vote in here.session.dots.values()
    )
