"""What the view of this kind is built from."""
