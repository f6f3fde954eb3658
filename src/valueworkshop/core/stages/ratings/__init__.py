"""Statements rated for what is needed and for today."""
