"""The view of the kind `pause`, and its parts."""
