"""Silent writing: each writes notes alone, and the room sees them together."""
