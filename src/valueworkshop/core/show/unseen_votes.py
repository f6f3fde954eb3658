"""What we say when people vote unseen, for ballots of every kind, in the app and in line mode."""

from typing import Final

HELD: Final = (
    "Until the reveal you see how many have voted, and nothing else. The file on this computer "
    "holds every answer, so that none is lost; anyone who opens that file can read them."
)
"""What the facilitator, and anybody else who has the file, could still see."""

LEADS: Final = "the facilitator"
"""Who gets the keyboard back."""
