"""One file, several windows: who has it open, versions brought together, the view file."""
