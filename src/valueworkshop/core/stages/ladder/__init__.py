"""The charging ladder: what one is paid for now, and what for in the end."""
