"""The library and its screens."""
