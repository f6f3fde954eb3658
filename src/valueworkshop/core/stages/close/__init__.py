"""The close of a workshop."""
