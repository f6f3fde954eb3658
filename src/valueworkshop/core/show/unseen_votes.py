"""What is said where people vote unseen, of ballots of every kind, in the app and in lines."""

from typing import Final

HELD: Final = (
    "Until the reveal everybody sees how many have voted, and nothing else. The file on this "
    "computer holds each answer, so that none is lost: whoever opens it can read them."
)
"""What the facilitator, and whoever else has the file, could still see."""

LEADS: Final = "whoever leads the workshop"
"""To whom the keyboard goes back."""
