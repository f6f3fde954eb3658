"""Notes that answer questions in words: no kind itself, but shared by some."""
