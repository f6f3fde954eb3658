"""Rating the statements of a kit."""

from textual.content import Content

from valueworkshop.core.session.session import Session
from valueworkshop.core.stages.ratings.lead_and_lag import lead_in_words, lead_lines, other_of, said
from valueworkshop.core.stages.ratings.picture import importance, importance_lines
from valueworkshop.core.stages.votes.score import scores
from valueworkshop.core.text import capital
from valueworkshop.tui.stages.votes.view import Picture, VotesView


class RatingsView(VotesView):
    """Shows the statement at which the team stands."""

    def pictures(self) -> list[Picture]:
        """Return the tracks, and where both are asked, what matters against what is."""
        asked = importance(self.session, self.stage) is not None
        return [self.picture, self._quadrant] if asked else [self.picture]

    def picture(self, session: Session, width: int) -> Content:
        """Return the tracks: today against what is needed, or ours against another."""
        if other_of(session, self.stage) is None:
            return super().picture(session, width)
        told = said(session, self.stage)
        lines = lead_lines(session, self.stage, width)
        return Content("\n".join([told, "", *lines] if told else lines))

    def also_revealed(self, session: Session) -> Content:
        """Return who leads, where ours is held against another."""
        other = other_of(session, self.stage)
        if other is None:
            return Content("")
        told = lead_in_words(scores(session, self.stage)[self.item], other)
        return Content(f"{capital(told)}.").stylize("bold")

    def _quadrant(self, session: Session, width: int) -> Content:
        return Content("\n".join(importance_lines(session, self.stage, width)))
