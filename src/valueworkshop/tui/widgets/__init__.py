"""Textual widgets that stages and screens share."""
