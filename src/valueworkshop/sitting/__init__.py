"""One sitting with one workshop, in the app or in line mode: its desk, saving, and leftovers."""
