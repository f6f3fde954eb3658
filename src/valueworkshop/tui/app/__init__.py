"""The application itself: what works everywhere, and what opens libraries and workshops."""
