"""Phones in the app: who serves them while a workshop is open, and the facilitator's screen."""
