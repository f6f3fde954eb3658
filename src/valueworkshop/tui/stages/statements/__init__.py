"""The parts of this kind's view."""
