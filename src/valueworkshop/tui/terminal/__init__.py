"""What the terminal is told and tells: keys, bytes, themes, its cursor."""
