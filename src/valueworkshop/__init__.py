"""A terminal workshop facilitator for customer value."""

__version__ = "0.1.0"
