"""The view of the kind `statements`, and what it is made of."""
