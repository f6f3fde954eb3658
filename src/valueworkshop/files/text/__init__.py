"""What stands in a file: TOML and the checks of it, in both directions."""
