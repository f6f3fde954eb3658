"""What the view of the ladder is built from."""
