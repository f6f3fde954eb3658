"""The screens of a dot vote that stand before all others."""
