"""Agreed actions, and what became of them: not a kind itself, but shared by some."""
