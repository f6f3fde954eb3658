"""The gap summary: reads the result; it keeps only why a contradiction was dismissed."""
