"""Actions that were agreed, and what became of them: no kind itself, but shared by some."""
