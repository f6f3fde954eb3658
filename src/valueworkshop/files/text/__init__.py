"""The content of a file: TOML, and the checks of it, in both directions."""
