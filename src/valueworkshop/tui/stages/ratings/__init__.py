"""The view of the kind `ratings`, and what it is made of."""
