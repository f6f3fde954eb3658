"""The domain: what a workshop asks, what a team gave, and every way to change it."""
