"""The application itself: what works everywhere, and what opens the rooms."""
