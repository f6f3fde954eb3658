"""Where things are kept: the folder of sessions, kits, settings, and what is tidied there."""
