"""Saving in the background, and merging what others write in the meantime."""
