"""The view of the kind `ladder`, and what it is made of."""
