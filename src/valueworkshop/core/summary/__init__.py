"""All the gaps together, and what to do next."""
