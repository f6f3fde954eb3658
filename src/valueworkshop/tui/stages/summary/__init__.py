"""The pages of the summary, and the question why a contradiction is none."""
