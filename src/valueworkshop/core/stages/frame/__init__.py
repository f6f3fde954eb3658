"""The frame: what the workshop is about and who takes part."""
