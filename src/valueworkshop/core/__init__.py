"""What a workshop is, pure: no screen, no command line, no file."""
