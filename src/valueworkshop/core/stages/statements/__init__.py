"""Statements about ourselves, with which each group agrees or disagrees."""
