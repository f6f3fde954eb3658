"""Statements on screen: one after the other, and all of them with the groups on one line each."""

from valueworkshop.core.stages.statements.at_a_glance import in_order
from valueworkshop.core.stages.statements.score import statements
from valueworkshop.tui.stages.votes.whole_first import WholeFirstView


class StatementsView(WholeFirstView):
    """Shows the statement at the team's place; the whole begins where groups are furthest apart."""

    def order(self) -> list[str]:
        """Return the statements in the order of the picture."""
        return in_order(statements(self.session, self.stage))
