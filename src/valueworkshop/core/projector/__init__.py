"""What a room may see on a projector, made from a session."""
