"""The working screen and what belongs to it."""
