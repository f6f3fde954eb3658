"""The screens of a dot vote that cover all others."""
