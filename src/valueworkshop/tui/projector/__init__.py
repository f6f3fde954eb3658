"""What a projector shows, drawn."""
