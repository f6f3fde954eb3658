"""What goes to and from the terminal: keys, bytes, themes, its cursor."""
