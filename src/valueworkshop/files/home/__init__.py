"""Where things are kept: the folder of sessions, kits, settings, and tidying up there."""
