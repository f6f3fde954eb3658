"""Workshops side by side."""
