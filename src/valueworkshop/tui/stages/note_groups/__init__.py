"""Groups of notes in the app: a board on which notes are gathered."""
