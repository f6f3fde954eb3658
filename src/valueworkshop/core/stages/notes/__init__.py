"""Notes that answer questions in words: not a kind itself, but shared by some."""
