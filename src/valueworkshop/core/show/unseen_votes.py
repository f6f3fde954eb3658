"""What we say when people vote unseen, for ballots of every kind, in the app and in line mode."""

from typing import Final

HELD: Final = (
    "Until the reveal everybody sees how many have voted, and nothing else. The file on this "
    "computer holds each answer, so that none is lost: whoever opens it can read them."
)
"""What the facilitator, and anybody else who has the file, could still see."""

LEADS: Final = "whoever leads the workshop"
"""Who gets the keyboard back."""
