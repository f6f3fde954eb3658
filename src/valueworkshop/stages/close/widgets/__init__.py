"""Widgets of the close."""
