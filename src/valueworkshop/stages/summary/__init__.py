"""The gap summary: reads the result, keeps nothing of its own."""
