"""Agreeing or disagreeing with statements about ourselves, unseen; then groups side by side."""

from textual.content import Content
from textual.widgets import Static

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.statements.model import study_of
from valueworkshop.core.stages.statements.picture import bars, picture
from valueworkshop.core.stages.statements.score import statement, statements
from valueworkshop.core.stages.statements.words import (
    distance_in_words,
    said,
    share_in_words,
    study_in_words,
    what_limits,
)
from valueworkshop.core.stages.votes.model import asks
from valueworkshop.core.text import capital
from valueworkshop.tui.stages.votes.revealed_item import Reveal
from valueworkshop.tui.stages.votes.scale_words import agreeing
from valueworkshop.tui.stages.votes.view import VotesView

_ABOUT = (
    "Leaders and those who deal with customers every day often see this differently: that distance "
    "is the perception gap. The share counts those who agreed or disagreed. A group in which fewer "
    "than three did is never shown apart."
)


class StatementsView(VotesView):
    """Shows the statement at which the team stands."""

    def show(self, session: Session) -> None:
        """Draw the statement; below it the keys, which are no scale."""
        super().show(session)
        self.query_one("#scale", Static).update(agreeing())

    def draw(self, mode: str, session: Session) -> None:
        """Draw what is shown in a mode: of the reveal, the groups side by side."""
        if mode != "reveal":
            super().draw(mode, session)
            return
        self.query_one(Reveal).update(self._groups(session))
        self.query_one("#count", Static).update(Content(""))

    def _groups(self, session: Session) -> Content:
        score = statement(session, self.stage, self.item)
        study = study_of(session, self.stage, self.item)
        lines = [Content(line) for line in bars(score, self.room)]
        lines.insert(0, Content(f"{share_in_words(score.everyone)}\n").stylize("bold"))
        told = [distance_in_words(score.distance)] if score.distance else []
        lines += [Content(f"\n{capital(text)}.") for text in told]
        if talk := self.said_of(session):
            lines += [Content(""), talk]
        muted = [what_limits(score), study_in_words(study) if study else ""]
        lines += [Content(f"\n{text}").stylize("$text-muted") for text in muted if text]
        return Content("\n").join(lines)

    def picture(self, session: Session, width: int) -> Content:
        """Return where groups lie furthest apart, and all statements as bars."""
        texts = {key: item.text for key, item in asks(session, self.stage).items.items()}
        sentences = said(statements(session, self.stage), texts)
        drawn = picture(session, self.stage, width)
        return Content("\n".join(drawn if drawn == sentences else [*sentences, "", *drawn]))

    def explain(self) -> str:
        """Return what the statement is about, what the study found, and what a distance means."""
        item = self.item
        # Before the reveal it would sway the answers.
        study = study_of(self.session, self.stage, item) if self.revealed else None
        parts = [super().explain(), study_in_words(study) if study else "", _ABOUT]
        return "\n\n".join(part for part in parts if part)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer neither evidence nor weight: what people think of us is itself the finding."""
        return action not in {"grade", "weight"} and super().check_action(action, parameters)
