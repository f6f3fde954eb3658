"""Choosing what to work on, and agreed actions."""
