"""Widgets of the stage that looks back."""
