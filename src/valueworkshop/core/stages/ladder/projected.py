"""The ladder on a projector: the marks, and what they say together."""

from valueworkshop.core.session.session import Session
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.projected_blocks import WIDTH, Part, Shown, picture, sentences
from valueworkshop.core.stages.ladder.model import View, answers, asks
from valueworkshop.core.stages.ladder.picture import in_words, ladder
from valueworkshop.core.stages.ladder.score import climb


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
