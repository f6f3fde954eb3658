"""Silent writing in the app: who writes next, and the screen on which they do."""
