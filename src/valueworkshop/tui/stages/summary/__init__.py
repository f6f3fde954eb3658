"""What the summary shows, one page each, and the question why a contradiction is none."""
