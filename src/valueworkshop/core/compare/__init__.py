"""Workshops side by side: what changed from one to the next, and how things went over many."""
