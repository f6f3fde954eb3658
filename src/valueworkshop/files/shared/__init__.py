"""One file, several windows: who has it open, merging their versions, the view file."""
