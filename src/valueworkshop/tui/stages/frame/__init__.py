"""The view of the kind `frame`, and what it is made of."""
