"""Saving in the background, and what others write meanwhile."""
