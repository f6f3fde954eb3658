"""Widgets of the journey."""
