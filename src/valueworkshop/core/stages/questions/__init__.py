"""Questions answered in words."""
