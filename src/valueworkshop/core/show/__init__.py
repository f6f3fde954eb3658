"""The vocabulary of descriptions: blocks, figures, pictures in letters, what may be projected."""
