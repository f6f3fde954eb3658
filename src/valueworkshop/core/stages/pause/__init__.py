"""A break, or any time without answers."""
