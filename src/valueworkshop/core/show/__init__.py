"""The vocabulary of descriptions: blocks, figures, pictures in letters, what we may project."""
