"""The view of the kind `pause`, and what it is made of."""
