"""One sitting with one workshop, in the app or in lines: its desk, saving, and what was left."""
