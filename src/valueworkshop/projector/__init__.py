"""What a room may see on a projector: made from a session, handed over in a file, read again."""
