"""The charging ladder in line mode: three marks, each put on one of four rungs."""

from typing import Final

from valueworkshop.core.session.evidence import Evidence
from valueworkshop.core.session.session import Session
from valueworkshop.core.session.typed_values import TypedError
from valueworkshop.core.stages.ladder import model
from valueworkshop.core.stages.ladder.model import Rung, View, answers, asks
from valueworkshop.core.stages.ladder.picture import in_words
from valueworkshop.core.stages.ladder.report import placed
from valueworkshop.core.stages.ladder.score import climb
from valueworkshop.lines.ask_field import backed, grading
from valueworkshop.lines.talk import Command, Talk, pick

_UNKNOWN: Final = {"d", "don't know"}


def ask(talk: Talk, stage: str, at: str) -> None:
    """Ask where one mark stands."""
    view = View(at) if at in set(View) else View.NOW
    number = list(View).index(view) + 1
    question = getattr(asks(talk.session, stage), view.value)
    talk.say(f"Question {number} of {len(View)}: {question}")
    talk.say(*(f"{rung.height}: {rung.charged_for}, {rung.value}." for rung in Rung))
    talk.say(
        "Type the number of the rung, or d for don't know.",
        f"So far: {placed(answers(talk.session, stage).of(view))}",
    )

    def why(rest: str) -> None:
        session = model.say_why(talk.session, stage, view, rest)
        talk.commit(session, f"Why it stands there: {rest or 'nothing said'}")

    def grade(_number: str, evidence: Evidence) -> None:
        talk.commit(model.grade(talk.session, stage, view, evidence), backed(evidence))

    about = "say why it stands there: what is on the bill, in customers' words"
    commands = (Command(name="why", usage="TEXT", about=about, do=why), *grading(grade))
    while line := talk.ask("rung", *commands):
        try:
            rung = _rung(line)
        except TypedError as error:
            talk.say(str(error))
            continue
        talk.commit(model.place(talk.session, stage, view, rung))
        talk.say(placed(answers(talk.session, stage).of(view)))
        talk.say(*in_words(answers(talk.session, stage), climb(talk.session, stage)))
        talk.say("/why says why it stands there; an empty line goes on.")


def told(session: Session, stage: str) -> list[str]:
    """Return where each mark stands, and how far they are apart."""
    given, asked = answers(session, stage), asks(session, stage)
    marks = [f"{getattr(asked, view.value)} {placed(given.of(view))}" for view in View]
    return [*marks, *in_words(given, climb(session, stage))]


def _rung(line: str) -> Rung | None:
    if line.casefold() in _UNKNOWN:
        return None
    return Rung(pick(line, {rung.value: rung.value for rung in Rung}))
