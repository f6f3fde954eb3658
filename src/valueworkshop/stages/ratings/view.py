"""Rating the statements of a kit."""

from valueworkshop.stages.votes.view import VotesView


class RatingsView(VotesView):
    """Shows the statement at which the team stands. All it does, every voting stage does."""
