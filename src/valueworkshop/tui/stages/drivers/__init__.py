"""The view of the kind `drivers`, and what it is made of."""
