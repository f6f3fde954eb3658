"""The ladder on a projector: the marks, and what they say together."""

from valueworkshop.stages.ladder.model import View, answers, asks
from valueworkshop.stages.ladder.picture import in_words, ladder
from valueworkshop.stages.ladder.score import climb
from valueworkshop.stages.pictures import fitted
from valueworkshop.stages.projected import WIDTH, Part, Shown, picture, sentences
from valueworkshop.workshop.session import Session


def shown(session: Session, stage: str, at: str) -> Shown:
    """Return the question at which the team stands, and the ladder once a mark is on it."""
    view = View(at) if at in list(View) else View.NOW
    given = answers(session, stage)
    drawn = picture(fitted(row, WIDTH).rstrip() for row in ladder(given))
    parts: tuple[Part, ...] = drawn
    if any(given.of(each).rung for each in View):
        parts += sentences(in_words(given, climb(session, stage)))
    return Shown(
        heading=getattr(asks(session, stage), view.value),
        above="The charging ladder is B. Joseph Pine II's",
        parts=parts,
    )
